package turning_test

import (
	"context"
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/turning"
	"lamplighter/screens/widgets"
)

func TestAPeriodIsTurnedAndNoneBeginsInTheFuture(t *testing.T) {
	page := screentest.New(t)
	told := 0
	p := turning.NewPeriod(&desk.Desk{Now: datatest.Now}, func() { told++ })
	page.Show(p.Kinds)
	if p.From != "2026-03-01" || p.To != "2026-03-31" {
		t.Fatalf("begins with %s – %s", p.From, p.To)
	}
	p.Step(1)
	if p.From != "2026-03-01" || told != 0 {
		t.Errorf("the next month is %s – %s", p.From, p.To)
	}
	p.Step(-1)
	if p.From != "2026-02-01" || told != 1 {
		t.Errorf("the month before is %s – %s", p.From, p.To)
	}
	page.Tap("Year")
	if p.Kind != app.PeriodYear || p.From != "2026-01-01" || told != 2 {
		t.Errorf("the year is %s – %s", p.From, p.To)
	}
}

func TestOneOfSeveralTablesIsOnView(t *testing.T) {
	page := screentest.New(t)
	table := func(text string) *widgets.RecordTable {
		return widgets.NewRecordTable(background.Inline(), []widgets.Column{{Title: text, Width: 100}}, func(context.Context, int, int) ([]widgets.Row, error) { return nil, nil })
	}
	turned := 0
	all := turning.NewTables([]turning.Table{{"hours", "Hours", table("of hours")}, {"units", "Units", table("of units")}}, func() { turned++ })
	page.Show(all.Stage)
	page.See("of hours")
	all.Next()
	page.See("of units")
	page.DontSee("of hours")
	if all.At() != 1 || turned != 1 || page.Focusing() != all.Shown(1) {
		t.Errorf("table %d is on view, told %d times", all.At(), turned)
	}
	all.Next()
	page.See("of hours")
}
