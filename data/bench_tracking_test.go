package data_test

import (
	"errors"
	"testing"
	"time"

	"lamplighter/app"
)

// BenchmarkTracking asks for the first page of deviations, of leads and for the
// errors of a month, when they are known, against computing them.
func BenchmarkTracking(b *testing.B) {
	s, by := usedFile(b)
	ctx := b.Context()
	used, err := s.UsageOf(ctx, by, usedOrder(b, s, by)[0].ID, 2)
	if err != nil || len(used) < 2 {
		b.Fatalf("%d months: %v", len(used), err)
	}
	no := &app.Refusal{}
	if _, err := s.CloseMonth(ctx, by, used[0].Month, func(int64, int64) {}); err != nil && !errors.As(err, &no) { // else it is closed already
		b.Fatal(err)
	}
	rows, err := s.CustomerOrder(ctx, by, app.CustomerFilter{})
	if err != nil {
		b.Fatal(err)
	}
	two, err := s.CustomersAt(ctx, by, rows[:2])
	if err != nil {
		b.Fatal(err)
	}
	rule := int64(700)
	forget := func() { // by another version of a rule, and by what is noted of a customer
		rule++
		_, err := s.ChangeWatchRule(ctx, by, app.WatchRule{Code: app.WatchCoverage, Permille: rule + time.Now().UnixNano()%1000, ValidFrom: "2099-01-01"})
		if err != nil {
			b.Fatal(err)
		}
		apart, err := s.KeepApart(ctx, by, two[0].ID, two[1].ID, "")
		if err == nil {
			err = s.SuspectAgain(ctx, by, apart)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	for name, ask := range map[string]func() (int, error){
		"deviations": func() (int, error) {
			list, err := s.Deviations(ctx, by, app.DeviationFilter{Most: 1000})
			return list.Total, err
		},
		"leads": func() (int, error) {
			list, err := s.Leads(ctx, by, app.LeadFilter{Most: 2000})
			return list.Total, err
		},
		"errors": func() (int, error) {
			report, err := s.ForecastErrors(ctx, by, app.ErrorAsk{})
			return len(report.Managers), err
		},
	} {
		b.Run(name, func(b *testing.B) {
			computed := timed(b, 1, func() {
				forget()
				if n, err := ask(); err != nil || n == 0 {
					b.Fatalf("%d found: %v", n, err)
				}
			})
			for b.Loop() {
				if _, err := ask(); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(ms(mean(b)), "ms")
			b.ReportMetric(ms(computed), "computed-ms")
			b.ReportMetric(float64(mean(b))/float64(computed), "x-of-computing")
		})
	}
}
