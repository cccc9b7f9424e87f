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
