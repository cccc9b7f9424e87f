package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

func TestTheVisitsOfASampleAreJudgedAndReferToEachOther(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(300, 1, datatest.Now()), 300, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	rows, err := s.VisitOrder(t.Context(), by, app.VisitFilter{Statuses: app.MadeStatuses()})
	if err != nil || len(rows) == 0 {
		t.Fatalf("%d visits were made: %v", len(rows), err)
	}
	all, err := s.VisitsAt(t.Context(), by, rows)
	if err != nil {
		t.Fatal(err)
	}
	var late, blanks, waiting, made, facts int64
	for _, v := range all {
		q, err := s.VisitQuality(t.Context(), by, v.ID)
		if err != nil || q.Score != v.Quality || v.Quality == 0 {
			t.Errorf("visit %s is worth %d, kept as %d: %v", v.Number, q.Score, v.Quality, err)
		}
		p := visited(t, s, v.ID)
		if len(p.Answers) == 0 || v.Form == "" {
			t.Errorf("visit %s has %d answers under form %q", v.Number, len(p.Answers), v.Form)
		}
		if p.Measures > 0 && v.Status != app.VisitFollowUp {
			t.Errorf("visit %s is %s with %d measures open", v.Number, v.Status, p.Measures)
		}
		late, blanks, facts, made = late+v.LateDays, blanks+v.Blanks, facts+v.Facts, made+p.Made
		if v.Status == app.VisitFollowUp {
			waiting++
		}
	}
	if late == 0 || blanks == 0 || facts == 0 || made == 0 || waiting == 0 {
		t.Errorf("%d days late, %d blanks, %d facts, %d things made, %d visits to call after", late, blanks, facts, made, waiting)
	}
	review, err := s.VisitReview(t.Context(), by, app.ReviewAsk{Period: app.PeriodOf(app.PeriodYear, "2026-03-02"), Scope: app.ScopeAll})
	if err != nil || review.All.Quality.Of == 0 || review.All.Satisfaction.Of == 0 {
		t.Errorf("the review says %+v: %v", review.All, err)
	}
}
