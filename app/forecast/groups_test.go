package forecast

import (
	"math"
	"slices"
	"testing"
)

// groupsOf puts every row into all and into its class.
func groupsOf(list List) Membership {
	return func(row int, into []string) []string { return append(into, "all", "class "+list[row].Class) }
}

func groupsRun(t *testing.T, list List, o Options) (groups []Group, customers []Forecast) {
	t.Helper()
	groups, _, err := RunGroups(t.Context(), list, groupsOf(list), o, func(_ int, f *Forecast) { customers = append(customers, f.clone()) })
	if err != nil {
		t.Fatal(err)
	}
	return groups, customers
}

func TestCustomersAddUpToTheirGroupsToTheKWh(t *testing.T) {
	for _, months := range []int{60, 15} { // forecast by themselves, and scaled to their class
		list := append(engineRandom(200, months, 3), bandsNoisy(20, months, 0.2, 3)...)
		o := Options{Origin: monthOf(monthNumber(202101) + months - 1), Horizon: 12, Workers: 2}
		groups, customers := groupsRun(t, list, o)
		if len(groups) != 21 || !slices.IsSortedFunc(groups, func(a, b Group) int { return map[bool]int{true: -1, false: 1}[a.Name < b.Name] }) {
			t.Fatalf("%d groups", len(groups))
		}
		for _, g := range groups {
			sums := make([]float64, o.Horizon)
			members := 0
			for i, f := range customers {
				if g.Name != "all" && g.Name != "class "+list[i].Class {
					continue
				}
				members++
				for h, x := range f.Points {
					if x != math.Round(x) {
						t.Fatalf("a customer is told %v kWh", x)
					}
					sums[h] += x
				}
			}
			if !slices.Equal(sums, g.Points) || g.Customers() != members {
				t.Errorf("%s: %d customers add up to %v, told are %d and %v", g.Name, members, sums, g.Customers(), g.Points)
			}
			for h, p := range g.Points {
				if !(0 <= g.Low95[h] && g.Low95[h] <= g.Low80[h] && g.Low80[h] <= p && p <= g.High80[h] && g.High80[h] <= g.High95[h]) {
					t.Errorf("%s: %v %v %v %v %v", g.Name, g.Low95[h], g.Low80[h], p, g.High80[h], g.High95[h])
				}
			}
		}
	}
}

func TestGroupsAreTheSameForAnyWorkersAndOrder(t *testing.T) {
	list := engineRandom(700, 40, 4)
	o := Options{Origin: 202404, Horizon: 12}
	want, _ := groupsRun(t, list, o)
	turned := slices.Clone(list)
	slices.Reverse(turned)
	o.Workers = 3
	got, _ := groupsRun(t, turned, o)
	for i := range want {
		a, b := want[i], got[i]
		if a.Name != b.Name || a.Parts != b.Parts || !slices.Equal(a.History, b.History) || !slices.Equal(a.Points, b.Points) || !slices.Equal(a.Low80, b.Low80) || !slices.Equal(a.High95, b.High95) {
			t.Errorf("%s differs", a.Name)
		}
	}
}

func TestWhoIsNewLostOrSuspendedIsToldApart(t *testing.T) {
	full := make([]float32, 60)
	for m := range full {
		full[m] = 100
	}
	with := func(from, to int) []float32 { // used from one month to before another
		out := make([]float32, 60)
		copy(out[from:to], full[from:to])
		return out
	}
	list := List{
		{First: 202101, Values: full},
		{First: 202506, Values: full[:7]},                 // since June of the last year
		{First: 202101, Values: with(0, 56)},              // nothing for four months
		{First: 202101, Values: with(0, 40)},              // nothing for twenty
		{First: 202101, Values: full[:50], Until: 202502}, // supply has ended
		{First: 202101, Values: []float32{}},              // never read
		{First: 202101, Values: full[:58]},                // the last two months were not read yet
	}
	groups, _ := groupsRun(t, list, Options{Origin: 202512, Horizon: 12, NoCalendar: true})
	g := groups[0]
	want := [Standings]Part{
		Steady: {2, 2400, 2400}, New: {1, 700, 1200}, Suspended: {1, 800, 0}, Lost: {2, 200, 0}, Unread: {Customers: 1},
	}
	for s, got := range g.Parts {
		if got.Customers != want[s].Customers || got.LastYear != want[s].LastYear || math.Abs(float64(got.Ahead-want[s].Ahead)) > 12 {
			t.Errorf("standing %d: got %+v, want %+v", s, got, want[s])
		}
	}
	if g.Silent != 1 || math.Abs(g.Coverage()-6.0/7) > 1e-9 {
		t.Errorf("%d without a figure, coverage %.3f; want 1 of 7", g.Silent, g.Coverage())
	}
	if last := g.History[len(g.History)-1]; g.First != 202101 || last != 300 {
		t.Errorf("the history begins %d and ends with %d kWh, want 300: the unread months are as a year before", g.First, last)
	}
}

func TestGroupsOfNobodyAndOfNothing(t *testing.T) {
	if groups, _ := groupsRun(t, List{}, Options{Origin: 202512, Horizon: 3}); len(groups) != 0 {
		t.Errorf("nobody makes %d groups", len(groups))
	}
	groups, _ := groupsRun(t, List{{First: 202512}}, Options{Origin: 202512, Horizon: 3})
	if g := groups[0]; g.Evidence != Nothing || len(g.Points) != 0 || g.Silent != 1 {
		t.Errorf("a customer of whom nothing is known makes %+v", g)
	}
}
