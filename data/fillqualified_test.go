package data_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

func TestTheSampleHasEveryWayToStandInAQualification(t *testing.T) {
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	if err := s.Fill(t.Context(), by, sample.New(60, 7, datatest.Now()), 60, ignore); err != nil {
		t.Fatal(err)
	}
	counts, err := s.QualificationCounts(t.Context(), by)
	if err != nil {
		t.Fatal(err)
	}
	for view, least := range map[app.QualifiedView]int64{
		app.ViewWithin7: 1, app.ViewWithin30: 2, app.ViewWithin90: 3, app.ViewReady: 2, app.ViewExpired: 1, app.ViewUnqualified: 1, app.ViewQualified: 5,
	} {
		if counts[view] < least {
			t.Errorf("%s holds %d, want %d at least", view, counts[view], least)
		}
	}
	papers, err := s.Certificates(t.Context(), by, app.CertificateFilter{}, 100)
	if err != nil || len(papers) != 6 {
		t.Fatalf("%d certificates: %v", len(papers), err)
	}
	for _, c := range papers {
		if got, err := s.CheckCertificate(t.Context(), by, c.Number, c.Code); err != nil || got.Verdict == app.CertificateFalse || c.IssuedOn > "2026-03-02" {
			t.Errorf("%s of %s is judged %s: %v", c.Number, c.IssuedOn, got.Verdict, err)
		}
	}
}
