package customers

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
	"lamplighter/screens/inside"
	"lamplighter/screens/services"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Detail is the one page of a customer: what is known on the left, what is open
// and what happened on the right, what must not be missed across the top.
type Detail struct {
	desk  *desk.Desk
	store Store

	OnTwice func(app.CustomerID) // whether he was recorded twice

	id     app.CustomerID
	page   app.CustomerPage
	said   app.CustomerSatisfaction
	lists  lists
	use    use
	draft  *app.Draft // a half-done change to go on with once the page is there
	sheets *inside.Sheets
	loader *background.Loader[detailData]

	head    *fyne.Container
	alerts  *fyne.Container
	left    *fyne.Container
	missing []fyne.CanvasObject // buttons for the parts of the left that have nothing
	served  *services.Customer
	scroll  *container.Scroll
	cases   *caseTable
	owed    *fyne.Container // the promises
	chart   *charts.Use
	life    *fyne.Container
	course  *container.Scroll // promises and life
	whole   bool              // all accounts and promises are on view
	newCase *widgets.Button
	note    *widgets.FieldNote
	body    fyne.CanvasObject
}

type detailData struct {
	page  app.CustomerPage
	said  app.CustomerSatisfaction
	lists lists
	use   use
}

// NewDetail is an empty page; Open fills it.
func NewDetail(d *desk.Desk, store Store) *Detail {
	p := &Detail{desk: d, store: store, sheets: inside.New(d, store), OnTwice: func(app.CustomerID) {}}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.head, p.alerts, p.left, p.owed, p.life = container.NewStack(), container.NewHBox(), container.NewVBox(), container.NewVBox(), container.NewVBox()
	p.cases, p.chart, p.served = newCaseTable(d), charts.NewUse(), services.NewCustomer(d, store)
	p.note = widgets.NewFieldNote()
	p.newCase = widgets.NewPrimaryButton(lang.L("New case")+"  Ctrl+N", p.NewCase)
	buttons := container.NewHBox(widgets.NewButton(lang.L("Edit customer"), func() { p.edit(editCustomer, "", nil) }))
	if d.By.May(app.ReadVisits) == nil {
		buttons.Add(widgets.NewButton(lang.L("Brief")+"  Alt+7", p.openBrief))
	}
	if d.By.May(app.ReadHistory) == nil {
		buttons.Add(widgets.NewButton(lang.L("Change history"), p.showHistory))
	}
	if d.By.May(app.MergeCustomers) == nil {
		buttons.Add(widgets.NewButton(lang.L("Recorded twice?"), func() { p.OnTwice(p.id) }))
	}
	if p.mayMove() {
		buttons.Add(widgets.NewButton(lang.L("Move")+"  Alt+8", p.moveAway))
	}
	if p.mayDecideFate() {
		buttons.Add(widgets.NewButton(lang.L("Personal data")+"  Alt+9", p.decideFate))
	}
	buttons.Add(p.newCase)
	top := container.NewBorder(nil, nil, nil, buttons, p.head)
	p.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 8, 0, besideBar), p.left))
	p.course = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 8, 0, besideBar),
		container.NewVBox(p.owed, widgets.NewSectionHeader(lang.L("Course of events")), p.life)))
	right := container.NewBorder(container.New(layout.NewCustomPaddedLayout(0, 0, 0, besideBar), p.cases.box), nil, nil, nil, p.course)
	split := container.New(&widgets.PanesLayout{Share: 0.56},
		container.New(layout.NewCustomPaddedLayout(0, 4, 8, 10), p.scroll), container.New(layout.NewCustomPaddedLayout(0, 4, 10, 8), right))
	p.body = container.NewBorder(container.NewVBox(container.New(layout.NewCustomPaddedLayout(8, 4, 8, 8), top), container.New(layout.NewCustomPaddedLayout(0, 0, 8, 8), p.alerts), p.note), nil, nil, nil, split)
	return p
}

// besideBar keeps what scrolls from lying under its scroll bar.
const besideBar = 14

// Content is the page.
func (p *Detail) Content() fyne.CanvasObject { return p.body }

// Open shows a customer.
func (p *Detail) Open(id app.CustomerID) {
	if id != p.id {
		p.scroll.ScrollToTop()
		p.course.ScrollToTop()
		p.whole = false
	}
	p.id = id
	p.Reload()
}

// OpenDraft shows a customer and goes on with a half-done change.
func (p *Detail) OpenDraft(id app.CustomerID, d app.Draft) {
	p.draft = &d
	p.Open(id)
}

// Reload reads the customer again.
func (p *Detail) Reload() {
	id := p.id
	if id.IsZero() {
		return
	}
	p.loader.Ask(func(ctx context.Context) (detailData, error) {
		page, err := p.store.CustomerPage(ctx, p.desk.By, id)
		if err != nil {
			return detailData{}, err
		}
		id := page.Customer.ID // of a record that was merged the one that stays
		said, err := p.store.SatisfactionOf(ctx, p.desk.By, id)
		if err != nil {
			return detailData{}, err
		}
		l, err := readLists(ctx, p.store, p.desk.By)
		if err != nil {
			return detailData{}, err
		}
		u, err := readUse(ctx, p.store, p.desk.By, id)
		return detailData{page, said, l, u}, err
	})
}

func (p *Detail) show(d detailData, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.page, p.said, p.lists, p.use = d.page, d.said, d.lists, d.use
	p.id = d.page.Customer.ID
	p.showHead()
	p.showAlerts()
	p.showLeft()
	p.served.Open(p.page.Customer.ID)
	p.cases.set(d.page.Cases)
	p.showPromises()
	p.life.Objects = []fyne.CanvasObject{widgets.NewTimeline(p.moments()...)}
	p.life.Refresh()
	if draft := p.draft; draft != nil {
		p.draft = nil
		if draft.Form == inside.DraftForm {
			p.sheets.OpenDraft(*draft, p.Reload)
			return
		}
		p.edit(editKind(draft.Fields["edit"]), draft.Fields["record"], draft)
	}
}

func (p *Detail) showHead() {
	c := p.page.Customer
	title := widgets.NewTitle(c.Name)
	title.Shrinks = len([]rune(c.Name)) > 24
	numbers := widgets.NewMutedText(accountNumbers(p.page.Accounts))
	numbers.Shrinks = true // they stand below too, and the buttons need their place
	named := container.NewHBox(title, widgets.NewBadge(kindLabel(c.Kind), widgets.ToneNeutral))
	p.head.Objects = []fyne.CanvasObject{container.NewBorder(nil, nil, named, nil, numbers)}
	p.head.Refresh()
}

// accountNumbers names the first two accounts and counts the rest.
func accountNumbers(accounts []app.Account) string {
	switch len(accounts) {
	case 0:
		return lang.L("No account")
	case 1:
		return accounts[0].AccountNo
	case 2:
		return accounts[0].AccountNo + "  " + accounts[1].AccountNo
	}
	return lang.L("{{.No}} and {{.More}} more", map[string]any{"No": accounts[0].AccountNo + "  " + accounts[1].AccountNo, "More": len(accounts) - 2})
}

func (p *Detail) showAlerts() {
	p.alerts.Objects = nil
	if kept := words.Keeping(p.page.Customer.Keeping); kept != "" {
		p.alerts.Add(widgets.NewBadge(kept, widgets.ToneBad))
	}
	for _, a := range p.page.Alerts(p.desk.Now()) {
		p.alerts.Add(widgets.NewBadge(words.AlertWith(a, p.desk.Codes.Label), cases.AlertTone(a.Kind)))
	}
	p.alerts.Hidden = len(p.alerts.Objects) == 0
	p.alerts.Refresh()
}

// NewCase opens the acceptance form for this customer.
func (p *Detail) NewCase() {
	p.desk.Open(desk.Route{Tab: desk.Cases, NewCase: true, Customer: p.id})
}

// Focus puts the keyboard on what is done most.
func (p *Detail) Focus() { widgets.Focus(p.newCase) }
