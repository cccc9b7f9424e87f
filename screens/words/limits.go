package words

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// LimitKind names what a limit is for: a kind of case, or outages, which are
// none.
func LimitKind(kind app.CaseKind) string {
	if kind == "outage" {
		return lang.L("Outage")
	}
	return Kind(kind)
}

// LimitStep names what a limit measures.
func LimitStep(step string) string {
	switch step {
	case "reply", "answer":
		return lang.L("Reply")
	case "contact":
		return lang.L("First contact")
	case "arrive", "arrival":
		return lang.L("Crew on site")
	case "restore", "restoration":
		return lang.L("Power restored")
	case "plan":
		return lang.L("Supply scheme answered")
	case "connect":
		return lang.L("Meter installed and energised")
	case "whole":
		return lang.L("Whole process")
	case "company_steps", "sum":
		return lang.L("Company's steps")
	case "reconnect":
		return lang.L("Supply restored after payment")
	case "visit", "on_site":
		return lang.L("On site")
	case "process", "handle":
		return lang.L("Processed")
	}
	return laterStep(step)
}

// laterStep names the steps of connections by high voltage and of channels.
func laterStep(step string) string {
	switch step {
	case "design":
		return lang.L("Design review")
	case "interim":
		return lang.L("Interim inspection")
	case "completion":
		return lang.L("Completion inspection")
	case "plan_valid":
		return lang.L("Supply scheme valid")
	case "regulator_accept":
		return lang.L("Regulator: taken up or refused")
	case "regulator_close":
		return lang.L("Regulator: closed")
	case "channel_answer":
		return lang.L("Reply to the channel")
	case "conclude":
		return lang.L("Finding")
	case "answer_after":
		return lang.L("Reply after the work")
	case "back_by":
		return lang.L("Supply back or ended")
	case app.StepNotice:
		return lang.L("Notice to customers")
	case app.StepNoticeImportant:
		return lang.L("Notice to important users")
	}
	return strings.ReplaceAll(step, "_", " ")
}

// RuleSet names whose limit it is.
func RuleSet(set string) string {
	switch set {
	case "law":
		return lang.L("Law")
	case "promise":
		return lang.L("Promise")
	case "internal", "company":
		return lang.L("Internal")
	}
	return set
}

// LimitEvent names what starts or stops a limit.
func LimitEvent(event app.Event) string {
	switch event {
	case app.EventAccepted:
		return lang.X("event.accepted", "acceptance")
	case app.EventContacted:
		return lang.X("event.contacted", "first contact")
	case app.EventPlanAnswered:
		return lang.X("event.plan_answered", "scheme answered")
	case app.EventConnected:
		return lang.X("event.connected", "energised")
	case app.EventArrived:
		return lang.X("event.arrived", "arrival on site")
	case app.EventRestored:
		return lang.X("event.restored", "power restored")
	case app.EventAnswered:
		return lang.X("event.answered", "answer")
	case app.EventClosed:
		return lang.X("event.closed", "closing")
	case app.EventSurveyed:
		return lang.X("event.surveyed", "site survey")
	case app.EventDesignSubmitted:
		return lang.X("event.design_submitted", "design submitted")
	case app.EventDesignAnswered:
		return lang.X("event.design_answered", "design answered")
	}
	return laterEvent(event)
}

func laterEvent(event app.Event) string {
	switch event {
	case app.EventInterimRequested:
		return lang.X("event.interim_requested", "interim inspection asked for")
	case app.EventInterimChecked:
		return lang.X("event.interim_checked", "interim inspection done")
	case app.EventCompletionRequested:
		return lang.X("event.completion_requested", "completion reported")
	case app.EventCompletionChecked:
		return lang.X("event.completion_checked", "completion inspected")
	case app.EventExecuted:
		return lang.X("event.executed", "work done")
	case app.EventFound:
		return lang.X("event.found", "finding")
	case app.EventPublished:
		return lang.X("event.published", "publication")
	case app.EventInterrupted:
		return lang.X("event.interrupted", "start of the outage")
	}
	return strings.ReplaceAll(string(event), "_", " ")
}

// LimitUnit names what a limit counts.
func LimitUnit(unit app.LimitUnit) string {
	switch unit {
	case app.WorkingDays:
		return lang.L("Working days")
	case app.CalendarDays:
		return lang.L("Calendar days")
	case app.WorkHours:
		return lang.L("Working hours")
	case app.Hours:
		return lang.L("Hours, day and night")
	case app.Minutes:
		return lang.L("Minutes, day and night")
	}
	return string(unit)
}

// Amount is a limit as people say it, 5 working days.
func Amount(n int64, unit app.LimitUnit) string {
	values := map[string]any{"N": n}
	if n == 1 {
		switch unit {
		case app.WorkingDays:
			return lang.X("amount.working_day", "{{.N}} working day", values)
		case app.CalendarDays:
			return lang.X("amount.day", "{{.N}} day", values)
		case app.WorkHours:
			return lang.X("amount.work_hour", "{{.N}} working hour", values)
		}
	}
	switch unit {
	case app.WorkingDays:
		return lang.X("amount.working_days", "{{.N}} working days", values)
	case app.CalendarDays:
		return lang.X("amount.days", "{{.N}} days", values)
	case app.WorkHours:
		return lang.X("amount.work_hours", "{{.N}} working hours", values)
	case app.Hours:
		return lang.L("{{.N}} h", values)
	}
	return lang.L("{{.N}} min", values)
}

// RuleMark says how sure the figures of a rule are.
func RuleMark(mark string) string {
	switch mark {
	case app.MarkRead:
		return lang.L("V  read in a public source")
	case app.MarkRecalled:
		return lang.L("R  known, not read again")
	case app.MarkDoubtful:
		return lang.L("?  doubtful, or of another province")
	}
	return mark
}

// Severity says how grave it is to miss a limit.
func Severity(severity string) string {
	switch severity {
	case app.SeverityHigh:
		return lang.X("severity.high", "High")
	case app.SeverityMedium:
		return lang.X("severity.medium", "Medium")
	case app.SeverityLow:
		return lang.X("severity.low", "Low")
	}
	return severity
}

// LimitClass names the class of a limit, whichever table it is from.
func (c *Codes) LimitClass(class string) string {
	switch class {
	case "":
		return ""
	case "line_works":
		return lang.L("with line works")
	case "no_line_works":
		return lang.L("without line works")
	}
	for _, list := range []string{"area_type", "service_sub_kind", "complaint_class", "supply_count", "change_kind", "channel"} {
		if label := c.Label(list, class); label != class {
			return label
		}
	}
	return OutageKind(app.OutageKind(class))
}

// DueMoment is the end of a limit in full; midnight is the end of its day.
func DueMoment(ms int64) string {
	at := time.UnixMilli(ms).In(app.Local)
	if at.Hour() == 0 && at.Minute() == 0 {
		return Day(app.DayOf(at.Add(-time.Minute))) + " 24:00"
	}
	return FullMoment(ms)
}

// FullMoment is a time of day with its date and weekday.
func FullMoment(ms int64) string {
	at := time.UnixMilli(ms).In(app.Local)
	return Day(app.DayOf(at)) + " " + at.Format("15:04")
}

// CustomerTime is the customer's clock beside the company's; "" for a case that
// never waited.
func CustomerTime(waited app.CustomerTime) string {
	values := map[string]any{"Total": Span(waited.Total), "Current": Span(waited.Current)}
	switch {
	case waited.Since != 0 && waited.Total > waited.Current:
		return lang.L("Waiting for the customer for {{.Current}}, {{.Total}} in all", values)
	case waited.Since != 0:
		return lang.L("Waiting for the customer for {{.Current}}", values)
	case waited.Total > 0:
		return lang.L("Waited for the customer for {{.Total}} in all", values)
	}
	return ""
}

// hours is a length of time as 3 h 30 min.
func hours(ms int64) string {
	whole, rest := ms/3_600_000, ms/60_000%60
	switch {
	case rest == 0:
		return Amount(whole, app.Hours)
	case whole == 0:
		return Amount(rest, app.Minutes)
	}
	return Amount(whole, app.Hours) + " " + Amount(rest, app.Minutes)
}
