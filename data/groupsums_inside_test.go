package data

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"strconv"
	"testing"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// TestEveryGroupingAddsUpToTheWholeToTheKWh puts thousands of invented customers
// into industries – also unknown ones –, areas and segments, and adds each
// grouping up again, month by month.
func TestEveryGroupingAddsUpToTheWholeToTheKWh(t *testing.T) {
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	for seed := range uint64(40) {
		sumsOfGroups(t, s, seed)
	}
}

func sumsOfGroups(t *testing.T, s *Store, seed uint64) {
	t.Helper()
	r := rand.New(rand.NewPCG(seed, 6))
	b := &useBook{first: 202101, months: 24}
	for _, trade := range []string{"", "C3011", "C2511", "C", "F5211", "A0141", "Z9999", "q1", "S92"} {
		b.trades.of(trade)
	}
	for i := range 1 + r.IntN(6) {
		b.areas.of(strconv.Itoa(i))
		b.segments.of([]string{"", "hv_industry", "lv", "resident", "farm", "vip"}[i])
	}
	g, err := s.openGroups(context.Background(), b, 12)
	if err != nil {
		t.Fatal(err)
	}
	for range 1 + r.IntN(500) {
		u := bookUser{trade: uint32(r.IntN(len(b.trades.list))), area: uint16(r.IntN(len(b.areas.list))), segment: uint16(r.IntN(len(b.segments.list)))}
		told := toldUse{used: make([]int64, b.months), ahead: make([]app.MonthAhead, 12), standing: []app.UseStanding{"", app.UseNew, app.UseLost, app.UseSuspended}[r.IntN(4)]}
		for i := range told.used {
			told.used[i] = r.Int64N(1_000_000) - 1 // less than 0: nobody read
		}
		for i := range told.ahead {
			told.ahead[i].Point, told.ahead[i].Base = r.Int64N(1_000_000), r.Int64N(1_000_000)
			told.sums.Ahead += told.ahead[i].Point
		}
		told.sums.Used, told.sums.Before = r.Int64N(10_000_000), r.Int64N(10_000_000)
		for _, at := range g.of(&u, nil) {
			g.groups[at].add(&told)
		}
	}
	g.close([]forecast.Group{})
	sums := map[app.ForecastLevel]*keptGroup{}
	for _, group := range g.groups {
		k := &group.kept
		sum := sums[k.Row.Of.Level]
		if sum == nil {
			sum = &keptGroup{Used: make([]int64, b.months), Ahead: make([]app.MonthAhead, 12)}
			sums[k.Row.Of.Level] = sum
		}
		for i, kwh := range k.Used {
			sum.Used[i] += kwh
		}
		for i, m := range k.Ahead {
			sum.Ahead[i].Point, sum.Ahead[i].Base = sum.Ahead[i].Point+m.Point, sum.Ahead[i].Base+m.Base
		}
		row, of := &sum.Row, k.Row
		row.Used, row.Before, row.Ahead, row.Share = row.Used+of.Used, row.Before+of.Before, row.Ahead+of.Ahead, row.Share+of.Share
		row.NewUsed, row.LostBefore = row.NewUsed+of.NewUsed, row.LostBefore+of.LostBefore
		row.Members.Customers, row.Members.New = row.Members.Customers+of.Members.Customers, row.Members.New+of.Members.New
		row.Members.Lost, row.Members.Suspended = row.Members.Lost+of.Members.Lost, row.Members.Suspended+of.Members.Suspended
	}
	whole := g.groups[g.all].kept
	for level, sum := range sums {
		if sum.Row.UseSums != whole.Row.UseSums || sum.Row.NewUsed != whole.Row.NewUsed || sum.Row.LostBefore != whole.Row.LostBefore || sum.Row.Members != (app.GroupMembers{
			Customers: whole.Row.Members.Customers, New: whole.Row.Members.New, Lost: whole.Row.Members.Lost, Suspended: whole.Row.Members.Suspended,
		}) {
			t.Errorf("seed %d: %ss add up to %+v, all are %+v", seed, level, sum.Row, whole.Row)
		}
		for i, kwh := range whole.Used {
			if sum.Used[i] != kwh {
				t.Errorf("seed %d: %ss used %d in month %d, all %d", seed, level, sum.Used[i], i, kwh)
			}
		}
		for i, m := range whole.Ahead {
			if sum.Ahead[i].Point != m.Point || sum.Ahead[i].Base != m.Base {
				t.Errorf("seed %d: %ss will use %+v in month %d, all %+v", seed, level, sum.Ahead[i], i, m)
			}
		}
		if whole.Row.Used > 0 && sum.Row.Share != 1000 {
			t.Errorf("seed %d: the shares of %ss add up to %d", seed, level, sum.Row.Share)
		}
	}
}
