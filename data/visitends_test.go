package data_test

import (
	"errors"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// asked is the visit that the plan of a district's mill asks for, brought
// forward to a day.
func asked(t *testing.T, d *district, by app.Day) app.PlanItem {
	t.Helper()
	d.confirm(t)
	d.plan(t, d.mill)
	due, err := d.s.PlanItemsDue(t.Context(), d.by, "2026-12-31")
	if err != nil || len(due) == 0 {
		t.Fatalf("the plan asks for %d visits: %v", len(due), err)
	}
	now := due[0].PlanItem
	now.DueOn = by
	if err := d.s.ChangePlanItem(t.Context(), d.by, due[0].PlanItem, now, app.Why{}); err != nil {
		t.Fatal(err)
	}
	due, err = d.s.PlanItemsDue(t.Context(), d.by, by)
	if err != nil || len(due) != 1 {
		t.Fatalf("by %s the plan asks for %d visits: %v", by, len(due), err)
	}
	return due[0].PlanItem
}

func TestAVisitEndsWhatTheServicePlanAskedFor(t *testing.T) {
	d := newDistrict(t)
	item := asked(t, d, "2026-03-20")
	v := started(t, d.s, d.customer(t, d.mill), "2026-03-02")
	p := visited(t, d.s, v.ID)
	if len(p.Due) != 1 || p.Due[0].ID != item.ID {
		t.Fatalf("the form offers %+v", p.Due)
	}
	r := recordOf(p, "2026-03-02", nil)
	if v, err := d.s.RecordVisit(t.Context(), d.by, v, r); err != nil {
		t.Fatal(err)
	} else if still, _ := d.s.PlanItemsDue(t.Context(), d.by, "2026-03-20"); len(still) != 1 {
		t.Errorf("visit %s ended the item though nobody said so", v.Number)
	}
	again := started(t, d.s, d.customer(t, d.mill), "2026-03-02")
	r.Done, r.Note = p.Due, "四月上新线"
	if _, err := d.s.RecordVisit(t.Context(), d.by, again, r); err != nil {
		t.Fatal(err)
	}
	ended := d.items(t, app.PlanItemFilter{View: app.ItemsEnded})
	if len(ended) != 1 || ended[0].Status != app.ItemDone || ended[0].Visit != again.ID || ended[0].DoneOn != "2026-03-02" || ended[0].Effect != "四月上新线" {
		t.Errorf("ended is %+v", ended)
	}
	if p := visited(t, d.s, again.ID); len(p.Due) != 0 {
		t.Error("what was done is offered again")
	}
}

func TestAVisitIsNotRecordedWhenItsItemWasEndedMeanwhile(t *testing.T) {
	d := newDistrict(t)
	item := asked(t, d, "2026-03-20")
	v := started(t, d.s, d.customer(t, d.mill), "2026-03-02")
	r := recordOf(visited(t, d.s, v.ID), "2026-03-02", nil)
	r.Done = []app.PlanItem{item}
	if _, err := d.s.DropPlanItem(t.Context(), d.by, item, "客户停产"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.s.RecordVisit(t.Context(), d.by, v, r); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("it is told %v", err)
	}
	if p := visited(t, d.s, v.ID); p.Visit.Status != app.VisitPlanned || len(p.Answers) != 0 {
		t.Error("half of the visit is kept")
	}
}

func TestAVisitPlannedForAServicePlanSaysSo(t *testing.T) {
	d := newDistrict(t)
	asked(t, d, "2026-03-20")
	for _, tt := range []struct{ name, basis, want string }{
		{"in the rhythm", "rhythm", "service_plan"}, {"for a reason of its own", "request", "request"},
	} {
		ask := app.PlanAsk{Customers: []app.PlanFor{{Customer: d.mill}, {Customer: d.school}}, Span: app.DaySpan{From: "2026-03-10", To: "2026-03-10"}, Basis: tt.basis, Twice: true}
		plan, err := d.s.PlanVisits(t.Context(), d.by, ask)
		if err != nil || len(plan.Placed) != 2 {
			t.Fatalf("%s: planned %+v: %v", tt.name, plan, err)
		}
		for _, p := range plan.Placed {
			want := tt.basis
			if p.Customer == d.mill {
				want = tt.want
			}
			if p.Basis != want {
				t.Errorf("%s a visit is made because of %q, want %q", tt.name, p.Basis, want)
			}
		}
	}
	rows, err := d.s.VisitOrder(t.Context(), d.by, app.VisitFilter{})
	if err != nil {
		t.Fatal(err)
	}
	all, err := d.s.VisitsAt(t.Context(), d.by, rows)
	served := 0
	for _, v := range all {
		if v.Basis == "service_plan" {
			served++
		}
	}
	if err != nil || served != 1 {
		t.Errorf("%d rows say that a service plan asked for them: %v", served, err)
	}
}

func TestAVisitThatWasOnlyBegunIsTakenBack(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := plant(t, s)
	v := started(t, s, c, "2026-03-02")
	if !strings.HasPrefix(v.Number, "ZF-") {
		t.Errorf("it has the number %s", v.Number)
	}
	if err := s.DropVisit(t.Context(), by, v); err != nil {
		t.Fatal(err)
	}
	if rows, err := s.VisitOrder(t.Context(), by, app.VisitFilter{}); err != nil || len(rows) != 0 {
		t.Errorf("%d visits are left: %v", len(rows), err)
	}
	if err := s.DropVisit(t.Context(), by, v); !errors.Is(err, app.ErrNotFound) {
		t.Errorf("taken back twice: %v", err)
	}
}

func TestAVisitThatHoldsSomethingIsNotTakenBack(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := plant(t, s)
	withPromise, withPhoto := started(t, s, c, "2026-03-02"), started(t, s, c, "2026-03-02")
	if _, err := s.MakeCommitment(t.Context(), by, app.CommitmentDraft{Customer: c.ID, Visit: withPromise.ID, Content: "更换表箱", Owner: by.Staff, DueOn: "2026-03-10"}); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Attach(t.Context(), by, photoOf(withPhoto, photoFile(t, "表箱.jpg", 90))); err != nil {
		t.Fatal(err)
	}
	plan, err := s.PlanVisits(t.Context(), by, app.PlanAsk{Customers: []app.PlanFor{{Customer: c.ID}}, Span: app.DaySpan{From: "2026-03-10", To: "2026-03-10"}, Basis: "request"})
	if err != nil || len(plan.Placed) != 1 {
		t.Fatal(plan, err)
	}
	rows, err := s.VisitOrder(t.Context(), by, app.VisitFilter{By: app.VisitsByPlan})
	if err != nil || len(rows) != 1 {
		t.Fatal(rows, err)
	}
	planned, err := s.VisitsAt(t.Context(), by, rows)
	if err != nil {
		t.Fatal(err)
	}
	for name, tt := range map[string]struct {
		v    app.Visit
		want app.Reason
	}{
		"one with a promise":           {withPromise, app.InUse},
		"one with a photo":             {withPhoto, app.InUse},
		"one that was planned":         {planned[0].Visit, app.VisitNotOpen},
		"one that was recorded by now": {recorded(t, s, c, "2026-03-02", nil), app.VisitNotOpen},
	} {
		err := s.DropVisit(t.Context(), by, tt.v)
		if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != tt.want {
			t.Errorf("%s is taken back: %v", name, err)
		}
		if p := visited(t, s, tt.v.ID); p.Visit.WithdrawnAt != 0 {
			t.Errorf("%s is gone", name)
		}
	}
}
