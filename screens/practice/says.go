package practice

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// StateTone is how the state of an entry is coloured.
func StateTone(s app.PracticeState) widgets.Tone {
	switch s {
	case app.PracticeConfirmed:
		return widgets.ToneGood
	case app.PracticeRefused:
		return widgets.ToneBad
	}
	return widgets.ToneWarn
}

// caseText tells the case of an entry as far as the reader may see it.
func caseText(row app.PracticeRow) string {
	if row.CaseShut {
		return lang.L("Not open to you")
	}
	return joined(row.CaseNumber, words.Kind(row.CaseKind))
}

func visitText(row app.PracticeRow) string {
	if row.VisitShut {
		return lang.L("Not open to you")
	}
	return joined(row.VisitNo, row.VisitTo)
}

// linkText is what an entry hangs on, in the room of a list.
func linkText(d *desk.Desk, row app.PracticeRow) string {
	switch {
	case row.CaseNumber != "" || row.CaseShut:
		return caseText(row)
	case row.VisitNo != "" || row.VisitShut:
		return visitText(row)
	}
	return articleName(d, row.Article)
}

func articleName(d *desk.Desk, a app.Article) string {
	if a.ID.IsZero() {
		return ""
	}
	return d.Codes.Named(a.TitleZH + " | " + a.TitleEN)
}

func warned(warnings []app.PracticeWarning) string {
	said := make([]string, len(warnings))
	for i, w := range warnings {
		said[i] = words.PracticeWarning(w)
	}
	return strings.Join(said, " ")
}

func marks(warnings []app.PracticeWarning) string {
	said := make([]string, len(warnings))
	for i, w := range warnings {
		said[i] = words.PracticeMark(w)
	}
	return strings.Join(said, lang.X("list.separator", ", "))
}

// hoursText is what was claimed, and what was confirmed where that is less.
func hoursText(p app.Practice) string {
	if p.ConfirmedAt > 0 && p.ConfirmedMinutes != p.Minutes {
		return words.PracticeHours(p.ConfirmedMinutes) + " / " + words.PracticeHours(p.Minutes)
	}
	return words.PracticeHours(p.Minutes)
}

// typedHours is a span as it may be typed again.
func typedHours(minutes int64) string {
	if minutes%6 != 0 {
		return strconv.FormatInt(minutes, 10)
	}
	return strconv.FormatFloat(float64(minutes)/60, 'f', -1, 64) + "h"
}

func settledOn(p app.Practice) app.Day {
	return app.DayOf(time.UnixMilli(max(p.ConfirmedAt, p.RefusedAt)))
}
