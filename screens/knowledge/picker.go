package knowledge

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Chord opens the picker from the answer it writes into.
const Chord = "Ctrl+J"

// Picker proposes articles for an answer, those for the kind of its case
// first, and writes the chosen one where the cursor is. Nothing that was typed
// is replaced.
type Picker struct {
	desk  *desk.Desk
	store Reader
	into  *widgets.Entry
	kind  func() app.CaseKind

	*shelf  // built when it is first opened
	palette *widgets.Palette
	enter   bool // Enter was pressed before the answer to what was typed came
}

// NewPicker lets the answer open a picker by Ctrl+J; kind is that of its case.
func NewPicker(d *desk.Desk, store Reader, answer *widgets.Entry, kind func() app.CaseKind) *Picker {
	p := &Picker{desk: d, store: store, into: answer, kind: kind}
	answer.OnChord = func(chord widgets.Chord) bool { return chord == Chord && p.Open() }
	return p
}

// Open shows the picker over the answer. It reports whether there was an
// answer on view to write into.
func (p *Picker) Open() bool {
	if !p.into.Visible() || p.into.Disabled() {
		return false
	}
	if p.shelf == nil {
		p.build()
	}
	widgets.Focus(p.into) // where the focus comes back to
	p.filter = app.ArticleFilter{Kind: p.kind(), On: app.DayOf(p.desk.Now())}
	p.search.SetText("")
	p.asked = ""
	p.chosen = app.ArticleID{}
	p.typing.Stop()
	p.ask()
	p.palette.Show(p.desk.Keys).On(Chord, "", p.search.SelectAll)
	widgets.Focus(p.search)
	return true
}

func (p *Picker) build() {
	p.shelf = newShelf(p.desk, p.store, columns(false))
	p.search.OnSubmitted = func(string) { p.confirm() }
	p.search.OnChanged = func(string) { p.enter = false; p.typing.Call() }
	p.shown = func() {
		if p.enter && p.settled() {
			p.insert()
		}
		p.enter = false
	}
	p.table.OnOpen = func(widgets.Row) { p.insert() }
	insert := widgets.NewPrimaryButton(lang.L("Insert")+"  Enter", p.insert)
	hints := container.New(layout.NewCustomPaddedHBoxLayout(16), hint("↑ ↓", lang.L("Choose")), hint("PageDown", lang.L("Read on")), hint("Esc", lang.L("Back")))
	foot := container.NewBorder(nil, nil, p.count, container.New(layout.NewCustomPaddedHBoxLayout(16), hints, insert))
	title := container.New(layout.NewCustomPaddedLayout(0, 0, 0, 10), widgets.NewTitle(lang.L("Insert knowledge")))
	head := container.NewVBox(container.NewBorder(nil, nil, title, nil, p.search), p.note)
	panes := container.New(&widgets.PanesLayout{Share: 0.46}, p.table, p.page)
	p.palette = widgets.NewPalette(lang.L("Insert knowledge"), container.NewBorder(head, foot, nil, nil, panes), fyne.NewSize(940, 500))
	p.palette.OnClosed = func() { p.typing.Stop(); p.loader.Stop() }
}

func hint(chord, label string) fyne.CanvasObject {
	text := widgets.NewMutedText(label)
	text.SizeName = theme.SizeNameCaptionText
	return container.NewHBox(widgets.NewKeyHint(chord), text)
}

// settled reports whether what is on view answers to what is typed.
func (p *Picker) settled() bool { return strings.TrimSpace(p.search.Text) == p.asked }

// confirm inserts the chosen article. Who types faster than the answer comes
// gets the best one for what he typed, never one that stood there before.
func (p *Picker) confirm() {
	if p.settled() {
		p.insert()
		return
	}
	p.enter = true
	p.typing.Now()
}

// insert writes the chosen article into the answer.
func (p *Picker) insert() {
	text := p.body()
	if text == "" {
		return
	}
	p.palette.Close()
	p.into.Insert(text)
}
