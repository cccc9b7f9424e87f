package data_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// benchArticles is how many articles a company may gather over the years.
const benchArticles = 2000

// library is a store with so many articles, the delivered ones over and over,
// each with a mark of its own.
func library(b *testing.B) (*data.Store, app.Actor) {
	b.Helper()
	seed := datatest.Shipped(b)
	delivered := seed.Articles
	for i := len(delivered); i < benchArticles; i++ {
		a := delivered[i%len(delivered)]
		a.Name = fmt.Sprintf("%s-%d", a.Name, i)
		a.TitleZH = fmt.Sprintf("%s（%d号台区）", a.TitleZH, i)
		a.BodyZH += "\n" + delivered[(i*7+3)%len(delivered)].BodyZH
		seed.Articles = append(seed.Articles, a)
	}
	s, err := data.Open(b.Context(), filepath.Join(b.TempDir(), "library.lamp"), data.Options{Create: true, Seed: []data.Edition{func() (data.Seed, error) { return seed, nil }}, Now: datatest.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
	if err != nil {
		b.Fatal(err)
	}
	return s, by
}

// BenchmarkArticles asks as the picker does at each key, against LIKE over the
// same columns, which neither ranks nor counts.
func BenchmarkArticles(b *testing.B) {
	s, by := library(b)
	db := benchReader(b, s)
	const like = `SELECT * FROM articles WHERE withdrawn_at IS NULL AND
		(title_zh LIKE ?1 OR title_en LIKE ?1 OR keys LIKE ?1 OR body_zh LIKE ?1 OR body_en LIKE ?1)`
	for _, q := range []struct{ name, text string }{
		{"one character", "电"},
		{"a common word", "工作日"},
		{"a title", "校验"},
		{"a sentence", "复电前关好电器"},
		{"rare", "1999号台区"},
		{"English", "working days"},
		{"initials", "bxhq"},
		{"nothing found", "核聚变"},
		{"nothing typed", ""},
	} {
		b.Run(q.name, func(b *testing.B) {
			var old []time.Duration
			for range 9 {
				start := time.Now()
				rows, err := db.QueryContext(b.Context(), like, "%"+q.text+"%")
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() { // reading is what is measured
				}
				if err := rows.Close(); err != nil {
					b.Fatal(err)
				}
				old = append(old, time.Since(start))
			}
			var took []time.Duration
			for b.Loop() {
				start := time.Now()
				if _, _, err := s.Articles(b.Context(), by, app.ArticleFilter{Text: q.text, Kind: app.Consultation, On: "2026-03-02"}); err != nil {
					b.Fatal(err)
				}
				took = append(took, time.Since(start))
			}
			b.ReportMetric(ms(share(took, 50)), "p50-ms")
			b.ReportMetric(ms(share(took, 95)), "p95-ms")
			b.ReportMetric(float64(share(took, 50))/float64(share(old, 50)), "x-of-like")
		})
	}
}
