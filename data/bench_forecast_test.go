//go:build unix

package data_test

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// forecastFile is a county whose use was put past the door, since a million
// customers' five years of sheets take half an hour; it is kept between runs.
// Delete it when the schema has changed.
func forecastFile(b *testing.B, customers int) (*data.Store, app.Actor) {
	b.Helper()
	folder := filepath.Join(os.TempDir(), "lamplighter-bench")
	path := filepath.Join(folder, fmt.Sprintf("forecast-%d.lamp", customers))
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(folder, 0o700); err != nil {
			b.Fatal(err)
		}
		makeForecastFile(b, path, customers)
	}
	return benchOpen(b, path)
}

func makeForecastFile(b *testing.B, path string, customers int) {
	b.Helper()
	part := path + ".part"
	for _, old := range []string{"", "-wal", "-shm", ".device"} {
		_ = os.Remove(part + old)
	}
	s := justOpen(b, part)
	by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
	if err != nil {
		b.Fatal(err)
	}
	invented := sample.New(customers, 1, datatest.Now())
	invented.Quiet, invented.Months = true, 0
	if err := s.Fill(b.Context(), by, invented, int64(customers), func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	db, err := sql.Open("sqlite3", "file:"+part+"?_busy_timeout=5000&_cache_size=-200000")
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	for back := seriesMonths - 1; back >= 0; back-- {
		month := app.AddMonths(lastRead, -back)
		season := []int{110, 103, 95, 92, 96, 104, 118, 120, 104, 92, 90, 100}[month%100-1]
		// A level of the account's own, a season, some growth, and chance.
		_, err := db.ExecContext(b.Context(), `INSERT INTO usage (month, account, total, sharp, peak, flat, valley, demand_w, pf_permille, flags, read_day)
			SELECT ?1, n, (60 + n * 7919 % 400) * (CASE WHEN n % 12 = 0 THEN 40 ELSE 1 END) * ?2 * (1000 + (n * 31 + ?1 * 104729) % 65521 * 40503 % 160 - ?3) / 100000,
				0, 0, 0, 0, 0, 0, 0, 5 FROM accounts`, month, season, back)
		if err != nil {
			b.Fatal(err)
		}
	}
	if err := os.Rename(part, path); err != nil {
		b.Fatal(err)
	}
}

// BenchmarkForecastRun forecasts all customers of a file with their intervals,
// against reading alone what they used.
func BenchmarkForecastRun(b *testing.B) {
	customers := seriesCustomers(b)
	s, by := forecastFile(b, customers)
	start := time.Now()
	if err := s.UsageSeries(b.Context(), by, app.SeriesAsk{Months: seriesMonths}, func([]app.UseSeries) error { return nil }, nil); err != nil {
		b.Fatal(err)
	}
	reading := time.Since(start)
	before := processor()
	for b.Loop() {
		run, err := s.RunForecast(b.Context(), by, app.ForecastJob{}, func(int64, int64) {})
		if err != nil || run.Customers != int64(customers) {
			b.Fatalf("%+v: %v", run, err)
		}
	}
	b.ReportMetric(mean(b).Seconds(), "s")
	b.ReportMetric((processor()-before).Seconds()/float64(b.N), "cpu-s")
	b.ReportMetric(float64(mean(b))/float64(reading), "x-of-reading")
	b.ReportMetric(peakMiB(), "peak-MiB")
}

// BenchmarkUseForecast opens the page of one customer after the other, of whom
// the run tells, and of whom it does not any more: each is then forecast anew.
func BenchmarkUseForecast(b *testing.B) {
	s, by := forecastFile(b, seriesCustomers(b))
	if run, err := s.ForecastRun(b.Context(), by); err != nil || run.Origin == 0 {
		if _, err := s.RunForecast(b.Context(), by, app.ForecastJob{}, func(int64, int64) {}); err != nil {
			b.Fatal(err)
		}
	}
	rows := usedOrder(b, s, by)
	open := func(b *testing.B, of func(i int) app.ForecastOf) {
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			page, err := s.UseForecast(b.Context(), by, of(i))
			took = append(took, time.Since(start))
			if err != nil || len(page.Used) == 0 {
				b.Fatalf("%+v: %v", page, err)
			}
		}
		b.ReportMetric(ms(share(took, 50)), "p50-ms")
		b.ReportMetric(ms(share(took, 95)), "p95-ms")
	}
	customer := func(i int) app.ForecastOf {
		return app.ForecastOf{Level: app.OfCustomer, Customer: rows[i*7919%len(rows)].ID}
	}
	b.Run("kept", func(b *testing.B) { open(b, customer) })
	b.Run("group", func(b *testing.B) { open(b, func(int) app.ForecastOf { return app.ForecastOf{Level: app.OfAll} }) })
	b.Run("list", func(b *testing.B) {
		var took []time.Duration
		sorts := []app.UseSort{app.ByUsed, app.ByAhead, app.ByGrowth, app.ByRise, app.ByHolder}
		for i := 0; b.Loop(); i++ {
			start := time.Now()
			page, err := s.CustomerForecasts(b.Context(), by, app.UseFilter{Sort: sorts[i%len(sorts)]})
			took = append(took, time.Since(start))
			if err != nil || len(page.Rows) == 0 {
				b.Fatalf("%d: %v", page.Total, err)
			}
		}
		b.ReportMetric(ms(share(took, 50)), "p50-ms")
		b.ReportMetric(ms(share(took, 95)), "p95-ms")
	})
	b.Run("anew", func(b *testing.B) {
		var took []time.Duration
		for i := 0; b.Loop(); i++ {
			of := customer(i)
			e, err := s.AddUsageEvent(b.Context(), by, app.UsageEvent{
				Customer: of.Customer, Kind: "expansion", FromMonth: app.AddMonths(lastRead, 3), KWh: 1000, Confidence: 50, Reason: "新增设备",
			})
			if err != nil {
				b.Fatal(err)
			}
			start := time.Now()
			page, err := s.UseForecast(b.Context(), by, of)
			took = append(took, time.Since(start))
			if err != nil || len(page.Ahead) == 0 {
				b.Fatalf("%+v: %v", page, err)
			}
			if err := s.WithdrawUsageEvent(b.Context(), by, e); err != nil {
				b.Fatal(err)
			}
		}
		b.ReportMetric(ms(share(took, 50)), "p50-ms")
		b.ReportMetric(ms(share(took, 95)), "p95-ms")
	})
}

// peakMiB is the most that the program ever held of the machine's memory: of a
// run alone when the file was there before.
func peakMiB() float64 {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return float64(used.Maxrss) / 1024
}
