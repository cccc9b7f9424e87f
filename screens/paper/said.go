package paper

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/words"
)

// moment is a time in full: paper is read long after its day.
func moment(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return words.Moment(at.UnixMilli(), time.Time{})
}

// due is the end of a limit in full.
func due(at time.Time) string {
	if at.IsZero() {
		return ""
	}
	return words.DueDay(at.UnixMilli(), time.Time{})
}

func numbered(number string) string {
	return lang.L("No. {{.Number}}", map[string]any{"Number": number})
}

// about names the unit, where it is not the company itself.
func about(h Head) string {
	if h.Unit == "" {
		return ""
	}
	return lang.L("Unit: {{.Name}}", map[string]any{"Name": h.Unit})
}

// promises are the promised dates, one a line.
func promises(all []Promise) string {
	lines := make([]string, len(all))
	for i, p := range all {
		until := due(p.DueAt)
		if p.May {
			until += lang.L(" (provisional)")
		}
		lines[i] = lang.L("{{.Step}} by {{.Day}} ({{.Set}})", map[string]any{"Step": words.LimitStep(p.Step), "Day": until, "Set": words.RuleSet(string(p.Set))})
	}
	if len(lines) == 0 {
		return lang.L("No date is promised for this kind.")
	}
	return strings.Join(lines, "\n")
}

// signedBy is what stands before a line to sign on; name may be printed already.
func signedBy(what, name string) string { return what + lang.X("paper.colon", ": ") + name }
