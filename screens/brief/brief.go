// Package brief shows what one should know before going to a customer, on one
// page: what to ask, what was promised, what is open, whom to speak to, how the
// business works and what it uses. It asks its Store, changes nothing, and does
// not decide what is worth asking: app does.
package brief

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/cases"
	"lamplighter/screens/charts"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Store is what the page asks of the records.
type Store interface {
	Brief(context.Context, app.Actor, app.BriefOf) (app.Brief, error)
	VisitsBeside(context.Context, app.Actor, app.VisitID) ([]app.VisitID, error)
}

// Page is the brief of a customer, or of a visit to him.
type Page struct {
	desk   *desk.Desk
	store  Store
	of     app.BriefOf
	brief  app.Brief
	beside []app.VisitID // the visits of the same day, in the order of the route
	loader *background.Loader[answer]

	head   *fyne.Container
	alerts *fyne.Container
	left   *fyne.Container
	right  *fyne.Container
	panes  []*container.Scroll
	chart  *charts.Use
	record *widgets.Button
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

type answer struct {
	brief  app.Brief
	beside []app.VisitID
}

// New is an empty page; Open fills it.
func New(d *desk.Desk, store Store) *Page {
	p := &Page{desk: d, store: store, head: container.NewHBox(), alerts: container.New(&widgets.WrapLayout{Gap: 6}), note: widgets.NewFieldNote(), chart: charts.NewUse()}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.left, p.right = container.New(layout.NewCustomPaddedVBoxLayout(1)), container.New(layout.NewCustomPaddedVBoxLayout(1))
	p.record = widgets.NewPrimaryButton(lang.L("Record the visit")+"  Enter", p.Record)
	if d.By.May(app.ChangeVisits) != nil {
		p.record.Hide()
	}
	buttons := container.NewHBox(widgets.NewButton(lang.L("Open the customer"), p.toCustomer), p.record)
	top := container.NewBorder(nil, nil, nil, buttons, p.head)
	for _, side := range []*fyne.Container{p.left, p.right} {
		p.panes = append(p.panes, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 6, 10, 12), side)))
	}
	p.body = container.NewBorder(
		container.NewVBox(container.New(layout.NewCustomPaddedLayout(8, 2, 10, 10), top), container.New(layout.NewCustomPaddedLayout(0, 2, 10, 10), p.alerts), p.note),
		nil, nil, nil, container.New(&widgets.PanesLayout{Share: 0.54}, p.panes[0], p.panes[1]))
	return p
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Shows names what is on view.
func (p *Page) Shows() app.Changes {
	return app.Customers | app.Cases | app.Visits | app.Commitments | app.Profiles | app.Services | app.Usage
}

// Open shows the brief of a visit, or of a customer.
func (p *Page) Open(of app.BriefOf) {
	if of != p.of {
		for _, pane := range p.panes {
			pane.ScrollToTop()
		}
	}
	p.of = of
	p.Reload()
}

// Show shows the brief that a route names.
func (p *Page) Show(r desk.Route) {
	of := app.BriefOf{Visit: r.Visit}
	if r.Visit.IsZero() {
		of.Customer = r.Customer
	}
	p.Open(of)
}

// Reload reads the brief again.
func (p *Page) Reload() {
	of := p.of
	if of == (app.BriefOf{}) {
		return
	}
	p.loader.Ask(func(ctx context.Context) (answer, error) {
		b, err := p.store.Brief(ctx, p.desk.By, of)
		if err != nil || of.Visit.IsZero() {
			return answer{brief: b}, err
		}
		beside, err := p.store.VisitsBeside(ctx, p.desk.By, of.Visit)
		return answer{b, beside}, err
	})
}

func (p *Page) show(a answer, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.brief, p.beside = a.brief, a.beside
	p.showHead()
	p.showLeft()
	p.showRight()
}

func (p *Page) showHead() {
	c := p.brief.Customer.Customer
	title := widgets.NewTitle(c.Name)
	title.Shrinks = len([]rune(c.Name)) > 20
	p.head.Objects = []fyne.CanvasObject{title, widgets.NewMutedText(p.when())}
	p.head.Refresh()
	p.alerts.Objects = nil
	for _, a := range p.brief.Customer.Alerts(p.desk.Now()) {
		p.alerts.Add(widgets.NewBadge(words.AlertWith(a, p.desk.Codes.Label), cases.AlertTone(a.Kind)))
	}
	p.alerts.Hidden = len(p.alerts.Objects) == 0
	p.body.Refresh() // the strip may take another line now
}

// when says which visit the brief is for, and the how-manieth of its day.
func (p *Page) when() string {
	v := p.brief.Visit
	if v.ID.IsZero() {
		return lang.L("No visit is planned")
	}
	for i, id := range p.beside {
		if id == v.ID && len(p.beside) > 1 {
			return lang.L("{{.Day}}, visit {{.N}} of {{.All}}", map[string]any{"Day": words.Day(v.PlannedOn), "N": i + 1, "All": len(p.beside)})
		}
	}
	return words.Day(v.PlannedOn)
}

// Record goes to the form of the visit, or of one that was not planned.
func (p *Page) Record() {
	c := p.brief.Customer.Customer.ID
	if c.IsZero() || p.desk.By.May(app.ChangeVisits) != nil {
		return
	}
	p.desk.Open(desk.Route{Tab: desk.Visits, Visit: p.brief.Visit.ID, Customer: c, Record: true})
}

func (p *Page) toCustomer() {
	p.desk.Open(desk.Route{Tab: desk.Customers, Customer: p.brief.Customer.Customer.ID})
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the visit before or after, on the same
// day.
func (p *Page) Step(by int) {
	for i, id := range p.beside {
		if id == p.of.Visit && i+by >= 0 && i+by < len(p.beside) {
			p.Open(app.BriefOf{Visit: p.beside[i+by]})
			return
		}
	}
}

// Prints answers Ctrl+P.
func (p *Page) Prints() desk.Printed {
	return desk.Printed{Customer: p.brief.Customer.Customer.ID, Visit: p.brief.Visit.ID}
}

// Focus puts the keyboard on recording the visit, so that Enter does it.
func (p *Page) Focus() {
	if p.record.Visible() {
		widgets.Focus(p.record)
	}
}
