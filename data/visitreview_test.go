package data_test

import (
	"errors"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// february is a month with visits of two managers, and one in January.
type february struct {
	s            *data.Store
	by           app.Actor
	wang, he     app.Staff
	ask          app.ReviewAsk
	wangs, heHas app.Actor
}

func reviewed(t *testing.T) february {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	f := february{s: s, by: by, ask: app.ReviewAsk{Period: app.PeriodOf(app.PeriodMonth, "2026-02-01"), Scope: app.ScopeAll}}
	for i, into := range []*app.Staff{&f.wang, &f.he} {
		var err error
		*into, err = s.SaveStaff(t.Context(), by, app.Staff{}, app.Staff{StaffNo: "900" + string(rune('1'+i)), Name: []string{"王强", "何燕"}[i], ValidFrom: "2020-01-01", Unit: by.Unit, Roles: []app.Role{app.Manager}})
		if err != nil {
			t.Fatal(err)
		}
	}
	f.wangs, f.heHas = app.Actor{Staff: f.wang.ID, Roles: []app.Role{app.Manager}}, app.Actor{Staff: f.he.ID, Roles: []app.Role{app.Manager}}
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	v := func(of app.Visit) app.Visit { of.Customer, of.Manager = c.ID, f.wang.ID; return of }
	datatest.Visits(t, s,
		v(app.Visit{Month: 202602, PlannedOn: "2026-02-03", VisitedOn: "2026-02-03", Status: app.VisitRecorded, Channel: app.OnSite, Quality: 90, Facts: 3}),
		v(app.Visit{Month: 202602, PlannedOn: "2026-02-04", VisitedOn: "2026-02-05", LateDays: 1, Status: app.VisitArchived, Channel: app.ByTelephone, Moves: 1, Quality: 50, Blanks: 4}),
		v(app.Visit{Month: 202602, PlannedOn: "2026-02-28", Status: app.VisitPlanned}),
		v(app.Visit{Month: 202602, PlannedOn: "2026-02-27", Status: app.VisitCancelled}),
		v(app.Visit{PlannedOn: "2026-02-05", VisitedOn: "2026-02-05", Status: app.VisitFollowUp, Channel: app.Online}),
		v(app.Visit{Month: 202603, PlannedOn: "2026-03-05", Status: app.VisitAppointed}),
		v(app.Visit{Month: 202601, PlannedOn: "2026-01-20", VisitedOn: "2026-01-20", Status: app.VisitRecorded, Channel: app.OnSite, Quality: 70}),
	)
	p := func(of app.Commitment) app.Commitment { of.Customer, of.Owner = c.ID, f.wang.ID; return of }
	datatest.Promises(t, s,
		p(app.Commitment{Content: "按期", MadeOn: "2026-02-03", DueOn: "2026-02-10", EndedOn: "2026-02-10", Ending: app.CommitmentKept}),
		p(app.Commitment{Content: "迟了", MadeOn: "2026-02-03", DueOn: "2026-02-10", EndedOn: "2026-02-11", Ending: app.CommitmentKept}),
		p(app.Commitment{Content: "忘了", MadeOn: "2026-02-03", DueOn: "2026-03-01"}),
		p(app.Commitment{Content: "还早", MadeOn: "2026-02-03", DueOn: "2026-03-02"}),
		p(app.Commitment{Content: "不要了", MadeOn: "2026-02-03", DueOn: "2026-03-02", EndedOn: "2026-02-09", Ending: app.CommitmentReleased}),
	)
	return f
}

func (f february) line(t *testing.T, by app.Actor) app.ReviewLine {
	t.Helper()
	r, err := f.s.VisitReview(t.Context(), by, f.ask)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(r.Managers, func(l app.ReviewLine) bool { return l.Manager == f.wang.ID })
	if i < 0 {
		return app.ReviewLine{}
	}
	return r.Managers[i]
}

func TestTheReviewCountsWhatWasPlannedAndMade(t *testing.T) {
	f := reviewed(t)
	got := f.line(t, f.by)
	want := app.ReviewSums{
		Manager: f.wang.ID, Name: "王强", Planned: 4, Kept: 2, Overdue: 1, Moved: 1, Cancelled: 1, OnSite: 1, Telephone: 1, Online: 1, Late: 1,
		Blanks: 4, Facts: 3, Quality: app.Ratio{Sum: 140, Of: 2}, Days: 2, Busiest: 2, Promises: app.PromiseCount{Made: 5, Kept: 1, Broken: 2, Open: 1},
	}
	if got.ReviewSums != want {
		t.Errorf("in February\n%+v, want\n%+v", got.ReviewSums, want)
	}
	if got.Before.Planned != 1 || got.Before.OnSite != 1 || got.Before.Quality != (app.Ratio{Sum: 70, Of: 1}) {
		t.Errorf("in January %+v", got.Before)
	}
}

func TestEveryNumberOpensAListOfAsMany(t *testing.T) {
	f := reviewed(t)
	line, of := f.line(t, f.by), []app.StaffID{f.wang.ID}
	p := f.ask.Period
	plan := app.VisitFilter{By: app.VisitsByPlan, From: p.From, To: p.To}
	visit := app.VisitFilter{By: app.VisitsByVisit, From: p.From, To: p.To, Statuses: app.MadeStatuses()}
	with := func(f app.VisitFilter, change func(*app.VisitFilter)) app.VisitFilter { change(&f); return f }
	for name, tt := range map[string]struct {
		want   int64
		filter app.VisitFilter
	}{
		"planned":      {line.Planned, plan},
		"planned, met": {line.Kept, with(plan, func(f *app.VisitFilter) { f.Statuses = app.MadeStatuses() })},
		"overdue":      {line.Overdue, with(plan, func(f *app.VisitFilter) { f.Overdue = true })},
		"moved":        {line.Moved, with(plan, func(f *app.VisitFilter) { f.Moved = true })},
		"cancelled":    {line.Cancelled, with(plan, func(f *app.VisitFilter) { f.Statuses = []app.VisitStatus{app.VisitCancelled} })},
		"made":         {line.Made(), visit},
		"on site":      {line.OnSite, with(visit, func(f *app.VisitFilter) { f.Channel = app.OnSite })},
		"by telephone": {line.Telephone, with(visit, func(f *app.VisitFilter) { f.Channel = app.ByTelephone })},
		"online":       {line.Online, with(visit, func(f *app.VisitFilter) { f.Channel = app.Online })},
		"late":         {line.Late, with(visit, func(f *app.VisitFilter) { f.Late = true })},
	} {
		rows, err := f.s.ReviewedVisits(t.Context(), f.by, tt.filter, of)
		if err != nil || int64(len(rows)) != tt.want || tt.want == 0 {
			t.Errorf("%s: the list has %d, the number says %d: %v", name, len(rows), tt.want, err)
		}
		if name == "late" && rows[0].LateDays != 1 {
			t.Errorf("a late record is %d days late", rows[0].LateDays)
		}
	}
	for state, want := range map[app.PromiseState]int64{"": line.Promises.Made, app.PromisesKept: line.Promises.Kept, app.PromisesBroken: line.Promises.Broken, app.PromisesOpen: line.Promises.Open} {
		rows, err := f.s.ReviewedPromises(t.Context(), f.by, app.ReviewedPromises{From: p.From, To: p.To, State: state}, of)
		if err != nil || int64(len(rows)) != want {
			t.Errorf("promises %q: the list has %d, the number says %d: %v", state, len(rows), want, err)
		}
	}
}

func TestWhatWasSaidAndChangedStandsBehindItsNumber(t *testing.T) {
	f := reviewed(t)
	f.ask.Period = app.PeriodOf(app.PeriodMonth, "2026-03-02")
	c := datatest.Customer(t, f.s, "王芳", "5104000000022", "12900000002")
	wang := f.wangs
	wang.Name, wang.Area, wang.Unit = f.wang.Name, f.by.Area, f.by.Unit
	page, err := f.s.CustomerPage(t.Context(), f.by, c.ID)
	if err == nil {
		err = f.s.Assign(t.Context(), f.by, app.Assignment{Customer: c.ID, Manager: f.wang.ID, FromOn: "2026-01-01"})
	}
	if err != nil {
		t.Fatal(err)
	}
	now := page.Contacts[0]
	now.Hours, now.VerifiedOn = "晚上", "2026-03-01"
	if err := f.s.SaveContact(t.Context(), wang, page.Contacts[0], now, app.Why{Source: "visit", OccurredOn: "2026-02-28"}); err != nil {
		t.Fatal(err)
	}
	other := page.Customer
	other.Preference = "短信"
	if err := f.s.ChangeCustomer(t.Context(), wang, page.Customer, other, app.Why{}); err != nil {
		t.Fatal(err)
	}
	openCase(t, f.s, wang, app.CaseDraft{Kind: app.Consultation, Channel: "counter", Customer: c.ID, ContactName: c.Name, Content: "询问电价", Close: true, Answer: "已解释", Opinion: "dissatisfied"})
	line, of := f.line(t, f.by), []app.StaffID{f.wang.ID}
	if line.Changes != (app.ChangeCount{All: 2, Delay: app.Ratio{Sum: 2, Of: 1}, Verified: 1, Complete: 1}) {
		t.Errorf("changes %+v", line.Changes)
	}
	changes, err := f.s.ReviewedChanges(t.Context(), f.by, "2026-03-01", "2026-03-31", of)
	if err != nil || len(changes) != 2 || changes[0].CustomerName != "王芳" || changes[1].CustomerName != "王芳" || changes[1].ByName != "王强" || changes[1].Table != "contacts" {
		t.Errorf("behind them %+v: %v", changes, err)
	}
	if line.Satisfaction != (app.Ratio{Sum: 1, Of: 1}) || line.Low != 1 {
		t.Errorf("satisfaction %+v, %d low", line.Satisfaction, line.Low)
	}
	for _, low := range []bool{false, true} {
		answers, err := f.s.ReviewedAnswers(t.Context(), f.by, "2026-03-01", "2026-03-31", low, of)
		if err != nil || len(answers) != 1 || answers[0].Score != 1 || answers[0].CustomerName != "王芳" {
			t.Errorf("behind it %+v: %v", answers, err)
		}
	}
}

func TestAManagerLooksBehindHisOwnNumbersOnly(t *testing.T) {
	f := reviewed(t)
	if f.line(t, f.wangs).Planned != 4 {
		t.Error("he does not see his own figures")
	}
	if r, err := f.s.VisitReview(t.Context(), f.heHas, f.ask); err != nil || len(r.Managers) != 1 || r.Managers[0].Manager != f.he.ID || r.All.Planned != 0 {
		t.Errorf("she sees %+v: %v", r.Managers, err)
	}
	filter := app.VisitFilter{By: app.VisitsByPlan}
	if rows, err := f.s.ReviewedVisits(t.Context(), f.wangs, filter, []app.StaffID{f.wang.ID}); err != nil || len(rows) != 6 {
		t.Errorf("his own: %d: %v", len(rows), err)
	}
	for name, of := range map[string][]app.StaffID{"those of another": {f.wang.ID}, "hers with another's": {f.he.ID, f.wang.ID}, "nobody's": nil} {
		_, err1 := f.s.ReviewedVisits(t.Context(), f.heHas, filter, of)
		_, err2 := f.s.ReviewedPromises(t.Context(), f.heHas, app.ReviewedPromises{}, of)
		_, err3 := f.s.ReviewedAnswers(t.Context(), f.heHas, "", "", false, of)
		_, err4 := f.s.ReviewedChanges(t.Context(), f.heHas, "", "", of)
		for _, err := range []error{err1, err2, err3, err4} {
			if !errors.Is(err, app.ErrNotAllowed) {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if _, err := f.s.SatisfactionFigures(t.Context(), f.heHas, app.SatisfactionAsk{}); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("everybody's satisfaction: %v", err)
	}
}
