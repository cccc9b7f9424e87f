package data_test

import (
	"math/rand/v2"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
)

// BenchmarkCustomerOrder sorts the whole list, against the count of its rows,
// which any road to a scroll bar needs.
func BenchmarkCustomerOrder(b *testing.B) {
	s, by := county(b)
	db := benchReader(b, s)
	count := timed(b, 5, func() {
		var n int
		if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM customers WHERE withdrawn_at IS NULL").Scan(&n); err != nil {
			b.Fatal(err)
		}
	})
	for _, order := range []struct {
		name string
		sort app.CustomerSort
	}{{"by name", ""}, {"by account number", app.ByAccountNo}, {"by address", app.ByAddress}, {"as taken on", app.ByCreated}} {
		b.Run(order.name, func(b *testing.B) {
			for b.Loop() {
				rows, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{Sort: order.sort})
				if err != nil || len(rows) < benchCustomers(b) {
					b.Fatalf("%d rows: %v", len(rows), err)
				}
			}
			b.ReportMetric(ms(mean(b)), "ms")
			b.ReportMetric(float64(mean(b))/float64(count), "x-of-count")
		})
	}
}

// BenchmarkCustomersAt reads a window of a hundred rows anywhere in the list,
// against LIMIT and OFFSET in its middle.
func BenchmarkCustomersAt(b *testing.B) {
	const window = 100
	s, by := county(b)
	db := benchReader(b, s)
	order, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{})
	if err != nil {
		b.Fatal(err)
	}
	offset := timed(b, 5, func() {
		rows, err := db.QueryContext(b.Context(), "SELECT * FROM customers WHERE withdrawn_at IS NULL AND merged_into_id IS NULL ORDER BY sort_key LIMIT ? OFFSET ?", window, len(order)/2)
		if err != nil {
			b.Fatal(err)
		}
		for rows.Next() { // reading is what is measured
		}
		if err := rows.Close(); err != nil {
			b.Fatal(err)
		}
	})
	chance := rand.New(rand.NewPCG(1, 2))
	var took []time.Duration
	for b.Loop() {
		from := chance.IntN(len(order) - window)
		start := time.Now()
		rows, err := s.CustomersAt(b.Context(), by, order[from:from+window])
		took = append(took, time.Since(start))
		if err != nil || len(rows) != window {
			b.Fatalf("%d rows: %v", len(rows), err)
		}
	}
	b.ReportMetric(ms(share(took, 95)), "p95-ms")
	b.ReportMetric(ms(share(took, 100)), "worst-ms")
	b.ReportMetric(float64(mean(b))/float64(offset), "x-of-offset")
}

// BenchmarkWorkCounts counts the lists of the start page, against one count of
// all cases.
func BenchmarkWorkCounts(b *testing.B) {
	s, by := county(b)
	db := benchReader(b, s)
	count := timed(b, 5, func() {
		var n int
		if err := db.QueryRowContext(b.Context(), "SELECT count(*) FROM cases NOT INDEXED WHERE status <> ''").Scan(&n); err != nil {
			b.Fatal(err)
		}
	})
	for b.Loop() {
		if _, err := s.WorkCounts(b.Context(), by, app.ScopeAll); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(ms(mean(b)), "ms")
	b.ReportMetric(float64(mean(b))/float64(count), "x-of-count")
}

// BenchmarkCustomerPage opens customers from all over the file.
func BenchmarkCustomerPage(b *testing.B) {
	s, by := county(b)
	ids := anyCustomers(b, s, by)
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		start := time.Now()
		_, err := s.CustomerPage(b.Context(), by, ids[i%len(ids)])
		took = append(took, time.Since(start))
		if err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(ms(share(took, 50)), "p50-ms")
	b.ReportMetric(ms(share(took, 95)), "p95-ms")
}

func anyCustomers(b *testing.B, s *data.Store, by app.Actor) []app.CustomerID {
	b.Helper()
	order, err := s.CustomerOrder(b.Context(), by, app.CustomerFilter{})
	if err != nil {
		b.Fatal(err)
	}
	chance := rand.New(rand.NewPCG(3, 4))
	var some []int64
	for range 200 {
		some = append(some, order[chance.IntN(len(order))])
	}
	rows, err := s.CustomersAt(b.Context(), by, some)
	if err != nil {
		b.Fatal(err)
	}
	var ids []app.CustomerID
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return ids
}
