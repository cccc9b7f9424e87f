package data_test

import (
	"fmt"
	"slices"
	"testing"

	"lamplighter/app"
)

// TestEachPartOfAListByUseIsAPartOfTheWhole reads lists in parts, as a table does
// that is scrolled, also from where the whole is ordered once.
func TestEachPartOfAListByUseIsAPartOfTheWhole(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	hv := app.UseFilter{}.Within(app.ForecastOf{Level: app.OfSegment, Code: "hv_industry"})
	for _, filter := range []app.UseFilter{{}, {Text: "厂"}, hv} {
		for _, sort := range []app.UseSort{app.ByUsed, app.ByAhead, app.ByGrowth, app.ByRise, app.ByHolder} {
			for _, up := range []bool{false, true} {
				filter.Sort, filter.Up, filter.From, filter.Count = sort, up, 0, 0
				whole := f.list(filter)
				filter.Count = 2000 // more than is found by sorting no more than it
				if ordered := f.list(filter); !slices.Equal(namesOf(ordered), namesOf(whole)) || ordered.Of != whole.Of {
					t.Errorf("%+v: ordered once %v, want %v", filter, namesOf(ordered), namesOf(whole))
				}
				for filter.From = range whole.Total + 1 {
					filter.Count = 2
					if part, want := f.list(filter), whole.Rows[filter.From:min(filter.From+2, whole.Total)]; !slices.Equal(namesOf(part), namesOf(app.UsePage{Rows: want})) || part.Total != whole.Total {
						t.Errorf("%+v: %v of %d, want %v of %d", filter, namesOf(part), part.Total, namesOf(app.UsePage{Rows: want}), whole.Total)
					}
				}
			}
		}
	}
}

func TestAListByNameGoesByTheReadingOfNames(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	want := []string{"超市", "果园", "李晓明", "水泥厂", "停产厂", "王芳", "销户", "新厂", "砖厂"}
	if got := namesOf(f.list(app.UseFilter{Sort: app.ByHolder})); !slices.Equal(got, want) {
		t.Errorf("by name %v, want %v", got, want)
	}
	slices.Reverse(want)
	if got := namesOf(f.list(app.UseFilter{Sort: app.ByHolder, Up: true})); !slices.Equal(got, want) {
		t.Errorf("the last first %v, want %v", got, want)
	}
}

func TestWhatIsKnownOfAListByUseFollowsChanges(t *testing.T) {
	f := newForecastTown(t)
	f.run()
	if page := f.list(app.UseFilter{Text: "机械"}); page.Total != 0 {
		t.Fatalf("found %v", namesOf(page))
	}
	was := f.users["砖厂"].customer
	now := was
	now.Name = "米易机械厂"
	if err := f.s.ChangeCustomer(t.Context(), f.by, was, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	if page := f.list(app.UseFilter{Text: "机械"}); page.Total != 1 || len(page.Rows) != 1 {
		t.Errorf("after the change %d, %v", page.Total, namesOf(page))
	}
}

func TestTheListTellsTheLastMonthAgainstItsFrozenForecastAsDeviationsDo(t *testing.T) {
	f := newForecastTown(t)
	u := f.users["水泥厂"]
	u.kwh = func(int) int64 { return 300_000 }
	f.users["水泥厂"] = u
	f.now = f.now.AddDate(0, 1, 0)
	f.run()
	if got := f.list(app.UseFilter{Text: "水泥厂"}).Rows[0].Last; got.Origin != 0 || !got.HasActual || got.Month != lastRead {
		t.Errorf("before a month was closed %+v", got)
	}
	f.closeMonth(lastRead)
	f.putMonths(-1, -1)
	f.run()
	deviations, err := f.s.Deviations(t.Context(), f.by, app.DeviationFilter{})
	if err != nil || len(deviations.Rows) == 0 {
		t.Fatalf("%d deviations: %v", len(deviations.Rows), err)
	}
	rows := map[app.CustomerID]app.UseRow{}
	for _, r := range f.list(app.UseFilter{}).Rows {
		rows[r.Customer] = r
	}
	for _, d := range deviations.Rows {
		last := rows[d.Customer].Last
		got, known := last.OffPermille()
		want, is := d.OffPermille()
		if got != want || known != is || last.Ahead.Point != d.Ahead.Point || last.Actual != d.Actual || last.Month != deviations.Month {
			t.Errorf("%s: the list says %s, deviations %s", d.Name, fmt.Sprint(last, got, known), fmt.Sprint(d.Ahead, want, is))
		}
	}
	if got, known := rows[u.customer.ID].Last.OffPermille(); !known || got < 1000 {
		t.Errorf("three times as much is %d more", got)
	}
	if got, known := rows[f.users["销户"].customer.ID].Last.OffPermille(); known {
		t.Errorf("who is no longer supplied is %d off", got)
	}
}
