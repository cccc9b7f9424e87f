package data

import (
	"testing"
	"time"
)

// More is written within a millisecond than the counter can count, the clock on
// the wall is set back, and a stamp of somebody ten years ahead comes: each
// stamp is after all before it, and the clock on the wall is followed again once
// it is later.
func TestTheClockGoesOnWhenItsCounterRunsOver(t *testing.T) {
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC)
	var c clock
	last := int64(0)
	next := func() int64 {
		t.Helper()
		s := c.next(now)
		if s <= last {
			t.Fatalf("%d comes after %d", s, last)
		}
		last = s
		return s
	}
	for range 70_000 {
		next()
	}
	if ahead := last>>clockBits - now.UnixMilli(); ahead != 1 {
		t.Errorf("70,000 stamps took the clock %d ms ahead", ahead)
	}
	now = now.Add(-time.Hour)
	next()
	now = now.Add(2 * time.Hour)
	if s := next(); s != now.UnixMilli()<<clockBits {
		t.Errorf("an hour later the clock says %d", s)
	}
	c.saw(now.AddDate(10, 0, 0).UnixMilli() << clockBits)
	c.saw(1)
	if s := next(); s>>clockBits != now.AddDate(10, 0, 0).UnixMilli() {
		t.Errorf("after a stamp from ten years ahead the clock says %d", s)
	}
}
