package data

import (
	"context"
	"errors"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"lamplighter/data/sample"
)

// village is a store with invented customers.
func village(t *testing.T) *Store {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC) }
	s, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.lamp"), Options{Create: true, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	by, err := s.Start(t.Context(), "米易营业厅", "沈丽")
	if err != nil {
		t.Fatal(err)
	}
	invented := sample.New(50, 1, now())
	invented.Quiet, invented.Months = true, 0
	if err := s.Fill(t.Context(), by, invented, 50, func(int64, int64) {}); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestTheIndexIsFilledInTheOrderOfRowsHoweverTheyAreParted(t *testing.T) {
	s := village(t)
	want, err := keysOf(t.Context(), s.reader, "true")
	if err != nil || len(want) < 50 {
		t.Fatalf("%d customers: %v", len(want), err)
	}
	for _, part := range []int64{1, 7, 1000} {
		var got []keyed
		err := s.everyKey(t.Context(), rowSpan{int64(len(want)), part}, func(k keyed) { got = append(got, k) })
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("in parts of %d: %d customers, want %d: %v", part, len(got), len(want), err)
		}
	}
}

func TestAFillingThatIsStoppedIsNotTakenForWhole(t *testing.T) {
	s := village(t)
	ctx, stop := context.WithCancel(t.Context())
	err := s.everyKey(ctx, rowSpan{1000, 7}, func(keyed) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("a stopped filling ended with %v", err)
	}
}
