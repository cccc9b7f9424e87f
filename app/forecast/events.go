package forecast

import (
	"cmp"
	"math"
	"slices"
)

// shift is an event that has begun: ln of how much it changed the use, and the
// share of it that is in force in a month.
type shift struct {
	event Event
	size  float64
}

// inForce is the share of an event that is in force in a month.
func (e *Event) inForce(month int) float64 {
	from := monthNumber(e.From)
	if month < from || e.To != 0 && month > monthNumber(e.To) {
		return 0
	}
	if e.Ramp > 0 && month-from < e.Ramp {
		return float64(month-from+1) / float64(e.Ramp+1)
	}
	return 1
}

// sound reports whether an event can be used at all.
func (e *Event) sound() bool {
	return e.From > 0 && !math.IsNaN(e.KWh) && !math.IsInf(e.KWh, 0) && !math.IsNaN(e.Permille) && !math.IsInf(e.Permille, 0) &&
		(e.KWh != 0 || e.Permille != 0) && e.Confidence > 0
}

func (e *Event) sure() float64 { return min(1, e.Confidence) }

// factor is what an event in permille makes of the use, with the share that is
// in force.
func (e *Event) factor(share float64) float64 { return max(0, 1+share*max(-1000, e.Permille)/1000) }

const (
	leastShift = 0.05 // what an event leaves of the use at least, to divide by
	shortEvent = 6    // months: an event that is over and was no longer is cut out
)

// undoEvents brings the history to what is in force at the origin: the months
// before an expansion are lifted, those of a closure that is over are cut out
// or lifted.
func (w *worker) undoEvents() {
	if len(w.h.Events) == 0 {
		return
	}
	for _, e := range inOrder(w.h.Events) {
		if e.sound() && monthNumber(e.From) <= w.origin {
			w.undoEvent(e)
		}
	}
}

func (w *worker) undoEvent(e Event) {
	n := len(w.y)
	from, to := monthNumber(e.From)-w.first, n-1
	if e.To != 0 {
		to = min(to, monthNumber(e.To)-w.first)
	}
	if to < 0 || from >= n {
		return
	}
	told := w.told(&e, from)
	over := e.To != 0 && monthNumber(e.To) < w.origin
	if over && (to-from < shortEvent || told < math.Log(0.3)) {
		w.cut(max(0, from), to)
		return
	}
	s := shift{e, w.observed(told*e.sure(), from+e.Ramp, to)}
	now := s.event.inForce(w.origin)
	for t := range n {
		if by := s.size * (now - s.event.inForce(w.first+t)); by != 0 {
			w.y[t] += by
			factor := math.Exp(by)
			w.v[t] *= factor
			w.used[t] *= factor
		}
	}
	w.shifts = append(w.shifts, s)
}

// told is ln of what an event was said to change; kWh are compared with the
// months before it.
func (w *worker) told(e *Event, from int) float64 {
	if e.KWh == 0 {
		return math.Log(max(leastShift, e.factor(1)))
	}
	var sum, count float64
	for t := max(0, from-year); t < max(0, from); t++ {
		if w.v[t] > 0 {
			sum, count = sum+w.v[t], count+1
		}
	}
	if count == 0 {
		return 0
	}
	return math.Log(min(1/leastShift, max(leastShift, 1+e.KWh/(sum/count))))
}

// observed is the size of a shift by the months of the event a year after those
// before it, mixed with what was told as if that were two months more. What
// goes further than twice what was told, or the other way, is not the event's.
func (w *worker) observed(told float64, full, to int) float64 {
	const weight = 2
	var sum, count float64
	for t := max(year, full); t <= to && t-year < full && count < year; t++ {
		if w.present(t) && w.present(t-year) {
			sum, count = sum+w.y[t]-w.y[t-year], count+1
		}
	}
	size := (sum + weight*told) / (count + weight)
	return min(max(0, 2*told), max(min(0, 2*told), size))
}

// cut makes months like those nobody read, unless too little would be left.
func (w *worker) cut(from, to int) {
	left := 0
	for t := range w.y {
		if (t < from || t > to) && w.present(t) {
			left++
		}
	}
	if left < max(year, len(w.y)/2) {
		return
	}
	for t := from; t <= to; t++ {
		w.v[t], w.y[t], w.used[t] = math.NaN(), math.NaN(), math.NaN()
		if w.read[t] {
			w.read[t] = false
			w.unread++
		}
	}
}

// inOrder sorts events, so that sums do not depend on the order of the rows.
func inOrder(events []Event) []Event {
	return slices.SortedFunc(slices.Values(events), func(a, b Event) int {
		return cmp.Or(
			cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.KWh, b.KWh),
			cmp.Compare(a.Permille, b.Permille), cmp.Compare(a.Ramp, b.Ramp), cmp.Compare(a.Confidence, b.Confidence),
		)
	})
}

// expect fills Points and Sure from Calm: what events to come are expected to
// change, and what they change if all of them happen. One that has begun and
// ends is an event to come, too.
func (w *worker) expect(f *Forecast) {
	copy(f.Points, f.Calm)
	copy(f.Sure, f.Calm)
	if len(w.h.Events) == 0 {
		return
	}
	events := inOrder(w.h.Events)
	for h := range f.Calm {
		month := w.origin + 1 + h
		likely, sure := 1.0, 1.0
		var likelyKWh, sureKWh float64
		for i := range w.shifts {
			s := &w.shifts[i]
			factor := math.Exp(s.size * (s.event.inForce(month) - s.event.inForce(w.origin)))
			likely, sure = likely*factor, sure*factor
		}
		for _, e := range events {
			share := e.inForce(month)
			if !e.sound() || monthNumber(e.From) <= w.origin || share == 0 {
				continue
			}
			if e.KWh != 0 {
				likelyKWh, sureKWh = likelyKWh+e.sure()*share*e.KWh, sureKWh+share*e.KWh
				continue
			}
			change := e.factor(share) - 1
			likely, sure = likely*(1+e.sure()*change), sure*(1+change)
		}
		f.Points[h], f.Sure[h] = max(0, f.Calm[h]*likely+likelyKWh), max(0, f.Calm[h]*sure+sureKWh)
	}
}
