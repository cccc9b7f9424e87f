package forecast

// worker is the memory of one goroutine: no forecast allocates.
//
// A forecast is made in three steps, so that backtests pay for the first once:
// prepare cleans a history into w.y, project forecasts any beginning of it, and
// finish puts back what prepare took out.
type worker struct {
	o     Options
	pools *Pools
	tally tally

	h History   // the row in hand
	y []float64 // the row, from its first month with use to the origin: gaps filled, events and calendar taken out
}

// fitted is what project found.
type fitted struct {
	method Method
	sigma  float64 // of ln errors one step ahead; 0: unknown
	alpha  float64
}

// prepare cleans w.h up to the origin into w.y.
func (w *worker) prepare() {}

// project forecasts the first n months of w.y, len(out) months ahead, without
// a look at the rest.
func (w *worker) project(n int, out []float64) fitted { return fitted{} }

// finish puts calendar, events and supply back into a projection from the
// origin.
func (w *worker) finish(f *Forecast) {}
