package classes

import (
	"context"
	"errors"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Page is a class in one screen, a row for each person. Ctrl+A notes everybody
// as done, Space makes an exception, points are typed down a column; nothing is
// stored before Ctrl+Enter, and nothing typed is lost without it.
type Page struct {
	desk  *desk.Desk
	store Store
	give  func(exchange.ExportWhat)

	OnBack func()

	title  *widgets.Text
	status *widgets.Badge
	about  *widgets.Text
	rule   *widgets.Text
	told   *widgets.Text
	on     *widgets.DateField
	note   *widgets.FieldNote
	table  *widgets.RecordTable
	head   *fyne.Container
	body   *fyne.Container

	marks   *marks
	shown   atomic.Pointer[marks] // as fetch reads it, away from the UI thread
	cell    int                   // the column that keys go to
	fresh   bool                  // the next digit begins the cell anew
	saving  bool
	drafted bool // a draft of this class is stored
	asked   app.ClassID
	keep    *background.Later
	loader  *background.Loader[loaded]
}

type loaded struct {
	page  app.ClassPage
	draft app.Draft
}

// NewPage is the page, of no class yet.
func NewPage(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Page {
	p := &Page{desk: d, store: store, give: give, marks: &marks{by: d.By.Staff}, cell: colAttendance}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.keep = background.NewLater(d.Runner, time.Second, func() { p.keepDraft(func() {}) })
	p.shown.Store(p.marks)
	p.build()
	return p
}

func (p *Page) build() {
	p.title, p.about, p.rule, p.told = widgets.NewTitle(""), widgets.NewMutedText(""), widgets.NewMutedText(""), widgets.NewMutedText("")
	p.about.Shrinks, p.rule.Shrinks = true, true
	p.status, p.note = widgets.NewBadge("", widgets.ToneNeutral), widgets.NewFieldNote()
	p.on = p.desk.DayField("")
	p.on.OnChanged = func(day string) { p.marks.on = app.Day(day); p.changed() }
	p.table = widgets.NewRecordTable(p.desk.Runner, markColumns(), p.fetch)
	p.table.OnKey, p.table.OnType, p.table.OnShortcut, p.table.OnCell = p.key, p.typeIn, p.shortcut, p.toCell
	p.table.OnSelect = func(widgets.Row) { p.fresh = true }
	p.table.OnError = p.desk.Fail
	p.table.SetEmpty(widgets.NewEmptyState(theme.AccountIcon(), lang.L("Nobody is in this class yet. Put in who needs it by post, or choose people."),
		widgets.Action{Label: lang.L("Put people in") + "  Ctrl+N", Do: func() { p.New() }}))
	buttons := container.NewHBox(
		widgets.NewButton(lang.L("Import…")+"  Ctrl+J", func() { p.Insert() }),
		widgets.NewButton(lang.L("Put people in")+"  Ctrl+N", func() { p.New() }), widgets.NewButton(lang.L("Go on …")+"  Ctrl+G", p.GoOn),
		widgets.NewButton(lang.L("All done")+"  Ctrl+A", p.allDone), widgets.NewPrimaryButton(lang.L("Save")+"  Ctrl+Enter", p.Save))
	p.head = container.NewBorder(nil, nil, container.NewHBox(p.title, container.NewCenter(p.status)), buttons)
	of := widgets.NewMutedText(words.Field("results_on"))
	of.Align = fyne.TextAlignTrailing
	days := container.New(&widgets.BarLayout{Widths: []float32{0, 110, 160}}, p.told, of, p.on)
	hint := widgets.NewMutedText(lang.L("Space: absent or there again · ← →: column · digits: points, Enter goes down · Enter on attendance: late, excused … · Ctrl+V: points from a sheet · Ctrl+P: attendance sheet"))
	hint.Shrinks = true
	top := container.NewVBox(container.NewPadded(p.head), container.NewPadded(p.about), container.NewPadded(p.rule), container.NewPadded(days), p.note)
	p.body = container.NewBorder(top, container.NewPadded(hint), nil, nil, p.table)
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows implements desk.Screen.
func (*Page) Shows() app.Changes { return app.Training | app.Company }

// Focus puts the keyboard on the people.
func (p *Page) Focus() { widgets.Focus(p.table) }

// Open shows a class, with what was typed and not saved the last time.
func (p *Page) Open(id app.ClassID) {
	p.keep.Stop()
	if id != p.asked {
		p.asked, p.cell, p.drafted = id, colAttendance, false
		p.marks = &marks{by: p.desk.By.Staff}
		p.shown.Store(p.marks)
		p.table.Restart(0)
		p.tell(widgets.NoteHint, "")
	}
	p.Reload()
}

// Reload asks for the class again; what is written down stays.
func (p *Page) Reload() {
	id, first := p.asked, p.marks.page.ID.IsZero()
	if id.IsZero() {
		return
	}
	p.loader.Ask(func(ctx context.Context) (l loaded, err error) {
		if l.page, err = p.store.ClassPage(ctx, p.desk.By, id); err != nil || !first {
			return l, err
		}
		drafts, err := p.store.Drafts(ctx, p.desk.By)
		for _, d := range drafts {
			if d.ID == draftOf(id) {
				l.draft = d
			}
		}
		return l, err
	})
}

func (p *Page) show(l loaded, err error) {
	if err != nil {
		p.tell(widgets.NoteError, words.Error(err))
		return
	}
	before, was := p.marks.pending(), p.marks.page
	p.marks.take(l.page, app.DayOf(p.desk.Now()))
	if l.draft.ID != "" {
		pending, on := fromDraft(l.draft)
		p.marks.restore(pending)
		p.marks.on, p.drafted = max(on, p.marks.on), true
		p.tell(widgets.NoteHint, lang.L("What you typed the last time is back, and not saved yet."))
	}
	if !p.saving && overtaken(before, was, l.page) {
		p.tell(widgets.NoteWarning, lang.L("Someone changed this class meanwhile. What you typed is kept; look at it, then save."))
	}
	p.on.SetValue(string(p.marks.on))
	p.say()
	p.table.ShowColumns(shownColumns(p.marks.rule)...)
	p.table.SetCell(p.cell)
	p.paint()
	p.table.SetTotal(len(p.marks.rows))
	selectFirst(p.table, len(p.marks.rows))
}

// overtaken reports whether somebody else changed what is written down here.
func overtaken(before map[app.EnrolmentID]typed, was, now app.ClassPage) bool {
	old := map[app.EnrolmentID]app.Enrolment{}
	for _, l := range was.Learners {
		old[l.Enrolment.ID] = l.Enrolment
	}
	for _, l := range now.Learners {
		if _, is := before[l.Enrolment.ID]; is && old[l.Enrolment.ID] != l.Enrolment {
			return true
		}
	}
	return false
}

// say names the class.
func (p *Page) say() {
	c := p.marks.page
	p.title.SetText(title(p.desk, c.ClassRow))
	p.status.Set(words.ClassStatus(c.Status), statusTone(c.Status))
	about := c.Number + " · " + words.ClassTimes(c.Class) + " · " + words.ClassMode(c.Mode) + " · " + lang.L("{{.N}} hours", map[string]any{"N": app.HoursText(c.Minutes)})
	for _, part := range []string{c.Place, c.LecturerName, c.Reason} {
		if part != "" {
			about += " · " + part
		}
	}
	if c.Seats > 0 {
		about += " · " + lang.L("{{.N}} of {{.All}} seats", map[string]any{"N": c.In, "All": c.Seats})
	}
	p.about.SetText(about)
	p.rule.SetText(lang.L("Completing it takes: {{.Rule}}", map[string]any{"Rule": words.CompletionText(c.Rule)}))
	p.count()
	p.head.Refresh()
}

// tell says something below the head; a sentence takes room.
func (p *Page) tell(kind widgets.NoteKind, sentence string) {
	p.note.Set(kind, sentence)
	p.body.Refresh()
}

// count says how far the results have come.
func (p *Page) count() {
	c := p.marks.page
	said := lang.L("Results noted: {{.N}} of {{.All}} · completed: {{.Completed}} · not completed: {{.Failed}}", map[string]any{
		"N": c.Noted, "All": c.In, "Completed": c.Completed, "Failed": c.Failed,
	})
	if n := p.marks.unsaved(); n > 0 {
		said += " · " + lang.L("{{.N}} rows not saved yet", map[string]any{"N": n})
	}
	p.told.SetText(said)
}

// paint shows the rows as they are written down.
func (p *Page) paint() {
	p.shown.Store(p.marks.clone())
	p.table.Reload()
	p.count()
}

// changed follows a key: the row shows what it means, a draft follows.
func (p *Page) changed() {
	p.paint()
	p.keep.Call()
}

// Save answers Ctrl+Enter: what is written down is stored, all or some of the
// people.
func (p *Page) Save() {
	if p.saving || p.marks.page.ID.IsZero() {
		return
	}
	if p.on.Commit() != nil {
		p.tell(widgets.NoteError, words.Error(app.Refuse("results_on", app.Malformed)))
		return
	}
	results, places, at, err := p.marks.results()
	if err != nil {
		p.refuse(at, err)
		return
	}
	page, on := p.marks.page, p.marks.on
	p.keep.Stop()
	p.saving = true
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			if err := p.store.SaveResults(ctx, p.desk.By, page, results, on); err != nil {
				return err
			}
			return p.store.DropDraft(ctx, p.desk.By, draftOf(page.ID))
		},
		Done: func(err error) {
			p.saving = false
			if wrong, is := errors.AsType[*app.ResultError](err); is {
				p.refuse(places[wrong.At], wrong.Err)
				return
			}
			if err != nil {
				p.tell(widgets.NoteError, words.Error(err))
				return
			}
			p.saved(page, len(results))
		},
	})
}

func (p *Page) saved(page app.ClassPage, n int) {
	p.tell(widgets.NoteHint, "")
	p.drafted = false
	if p.asked == page.ID {
		p.marks = &marks{by: p.desk.By.Staff}
		p.marks.page.ID, p.marks.on = page.ID, page.ResultsOn(app.DayOf(p.desk.Now()))
		p.Reload()
	}
	p.desk.Say(lang.L("{{.N}} results saved.", map[string]any{"N": n}))
}

// refuse goes to the row that cannot be and says why.
func (p *Page) refuse(at int, err error) {
	who := p.marks.page.Learners[at].Staff.Name
	p.table.Select(at)
	if no, is := errors.AsType[*app.Refusal](err); is {
		switch no.Field {
		case "points":
			p.toCell(colPoints)
		case "attended_minutes":
			p.toCell(colHours)
		}
	}
	p.tell(widgets.NoteError, who+": "+words.Error(err))
	p.Focus()
}

// New answers Ctrl+N: people are put in.
func (p *Page) New() bool {
	if p.marks.page.ID.IsZero() {
		return false
	}
	openRoster(p.desk, p.store, p.marks.page.ClassRow, p.Reload)
	return true
}

// Insert answers Ctrl+J: a list of people and results comes in.
func (p *Page) Insert() bool {
	id := p.marks.page.ID
	if id.IsZero() {
		return false
	}
	p.desk.Open(desk.Route{Tab: desk.Import, Class: id})
	return true
}

// GoOn answers Ctrl+G: what can be done with the class.
func (p *Page) GoOn() {
	s := &step{desk: p.desk, store: p.store, class: p.marks.page.ClassRow, done: p.Reload}
	if at := p.table.SelectedIndex(); at >= 0 && at < len(p.marks.page.Learners) {
		s.learner = p.marks.page.Learners[at]
	}
	s.offer()
}

// Prints answers Ctrl+P: the attendance sheet.
func (p *Page) Prints() desk.Printed { return desk.Printed{Class: p.marks.page.ID} }

// Export answers Ctrl+E: the people with their results.
func (p *Page) Export() bool {
	id := p.marks.page.ID
	p.give(exchange.ExportWhat{
		Title: title(p.desk, p.marks.page.ClassRow), Rows: make([]int64, len(p.marks.rows)),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
			return p.store.ExportResults(ctx, p.desk.By, id, job, report)
		},
	})
	return true
}
