package app

import (
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// publishedDays is the calendar the program ships.
func publishedDays(t testing.TB) *Calendar {
	t.Helper()
	file, err := os.Open("../assets/calendar/holidays-cn.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	listed, err := ParseCalendar(file)
	if err != nil {
		t.Fatal(err)
	}
	days, err := NewCalendar(listed)
	if err != nil {
		t.Fatal(err)
	}
	return days
}

// shippedRules are the limits the program ships.
func shippedRules(t testing.TB) []LimitRule {
	t.Helper()
	var rules []LimitRule
	for _, name := range []string{"limits", "limits-2"} {
		file, err := os.Open("../assets/rules/" + name + ".csv")
		if err != nil {
			t.Fatal(err)
		}
		some, err := ParseLimitRules(file)
		_ = file.Close()
		if err != nil {
			t.Fatal(err)
		}
		rules = append(rules, some...)
	}
	return rules
}

// at is a moment of the local day, "2026-02-13 15:04".
func at(t testing.TB, text string) time.Time {
	t.Helper()
	moment, err := time.ParseInLocation("2006-01-02 15:04", text, Local)
	if err != nil {
		t.Fatal(err)
	}
	return moment
}

func TestLimitDue(t *testing.T) {
	days := publishedDays(t)
	tests := []struct {
		name        string
		rule        LimitRule
		start       string
		end         string
		day         Day
		provisional bool
	}{
		{
			"a crew has 45 minutes, by night too",
			LimitRule{Amount: 45, Unit: Minutes},
			"2026-02-17 23:30", "2026-02-18 00:15", "2026-02-18", false,
		},
		{
			"hours run through the Spring Festival",
			LimitRule{Amount: 24, Unit: Hours},
			"2026-02-16 09:00", "2026-02-17 09:00", "2026-02-17", false,
		},
		{
			"three working days over the Spring Festival end on the last one's midnight",
			LimitRule{Amount: 3, Unit: WorkingDays},
			"2026-02-13 16:00", "2026-02-26 00:00", "2026-02-25", false,
		},
		{
			"accepted on a Saturday, due on an adjusted Sunday",
			LimitRule{Amount: 1, Unit: WorkingDays},
			"2026-09-19 09:00", "2026-09-21 00:00", "2026-09-20", false,
		},
		{
			"accepted shortly after local midnight counts from that day",
			LimitRule{Amount: 1, Unit: WorkingDays},
			"2026-09-22 00:01", "2026-09-24 00:00", "2026-09-23", false,
		},
		{
			"into a year without notice",
			LimitRule{Amount: 3, Unit: WorkingDays},
			"2026-12-31 10:00", "2027-01-06 00:00", "2027-01-05", true,
		},
		{
			"a term of law that ends on a holiday ends on the next working day",
			LimitRule{RuleSet: SetLaw, Amount: 7, Unit: CalendarDays},
			"2026-09-25 10:00", "2026-10-09 00:00", "2026-10-08", false,
		},
		{
			"a promise in days ends on the holiday",
			LimitRule{RuleSet: SetPromise, Amount: 7, Unit: CalendarDays},
			"2026-09-25 10:00", "2026-10-03 00:00", "2026-10-02", false,
		},
		{
			"a term of law that ends on a working day stays",
			LimitRule{RuleSet: SetLaw, Amount: 7, Unit: CalendarDays},
			"2026-09-14 10:00", "2026-09-22 00:00", "2026-09-21", false,
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			due := tt.rule.Due(at(t, tt.start), days)
			if !due.At.Equal(at(t, tt.end)) || due.Day() != tt.day || due.Provisional != tt.provisional {
				t.Errorf("due %s on %s, provisional %v, want %s on %s, %v", due.At.In(Local), due.Day(), due.Provisional, tt.end, tt.day, tt.provisional)
			}
		})
	}
}

// TestShippedLimits says for each kind and class which limits a case accepted
// in 2026 has, as set/step amount unit.
func TestShippedLimits(t *testing.T) {
	const lowVoltageRest = "law/design 8 working_days, law/interim 3 working_days, law/completion 5 working_days, law/plan_valid 90 calendar_days"
	rules := shippedRules(t)
	tests := []struct {
		name  string
		kind  CaseKind
		class string
		on    Day
		want  string
	}{
		{"an inquiry", Consultation, "", "2026-03-02", "company/answer 5 working_days"},
		{"a fault in town", Fault, "urban", "2026-03-02", "law/arrive 45 minutes, promise/arrive 45 minutes, promise/restore 3 hours"},
		{"a fault in the country", Fault, "rural", "2026-03-02", "law/arrive 90 minutes, promise/arrive 90 minutes, promise/restore 4 hours"},
		{"a fault in the mountains", Fault, "remote", "2026-03-02", "law/arrive 120 minutes, promise/arrive 120 minutes"},
		{
			"a complaint", Complaint, "service", "2026-03-02",
			"promise/contact 24 hours, promise/answer 5 working_days, company/answer 4 working_days, law/answer 10 working_days",
		},
		{"a resident's connection", LVResident, "", "2026-03-02", "law/plan 3 working_days, law/connect 3 working_days, promise/whole 5 working_days, law/plan_valid 90 calendar_days"},
		{
			"a business without line works", LVBusiness, "no_line_works", "2026-03-02",
			"law/plan 3 working_days, law/connect 5 working_days, promise/company_steps 6 working_days, promise/whole 5 working_days, " + lowVoltageRest,
		},
		{
			"a business with line works", LVBusiness, "line_works", "2026-03-02",
			"law/plan 3 working_days, law/connect 5 working_days, promise/company_steps 6 working_days, promise/whole 15 working_days, " + lowVoltageRest,
		},
		{
			"a business before the rules of 2024", LVBusiness, "line_works", "2024-05-31",
			"law/plan 8 working_days, law/connect 5 working_days, promise/company_steps 6 working_days, law/design 8 working_days, " +
				"law/interim 3 working_days, law/completion 5 working_days",
		},
		{"a reconnection", ServiceRequest, "reconnection", "2026-03-02", "promise/reconnect 24 hours, company/answer 2 working_days"},
		{"damaged appliances", ServiceRequest, "appliance_damage", "2026-03-02", "company/visit 24 hours, company/answer 5 working_days, company/answer_after 1 working_days"},
		{"a meter test", ServiceRequest, "meter_test", "2026-03-02", "promise/answer 5 working_days, company/answer 4 working_days"},
		{"doubtful readings", ServiceRequest, "reading_data", "2026-03-02", "promise/answer 5 working_days, company/answer 6 working_days"},
		{"any other request", ServiceRequest, "other", "2026-03-02", "company/answer 5 working_days"},
		{
			"a high-voltage connection from one source", HVOrdinary, "single", "2026-03-02",
			"law/plan 10 working_days, law/completion 7 working_days, law/connect 7 working_days, law/plan_valid 365 calendar_days, " +
				"promise/company_steps 22 working_days, company/plan 6 working_days, company/completion 5 working_days, company/connect 5 working_days",
		},
		{
			"a high-voltage connection before the rules of 2024", "hv_ordinary", "dual", "2024-05-31",
			"law/plan 45 working_days, law/completion 7 working_days, law/connect 7 working_days, promise/company_steps 32 working_days, " +
				"company/plan 30 working_days, company/completion 5 working_days, company/connect 5 working_days",
		},
		{
			"a special connection from two sources", "hv_special", "dual", "2026-03-02",
			"law/plan 20 working_days, law/design 20 working_days, law/interim 5 working_days, law/completion 7 working_days, law/connect 7 working_days, " +
				"law/plan_valid 365 calendar_days, promise/company_steps 32 working_days, company/plan 14 working_days, company/design 10 working_days, " +
				"company/interim 5 working_days, company/completion 5 working_days, company/connect 5 working_days",
		},
		{
			"a complaint through the regulator", Complaint, "service 12398", "2026-03-02",
			"promise/contact 24 hours, promise/answer 5 working_days, company/answer 4 working_days, law/answer 10 working_days, " +
				"law/regulator_accept 7 calendar_days, law/regulator_close 60 calendar_days, company/channel_answer 10 working_days",
		},
		{
			"a complaint by letter", Complaint, "business letter", "2026-03-02",
			"promise/contact 24 hours, promise/answer 5 working_days, company/answer 4 working_days, law/answer 10 working_days, company/channel_answer 10 calendar_days",
		},
		{"a report of wrongdoing", "wrongdoing", "", "2026-03-02", "promise/contact 24 hours, promise/answer 10 working_days, company/conclude 9 working_days"},
		{"a suggestion", "suggestion", "", "2026-03-02", "company/answer 9 working_days"},
		{"praise is not timed", "praise", "", "2026-03-02", ""},
		{"a booked charge on the motorway", ServiceRequest, "charging_booking", "2026-03-02", "company/answer 5 working_days, company/arrive 45 minutes, company/answer_after 2 hours"},
		{"a demand of another department", "internal_demand", "", "2026-03-02", "company/answer 10 working_days"},
		{"nothing was in force in 2009", Fault, "urban", "2009-12-31", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := told(Matching(rules, tt.kind, tt.class, tt.on)); got != tt.want {
				t.Errorf("limits are\n%s, want\n%s", got, tt.want)
			}
		})
	}
}

func TestShortenedLimits(t *testing.T) {
	tests := []struct {
		name   string
		rule   LimitRule
		factor float64
		want   int64
	}{
		{"half of four days", LimitRule{RuleSet: SetCompany, Amount: 4}, GreenFactor, 2},
		{"half of five is rounded up", LimitRule{RuleSet: SetCompany, Amount: 5}, GreenFactor, 3},
		{"one stays one", LimitRule{RuleSet: SetCompany, Amount: 1}, GreenFactor, 1},
		{"a tenth of ten is exact", LimitRule{RuleSet: SetCompany, Amount: 10}, 0.1, 1},
		{"a tenth of one is still one", LimitRule{RuleSet: SetCompany, Amount: 1}, 0.1, 1},
		{"the law is not shortened", LimitRule{RuleSet: SetLaw, Amount: 10}, GreenFactor, 10},
		{"a promise is not shortened", LimitRule{RuleSet: SetPromise, Amount: 5}, GreenFactor, 5},
		{"a factor of more than one lengthens nothing", LimitRule{RuleSet: SetCompany, Amount: 5}, 2, 5},
		{"a factor of nothing is no factor", LimitRule{RuleSet: SetCompany, Amount: 5}, 0, 5},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := tt.rule.Shortened(tt.factor).Amount; got != tt.want {
				t.Errorf("%d times %v is %d, want %d", tt.rule.Amount, tt.factor, got, tt.want)
			}
		})
	}
}

func TestAShortenedClockKeepsItsAmount(t *testing.T) {
	days := publishedDays(t)
	rule := LimitRule{RuleSet: SetCompany, Amount: 4, Unit: WorkingDays, Starts: EventAccepted, Stops: EventAnswered}
	c := StartClocks([]LimitRule{rule.Shortened(GreenFactor)}, EventAccepted, at(t, "2026-03-02 09:00"), days)[0]
	kept := Clock{StartAt: c.StartAt, DueAt: c.DueAt, Amount: c.Amount}.Under(rule)
	if kept != c || kept.Recount(nil, days) != c || c.DueDay() != "2026-03-04" {
		t.Errorf("read back it is %+v, counted anew %+v, was %+v", kept, kept.Recount(nil, days), c)
	}
}

func told(rules []LimitRule) string {
	var out []string
	for _, r := range rules {
		out = append(out, string(r.RuleSet)+"/"+r.Step+" "+number(r.Amount)+" "+string(r.Unit))
	}
	return strings.Join(out, ", ")
}

func TestMatchingPrefersTheSpecialRuleOverTheNewerGeneralOne(t *testing.T) {
	rules := []LimitRule{
		{RuleSet: SetCompany, Version: 1, Kind: Fault, Step: "arrive", Class: "urban", Amount: 30, ValidFrom: "2020-01-01"},
		{RuleSet: SetCompany, Version: 3, Kind: Fault, Step: "arrive", Amount: 60, ValidFrom: "2024-01-01"},
		{RuleSet: SetCompany, Version: 2, Kind: Fault, Step: "arrive", Amount: 70, ValidFrom: "2022-01-01", ValidTo: "2025-12-31"},
	}
	tests := []struct {
		name, class string
		on          Day
		want        int64
	}{
		{"in town the rule for town holds", "urban", "2026-01-01", 30},
		{"elsewhere the newest one holds", "rural", "2025-01-01", 60},
		{"before the newest the older one holds", "rural", "2023-12-31", 70},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Matching(rules, Fault, tt.class, tt.on)
			if len(got) != 1 || got[0].Amount != tt.want {
				t.Errorf("got %v, want one rule of %d", got, tt.want)
			}
		})
	}
}

func TestOrderOfTheRulesDoesNotMatter(t *testing.T) {
	rules := shippedRules(t)
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(CaseKinds()).Draw(t, "kind")
		class := rapid.SampledFrom([]string{"", "urban", "rural", "line_works", "meter_test", "reconnection"}).Draw(t, "class")
		on := Day("2022-01-01").AddDays(rapid.IntRange(0, 2000).Draw(t, "days"))
		want := map[string]bool{}
		for _, r := range Matching(rules, kind, class, on) {
			want[told([]LimitRule{r})] = true
		}
		shuffled := Matching(rapid.Permutation(rules).Draw(t, "rules"), kind, class, on)
		for _, r := range shuffled {
			if !want[told([]LimitRule{r})] {
				t.Fatalf("%s appears in another order only", told([]LimitRule{r}))
			}
		}
		if len(shuffled) != len(want) {
			t.Fatalf("%d limits, want %d", len(shuffled), len(want))
		}
	})
}
