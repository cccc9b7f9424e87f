package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// trackedFile is a file in which use is followed.
type trackedFile struct {
	*data.Store
	t      *testing.T
	by     app.Actor
	plants []datatest.Plant
	people []app.Staff
}

func openTracked(t *testing.T) *trackedFile {
	t.Helper()
	s := datatest.Open(t)
	plants, people := datatest.Tracked(t, s)
	return &trackedFile{s, t, datatest.Actor(t, s), plants, people}
}

func (f *trackedFile) deviations(filter app.DeviationFilter) app.DeviationList {
	f.t.Helper()
	list, err := f.Deviations(f.t.Context(), f.by, filter)
	if err != nil {
		f.t.Fatal(err)
	}
	return list
}

func (f *trackedFile) id(plant int) app.CustomerID { return f.plants[plant].Customer.ID }

// named are the customers of rows, by their plants.
func (f *trackedFile) named(rows []app.Deviation) []string {
	var out []string
	for _, d := range rows {
		out = append(out, d.Name)
	}
	return out
}

func trackedOf(t *testing.T, rows []app.Deviation, id app.CustomerID) app.Deviation {
	t.Helper()
	for _, d := range rows {
		if d.Customer == id {
			return d
		}
	}
	t.Fatalf("not among %d deviations", len(rows))
	return app.Deviation{}
}

func TestDeviationsAreHeldAgainstWhatWasFrozenBefore(t *testing.T) {
	f := openTracked(t)
	list := f.deviations(app.DeviationFilter{})
	if list.Month != 202602 || len(list.Months) != 2 || list.Judged != 8 || list.Total != 6 || list.Outside80 != 6 || list.Outside95 != 5 || list.Unexplained != 6 {
		t.Fatalf("%d, %d months, %d judged, %d outside 80, %d outside 95, %d unexplained: %v", list.Month, len(list.Months), list.Judged, list.Outside80, list.Outside95, list.Unexplained, f.named(list.Rows))
	}
	for i := range list.Rows[1:] {
		if far := list.Rows[i].Off() * list.Rows[i].Off(); far < list.Rows[i+1].Off()*list.Rows[i+1].Off() {
			t.Errorf("row %d is less off than the next", i)
		}
	}
	for plant, want := range map[int]app.DeviationWhy{
		datatest.PlantClosed: app.WhyEvent, datatest.PlantStopped: app.WhyIdle, datatest.PlantMore: app.WhyNothing, datatest.PlantReckoned: app.WhyEstimated, datatest.PlantIdle: app.WhyIdle,
	} {
		d := trackedOf(t, list.Rows, f.id(plant))
		if d.Likely.Why != want || d.Name != f.plants[plant].Customer.Name || d.Manager != f.people[plant%2].ID || d.Unit != f.people[plant%2].Unit {
			t.Errorf("%s: likely %+v of %s, want %s", f.plants[plant].Customer.Name, d.Likely, d.Name, want)
		}
	}
	closed := trackedOf(t, list.Rows, f.id(datatest.PlantClosed))
	unit := int64(0)
	for i, p := range f.plants {
		if i%2 == 0 && i != datatest.PlantGone {
			unit += p.Last
		}
	}
	if closed.Off() != -9100 || closed.UnitUse != unit {
		t.Errorf("%d kWh off of the unit's %d, want %d", closed.Off(), closed.UnitUse, unit)
	}
}

func TestTheFirstVersionOfTheLastClosedMonthHolds(t *testing.T) {
	f := openTracked(t)
	steady := f.plants[datatest.PlantSteady]
	of := func(kwh int64) data.FrozenForecast {
		return data.FrozenForecast{Customer: steady.Customer.ID, Ahead: []app.MonthAhead{datatest.Around(202602, kwh)}}
	}
	datatest.Freeze(t, f.Store, f.by.Area, 202601, 2_000, of(100))          // the first of January
	datatest.Freeze(t, f.Store, f.by.Area, 202601, 3_000, of(steady.Usual)) // made again
	datatest.Freeze(t, f.Store, f.by.Area, 202602, 1_000, of(steady.Usual)) // knows the month itself
	list := f.deviations(app.DeviationFilter{})
	if list.Judged != 1 || list.Total != 1 || list.Rows[0].Ahead.Point != 100 {
		t.Errorf("%d judged: %+v", list.Judged, list.Rows)
	}
}

func TestDeviationsAreNarrowed(t *testing.T) {
	f := openTracked(t)
	nobody := app.StaffID{9}
	tests := []struct {
		name   string
		filter app.DeviationFilter
		want   int
	}{
		{"of a manager", app.DeviationFilter{Manager: f.people[0].ID}, 3},
		{"of a unit", app.DeviationFilter{Unit: f.people[1].Unit}, 3},
		{"of nobody's", app.DeviationFilter{Manager: nobody}, 0},
		{"mine, who manages none", app.DeviationFilter{Mine: true}, 0},
		{"of an industry", app.DeviationFilter{Industry: "B"}, 1},
		{"beyond 95", app.DeviationFilter{Beyond95: true}, 5},
		{"by likely cause", app.DeviationFilter{Cause: app.CauseIdle}, 2},
		{"of a month nothing was off in", app.DeviationFilter{Month: 202601}, 1}, // the idle one
		{"of a month before all forecasts", app.DeviationFilter{Month: 202512}, 0},
		{"the first two", app.DeviationFilter{Most: 2}, 2},
		{"behind the last", app.DeviationFilter{From: 100}, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if list := f.deviations(tt.filter); len(list.Rows) != tt.want {
				t.Errorf("%v, want %d", f.named(list.Rows), tt.want)
			}
		})
	}
	by := f.deviations(app.DeviationFilter{Sort: app.DeviationsByShare})
	if by.Rows[0].Customer != f.id(datatest.PlantStopped) && by.Rows[0].Customer != f.id(datatest.PlantMore) && by.Rows[0].Customer != f.id(datatest.PlantIdle) {
		t.Errorf("the most off for what was forecast is %s", by.Rows[0].Name)
	}
}

func TestADeviationIsExplainedAndKeepsItsHistory(t *testing.T) {
	f := openTracked(t)
	ctx := t.Context()
	f.deviations(app.DeviationFilter{}) // remembered
	more := f.id(datatest.PlantMore)
	for i, cause := range []string{app.CauseMarket, app.CauseEvent} {
		if _, err := f.ExplainDeviation(ctx, f.by, app.DeviationReason{Customer: more, Month: 202602, Cause: cause, Reason: []string{"订单增加", "新增一条生产线"}[i]}); err != nil {
			t.Fatal(err)
		}
	}
	list := f.deviations(app.DeviationFilter{Unexplained: true})
	if list.Total != 5 || list.Unexplained != 5 {
		t.Errorf("%d unexplained", list.Total)
	}
	d := trackedOf(t, f.deviations(app.DeviationFilter{Cause: app.CauseEvent}).Rows, more)
	if d.Cause() != app.CauseEvent || d.Explained.Reason != "新增一条生产线" || d.ByName != f.by.Name {
		t.Errorf("explained by %s as %+v", d.ByName, d.Explained)
	}
	told, err := f.DeviationReasons(ctx, f.by, more)
	if err != nil || len(told) != 2 || told[1].Reason != "订单增加" || told[0].ByName != f.by.Name {
		t.Errorf("history: %+v, %v", told, err)
	}
	for _, r := range []app.DeviationReason{
		{Customer: more, Month: 202602, Cause: "gremlins", Reason: "x"}, {Customer: more, Month: 202602, Cause: app.CauseEvent}, {Customer: more, Cause: app.CauseEvent, Reason: "x"},
	} {
		if _, err := f.ExplainDeviation(ctx, f.by, r); err == nil {
			t.Errorf("%+v was taken", r)
		}
	}
	if _, err := f.ExplainDeviation(ctx, f.by, app.DeviationReason{Customer: app.CustomerID{7}, Month: 202602, Cause: app.CauseEvent, Reason: "x"}); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("of a customer who is not here: %v", err)
	}
}

func TestACorrectedMonthIsJudgedAnew(t *testing.T) {
	f := openTracked(t)
	before := f.deviations(app.DeviationFilter{})
	more := f.plants[datatest.PlantMore]
	putUsage(t, f.Store, f.by, 202602, use(more.Account.ID, more.Usual))
	if after := f.deviations(app.DeviationFilter{}); after.Total != before.Total-1 || after.Judged != before.Judged {
		t.Errorf("%d deviations after %d", after.Total, before.Total)
	}
}

func TestWithoutAFrozenForecastNothingIsJudged(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	list, err := s.Deviations(t.Context(), by, app.DeviationFilter{})
	if err != nil || list.Month != 0 || len(list.Rows) != 0 {
		t.Errorf("%+v: %v", list, err)
	}
	report, err := s.ForecastErrors(t.Context(), by, app.ErrorAsk{})
	if err != nil || report.All.Customers != 0 {
		t.Errorf("%+v: %v", report, err)
	}
	leads, err := s.Leads(t.Context(), by, app.LeadFilter{})
	if err != nil || leads.Last != 0 || leads.Total != 0 {
		t.Errorf("%+v: %v", leads, err)
	}
}
