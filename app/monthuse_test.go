package app

import "testing"

func TestTheDayOfAReadingIsCountedFromItsMonth(t *testing.T) {
	for _, tt := range []struct {
		name  string
		month int64
		on    Day
		want  int64 // 0: none
	}{
		{"the first", 202602, "2026-02-01", 1},
		{"the last of the month", 202602, "2026-02-28", 28},
		{"at midnight behind the month", 202602, "2026-03-01", 29},
		{"late in the next month", 202601, "2026-03-03", 62},
		{"two months later is a slip", 202601, "2026-03-04", 0},
		{"before the month is a slip", 202602, "2026-01-31", 0},
		{"no day", 202602, "2026-02-30", 0},
		{"no month", 202613, "2026-02-01", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, ok := ReadDayOf(tt.month, tt.on)
			if ok != (tt.want > 0) || ok && got != tt.want {
				t.Fatalf("%d, %v, want %d", got, ok, tt.want)
			}
			if back := (MonthUse{Month: tt.month, ReadDay: got}).ReadOn(); ok && back != tt.on {
				t.Errorf("read on %s, want %s", back, tt.on)
			}
		})
	}
}

func TestTwoAccountsOfACustomerAreOneUse(t *testing.T) {
	a := MonthUse{Month: 202602, Total: 10, ReadDay: 5, Source: UseRemote}
	b := MonthUse{Month: 202602, Total: 20, ReadDay: 9, Source: UseOnSite}
	if got := a.Plus(b); got.Total != 30 || got.ReadDay != 9 || got.Source != "" {
		t.Errorf("%+v", got)
	}
	if got := a.Plus(a); got.Source != UseRemote {
		t.Errorf("of one source: %+v", got)
	}
}
