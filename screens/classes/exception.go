package classes

import (
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// exception is the sheet of one person: how he attended, how long and why not.
// It stores nothing; the row follows.
func (p *Page) exception(at int) {
	l, was := p.marks.page.Learners[at], p.marks.rows[at]
	attendance := widgets.NewCodeField(attendances(), nil)
	if was.result.Attendance != app.NotNoted {
		attendance.SetCode(string(was.result.Attendance))
	}
	hours, reason := filled(was.hours), filled(was.result.Reason)
	form := widgets.NewForm(
		widgets.NewFormRow("attendance", words.Field("attendance"), attendance).Required(),
		widgets.NewFormRow("attended_minutes", words.Field("attended_minutes"), hours).Hinted(lang.L("Only of who was there for a part of the {{.N}} hours", map[string]any{"N": app.HoursText(p.marks.page.Minutes)})),
		widgets.NewFormRow("absence_reason", words.Field("absence_reason"), reason),
	)
	form.OneColumn = true
	wrong := widgets.NewFieldNote()
	sheet := widgets.NewSheet(l.Staff.Name+" · "+l.Staff.StaffNo, container.NewVBox(form, wrong), widgets.Action{Label: lang.X("class.take", "Note")})
	sheet.Width = 460
	sheet.Primary.Do = func() {
		now := was
		now.result.Attendance, now.result.Reason = app.Attendance(desk.Chosen(attendance)), strings.TrimSpace(reason.Text)
		now.hours = strings.TrimSpace(hours.Text)
		if now.hours != "" && now.result.Attendance == app.Present {
			now.result.Attendance = app.Partly
		}
		p.marks.rows[at] = now
		p.marks.read(at)
		if err := p.speaksAgainst(at); err != nil {
			p.marks.rows[at] = was
			desk.ShowRefusal(form, wrong, err)
			sheet.Refresh()
			return
		}
		sheet.Close()
		p.changed()
		p.down()
	}
	sheet.Show(p.desk.Keys)
	form.FocusFirst()
}

// speaksAgainst is why a row could not be saved as it stands.
func (p *Page) speaksAgainst(at int) error {
	if p.marks.rows[at].result.Attendance == app.NotNoted {
		return app.Refuse("attendance", app.Missing)
	}
	_, _, err := p.marks.prospect(at, app.DayOf(p.desk.Now()))
	return err
}

func attendances() []widgets.Option {
	var out []widgets.Option
	for _, a := range []app.Attendance{app.Present, app.Partly, app.Excused, app.Absent} {
		label := words.Attendance(a)
		full, initials := app.Pinyin(label)
		out = append(out, widgets.Option{Code: string(a), Label: label, Keys: initials + " " + full})
	}
	return out
}
