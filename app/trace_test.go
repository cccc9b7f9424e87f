package app

import (
	"fmt"
	"slices"
	"testing"
)

// shortly writes a trace for a test to read: kind, days, count of sum.
func shortly(lines []TraceLine) []string {
	var out []string
	for _, l := range lines {
		text := string(l.Kind)
		if l.From != "" {
			text += " " + string(l.From[5:])
		}
		if l.To != l.From {
			text += "…" + string(l.To[5:])
		}
		if l.Name != "" {
			text += " " + l.Name
		}
		if l.Count > 0 {
			text += fmt.Sprintf(" %d of %d", l.Count, l.Sum)
		}
		if l.Left > 0 {
			text += fmt.Sprintf(" left %d", l.Left)
		}
		out = append(out, text)
	}
	return out
}

func TestTrace(t *testing.T) {
	days := publishedDays(t)
	pause := func(from, to string) []Pause {
		p := Pause{From: at(t, from).UnixMilli(), Reason: "待客户资料"}
		if to != "" {
			p.To = at(t, to).UnixMilli()
		}
		return []Pause{p}
	}
	hour := 60 * msAMinute
	tests := []struct {
		name   string
		rule   LimitRule
		start  string
		pauses []Pause
		want   []string
	}{
		{
			"three working days over the Spring Festival",
			LimitRule{Amount: 3, Unit: WorkingDays},
			"2026-02-13 16:00", nil,
			[]string{"start", "adjusted 02-14 春节 1 of 1", "holiday 02-15…02-23 春节", "counted 02-24…02-25 2 of 3", "due"},
		},
		{
			"over a weekend",
			LimitRule{Amount: 5, Unit: WorkingDays},
			"2026-03-04 09:00", nil,
			[]string{"start", "counted 03-05…03-06 2 of 2", "weekend 03-07…03-08", "counted 03-09…03-11 3 of 5", "due"},
		},
		{
			"a pause in the middle",
			LimitRule{Amount: 5, Unit: WorkingDays, Pauses: string(WaitCustomer)},
			"2026-03-02 09:00",
			pause("2026-03-04 10:00", "2026-03-11 10:00"),
			[]string{"start", "counted 03-03…03-04 2 of 2", "paused 待客户资料 left 3", "resumed", "counted 03-12…03-13 2 of 4", "weekend 03-14…03-15", "counted 03-16 1 of 5", "due"},
		},
		{
			"a pause on the last day",
			LimitRule{Amount: 2, Unit: WorkingDays, Pauses: string(WaitCustomer)},
			"2026-03-02 09:00",
			pause("2026-03-04 10:00", "2026-03-07 10:00"),
			[]string{"start", "counted 03-03…03-04 2 of 2", "paused 待客户资料", "resumed", "weekend 03-08", "moved 03-09", "due"},
		},
		{
			"a pause that lasts",
			LimitRule{Amount: 2, Unit: WorkingDays, Pauses: string(WaitCustomer)},
			"2026-03-02 09:00", pause("2026-03-03 10:00", ""),
			[]string{"start", "counted 03-03 1 of 1", "paused 待客户资料 left 1", "still_paused"},
		},
		{
			"a pause too late",
			LimitRule{Amount: 1, Unit: WorkingDays, Pauses: string(WaitCustomer)},
			"2026-03-02 09:00", pause("2026-03-04 10:00", "2026-03-05 10:00"),
			[]string{"start", "paused_late 待客户资料", "counted 03-03 1 of 1", "due"},
		},
		{
			"a rule that does not pause",
			LimitRule{Amount: 1, Unit: WorkingDays},
			"2026-03-02 09:00", pause("2026-03-02 10:00", "2026-03-05 10:00"),
			[]string{"start", "counted 03-03 1 of 1", "due"},
		},
		{
			"a term of law ends after the holiday",
			LimitRule{RuleSet: SetLaw, Amount: 7, Unit: CalendarDays},
			"2026-09-25 10:00", nil,
			[]string{"start", "counted 09-26…10-02 7 of 7", "holiday 10-03…10-07 国庆节", "moved 10-08", "due"},
		},
		{
			"into a year without notice",
			LimitRule{Amount: 2, Unit: WorkingDays},
			"2026-12-30 10:00", nil,
			[]string{"start", "counted 12-31…01-01 2 of 2", "unpublished 2026 of 2", "due"},
		},
		{
			"minutes by night",
			LimitRule{Amount: 45, Unit: Minutes},
			"2026-02-17 23:30", nil,
			[]string{"start", fmt.Sprintf("runs %d of %d", 45*msAMinute, 45*msAMinute), "due"},
		},
		{
			"working hours over a weekend",
			LimitRule{Amount: 4, Unit: WorkHours},
			"2026-03-06 17:30", nil,
			[]string{"start", "closed 03-06", "weekend 03-07…03-08", fmt.Sprintf("counted 03-09 %d of %d", 4*hour, 4*hour), "due"},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := shortly(Trace(tt.rule, at(t, tt.start), tt.pauses, days)); !slices.Equal(got, tt.want) {
				t.Errorf("the trace is\n%q, want\n%q", got, tt.want)
			}
		})
	}
}
