package data_test

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/sample"
)

// usedCustomers with five years of use each are what a page of use is measured
// on.
const usedCustomers = 20_000

// usedFile opens a county with use and without cases. It is kept between runs,
// as that of county is.
func usedFile(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	path := filepath.Join(os.TempDir(), "lamplighter-bench", "used.lamp")
	if _, err := os.Stat(path); err != nil {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			b.Fatal(err)
		}
		part := path + ".part"
		for _, old := range []string{"", "-wal", "-shm", ".device"} {
			_ = os.Remove(part + old)
		}
		s := justOpen(b, part)
		whole, bare := fillUsed(b, s, 60)
		b.Logf("%d customers and 60 months put in %s, of which %s for the use", usedCustomers, whole, whole-bare)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
		if err := os.Rename(part, path); err != nil {
			b.Fatal(err)
		}
	}
	return benchOpen(b, path)
}

// fillUsed fills a file and tells how long it took, and how long one without
// use takes.
func fillUsed(b *testing.B, s *data.Store, months int) (whole, bare time.Duration) {
	b.Helper()
	fill := func(s *data.Store, months int) time.Duration {
		by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
		if err != nil {
			b.Fatal(err)
		}
		invented := sample.New(usedCustomers, 1, datatest.Now())
		invented.Quiet, invented.Months = true, months
		start := time.Now()
		if err := s.Fill(b.Context(), by, invented, usedCustomers, func(int64, int64) {}); err != nil {
			b.Fatal(err)
		}
		return time.Since(start)
	}
	without := justOpen(b, filepath.Join(b.TempDir(), "bare.lamp"))
	bare = fill(without, 0)
	if err := without.Close(); err != nil {
		b.Fatal(err)
	}
	return fill(s, months), bare
}

// usedOrder is every customer of the file.
func usedOrder(b *testing.B, s *data.Store, by app.Actor) []app.CustomerRow {
	b.Helper()
	order, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{Sort: app.ByCreated})
	if err != nil {
		b.Fatal(err)
	}
	rows, err := s.CustomersAt(b.Context(), by, order)
	if err != nil || len(rows) == 0 {
		b.Fatalf("%d customers: %v", len(rows), err)
	}
	return rows
}

// BenchmarkUsageOf reads the use and the profile of one customer after the
// other, against going through the whole table for him.
func BenchmarkUsageOf(b *testing.B) {
	s, by := usedFile(b)
	rows := usedOrder(b, s, by)
	db := benchReader(b, s)
	through := timed(b, 3, func() {
		var n int64
		if err := db.QueryRowContext(b.Context(), "SELECT sum(total) FROM usage WHERE +account = 777").Scan(&n); err != nil {
			b.Fatal(err)
		}
	})
	for name, read := range map[string]func(app.CustomerID) (int, error){
		"months": func(id app.CustomerID) (int, error) { u, err := s.UsageOf(b.Context(), by, id, 60); return len(u), err },
		"profile": func(id app.CustomerID) (int, error) {
			p, err := s.UsageProfile(b.Context(), by, id)
			return int(p.Until), err
		},
	} {
		b.Run(name, func(b *testing.B) {
			var took []time.Duration
			found := 0
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				n, err := read(rows[i*7919%len(rows)].ID)
				took = append(took, time.Since(start))
				if err != nil {
					b.Fatal(err)
				}
				found += n
			}
			if found == 0 {
				b.Fatal("nobody used anything")
			}
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(through), "x-of-scan")
		})
	}
}

// BenchmarkUsageProfiles computes the profiles of all customers, against asking
// for one after the other.
func BenchmarkUsageProfiles(b *testing.B) {
	s, by := usedFile(b)
	rows := usedOrder(b, s, by)[:500]
	each := timed(b, 3, func() {
		for _, r := range rows {
			if _, err := s.UsageProfile(b.Context(), by, r.ID); err != nil {
				b.Fatal(err)
			}
		}
	}) * usedCustomers / time.Duration(len(rows))
	for b.Loop() {
		n := 0
		if err := s.UsageProfiles(b.Context(), by, func(app.CustomerID, app.UsageProfile) error { n++; return nil }); err != nil || n != usedCustomers {
			b.Fatalf("%d profiles: %v", n, err)
		}
	}
	b.ReportMetric(ms(mean(b)), "ms")
	b.ReportMetric(float64(mean(b))/float64(each), "x-of-one-by-one")
}

// BenchmarkPutUsage takes in the sheet of a month of all accounts.
func BenchmarkPutUsage(b *testing.B) {
	s, by := benchOpen(b, filepath.Join(b.TempDir(), "a.lamp"))
	fillUsed(b, s, 0)
	var sheet app.UsageDraft
	rows, err := benchReader(b, s).QueryContext(b.Context(), "SELECT id FROM accounts")
	if err != nil {
		b.Fatal(err)
	}
	for rows.Next() {
		var id []byte
		if err := rows.Scan(&id); err != nil {
			b.Fatal(err)
		}
		sheet.Rows = append(sheet.Rows, app.AccountUse{Account: app.AccountID(id), MonthUse: app.MonthUse{Total: 120}})
	}
	if err := rows.Err(); err != nil {
		b.Fatal(err)
	}
	sheet.Whole, sheet.Month = true, 200001
	for b.Loop() {
		sheet.Month = app.AddMonths(sheet.Month, 1)
		if sheet.Month > 202603 {
			sheet.Month = 200001
		}
		if rep, err := s.PutUsage(b.Context(), by, sheet); err != nil || rep.Stored != len(sheet.Rows) {
			b.Fatalf("%d rows: %v", rep.Stored, err)
		}
	}
	b.ReportMetric(float64(len(sheet.Rows))/mean(b).Seconds(), "rows/s")
}
