package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

func TestAnInventedCountyFollowsItsUse(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(300, 7, datatest.Now()), 300, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	list, err := s.Deviations(t.Context(), by, app.DeviationFilter{})
	if err != nil || list.Judged < 200 || list.Total < 12 || list.Total > list.Judged*2/3 || list.Total-list.Unexplained != 3 {
		t.Fatalf("%d of %d judged, %d unexplained: %v", list.Total, list.Judged, list.Unexplained, err)
	}
	tasks, err := s.UseTasks(t.Context(), by, app.UseTaskFilter{View: app.UseTasksOpen})
	if err != nil || len(tasks.Rows) != 4 {
		t.Errorf("%d tasks: %v", len(tasks.Rows), err)
	}
	leads, err := s.Leads(t.Context(), by, app.LeadFilter{})
	if err != nil || leads.Total == 0 || leads.Counts[app.LeadIdle] == 0 {
		t.Errorf("leads %v: %v", leads.Counts, err)
	}
	report, err := s.ForecastErrors(t.Context(), by, app.ErrorAsk{})
	if err != nil || len(report.Months) != sample.FrozenMonths || len(report.Managers) < 2 {
		t.Errorf("%d months, %d managers: %v", len(report.Months), len(report.Managers), err)
	}
}
