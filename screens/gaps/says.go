package gaps

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// toneOf colours a state.
func toneOf(state app.TrainingState) widgets.Tone {
	switch state {
	case app.StateExpired, app.StateLacking:
		return widgets.ToneBad
	case app.StateExpiring:
		return widgets.ToneWarn
	case app.StateEnrolled:
		return widgets.ToneInfo
	case app.StateValid:
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}

// short is a cell of the matrix: a word for the state, with a day where there
// is room for one. What is not required is said quietly.
func short(c app.TrainingCell) widgets.Cell {
	state := c.State()
	cell := widgets.Cell{Text: words.TrainingState(state), Tone: toneOf(state), Muted: !c.Required}
	switch {
	case state == app.StateNotRequired:
		cell.Text = "–"
	case state == app.StateExpiring || state == app.StateExtra && c.Standing == app.StandingExpiring:
		cell.Text = lang.X("gaps.days", "{{.N}} days", map[string]any{"N": c.Days})
	case (state == app.StateValid || state == app.StateExtra) && c.Until != "":
		cell.Text = lang.X("gaps.until", "to {{.Month}}", map[string]any{"Month": string(c.Until[:7])})
	case state == app.StateExtra:
		cell.Text = words.TrainingState(app.StateValid)
	}
	return cell
}

// sentence says a cell in full.
func sentence(d *desk.Desk, p *app.TrainingPerson, course *app.Course, c app.TrainingCell) string {
	said := p.Name + " · " + d.Codes.CourseName(*course) + lang.X("gaps.colon", ": ") + standing(c)
	switch {
	case p.Left:
		said += " · " + lang.L("left, so nothing is required")
	case !c.Required:
		said += " · " + lang.L("not required by the post")
	case c.Gap():
		said += " · " + dueBy(c)
	}
	if c.Class != nil {
		said += " · " + inClass(c.Class)
	}
	return said
}

func standing(c app.TrainingCell) string {
	values := map[string]any{"Day": words.Day(c.Until), "N": c.Days}
	switch {
	case c.Standing == app.StandingNone:
		return lang.L("never completed")
	case c.Standing == app.StandingExpired:
		return lang.L("expired since {{.Day}}", values)
	case c.Standing == app.StandingExpiring:
		return lang.L("valid until {{.Day}}, {{.N}} days left", values)
	case c.Until == "":
		return lang.L("valid for good")
	}
	return lang.L("valid until {{.Day}}", values)
}

// dueBy says when a gap is to be closed.
func dueBy(c app.TrainingCell) string {
	switch {
	case c.Due == "":
		return lang.L("due at once")
	case c.Overdue:
		return lang.L("was due by {{.Day}}", map[string]any{"Day": words.Day(c.Due)})
	}
	return lang.L("due by {{.Day}}", map[string]any{"Day": words.Day(c.Due)})
}

func inClass(c *app.OpenClass) string {
	return lang.L("in class {{.Number}} from {{.Day}}", map[string]any{"Number": c.Number, "Day": words.Day(c.BeginsOn)})
}

func mode(m app.ClassMode) string {
	if m == app.Central {
		return lang.X("gaps.class.central", "Central")
	}
	return lang.X("gaps.class.decentral", "At work")
}

func classStatus(s app.ClassStatus) string {
	switch s {
	case app.ClassPlanned:
		return lang.X("gaps.class.planned", "Planned")
	case app.ClassEnrolling:
		return lang.X("gaps.class.enrolling", "Enrolling")
	case app.ClassRunning:
		return lang.X("gaps.class.running", "Running")
	case app.ClassAssessing:
		return lang.X("gaps.class.assessing", "Assessing")
	case app.ClassRecognised:
		return lang.X("gaps.class.recognised", "Recognised")
	case app.ClassArchived:
		return lang.X("gaps.class.archived", "Archived")
	}
	return lang.X("gaps.class.cancelled", "Cancelled")
}

// hours are minutes as people count teaching.
func hours(minutes int64) string {
	return lang.X("gaps.hours", "{{.N}} h", map[string]any{"N": words.Hours(minutes)})
}
