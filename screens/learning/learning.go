// Package learning is the part "mine" of training: what whoever looks has, lacks
// and must renew, his qualifications and classes, his log, and what others give
// into it: quizzes to take and certificates. It shows nothing of anybody else;
// the log itself is package practice's.
package learning

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/practice"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what this part asks of the records.
type Store interface {
	practice.Store

	MyTraining(context.Context, app.Actor) (app.MyTraining, error)
}

// Line is one thing that another part gives to be listed here.
type Line struct {
	Mark   string // in a badge
	Tone   widgets.Tone
	Text   string
	Detail string
	Open   func() // nil: there is nothing to open
}

// Slots are what other parts give; one that is nil is not shown. They are asked
// away from the UI thread.
type Slots struct {
	Quizzes      func(context.Context) ([]Line, error)
	Certificates func(context.Context) ([]Line, error)
}

// The places of the part.
const (
	overview = "overview"
	logbook  = "log"
)

// Page is the part: the overview, and the log beside it.
type Page struct {
	desk  *desk.Desk
	store Store
	slots Slots

	places *widgets.Chips
	entry  *widgets.Button // the log has its own
	note   *widgets.FieldNote
	left   *fyne.Container
	right  *fyne.Container
	scroll *container.Scroll
	log    *practice.Page
	shown  *fyne.Container
	body   fyne.CanvasObject

	onLog  bool
	loader *background.Loader[answer]
}

// answer is what the overview asks for.
type answer struct {
	mine         app.MyTraining
	quizzes      []Line
	certificates []Line
}

// New is an empty part; Reload fills it. give lets the log go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat), slots Slots) *Page {
	p := &Page{desk: d, store: store, slots: slots, log: practice.New(d, store, give, app.PracticeOfMine)}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.places = widgets.NewChips(nil, p.choose)
	p.note = widgets.NewFieldNote()
	p.left, p.right = container.NewVBox(), container.NewVBox()
	p.scroll = container.NewVScroll(container.NewPadded(container.NewGridWithColumns(2, container.NewPadded(p.left), container.NewPadded(p.right))))
	p.shown = container.NewStack(p.scroll)
	p.entry = widgets.NewButton(lang.L("New log entry")+"  Ctrl+N", func() { p.New() })
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, nil, p.entry, p.places)), p.note), nil, nil, nil, p.shown)
	p.sayPlaces(0)
	return p
}

func (p *Page) sayPlaces(asked int64) {
	log := widgets.Chip{Key: logbook, Text: lang.L("Practice log"), Count: -1}
	if asked > 0 {
		log.Text += " · " + lang.L("{{.N}} ask you", map[string]any{"N": words.Count(asked)})
	}
	p.places.SetChips([]widgets.Chip{{Key: overview, Text: lang.L("My training"), Count: -1}, log})
	p.places.Choose(p.place())
}

func (p *Page) place() string {
	if p.onLog {
		return logbook
	}
	return overview
}

// choose follows the chips; one of them is always chosen.
func (p *Page) choose(chosen []string) {
	p.turn(len(chosen) > 0 && chosen[0] == logbook)
}

func (p *Page) turn(toLog bool) {
	p.onLog = toLog
	p.places.Choose(p.place())
	content := fyne.CanvasObject(p.scroll)
	p.entry.Show()
	if toLog {
		content = p.log.Content()
		p.entry.Hide()
	}
	p.shown.Objects = []fyne.CanvasObject{content}
	p.shown.Refresh()
	p.Reload()
}

// Content is the part.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *Page) Shows() app.Changes { return app.Training | app.Quizzes | app.Company }

// Show goes on with a half-done entry, or writes one out of a case or a visit.
func (p *Page) Show(r desk.Route) { p.log.Show(r) }

// Reload asks again for what is on view; how many ask is told on both.
func (p *Page) Reload() {
	if p.onLog {
		p.log.Reload()
	}
	p.loader.Ask(func(ctx context.Context) (answer, error) {
		var a answer
		var err error
		if a.mine, err = p.store.MyTraining(ctx, p.desk.By); err != nil {
			return a, err
		}
		for _, slot := range []struct {
			ask  func(context.Context) ([]Line, error)
			into *[]Line
		}{{p.slots.Quizzes, &a.quizzes}, {p.slots.Certificates, &a.certificates}} {
			if slot.ask == nil {
				continue
			}
			if *slot.into, err = slot.ask(ctx); err != nil {
				return a, err
			}
		}
		return a, nil
	})
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.sayPlaces(a.mine.Asked)
	p.left.Objects, p.right.Objects = p.courses(a.mine), p.beside(a)
	p.left.Refresh()
	p.right.Refresh()
	p.scroll.Refresh()
}

// Focus puts the keyboard where work goes on.
func (p *Page) Focus() {
	if p.onLog {
		p.log.Focus()
		return
	}
	widgets.Focus(p.places)
}

// New answers Ctrl+N with a new entry of the log.
func (p *Page) New() bool { return p.log.New() }

// GoOn answers Ctrl+G: over to the log, and there to what is marked.
func (p *Page) GoOn() {
	if p.onLog {
		p.log.GoOn()
		return
	}
	p.turn(true)
	p.Focus()
}

// Leave answers Esc: out of the log.
func (p *Page) Leave() bool {
	switch {
	case !p.onLog:
		return false
	case !p.log.Leave():
		p.turn(false)
		p.Focus()
	}
	return true
}

// Save answers Ctrl+Enter in the log.
func (p *Page) Save() {
	if p.onLog {
		p.log.Save()
	}
}

// ToFilter answers Ctrl+F in the log.
func (p *Page) ToFilter() {
	if p.onLog {
		p.log.ToFilter()
	}
}

// Export answers Ctrl+E with the log.
func (p *Page) Export() bool { return p.onLog && p.log.Export() }

// Prints answers Ctrl+P with the log.
func (p *Page) Prints() desk.Printed {
	if !p.onLog {
		return desk.Printed{}
	}
	return p.log.Prints()
}
