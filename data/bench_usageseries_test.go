//go:build unix

package data_test

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"syscall"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// seriesCustomers is how many customers a forecast is read for: those of a
// laptop, or as many as LAMPLIGHTER_BENCH_CUSTOMERS says.
func seriesCustomers(b *testing.B) int {
	b.Helper()
	n, err := strconv.Atoi(os.Getenv("LAMPLIGHTER_BENCH_CUSTOMERS"))
	if err != nil {
		return usedCustomers
	}
	return n
}

// seriesMonths are what a forecast reads.
const seriesMonths = 60

// seriesFile is a county with use and without cases, kept between runs.
func seriesFile(b *testing.B, customers int) string {
	b.Helper()
	folder := filepath.Join(os.TempDir(), "lamplighter-bench")
	path := filepath.Join(folder, fmt.Sprintf("series-%d.lamp", customers))
	if _, err := os.Stat(path); err == nil {
		return path
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		b.Fatal(err)
	}
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
	invented.Quiet, invented.Months = true, seriesMonths
	if err := s.Fill(b.Context(), by, invented, int64(customers), func(int64, int64) {}); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	if err := os.Rename(part, path); err != nil {
		b.Fatal(err)
	}
	return path
}

// processor is the time that the program has had of all cores.
func processor() time.Duration {
	var used syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &used)
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

// BenchmarkUsageSeries reads what all customers used in five years, against
// going through the rows one by one and against the sum that SQLite makes of
// them.
func BenchmarkUsageSeries(b *testing.B) {
	customers := seriesCustomers(b)
	s, by := benchOpen(b, seriesFile(b, customers))
	db := benchReader(b, s)
	var rows int64
	inSQL := processor()
	if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM (SELECT sum(total) FROM usage GROUP BY month, account)").Scan(&rows); err != nil {
		b.Fatal(err)
	}
	inSQL = processor() - inSQL
	scanned := processor()
	each, err := db.QueryContext(b.Context(), "SELECT month, account, total FROM usage")
	if err != nil {
		b.Fatal(err)
	}
	for each.Next() {
		var month, account, total int64
		if err := each.Scan(&month, &account, &total); err != nil {
			b.Fatal(err)
		}
	}
	if err := each.Err(); err != nil {
		b.Fatal(err)
	}
	scanned = processor() - scanned
	debug.FreeOSMemory()
	before, held := processor(), data.Resident()
	read, most := 0, held
	for b.Loop() {
		read = 0
		err := s.UsageSeries(b.Context(), by, app.SeriesAsk{Months: seriesMonths}, func(chunk []app.UseSeries) error {
			read += len(chunk)
			most = max(most, data.Resident())
			return nil
		}, nil)
		if err != nil {
			b.Fatal(err)
		}
	}
	took := (processor() - before) / time.Duration(b.N)
	if read == 0 {
		b.Fatal("no series")
	}
	b.ReportMetric(took.Seconds(), "cpu-s")
	b.ReportMetric(took.Seconds()/float64(rows)*60e6, "cpu-s/60M-rows")
	b.ReportMetric(float64(took)/float64(scanned), "x-of-row-by-row")
	b.ReportMetric(float64(took)/float64(inSQL), "x-of-sum-in-SQL")
	b.ReportMetric(float64(held)/(1<<20), "MiB-before")
	b.ReportMetric(float64(most)/(1<<20), "MiB-at-most")
}

// BenchmarkUsageSeriesOf reads one customer after the other, as after an edit.
func BenchmarkUsageSeriesOf(b *testing.B) {
	s, by := benchOpen(b, seriesFile(b, seriesCustomers(b)))
	rows := usedOrder(b, s, by)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		if _, err := s.UsageSeriesOf(b.Context(), by, rows[i*7919%len(rows)].ID, app.SeriesAsk{Months: seriesMonths}); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	b.ReportMetric(ms(share(took, 95)), "p95-ms")
}
