package app

import (
	"testing"
	"time"
)

func TestServiceFiguresAreBroughtTogether(t *testing.T) {
	ask := ServiceAsk{From: "2026-03-01", To: "2026-03-31", Scope: ScopeAll}
	r := NewServiceReport(ask,
		[]ServiceSums{
			{Kind: Fault, Accepted: 4, Closed: 3, Open: 1, Overdue: 1, Trips: 1, Persons: 6},
			{Kind: Consultation, Accepted: 20, Closed: 20, FirstContact: 15, Rated: 10, Satisfied: 9},
			{Kind: Fault, Green: "emergency", Accepted: 2, Closed: 2, Persons: 2},
			{Kind: Consultation, Company: 20 * time.Hour}, // another query's row of the same kind
		},
		[]LimitSums{
			{Set: SetCompany, Step: "answer", Kind: Consultation, Count: LimitCount{Met: 18, Broken: 2}},
			{Set: SetPromise, Step: "arrive", Kind: Fault, Count: LimitCount{Met: 1, Broken: 1, Running: 1}},
			{Set: SetPromise, Step: "arrive", Kind: Fault, Green: "emergency", Count: LimitCount{Met: 2}},
			{Set: SetPromise, Step: "restore", Kind: Fault, Count: LimitCount{Met: 1}},
		}, nil)
	if len(r.Kinds) != 2 || r.Kinds[0].Kind != Consultation || r.Kinds[1].Kind != Fault {
		t.Fatalf("kinds %+v, want consultations before faults", r.Kinds)
	}
	consultations, faults := r.Kinds[0], r.Kinds[1]
	for _, tt := range []struct {
		what      string
		got, want any
	}{
		{"faults accepted, in and out of the green channel", faults.Accepted, int64(6)},
		{"solved at first contact", consultations.OfClosed(consultations.FirstContact).Value(), 0.75},
		{"company time in ms", consultations.CompanyTime().Value(), float64(time.Hour.Milliseconds())},
		{"persons met", faults.OfClosed(faults.Persons).Value(), 1.6},
		{"limits of faults", faults.Limits, LimitCount{4, 1, 1}},
		{"all accepted", r.All.Accepted, int64(26)},
		{"all on time", r.All.Limits.OnTime(), Ratio{22, 25}},
		{"the first rule set", r.Limits[0].Set, SetPromise},
		{"the commonest step", r.Limits[0].Step, "arrive"},
		{"its clocks", r.Limits[0].Count, LimitCount{3, 1, 1}},
		{"rows of limits", len(r.Limits), 3},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %v, want %v", tt.what, tt.got, tt.want)
		}
	}
}

func TestTheGreenChannelIsSetBesideTheSameKinds(t *testing.T) {
	hours := func(n, each int64) time.Duration { return time.Duration(n*each) * time.Hour }
	r := NewServiceReport(ServiceAsk{},
		[]ServiceSums{
			{Kind: Consultation, Accepted: 90, Closed: 90, Company: hours(90, 1)},
			{Kind: LVBusiness, Accepted: 10, Closed: 10, Company: hours(10, 100)},
			{Kind: Fault, Accepted: 50, Closed: 50, Company: hours(50, 2)},
			{Kind: LVBusiness, Green: "livelihood", Accepted: 4, Closed: 3, Company: hours(3, 60)},
			{Kind: Consultation, Green: "livelihood", Accepted: 1, Closed: 1, Company: hours(1, 1)},
			{Kind: HVOrdinary, Green: "major_project", Accepted: 1},
		},
		[]LimitSums{{Set: SetCompany, Step: "answer", Kind: LVBusiness, Green: "livelihood", Count: LimitCount{Met: 3, Running: 1}}},
		[]GreenApproval{{"major_project", "王所", 1}, {"livelihood", "李所", 2}, {"livelihood", "王所", 3}})
	if len(r.Green) != 2 || r.Green[0].Green != "livelihood" {
		t.Fatalf("green %+v, want the commonest reason first", r.Green)
	}
	g := r.Green[0]
	if g.Accepted != 5 || g.Limits != (LimitCount{Met: 3, Running: 1}) {
		t.Errorf("%d cases, limits %+v", g.Accepted, g.Limits)
	}
	if len(g.Approvals) != 2 || g.Approvals[0].Name != "王所" {
		t.Errorf("approved by %+v, want the most first", g.Approvals)
	}
	// Three of four were connections: (3 × 100 h + 1 × 1 h) / 4, not the mean of all.
	if got := time.Duration(g.Beside.Value()) * time.Millisecond; got != 301*time.Hour/4 || g.Beside.Of != 100 {
		t.Errorf("beside: %v of %d cases, want 75h15m of 100", got, g.Beside.Of)
	}
	if r.Green[1].Beside.Known() {
		t.Error("a kind that nobody had outside the green channel is compared")
	}
}

func TestARatioOfFewSaysSo(t *testing.T) {
	for _, tt := range []struct {
		name       string
		ratio      Ratio
		known, few bool
	}{
		{"of none", Ratio{}, false, true},
		{"of nine", Ratio{9, 9}, true, true},
		{"of ten", Ratio{1, 10}, true, false},
	} {
		if tt.ratio.Known() != tt.known || tt.ratio.Few() != tt.few {
			t.Errorf("%s: known %v, few %v", tt.name, tt.ratio.Known(), tt.ratio.Few())
		}
	}
}

func TestSpansOfFigures(t *testing.T) {
	for _, tt := range []struct {
		name     string
		span     ServiceSpan
		today    Day
		from, to Day
	}{
		{"a week begins on Monday", ThisWeek, "2026-03-01", "2026-02-23", "2026-03-01"},
		{"Monday is a week of one day", ThisWeek, "2026-03-02", "2026-03-02", "2026-03-02"},
		{"this month ends today", ThisMonth, "2026-03-15", "2026-03-01", "2026-03-15"},
		{"last month is whole", LastMonth, "2026-03-15", "2026-02-01", "2026-02-28"},
		{"last month of January", LastMonth, "2026-01-31", "2025-12-01", "2025-12-31"},
		{"this year", ThisYear, "2026-03-15", "2026-01-01", "2026-03-15"},
		{"no day has no span", ThisYear, "", "", ""},
	} {
		if from, to := tt.span.Days(tt.today); from != tt.from || to != tt.to {
			t.Errorf("%s: %s to %s, want %s to %s", tt.name, from, to, tt.from, tt.to)
		}
	}
}

func TestASpanThatIsNoneIsRefused(t *testing.T) {
	for _, tt := range []struct {
		name  string
		ask   ServiceAsk
		field string // "": allowed
	}{
		{"without a first day", ServiceAsk{To: "2026-03-01"}, "from_on"},
		{"without a last day", ServiceAsk{From: "2026-03-01"}, "to_on"},
		{"that ends before it begins", ServiceAsk{From: "2026-03-02", To: "2026-03-01"}, "to_on"},
		{"of one day", ServiceAsk{From: "2026-03-01", To: "2026-03-01"}, ""},
	} {
		got := ""
		if no, is := tt.ask.Check().(*Refusal); is {
			got = no.Field
		}
		if got != tt.field {
			t.Errorf("a span %s: refused %q, want %q", tt.name, got, tt.field)
		}
	}
}
