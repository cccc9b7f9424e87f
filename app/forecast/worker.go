package forecast

// worker is the memory of one goroutine: no forecast allocates.
//
// A forecast is made in three steps, so that backtests pay for the first once:
// prepare cleans a history into w.y, project forecasts any beginning of it, and
// finish puts back what prepare took out.
type worker struct {
	o      Options
	origin int // months are numbered year*12+month-1
	pools  *Pools
	table  *festivals
	models models
	ledger ledger
	tally  tally

	h     History // the row in hand
	row   int     // its number, while all are visited
	names []string
	class *class

	first    int       // the month of the first value below
	used     []float64 // kWh of each month from the first with use to the last read up to the origin; months not read are filled in
	v        []float64 // the same; months without use are filled in too
	y        []float64 // ln of v
	read     []bool    // whether somebody read the month
	unread   int       // how many nobody did
	empty    int       // how many have no logarithm of their own
	known    int       // how many were read, those before the first with use too
	lag      int       // months from the last of them to the origin
	festival festive   // what was taken out
	shifts   []shift   // events that have begun
	wide     []float64 // a projection with the months of the lag
	tested   []float64 // a projection from an earlier origin
}

func newWorker(o Options, p *Pools) *worker {
	return &worker{
		o: o, origin: monthNumber(o.Origin), pools: p, table: festivalTable(), models: newModels(p.maps), ledger: ledger{},
		used: make([]float64, 0, mostMonths), v: make([]float64, 0, mostMonths), y: make([]float64, 0, mostMonths),
		read: make([]bool, 0, mostMonths), wide: make([]float64, 2*MostHorizon), tested: make([]float64, MostHorizon),
	}
}

func isMonth(month int64) bool {
	return month >= 101 && month <= 9998_12 && month%100 >= 1 && month%100 <= year
}

func monthNumber(month int64) int { return int(month/100*year + month%100 - 1) }

// fitted is what project found.
type fitted struct {
	method Method
	sigma  float64 // of ln errors one step ahead; 0: unknown
	alpha  float64
}

// idleMonths are those without use after which a customer is idle.
const idleMonths = 3

// someZeros is the share of months without use up to which they are accidents.
const someZeros = 0.1

// project forecasts the first n months of the prepared row, len(out) months
// ahead, without a look at the rest.
func (w *worker) project(n int, out []float64) fitted {
	switch {
	case n == 0:
		clear(out)
		return fitted{method: Idle}
	case w.trailing(n) >= idleMonths && !w.restsBySeason(n):
		clear(out)
		return fitted{method: Idle}
	case w.share(n) > someZeros:
		w.intermittent(n, out)
		return fitted{method: Intermittent}
	}
	switch read := n - w.unreadOf(n); {
	case read >= fastMonths && 3*read >= 2*n:
		return w.models.project(w.v[:n], w.y[:n], out, w.h.Large)
	case read >= year:
		return w.borrowed(n, out)
	default:
		return w.sketch(n, out)
	}
}

// unreadOf counts months nobody read among the first n.
func (w *worker) unreadOf(n int) int {
	if w.unread == 0 {
		return 0
	}
	count := 0
	for _, read := range w.read[:n] {
		if !read {
			count++
		}
	}
	return count
}

// forecast makes the points of the row in hand.
func (w *worker) forecast(f *Forecast) {
	w.prepare()
	h := w.o.Horizon
	f.fresh(h)
	f.Months, f.Evidence, f.Restart = w.known, evidence(w.known), w.class.restart
	switch {
	case w.ended():
		f.Method = Ended
	case w.known == 0 || w.lag > MostHorizon:
		if f.Method, f.Evidence = ByCapacity, TooLittle; !w.capacity(f.Calm) {
			*f = Forecast{Method: Unknown, Evidence: Nothing}
			return
		}
	default:
		wide := w.wide[:h+w.lag]
		got := w.project(len(w.y), wide)
		f.Method, f.Sigma, f.Alpha = got.method, got.sigma, got.alpha
		copy(f.Calm, wide[w.lag:])
		if w.lag > year {
			f.Evidence = TooLittle
		}
	}
	w.finish(f)
}

func evidence(months int) Evidence {
	switch {
	case months >= fastMonths:
		return Enough
	case months >= year:
		return Little
	}
	return TooLittle
}

// fresh gives the slices their length and empties what an earlier row left.
func (f *Forecast) fresh(h int) {
	points, calm, sure := sized(f.Points, h), sized(f.Calm, h), sized(f.Sure, h)
	low80, high80, low95, high95 := f.Low80[:0], f.High80[:0], f.Low95[:0], f.High95[:0]
	*f = Forecast{Points: points, Calm: calm, Sure: sure, Low80: low80, High80: high80, Low95: low95, High95: high95}
}

func sized(v []float64, n int) []float64 {
	if cap(v) < n {
		return make([]float64, n)
	}
	v = v[:n]
	clear(v)
	return v
}
