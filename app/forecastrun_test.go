package app

import (
	"errors"
	"slices"
	"testing"
)

func TestClosingAMonth(t *testing.T) {
	for _, tt := range []struct {
		name  string
		areas []Closing
		want  []Area
		no    Reason
	}{
		{"nothing came in", nil, nil, MonthNotIn},
		{"all areas are in", []Closing{{Area: 1, Read: 80, Before: 100}, {Area: 2, Read: 5, Before: 5}}, []Area{1, 2}, ""},
		{"of one area too few were read", []Closing{{Area: 1, Read: 79, Before: 100}, {Area: 2, Read: 5, Before: 5}}, nil, MonthNotIn},
		{"one area lacks altogether", []Closing{{Area: 1, Read: 100, Before: 100}, {Area: 2, Before: 5}}, nil, MonthNotIn},
		{"the first month of all", []Closing{{Area: 1, Read: 3}}, []Area{1}, ""},
		{"an area is closed already", []Closing{{Area: 1, Read: 5, Before: 5, Frozen: true}, {Area: 2, Read: 5, Before: 5}}, []Area{2}, ""},
		{"all are", []Closing{{Area: 1, Read: 5, Before: 5, Frozen: true}}, nil, MonthFrozen},
		{"one without accounts does not count", []Closing{{Area: 1}, {Area: 2, Read: 1}}, []Area{2}, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := ToClose(tt.areas)
			var no Reason
			if r, is := errors.AsType[*Refusal](err); is {
				no = r.Reason
			}
			if !slices.Equal(got, tt.want) || no != tt.no {
				t.Errorf("%v, %q; want %v, %q", got, no, tt.want, tt.no)
			}
		})
	}
}

func TestWhatListsTellOfACustomer(t *testing.T) {
	months := func(n int, kwh int64) []int64 { return slices.Repeat([]int64{kwh}, n) }
	for _, tt := range []struct {
		name         string
		used         []int64
		begun        int
		ended        bool
		used12, year int64
		want         UseStanding
	}{
		{"two years", months(24, 10), 99, false, 120, 120, ""},
		{"more than two years", months(40, 10), 99, false, 120, 120, ""},
		{"nobody read for a while", append(months(22, 10), -1, -1), 99, false, 100, 120, ""},
		{"since half a year", append(months(18, -1), months(6, 5)...), 99, false, 30, 0, UseNew},
		{"since half a year, as is noted", months(24, 5), 18, false, 60, 60, UseNew},
		{"the file is not older", months(6, 5), 99, false, 30, 0, ""},
		{"long since, though first read lately", append(months(18, -1), months(6, 5)...), -30, false, 30, 0, ""},
		{"nothing for three months", append(months(21, 10), 0, 0, 0), 99, false, 90, 120, UseSuspended},
		{"nothing for two", append(months(22, 10), 0, 0), 99, false, 100, 120, ""},
		{"new and stopped again", append(append(months(18, -1), months(3, 5)...), 0, 0, 0), 99, false, 15, 0, UseSuspended},
		{"no longer supplied", months(24, 10), 99, true, 120, 120, UseLost},
		{"no use at all", nil, 0, false, 0, 0, ""},
		{"never read", months(24, -1), 24, false, 0, 0, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			sums, standing := TellUse(tt.used, tt.begun, tt.ended)
			if sums.Used != tt.used12 || sums.Before != tt.year || standing != tt.want {
				t.Errorf("%+v, %q; want %d, %d, %q", sums, standing, tt.used12, tt.year, tt.want)
			}
		})
	}
}

func TestGrowthIsKnownWhereSomethingWasUsedBefore(t *testing.T) {
	s := UseSums{Used: 1100, Before: 1000, Ahead: 550}
	if g, known := s.Growth(); g != 100 || !known {
		t.Errorf("growth %d, %v", g, known)
	}
	if g, known := s.GrowthAhead(); g != -500 || !known {
		t.Errorf("growth ahead %d, %v", g, known)
	}
	if _, known := (UseSums{Used: 5}).Growth(); known {
		t.Error("growth out of nothing")
	}
}

func TestUseClasses(t *testing.T) {
	for _, tt := range []struct {
		industry, category string
		want               UseClass
	}{
		{"C3011", "100", "C"},
		{"A0141", "300", "A"},
		{"", "202", UseAtHome},
		{"", "203", "P"},
		{"", "300", UseOnFarm},
		{"", "100", "C"},
		{"", "402", UseInTrade},
		{"", "", UseInTrade},
		{"?", "202", UseAtHome},
		{"Z99", "", UseInTrade},
		{"c30", "", UseInTrade},
	} {
		got := UseClassOf(tt.industry, tt.category)
		if got != tt.want {
			t.Errorf("%q, %q: %q, want %q", tt.industry, tt.category, got, tt.want)
		}
		if habit, known := UseHabits()[got]; !known || habit.LoadFactor <= 0 || habit.LoadFactor > 1 {
			t.Errorf("habits of %q: %+v", got, habit)
		}
	}
	for industry, want := range map[string][2]string{"C3011": {"C", "C30"}, "C": {"C", ""}, "C3": {"C", ""}, "": {"", ""}, "30": {"", ""}} {
		if IndustrySection(industry) != want[0] || IndustryDivision(industry) != want[1] {
			t.Errorf("%q is of %q and %q", industry, IndustrySection(industry), IndustryDivision(industry))
		}
	}
}
