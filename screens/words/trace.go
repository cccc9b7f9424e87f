package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// TraceLine says one line of how a due date came about.
func TraceLine(l app.TraceLine) string {
	values := map[string]any{
		"Days": runOf(l.From, l.To), "When": FullMoment(l.At), "Name": l.Name, "First": l.Sum - l.Count + 1, "Last": l.Sum,
		"Hours": hours(l.Count), "Sum": hours(l.Sum), "Year": l.Count,
	}
	switch l.Kind {
	case app.TraceStart:
		return traceStart(l.Unit, values)
	case app.TraceRuns:
		return lang.L("{{.When}}: {{.Hours}} counted, day and night", values)
	case app.TraceCounted, app.TraceAdjusted:
		return traceCounted(l, values)
	case app.TraceWeekend:
		return lang.L("{{.Days}}: weekend, not counted", values)
	case app.TraceHoliday:
		return lang.L("{{.Days}}: {{.Name}}, not counted", values)
	case app.TraceClosed:
		return lang.L("{{.Days}}: no office hours left that day", values)
	case app.TraceMoved:
		return lang.L("{{.Days}}: the next working day, on which it ends", values)
	case app.TraceUnpublished:
		return lang.L("Provisional: days off after {{.Year}} are not published yet", values)
	case app.TraceDue:
		return lang.L("Due {{.When}}", map[string]any{"When": DueMoment(l.At)})
	}
	return tracePause(l, values)
}

func traceStart(unit app.LimitUnit, values map[string]any) string {
	if unit == app.WorkingDays || unit == app.CalendarDays {
		return lang.L("{{.When}}: start, a day that does not count", values)
	}
	return lang.L("{{.When}}: start", values)
}

// traceCounted tells which of the days these are, or how much office time.
func traceCounted(l app.TraceLine, values map[string]any) string {
	adjusted := l.Kind == app.TraceAdjusted
	switch {
	case l.Unit == app.WorkHours && adjusted:
		return lang.L("{{.Days}}: worked instead ({{.Name}}), {{.Hours}} of office hours, {{.Sum}} so far", values)
	case l.Unit == app.WorkHours:
		return lang.L("{{.Days}}: {{.Hours}} of office hours, {{.Sum}} so far", values)
	case adjusted && l.Count == 1:
		return lang.L("{{.Days}}: worked instead ({{.Name}}), day {{.Last}}", values)
	case adjusted:
		return lang.L("{{.Days}}: worked instead ({{.Name}}), days {{.First}} to {{.Last}}", values)
	case l.Count == 1:
		return lang.L("{{.Days}}: day {{.Last}}", values)
	}
	return lang.L("{{.Days}}: days {{.First}} to {{.Last}}", values)
}

func tracePause(l app.TraceLine, values map[string]any) string {
	values["Reason"] = l.Name
	if l.Evidence != "" {
		values["Reason"] = l.Name + lang.X("list.separator", ", ") + l.Evidence
	}
	values["Left"] = Amount(l.Left, l.Unit)
	if l.Unit != app.WorkingDays && l.Unit != app.CalendarDays {
		values["Left"] = hours(l.Left)
	}
	switch l.Kind {
	case app.TracePaused:
		return lang.L("{{.When}}: waits for the customer ({{.Reason}}), {{.Left}} left", values)
	case app.TraceResumed:
		return lang.L("{{.When}}: goes on with what was left", values)
	case app.TracePausedLate:
		return lang.L("{{.When}}: waits for the customer ({{.Reason}}), but the limit was over", values)
	case app.TraceStands:
		return lang.L("The limit stands until the case goes on", values)
	}
	return ""
}

// runOf is a day, or the first and last of several.
func runOf(from, to app.Day) string {
	if !from.Valid() || from == to {
		return shortDay(from)
	}
	return shortDay(from) + " – " + shortDay(to)
}

func shortDay(day app.Day) string {
	if !day.Valid() {
		return ""
	}
	return string(day)[5:] + " " + Weekday(day.Weekday())
}
