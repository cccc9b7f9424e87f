package app

import "testing"

func TestWhatWasKnownLongAgoIsAskedAgain(t *testing.T) {
	limits := FreshnessLimits{
		{Group: "business", Months: 12},
		{Group: "business", Segment: "key", Months: 6},
		{Group: "business", Segment: "resident", Months: 0},
		{Group: "contacts", Months: 24},
		{Group: "plans", Months: 12, WithdrawnAt: 1},
	}
	facts := ProfileFacts{
		Customer: Customer{Kind: Organisation, Segment: "key"}, Verified: "2025-12-01",
		Facts: []Fact{{Name: "shifts", KnownOn: "2025-08-01"}, {Name: "products", KnownOn: "2025-10-01"}, {Name: "orders", KnownOn: "2024-01-01", VerifiedOn: "2026-02-01"}},
	}
	tests := []struct {
		name    string
		segment string
		kind    CustomerKind
		want    map[string]Day // the gaps and when they were last known
	}{
		{"a key customer is asked after half a year", "key", Organisation, map[string]Day{"shifts": "2025-08-01", "output": "", "employees": "", "market_factors": "", "present_need": ""}},
		{"another after a year", "hv_industry", Organisation, map[string]Day{"output": "", "employees": "", "market_factors": "", "present_need": ""}},
		{"a household is not asked about its shifts", "", Person, map[string]Day{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			facts.Customer.Segment, facts.Customer.Kind = tt.segment, tt.kind
			gaps := facts.Gaps(limits, "2026-03-02")
			if len(gaps) != len(tt.want) {
				t.Errorf("asked is %+v", gaps)
			}
			for _, g := range gaps {
				if known, asked := tt.want[g.Field]; !asked || known != g.KnownOn || g.Group != "business" {
					t.Errorf("asked is %+v", g)
				}
			}
		})
	}
	facts.Customer.Segment, facts.Customer.Kind = "key", Organisation
	shares := facts.Completeness(limits, "2026-03-02")
	if len(shares) != 2 || shares[0] != (GroupShare{"contacts", 1, 1}) || shares[1] != (GroupShare{"business", 2, 7}) {
		t.Errorf("complete is %+v", shares)
	}
}

func TestTheLastDayOfALimitStillCounts(t *testing.T) {
	for day, want := range map[Day]bool{"2026-02-28": true, "2026-03-01": false} {
		if fresh("2025-08-31", 6, day) != want {
			t.Errorf("on %s fresh is %v", day, !want)
		}
	}
}
