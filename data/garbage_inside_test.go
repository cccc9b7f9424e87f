package data

import (
	"runtime/debug"
	"testing"
)

func TestGarbageIsAsBeforeWhenAllWorkIsDone(t *testing.T) {
	usual := debug.SetGCPercent(100)
	defer debug.SetGCPercent(usual)
	var g garbage
	now := func() int {
		v := debug.SetGCPercent(100)
		debug.SetGCPercent(v)
		return v
	}
	first := g.ask(15)
	second := g.ask(400)
	if got := now(); got != 400 {
		t.Errorf("%d, want what was asked last", got)
	}
	first()
	if got := now(); got != 400 {
		t.Errorf("%d while the second still works", got)
	}
	second()
	if got := now(); got != 100 {
		t.Errorf("%d when both are done", got)
	}
}
