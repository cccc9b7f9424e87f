package classes

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// conditions are what the filter asks for besides the state.
func (l *List) conditions() []widgets.Condition[app.ClassFilter] {
	var out []widgets.Condition[app.ClassFilter]
	add := func(key, text string, letGo func(*app.ClassFilter)) {
		out = append(out, widgets.Condition[app.ClassFilter]{Key: key, Text: text, LetGo: letGo})
	}
	f := l.filter
	for _, c := range l.known.courses {
		if c.ID == f.Course && !f.Course.IsZero() {
			add("course", l.desk.Codes.Course(c.Name, c.NameEN), func(f *app.ClassFilter) { f.Course = app.CourseID{} })
		}
	}
	if f.Mode != "" {
		add("mode", words.ClassMode(f.Mode), func(f *app.ClassFilter) { f.Mode = "" })
	}
	for _, u := range l.known.units {
		if u.ID == f.Unit && !f.Unit.IsZero() {
			add("unit", u.Name, func(f *app.ClassFilter) { f.Unit = app.OrgUnitID{} })
		}
	}
	if f.From != "" || f.To != "" {
		add("days", strings.TrimSpace(string(f.From)+" – "+string(f.To)), func(f *app.ClassFilter) { f.From, f.To = "", "" })
	}
	return out
}

// ToFilter is Ctrl+F: the sheet with what the list can be narrowed by.
func (l *List) ToFilter() {
	f := l.filter
	course, unit, mode := pickCourse(l.desk, l.known.courses, "", f.Course), desk.PickUnit(l.known.units, app.OrgUnitID{}, f.Unit), modeField(f.Mode)
	from, to := l.desk.DayField(f.From), l.desk.DayField(f.To)
	month := widgets.NewEntry()
	month.SetPlaceHolder("2026-03")
	form := widgets.NewForm(
		widgets.NewFormRow("course", words.Field("course"), course.CodeField), widgets.NewFormRow("class_mode", words.Field("class_mode"), mode),
		widgets.NewFormRow("class_unit", words.Field("class_unit"), unit.CodeField),
		widgets.NewFormRow("month", words.Field("month"), month).Hinted(lang.L("A month in place of the days: 2026-03")),
		widgets.NewFormRow("from_on", lang.L("Held from"), from), widgets.NewFormRow("to_on", lang.L("Held until"), to),
	)
	note := widgets.NewFieldNote()
	sheet := widgets.NewSheet(lang.L("Filter the classes"), container.NewVBox(form, note), widgets.Action{})
	sheet.Primary = widgets.Action{Label: lang.X("filter.show", "Show"), Do: func() {
		err := readSpan(&f, month.Text, from, to)
		if err != nil {
			desk.ShowRefusal(form, note, err)
			sheet.Refresh()
			return
		}
		f.Course, f.Unit, f.Mode = course.ID(), unit.ID(), app.ClassMode(desk.Chosen(mode))
		sheet.Close()
		l.Narrow(f)
		l.Focus()
	}}
	sheet.Others = []widgets.Action{{Label: lang.L("Clear all"), Do: func() {
		sheet.Close()
		l.Narrow(app.ClassFilter{Statuses: l.filter.Statuses, Waiting: l.filter.Waiting})
		l.Focus()
	}}}
	sheet.Width = 760
	form.Resize(fyne.NewSize(sheet.Width, 1)) // a form knows its rows once it has a width
	sheet.Show(l.desk.Keys)
	form.FocusFirst()
}

func readSpan(f *app.ClassFilter, month string, from, to *widgets.DateField) (err error) {
	if month = strings.TrimSpace(month); month != "" {
		f.From = app.Day(month + "-01")
		if !f.From.Valid() {
			return app.Refuse("month", app.Malformed)
		}
		f.To = f.From.AddMonths(1).AddDays(-1)
		return nil
	}
	if f.From, err = desk.ReadDay("from_on", from); err == nil {
		f.To, err = desk.ReadDay("to_on", to)
	}
	if err == nil && f.To != "" && f.To < f.From {
		err = app.Refuse("to_on", app.EndsBeforeStart)
	}
	return err
}

// pickCourse offers the courses of a day and the one chosen.
func pickCourse(d *desk.Desk, courses []app.Course, on app.Day, chosen app.CourseID) *desk.Picker[app.Course] {
	var offered []app.Course
	for _, c := range courses {
		if on == "" || c.Offered(on) || c.ID == chosen {
			offered = append(offered, c)
		}
	}
	p := desk.Offer(offered, func(c app.Course) (string, string, app.CourseID) {
		return c.Code, d.Codes.Course(c.Name, c.NameEN), c.ID
	})
	p.Set(chosen)
	return p
}

func modeField(at app.ClassMode) *widgets.CodeField {
	f := widgets.NewCodeField(desk.Options([]app.ClassMode{app.Central, app.Decentral}, words.ClassMode), nil)
	if at != "" {
		f.SetCode(string(at))
	}
	return f
}
