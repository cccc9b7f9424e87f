package forecast

import "context"

// Pools is what customers have in common: the season of each class, how its
// customers keep the Spring Festival, how often idle ones start again, and how
// wrong forecasts like these have been. It is never changed once learned, and
// may be kept and used by several goroutines.
type Pools struct {
	classes map[string]*class
	all     *class
	bands   calibration
}

// class is what is pooled over the customers of a class.
type class struct{}

// Learn looks at all histories up to the origin.
func Learn(ctx context.Context, rows Source, o Options) (*Pools, error) {
	return nil, ctx.Err()
}

// Forecast forecasts each row with what was learned before; see Run.
func (p *Pools) Forecast(ctx context.Context, rows Source, o Options, each func(row int, f *Forecast)) error {
	return ctx.Err()
}

// One forecasts one history, as after an edit. Without pools (nil) nothing is
// borrowed from anybody.
func One(h History, p *Pools, o Options) (Forecast, error) {
	return Forecast{}, nil
}
