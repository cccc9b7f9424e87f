package cases

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// filterSheet is everything a list of cases can be narrowed by, sorted by and
// show, on one sheet.
type filterSheet struct {
	list *List

	text     *widgets.Entry
	kinds    *widgets.Chips
	statuses *widgets.Chips
	closed   *widgets.Check
	owner    *widgets.CodeField
	unit     *widgets.CodeField
	channel  *widgets.CodeField
	days     map[string]*widgets.DateField
	marks    *widgets.Chips
	sort     *widgets.CodeField
	backward *widgets.Check
	columns  *widgets.Chips
	form     *widgets.Form
	sheet    *widgets.Sheet
}

// sheetWidth is that of the filter's form.
const sheetWidth = 900

// The choices of the owner and unit fields beside people and units, and those
// of the marks.
const (
	ownerMine   = "mine"
	ownerNobody = "nobody"
	unitMine    = "mine"
	markOverdue = "overdue"
	markGuessed = "provisional"
)

// ToFilter is Ctrl+F: the sheet with the filter on view.
func (l *List) ToFilter() {
	f := &filterSheet{list: l, days: map[string]*widgets.DateField{}}
	f.build()
	f.fill(l.filter)
	f.sheet = widgets.NewSheet(lang.L("Filter the cases"), f.form, widgets.Action{Label: lang.X("filter.show", "Show"), Do: f.apply})
	f.sheet.Others = []widgets.Action{{Label: lang.L("Clear all"), Do: func() { f.fill(app.CaseFilter{OpenOnly: true}) }}}
	f.sheet.Width = sheetWidth
	f.form.Resize(fyne.NewSize(sheetWidth, 1)) // chips know how many rows they take once they have a width
	f.sheet.Show(l.desk.Keys)
	widgets.Focus(f.text)
}

func (f *filterSheet) build() {
	d := f.list.desk
	f.text = widgets.NewEntry()
	f.text.SetPlaceHolder(lang.L("Number, customer, telephone"))
	f.text.OnSubmitted = func(string) { f.apply() }
	f.kinds = manyOf(app.CaseKinds(), words.Kind)
	f.statuses = manyOf(app.CaseStatuses(), words.Status)
	f.closed = widgets.NewCheck(lang.L("closed ones too"), nil)
	f.owner = widgets.NewCodeField(append([]widgets.Option{
		{Code: ownerMine, Label: lang.X("cases.mine", "Mine")}, {Code: ownerNobody, Label: lang.L("Nobody's")},
	}, desk.StaffOptions(f.list.staff)...), nil)
	f.unit = widgets.NewCodeField(f.unitOptions(), nil)
	f.channel = widgets.NewCodeField(d.CodeOptions("channel"), nil)
	f.marks = widgets.NewChips([]widgets.Chip{
		{Key: markOverdue, Text: lang.L("Overdue"), Count: -1}, {Key: markGuessed, Text: lang.L("Provisional date"), Count: -1},
	}, nil)
	f.marks.Many = true
	f.sort = widgets.NewCodeField(f.sortOptions(), nil)
	f.backward = widgets.NewCheck(lang.L("backwards"), nil)
	f.columns = widgets.NewChips(columnChips(), nil)
	f.columns.Many = true
	row := func(name, label string, field fyne.CanvasObject) *widgets.FormRow {
		return widgets.NewFormRow(name, label, field)
	}
	rows := []*widgets.FormRow{
		row("text", lang.L("Text"), f.text), row("closed", lang.L("State"), f.closed),
		row("kinds", lang.L("Kinds"), f.kinds).Spanning(), row("statuses", lang.L("Statuses"), f.statuses).Spanning(),
		row("owner", lang.L("Owner"), f.owner), row("unit", words.Field("unit_id"), f.unit),
		row("channel", lang.L("Channel"), f.channel), row("marks", lang.L("Only"), f.marks),
		f.day("due_from", lang.L("Due from")), f.day("due_to", lang.L("Due until")),
		f.day("accepted_from", lang.L("Accepted from")), f.day("accepted_to", lang.L("Accepted until")),
		row("sort", lang.L("Sorted by"), f.sort), row("backward", lang.L("Direction"), f.backward),
		row("columns", lang.L("Columns shown"), f.columns).Spanning(),
	}
	f.form = widgets.NewForm(rows...)
}

// manyOf are chips of which any number can be chosen.
func manyOf[T ~string](of []T, word func(T) string) *widgets.Chips {
	c := widgets.NewChips(widgets.ChipsOf(of, word, nil), nil)
	c.Many = true
	return c
}

func columnChips() []widgets.Chip {
	var chips []widgets.Chip
	for i, column := range Columns(false) {
		chips = append(chips, widgets.Chip{Key: columnNames[i], Text: column.Title, Count: -1})
	}
	return chips
}

func (f *filterSheet) unitOptions() []widgets.Option {
	out := []widgets.Option{{Code: unitMine, Label: lang.L("My unit")}}
	for _, u := range f.list.units {
		full, initials := app.Pinyin(u.Name)
		out = append(out, widgets.Option{Code: u.Code, Label: u.Name, Keys: initials + " " + full})
	}
	return out
}

func (f *filterSheet) sortOptions() []widgets.Option {
	var out []widgets.Option
	for i, column := range Columns(true) {
		if column.Sortable {
			out = append(out, widgets.Option{Code: string(columnSorts[i]), Label: column.Title})
		}
	}
	return out
}

func (f *filterSheet) day(name, label string) *widgets.FormRow {
	today := app.DayOf(f.list.desk.Now())
	field := widgets.NewDateField(func(text string) (string, error) {
		day, err := app.ParseDay(text, today)
		return string(day), err
	}, func() string { return string(today) })
	row := widgets.NewFormRow(name, label, field)
	field.OnInvalid = func(err error) { row.Note.SetText(words.Error(err)); f.form.Refresh() }
	f.days[name] = field
	return row
}

// fill shows a filter.
func (f *filterSheet) fill(c app.CaseFilter) {
	f.text.SetText(c.Text)
	f.kinds.Choose(plain(c.Kinds)...)
	f.statuses.Choose(plain(c.Statuses)...)
	f.closed.SetChecked(!c.OpenOnly)
	f.owner.SetCode(f.ownerCode(c))
	f.unit.SetCode(f.unitCode(c))
	f.channel.SetCode(c.Channel)
	var marks []string
	if c.Overdue {
		marks = append(marks, markOverdue)
	}
	if c.Provisional {
		marks = append(marks, markGuessed)
	}
	f.marks.Choose(marks...)
	for name, day := range map[string]app.Day{"due_from": c.DueFrom, "due_to": c.DueTo, "accepted_from": c.From, "accepted_to": c.To} {
		f.days[name].SetValue(string(day))
	}
	f.sort.SetCode(string(columnSorts[columnOf(c.Sort)]))
	f.backward.SetChecked(c.Descending)
	shown := f.list.columns
	if len(shown) == 0 {
		shown = columnNames
	}
	f.columns.Choose(shown...)
}

func (f *filterSheet) ownerCode(c app.CaseFilter) string {
	switch {
	case c.Mine:
		return ownerMine
	case c.Nobody:
		return ownerNobody
	}
	for _, s := range f.list.staff {
		if s.ID == c.Owner {
			return s.StaffNo
		}
	}
	return ""
}

func (f *filterSheet) unitCode(c app.CaseFilter) string {
	if c.MyUnit {
		return unitMine
	}
	for _, u := range f.list.units {
		if u.ID == c.Unit {
			return u.Code
		}
	}
	return ""
}

// apply shows the list under what the sheet says; a day that is none keeps the
// sheet open.
func (f *filterSheet) apply() {
	for _, day := range f.days {
		if day.Commit() != nil {
			widgets.Focus(day)
			return
		}
	}
	f.sheet.Close()
	l := f.list
	columns := f.columns.Chosen()
	if len(columns) == len(columnNames) {
		columns = nil
	}
	l.show(columns)
	l.Narrow(f.read())
	l.Focus()
}

func (f *filterSheet) read() app.CaseFilter {
	was := f.list.filter
	c := app.CaseFilter{
		Text: f.text.Text, Kinds: typed[app.CaseKind](f.kinds.Chosen()), Statuses: typed[app.CaseStatus](f.statuses.Chosen()),
		OpenOnly: !f.closed.Checked, Channel: f.channel.Chosen().Code, Customer: was.Customer, Work: was.Work,
		DueFrom: app.Day(f.days["due_from"].Value()), DueTo: app.Day(f.days["due_to"].Value()),
		From: app.Day(f.days["accepted_from"].Value()), To: app.Day(f.days["accepted_to"].Value()),
		Sort: app.CaseSort(f.sort.Chosen().Code), Descending: f.backward.Checked,
	}
	for _, mark := range f.marks.Chosen() {
		c.Overdue, c.Provisional = c.Overdue || mark == markOverdue, c.Provisional || mark == markGuessed
	}
	closed := func(s app.CaseStatus) bool { return !s.Open() }
	c.OpenOnly = c.OpenOnly && !slices.ContainsFunc(c.Statuses, closed) // who names a closed status wants to see it
	switch code := f.owner.Chosen().Code; code {
	case ownerMine:
		c.Mine = true
	case ownerNobody:
		c.Nobody = true
	default:
		c.Owner = staffOf(f.list.staff, code)
	}
	switch code := f.unit.Chosen().Code; code {
	case unitMine:
		c.MyUnit = true
	default:
		for _, u := range f.list.units {
			if u.Code == code && code != "" {
				c.Unit = u.ID
			}
		}
	}
	return c
}

// plain and typed turn words of one type into keys of chips and back.
func plain[T ~string](of []T) []string {
	out := make([]string, len(of))
	for i, v := range of {
		out[i] = string(v)
	}
	return out
}

func typed[T ~string](of []string) []T {
	var out []T
	for _, v := range of {
		out = append(out, T(v))
	}
	return out
}
