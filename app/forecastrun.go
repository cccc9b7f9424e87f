package app

// ForecastMethod is the version of the method of forecasts, noted beside what was made with it.
const ForecastMethod = "1"

// ForecastMonths is how far a forecast looks ahead unless somebody asks for more or less.
const ForecastMonths = 12

// MostForecastMonths is as far as one may be asked to look.
const MostForecastMonths = 60

// ForecastJob says what a run of the forecast is to make.
type ForecastJob struct {
	Months int   // ahead; 0: ForecastMonths
	Until  int64 // YYYYMM, the last month of use it may look at; 0: the last there is
}

// Check refuses a run that looks too far, or at months that cannot be.
func (j ForecastJob) Check() error {
	switch {
	case j.Months < 0 || j.Months > MostForecastMonths:
		return Refuse("months", Impossible)
	case j.Until != 0 && !ValidMonth(j.Until):
		return Refuse("month", Malformed)
	}
	return nil
}

// ForecastRun is 预测运行: what the last run of the forecast on this computer looked at and made.
type ForecastRun struct {
	Origin    int64 // YYYYMM, the last month of use it knew; 0: there was no run yet
	Months    int   // ahead
	MadeAt    int64 // Unix ms
	Method    string
	Customers int64
	Evidence  map[UseEvidence]int64 // how many of them rest on what
	Behind    bool                  // use, events or market factors have changed since
}
