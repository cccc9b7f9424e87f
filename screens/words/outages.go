package words

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// OutageKind names why power is off.
func OutageKind(kind app.OutageKind) string {
	switch kind {
	case app.PlannedOutage:
		return lang.L("Planned outage")
	case app.TemporaryOutage:
		return lang.L("Temporary outage")
	case app.FaultOutage:
		return lang.L("Fault outage")
	case app.OrderlyOutage:
		return lang.L("Orderly-use outage")
	}
	return string(kind)
}

// OutageStatus names where an outage stands.
func OutageStatus(status app.OutageStatus) string {
	switch status {
	case app.OutagePlanned:
		return lang.L("Not announced")
	case app.OutageAnnounced:
		return lang.L("Announced")
	case app.OutageUnderWay:
		return lang.L("Power off")
	case app.OutageRestored:
		return lang.L("Power is back")
	case app.OutageCancelled:
		return lang.L("Cancelled")
	}
	return string(status)
}

// OutageVerb names a step of an outage as a person presses it.
func OutageVerb(verb string) string {
	switch verb {
	case "announce":
		return lang.L("Announce")
	case "begin":
		return lang.L("Power goes off")
	case "restore":
		return lang.L("Restore power")
	case "cancel":
		return lang.L("Cancel the outage")
	case "resume":
		return lang.L("Still off after all")
	}
	return verb
}

// OutageView names a list of outages.
func OutageView(view app.OutageView) string {
	switch view {
	case app.OutagesNow:
		return lang.L("Power off now")
	case app.OutagesAhead:
		return lang.L("To come")
	case app.OutagesPast:
		return lang.L("Past")
	}
	return string(view)
}

// NoticeResult names what came of telling a customer.
func NoticeResult(result app.NoticeResult) string {
	switch result {
	case app.NoticeReached:
		return lang.L("Told")
	case app.NoticeNotReached:
		return lang.L("Not reached")
	case app.NoticeRefused:
		return lang.L("Refused to sign")
	}
	return string(result)
}

// Deadline names what an outage nears.
func Deadline(step string) string {
	switch step {
	case "begin":
		return lang.L("Power goes off")
	case "end":
		return lang.L("Power due back")
	}
	return LimitStep(step)
}

// fromTo is a stretch of time, the second day left out when it is the first.
func fromTo(from, to int64, now time.Time) string {
	first, last := Moment(from, now), Moment(to, now)
	switch {
	case from == 0:
		return ""
	case to == 0:
		return lang.L("from {{.Time}}", map[string]any{"Time": first})
	case app.DayOf(time.UnixMilli(from)) == app.DayOf(time.UnixMilli(to)):
		last = app.TimeOfDay(time.UnixMilli(to))
	}
	return first + " – " + last
}

// OutagePlan is when an outage is to be.
func OutagePlan(o app.Outage, now time.Time) string { return fromTo(o.PlannedFrom, o.PlannedTo, now) }

// OutageFact is when power was off, once it was.
func OutageFact(o app.Outage, now time.Time) string { return fromTo(o.ActualFrom, o.ActualTo, now) }

// KnownOutage is what a clerk reads out to who reports a fault: that it is
// known, where, and until when.
func KnownOutage(o app.OutageRow, now time.Time) string {
	said := map[string]any{"Place": o.Scope, "Kind": OutageKind(o.Kind), "Time": Moment(o.PlannedTo, now), "Number": o.Number}
	if o.PlannedTo == 0 {
		return lang.L("Known outage {{.Number}}: {{.Place}}, {{.Kind}}, end not known yet", said)
	}
	return lang.L("Known outage {{.Number}}: {{.Place}}, {{.Kind}}, until {{.Time}}", said)
}

// OutageHistory tells how often a place was without power, as a reply to a
// complaint says it: the sum, then each outage on a line.
func OutageHistory(h app.PlaceHistory, now time.Time) string {
	said := map[string]any{"Place": h.Name, "From": string(h.From), "To": string(h.To), "N": Count(h.Count), "Minutes": Count(h.Minutes)}
	if h.Count == 0 {
		return lang.L("{{.Place}}: no outage from {{.From}} to {{.To}}.", said)
	}
	lines := []string{lang.L("{{.Place}}, from {{.From}} to {{.To}}: outages {{.N}}, minutes in all {{.Minutes}}.", said)}
	for _, o := range h.Outages {
		line := OutageFact(o.Outage, now) + "  " + OutageKind(o.Kind)
		if o.Reason != "" {
			line += "  " + o.Reason
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}
