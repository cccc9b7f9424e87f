package app

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestUseOfAMonthIsJudgedAsTheListSaysIt(t *testing.T) {
	of := func(change func(*MonthUse)) MonthUse {
		u := MonthUse{Month: 202602, Total: 1000}
		change(&u)
		return u
	}
	plain := of(func(*MonthUse) {})
	for _, tt := range []struct {
		name    string
		use     MonthUse
		at      UsePlace
		refused string
		odd     []string
	}{
		{"an ordinary month", plain, UsePlace{Opened: 202001, CapacityVA: 8000}, "", nil},
		{"a month to come", of(func(u *MonthUse) { u.Month = 202604 }), UsePlace{}, UseAhead, nil},
		{"this month may be in already", of(func(u *MonthUse) { u.Month = 202603 }), UsePlace{}, "", nil},
		{"less than nothing", of(func(u *MonthUse) { u.Total = -1 }), UsePlace{}, UseNegative, nil},
		{"a part below nothing", of(func(u *MonthUse) { u.Valley = -1 }), UsePlace{}, UseNegative, nil},
		{"a million million kWh", of(func(u *MonthUse) { u.Total = 1_000_000_000_000 }), UsePlace{}, UseBeyond, nil},
		{"the month before supply began", plain, UsePlace{Opened: 202603}, UseBeforeSupply, nil},
		{"the month in which it began", plain, UsePlace{Opened: 202602}, "", nil},
		{"the month in which it ended", plain, UsePlace{Closed: 202602}, "", nil},
		{"the month after its end", plain, UsePlace{Closed: 202601}, UseAfterSupply, nil},
		{"parts that are not the whole", of(func(u *MonthUse) { u.Peak, u.Valley = 500, 400 }), UsePlace{GivenParts: true}, "", []string{UsePartsDiffer}},
		{"parts that were rounded", of(func(u *MonthUse) { u.Peak, u.Valley = 501, 500 }), UsePlace{GivenParts: true}, "", nil},
		{"parts that nobody gave", plain, UsePlace{GivenParts: true}, "", nil},
		{"more than its capacity draws", of(func(u *MonthUse) { u.Total = 20_000 }), UsePlace{CapacityVA: 8000}, "", []string{UseAboveCapacity}},
		{"readings that agree", plain, UsePlace{HasRegister: true, Registers: Registers{100_000, 200_000, 10_000}}, "", nil},
		{"readings that do not", plain, UsePlace{HasRegister: true, Registers: Registers{100_000, 200_000, 0}}, "", []string{UseReadingsDiffer}},
		{"a register that passed its end", plain, UsePlace{HasRegister: true, Registers: Registers{9_900_000, 900_000, 0}}, "", []string{UseRolled}},
		{"a register that ran backwards", plain, UsePlace{HasRegister: true, Registers: Registers{5_000_000, 900_000, 0}}, UseBackwards, nil},
		{"backwards with a new meter", plain, UsePlace{HasRegister: true, NewMeter: true, Registers: Registers{5_000_000, 900_000, 0}}, "", []string{UseMeterChanged}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			refused, odd := JudgeUse(tt.use, tt.at, "2026-03-02")
			if refused != tt.refused || !slices.Equal(odd, tt.odd) {
				t.Errorf("%q %v, want %q %v", refused, odd, tt.refused, tt.odd)
			}
		})
	}
}

func TestAMonthIsJudgedByTheMonthsAroundIt(t *testing.T) {
	x := math.NaN()
	past := func(kwh ...float64) UsePast { return UsePast{First: 202501, KWh: kwh} }
	steady := []float64{100, 110, 90, 100, 105, 95, 100, 100, 110, 90, 100, 100}
	with := func(last float64) UsePast { return past(append(slices.Clone(steady), last)...) }
	for _, tt := range []struct {
		name   string
		past   UsePast
		month  int64
		odd    string
		figure int64
	}{
		{"as usual", with(105), 202601, "", 0},
		{"six times the usual", with(600), 202601, UseJump, 100},
		{"five times is not doubted", with(500), 202601, "", 0},
		{"a sixth of the usual", with(16), 202601, UseJump, 100},
		{"nothing where there never was nothing", with(0), 202601, UseZero, 0},
		{"too little is known", past(100, 1000), 202502, "", 0},
		{"an idle account may begin", past(1, 0, 2, 1, 0, 1, 1, 1, 800), 202509, "", 0},
		{"nothing where there was nothing before", past(100, 0, 100, 100, 100, 100, 100, 100, 0), 202509, "", 0},
		{"a month nobody read", past(100, x), 202502, "", 0},
		{"a month beyond the past", past(100), 202702, "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if odd, figure := tt.past.Judge(tt.month); odd != tt.odd || figure != tt.figure {
				t.Errorf("%q %d, want %q %d", odd, figure, tt.odd, tt.figure)
			}
		})
	}
	if got := past(100, x, x, 100).Gap(202504); got != 2 {
		t.Errorf("a gap of %d, want 2", got)
	}
	if got := past(x, x, x, 100).Gap(202504); got != 0 {
		t.Errorf("before the first reading is no gap: %d", got)
	}
}

func TestAnyReadingsGiveAUseOrNone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		any := rapid.Int64Range(0, MostUse*1000)
		r := Registers{any.Draw(t, "previous"), any.Draw(t, "current"), rapid.Int64Range(0, MostUse*1000).Draw(t, "times")}
		kwh, rolled, ok := r.Used()
		if ok && (kwh < 0 || kwh > MostUse*2) || rolled && r.Current >= r.Previous {
			t.Fatalf("%+v: %d %v %v", r, kwh, rolled, ok)
		}
	})
}

func TestFiguresAListDoesNotGiveStay(t *testing.T) {
	was := MonthUse{Month: 202602, Total: 10, Peak: 6, Valley: 4, DemandW: 5, PFPermille: 900, Estimated: true, ReadDay: 7, Source: UseRemote}
	if got := (UseGiven{}).Over(MonthUse{Month: 202602, Total: 10}, was); got != was {
		t.Errorf("the same total: %+v", got)
	}
	if got, want := (UseGiven{}).Over(MonthUse{Month: 202602, Total: 11}, was), (MonthUse{Month: 202602, Total: 11, ReadDay: 7, Source: UseRemote}); got != want {
		t.Errorf("another total: %+v, want %+v", got, want)
	}
}
