package sample

import (
	"testing"
	"time"

	"lamplighter/app"
)

var now = time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)

// yearOf is the use of an account of a category in 2025, added up over many.
func yearOf(t *testing.T, category string, va int64) (months [13]int64) {
	t.Helper()
	c := New(20_000, 1, now)
	for range 400 {
		m := c.Meter(app.Account{UsageCategory: category, ContractedVA: va, OpenedOn: "2019-01-01"})
		for month := int64(1); month <= 12; month++ {
			u, read := c.Used(m, 202500+month)
			if err := u.Check(); err != nil {
				t.Fatal(err)
			}
			if parts := u.Sharp + u.Peak + u.Flat + u.Valley; read && parts != 0 && parts != u.Total {
				t.Fatalf("the parts of %+v add up to %d", u, parts)
			}
			months[month] += u.Total
		}
	}
	return months
}

func TestEachKindUsesAsItsSeasonSays(t *testing.T) {
	home, farm, works := yearOf(t, "202", 8000), yearOf(t, "300", 30_000), yearOf(t, "100", 400_000)
	for name, believable := range map[string]bool{
		"homes use more in summer and winter than in between": home[7] > home[4] && home[1] > home[4] && home[8] > home[10],
		"farms pump in spring":                                farm[5] > 2*farm[9],
		"works rest at Spring Festival":                       works[2] < works[4]*9/10,
		"a home uses some hundred kilowatt-hours":             home[4]/400 > 60 && home[4]/400 < 300,
	} {
		if !believable {
			t.Errorf("it is not so that %s: %v %v %v", name, home, farm, works)
		}
	}
}

func TestAParkOfFactoriesLosesEightDaysOverSpringFestival(t *testing.T) {
	for year := int64(firstFeast); year <= lastFeast; year++ {
		for read := 1; read <= lastReadDay; read++ {
			lost := 0.0
			for month := int64(1); month <= 4; month++ {
				lost += feastDays[year*100+month][read]
			}
			if lost < 7 || lost > 9.3 {
				t.Errorf("%d, read on day %d: %.1f days", year, read, lost)
			}
		}
	}
	// Read on the 28th, 2026 (New Year's Day on 17 February) rests in February
	// alone but for some days of its end, 2025 (29 January) in both.
	early, late := feastDays[202501][28], feastDays[202602][28]
	if early < 3 || early > 5 || late < 6 {
		t.Errorf("January 2025 loses %.1f days, February 2026 %.1f", early, late)
	}
}

func TestTheSameSeedInventsTheSameUse(t *testing.T) {
	one, two, other := New(100, 1, now), New(100, 1, now), New(100, 2, now)
	same, differs := true, false
	for range 50 {
		a := app.Account{UsageCategory: "402", ContractedVA: 160_000, OpenedOn: "2024-05-01"}
		m1, m2, m3 := one.Meter(a), two.Meter(a), other.Meter(a)
		for _, month := range one.MonthsOfUse() {
			u1, read := one.Used(m1, month)
			u2, _ := two.Used(m2, month)
			u3, _ := other.Used(m3, month)
			same, differs = same && u1 == u2, differs || u1 != u3
			if read && month < 202405 {
				t.Fatal("used before it was opened")
			}
		}
	}
	if !same || !differs {
		t.Errorf("the same seed the same: %v; another seed another: %v", same, differs)
	}
}

func TestALargeCountyHasFewerMonths(t *testing.T) {
	for customers, want := range map[int]int{0: 60, 2000: 60, 20_000: 60, 100_000: 13, 200_000: 12} {
		months := New(customers, 1, now).MonthsOfUse()
		if len(months) != want || months[len(months)-1] != 202602 {
			t.Errorf("%d customers: %d months up to %d, want %d", customers, len(months), months[len(months)-1], want)
		}
	}
}
