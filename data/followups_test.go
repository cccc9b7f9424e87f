package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// waiting is a visit whose customer is to be called again.
func waiting(t *testing.T, s *data.Store, by app.Actor, c app.Customer, on app.Day) app.Visit {
	t.Helper()
	return datatest.Visits(t, s, app.Visit{
		Number: "V-1", Customer: c.ID, Manager: by.Staff, Month: 202602, PlannedOn: "2026-02-20", VisitedOn: "2026-02-20", Status: app.VisitFollowUp,
		Channel: app.OnSite, Purposes: "needs,complaints", Met: "厂长", FollowUpOn: on, Satisfaction: 2, Asked: 4,
	})[0]
}

func calls(t *testing.T, s *data.Store, by app.Actor, manager app.StaffID, until app.Day) []app.FollowUpCall {
	t.Helper()
	found, err := s.FollowUps(t.Context(), by, manager, until)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestAVisitIsCalledAgainAndArchived(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	c := datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	waiting(t, s, by, c, "2026-03-01")
	waiting(t, s, by, c, "2026-03-09")
	if all := calls(t, s, by, app.StaffID{}, ""); len(all) != 2 {
		t.Fatalf("%d calls to make in all", len(all))
	}
	if none := calls(t, s, by, app.StaffID{1}, ""); len(none) != 0 {
		t.Errorf("%d calls of a stranger", len(none))
	}
	due := calls(t, s, by, by.Staff, "2026-03-02")
	if len(due) != 1 || due[0].CustomerName != "李晓明" || due[0].Phone != "12900000001" || due[0].ManagerName != by.Name || !due[0].DueOn("2026-03-02") {
		t.Fatalf("due %+v", due)
	}
	again, err := s.FollowUpVisit(t.Context(), by, due[0].Visit, app.FollowUp{Brought: "无人接听", Again: "2026-03-05"})
	if err != nil || again.Status != app.VisitFollowUp {
		t.Fatal(again.Status, err)
	}
	if len(satisfied(t, s, by, c).Said) != 0 {
		t.Error("nobody was asked, yet there is an answer")
	}
	_, err = s.FollowUpVisit(t.Context(), by, due[0].Visit, app.FollowUp{Reached: true, Brought: "已恢复"})
	if !errors.Is(err, app.ErrChangedMeantime) {
		t.Errorf("somebody called meanwhile: %v", err)
	}
	done, err := s.FollowUpVisit(t.Context(), by, again, app.FollowUp{Reached: true, Brought: "电压正常", Satisfaction: 5})
	if err != nil || done.Status != app.VisitArchived || done.FollowUp != "2026-03-02 无人接听\n2026-03-02 电压正常" {
		t.Fatalf("%+v: %v", done, err)
	}
	if done.Quality == 0 || done.Blanks != 4 {
		t.Errorf("judged %d with %d blanks", done.Quality, done.Blanks)
	}
	if q, err := s.VisitQuality(t.Context(), by, done.ID); err != nil || q.Score != done.Quality || len(q.Parts) != 7 {
		t.Errorf("quality %+v: %v", q, err)
	}
	got := satisfied(t, s, by, c)
	if scores(got) != "[5]" || got.Said[0].Source != app.SurveyOfVisit || got.Said[0].Number != "V-1" || got.Said[0].AskedOn != "2026-03-02" {
		t.Errorf("said %+v", got.Said)
	}
	if left := calls(t, s, by, by.Staff, ""); len(left) != 1 {
		t.Errorf("%d calls left", len(left))
	}
	_, err = s.FollowUpVisit(t.Context(), by, done, app.FollowUp{Reached: true, Brought: "再问一次"})
	refused(t, err, app.NoFollowUp)
}
