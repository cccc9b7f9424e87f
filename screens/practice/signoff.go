package practice

import (
	"context"
	"slices"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// signs is the list of people whose course waits for a mentor's word, each with
// his practice against what the rule asks. Enter signs off.
type signs struct {
	page  *Page
	on    bool // on view in place of the entries
	all   atomic.Pointer[[]app.Mentored]
	table *widgets.RecordTable
}

func newSigns(p *Page) *signs {
	s := &signs{page: p}
	s.all.Store(&[]app.Mentored{})
	s.table = widgets.NewRecordTable(p.desk.Runner, []widgets.Column{
		{Title: words.Field("learner"), Width: 120},
		{Title: words.Field("staff_no"), Width: 100},
		{Title: words.Field("course"), Width: 200, Weight: 3},
		{Title: lang.L("Class number"), Width: 170, Weight: 1},
		{Title: lang.L("Practice confirmed"), Width: 190},
		{Title: lang.L("Hours needed"), Width: 110, Kind: widgets.KindBadge},
		{Title: lang.L("Not settled yet"), Width: 130},
	}, s.fetch)
	s.table.OnOpen = func(widgets.Row) { s.ask() }
	s.table.OnError = p.desk.Fail
	s.table.OnType = p.table.OnType
	s.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nobody waits for a mentor's sign-off."), widgets.Action{}))
	return s
}

func (s *signs) take(all []app.Mentored) {
	s.all.Store(&all)
	s.table.SetTotal(len(all))
	s.table.Reload()
}

func (s *signs) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := *s.all.Load()
	var rows []widgets.Row
	for _, m := range all[min(from, len(all)):min(from+count, len(all))] {
		rows = append(rows, s.row(m))
	}
	return rows, nil
}

func (s *signs) row(m app.Mentored) widgets.Row {
	enough := widgets.Cell{Text: lang.L("Enough"), Tone: widgets.ToneGood}
	if m.Practice < m.Needs {
		enough = widgets.Cell{Text: lang.L("Lacks {{.Hours}}", map[string]any{"Hours": words.PracticeHours(m.Needs - m.Practice)}), Tone: widgets.ToneWarn}
	}
	waiting := widgets.Cell{}
	if m.Waiting > 0 {
		waiting.Text = words.PracticeHours(m.Waiting)
	}
	return widgets.Row{Key: m.Enrolment.ID.String(), Cells: []widgets.Cell{
		{Text: m.Name, Strong: true},
		{Text: m.StaffNo},
		{Text: s.page.desk.Codes.Named(m.Course.Name + " | " + m.Course.NameEN)},
		{Text: m.Class.Number},
		{Text: words.PracticeOfNeeded(m.Practice, m.Needs)},
		enough, waiting,
	}}
}

// ask opens the sheet of the selected person and course.
func (s *signs) ask() {
	row, selected := s.table.Selected()
	all := *s.all.Load()
	at := slices.IndexFunc(all, func(m app.Mentored) bool { return m.Enrolment.ID.String() == row.Key })
	if !selected || at < 0 {
		s.page.desk.Say(lang.L("Choose a person first."))
		return
	}
	s.open(all[at])
}

func (s *signs) open(m app.Mentored) {
	d := s.page.desk
	told := widgets.NewFacts()
	told.Add(words.Field("learner"), joined(m.Name, m.StaffNo))
	told.Add(words.Field("course"), d.Codes.Named(m.Course.Name+" | "+m.Course.NameEN))
	told.Add(lang.L("Practice confirmed"), words.PracticeOfNeeded(m.Practice, m.Needs))
	if m.Waiting > 0 {
		told.Add(lang.L("Not settled yet"), words.PracticeHours(m.Waiting))
	}
	told.Resize(fyne.NewSize(readingWidth, 0))
	wrong := widgets.NewFieldNote()
	if m.Practice < m.Needs {
		wrong.Warn(lang.L("The hours are not full yet. The sign-off stands; the course is completed when they are."))
	}
	on := d.DayField(app.DayOf(d.Now()))
	form := widgets.NewForm(widgets.NewFormRow("mentor_on", words.Field("mentor_on"), on).Required())
	sheet := widgets.NewSheet(lang.L("Sign a course off"), container.NewVBox(told, form, wrong), widgets.Action{Label: lang.X("practice.sign", "Sign off")})
	sheet.Primary.Do = func() {
		day, err := desk.ReadDay("mentor_on", on)
		if err != nil {
			desk.ShowRefusal(form, wrong, err)
			return
		}
		s.sign(app.SignOffAsk{Staff: m.Enrolment.Staff, Course: m.Enrolment.Course, On: day}, sheet, func(err error) {
			desk.ShowRefusal(form, wrong, err)
			sheet.Refresh()
		})
	}
	sheet.Width = readingWidth
	sheet.Show(d.Keys)
}

func (s *signs) sign(ask app.SignOffAsk, sheet *widgets.Sheet, refused func(error)) {
	d := s.page.desk
	var completed int64
	d.StoreSheet(sheet, refused, func(ctx context.Context) (err error) {
		completed, err = s.page.store.SignOff(ctx, d.By, ask)
		return err
	}, func() {
		said := lang.L("Signed off.")
		if completed > 0 {
			said += " " + lang.L("The course is completed.")
		}
		d.Say(said)
		s.page.Reload()
	})
}
