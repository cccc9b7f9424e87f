package app

import (
	"encoding/binary"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func drawn(n int) []CaseID {
	out := make([]CaseID, n)
	for i := range out {
		binary.BigEndian.PutUint32(out[i][:], uint32(i+1))
	}
	return out
}

func TestADrawTakesItsShare(t *testing.T) {
	tests := []struct {
		name             string
		cases            int
		percent, atLeast int64
		want             int
	}{
		{"a third, rounded up", 10, 30, 0, 3},
		{"one in a hundred of a few", 7, 1, 0, 1},
		{"at least ten", 40, 10, 10, 10},
		{"all where there are fewer than that", 4, 10, 10, 4},
		{"none of none", 0, 30, 10, 0},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := Draw{Percent: tt.percent, AtLeast: tt.atLeast, Seed: 7}
			if got := d.Pick(drawn(tt.cases)); len(got) != tt.want {
				t.Errorf("picked %d, want %d", len(got), tt.want)
			}
		})
	}
}

func TestADrawCanBeRepeatedInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		cases := drawn(rapid.IntRange(1, 60).Draw(t, "cases"))
		d := Draw{Percent: rapid.Int64Range(1, 100).Draw(t, "percent"), Seed: rapid.Int64().Draw(t, "seed")}
		first := d.Pick(cases)
		if again := d.Pick(rapid.Permutation(cases).Draw(t, "order")); !slices.Equal(first, again) {
			t.Errorf("picked %v, then %v", first, again)
		}
	})
}

func TestADrawIsFair(t *testing.T) {
	cases := drawn(20)
	times := map[CaseID]int{}
	for seed := range int64(2000) {
		for _, id := range (Draw{Percent: 30, Seed: seed}).Pick(cases) {
			times[id]++
		}
	}
	for _, id := range cases {
		if n := times[id]; n < 500 || n > 700 { // 600 expected, five deviations either way
			t.Errorf("%v was picked %d times of 2000", id, n)
		}
	}
}
