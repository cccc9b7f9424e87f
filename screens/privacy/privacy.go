// Package privacy is the page of personal data: what persons asked about theirs,
// what was assessed, what went wrong, and who was kept as long as he may be. It
// erases nothing by itself: a person confirms the list.
package privacy

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// Store is what this page asks of the records.
type Store interface {
	DataRequests(context.Context, app.Actor) ([]app.DataRequest, error)
	SaveDataRequest(ctx context.Context, by app.Actor, was, now app.DataRequest) (app.DataRequest, error)
	ImpactAssessments(context.Context, app.Actor) ([]app.ImpactAssessment, error)
	SaveImpactAssessment(ctx context.Context, by app.Actor, was, now app.ImpactAssessment) (app.ImpactAssessment, error)
	Incidents(context.Context, app.Actor) ([]app.Incident, error)
	SaveIncident(ctx context.Context, by app.Actor, was, now app.Incident) (app.Incident, error)
	DueForErasing(context.Context, app.Actor) ([]app.DueErasure, error)
	DueKinds(context.Context, app.Actor) ([]app.DueKind, error)
	EraseKind(ctx context.Context, by app.Actor, kind app.RetentionKind, reason string) (app.Erased, error)
	RetentionRules(context.Context, app.Actor) ([]app.RetentionVersion, error)
	ChangeRetention(context.Context, app.Actor, app.RetentionRule) (app.RetentionRule, error)
	WithdrawRetention(context.Context, app.Actor, app.RetentionRuleID) error
	ForeseeRetention(context.Context, app.Actor, app.RetentionRule) (app.RetentionChange, error)
	EraseDue(ctx context.Context, by app.Actor, customers []app.CustomerID, reason string) (app.Erased, error)
	witness.Store
}

// The lists of the page.
const (
	requests    = "requests"
	assessments = "assessments"
	incidents   = "incidents"
	due         = "due"
	kinds       = "kinds"
)

// entry is a line of one of the lists, and what it stands for.
type entry struct {
	key   string
	cells []widgets.Cell
	open  func()
	due   app.CustomerID
	kind  app.DueKind
}

// Page is the registers and the list of who is due.
type Page struct {
	desk  *desk.Desk
	store Store

	now    string
	views  *widgets.Chips
	list   *listing.List[entry]
	note   *widgets.FieldNote
	hint   *widgets.Text
	hold   *widgets.Text // until when backups hold what is erased
	doubt  *widgets.Text // how many periods nobody confirmed
	add    *widgets.Button
	erase  *widgets.Button
	line   *fyne.Container // the buttons beside the chips
	loader *background.Loader[[]entry]
	body   fyne.CanvasObject
}

// New is the page with the requests on view; Reload fills it. Who changes rules
// and reads no registers has the periods alone.
func New(d *desk.Desk, store Store) *Page {
	p := &Page{desk: d, store: store, now: requests, note: widgets.NewFieldNote(), hint: widgets.NewMutedText(""), hold: widgets.NewMutedText(""), doubt: widgets.NewMutedText("")}
	p.loader = background.NewLoader(d.Runner, p.show)
	chips := []widgets.Chip{
		{Key: requests, Text: lang.L("Requests"), Count: -1},
		{Key: assessments, Text: lang.L("Impact assessments"), Count: -1},
		{Key: incidents, Text: lang.L("Incidents"), Count: -1},
		{Key: due, Text: lang.L("Due for deletion"), Count: -1},
		{Key: kinds, Text: lang.L("Due by kind of data"), Count: -1},
	}
	if d.By.May(app.ReadPrivacy) != nil {
		p.now, chips = kinds, chips[len(chips)-1:]
	}
	p.views = widgets.NewChips(chips, p.choose)
	p.views.Choose(p.now)
	p.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Day"), Width: 96, Kind: widgets.KindDate},
		{Title: lang.L("Subject matter"), Width: 150, Weight: 2, Kind: widgets.KindBadge},
		{Title: lang.L("Who or what it concerns"), Width: 160, Weight: 2},
		{Title: lang.L("Until"), Width: 96, Kind: widgets.KindDate},
		{Title: lang.L("How it stands"), Width: 150, Weight: 2},
	}, func(e entry) widgets.Row { return widgets.Row{Key: e.key, Cells: e.cells} })
	p.list.Empty.SetText(lang.L("Nothing was noted here."))
	p.list.Table.OnOpen = func(widgets.Row) { p.open() }
	p.add = widgets.NewButton(lang.L("Add")+"  Ctrl+N", func() { p.New() })
	p.erase = widgets.NewButton(lang.L("Erase the chosen")+"  Ctrl+G", p.GoOn)
	p.line = container.NewBorder(nil, nil, nil, container.NewHBox(p.add, p.erase), p.views)
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(p.line), p.note), container.NewPadded(container.NewVBox(p.hint, p.doubt, p.hold)), nil, nil, p.list.Table)
	p.offer()
	return p
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the list.
func (p *Page) Focus() { widgets.Focus(p.list.Table) }

func (p *Page) choose(chosen []string) {
	if len(chosen) > 0 {
		p.now = chosen[0]
	}
	p.offer()
	p.Reload()
}

// offer shows what can be done with the list on view.
func (p *Page) offer() {
	if p.line == nil { // while the page is built
		return
	}
	may := p.desk.By.May(app.HandlePrivacy) == nil
	p.add.Hidden, p.erase.Hidden = !may || p.now == due || p.now == kinds, !may || p.now != due && p.now != kinds
	p.hint.SetText("")
	p.hold.Hidden, p.doubt.Hidden = p.now != due && p.now != kinds, p.now != kinds
	p.hold.SetText(lang.L("Backups made before still hold what is erased today; the last of them goes by {{.Day}}.", map[string]any{"Day": words.Day(app.BackupsHold(p.today()))}))
	p.list.Table.OnMark = nil // only who is due is marked
	switch p.now {
	case due:
		p.list.Table.OnMark = p.say
		p.say(0)
	case kinds:
		p.hint.SetText(lang.L("Kept longer than its kind may be. Nothing goes by itself: choose a kind and erase what is due of it."))
	}
	p.list.Table.MarkAll(false)
	p.line.Refresh() // the buttons have another width
	if p.body != nil {
		p.body.Refresh() // the lines below another height
	}
}

// say tells who is due, and how many of them are marked.
func (p *Page) say(marked int) {
	text := lang.L("Kept without a trace as long as customers may be, with nothing open or owed; Due by kind of data tells how long. Space marks several; nothing goes by itself.")
	if marked > 0 {
		text = lang.L("{{.N}} customers are marked.", map[string]any{"N": words.Count(int64(marked))})
	}
	p.hint.SetText(text)
}

// Reload asks for the list on view again.
func (p *Page) Reload() {
	now := p.now
	p.loader.Ask(func(ctx context.Context) ([]entry, error) { return p.read(ctx, now) })
}

func (p *Page) show(all []entry, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.list.Set(all)
	if p.now == kinds {
		p.doubt.SetText(doubtful(all))
	}
}

// doubtful tells how many periods the company should look at.
func doubtful(all []entry) string {
	n := 0
	for _, e := range all {
		if e.kind.Mark == app.MarkDoubtful {
			n++
		}
	}
	if n == 0 {
		return lang.L("Enter shows the period of a kind, and changes it.")
	}
	return lang.L("Enter shows the period of a kind, and changes it. Periods with a ? are doubtful until the company confirms them: {{.N}}.", map[string]any{"N": n})
}

func (p *Page) open() {
	if chosen := p.list.Chosen(); len(chosen) == 1 && chosen[0].open != nil && (p.now == kinds || p.desk.By.May(app.HandlePrivacy) == nil) {
		chosen[0].open()
	}
}

// New answers Ctrl+N: an empty form of the list on view.
func (p *Page) New() bool {
	if p.desk.By.May(app.HandlePrivacy) != nil {
		return false
	}
	switch p.now {
	case requests:
		p.request(app.DataRequest{ReceivedOn: p.today()})
	case assessments:
		p.assessment(app.ImpactAssessment{AssessedOn: p.today()})
	case incidents:
		p.incident(app.Incident{FoundOn: p.today()})
	default:
		return false
	}
	return true
}

func (p *Page) today() app.Day { return app.DayOf(p.desk.Now()) }
