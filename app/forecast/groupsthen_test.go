package forecast

import (
	"slices"
	"testing"
)

// TestTheBoundsOfAnEarlierMonthKnowNothingOfWhatCameThen puts what was used after
// an origin up tenfold, and finds the bounds of groups at that origin unchanged.
func TestTheBoundsOfAnEarlierMonthKnowNothingOfWhatCameThen(t *testing.T) {
	const months, ago = 60, 4
	list := bandsNoisy(60, months, 0.2, 3)
	last := monthNumber(list[0].First) + months - 1
	then := Options{Origin: monthOf(last - ago), Horizon: 12, Workers: 2}
	bounds := func(list List) (out []Group) {
		groups, _ := groupsRun(t, list, Options{Origin: monthOf(last), Horizon: 12, Workers: 2})
		expected := make([]int64, len(groups))
		for i, g := range groups {
			expected[i] = g.History[len(g.History)-1-year] + 5
		}
		out, err := GroupsThen(t.Context(), groups, expected, then)
		if err != nil || len(out) != len(groups) {
			t.Fatalf("%d of %d groups: %v", len(out), len(groups), err)
		}
		for i, g := range out {
			if g.Points[0] != float64(expected[i]) || !(0 <= g.Low95[0] && g.Low95[0] <= g.Low80[0] && g.Low80[0] < g.Points[0] && g.Points[0] < g.High80[0] && g.High80[0] <= g.High95[0]) {
				t.Errorf("%s: %v expected, told %v in %v %v %v %v", g.Name, expected[i], g.Points, g.Low95, g.Low80, g.High80, g.High95)
			}
		}
		return out
	}
	before := bounds(list)
	for i := range list {
		list[i].Values = slices.Clone(list[i].Values)
		for m := months - ago; m < months; m++ {
			list[i].Values[m] *= 10
		}
	}
	for i, g := range bounds(list) {
		if g.Low95[0] != before[i].Low95[0] || g.High95[0] != before[i].High95[0] || g.Low80[0] != before[i].Low80[0] || g.High80[0] != before[i].High80[0] {
			t.Errorf("%s: %v..%v, before %v..%v", g.Name, g.Low95, g.High95, before[i].Low95, before[i].High95)
		}
	}
}

func TestAGroupThatBeganLaterHasNoEarlierBounds(t *testing.T) {
	groups, _ := groupsRun(t, bandsNoisy(20, 30, 0.2, 5), Options{Origin: 202306, Horizon: 3, Workers: 1})
	if then, err := GroupsThen(t.Context(), groups, make([]int64, len(groups)), Options{Origin: 201001, Horizon: 3, Workers: 1}); err != nil || len(then) != 0 {
		t.Errorf("%d groups: %v", len(then), err)
	}
}
