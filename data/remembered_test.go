package data

import (
	"errors"
	"testing"

	"lamplighter/app"
)

func TestAnAnswerIsRememberedForADayAndUntilItIsForgotten(t *testing.T) {
	var r remembered[app.Day, int]
	asked := 0
	next := func() (int, error) { asked++; return asked, nil }
	for i, want := range []int{1, 1} {
		if got, err := r.or("2026-03-01", next); got != want || err != nil {
			t.Errorf("question %d: %d, %v", i, got, err)
		}
	}
	if got, _ := r.or("2026-03-02", next); got != 2 {
		t.Errorf("on the next day %d", got)
	}
	r.forget()
	if got, _ := r.or("2026-03-02", next); got != 3 {
		t.Errorf("after a change %d", got)
	}
}

func TestAnAnswerFromBeforeAChangeIsNotKept(t *testing.T) {
	var r remembered[app.Day, string]
	got, err := r.or("2026-03-01", func() (string, error) { r.forget(); return "old", nil })
	if got != "old" || err != nil {
		t.Errorf("the question is answered %q: %v", got, err)
	}
	if got, _ := r.or("2026-03-01", func() (string, error) { return "new", nil }); got != "new" {
		t.Errorf("the next is answered %q", got)
	}
	r.forget()
	if _, err := r.or("2026-03-01", func() (string, error) { return "", errors.New("no") }); err == nil {
		t.Error("a failure was lost")
	}
	if got, _ := r.or("2026-03-01", func() (string, error) { return "again", nil }); got != "again" {
		t.Errorf("after a failure %q", got)
	}
}

func TestOnlyWhatFollowsFromATableIsForgotten(t *testing.T) {
	tables := map[string]*table{}
	for _, t := range travelling {
		tables[t.name] = &table{no: t.no, name: t.name, kinds: t.kinds}
	}
	for name, want := range map[string][3]bool{ // whether deviations, leads and errors are computed anew
		"usage_sheets":      {true, true, true},
		"forecast_sheets":   {true, false, true},
		"adjustments":       {false, false, true},
		"market_factors":    {true, false, false},
		"watch_rules":       {false, true, false},
		"deviation_reasons": {false, false, false},
	} {
		var m memory
		kept := func() (all [3]bool) {
			_, _ = m.deviated.or(202602, func() (*monthDeviations, error) { all[0] = true; return nil, nil })
			_, _ = m.led.or("2026-03-01", func() (*knownLeads, error) { all[1] = true; return nil, nil })
			_, _ = m.judgedErrors.or(app.ErrorAsk{Months: 12}, func() ([]app.ErrorLine, error) { all[2] = true; return nil, nil })
			return all
		}
		kept()
		x := &tx{s: &Store{tables: tables}, kinds: tables[name].kinds}
		x.tables.add(tables[name])
		m.forget(x)
		if got := kept(); got != want {
			t.Errorf("after a change of %s deviations, leads and errors are computed anew: %v, want %v", name, got, want)
		}
	}
}
