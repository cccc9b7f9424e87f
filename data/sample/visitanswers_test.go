package sample_test

import (
	"maps"
	"math/rand/v2"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/data/sample"
)

func TestInventedVisitsCouldHaveBeenWrittenDown(t *testing.T) {
	now := time.Date(2026, 3, 2, 18, 0, 0, 0, app.Local)
	forms := map[string]app.VisitForm{}
	for _, text := range assets.VisitForms() {
		form, err := app.ParseVisitForm(text)
		if err != nil {
			t.Fatal(err)
		}
		forms[form.Code] = form
	}
	customers := []app.Customer{
		{Kind: app.Person, Name: "李晓明"}, {Kind: app.Organisation, Name: "丙谷机制砖厂", Industry: "C3031"}, {Kind: app.Organisation, Name: "双沟村村民委员会", Industry: "S9620"},
	}
	for seed := range uint64(200) {
		c := customers[seed%3]
		form := forms["resident"]
		if c.Kind == app.Organisation {
			form = forms["enterprise"]
		}
		record := sample.Answered(rand.New(rand.NewPCG(seed, 7)), c, "2026-03-02", form)
		if err := record.Check(now); err != nil {
			t.Fatalf("visit %d to %s: %v", seed, c.Name, err)
		}
		if fresh, _ := (app.Visit{}).FactsFrom(record, nil, nil); len(fresh) < 3 {
			t.Errorf("visit %d to %s brings %d facts to light", seed, c.Name, len(fresh))
		}
		again := sample.Answered(rand.New(rand.NewPCG(seed, 7)), c, "2026-03-02", form)
		if !maps.Equal(record.Answers, again.Answers) {
			t.Fatalf("visit %d is told otherwise the second time", seed)
		}
	}
}
