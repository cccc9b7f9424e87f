package classes

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// The columns of a class.
const (
	colRow = iota
	colNumber
	colName
	colUnit
	colPost
	colAttendance
	colHours
	colPoints
	colAssignment
	colMentor
	colPractice
	colOutcome
	colLacks
)

func markColumns() []widgets.Column {
	return []widgets.Column{
		{Title: lang.X("paper.row", "No."), Width: 60, Kind: widgets.KindNumber},
		{Title: words.Field("staff_no"), Width: 84},
		{Title: words.Field("staff_name"), Width: 104},
		{Title: words.Field("class_unit"), Width: 104, Weight: 1},
		{Title: words.Field("post"), Width: 128},
		{Title: words.Field("attendance"), Width: 110, Kind: widgets.KindBadge},
		{Title: words.Field("class_hours"), Width: 60, Kind: widgets.KindNumber},
		{Title: words.Field("points"), Width: 78, Kind: widgets.KindNumber},
		{Title: words.CompletionNeed(app.NeedAssignment), Width: 84, Align: widgets.AlignCenter},
		{Title: words.CompletionNeed(app.NeedMentor), Width: 116, Align: widgets.AlignCenter},
		{Title: words.CompletionNeed(app.NeedPractice), Width: 96, Kind: widgets.KindNumber},
		{Title: words.Field("outcome"), Width: 130, Kind: widgets.KindBadge},
		{Title: lang.L("Still lacking"), Width: 190, Weight: 3},
	}
}

// shownColumns leaves out what the rule does not ask for.
func shownColumns(rule app.CompletionRule) []int {
	asks := map[int]app.CompletionNeed{colPoints: app.NeedScore, colAssignment: app.NeedAssignment, colMentor: app.NeedMentor, colPractice: app.NeedPractice}
	var shown []int
	for column := colRow; column <= colLacks; column++ {
		if need, only := asks[column]; !only || rule.Asks(need) {
			shown = append(shown, column)
		}
	}
	return shown
}

// cells are the columns that keys go to, in their order.
func (p *Page) cells() []int {
	return slices.DeleteFunc(shownColumns(p.marks.rule), func(c int) bool { return c < colAttendance || c > colMentor })
}

func (p *Page) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	m := p.shown.Load()
	today := app.DayOf(p.desk.Now())
	var rows []widgets.Row
	for i := min(from, len(m.rows)); i < min(from+count, len(m.rows)); i++ {
		rows = append(rows, p.row(m, i, today))
	}
	return rows, nil
}

func (p *Page) row(m *marks, i int, today app.Day) widgets.Row {
	l, r := m.page.Learners[i], m.rows[i]
	number := strconv.Itoa(i + 1)
	if m.changed(i) {
		number = "• " + number
	}
	post := l.Staff.Post
	if post != "" {
		post = p.desk.Codes.Label("post", post)
	}
	practised, _ := app.PractisedFor(l.Practice, l.Had, m.page.ID)
	out := widgets.Row{Key: l.Enrolment.ID.String(), Cells: []widgets.Cell{
		{Text: number},
		{Text: l.Staff.StaffNo},
		{Text: l.Staff.Name, Strong: true},
		{Text: l.Unit},
		{Text: post},
		{Text: words.Attendance(r.result.Attendance), Tone: attendanceTone(r.result.Attendance)},
		{Text: hoursCell(r)},
		{Text: r.points},
		{Text: tick(r.result.Assignment)},
		{Text: tick(r.result.Mentor)},
		{Text: app.HoursText(practised)},
		{},
		{Text: r.result.Reason, Muted: true},
	}}
	if !l.In() {
		for j := range out.Cells {
			out.Cells[j].Muted, out.Cells[j].Strong = true, false
		}
		return out
	}
	outcome, lacks, err := m.prospect(i, today)
	out.Cells[colOutcome] = widgets.Cell{Text: words.Outcome(outcome), Tone: outcomeTone(outcome)}
	switch {
	case err != nil:
		out.Cells[colLacks] = widgets.Cell{Text: words.Error(err), Tone: widgets.ToneBad}
	case len(lacks) > 0:
		said := words.Lacks(lacks...)
		if r.result.Reason != "" {
			said += " · " + r.result.Reason
		}
		out.Cells[colLacks] = widgets.Cell{Text: said}
	}
	return out
}

// hoursCell is the text being typed, or the hours that follow from the
// attendance.
func hoursCell(r mark) string {
	switch {
	case r.hours != "" || r.result.Attendance == app.NotNoted || r.result.Attendance == app.TakenOff:
		return r.hours
	case r.result.Attendance == app.Partly:
		return ""
	}
	return app.HoursText(r.result.Minutes)
}

func tick(is bool) string {
	if is {
		return "✓"
	}
	return "–"
}

func attendanceTone(a app.Attendance) widgets.Tone {
	switch a {
	case app.Present:
		return widgets.ToneGood
	case app.Partly:
		return widgets.ToneWarn
	case app.Excused:
		return widgets.ToneInfo
	case app.Absent:
		return widgets.ToneBad
	case app.NotNoted, app.TakenOff:
	}
	return widgets.ToneNeutral
}

func outcomeTone(o app.Outcome) widgets.Tone {
	switch o {
	case app.OutcomeCompleted:
		return widgets.ToneGood
	case app.OutcomeFailed:
		return widgets.ToneBad
	case app.OutcomeOpen:
	}
	return widgets.ToneNeutral
}
