package forecast

import "math"

// prepare cleans the row in hand up to the origin: from the first month with
// use, events and calendar taken out, gaps filled.
func (w *worker) prepare() {
	w.class = w.pools.class(w.h.Class)
	w.used, w.v, w.y, w.read = w.used[:0], w.v[:0], w.y[:0], w.read[:0]
	w.unread, w.empty, w.known, w.lag, w.festival, w.shifts = 0, 0, 0, 0, festive{}, w.shifts[:0]
	if w.take(); len(w.used) == 0 {
		return
	}
	w.logarithms()
	w.undoEvents()
	w.undoCalendar()
	w.fill()
}

// take copies the months from the first with use to the last that was read.
func (w *worker) take() {
	from, until := w.span()
	w.lag = w.origin - until
	first := from
	for first <= until && (!wasRead(w.value(first)) || w.value(first) == 0) {
		first++
	}
	if first > until {
		for month := from; month <= until; month++ {
			if wasRead(w.value(month)) {
				w.known++
			}
		}
		return
	}
	if w.h.From != 0 && first == monthNumber(w.h.From) && first < until && w.value(first) < w.value(first+1)/2 {
		first++ // supply began within the month
	}
	w.first = w.afterLongGap(first, until)
	for month := w.first; month <= until; month++ {
		v := w.value(month)
		read := wasRead(v)
		if read {
			w.known++
		} else {
			v = math.NaN()
			w.unread++
		}
		w.used, w.v, w.y, w.read = append(w.used, v), append(w.v, v), append(w.y, 0), append(w.read, read)
	}
}

// span is the months that were looked at and read: within the supply, up to the
// origin, and no more than matter.
func (w *worker) span() (from, until int) {
	if !isMonth(w.h.First) {
		return 1, 0
	}
	start := monthNumber(w.h.First)
	from, until = start, min(w.origin, start+len(w.h.Values)-1)
	if w.h.From != 0 {
		from = max(from, monthNumber(w.h.From))
	}
	if w.h.Until != 0 {
		until = min(until, monthNumber(w.h.Until))
	}
	for until >= from && !wasRead(w.value(until)) {
		until--
	}
	return max(from, until-mostMonths+1), until
}

func (w *worker) value(month int) float64 { return float64(w.h.Values[month-monthNumber(w.h.First)]) }

// wasRead tells numbers that can be from those that cannot.
func wasRead(v float64) bool { return v >= 0 && v <= math.MaxFloat32 }

// afterLongGap leaves out what lies before more than a year that nobody read:
// it tells nothing of today.
func (w *worker) afterLongGap(first, until int) int {
	last := first
	for month := first + 1; month <= until; month++ {
		if !wasRead(w.value(month)) {
			continue
		}
		if month-last > year+1 {
			first = month
		}
		last = month
	}
	return first
}

// logarithms fills w.y. What is missing or without use is NaN there; what is
// almost nothing counts as a hundredth of the mean, as its logarithm would
// outweigh all others.
func (w *worker) logarithms() {
	var sum, count float64
	for _, v := range w.v {
		if v > 0 {
			sum, count = sum+v, count+1
		}
	}
	least := sum / count / 100
	for t, v := range w.v {
		if v > 0 {
			w.y[t] = math.Log(max(v, least))
		} else {
			w.y[t], w.v[t] = math.NaN(), math.NaN()
			w.empty++
		}
	}
}

// undoCalendar takes Spring Festival and leap days out.
func (w *worker) undoCalendar() {
	if w.o.NoCalendar {
		return
	}
	if f := w.class.festival; f != (festive{}) {
		keeps := w.keeps(f)
		w.festival = festive{f.before * keeps, f.after * keeps}
	}
	for t := -(w.first % year); t < len(w.y); t += year { // each January, and the months after it
		for m := max(0, t); m < min(len(w.y), t+festiveParts); m++ {
			if c := w.calendar(w.first + m); c != 0 {
				w.y[m] -= c
				factor := math.Exp(-c)
				w.v[m] *= factor
				w.used[m] *= factor
			}
		}
	}
}

// calendar is ln of what the calendar changes in a month.
func (w *worker) calendar(month int) float64 {
	if w.o.NoCalendar {
		return 0
	}
	var c float64
	if w.h.ReadDay > 0 {
		c = leapDay(month, w.h.ReadDay)
	}
	if w.festival != (festive{}) {
		c += w.festival.times(w.table.at(month, w.h.ReadDay))
	}
	return c
}

// fill puts something sensible where nothing was read or used: as the same
// month of the years before and after, at the level of the months around; else on the
// line between its neighbours, in the season of the class.
func (w *worker) fill() {
	if w.unread+w.empty == 0 {
		return
	}
	for t := range w.y {
		if !math.IsNaN(w.y[t]) {
			continue
		}
		y := w.between(t)
		var sum, count float64
		for _, by := range [...]int{-year, year} {
			s := t + by
			for s >= 0 && s < len(w.y) && !w.present(s) {
				s += by
			}
			if s >= 0 && s < len(w.y) {
				sum, count = sum+w.y[s]+w.levelFrom(s, t), count+1
			}
		}
		if count > 0 {
			y = sum / count
		}
		w.v[t] = math.Exp(y)
	}
	for t := range w.y {
		if math.IsNaN(w.y[t]) {
			w.y[t] = math.Log(max(w.v[t], math.SmallestNonzeroFloat32))
			if !w.read[t] {
				w.used[t] = w.v[t]
			}
		}
	}
}

// present reports whether a month was read and has use.
func (w *worker) present(t int) bool { return !math.IsNaN(w.y[t]) }

// levelFrom is how much higher the months around t lie than those around s.
func (w *worker) levelFrom(s, t int) float64 {
	var sum, count float64
	for k := -3; k <= 3; k++ {
		a, b := s+k, t+k
		if k != 0 && min(a, b) >= 0 && max(a, b) < len(w.y) && w.present(a) && w.present(b) {
			sum, count = sum+w.y[b]-w.y[a], count+1
		}
	}
	return sum / max(1, count)
}

// between is on the line from the month present before to the one after.
func (w *worker) between(t int) float64 {
	before, after := t, t
	for before >= 0 && !w.present(before) {
		before--
	}
	for after < len(w.y) && !w.present(after) {
		after++
	}
	plain := func(s int) float64 { return w.y[s] - w.class.profile[(w.first+s)%year] }
	season := w.class.profile[(w.first+t)%year]
	switch {
	case before < 0 && after >= len(w.y):
		return 0
	case before < 0:
		return plain(after) + season
	case after >= len(w.y):
		return plain(before) + season
	}
	share := float64(t-before) / float64(after-before)
	return (1-share)*plain(before) + share*plain(after) + season
}
