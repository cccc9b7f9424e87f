package app

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// trackedAhead is a forecast of 1,000 kWh that holds from 800 to 1,200 four times
// in five.
func trackedAhead(month int64) MonthAhead {
	return MonthAhead{Month: month, Point: 1000, Low80: 800, High80: 1200, Low95: 700, High95: 1300}
}

func trackedUse(from int64, kwh ...int64) []MonthUse {
	out := make([]MonthUse, len(kwh))
	for i, v := range kwh {
		out[i] = MonthUse{Month: AddMonths(from, i), Total: v}
	}
	return out
}

func TestTheLikelyCauseOfADeviation(t *testing.T) {
	less := func(change func(*DeviationFacts)) DeviationFacts {
		f := DeviationFacts{Month: 202602, Actual: 500, Ahead: trackedAhead(202602), Used: trackedUse(202511, 1000, 1000, 1000, 500), Kind: Organisation, Industry: "C3011"}
		change(&f)
		return f
	}
	more := func(change func(*DeviationFacts)) DeviationFacts {
		return less(func(f *DeviationFacts) {
			f.Actual, f.Used[3].Total = 1600, 1600
			change(f)
		})
	}
	closure := UsageEvent{Kind: "closure", FromMonth: 202601, ChangePermille: -1000}
	dark := func(hours int64) func(*DeviationFacts) {
		return func(f *DeviationFacts) { f.DarkMs = hours * 3_600_000 }
	}
	tests := []struct {
		name  string
		facts DeviationFacts
		cause string
		why   DeviationWhy
	}{
		{"nothing is known of it", less(func(*DeviationFacts) {}), CauseUnknown, WhyNothing},
		{"a closure is on file", less(func(f *DeviationFacts) { f.Events = []UsageEvent{closure} }), CauseEvent, WhyEvent},
		{"a closure does not make anybody use more", more(func(f *DeviationFacts) { f.Events = []UsageEvent{closure} }), CauseUnknown, WhyNothing},
		{"an expansion for good is no news after half a year", more(func(f *DeviationFacts) {
			f.Events = []UsageEvent{{Kind: "expansion", FromMonth: 202508, KWh: 500}}
		}), CauseUnknown, WhyNothing},
		{"and is within it", more(func(f *DeviationFacts) {
			f.Events = []UsageEvent{{Kind: "expansion", FromMonth: 202509, KWh: 500}}
		}), CauseEvent, WhyEvent},
		{"a holiday that ended the month before lets him use more again", more(func(f *DeviationFacts) {
			f.Events = []UsageEvent{{Kind: "holiday", FromMonth: 202601, ToMonth: 202601, ChangePermille: -500}}
		}), CauseEvent, WhyEventEnded},
		{"an event that begins later bears on nothing yet", less(func(f *DeviationFacts) {
			f.Events = []UsageEvent{{Kind: "closure", FromMonth: 202603, ChangePermille: -1000}}
		}), CauseUnknown, WhyNothing},
		{"nothing was used", less(func(f *DeviationFacts) { f.Actual, f.Used[3].Total = 0, 0 }), CauseIdle, WhyIdle},
		{"it is used again after three months of nothing", more(func(f *DeviationFacts) { f.Used = trackedUse(202511, 0, 0, 0, 1600) }), CauseIdle, WhyAgain},
		{"after two months it is not idle that explains it", more(func(f *DeviationFacts) { f.Used = trackedUse(202511, 10, 0, 0, 1600) }), CauseUnknown, WhyNothing},
		{"an event goes before what the use shows", less(func(f *DeviationFacts) {
			f.Actual, f.Used[3].Total, f.Events = 0, 0, []UsageEvent{closure}
		}), CauseEvent, WhyEvent},
		{"another meter hangs there", less(func(f *DeviationFacts) { f.NewMeter = true }), CauseMeter, WhyMeter},
		{"the month was reckoned", less(func(f *DeviationFacts) { f.Used[3].Estimated = true }), CauseMeter, WhyEstimated},
		{"the month before was", more(func(f *DeviationFacts) { f.Used[2].Estimated = true }), CauseMeter, WhyCaughtUp},
		{"read thirteen days earlier, which tells half a month", less(func(f *DeviationFacts) {
			f.Used[2].ReadDay, f.Used[3].ReadDay = 28, 15
		}), CauseMeter, WhyReadLater},
		{"read two days earlier tells nothing", less(func(f *DeviationFacts) {
			f.Used[2].ReadDay, f.Used[3].ReadDay = 28, 26
		}), CauseUnknown, WhyNothing},
		{"read later does not explain less", less(func(f *DeviationFacts) {
			f.Used[2].ReadDay, f.Used[3].ReadDay = 15, 28
		}), CauseUnknown, WhyNothing},
		{"where nobody knows when it was read before, it tells nothing", less(func(f *DeviationFacts) { f.Used[3].ReadDay = 15 }), CauseUnknown, WhyNothing},
		{"works rest over a festival that lay in January before", less(func(f *DeviationFacts) { f.FestivalDays, f.FestivalBefore = 9, 4 }), CauseHoliday, WhyFestival},
		{"homes do not", less(func(f *DeviationFacts) { f.Kind, f.FestivalDays, f.FestivalBefore = Person, 9, 4 }), CauseUnknown, WhyNothing},
		{"homes fill", more(func(f *DeviationFacts) { f.Kind, f.FestivalDays, f.FestivalBefore = Person, 9, 4 }), CauseHoliday, WhyFestival},
		{"two days of it are in every year's way", less(func(f *DeviationFacts) { f.FestivalDays, f.FestivalBefore = 9, 7 }), CauseUnknown, WhyNothing},
		{"a week without power is a good part of what is missing", less(dark(7 * 24)), CauseOutage, WhyOutage},
		{"an afternoon is not", less(dark(5)), CauseUnknown, WhyNothing},
		{"without power nobody uses more", more(dark(7 * 24)), CauseUnknown, WhyNothing},
		{"a factor of his industry is on file", less(func(f *DeviationFacts) {
			f.Factors = []MarketFactor{{Title: "水泥错峰", Industries: "C30", FromMonth: 202601, ChangePermille: -300}}
		}), CauseMarket, WhyFactor},
		{"one of another industry is none", less(func(f *DeviationFacts) {
			f.Factors = []MarketFactor{{Industries: "B", FromMonth: 202601, ChangePermille: -300}}
		}), CauseUnknown, WhyNothing},
		{"one that goes the other way is none", less(func(f *DeviationFacts) {
			f.Factors = []MarketFactor{{FromMonth: 202601, ChangePermille: 300}}
		}), CauseUnknown, WhyNothing},
		{"one that was over is none", less(func(f *DeviationFacts) {
			f.Factors = []MarketFactor{{FromMonth: 202510, ToMonth: 202601, ChangePermille: -300}}
		}), CauseUnknown, WhyNothing},
		{"his whole industry used less", less(func(f *DeviationFacts) { f.Peers = MovedTogether{Customers: 8, More: 2, Permille: -120} }), CauseMarket, WhyIndustry},
		{"seven of an industry are too few to say", less(func(f *DeviationFacts) { f.Peers = MovedTogether{Customers: 7, Permille: -120} }), CauseUnknown, WhyNothing},
		{"an industry that moved little did not move", less(func(f *DeviationFacts) { f.Peers = MovedTogether{Customers: 50, Permille: -49} }), CauseUnknown, WhyNothing},
		{"everybody used less: the season", less(func(f *DeviationFacts) {
			f.Peers, f.Everyone = MovedTogether{Customers: 20, Permille: -120}, MovedTogether{Customers: 400, More: 50, Permille: -80}
		}), CauseSeason, WhyEverybody},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.facts.Likely(); got.Cause != tt.cause || got.Why != tt.why {
				t.Errorf("likely %+v, want %s by %s", got, tt.cause, tt.why)
			}
		})
	}
}

func TestADeviationTellsHowFarItIsOff(t *testing.T) {
	d := Deviation{Actual: 1350, Ahead: trackedAhead(202602)}
	if off, _ := d.OffPermille(); d.Off() != 350 || off != 350 || !d.Beyond95() {
		t.Errorf("%d kWh, %d ‰, beyond 95: %v", d.Off(), off, d.Beyond95())
	}
	d.Actual = 1300
	if d.Beyond95() || !d.Ahead.Outside80(1201) || d.Ahead.Outside80(1200) || d.Ahead.Outside80(800) || !d.Ahead.Outside80(799) {
		t.Error("the bounds themselves are within")
	}
	if _, known := (Deviation{Actual: 5}).OffPermille(); known {
		t.Error("there is a share of nothing")
	}
}

func TestErrorsOfForecastsAreWeighedByUse(t *testing.T) {
	var s ErrorSums
	s.Add(JudgedForecast{Actual: 1000, Model: 1200})
	s.Add(JudgedForecast{Actual: 3000, Model: 2600, Adjusted: 2900, HasAdjusted: true}) // helped
	s.Add(JudgedForecast{Actual: 1000, Model: 1000, Adjusted: 1100, HasAdjusted: true}) // did harm
	for name, got := range map[string][2]int64{
		"model": trackedValue(s.ModelError()), "expected": trackedValue(s.ExpectedError()), "bias of the model": trackedValue(s.ModelOff()), "value added": trackedValue(s.ValueAdded()),
	} {
		want := map[string][2]int64{"model": {120, 1}, "expected": {80, 1}, "bias of the model": {-40, 1}, "value added": {50, 1}}[name]
		if got != want {
			t.Errorf("%s: %d, want %d", name, got, want)
		}
	}
	if s.Adjusted != 2 || s.Helped != 1 {
		t.Errorf("%d of %d helped", s.Helped, s.Adjusted)
	}
	if _, known := s.Leaning(); known {
		t.Error("two figures tell a leaning")
	}
	for range 8 {
		s.Add(JudgedForecast{Actual: 1000, Model: 1000, Adjusted: 1100, HasAdjusted: true})
	}
	if off, known := s.Leaning(); !known || off != 67 { // 800 of 12,000 too high
		t.Errorf("ten figures lean %d: %v", off, known)
	}
	if _, known := (ErrorSums{Model: 5}).ModelError(); known {
		t.Error("there is an error of nothing")
	}
}

func trackedValue(v int64, known bool) [2]int64 {
	if known {
		return [2]int64{v, 1}
	}
	return [2]int64{}
}

func TestTheErrorReportAddsUpHoweverItIsOrdered(t *testing.T) {
	var cells []ErrorLine
	for m := range 12 {
		for who := range 5 {
			c := ErrorLine{Manager: StaffID{byte(who + 1)}, Name: string(rune('a' + who)), Month: AddMonths(202501, m)}
			c.Add(JudgedForecast{Actual: int64(100 * (who + 1)), Model: int64(90 + m*who)})
			cells = append(cells, c)
		}
	}
	want := NewErrorReport(ErrorAsk{}, slices.Clone(cells))
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(cells), func(i, j int) { cells[i], cells[j] = cells[j], cells[i] })
	got := NewErrorReport(ErrorAsk{}, cells)
	if got.All != want.All || !slices.Equal(got.Managers, want.Managers) || !slices.Equal(got.Months, want.Months) || !slices.Equal(got.Cells, want.Cells) {
		t.Error("the order of the cells changes the report")
	}
	if len(got.Managers) != 5 || len(got.Months) != 12 || got.All.Customers != 60 || got.Managers[0].Name != "e" {
		t.Errorf("%d managers, %d months, %d counted, first %s", len(got.Managers), len(got.Months), got.All.Customers, got.Managers[0].Name)
	}
	if one := NewErrorReport(ErrorAsk{Manager: StaffID{2}}, cells); len(one.Managers) != 1 || one.All.Customers != 12 {
		t.Errorf("of one manager: %+v", one.All)
	}
}
