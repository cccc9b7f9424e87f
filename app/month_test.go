package app

import "testing"

func TestMonthsAreCountedAcrossYears(t *testing.T) {
	for _, tt := range []struct {
		name string
		from int64
		n    int
		want int64
	}{
		{"the month after December is January", 202512, 1, 202601},
		{"the month before January is December", 202601, -1, 202512},
		{"a year on", 202603, 12, 202703},
		{"five years back", 202603, -60, 202103},
		{"no step", 202603, 0, 202603},
		{"from no month there is none", 202613, 1, 0},
		{"before the first year there is none", 101, -1, 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := AddMonths(tt.from, tt.n); got != tt.want {
				t.Errorf("AddMonths(%d, %d) = %d, want %d", tt.from, tt.n, got, tt.want)
			}
			if back := MonthsFrom(tt.from, tt.want); tt.want != 0 && back != tt.n {
				t.Errorf("from %d to %d are %d months, want %d", tt.from, tt.want, back, tt.n)
			}
		})
	}
}

func TestAMonthHasItsHours(t *testing.T) {
	for month, want := range map[int64]int64{202602: 672, 202402: 696, 202603: 744, 202604: 720} {
		if got := HoursIn(month); got != want {
			t.Errorf("%d has %d hours, want %d", month, got, want)
		}
	}
}

func TestAMonthIsToldFromADay(t *testing.T) {
	for day, want := range map[Day]int64{"2026-03-02": 202603, "2025-12-31": 202512, "": 0, "2026-02-30": 0} {
		if got := MonthOf(day); got != want {
			t.Errorf("MonthOf(%q) = %d, want %d", day, got, want)
		}
	}
	for month, want := range map[int64]bool{202600: false, 202613: false, 202612: true, 0: false, -202601: false, 1_000_001: false} {
		if ValidMonth(month) != want {
			t.Errorf("%d is a month: %v, want %v", month, !want, want)
		}
	}
}
