package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// VisitStatus names where a visit stands.
func VisitStatus(status app.VisitStatus) string {
	switch status {
	case app.VisitPlanned:
		return lang.X("visit.planned", "Planned")
	case app.VisitAppointed:
		return lang.L("Appointed")
	case app.VisitRecorded:
		return lang.L("Recorded")
	case app.VisitFollowUp:
		return lang.L("To call back")
	case app.VisitArchived:
		return lang.X("visit.archived", "Archived")
	case app.VisitCancelled:
		return lang.X("visit.cancelled", "Cancelled")
	}
	return string(status)
}

// VisitWork names a list of visits of the start page.
func VisitWork(work app.VisitWork) string {
	if work == app.VisitsOverdue {
		return lang.L("Visits overdue")
	}
	return lang.L("Visits today")
}

// Rhythm says how often somebody is visited.
func Rhythm(r app.VisitRhythm) string {
	values := map[string]any{"N": r.Months}
	switch {
	case r.Months == 0:
		return lang.L("not by rhythm")
	case r.Months == 1 && r.OnSite:
		return lang.L("every month, on site")
	case r.Months == 1:
		return lang.L("every month")
	case r.OnSite:
		return lang.L("every {{.N}} months, on site", values)
	}
	return lang.L("every {{.N}} months", values)
}

// ShortDay is a day within a year that is known: 3-12.
func ShortDay(day app.Day) string {
	t := day.Time()
	if t.IsZero() {
		return ""
	}
	return lang.L("{{.Month}}-{{.Day}} {{.Weekday}}", map[string]any{"Month": int(t.Month()), "Day": t.Day(), "Weekday": Weekday(day.Weekday())})
}

// visitRefusal says why a plan of visits was refused.
func visitRefusal(no *app.Refusal) (string, bool) {
	value := map[string]any{"Day": Day(app.Day(no.Value))}
	switch no.Reason {
	case app.VisitNotOpen:
		return lang.L("This visit was made or cancelled already. It stays as it is."), true
	case app.BeforeToday:
		return lang.L("{{.Day}} has passed. Choose today or a later day.", value), true
	case app.NobodyChosen:
		return lang.L("Nobody is chosen. Mark customers with Space, or all of them with Ctrl+A."), true
	case app.SecondThatDay:
		return lang.L("This customer has a visit on {{.Day}} already. Choose another day, or tick that a second visit is meant.", value), true
	case app.PlannedThen:
		return lang.L("has a visit on {{.Day}} already", value), true
	case app.NoWorkingDay:
		return lang.L("No working day is left in this time. Choose a later one."), true
	}
	return "", false
}
