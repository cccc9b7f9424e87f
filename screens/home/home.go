// Package home is the start page: what is late, due today and this week, who
// waits for whom, and the half-done forms; each number opens its list. The most
// urgent cases stand below, so that nothing needs to be pressed to see them.
package home

import (
	"context"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/cases"
	"lamplighter/screens/classes"
	"lamplighter/screens/desk"
	"lamplighter/screens/inside"
	"lamplighter/screens/outages"
	"lamplighter/screens/practice"
	"lamplighter/screens/questions"
	"lamplighter/screens/visitform"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what this page asks of the records.
type Store interface {
	WorkCounts(context.Context, app.Actor, app.Scope) (map[app.Work]int64, error)
	CaseHead(context.Context, app.Actor, app.CaseFilter, int) ([]int64, error)
	CasesAt(context.Context, app.Actor, []int64) ([]app.CaseRow, error)
	VisitCounts(context.Context, app.Actor, app.Scope) (map[app.VisitWork]int64, error)
	Drafts(context.Context, app.Actor) ([]app.Draft, error)
	DropDraft(context.Context, app.Actor, string) error
	FollowUps(ctx context.Context, by app.Actor, manager app.StaffID, until app.Day) ([]app.FollowUpCall, error)
	CommitmentCounts(context.Context, app.Actor, app.CommitmentFilter) (map[app.CommitmentView]int64, error)
	QualificationCounts(context.Context, app.Actor) (map[app.QualifiedView]int64, error)
	UseTaskCounts(context.Context, app.Actor, app.UseTaskFilter) (map[app.UseTaskView]int64, error)
	TrainingGapCounts(context.Context, app.Actor) (map[app.TrainingDue]int64, error)
}

// Page is the start page.
type Page struct {
	desk  *desk.Desk
	store Store

	tiles  map[app.Work]*tile
	visits map[app.VisitWork]*tile // for who may see visits
	owed   *tile                   // promises, for who may see them
	owing  app.CommitmentView      // the list behind it
	calls  *tile                   // calls after visits, for who may see them
	gaps   *trainingGaps           // for who may see them
	use    *useTasks               // for who may see them
	scope  app.Scope
	order  atomic.Pointer[[]int64] // read away from the UI thread by fetch
	drafts []app.Draft

	greet  *widgets.Text
	whose  *widgets.Chips
	table  *widgets.RecordTable
	papers *fyne.Container
	shelf  *fyne.Container // papers with the room around them
	note   *widgets.FieldNote
	body   fyne.CanvasObject

	asked *background.Loader[answer]

	standing  *fyne.Container // qualifications to be renewed or granted, with the room around
	qualified *fyne.Container
	counted   *background.Loader[map[app.QualifiedView]int64]
}

// answer is what the page asks for.
type answer struct {
	counts map[app.Work]int64
	visits map[app.VisitWork]int64
	owed   map[app.CommitmentView]int64
	calls  int64
	urgent []int64
	drafts []app.Draft
}

// urgentShown is how many of the most urgent cases stand under the numbers.
const urgentShown = 50

// New builds the page and asks for its numbers.
func New(d *desk.Desk, store Store) *Page {
	p := &Page{desk: d, store: store, tiles: map[app.Work]*tile{}, visits: map[app.VisitWork]*tile{}, scope: app.ScopeFor(d.By)}
	p.asked = background.NewLoader(d.Runner, p.show)
	p.build()
	p.Reload()
	return p
}

func (p *Page) build() {
	works := app.WorksFor(p.desk.By)
	var visits []app.VisitWork
	if p.desk.By.May(app.ReadVisits) == nil {
		visits = app.VisitWorks()
	}
	row := container.New(tileRow{})
	for _, work := range works {
		t := newTile(words.Work(work), toneOf(work), func() { p.choose(work) })
		p.tiles[work] = t
		row.Add(t)
	}
	for _, work := range visits {
		tone := widgets.ToneInfo
		if work == app.VisitsOverdue {
			tone = widgets.ToneBad
		}
		t := newTile(words.VisitWork(work), tone, func() { p.chooseVisits(work) })
		p.visits[work] = t
		row.Add(t)
	}
	p.addPromises(row)
	p.addCalls(row)
	p.greet = widgets.NewTitle("")
	p.whose = widgets.NewChips(widgets.ChipsOf(app.Scopes(), words.Scope, nil), p.look)
	p.whose.Choose(string(p.scope))
	p.note = widgets.NewFieldNote()
	p.table = widgets.NewRecordTable(p.desk.Runner, cases.Columns(false), p.fetch)
	p.table.OnOpen = func(r widgets.Row) {
		if id, err := app.ParseID[app.Case](r.Key); err == nil {
			p.desk.Open(desk.Route{Tab: desk.Cases, Case: id})
		}
	}
	p.table.OnError = p.desk.Fail
	p.table.SetEmpty(widgets.NewEmptyState(theme.ConfirmIcon(), lang.L("Nothing on this list."), widgets.Action{}))
	p.papers = container.NewHBox()
	p.shelf = container.NewPadded(p.papers)
	title := widgets.NewSectionHeader(lang.L("Most urgent"))
	warnings := container.NewHBox()
	p.use = newUseTasks(p.desk, p.store, warnings)
	p.gaps = newTrainingGaps(p.desk, p.store, warnings)
	head := container.NewBorder(nil, nil, nil, warnings, container.New(&widgets.BarLayout{Widths: []float32{280, 0}}, p.greet, p.whose))
	top := container.NewVBox(container.NewPadded(head), p.note, container.NewPadded(row), p.newQualified(), p.shelf, container.NewPadded(title))
	p.body = container.NewBorder(top, nil, nil, nil, p.table)
}

// toneOf is the colour of a list's number while it is not zero.
func toneOf(work app.Work) widgets.Tone {
	switch work {
	case app.WorkOverdue:
		return widgets.ToneBad
	case app.WorkToday:
		return widgets.ToneWarn
	}
	return widgets.ToneInfo
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *Page) Shows() app.Changes {
	return app.Cases | app.Customers | app.Drafts | app.Visits | app.Commitments | app.Training | app.Forecasts
}

// Reload asks for the numbers and the list again, and behind them for what takes
// longer: training.
func (p *Page) Reload() {
	p.greet.SetText(lang.L("{{.Day}} · {{.Name}}", map[string]any{"Day": words.Day(app.DayOf(p.desk.Now())), "Name": p.desk.By.Name}))
	scope := p.scope
	p.asked.Ask(func(ctx context.Context) (answer, error) {
		counts, err := p.store.WorkCounts(ctx, p.desk.By, scope)
		if err != nil {
			return answer{}, err
		}
		urgent, err := p.store.CaseHead(ctx, p.desk.By, scope.Cases(), urgentShown)
		if err != nil {
			return answer{}, err
		}
		owed, err := p.promised(ctx, scope)
		if err != nil {
			return answer{}, err
		}
		drafts, err := p.drafted(ctx)
		if err != nil || len(p.visits) == 0 {
			return answer{counts: counts, owed: owed, urgent: urgent, drafts: drafts}, err
		}
		calls, err := p.called(ctx, scope)
		if err != nil {
			return answer{}, err
		}
		visits, err := p.store.VisitCounts(ctx, p.desk.By, scope)
		return answer{counts, visits, owed, calls, urgent, drafts}, err
	})
}

// drafted is the half-done forms of this device; who may not open cases has
// none.
func (p *Page) drafted(ctx context.Context) ([]app.Draft, error) {
	if p.desk.By.May(app.OpenCases) != nil {
		return nil, nil
	}
	return p.store.Drafts(ctx, p.desk.By)
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	p.reloadQualified()
	p.use.count(p.scope)
	p.gaps.count()
	if err != nil {
		return
	}
	for work, t := range p.tiles {
		t.set(a.counts[work])
	}
	for work, t := range p.visits {
		t.set(a.visits[work])
	}
	p.showPromises(a.owed)
	if p.calls != nil {
		p.calls.set(a.calls)
	}
	p.drafts = a.drafts
	p.showDrafts()
	p.order.Store(&a.urgent)
	p.table.SetTotal(len(a.urgent))
	p.table.Reload()
}

// choose opens the list behind a number: it has the same filter.
func (p *Page) choose(work app.Work) {
	filter := work.Cases(p.scope)
	p.desk.Open(desk.Route{Tab: desk.Cases, Filter: &filter})
}

// chooseVisits opens the list of visits behind a number.
func (p *Page) chooseVisits(work app.VisitWork) {
	filter := work.Visits(p.scope, app.DayOf(p.desk.Now()))
	p.desk.Open(desk.Route{Tab: desk.Visits, Visits: &filter})
}

// look turns to other people's cases; the chosen scope pressed again stays.
func (p *Page) look(chosen []string) {
	if len(chosen) > 0 {
		p.scope = app.Scope(chosen[0])
	}
	p.whose.Choose(string(p.scope))
	p.Reload()
}

func (p *Page) fetch(ctx context.Context, from, count int) ([]widgets.Row, error) {
	order := p.Order()
	if from >= len(order) {
		return nil, nil
	}
	found, err := p.store.CasesAt(ctx, p.desk.By, order[from:min(from+count, len(order))])
	if err != nil {
		return nil, err
	}
	rows := make([]widgets.Row, len(found))
	for i, c := range found {
		rows[i] = cases.Row(p.desk, c, p.desk.Now())
	}
	return rows, nil
}

// draftsShown is how many half-done forms have a button of their own.
const draftsShown = 5

func (p *Page) showDrafts() {
	p.papers.Objects = nil
	if len(p.drafts) > 0 {
		p.papers.Add(widgets.NewMutedText(lang.L("Half-done forms:")))
	}
	for _, d := range p.drafts[:min(len(p.drafts), draftsShown)] {
		tab, title, part := desk.Customers, d.Title, desk.TrainingPart("")
		switch d.Form {
		case cases.DraftForm:
			tab, title = desk.Cases, cases.DraftTitle(d)
		case outages.DraftForm:
			tab = desk.Outages
		case visitform.DraftForm:
			tab = desk.Visits
		case classes.DraftForm:
			tab, part = desk.Training, desk.Classes
		case inside.DraftForm:
			title = inside.DraftTitle(d)
		case app.QuestionForm, app.QuizForm:
			tab, part, title = desk.Training, desk.Quizzes, questions.DraftTitle(d)
		case app.PracticeForm:
			tab, part, title = desk.Training, desk.Mine, practice.DraftTitle(d)
		}
		at, open := words.Ago(d.UpdatedAt, p.desk.Now()), func() { p.desk.Open(desk.Route{Tab: tab, Training: part, Draft: &d}) }
		if d.Gone {
			at, open = lang.L("no longer on this computer"), func() { p.showGone(d, title) }
		}
		p.papers.Add(widgets.NewButton(title+"  "+at, open))
		p.papers.Add(widgets.NewIconButton("", theme.CancelIcon(), func() { p.drop(d, title) }))
	}
	if len(p.drafts) == 0 {
		p.shelf.Hide()
	} else {
		p.shelf.Show()
	}
	p.papers.Refresh()
}

// drop throws a half-done form away, after asking.
func (p *Page) drop(d app.Draft, title string) {
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Throw the draft away?"), Text: lang.L("{{.Title}} was never saved. What was typed will be gone.", map[string]any{"Title": title}),
		Yes: lang.L("Throw away"), Danger: true,
	}, func() {
		p.desk.Runner.Start(background.Task{
			Do:   func(ctx context.Context, _ func(int, int)) error { return p.store.DropDraft(ctx, p.desk.By, d.ID) },
			Done: func(err error) { p.note.SetText(words.Error(err)); p.Reload() },
		})
	})
}

// Focus puts the keyboard on the list.
func (p *Page) Focus() { widgets.Focus(p.table) }

// GoOn answers Ctrl+G: the next steps of the selected case.
func (p *Page) GoOn() {
	if row, selected := p.table.Selected(); selected {
		if id, err := app.ParseID[app.Case](row.Key); err == nil {
			p.desk.Open(desk.Route{Tab: desk.Cases, Case: id, GoOn: true})
		}
	}
}

// Order is the list on view, for an export.
func (p *Page) Order() []int64 {
	if order := p.order.Load(); order != nil {
		return *order
	}
	return nil
}

// Prints answers Ctrl+P with the list on view.
func (p *Page) Prints() desk.Printed {
	return desk.Printed{Cases: p.Order(), Filter: lang.L("Most urgent")}
}

// Tick is called now and then, so that the time left on the list stays true.
func (p *Page) Tick(time.Time) { p.table.Reload() }
