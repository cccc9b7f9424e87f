package courses

import (
	"context"
	"strings"
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

// list is a table of one kind with a filter over it. All of it is read at once:
// a company has hundreds of these.
type list struct {
	desk    *desk.Desk
	title   string
	columns []widgets.Column
	open    func(key string) // "": a new one
	ask     func()           // reads it again

	all    []widgets.Row
	shown  atomic.Pointer[[]widgets.Row] // pages of it are fetched away from the UI thread
	filter *widgets.Entry
	table  *widgets.RecordTable
	note   *widgets.FieldNote
	empty  *widgets.EmptyState
	body   fyne.CanvasObject
}

func newList(d *desk.Desk, title, hint string, columns []widgets.Column) *list {
	l := &list{desk: d, title: title, columns: columns, note: widgets.NewFieldNote(), filter: widgets.NewEntry()}
	l.shown.Store(&[]widgets.Row{})
	l.filter.SetPlaceHolder(lang.L("Name, code, subject, post or pinyin initials"))
	l.filter.OnChanged = func(string) { l.narrow() }
	l.filter.OnSubmitted = func(string) { widgets.Focus(l.table) }
	l.table = widgets.NewRecordTable(d.Runner, columns, l.fetch)
	l.table.OnOpen = func(r widgets.Row) { l.open(r.Key) }
	l.table.OnError = d.Fail
	l.table.OnType = func(text string) { widgets.Focus(l.filter); l.filter.Insert(text) }
	l.empty = widgets.NewEmptyState(theme.ListIcon(), "", widgets.Action{})
	l.table.SetEmpty(l.empty)
	head := container.NewBorder(nil, nil, nil, nil, l.filter)
	if mayChange(d) {
		head = container.NewBorder(nil, nil, nil, widgets.NewPrimaryButton(lang.L("Add")+"  Ctrl+N", func() { l.open("") }), l.filter)
	}
	l.body = container.NewBorder(container.NewPadded(container.NewVBox(head, l.note)), container.NewPadded(widgets.NewMutedText(hint)), nil, nil, l.table)
	return l
}

// mayChange reports whether whoever works here looks after the catalogue.
func mayChange(d *desk.Desk) bool { return d.By.May(app.ChangeTraining) == nil }

// failed says what went wrong, or takes that back; the old rows stay.
func (l *list) failed(err error) bool {
	l.note.SetText(words.Error(err))
	return err != nil
}

// fill shows these rows.
func (l *list) fill(rows []widgets.Row) {
	l.all = rows
	l.narrow()
}

// narrow shows the rows that answer to the filter.
func (l *list) narrow() {
	wanted := strings.ToLower(strings.TrimSpace(l.filter.Text))
	var shown []widgets.Row
	for _, row := range l.all {
		if answers(row, wanted) {
			shown = append(shown, row)
		}
	}
	l.empty.SetText(lang.L("Nothing is entered here yet."))
	if wanted != "" {
		l.empty.SetText(lang.L("Nothing answers to this filter. Esc takes it off."))
	}
	l.shown.Store(&shown)
	l.table.SetTotal(len(shown))
	l.table.Reload()
}

// answers reports whether a row says what is wanted, or begins so in pinyin.
func answers(row widgets.Row, wanted string) bool {
	for _, cell := range row.Cells {
		if _, initials := app.Pinyin(cell.Text); strings.Contains(strings.ToLower(cell.Text), wanted) || strings.Contains(initials, wanted) {
			return true
		}
	}
	return false
}

func (l *list) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	shown := *l.shown.Load()
	return shown[min(from, len(shown)):min(from+count, len(shown))], nil
}

// figures are the rows on view as a table that can go out.
func (l *list) figures() app.Figures {
	f := app.Figures{Title: l.title, Filter: strings.TrimSpace(l.filter.Text)}
	f.Columns = desk.FigureColumns(l.columns)
	for _, row := range *l.shown.Load() {
		f.Rows = append(f.Rows, desk.FigureRow(row.Cells))
	}
	return f
}

// leave takes the filter off and reports whether there was one.
func (l *list) leave() bool {
	if l.filter.Text == "" {
		return false
	}
	l.filter.SetText("")
	widgets.Focus(l.table)
	return true
}

// saved says so and shows the list anew.
func (l *list) saved(name string) {
	l.desk.Say(lang.L("Saved: {{.Name}}", map[string]any{"Name": name}))
	l.ask()
}

// beside selects the row before or after the selected one and answers its key.
func (l *list) beside(by int) (string, bool) {
	l.table.Select(l.table.SelectedIndex() + by)
	r, ok := l.table.Selected()
	return r.Key, ok
}
