package company

import (
	"context"
	"strings"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// list is a table of one kind with a filter over it. All of it is read at
// once: a company has hundreds of these, not millions.
type list struct {
	desk *desk.Desk
	read func(context.Context) (known, error)
	rows func(known) []widgets.Row // one for each record, keyed by its id
	edit func(key string)          // "": a new one

	known   known
	all     []searchable
	loader  *background.Loader[known]
	shown   atomic.Pointer[[]widgets.Row] // pages of it are fetched away from the UI thread
	filter  *widgets.Entry
	table   *widgets.RecordTable
	note    *widgets.FieldNote
	bar     *fyne.Container // for more buttons
	empty   *widgets.EmptyState
	nothing string // what empty says without a filter
	body    fyne.CanvasObject
}

func newList(d *desk.Desk, columns []widgets.Column, nothing string) *list {
	l := &list{desk: d, note: widgets.NewFieldNote(), filter: widgets.NewEntry()}
	l.shown.Store(&[]widgets.Row{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.filter.SetPlaceHolder(lang.L("Name, number or pinyin initials"))
	l.filter.OnChanged = func(string) { l.narrow() }
	l.filter.OnSubmitted = func(string) { widgets.Focus(l.table) }
	l.table = widgets.NewRecordTable(d.Runner, columns, l.fetch)
	l.table.OnOpen = func(r widgets.Row) { l.edit(r.Key) }
	l.table.OnError = d.Fail
	l.table.OnType = func(text string) { widgets.Focus(l.filter); l.filter.Insert(text) }
	l.nothing, l.empty = nothing, widgets.NewEmptyState(theme.AccountIcon(), nothing, widgets.Action{})
	l.table.SetEmpty(l.empty)
	l.bar = container.NewHBox(widgets.NewPrimaryButton(lang.L("Add")+"  Ctrl+N", func() { l.New() }))
	head := container.NewVBox(container.NewBorder(nil, nil, nil, l.bar, l.filter), l.note)
	hint := widgets.NewMutedText(lang.L("Enter opens the line to change it."))
	l.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, l.table)
	return l
}

// Content is the list.
func (l *list) Content() fyne.CanvasObject { return l.body }

// Reload asks for the list again.
func (l *list) Reload() { l.loader.Ask(l.read) }

// Focus puts the keyboard on the table.
func (l *list) Focus() { widgets.Focus(l.table) }

// ToFilter puts the keyboard on the filter.
func (l *list) ToFilter() { widgets.Focus(l.filter); l.filter.SelectAll() }

// clear takes the filter off and reports whether there was one.
func (l *list) clear() bool {
	if l.filter.Text == "" {
		return false
	}
	l.filter.SetText("")
	l.Focus()
	return true
}

// saved says so and shows the list anew.
func (l *list) saved(name string) {
	l.desk.Say(lang.L("Saved: {{.Name}}", map[string]any{"Name": name}))
	l.Reload()
}

// New answers Ctrl+N: another one of what is on view.
func (l *list) New() bool { l.edit(""); return true }

func (l *list) show(k known, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.known, l.all = k, nil
	for _, row := range l.rows(k) {
		l.all = append(l.all, searchable{row, answersTo(row)})
	}
	l.narrow()
}

// searchable is a row with what it is found by.
type searchable struct {
	row  widgets.Row
	text string
}

// answersTo is all that a row says, and the pinyin initials of it.
func answersTo(row widgets.Row) string {
	var text strings.Builder
	for _, cell := range row.Cells {
		_, initials := app.Pinyin(cell.Text)
		text.WriteString(strings.ToLower(cell.Text) + "\n" + initials + "\n")
	}
	return text.String()
}

// narrow shows the rows that answer to the filter.
func (l *list) narrow() {
	wanted := strings.ToLower(strings.TrimSpace(l.filter.Text))
	var shown []widgets.Row
	for _, one := range l.all {
		if strings.Contains(one.text, wanted) {
			shown = append(shown, one.row)
		}
	}
	l.empty.SetText(l.nothing)
	if wanted != "" {
		l.empty.SetText(lang.L("Nothing answers to this filter. Esc takes it off."))
	}
	l.shown.Store(&shown)
	l.table.SetTotal(len(shown))
	l.table.Reload()
}

func (l *list) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	shown := *l.shown.Load()
	return shown[min(from, len(shown)):min(from+count, len(shown))], nil
}

// span words from when to when something holds.
func span(from, to app.Day) string {
	switch {
	case from == "" && to == "":
		return ""
	case to == "":
		return lang.L("from {{.Day}}", map[string]any{"Day": string(from)})
	}
	return lang.L("{{.From}} to {{.To}}", map[string]any{"From": string(from), "To": string(to)})
}
