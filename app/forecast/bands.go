package forecast

// calibration is how wrong forecasts like these have been.
type calibration struct{}

// tally is what one worker counts of backtests. Counts and whole numbers only,
// so that it does not matter which worker saw which row.
type tally struct{}

// backtest forecasts the prepared row from earlier origins and counts the
// errors.
func (w *worker) backtest() {}

// calibrate turns the counts of all workers into pools.
func (p *Pools) calibrate(tallies []*tally) {}

// band fills the intervals of a finished forecast.
func (w *worker) band(f *Forecast) {}
