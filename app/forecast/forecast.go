// Package forecast says how much electricity customers will use in the months
// to come. It takes values and gives values: no clock, no file, no database.
//
// The same histories give the same forecasts to the last bit, whatever the
// number of workers and the order of the rows: what is pooled over customers is
// added up in whole numbers, where order does not matter.
//
// It does not decide who may see or change a forecast, keep versions, or word
// anything.
package forecast

import "context"

// History is what is known of the electricity one customer, account or group
// used.
type History struct {
	Key   string // names it in reports; results do not depend on it
	Class string // who it resembles: a section of the industries, households, farms; empty: nobody in particular

	First  int64     // YYYYMM of the first value
	Values []float32 // kWh a month; NaN, like anything below 0 or infinite, is a month nobody read

	ReadDay     int     // the usual day of the reading, on which a month's value ends: 31 the last of the month; 0: unknown, about the last
	From, Until int64   // YYYYMM, first and last month of supply; 0: open
	CapacityKVA float64 // what he may draw; 0: unknown
	Large       bool    // worth the slowest methods: a group, or one of the largest customers
	Events      []Event // in any order
}

// Event changes what is used, in the past or in the future: an expansion, a
// closure, a holiday. Its kind does not matter here.
//
// One that has not begun at the origin is added to the forecast with its
// confidence as weight. One that has begun is in the history already: it
// corrects the history it distorted, and is taken back when it ends.
type Event struct {
	From, To   int64   // YYYYMM, both included; To 0: for good
	KWh        float64 // more or less a month
	Permille   float64 // more or less than otherwise, -1000: nothing at all; used when KWh is 0
	Ramp       int     // months until it has its whole size; 0: at once
	Confidence float64 // 0 to 1
}

// Kind is what is known beforehand of a class.
type Kind struct {
	// Festival is how much of the built-in Spring Festival curve it shows: 1 like
	// industry in a park of Jiangsu, 0 unknown or none. Its own festivals correct
	// what was told, from the third on. Where nothing was told they count only as
	// far as they prove more than the weather of some winters would: series without
	// any holiday keep their forecasts.
	Festival   float64
	LoadFactor float64 // mean load / capacity, for customers without history; 0: unknown
}

// Options says what to forecast and how.
type Options struct {
	Origin  int64 // YYYYMM, the last month that may be looked at
	Horizon int   // months ahead, 1 to MostHorizon
	Workers int   // 0: one
	Kinds   map[string]Kind

	NoCalendar bool // leave out Spring Festival and leap days: for series that are no electricity of China
	NoBands    bool // points only

	Progress func(done, total int) // called now and then, from one goroutine at a time; may be nil
}

// MostHorizon is as far as anything can be said.
const MostHorizon = 60

// Method is how a forecast was made.
type Method string

// The methods, by what the history allows.
const (
	Long         Method = "long"         // 48 months and more of a large one: as Fast, and a selected smoothing model
	Fast         Method = "fast"         // 24 months and more: month indices and two Thetas
	Borrowed     Method = "borrowed"     // 12 to 23: the season of the class, and his own as far as it is proved
	Sketch       Method = "sketch"       // 1 to 11: the class's season times the mean
	ByCapacity   Method = "capacity"     // no history: capacity times the class's load factor
	Idle         Method = "idle"         // nothing used for three months and more
	Intermittent Method = "intermittent" // months of nothing again and again
	Ended        Method = "ended"        // supply ends before the first month
	Unknown      Method = "unknown"      // nothing to go by: there are no points
)

// Evidence is how much a forecast rests on.
type Evidence string

// From a season of its own to nothing at all.
const (
	Enough    Evidence = "enough"     // 24 months and more
	Little    Evidence = "little"     // 12 to 23
	TooLittle Evidence = "too_little" // fewer, or none but a capacity: a figure to plan with, not to be held to
	Nothing   Evidence = "nothing"    // no figure
)

// Forecast is what is expected. All slices have one value a month from the
// month after the origin, or are empty if Evidence is Nothing. No value is
// below 0, NaN or infinite.
type Forecast struct {
	Method   Method
	Evidence Evidence
	Months   int // of history looked at, from the first month with use

	Points []float64 // kWh, with what events are expected to change
	Calm   []float64 // kWh, without the events to come
	Sure   []float64 // kWh, as if every event to come were certain; equal to Calm where there is none

	Low80, High80, Low95, High95 []float64

	Sigma   float64 // standard deviation of the one-step errors of ln(kWh), season taken out; 0: unknown
	Alpha   float64 // how fast the level follows, 0 to 1
	Restart float64 // the chance a month that an idle customer starts again
}

// Source hands out histories. At fills h for row i; what it fills in is only
// read, and not after the next call with the same h. It is called from several
// goroutines, more than once for each row.
type Source interface {
	Len() int
	At(i int, h *History)
}

// List is a Source of histories in memory.
type List []History

// Len is how many there are.
func (l List) Len() int { return len(l) }

// At hands out one of them.
func (l List) At(i int, h *History) { *h = l[i] }

// Run learns what customers have in common, then forecasts each and hands it to
// each, in the order of the rows and one at a time; f may be used until each
// returns. What was learned is returned for One. When ctx ends, Run stops with
// its error.
func Run(ctx context.Context, rows Source, o Options, each func(row int, f *Forecast)) (*Pools, error) {
	ticks := newTicker(o, (passes(o)+1)*rows.Len())
	p, err := learn(ctx, rows, o, ticks)
	if err != nil {
		return nil, err
	}
	return p, p.forecast(ctx, rows, o, ticks, each)
}

// Fault is an option that makes no sense.
type Fault string

func (f Fault) Error() string { return "forecast: impossible " + string(f) }
