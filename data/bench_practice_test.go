package data_test

import (
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// BenchmarkPractice measures a log of 5,000 people with 40 entries each, an
// eighth of them waiting: the lists a mentor opens, a page of them, confirming a
// hundred, and what a learner reads of himself.
func BenchmarkPractice(b *testing.B) {
	const people, each = 5_000, 40
	s := datatest.OpenAt(b, filepath.Join(b.TempDir(), "log.lamp"))
	by := datatest.Actor(b, s)
	mentor, learner := s.FillLog(b, by, people, each)
	list := func(name string, by app.Actor, f app.PracticeFilter) {
		b.Run(name, func(b *testing.B) {
			var order []int64
			for b.Loop() {
				var err error
				if order, err = s.PracticeOrder(b.Context(), by, f); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(order)), "entries")
		})
	}
	waiting := app.PracticeFilter{View: app.ViewWaiting}
	list("all that waits", by, waiting)
	list("what asks a mentor", mentor, app.PracticeFilter{View: app.ViewWaiting, Whose: app.PracticeAsked})
	list("his own", learner, app.PracticeFilter{Whose: app.PracticeOfMine})
	list("by a word", by, app.PracticeFilter{View: app.ViewWaiting, Text: "勘查"})
	b.Run("counts", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.PracticeCounts(b.Context(), by, waiting); err != nil {
				b.Fatal(err)
			}
		}
	})
	order, err := s.PracticeOrder(b.Context(), by, waiting)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("a page of a hundred", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.PracticeAt(b.Context(), by, order[:100]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("confirm a hundred", func(b *testing.B) {
		for b.Loop() {
			rows, err := s.PracticeAt(b.Context(), by, order[:100])
			if err != nil {
				b.Fatal(err)
			}
			order = order[100:]
			seen := make([]app.Practice, len(rows))
			for i, r := range rows {
				seen[i] = r.Practice
			}
			if told, err := s.SettlePractice(b.Context(), by, seen, app.PracticeVerdict{}); err != nil || told.Done == 0 {
				b.Fatal(told, err)
			}
		}
	})
	b.Run("my training", func(b *testing.B) {
		for b.Loop() {
			if _, err := s.MyTraining(b.Context(), learner); err != nil {
				b.Fatal(err)
			}
		}
	})
}
