// Package find is the one search box: a card over whatever is on view, opened
// by Ctrl+K, that finds a customer by account number, name, pinyin, telephone,
// meter or address, or a case by its number, and opens the best hit on Enter;
// Ctrl+Enter accepts a case for the customer.
// It asks its Store and ranks nothing itself.
package find

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what the search box asks of the records.
type Store interface {
	Search(ctx context.Context, by app.Actor, text string, limit int) (best []app.Found, total int, err error)
}

// atMost is how many of the best hits can be walked through; who needs more
// types one sign more.
const atMost = 50

// acceptChord accepts a case for the highlighted customer.
const acceptChord = "Ctrl+Enter"

// Box is the search box. It belongs to the UI thread.
type Box struct {
	desk  *desk.Desk
	store Store

	entry   *widgets.Entry
	count   *widgets.Text
	note    *widgets.FieldNote
	hits    *hits
	help    fyne.CanvasObject
	nothing *widgets.EmptyState
	accepts fyne.CanvasObject // the hint at Ctrl+Enter
	palette *widgets.Palette

	take   func(app.Found) // nil: open what was found
	loader *background.Loader[answer]
	shown  string // the text the hits on view answer
	wanted func() // what was pressed before the answer came; nil: nothing
}

// answer is what a text found.
type answer struct {
	text  string
	found []app.Found
	total int
}

// New makes the box; Open or Pick shows it.
func New(d *desk.Desk, store Store) *Box {
	b := &Box{desk: d, store: store}
	b.loader = background.NewLoader(d.Runner, b.show)
	b.build()
	return b
}

func (b *Box) build() {
	b.entry = widgets.NewEntry()
	b.entry.OnChanged = func(string) { b.ask() }
	b.entry.OnKey = b.key
	b.count = widgets.NewMutedText("")
	b.count.SizeName = theme.SizeNameCaptionText
	b.note = widgets.NewFieldNote()
	b.hits = newHits(b.open)
	b.help = helpText()
	b.accepts = hint(acceptChord, lang.L("New case"))
	b.nothing = widgets.NewEmptyState(theme.SearchIcon(), "", widgets.Action{Label: lang.L("New customer") + "  Ctrl+N", Do: b.newCustomer})
	keys := container.New(layout.NewCustomPaddedHBoxLayout(16), hint("Enter", lang.L("Open")), b.accepts, hint("↑ ↓", lang.L("Choose")), hint("Esc", lang.L("Back")))
	foot := container.NewBorder(nil, nil, b.count, keys)
	body := container.NewBorder(container.NewVBox(b.entry, b.note), foot, nil, nil, container.NewStack(b.help, b.nothing, b.hits))
	b.palette = widgets.NewPalette(lang.L("Find a customer"), body, fyne.NewSize(680, 470))
	b.palette.OnClosed = b.loader.Stop
}

func hint(chord, label string) fyne.CanvasObject {
	text := widgets.NewMutedText(label)
	text.SizeName = theme.SizeNameCaptionText
	return container.NewHBox(widgets.NewKeyHint(chord), text)
}

// helpText says what can be typed, with an example of each.
func helpText() fyne.CanvasObject {
	lines := container.NewVBox()
	for _, l := range []struct{ what, example string }{
		{lang.L("Account number"), "5104210012345"},
		{lang.L("Name"), lang.L("李晓明, or a part of it")},
		{lang.L("Pinyin initials"), "lxm"},
		{lang.L("End of a telephone number"), "0012"},
		{lang.L("Meter number"), "5130000012345"},
		{lang.L("Address"), "新村村8组"},
		{lang.L("Case number"), "MY1-260302-007"},
	} {
		lines.Add(container.New(&widgets.BarLayout{Widths: []float32{190, 0}}, widgets.NewText(l.what), widgets.NewMutedText(l.example)))
	}
	title := widgets.NewMutedText(lang.L("Type any of these, also two at once: lxm 0012"))
	return container.NewPadded(container.NewPadded(container.NewVBox(title, lines)))
}

// Open shows the box; Enter opens the customer's or the case's page,
// Ctrl+Enter the form of a new case for the customer.
func (b *Box) Open() {
	b.begin(nil, lang.L("Account number, name, initials, telephone, meter, address, case"))
}

// Pick shows the box to choose a customer for a form.
func (b *Box) Pick(take func(app.Found)) {
	b.begin(take, lang.L("Choose a customer: account number, name, initials, telephone, meter, address"))
}

func (b *Box) begin(take func(app.Found), placeholder string) {
	if b.palette.Open() {
		b.entry.SelectAll()
		return
	}
	b.take = take
	b.entry.SetPlaceHolder(placeholder)
	b.entry.SetText("")
	b.ask()
	layer := b.palette.Show(b.desk.Keys)
	layer.On("Ctrl+K", "", b.entry.SelectAll)
	layer.On("Ctrl+N", lang.L("New customer"), b.newCustomer)
	shows(b.accepts, take == nil)
	if take == nil {
		layer.On(acceptChord, lang.L("New case for the customer"), func() { b.confirm(b.accept) })
	}
}

// ask puts the text to the store at every key press; only the latest answer
// is shown.
func (b *Box) ask() {
	text := strings.TrimSpace(b.entry.Text)
	b.wanted = nil
	if text == "" {
		b.loader.Stop()
		b.show(answer{}, nil)
		return
	}
	b.loader.Ask(func(ctx context.Context) (answer, error) {
		found, total, err := b.store.Search(ctx, b.desk.By, text, atMost)
		return answer{text, found, total}, err
	})
}

func (b *Box) show(a answer, err error) {
	b.note.SetText(words.Error(err))
	if err != nil {
		b.wanted = nil
		return
	}
	if b.take != nil {
		a = withoutCases(a)
	}
	b.shown = a.text
	b.hits.set(a.found)
	b.count.SetText(countLine(a))
	shows(b.help, a.text == "")
	shows(b.nothing, a.text != "" && len(a.found) == 0)
	shows(b.hits, len(a.found) > 0)
	if a.text != "" && len(a.found) == 0 {
		b.nothing.SetText(lang.L("Nothing answers to “{{.Text}}”. Try fewer signs, or another of the customer's numbers.", map[string]any{"Text": a.text}))
	}
	if wanted := b.wanted; wanted != nil {
		b.wanted = nil
		wanted()
	}
}

// withoutCases leaves, without visits either, what a form can take as its customer.
func withoutCases(a answer) answer {
	var kept []app.Found
	for _, f := range a.found {
		if f.Case.IsZero() && f.Visit.IsZero() {
			kept = append(kept, f)
		}
	}
	a.total -= len(a.found) - len(kept)
	a.found = kept
	return a
}

func countLine(a answer) string {
	values := map[string]any{"N": words.Count(int64(a.total)), "Shown": len(a.found)}
	switch {
	case a.text == "" || a.total == 0:
		return ""
	case a.total > len(a.found):
		return lang.L("{{.N}} hits, the best {{.Shown}} shown", values)
	case a.total == 1:
		return lang.L("1 hit")
	}
	return lang.L("{{.N}} hits", values)
}

func shows(o fyne.CanvasObject, show bool) {
	if show {
		o.Show()
	} else {
		o.Hide()
	}
}

// key moves the highlight while the focus stays where the typing is.
func (b *Box) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		b.hits.move(1)
	case fyne.KeyUp:
		b.hits.move(-1)
	case fyne.KeyPageDown:
		b.hits.move(b.hits.rows())
	case fyne.KeyPageUp:
		b.hits.move(-b.hits.rows())
	case fyne.KeyReturn, fyne.KeyEnter:
		b.confirm(b.open)
	default:
		return false
	}
	return true
}

// confirm does something with the highlighted hit. Who types faster than the
// answer comes gets the best hit of what he typed, never of what stood there
// before.
func (b *Box) confirm(do func(app.Found)) {
	if strings.TrimSpace(b.entry.Text) != b.shown {
		b.wanted = func() { b.confirm(do) }
		return
	}
	if found, there := b.hits.highlighted(); there {
		do(found)
	}
}

// accept goes on to a new case for the customer; a case that was found is
// opened, since it is the matter.
func (b *Box) accept(found app.Found) {
	if !found.Case.IsZero() || !found.Visit.IsZero() {
		b.open(found)
		return
	}
	b.palette.Close()
	b.desk.Open(desk.Route{Tab: desk.Cases, NewCase: true, Customer: found.ID})
}

func (b *Box) open(found app.Found) {
	take := b.take
	b.palette.Close()
	switch {
	case take != nil:
		take(found)
	case !found.Case.IsZero():
		b.desk.Open(desk.Route{Tab: desk.Cases, Case: found.Case})
	case !found.Visit.IsZero():
		b.desk.Open(desk.Route{Tab: desk.Visits, Visit: found.Visit, Customer: found.ID})
	default:
		b.desk.Open(desk.Route{Tab: desk.Customers, Customer: found.ID})
	}
}

func (b *Box) newCustomer() {
	b.palette.Close()
	b.desk.Open(desk.Route{Tab: desk.Customers, NewCust: true})
}
