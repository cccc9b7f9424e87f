package app

import "testing"

func TestAUsageEventIsRefused(t *testing.T) {
	good := UsageEvent{Customer: CustomerID{1}, Kind: "expansion", FromMonth: 202605, KWh: 20000, Confidence: 70, Reason: "新增一条破碎线"}
	tests := []struct {
		name   string
		change func(*UsageEvent)
		want   string
	}{
		{"a whole one is taken", func(*UsageEvent) {}, ""},
		{"a closure takes everything", func(e *UsageEvent) { e.Kind, e.KWh, e.ChangePermille = "closure", 0, -1000 }, ""},
		{"one month", func(e *UsageEvent) { e.ToMonth = 202605 }, ""},
		{"that ended last year is still told", func(e *UsageEvent) { e.FromMonth, e.ToMonth = 202501, 202503 }, ""},
		{"of no kind", func(e *UsageEvent) { e.Kind = "" }, "usage_event missing"},
		{"from a thirteenth month", func(e *UsageEvent) { e.FromMonth = 202613 }, "from_month impossible"},
		{"from a month a lifetime ahead", func(e *UsageEvent) { e.FromMonth = 209901 }, "from_month impossible"},
		{"with its months reversed", func(e *UsageEvent) { e.ToMonth = 202604 }, "to_month ends_before_start"},
		{"of no size", func(e *UsageEvent) { e.KWh = 0 }, "kwh needs_size"},
		{"of two sizes", func(e *UsageEvent) { e.ChangePermille = 200 }, "change_permille two_sizes"},
		{"that takes more than everything", func(e *UsageEvent) { e.Kind, e.KWh, e.ChangePermille = "reduction", 0, -1001 }, "change_permille impossible"},
		{"an expansion with less use", func(e *UsageEvent) { e.KWh = -1 }, "kwh against_kind"},
		{"a closure with more use", func(e *UsageEvent) { e.Kind, e.KWh, e.ChangePermille = "closure", 0, 10 }, "change_permille against_kind"},
		{"surer than sure", func(e *UsageEvent) { e.Confidence = 101 }, "confidence impossible"},
		{"less sure than not at all", func(e *UsageEvent) { e.Confidence = -1 }, "confidence impossible"},
		{"without a reason", func(e *UsageEvent) { e.Reason = "" }, "reason missing"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			e := good
			tt.change(&e)
			if got := saidNo(e.Check("2026-03-02")); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAMonthIsReadAsAHurriedClerkTypesIt(t *testing.T) {
	for text, want := range map[string]int64{
		"": 0, "本月": 202603, "下月": 202604, "+11": 202702, "9": 202609, "9月": 202609, "3": 202603, "2": 202702, "2611": 202611, "202611": 202611,
		"2026-11": 202611, "2026/1": 202601, "26.5": 202605, "2026年12月": 202612,
	} {
		if got, err := ParseMonth("from_month", text, "2026-03-02"); err != nil || got != want {
			t.Errorf("%q reads as %d, %v; want %d", text, got, err, want)
		}
	}
	for text, want := range map[string]string{"春天": "from_month malformed", "13": "from_month impossible", "2026-13": "from_month impossible", "26091": "from_month malformed", "+x": "from_month malformed"} {
		if _, err := ParseMonth("from_month", text, "2026-03-02"); saidNo(err) != want {
			t.Errorf("%q is refused with %q, want %q", text, saidNo(err), want)
		}
	}
}

func FuzzAMonthIsAMonthOrRefused(f *testing.F) {
	for _, text := range []string{"9", "2026年12月", "+3", "下月", "--", "99-99"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		month, err := ParseMonth("from_month", text, "2026-03-02")
		if err == nil && month != 0 && !monthExists(month) {
			t.Errorf("%q reads as %d", text, month)
		}
	})
}

func TestAnOpportunityIsRefused(t *testing.T) {
	good := Opportunity{Customer: CustomerID{1}, Kind: "capacity", Note: "扩建冷库", Stage: StageLead}
	tests := []struct {
		name   string
		change func(*Opportunity)
		want   string
	}{
		{"a whole one is taken", func(*Opportunity) {}, ""},
		{"of no kind", func(o *Opportunity) { o.Kind = "" }, "opportunity_kind missing"},
		{"of nothing", func(o *Opportunity) { o.Note = "" }, "opportunity_note missing"},
		{"with less than no capacity", func(o *Opportunity) { o.CapacityVA = -1 }, "capacity_va impossible"},
		{"expected in no month", func(o *Opportunity) { o.ExpectedMonth = 202600 }, "expected_month impossible"},
		{"with a next step yesterday", func(o *Opportunity) { o.NextOn = "2026-03-01" }, "next_on has_passed"},
		{"kept with a next step yesterday", func(o *Opportunity) { o.ID, o.NextOn = OpportunityID{1}, "2026-03-01" }, ""},
		{"lost without saying why", func(o *Opportunity) { o.Stage = StageLost }, "result needs_reason"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			o := good
			tt.change(&o)
			if got := saidNo(o.Check("2026-03-02")); got != tt.want {
				t.Errorf("refused with %q, want %q", got, tt.want)
			}
		})
	}
}
