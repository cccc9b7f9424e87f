package data_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
)

// BenchmarkAnswerOfAQuiz saves one answer after the other of a quiz of a hundred
// questions, and the stand between two of them; p95 is in milliseconds. The bare
// commit is that of a setting, which no answer can undercut.
func BenchmarkAnswerOfAQuiz(b *testing.B) {
	s, err := data.Open(b.Context(), filepath.Join(b.TempDir(), "quiz.lamp"), data.Options{Create: true, Seed: datatest.Seed(b), Now: datatest.Now})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = s.Close() })
	by := datatest.Learner(b, s, "0101")
	var questions []app.BankQuestion
	for i := range 100 {
		questions = append(questions, app.BankQuestion{Kind: app.SingleChoice, Text: fmt.Sprintf("第%d题", i+1), Choices: "甲\n乙\n丙\n丁", Answers: "2"})
	}
	quiz := datatest.Quiz(b, s, app.Quiz{LimitMinutes: 400}, questions...)
	taking, err := s.StartQuiz(b.Context(), by, quiz.ID)
	if err != nil {
		b.Fatal(err)
	}
	stand := app.AttemptStand{Attempt: taking.Attempt.ID}
	var answers, stands, bare []time.Duration
	timed := func(into *[]time.Duration, do func() error) {
		began := time.Now()
		if err := do(); err != nil {
			b.Fatal(err)
		}
		*into = append(*into, time.Since(began))
	}
	for i := 0; b.Loop(); i++ {
		at := i % len(taking.Questions)
		stand.Place, stand.SpentMS = int64(at+1), stand.SpentMS+1
		given := app.AnswerGiven{Stand: stand, Question: taking.Questions[at].ID, Answer: fmt.Sprint(1 + (i+i/100)%4)}
		timed(&answers, func() error { return s.SaveAnswer(b.Context(), by, given) })
		timed(&stands, func() error { return s.KeepStand(b.Context(), by, stand) })
		timed(&bare, func() error { return s.Set(b.Context(), "bench", fmt.Sprint(i)) })
	}
	b.ReportMetric(p95(answers), "answer-p95-ms")
	b.ReportMetric(p95(stands), "stand-p95-ms")
	b.ReportMetric(p95(bare), "commit-p95-ms")
	b.ReportMetric(p95(answers)/p95(bare), "answer/commit")
}

func p95(of []time.Duration) float64 {
	slices.Sort(of)
	return float64(of[len(of)*95/100].Microseconds()) / 1000
}
