package app

import "slices"

// The causes a rule can tell, codes of the list deviation_cause.
const (
	CauseEvent   = "event"
	CauseIdle    = "idle"
	CauseMeter   = "meter"
	CauseSeason  = "season"
	CauseHoliday = "holiday"
	CauseMarket  = "market"
	CauseOutage  = "outage"
	CauseUnknown = "unknown"
)

// DeviationWhy is what a likely cause was told from.
type DeviationWhy string

// The grounds, in the order they are asked.
const (
	WhyEvent      DeviationWhy = "event"       // an event of his on file: Name its kind, Month its first
	WhyEventEnded DeviationWhy = "event_ended" // one that ended just before: Name its kind, Month its last
	WhyIdle       DeviationWhy = "idle"        // nothing used: N months by now
	WhyAgain      DeviationWhy = "again"       // used again after N months of nothing
	WhyMeter      DeviationWhy = "meter"       // another meter hangs there now
	WhyEstimated  DeviationWhy = "estimated"   // the month was not read
	WhyCaughtUp   DeviationWhy = "caught_up"   // the month before was not read
	WhyReadLater  DeviationWhy = "read_later"  // N days later than the month before; less than 0: earlier
	WhyFestival   DeviationWhy = "festival"    // N days of Spring Festival, M a year before
	WhyOutage     DeviationWhy = "outage"      // N hours without power
	WhyFactor     DeviationWhy = "factor"      // a market factor: Name its title
	WhyEverybody  DeviationWhy = "everybody"   // N of M customers moved the same way
	WhyIndustry   DeviationWhy = "industry"    // N of M customers of his industry did
	WhyNothing    DeviationWhy = "nothing"     // nothing known bears on it
)

// LikelyCause is why a customer probably used other than forecast, and what
// that was told from.
type LikelyCause struct {
	Cause string
	Why   DeviationWhy
	Name  string
	Month int64
	N, M  int64
}

// DeviationFacts is what the likely cause of a deviation is told from.
type DeviationFacts struct {
	Month    int64
	Actual   int64
	Ahead    MonthAhead
	Used     []MonthUse // his, some months up to this one, the oldest first
	Kind     CustomerKind
	Industry string
	Events   []UsageEvent   // his
	Factors  []MarketFactor // of anybody
	NewMeter bool           // one was hung in the month, or soon after
	DarkMs   int64          // how long his transformer area was without power

	FestivalDays, FestivalBefore int64 // days off in the month, and in that month a year before

	Peers    MovedTogether // his industry
	Everyone MovedTogether
}

// MovedTogether is how some customers used a month against their forecasts.
type MovedTogether struct {
	Customers int64
	More      int64 // how many used more than forecast
	Permille  int64 // how far the middle one of them is off
}

// From where on customers have moved together: chance alone seldom brings so
// many to one side.
const (
	peersLeast    = 8
	peersPermille = 750 // of them to one side
	movedPermille = 50  // and the middle one so far
)

// together says how many of them went a way; false when that is no movement of
// all.
func (m MovedTogether) together(way int64) (int64, bool) {
	n := m.More
	if way < 0 {
		n = m.Customers - m.More
	}
	return n, m.Customers >= peersLeast && n*1000 >= m.Customers*peersPermille && m.Permille*way >= movedPermille
}

// Likely is the first cause that the facts bear out.
func (f DeviationFacts) Likely() LikelyCause {
	for _, ask := range []func(DeviationFacts, int64) LikelyCause{
		DeviationFacts.event, DeviationFacts.idle, DeviationFacts.metered, DeviationFacts.festival, DeviationFacts.outage, DeviationFacts.market,
	} {
		if c := ask(f, f.way()); c.Cause != "" {
			return c
		}
	}
	return LikelyCause{Cause: CauseUnknown, Why: WhyNothing}
}

// way is 1 when more was used than forecast, -1 when less.
func (f DeviationFacts) way() int64 {
	if f.Actual < f.Ahead.Point {
		return -1
	}
	return 1
}

// eventBears is how many months after its first an event for good is news.
const eventBears = 6

// event is one that goes the same way, the latest first; one that ended in the
// month before leaves the way it came.
func (f DeviationFacts) event(way int64) LikelyCause {
	events := slices.SortedStableFunc(slices.Values(f.Events), func(a, b UsageEvent) int { return int(b.FromMonth - a.FromMonth) })
	for _, e := range events {
		size := e.KWh + e.ChangePermille
		runs := e.FromMonth <= f.Month && (e.ToMonth >= f.Month || e.ToMonth == 0 && MonthsFrom(e.FromMonth, f.Month) < eventBears)
		switch {
		case runs && size*way > 0:
			return LikelyCause{Cause: CauseEvent, Why: WhyEvent, Name: e.Kind, Month: e.FromMonth}
		case e.ToMonth != 0 && AddMonths(e.ToMonth, 1) == f.Month && size*way < 0:
			return LikelyCause{Cause: CauseEvent, Why: WhyEventEnded, Name: e.Kind, Month: e.ToMonth}
		}
	}
	return LikelyCause{}
}

// idle is that nothing is used, or that something is after three months of
// nothing.
func (f DeviationFacts) idle(int64) LikelyCause {
	h := history(f.Used)
	if f.Actual == 0 {
		return LikelyCause{Cause: CauseIdle, Why: WhyIdle, N: int64(max(1, h.idle()))}
	}
	if n := h.until(AddMonths(f.Month, -1)).idle(); n >= IdleMonths {
		return LikelyCause{Cause: CauseIdle, Why: WhyAgain, N: int64(n)}
	}
	return LikelyCause{}
}

// IdleMonths of nothing make a customer one who does not use.
const IdleMonths = 3

// metered is what lies with the meter or its reading and not with the customer.
func (f DeviationFacts) metered(int64) LikelyCause {
	now, before := f.of(f.Month), f.of(AddMonths(f.Month, -1))
	switch {
	case f.NewMeter:
		return LikelyCause{Cause: CauseMeter, Why: WhyMeter}
	case now.Estimated:
		return LikelyCause{Cause: CauseMeter, Why: WhyEstimated}
	case before.Estimated:
		return LikelyCause{Cause: CauseMeter, Why: WhyCaughtUp}
	}
	if later := now.ReadDay - before.ReadDay; now.ReadDay > 0 && before.ReadDay > 0 && f.readingTells(later) {
		return LikelyCause{Cause: CauseMeter, Why: WhyReadLater, N: later}
	}
	return LikelyCause{}
}

// oddDays is by how many days a reading must have moved to tell anything.
const oddDays = 3

// readingTells reports whether the month lies within its band when the days
// between the readings are counted.
func (f DeviationFacts) readingTells(later int64) bool {
	if later > -oddDays && later < oddDays {
		return false
	}
	days := HoursIn(f.Month) / 24
	times := float64(days+later) / float64(days)
	used := float64(f.Actual)
	return used >= float64(f.Ahead.Low80)*times && used <= float64(f.Ahead.High80)*times
}

func (f DeviationFacts) of(month int64) MonthUse {
	for _, u := range f.Used {
		if u.Month == month {
			return u
		}
	}
	return MonthUse{}
}

// festivalDays is by how many days of the holiday two years must differ.
const festivalDays = 3

// festival is that the holiday lies in another month than the year before: works
// rest in it, homes fill.
func (f DeviationFacts) festival(way int64) LikelyCause {
	more := f.FestivalDays - f.FestivalBefore
	if f.Kind != Person {
		way = -way
	}
	if more*way < festivalDays {
		return LikelyCause{}
	}
	return LikelyCause{Cause: CauseHoliday, Why: WhyFestival, N: f.FestivalDays, M: f.FestivalBefore}
}

// outage is that what he would have used without power is a good part of what is
// missing.
func (f DeviationFacts) outage(way int64) LikelyCause {
	const hour = 3_600_000
	hours := float64(f.DarkMs) / hour
	lost, missing := float64(f.Ahead.Point)*hours/float64(HoursIn(f.Month)), float64(f.Ahead.Point-f.Actual)
	if way > 0 || hours < 1 || lost*outageParts < missing {
		return LikelyCause{}
	}
	return LikelyCause{Cause: CauseOutage, Why: WhyOutage, N: int64(hours + 0.5)}
}

// outageParts: a quarter of what is missing is a good part.
const outageParts = 4

// market is a factor on file, or that others moved with him: everybody with the
// season, an industry with its market.
func (f DeviationFacts) market(way int64) LikelyCause {
	for _, m := range f.Factors {
		if m.Holds(f.Month) && m.Bears(f.Industry) && m.ChangePermille*way >= 0 {
			return LikelyCause{Cause: CauseMarket, Why: WhyFactor, Name: m.Title, Month: m.FromMonth}
		}
	}
	if n, all := f.Everyone.together(way); all {
		return LikelyCause{Cause: CauseSeason, Why: WhyEverybody, N: n, M: f.Everyone.Customers}
	}
	if n, all := f.Peers.together(way); all {
		return LikelyCause{Cause: CauseMarket, Why: WhyIndustry, N: n, M: f.Peers.Customers}
	}
	return LikelyCause{}
}
