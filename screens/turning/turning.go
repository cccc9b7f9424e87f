// Package turning is what the reports in figures have in common: the period they
// are asked of, and several tables of which one is on view. It asks no records
// and knows no figures.
package turning

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Period is a month, a quarter or a year, and the way to the one beside it.
type Period struct {
	app.Period

	Kinds, Back, Span, On fyne.CanvasObject // side by side

	desk    *desk.Desk
	kinds   *widgets.Chips
	span    *widgets.Text
	changed func()
}

// NewPeriod is this month; changed is told of another.
func NewPeriod(d *desk.Desk, changed func()) *Period {
	p := &Period{Period: app.PeriodOf(app.PeriodMonth, app.DayOf(d.Now())), desk: d, changed: changed, span: widgets.NewText("")}
	p.kinds = widgets.NewChips(widgets.ChipsOf(app.PeriodKinds(), words.PeriodKind, nil), p.length)
	p.span.Bold, p.span.Align = true, fyne.TextAlignCenter
	p.Kinds, p.Span = p.kinds, p.span
	p.Back, p.On = widgets.NewButton("‹", func() { p.Step(-1) }), widgets.NewButton("›", func() { p.Step(1) })
	p.tell()
	return p
}

// length answers month, quarter and year; the chosen one pressed again stays.
func (p *Period) length(chosen []string) {
	if len(chosen) > 0 {
		day := min(p.To, app.DayOf(p.desk.Now()))
		p.Period = app.PeriodOf(app.PeriodKind(chosen[0]), max(day, p.From))
	}
	p.tell()
	p.changed()
}

// Step goes to the period before or after; none begins in the future.
func (p *Period) Step(by int) {
	if next := p.Beside(by); next.From <= app.DayOf(p.desk.Now()) {
		p.Period = next
		p.tell()
		p.changed()
	}
}

func (p *Period) tell() {
	p.kinds.Choose(string(p.Kind))
	p.span.SetText(string(p.From) + " – " + string(p.To))
}

// Table is one of several: a key, what its chip says, and the table itself.
type Table struct {
	Key, Title string
	Shown      *widgets.RecordTable
}

// Tables are several of which one is on view.
type Tables struct {
	Chips *widgets.Chips
	Stage *fyne.Container // where the one on view stands

	all    []Table
	at     int
	turned func()
}

// NewTables has the first on view; turned is told of another.
func NewTables(all []Table, turned func()) *Tables {
	t := &Tables{all: all, turned: turned}
	chips := make([]widgets.Chip, len(all))
	for i, one := range all {
		chips[i] = widgets.Chip{Key: one.Key, Text: one.Title, Count: -1}
	}
	t.Chips = widgets.NewChips(chips, t.choose)
	t.Stage = container.NewStack(all[0].Shown)
	t.Chips.Choose(all[0].Key)
	return t
}

// At is the place of the table on view.
func (t *Tables) At() int { return t.at }

// Shown is the table at a place.
func (t *Tables) Shown(at int) *widgets.RecordTable { return t.all[at].Shown }

// Focus puts the keyboard on the table on view.
func (t *Tables) Focus() { widgets.Focus(t.all[t.at].Shown) }

// choose answers the chips; the chosen one pressed again stays.
func (t *Tables) choose(chosen []string) {
	for i, one := range t.all {
		if len(chosen) > 0 && one.Key == chosen[0] {
			t.at = i
		}
	}
	t.put()
}

// Next puts the next table on view, and the keyboard on it.
func (t *Tables) Next() {
	t.at = (t.at + 1) % len(t.all)
	t.put()
	t.Focus()
}

func (t *Tables) put() {
	t.Chips.Choose(t.all[t.at].Key)
	t.Stage.Objects = []fyne.CanvasObject{t.all[t.at].Shown}
	t.Stage.Refresh()
	t.turned()
}
