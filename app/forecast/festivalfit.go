package forecast

import "math"

// How a class keeps the Spring Festival is fitted to the mean of its customers,
// year on year, in the months around it: what moves with the festival shows as
// growth in one month and decline in its neighbour. All customers share the
// weather of a winter, so that a thousand customers are no thousand proofs: the
// doubt comes from how much the mean jumps in the months without a festival.

// festiveYear sums, for each month of a year, ln of year on year, and what the
// regressors changed.
type festiveYear struct {
	growth        [year]int64
	count         [year]int64
	before, after [festiveParts]int64
}

func (f *festiveYear) add(o *festiveYear) {
	for m := range year {
		f.growth[m] += o.growth[m]
		f.count[m] += o.count[m]
	}
	for m := range festiveParts {
		f.before[m] += o.before[m]
		f.after[m] += o.after[m]
	}
}

func (s *sums) festiveOf(y int) *festiveYear {
	f := s.festive[y]
	if f == nil {
		f = new(festiveYear)
		s.festive[y] = f
	}
	return f
}

// learnFestival adds the row's pairs of months a year apart. What prepare took
// out for the festival is put back first.
func (w *worker) learnFestival(s *sums) {
	for t := year; t < len(w.y); t++ {
		month := w.first + t
		was, is := w.table.at(month-year, w.h.ReadDay), w.table.at(month, w.h.ReadDay)
		growth := w.y[t] - w.y[t-year] + w.festival.times(is) - w.festival.times(was)
		f, m := s.festiveOf(month/year), month%year
		f.growth[m] += fixed(clip(growth, 1))
		f.count[m]++
		if m < festiveParts {
			f.before[m] += fixed(is.before - was.before)
			f.after[m] += fixed(is.after - was.after)
		}
	}
}

func (f *festiveYear) mean(m int) (float64, bool) {
	if f == nil || f.count[m] == 0 {
		return 0, false
	}
	return float64(f.growth[m]) / whole / float64(f.count[m]), true
}

// around is the mean growth in the months on both sides of a year's festival,
// and the squares of what the single months differ from it.
func (s *sums) around(y int) (mean, squares float64, n int) {
	var values [8]float64
	take := func(y, from, to int) {
		for m := from; m <= to; m++ {
			if x, ok := s.festive[y].mean(m); ok {
				values[n] = x
				n++
			}
		}
	}
	take(y-1, 9, 11)
	take(y, 4, 7)
	for _, x := range values[:n] {
		mean += x / float64(n)
	}
	for _, x := range values[:n] {
		squares += (x - mean) * (x - mean)
	}
	return mean, squares, n
}

const (
	leastFestivals = 2    // pairs of years
	festivalDoubt  = 0.5  // standard deviation of a class about what was told of it
	festivalProof  = 4.0  // what the evidence must exceed where nothing was told
	leastNoise     = 1e-4 // variance
)

// festival fits how much of the built-in curve the class shows, starting from
// what was told of it.
func (s *sums) festival(told festive) festive {
	var bb, ba, aa, rb, ra, rr, squares float64
	var years, months, free int
	for y := firstNewYear; y < firstNewYear+len(newYears); y++ {
		mean, sq, n := s.around(y)
		f := s.festive[y]
		if f == nil || n < 2 {
			continue
		}
		squares, free = squares+sq, free+n-1
		seen := false
		for m := range festiveParts {
			growth, ok := f.mean(m)
			if !ok {
				continue
			}
			r := growth - mean
			b, a := float64(f.before[m])/whole/float64(f.count[m]), float64(f.after[m])/whole/float64(f.count[m])
			bb, ba, aa = bb+b*b, ba+b*a, aa+a*a
			rb, ra, rr = rb+r*b, ra+r*a, rr+r*r
			seen, months = true, months+1
		}
		if seen {
			years++
		}
	}
	if years < leastFestivals {
		return told
	}
	solve := func(noise float64) (f festive) {
		own := noise / (festivalDoubt * festivalDoubt)
		det := (bb+own)*(aa+own) - ba*ba
		b, a := rb+own*told.before, ra+own*told.after
		return festive{((aa+own)*b - ba*a) / det, ((bb+own)*a - ba*b) / det}
	}
	left := func(f festive) float64 {
		return rr - 2*(f.before*rb+f.after*ra) + f.before*f.before*bb + 2*f.before*f.after*ba + f.after*f.after*aa
	}
	noise := max(leastNoise, squares/float64(max(1, free)))
	f := solve(noise)
	noise = max(noise, left(f)/float64(max(1, months-2)))
	f = solve(noise)
	if told == (festive{}) {
		proof := (rr - left(f)) / 2 / noise
		keep := 0.0
		if proof > 0 {
			keep = max(0, 1-festivalProof/proof)
		}
		f.before, f.after = keep*f.before, keep*f.after
	}
	return festive{min(2, max(-0.5, f.before)), min(2, max(-0.5, f.after))}
}

// keeps tells how much of his class's festival the customer of the row shows,
// from his own years, drawn to 1: a tenth of customers does not move at all.
func (w *worker) keeps(f festive) float64 {
	const doubt = 0.5 // standard deviation between the customers of a class
	var xx, rx, squares float64
	var free int
	n := len(w.y)
	for t := max(year, (year-w.first%year)%year); t < n; t++ { // from the first January on
		if (w.first+t)%year != 0 || w.first+t >= (firstNewYear+len(newYears))*year {
			continue
		}
		var mean, sq, count float64
		for _, k := range [...]int{-3, -2, -1, 4, 5, 6, 7} {
			if t+k < year || t+k >= n {
				continue
			}
			if g := w.y[t+k] - w.y[t+k-year]; !math.IsNaN(g) {
				mean, sq, count = mean+g, sq+g*g, count+1
			}
		}
		if count < 2 {
			continue
		}
		mean /= count
		squares, free = squares+max(0, sq-count*mean*mean), free+int(count)-1
		for m := 0; m < festiveParts && t+m < n; m++ {
			is, was := w.table.at(w.first+t+m, w.h.ReadDay), w.table.at(w.first+t+m-year, w.h.ReadDay)
			x := f.times(is) - f.times(was)
			if g := w.y[t+m] - w.y[t+m-year]; !math.IsNaN(g) {
				xx += x * x
				rx += x * (g - mean)
			}
		}
	}
	if free == 0 {
		return 1
	}
	noise := max(4*leastNoise, squares/float64(free)) / (doubt * doubt)
	return min(2, max(0, (rx+noise)/(xx+noise)))
}
