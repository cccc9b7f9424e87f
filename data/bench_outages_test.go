package data_test

import (
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// BenchmarkTelling measures a notice to 20,000 accounts in one record, against
// reading whom it is about.
func BenchmarkTelling(b *testing.B) {
	const many = 20_000
	s, by := benchOpen(b, filepath.Join(b.TempDir(), "a.lamp"))
	county := sample.New(many, 1, datatest.Now())
	county.Quiet, county.Months = true, 0
	if err := s.Fill(b.Context(), by, county, many, func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	begins := datatest.Now().Add(8 * 24 * time.Hour)
	d := app.OutageDraft{Kind: app.PlannedOutage, Reason: "检修", PlannedFrom: begins.UnixMilli(), PlannedTo: begins.Add(time.Hour).UnixMilli()}
	for _, area := range county.Areas {
		d.Scope = append(d.Scope, app.GridPlace{TransformerArea: area.ID})
	}
	o, err := s.PlanOutage(b.Context(), by, d)
	if err != nil {
		b.Fatal(err)
	}
	rows, err := s.AffectedOrder(b.Context(), by, o.ID, app.AffectedAll)
	if err != nil || len(rows) < many {
		b.Fatalf("%d accounts: %v", len(rows), err)
	}
	rows = rows[:many]
	foreseen := timed(b, 5, func() {
		if _, err := s.ForeseeOutage(b.Context(), by, d); err != nil {
			b.Fatal(err)
		}
	})
	for b.Loop() {
		told := timed(b, 1, func() {
			if _, err := s.RecordNotices(b.Context(), by, o.ID, rows, app.NoticeDraft{Channel: "sms", Result: app.NoticeReached}); err != nil {
				b.Fatal(err)
			}
		})
		paged := timed(b, 3, func() {
			if _, err := s.OutagePage(b.Context(), by, o.ID); err != nil {
				b.Fatal(err)
			}
		})
		b.ReportMetric(foreseen.Seconds()*1000, "ms/forecast")
		b.ReportMetric(told.Seconds()*1000, "ms/notice")
		b.ReportMetric(paged.Seconds()*1000, "ms/page")
		b.ReportMetric(told.Seconds()/paged.Seconds(), "notice/page")
	}
}
