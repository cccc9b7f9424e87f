package data_test

import (
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// all makes one record of every kind in the visit.
func (r *trip) all(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	r.promise(t, "月底前装好峰谷表", r.days(10))
	if _, err := r.s.OpenCaseInVisit(ctx, r.by, r.visit.ID, app.CaseDraft{Kind: app.Consultation, Customer: r.cust.ID, Content: "询问充电桩报装"}); err != nil {
		t.Fatal(err)
	}
	_, err := r.s.OpenCaseInVisit(ctx, r.by, r.visit.ID, app.CaseDraft{
		Kind: app.InternalDemand, Customer: r.cust.ID, Content: "线路末端电压偏低", Fields: map[string]string{"receiver": "运检部", "wanted_on": string(r.days(14))},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.s.SaveOpportunity(ctx, r.by, app.Opportunity{}, app.Opportunity{
		Customer: r.cust.ID, Visit: r.visit.ID, Kind: "capacity", Note: "扩建冷库", CapacityVA: 200_000, Stage: app.StageLead, Owner: r.by.Staff,
	})
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.s.AddUsageEvent(ctx, r.by, app.UsageEvent{
		Customer: r.cust.ID, Visit: r.visit.ID, Account: r.account(t), Kind: "expansion", FromMonth: 202605, KWh: 20000, Confidence: 70, Reason: "新增分选线",
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := r.s.TakeReadings(ctx, r.by, r.cust.ID, []app.Reading{r.reading(t, "total", 12345_67), r.reading(t, "peak", 3456_00)}); err != nil {
		t.Fatal(err)
	}
	was := r.page(t).Contacts[0]
	now := was
	now.Mobile = "12900000009"
	err = r.s.ChangeDetail(ctx, r.by, app.DetailChange{
		Customer: r.cust.ID, Visit: r.visit.ID, Table: "contacts", WasContact: was, NowContact: now, OccurredOn: r.days(-8), Verified: true, Note: "当面拨打核实",
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (r *trip) reading(t *testing.T, register string, hundredths int64) app.Reading {
	t.Helper()
	return app.Reading{Account: r.account(t), Visit: r.visit.ID, ReadOn: r.days(0), Register: register, Hundredths: hundredths}
}

func TestAVisitListsAllThatWasMadeInIt(t *testing.T) {
	r := newTrip(t)
	r.all(t)
	want := []struct {
		kind         app.VisitLinkKind
		text, status string
	}{
		{app.LinkCommitment, "月底前装好峰谷表", "open"},
		{app.LinkCase, "询问充电桩报装", "accepted"},
		{app.LinkDemand, "线路末端电压偏低", "accepted"},
		{app.LinkOpportunity, "扩建冷库", "lead"},
		{app.LinkUsageEvent, "新增分选线", "expansion"},
		{app.LinkReading, "12345.67", "total"},
		{app.LinkReading, "3456.00", "peak"},
		{app.LinkChange, "", ""},
	}
	made := r.made(t)
	if len(made) != len(want) {
		t.Fatalf("%d records, want %d: %+v", len(made), len(want), made)
	}
	for i, w := range want {
		if m := made[i]; m.Kind != w.kind || m.Text != w.text || m.Status != w.status {
			t.Errorf("%d is %+v, want %+v", i, m, w)
		}
	}
	if made[1].Number == "" || made[1].DueOn == "" || made[2].CaseOf != app.InternalDemand {
		t.Errorf("the case is %+v, the demand %+v", made[1], made[2])
	}
	changes := made[7].Changes
	if len(changes) != 2 || changes[0].Field != "mobile" || changes[0].Old != "12900000001" || changes[0].New != "12900000009" || changes[0].Why.OccurredOn != r.days(-8) {
		t.Errorf("the change is %+v", changes)
	}
}

func TestACaseOfAVisitSaysSo(t *testing.T) {
	r := newTrip(t)
	c, err := r.s.OpenCaseInVisit(t.Context(), r.by, r.visit.ID, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: r.cust.ID, Content: "x"})
	if err != nil || c.Channel != "visit" {
		t.Errorf("channel %q, %v", c.Channel, err)
	}
	without, err := r.s.OpenCaseInVisit(t.Context(), r.by, app.VisitID{}, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: r.cust.ID, Content: "x"})
	if err != nil || without.Channel != "counter" {
		t.Errorf("without a visit the channel is %q, %v", without.Channel, err)
	}
}

func TestAllThatWasMadeStandsInTheCourseOfEvents(t *testing.T) {
	r := newTrip(t)
	r.all(t)
	kinds := map[app.TimelineKind]int{}
	for _, e := range r.page(t).Timeline {
		kinds[e.Kind]++
	}
	for kind, want := range map[app.TimelineKind]int{app.TimelinePromise: 1, app.TimelineOpportunity: 1, app.TimelineUsageEvent: 1, app.TimelineReading: 1} {
		if kinds[kind] != want {
			t.Errorf("%d entries of %s, want %d", kinds[kind], kind, want)
		}
	}
}

func TestAReadingLowerThanTheLastKeepsNone(t *testing.T) {
	r := newTrip(t)
	if _, err := r.s.TakeReadings(t.Context(), r.by, r.cust.ID, []app.Reading{r.reading(t, "total", 500_00)}); err != nil {
		t.Fatal(err)
	}
	r.now = r.now.Add(30 * 24 * time.Hour)
	_, err := r.s.TakeReadings(t.Context(), r.by, r.cust.ID, []app.Reading{r.reading(t, "peak", 300_00), r.reading(t, "total", 499_00)})
	saysNo(t, err, "total", app.LowerThanLast)
	if n := len(r.page(t).Readings); n != 1 {
		t.Errorf("%d readings are kept, want 1", n)
	}
	changed := r.reading(t, "total", 3_00)
	changed.Turn = app.MeterChanged
	if _, err := r.s.TakeReadings(t.Context(), r.by, r.cust.ID, []app.Reading{changed}); err != nil {
		t.Errorf("of another meter: %v", err)
	}
	states, err := r.s.Registers(t.Context(), r.by, r.account(t))
	if err != nil || len(states) != 1 || states[0].Last.Hundredths != 3_00 {
		t.Errorf("the registers are %+v: %v", states, err)
	}
}

func TestAReadingIsOfTheCustomersAccount(t *testing.T) {
	r := newTrip(t)
	other := datatest.Customer(t, r.s, "王强", "5104000000012", "12900000002")
	_, err := r.s.TakeReadings(t.Context(), r.by, other.ID, []app.Reading{r.reading(t, "total", 1)})
	saysNo(t, err, "account", app.Unknown)
	_, err = r.s.AddUsageEvent(t.Context(), r.by, app.UsageEvent{
		Customer: other.ID, Account: r.account(t), Kind: "closure", FromMonth: 202605, ChangePermille: -1000, Confidence: 90, Reason: "x",
	})
	saysNo(t, err, "account", app.Unknown)
}

func TestAUsageEventWithItsMonthsReversedKeepsNothing(t *testing.T) {
	r := newTrip(t)
	_, err := r.s.AddUsageEvent(t.Context(), r.by, app.UsageEvent{
		Customer: r.cust.ID, Visit: r.visit.ID, Kind: "holiday", FromMonth: 202605, ToMonth: 202603, ChangePermille: -300, Confidence: 90, Reason: "放假",
	})
	saysNo(t, err, "to_month", app.EndsBeforeStart)
	if made := r.made(t); len(made) != 0 {
		t.Errorf("the visit lists %+v", made)
	}
}

func TestAnEventThatWillNotComeIsWithdrawn(t *testing.T) {
	r := newTrip(t)
	e, err := r.s.AddUsageEvent(t.Context(), r.by, app.UsageEvent{Customer: r.cust.ID, Visit: r.visit.ID, Kind: "holiday", FromMonth: 202605, ChangePermille: -300, Confidence: 90, Reason: "放假"})
	if err != nil {
		t.Fatal(err)
	}
	if err := r.s.WithdrawUsageEvent(t.Context(), r.by, e); err != nil {
		t.Fatal(err)
	}
	left, err := r.s.UsageEvents(t.Context(), r.by, r.cust.ID)
	if err != nil || len(left) != 0 || len(r.made(t)) != 0 {
		t.Errorf("%d events are left: %v", len(left), err)
	}
}

func TestAnOpportunityMovesOn(t *testing.T) {
	r := newTrip(t)
	o, err := r.s.SaveOpportunity(t.Context(), r.by, app.Opportunity{}, app.Opportunity{Customer: r.cust.ID, Kind: "pv", Note: "厂房屋顶光伏", Stage: app.StageLead})
	if err != nil {
		t.Fatal(err)
	}
	now := o
	now.Stage = app.StageLost
	_, err = r.s.SaveOpportunity(t.Context(), r.by, o, now)
	saysNo(t, err, "result", app.NeedsReason)
	now.Result = "屋顶承重不足"
	if _, err := r.s.SaveOpportunity(t.Context(), r.by, o, now); err != nil {
		t.Fatal(err)
	}
	all, err := r.s.Opportunities(t.Context(), r.by, app.CustomerID{})
	if err != nil || len(all) != 1 || all[0].Stage != app.StageLost || all[0].CustomerName != r.cust.Name {
		t.Errorf("listed %+v: %v", all, err)
	}
}

func TestWhatIsMadeInVisitsReplaysIntoAnEqualFile(t *testing.T) {
	r := newTrip(t)
	r.all(t)
	changes, err := r.s.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	for range 2 { // a second time changes nothing
		if err := copied.Apply(t.Context(), changes); err != nil {
			t.Fatal(err)
		}
	}
	want, got := datatest.Dump(t, r.s.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"promises", "opportunities", "usage_events", "readings", "visit_links", "contacts", "cases"} {
		if want[table] == "" || want[table] != got[table] {
			t.Errorf("%s differs after replay:\n%s\n%s", table, want[table], got[table])
		}
	}
}
