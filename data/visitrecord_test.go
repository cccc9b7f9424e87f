package data_test

import (
	"errors"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// plant is an enterprise with one account since 2020.
func plant(t testing.TB, s *data.Store) app.Customer {
	t.Helper()
	c, err := s.OpenCustomer(t.Context(), datatest.Actor(t, s), app.CustomerDraft{
		Customer: app.Customer{Kind: app.Organisation, Name: "米易县灯火食品厂"},
		Contact:  app.Contact{Name: "李晓明", Mobile: "12900000001"},
		Account:  app.Account{AccountNo: "5104000000099", Address: "米易县丙谷镇新村村7组", ContractedVA: 315000, OpenedOn: "2020-05-01"},
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func started(t testing.TB, s *data.Store, c app.Customer, on app.Day) app.Visit {
	t.Helper()
	v, err := s.StartVisit(t.Context(), datatest.Actor(t, s), c.ID, on)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func visited(t testing.TB, s *data.Store, id app.VisitID) app.VisitPage {
	t.Helper()
	page, err := s.VisitPage(t.Context(), datatest.Actor(t, s), id)
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// recordOf is a whole record of a visit as its form would hand it in.
func recordOf(p app.VisitPage, on app.Day, answers app.Answers) app.VisitRecord {
	given := app.Answers{"present_need": "无", "development_need": "no"}
	for name, value := range answers {
		given[name] = value
	}
	return app.VisitRecord{Channel: app.OnSite, Purposes: []string{"needs", "policy"}, VisitedOn: on, Met: "李晓明（厂长）", Satisfaction: 4, Form: p.Form, Answers: given}
}

func recorded(t testing.TB, s *data.Store, c app.Customer, on app.Day, answers app.Answers) app.Visit {
	t.Helper()
	v := started(t, s, c, on)
	v, err := s.RecordVisit(t.Context(), datatest.Actor(t, s), v, recordOf(visited(t, s, v.ID), on, answers))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func factOf(p app.VisitPage, name string) (out []app.Fact) {
	for _, f := range p.Known {
		if f.Name == name {
			out = append(out, f)
		}
	}
	return out
}

func TestAVisitIsRecordedWithWhatItBroughtToLight(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	v := recorded(t, s, c, "2026-03-02", app.Answers{"shifts": "2", "problems": "电压偏低", "development_va": "250000"})
	p := visited(t, s, v.ID)
	if p.Visit.Status != app.VisitRecorded || p.Visit.Form != "enterprise" || p.Visit.FormVersion != 1 || p.Visit.Purposes != "needs,policy" || p.Visit.LateDays != 0 {
		t.Errorf("recorded as %+v", p.Visit)
	}
	given := p.Given()
	if given["shifts"] != "2" || given["problems"] != "电压偏低" {
		t.Errorf("answered %v", given)
	}
	if _, asked := given["development_va"]; asked {
		t.Error("an answer to a question that was not asked is kept")
	}
	if facts := factOf(p, "shifts"); len(facts) != 1 || facts[0].Value != "2" || facts[0].Visit != v.ID || facts[0].VerifiedOn != "2026-03-02" {
		t.Errorf("known of the shifts: %+v", facts)
	}
	if len(factOf(p, "problems")) != 0 {
		t.Error("a problem of one visit counts as a fact of the customer")
	}
}

func TestTheSameFactIsConfirmedAndAnotherOneFollows(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	recorded(t, s, c, "2026-02-02", app.Answers{"shifts": "2", "employees": "80"})
	v := recorded(t, s, c, "2026-03-02", app.Answers{"shifts": "2", "employees": "95"})
	p := visited(t, s, v.ID)
	if facts := factOf(p, "shifts"); len(facts) != 1 || facts[0].KnownOn != "2026-02-02" || facts[0].VerifiedOn != "2026-03-02" {
		t.Errorf("known of the shifts: %+v", facts)
	}
	if facts := factOf(p, "employees"); len(facts) != 2 || facts[1].Value != "95" {
		t.Errorf("known of the employees: %+v", facts)
	}
	if p.Last.VisitedOn != "2026-02-02" || p.LastAnswers["employees"] != "80" {
		t.Errorf("the visit before is told as %s with %v", p.Last.VisitedOn, p.LastAnswers)
	}
	if earlier := p.Earlier(); earlier["employees"] != "80" || earlier["problems"] != "" {
		t.Errorf("offered to be copied: %v", earlier)
	}
}

func TestAVisitIsRecordedWholeOrNotAtAll(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := plant(t, s)
	v := started(t, s, c, "2026-03-02")
	r := recordOf(visited(t, s, v.ID), "2026-03-02", app.Answers{"shifts": "2", "products": strings.Repeat("核桃糕", 1200), "orders": strings.Repeat("满", 3900)})
	datatest.FillDisk(t, s)
	if _, err := s.RecordVisit(t.Context(), by, v, r); !errors.Is(err, app.ErrDiskFull) {
		t.Fatalf("on a full disk: %v", err)
	}
	datatest.FreeDisk(t, s)
	if p := visited(t, s, v.ID); p.Visit.Status != app.VisitPlanned || len(p.Answers) != 0 || len(p.Known) != 0 {
		t.Errorf("half of it is kept: %s, %d answers, %d facts", p.Visit.Status, len(p.Answers), len(p.Known))
	}
	if _, err := s.RecordVisit(t.Context(), by, v, r); err != nil {
		t.Errorf("with room again: %v", err)
	}
}

func TestAVisitThatCannotHaveBeenIsRefused(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	v := started(t, s, plant(t, s), "2026-03-02")
	p := visited(t, s, v.ID)
	_, err := s.RecordVisit(t.Context(), by, v, recordOf(p, "2026-03-03", nil))
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Field != "visited_on" || no.Reason != app.InTheFuture {
		t.Errorf("a visit of tomorrow: %v", err)
	}
	_, err = s.RecordVisit(t.Context(), by, v, recordOf(p, "2026-03-02", app.Answers{"shifts": "9"}))
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Field != "shifts" || no.Reason != app.OutOfRange {
		t.Errorf("nine shifts a day: %v", err)
	}
}

func TestWhatSeemsOddIsToldFromTheFile(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	recorded(t, s, c, "2026-02-20", nil)
	v := started(t, s, c, "2026-03-02")
	p := visited(t, s, v.ID)
	tests := []struct {
		name string
		on   app.Day
		want app.FormWarningReason
	}{
		{"two visits on one day", "2026-02-20", app.SameDay},
		{"a visit before the last one", "2026-02-10", app.BeforeLast},
		{"a visit before the supply began", "2020-04-30", app.BeforeSupply},
		{"a visit written down late", "2026-02-26", app.EnteredLate},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, w := range recordOf(p, tt.on, nil).Warnings(p.Beside, "2026-03-02") {
				if w.Reason == tt.want {
					return
				}
			}
			t.Errorf("nothing is said of it")
		})
	}
	late := recorded(t, s, c, "2026-02-26", nil)
	was := visited(t, s, late.ID)
	if was.Visit.LateDays != 2 {
		t.Errorf("a visit of the third working day before is %d days late, want 2", was.Visit.LateDays)
	}
	if _, err := s.ReviseVisit(t.Context(), datatest.Actor(t, s), was, recordOf(was, "2026-02-27", nil)); err != nil || visited(t, s, late.ID).Visit.LateDays != 2 {
		t.Errorf("a correction hides the late entry: %v", err)
	}
}

func TestTwoPeopleRecordOneVisit(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	v := started(t, s, plant(t, s), "2026-03-02")
	p := visited(t, s, v.ID)
	if _, err := s.RecordVisit(t.Context(), by, v, recordOf(p, "2026-03-02", nil)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.RecordVisit(t.Context(), by, v, recordOf(p, "2026-03-01", app.Answers{"shifts": "3"})); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the second is told %v", err)
	}
	if now := visited(t, s, v.ID); now.Visit.VisitedOn != "2026-03-02" || now.Given()["shifts"] != "" {
		t.Error("the second record left something")
	}
}

func TestTwoPeopleCorrectOneVisit(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	v := recorded(t, s, plant(t, s), "2026-03-02", app.Answers{"shifts": "2", "employees": "80", "orders": "少"})
	was := visited(t, s, v.ID)
	correct := func(answers app.Answers) error {
		r := was.Record()
		for name, value := range answers {
			r.Answers[name] = value
		}
		_, err := s.ReviseVisit(t.Context(), by, was, r)
		return err
	}
	if err := correct(app.Answers{"shifts": "3", "orders": ""}); err != nil {
		t.Fatal(err)
	}
	if err := correct(app.Answers{"employees": "85"}); err != nil {
		t.Errorf("another answer corrected meanwhile stops the second: %v", err)
	}
	if err := correct(app.Answers{"shifts": "1"}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("the same answer corrected meanwhile: %v", err)
	}
	p := visited(t, s, v.ID)
	given := p.Given()
	if _, still := given["orders"]; given["shifts"] != "3" || given["employees"] != "85" || still {
		t.Errorf("kept %v", given)
	}
	if facts := factOf(p, "shifts"); len(facts) != 1 || facts[0].Value != "3" {
		t.Errorf("a slip that was put right stays as a fact: %+v", facts)
	}
}

func TestAVisitIsFollowedUpAndArchived(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := plant(t, s)
	v := started(t, s, c, "2026-03-02")
	r := recordOf(visited(t, s, v.ID), "2026-03-02", nil)
	r.FollowUpOn = "2026-03-16"
	v, err := s.RecordVisit(t.Context(), by, v, r)
	if err != nil || v.Status != app.VisitFollowUp {
		t.Fatalf("recorded as %s: %v", v.Status, err)
	}
	if _, err := s.ArchiveVisit(t.Context(), by, v); err == nil {
		t.Error("archived before the call was made")
	}
	done, err := s.FollowUpVisit(t.Context(), by, v, app.FollowUp{Reached: true, Brought: "电压已正常"})
	if err != nil || done.Status != app.VisitArchived {
		t.Fatalf("after the call %s: %v", done.Status, err)
	}
	if _, err := s.FollowUpVisit(t.Context(), by, v, app.FollowUp{Reached: true, Brought: "再次回访"}); !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("a second call of one who saw the visit before: %v", err)
	}
	plainVisit := recorded(t, s, c, "2026-03-01", nil)
	if v, err := s.ArchiveVisit(t.Context(), by, plainVisit); err != nil || v.Status != app.VisitArchived {
		t.Errorf("archived as %s: %v", v.Status, err)
	}
}

func TestVisitsStandInTheCourseOfEvents(t *testing.T) {
	s := datatest.Open(t)
	c := plant(t, s)
	v := recorded(t, s, c, "2026-03-01", nil)
	started(t, s, c, "2026-03-02") // not made yet
	page, err := s.CustomerPage(t.Context(), datatest.Actor(t, s), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, e := range page.Timeline {
		if e.Kind == app.TimelineVisit {
			found++
			if e.Visit.ID != v.ID || e.By != "沈丽" || e.Number != v.Number || app.DayOf(datatest.Now()) == "" {
				t.Errorf("told as %+v", e)
			}
		}
	}
	if found != 1 {
		t.Errorf("%d visits are told of, want the one that was made", found)
	}
}

func TestAVisitKeepsTheFormItWasRecordedUnder(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := plant(t, s)
	old := recorded(t, s, c, "2026-03-01", app.Answers{"shifts": "2"})
	forms, err := s.VisitForms(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	var text string
	for _, f := range forms {
		if f.Code == "enterprise" {
			text = f.Text
		}
	}
	if _, err := s.SaveVisitForm(t.Context(), by, text, "2026-03-02"); err == nil {
		t.Error("a version equal to the last is kept")
	}
	if _, err := s.SaveVisitForm(t.Context(), by, text+"question pets text : 宠物 | Pets\n", "2026-02-01"); err == nil {
		t.Error("a version that holds from the past is kept")
	}
	changed, err := s.SaveVisitForm(t.Context(), by, text+"question pets text : 宠物 | Pets\n", "2026-03-02")
	if err != nil || changed.Version != 2 {
		t.Fatalf("version %d: %v", changed.Version, err)
	}
	if _, asked := visited(t, s, old.ID).Form.Question("pets"); asked {
		t.Error("a recorded visit is shown under a form of later")
	}
	v := started(t, s, c, "2026-03-02")
	if p := visited(t, s, v.ID); p.Form.Version != 2 {
		t.Errorf("a new visit is asked by version %d", p.Form.Version)
	}
	if _, err := s.SaveVisitForm(t.Context(), by, strings.Replace(text, "form enterprise", "form nobody", 1), "2026-03-02"); err == nil {
		t.Error("a form nobody knows is kept")
	}
}
