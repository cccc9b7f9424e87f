package data_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// manyQuestions is a GIFT text of so many questions.
func manyQuestions(count int) string {
	var out strings.Builder
	for i := range count {
		fmt.Fprintf(&out, "::q%d::第%d号客户申请用电，供电方案几个工作日内答复？{=%d个工作日 ~%d个工作日 ~%d个工作日####按规则}\n\n", i, i, i%7+1, i%7+9, i%7+20)
	}
	return out.String()
}

// BenchmarkImportQuestions takes 5,000 questions in.
func BenchmarkImportQuestions(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bank.gift")
	write(b, path, manyQuestions(5000))
	for b.Loop() {
		b.StopTimer()
		s := datatest.Open(b)
		b.StartTimer()
		if rep, err := s.ImportQuestions(b.Context(), trainer, app.QuestionImport{Path: path}); err != nil || rep.Made != 5000 {
			b.Fatal(rep.Made, err)
		}
	}
}

// BenchmarkQuestionList lists and searches a bank of 20,000, and reads the rows on view.
func BenchmarkQuestionList(b *testing.B) {
	s := datatest.Open(b)
	path := filepath.Join(b.TempDir(), "bank.gift")
	write(b, path, manyQuestions(20000))
	if _, err := s.ImportQuestions(b.Context(), trainer, app.QuestionImport{Path: path}); err != nil {
		b.Fatal(err)
	}
	for name, f := range map[string]app.BankQuestionFilter{"all": {}, "search": {Text: "号客户申请"}, "rare": {Text: "第19999号"}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				order, err := s.QuestionOrder(b.Context(), trainer, f)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := s.QuestionsAt(b.Context(), trainer, order[:min(100, len(order))]); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
