package synchronise

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Inbox is the fields that were changed by people who did not know of each
// other: a list, and of the selected one all values side by side. A digit takes
// the value of that place, 0 keeps all of a text, Ctrl+N writes another, Ctrl+G
// decides many by a rule, Enter opens the record.
type Inbox struct {
	desk  *desk.Desk
	store Store

	OnDecided func(n int) // so many were decided here
	OnShown   func()      // another answer is on view

	all    app.Conflicts
	whose  string // mine, others or all
	busy   bool   // a decision is being stored
	asked  bool   // an answer has come
	title  *widgets.Text
	told   *widgets.Text
	note   *widgets.FieldNote
	chips  *widgets.Chips
	record *widgets.CodeField
	text   *widgets.Entry
	list   *listing.List[app.Conflict]
	side   *values
	rule   *widgets.Button
	body   *fyne.Container
	loader *background.Loader[app.Conflicts]
	typing *background.Later
}

// The conflicts on view: all, those with a value of one's own, and the others.
const (
	everyones = "all"
	mine      = "mine"
	others    = "others"
)

// atMost is how many losing values are asked for at once; a rule thins out more.
const atMost = 2000

// NewInbox builds the page, still empty.
func NewInbox(d *desk.Desk, store Store) *Inbox {
	i := &Inbox{desk: d, store: store, OnDecided: func(int) {}, OnShown: func() {}, whose: everyones, note: widgets.NewFieldNote(), told: widgets.NewMutedText("")}
	i.loader = background.NewLoader(d.Runner, i.show)
	i.typing = background.NewLater(d.Runner, 150*time.Millisecond, i.narrow)
	i.build()
	return i
}

func (i *Inbox) build() {
	i.title = widgets.NewTitle(lang.L("Conflicts"))
	i.told.Shrinks = true
	i.chips = widgets.NewChips(nil, func(chosen []string) {
		i.whose = everyones
		if len(chosen) > 0 {
			i.whose = chosen[0]
		}
		i.narrow()
	})
	i.record = widgets.NewCodeField(nil, func(widgets.Option) { i.narrow() })
	i.record.SetPlaceHolder(lang.L("All records (Ctrl+F)"))
	i.text = widgets.NewEntry()
	i.text.SetPlaceHolder(lang.L("Name, number, value"))
	i.text.OnChanged = func(string) { i.typing.Call() }
	i.text.OnSubmitted = func(string) { i.typing.Now(); i.Focus() }
	i.list = listing.New(i.desk, []widgets.Column{
		{Title: lang.L("Whose"), Width: 110, Weight: 2},
		{Title: lang.L("Record"), Width: 96, Weight: 1},
		{Title: lang.L("Field"), Width: 96, Weight: 1},
		{Title: lang.L("When"), Width: 106},
	}, i.row)
	i.list.Empty = widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("No two values wait for a decision."), widgets.Action{})
	i.list.Table.SetEmpty(i.list.Empty)
	i.list.Table.OnSelect = func(widgets.Row) { i.showValues() }
	i.list.Table.OnMark = func(int) { i.sayRule() }
	i.list.Table.OnOpen = func(widgets.Row) { i.openRecord() }
	i.list.Table.OnType = i.typed
	i.side = newValues(i)
	i.rule = widgets.NewButton("", i.GoOn)
	filter := container.New(&widgets.BarLayout{Widths: []float32{400, 200, 0}}, i.chips, i.record, i.text)
	head := container.NewVBox(container.NewBorder(nil, nil, nil, container.NewVBox(i.rule), container.NewVBox(i.title, i.told)), filter, i.note)
	hint := widgets.NewMutedText(lang.L("1, 2 … take a value, 0 keeps all of a text. Enter opens the record. Space marks for a rule."))
	hint.Shrinks = true
	split := container.New(&widgets.PanesLayout{Share: 0.42}, i.list.Table, i.side.Content())
	i.body = container.NewBorder(container.NewPadded(head), container.NewPadded(hint), nil, nil, container.NewPadded(split))
	i.sayRule()
}

// Content is the page.
func (i *Inbox) Content() fyne.CanvasObject { return i.body }

// Shows names what is on view: a value of any record may be in conflict.
func (i *Inbox) Shows() app.Changes { return app.Everything &^ app.Drafts }

// Focus puts the keyboard on the list.
func (i *Inbox) Focus() { widgets.Focus(i.list.Table) }

// ToFilter answers Ctrl+F: the kind of record.
func (i *Inbox) ToFilter() { widgets.Focus(i.record.Entry()) }

// None reports whether nothing waits for a decision.
func (i *Inbox) None() bool { return i.asked && len(i.all.Open) == 0 }

// Forget lets what was asked before count no more.
func (i *Inbox) Forget() {
	i.all, i.asked = app.Conflicts{}, false
	i.narrow()
}

// Reload asks for the conflicts again.
func (i *Inbox) Reload() {
	i.loader.Ask(func(ctx context.Context) (app.Conflicts, error) { return i.store.Conflicts(ctx, i.desk.By, atMost) })
}

func (i *Inbox) show(all app.Conflicts, err error) {
	i.note.SetText(words.Error(err))
	if err == nil {
		i.all, i.asked = all, true
		i.record.SetOptions(recordKinds(all.Open))
		i.narrow()
	}
	i.body.Refresh()
	i.OnShown()
}

// recordKinds are the kinds of records among conflicts, as choices.
func recordKinds(all []app.Conflict) []widgets.Option {
	var out []widgets.Option
	for _, c := range all {
		if !slices.ContainsFunc(out, func(o widgets.Option) bool { return o.Code == c.Record.Table }) {
			label := words.Table(c.Record.Table)
			full, initials := app.Pinyin(label)
			out = append(out, widgets.Option{Code: c.Record.Table, Label: label, Keys: initials + " " + full})
		}
	}
	return out
}

// narrow shows what answers to the filters; the place in the list stays, so that
// after a decision the next one is selected.
func (i *Inbox) narrow() {
	at := i.list.Table.SelectedIndex()
	chosen, had := i.list.Table.Selected()
	counts := map[string]int{}
	var shown []app.Conflict
	for _, c := range i.all.Open {
		if !i.takes(c) {
			continue
		}
		whose := others
		if i.own(c) {
			whose = mine
		}
		counts[whose]++
		if i.whose == everyones || i.whose == whose {
			shown = append(shown, c)
		}
	}
	i.chips.SetChips([]widgets.Chip{
		{Key: everyones, Text: lang.X("conflicts.all", "All"), Count: counts[mine] + counts[others]},
		{Key: mine, Text: lang.L("With a value of mine"), Count: counts[mine]},
		{Key: others, Text: lang.L("Among others"), Count: counts[others]},
	})
	i.chips.Choose(i.whose)
	i.list.Set(shown)
	if stays := slices.IndexFunc(shown, func(c app.Conflict) bool { return had && key(c) == chosen.Key }); stays < 0 && at >= 0 && len(shown) > 0 {
		i.list.Table.Select(min(at, len(shown)-1))
	}
	i.told.SetText(i.says(len(shown)))
	i.showValues()
	i.sayRule()
	i.body.Refresh()
}

func (i *Inbox) says(shown int) string {
	if i.all.All == 0 {
		return lang.L("All values are decided.")
	}
	return lang.L("On view: {{.N}}. The value that was written later holds; the other is kept until somebody decides. Losing values in all: {{.All}}.",
		map[string]any{"N": words.Count(int64(shown)), "All": words.Count(i.all.All)})
}

// own reports whether one of the values is of who looks.
func (i *Inbox) own(c app.Conflict) bool {
	me := i.desk.By.Staff
	return c.Holds.Who == me || slices.ContainsFunc(c.Lost, func(v app.ConflictValue) bool { return v.Who == me })
}

// takes reports whether a conflict answers to what was typed and chosen.
func (i *Inbox) takes(c app.Conflict) bool {
	if kind := i.record.Chosen().Code; kind != "" && kind != c.Record.Table {
		return false
	}
	typed := strings.ToLower(strings.TrimSpace(i.text.Text))
	all := c.Of + "\n" + c.CustomerName + "\n" + fieldName(c.Field) + "\n" + c.Holds.Value
	for _, v := range c.Lost {
		all += "\n" + v.Value
	}
	return strings.Contains(strings.ToLower(all), typed)
}

func key(c app.Conflict) string {
	return fmt.Sprintf("%s/%s/%s", c.Record.Table, c.Record.ID, c.Field)
}

func (i *Inbox) row(c app.Conflict) widgets.Row {
	at := c.Holds.At
	for _, v := range c.Lost {
		at = max(at, v.At)
	}
	return widgets.Row{Key: key(c), Cells: []widgets.Cell{
		{Text: whose(c), Strong: true}, {Text: words.Table(c.Record.Table)}, {Text: fieldName(c.Field)}, {Text: words.Moment(at, i.desk.Now())},
	}}
}

// whose says of whom or what a record is.
func whose(c app.Conflict) string {
	switch {
	case c.CustomerName == "":
		return c.Of
	case c.Of == "" || c.Of == c.CustomerName:
		return c.CustomerName
	}
	return c.CustomerName + " · " + c.Of
}

// selected is the conflict whose values are on view.
func (i *Inbox) selected() (app.Conflict, bool) {
	all, at := i.list.Records(), i.list.Table.SelectedIndex()
	if at < 0 || at >= len(all) {
		return app.Conflict{}, false
	}
	return all[at], true
}

func (i *Inbox) showValues() {
	c, is := i.selected()
	i.side.Show(c, is)
}

func (i *Inbox) openRecord() {
	if c, is := i.selected(); is {
		open(i.desk, c.Record, c.Customer)
	}
}

// typed takes a digit for a value; a letter goes to the filter.
func (i *Inbox) typed(text string) {
	if text >= "0" && text <= "9" && len(text) == 1 {
		if text == "0" {
			i.both()
			return
		}
		i.take(int(text[0] - '1'))
		return
	}
	widgets.Focus(i.text)
	i.text.SetText(text)
	i.text.CursorColumn = len([]rune(text))
}
