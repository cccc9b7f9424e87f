package app

import (
	"slices"
	"strconv"
	"strings"
	"testing"
)

func number(n int64) string { return strconv.FormatInt(n, 10) }

func TestParseLimitRules(t *testing.T) {
	const good = "law,1,供电监管办法,V,2010-01-01,,fault,arrive,urban,45,minutes,accepted,arrived,,high"
	swap := func(old, change string) string { return strings.Replace(good, old, change, 1) }
	tests := []struct {
		name, row string
		field     string // empty: accepted
		reason    Reason
	}{
		{"a rule of the trade", good, "", ""},
		{"a limit in working hours", swap("minutes", "work_hours"), "", ""},
		{"a kind whose flow is not known yet", swap("fault", "hv_special"), "", ""},
		{"an event of another kind", swap(",arrived,", ",completion_checked,"), "", ""},
		{"a rule that pauses", swap("arrived,,", "arrived,wait_customer,"), "", ""},
		{"a rule set nobody knows", swap("law", "habit"), "rule_set", Unknown},
		{"a version in words", swap(",1,", ",eins,"), "version", Malformed},
		{"version 0", swap(",1,", ",0,"), "version", Impossible},
		{"no source", swap("供电监管办法", ""), "source", Missing},
		{"an unknown mark", swap(",V,", ",X,"), "mark", Unknown},
		{"an impossible first day", swap("2010-01-01", "2010-02-30"), "valid_from", Malformed},
		{"an end before the start", swap("2010-01-01,", "2010-01-01,2009-01-01"), "valid_to", EndsBeforeStart},
		{"a last day in another form", swap("2010-01-01,", "2010-01-01,2011/1/1"), "valid_to", Malformed},
		{"an unknown kind", swap("fault", "fire"), "kind", Unknown},
		{"no step", swap("arrive", ""), "step", Missing},
		{"a limit of nothing", swap("45", "0"), "amount", Impossible},
		{"a limit of centuries", swap("45", "99999"), "amount", Impossible},
		{"half a minute", swap("45", "0.5"), "amount", Malformed},
		{"an unknown unit", swap("minutes", "moons"), "unit", Unknown},
		{"an unknown start", swap("accepted", "begun"), "starts", Unknown},
		{"an unknown stop", swap("arrived", "gone"), "stops", Unknown},
		{"stop and start in one", swap("arrived", "accepted"), "stops", Impossible},
		{"an unknown pause", swap("arrived,,", "arrived,lunch,"), "pauses", Unknown},
		{"an unknown severity", swap("high", "fatal"), "severity", Unknown},
		{"the same version twice", good + "\n" + swap("45", "60"), "version", AlreadyThere},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			rules, err := ParseLimitRules(strings.NewReader(strings.Join(limitColumns, ",") + "\n" + tt.row + "\n"))
			if tt.field == "" {
				if err != nil || len(rules) != 1 || rules[0].Step != "arrive" {
					t.Fatalf("got %v, %v", rules, err)
				}
				return
			}
			no := refusalOf(err)
			if no.Field != tt.field || no.Reason != tt.reason {
				t.Errorf("refused %q: %q, want %q: %q", no.Field, no.Reason, tt.field, tt.reason)
			}
			if line := "line " + strconv.Itoa(2+strings.Count(tt.row, "\n")); !strings.Contains(err.Error(), line) {
				t.Errorf("%q does not name %s", err, line)
			}
		})
	}
}

func TestLimitRulesNeedTheirColumns(t *testing.T) {
	for _, text := range []string{"", "set,amount\nlaw,3\n", strings.Join(limitColumns, ",") + "\nlaw,1\n"} {
		if rules, err := ParseLimitRules(strings.NewReader(text)); err == nil {
			t.Errorf("%q was read as %v", text, rules)
		}
	}
}

// later names limits on steps that the delivered flows do not have; they hold
// for a flow that gets the step.
var later = []string{"lv_business design", "lv_business interim", "lv_business completion", "service_request answer_after"}

// Every event a shipped limit waits for must come about in the flow of its
// kind, or the clock would never stop.
func TestShippedLimitsStartAndStopInTheirFlows(t *testing.T) {
	for _, r := range shippedRules(t) {
		starts, stops := r.Starts == EventAccepted, false
		if r.Kind == outageLimits { // of an outage: from its notice to its start
			starts, stops = r.Starts == EventPublished, r.Stops == EventInterrupted
		}
		for _, flow := range shippedFlows(t) {
			if flow.Kind != r.Kind {
				continue
			}
			for _, m := range flow.Moves {
				for _, e := range m.Raises {
					starts = starts || e == r.Starts
					stops = stops || e.implies(r.Stops)
				}
			}
		}
		if starts == slices.Contains(later, string(r.Kind)+" "+r.Step) || !stops {
			t.Errorf("%s %s %s: starts %v, stops %v", r.RuleSet, r.Kind, r.Step, starts, stops)
		}
	}
}
