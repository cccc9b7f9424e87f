package app

import (
	"errors"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// used is so many months up to March 2026, each as made says from its distance
// to the first.
func used(n int, made func(i int, u *MonthUse)) []MonthUse {
	out := make([]MonthUse, n)
	for i := range out {
		out[i].Month = AddMonths(202603, i-n+1)
		made(i, &out[i])
	}
	return out
}

func flat(_ int, u *MonthUse) { u.Total = 1000 }

// summer is a year with a bump in July and August.
func summer(_ int, u *MonthUse) {
	u.Total = 1000
	if m := u.Month % 100; m == 7 || m == 8 {
		u.Total = 3000
	}
}

func without(months []MonthUse, gone ...int64) []MonthUse {
	return slices.DeleteFunc(months, func(u MonthUse) bool { return slices.Contains(gone, u.Month) })
}

func TestAFeatureIsWhatItsFormulaSays(t *testing.T) {
	half := func(_ int, u *MonthUse) { u.DemandW, u.Total = 10_000, HoursIn(u.Month)*5 }
	for _, tt := range []struct {
		name   string
		months []MonthUse
		of     FeatureName
		want   Feature
	}{
		{"half of the greatest demand all the time is a load factor of a half", used(12, half), LoadFactor, Feature{0.5, true, 12}},
		{"months without a demand do not lower the load factor", used(12, func(i int, u *MonthUse) {
			if half(i, u); i%2 == 0 {
				u.DemandW = 0
			}
		}), LoadFactor, Feature{0.5, true, 6}},
		{"two months are too few for a load factor", used(2, half), LoadFactor, Feature{Months: 2}},
		{"a customer without demand metering has no load factor", used(24, flat), LoadFactor, Feature{}},
		{"sharp hours count as peak", used(12, func(_ int, u *MonthUse) { u.Sharp, u.Peak, u.Flat, u.Valley = 10, 30, 40, 20 }), PeakShare, Feature{0.4, true, 12}},
		{"the share of the valley", used(12, func(_ int, u *MonthUse) { u.Sharp, u.Peak, u.Flat, u.Valley = 10, 30, 40, 20 }), ValleyShare, Feature{0.2, true, 12}},
		{"a single rate has no shares", used(12, flat), PeakShare, Feature{}},
		{"a tenth more in each month is growth of a tenth", used(24, func(i int, u *MonthUse) { u.Total = 1000 + int64(i/12)*100 }), Growth, Feature{0.1, true, 12}},
		{"a month missing last year is left out of this year too", without(used(24, func(i int, u *MonthUse) { u.Total = 1000 + int64(i/12)*100 }), 202407, 202501), Growth, Feature{0.1, true, 10}},
		{"three months missing are too many for growth", without(used(24, flat), 202405, 202406, 202407), Growth, Feature{Months: 9}},
		{"a year that used nothing has no growth after it", used(24, func(i int, u *MonthUse) { u.Total = int64(i/12) * 100 }), Growth, Feature{Months: 12}},
		{"who stopped fell by all he used", used(24, func(i int, u *MonthUse) { u.Total = int64(1-i/12) * 100 }), Growth, Feature{-1, true, 12}},
		{"one year has no growth", used(12, flat), Growth, Feature{}},
		{"demand is compared with capacity through the power factor", used(12, func(_ int, u *MonthUse) { u.DemandW, u.PFPermille = 90_000, 900 }), CapacityUse, Feature{0.5, true, 12}},
		{"the highest month counts", used(12, func(i int, u *MonthUse) { u.DemandW = int64(i+1) * 10_000 }), CapacityUse, Feature{0.6, true, 12}},
		{"the power factor is that of the energy, not the mean of the months", used(3, func(i int, u *MonthUse) {
			u.Total, u.PFPermille = 900, 900
			if i == 0 {
				u.Total, u.PFPermille = 500, 500
			}
		}), PowerFactor, Feature{2300.0 / 3000, true, 3}},
		{"the month with the most against the mean", used(12, summer), TopMonth, Feature{3000 * 12.0 / 16000, true, 12}},
		{"each year like the other is season alone", used(36, summer), Season, Feature{1, true, 36}},
		{"and nothing is left to vary", used(36, summer), Volatility, Feature{0, true, 36}},
		{"growth is no season and no volatility", used(36, func(i int, u *MonthUse) { summer(i, u); u.Total *= int64(1 + i/12) }), Volatility, Feature{0, true, 36}},
		{"the same every month has no season", used(36, flat), Season, Feature{0, true, 36}},
		{"a year alone tells no season", used(12, summer), Season, Feature{Months: 12}},
		{"nothing used at all has no season", used(36, func(int, *MonthUse) {}), Season, Feature{}},
		{"one month tells nothing", used(1, flat), TopMonth, Feature{Months: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p, err := ProfileOf(tt.months, 200_000)
			if err != nil {
				t.Fatal(err)
			}
			got := p.Feature(tt.of)
			if got.Known != tt.want.Known || got.Months != tt.want.Months || math.Abs(got.Value-tt.want.Value) > 1e-9 {
				t.Errorf("%s is %+v, want %+v", tt.of, got, tt.want)
			}
		})
	}
}

func TestAProfileTellsItsLastMonthAndHowLongNothingWasUsed(t *testing.T) {
	p, err := ProfileOf(used(12, func(i int, u *MonthUse) { u.Total = max(0, int64(9-i)) }), 0)
	if err != nil || p.Until != 202603 || p.Idle != 3 || p.CapacityUse.Known {
		t.Errorf("%+v, %v", p, err)
	}
	if none, err := ProfileOf(nil, 1); err != nil || none != (UsageProfile{}) {
		t.Errorf("no months: %+v, %v", none, err)
	}
	if p, _ := ProfileOf(used(12, summer), 0); p.Top != 202507 {
		t.Errorf("the top month is %d, want 202507", p.Top)
	}
}

func TestNumbersThatCannotBeAreRefused(t *testing.T) {
	for field, wrong := range map[string]MonthUse{
		"kwh": {Total: -1}, "sharp_kwh": {Sharp: -1}, "peak_kwh": {Peak: -1}, "flat_kwh": {Flat: -1}, "valley_kwh": {Valley: MostUse + 1},
		"demand_w": {DemandW: -5}, "power_factor": {PFPermille: 1001},
	} {
		wrong.Month = 202603
		_, err := ProfileOf([]MonthUse{wrong}, 0)
		if no, ok := errors.AsType[*Refusal](err); !ok || no.Field != field || no.Reason != Impossible {
			t.Errorf("%+v: %v, want %s refused", wrong, err, field)
		}
	}
}

func TestAFeatureIsLowMiddleOrHigh(t *testing.T) {
	p := UsageProfile{LoadFactor: Feature{0.30, true, 12}, Growth: Feature{-0.2, true, 12}, CapacityUse: Feature{0.8, true, 12}}
	want := map[FeatureName]FeatureLevel{LoadFactor: LevelMiddle, Growth: LevelLow, CapacityUse: LevelHigh}
	bounds := FeatureBounds()
	if len(bounds) != 9 {
		t.Fatalf("%d bounds, want one for each feature", len(bounds))
	}
	for i, b := range bounds {
		if b.Low >= b.High || b.Source == "" || !slices.Contains(Marks(), b.Mark) {
			t.Errorf("bound %d is %+v", i, b)
		}
		if got := p.Level(b); got != want[b.Name] {
			t.Errorf("%s is %q, want %q", b.Name, got, want[b.Name])
		}
	}
}

func TestTwoAccountsAddUp(t *testing.T) {
	a := MonthUse{Month: 202603, Total: 900, Peak: 5, DemandW: 10, PFPermille: 900}
	b := MonthUse{Month: 202603, Total: 500, Peak: 7, DemandW: 20, PFPermille: 500, Estimated: true}
	want := MonthUse{Month: 202603, Total: 1400, Peak: 12, DemandW: 30, PFPermille: 700, Estimated: true}
	if got := a.Plus(b); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// TestAProfileIsAlwaysANumber holds for whatever months there are, in any order.
func TestAProfileIsAlwaysANumber(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var months []MonthUse
		for i := range rapid.IntRange(0, 60).Draw(t, "months") {
			if rapid.IntRange(0, 5).Draw(t, "gap") == 0 {
				continue
			}
			kwh := rapid.OneOf(rapid.Just(int64(0)), rapid.Int64Range(0, 5000), rapid.Just(int64(MostUse)))
			months = append(months, MonthUse{
				Month: AddMonths(202101, i), Total: kwh.Draw(t, "total"), Peak: kwh.Draw(t, "peak"), Valley: kwh.Draw(t, "valley"),
				DemandW: kwh.Draw(t, "demand"), PFPermille: rapid.Int64Range(0, 1000).Draw(t, "pf"),
			})
		}
		capacity := rapid.Int64Range(0, 1_000_000).Draw(t, "capacity")
		p, err := ProfileOf(months, capacity)
		if err != nil {
			t.Fatal(err)
		}
		for _, b := range FeatureBounds() {
			f := p.Feature(b.Name)
			if math.IsNaN(f.Value) || math.IsInf(f.Value, 0) || !f.Known && f.Value != 0 {
				t.Fatalf("%s is %+v", b.Name, f)
			}
		}
		turned := slices.Clone(months)
		slices.Reverse(turned)
		if again, _ := ProfileOf(turned, capacity); again != p {
			t.Fatalf("in another order: %+v, want %+v", again, p)
		}
	})
}
