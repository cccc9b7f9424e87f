package app

import (
	"strings"
	"testing"
)

func fact(n byte, name, value string, known, verified Day) Fact {
	return Fact{ID: FactID{n}, Name: name, Value: value, KnownOn: known, VerifiedOn: verified}
}

func TestTheNewestFactOfANameHolds(t *testing.T) {
	facts := []Fact{
		fact(1, "shifts", "两班", "2025-05-01", ""), fact(2, "products", "机制砖", "2025-05-01", ""), fact(3, "shifts", "三班", "2025-11-20", ""),
		fact(4, "shifts", "一班", "2025-08-01", ""),    // entered late: older than what is known
		fact(5, "products", "页岩砖", "2025-05-01", ""), // the same day, corrected
		fact(6, "stop_plan", "一月检修", "2025-11-20", ""), fact(7, "stop_plan", "", "2026-02-20", ""),
		fact(8, "kiln", "隧道窑一条", "2025-05-01", ""),
	}
	var got []string
	for _, f := range HoldingFacts(facts) {
		got = append(got, f.Name+" "+f.Value)
	}
	if want := "products 页岩砖, shifts 三班, kiln 隧道窑一条"; strings.Join(got, ", ") != want {
		t.Errorf("holds %q, want %q", strings.Join(got, ", "), want)
	}
}

func TestAConfirmedFactHoldsFromTheDayItWasConfirmed(t *testing.T) {
	if got := fact(1, "shifts", "三班", "2025-05-01", "2026-02-20").HoldsFrom(); got != "2026-02-20" {
		t.Errorf("holds from %s", got)
	}
}

func TestAProfileAddsWhatDiffersAlone(t *testing.T) {
	saw := []Fact{fact(1, "shifts", "两班", "2025-05-01", ""), fact(2, "products", "机制砖", "2025-05-01", "")}
	d := FactsDraft{Values: map[string]string{"employees": "46", "shifts": " 三班 ", "products": "机制砖", "orders": ""}, KnownOn: "2026-03-02", Source: "visit", Saw: saw}
	var got []string
	for _, f := range d.Changed() {
		got = append(got, f.Name+" "+f.Value)
	}
	if strings.Join(got, ", ") != "shifts 三班, employees 46" {
		t.Errorf("adds %q", got)
	}
}

func TestAProfileIsRefused(t *testing.T) {
	saw := []Fact{fact(1, "shifts", "两班", "2026-02-20", "")}
	for _, tt := range []struct {
		name   string
		values map[string]string
		on     Day
		want   string
	}{
		{"what is new is taken", map[string]string{"shifts": "三班"}, "2026-03-02", ""},
		{"nothing new is nothing to do", map[string]string{"shifts": "两班"}, "2026-03-02", "fact nothing_to_do"},
		{"nobody learns anything tomorrow", map[string]string{"shifts": "三班"}, "2026-03-03", "known_on in_the_future"},
		{"what was learned has a day", map[string]string{"shifts": "三班"}, "", "known_on missing"},
		{"what was learned before the newest would not hold", map[string]string{"shifts": "三班"}, "2026-02-19", "known_on learned_later"},
		{"a value has an end", map[string]string{"products": strings.Repeat("砖", FactMax+1)}, "2026-03-02", "products too_long"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := refused(FactsDraft{Values: tt.values, KnownOn: tt.on, Saw: saw}.Check(someDay)); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}
