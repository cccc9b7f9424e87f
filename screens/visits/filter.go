package visits

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// conditions are what the filter asks for besides scope and state.
func (l *List) conditions() []widgets.Condition[app.VisitFilter] {
	var out []widgets.Condition[app.VisitFilter]
	add := func(key, text string, letGo func(*app.VisitFilter)) {
		out = append(out, widgets.Condition[app.VisitFilter]{Key: key, Text: text, LetGo: letGo})
	}
	f := l.filter
	if !f.Manager.IsZero() {
		for _, s := range l.known.staff {
			if s.ID == f.Manager {
				add("manager", s.Name, func(f *app.VisitFilter) { f.Manager = app.StaffID{} })
			}
		}
	}
	if !f.Customer.IsZero() {
		add("customer", lang.L("One customer"), func(f *app.VisitFilter) { f.Customer = app.CustomerID{} })
	}
	switch {
	case f.From != "" && f.From == f.To:
		add("days", words.Day(f.From), func(f *app.VisitFilter) { f.From, f.To = "", "" })
	case f.From != "" || f.To != "":
		add("days", string(f.From)+" – "+string(f.To), func(f *app.VisitFilter) { f.From, f.To = "", "" })
	}
	if f.Channel != "" {
		add("channel", l.desk.Codes.Label("visit_channel", string(f.Channel)), func(f *app.VisitFilter) { f.Channel = "" })
	}
	if f.Segment != "" {
		add("segment", l.desk.Codes.Label("segment", f.Segment), func(f *app.VisitFilter) { f.Segment = "" })
	}
	if !f.TransformerArea.IsZero() {
		for _, a := range l.known.areas {
			if a.ID == f.TransformerArea {
				add("area", a.Name, func(f *app.VisitFilter) { f.TransformerArea = app.TransformerAreaID{} })
			}
		}
	}
	return out
}

// ToFilter is Ctrl+F: the sheet with what the list can be narrowed by.
func (l *List) ToFilter() {
	f := l.filter
	manager := widgets.NewCodeField(desk.StaffOptions(l.known.staff), nil)
	manager.SetCode(staffNo(l.known.staff, f.Manager))
	area := areaField(l.known.areas, f.TransformerArea)
	channel, segment := widgets.NewCodeField(l.desk.CodeOptions("visit_channel"), nil), widgets.NewCodeField(l.desk.CodeOptions("segment"), nil)
	channel.SetCode(string(f.Channel))
	segment.SetCode(f.Segment)
	from, to := l.desk.DayField(f.From), l.desk.DayField(f.To)
	form := widgets.NewForm(
		widgets.NewFormRow("manager", words.Field("manager"), manager), widgets.NewFormRow("transformer_area", words.Field("transformer_area"), area),
		widgets.NewFormRow("from_on", lang.L("Planned from"), from), widgets.NewFormRow("to_on", lang.L("Planned until"), to),
		widgets.NewFormRow("channel", words.Field("visit_channel"), channel), widgets.NewFormRow("segment", words.Field("segment"), segment),
	)
	note := widgets.NewFieldNote()
	sheet := widgets.NewSheet(lang.L("Filter the visits"), container.NewVBox(form, note), widgets.Action{})
	sheet.Primary = widgets.Action{Label: lang.X("filter.show", "Show"), Do: func() {
		var err error
		if f.From, err = desk.ReadDay("from_on", from); err == nil {
			f.To, err = desk.ReadDay("to_on", to)
		}
		if err == nil && f.To != "" && f.To < f.From {
			err = app.Refuse("to_on", app.EndsBeforeStart)
		}
		if err != nil {
			desk.ShowRefusal(form, note, err)
			sheet.Refresh()
			return
		}
		if f.Manager = staffOf(l.known.staff, manager.Chosen().Code); !f.Manager.IsZero() {
			f.Mine, f.MyUnit = false, false
		}
		f.TransformerArea = areaOf(l.known.areas, area.Chosen().Code)
		f.Channel, f.Segment = app.VisitChannel(channel.Chosen().Code), segment.Chosen().Code
		sheet.Close()
		l.Narrow(f)
		l.Focus()
	}}
	sheet.Others = []widgets.Action{{Label: lang.L("Clear all"), Do: func() {
		sheet.Close()
		l.Narrow(l.scope.Visits())
		l.Focus()
	}}}
	sheet.Width = 760
	form.Resize(fyne.NewSize(sheet.Width, 1)) // a form knows its rows once it has a width
	sheet.Show(l.desk.Keys)
	form.FocusFirst()
}

func areaField(areas []app.TransformerArea, chosen app.TransformerAreaID) *widgets.CodeField {
	options := make([]widgets.Option, len(areas))
	code := ""
	for i, a := range areas {
		full, initials := app.Pinyin(a.Name)
		options[i] = widgets.Option{Code: a.Code, Label: a.Name, Keys: initials + " " + full}
		if a.ID == chosen {
			code = a.Code
		}
	}
	field := widgets.NewCodeField(options, nil)
	field.SetCode(code)
	return field
}

func areaOf(areas []app.TransformerArea, code string) app.TransformerAreaID {
	for _, a := range areas {
		if a.Code == code && code != "" {
			return a.ID
		}
	}
	return app.TransformerAreaID{}
}
