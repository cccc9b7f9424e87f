package forecast

import (
	"math"
	"slices"
)

// mostGrowth bounds a forecast by the highest month of the last years: what
// lies beyond is a method run wild.
const mostGrowth = 4

// finish puts calendar, supply and events back into f.Calm, a projection from
// the origin.
func (w *worker) finish(f *Forecast) {
	most := math.Inf(1)
	if len(w.v) > 0 && f.Method != ByCapacity {
		most = mostGrowth * slices.Max(w.v[max(0, len(w.v)-3*year):])
	}
	for h, x := range f.Calm {
		if !(x > 0) {
			x = 0
		}
		f.Calm[h] = min(x, most)
		if c := w.calendar(w.origin + 1 + h); c != 0 {
			f.Calm[h] *= math.Exp(c)
		}
	}
	w.expect(f)
	for h := range f.Calm {
		if !w.supplied(w.origin + 1 + h) {
			f.Calm[h], f.Points[h], f.Sure[h] = 0, 0, 0
		}
	}
}

// supplied reports whether there is supply in a month.
func (w *worker) supplied(month int) bool {
	return (w.h.From == 0 || month >= monthNumber(w.h.From)) && (w.h.Until == 0 || month <= monthNumber(w.h.Until))
}

// ended reports whether supply ends before the first month ahead.
func (w *worker) ended() bool { return w.h.Until != 0 && monthNumber(w.h.Until) <= w.origin }
