package outages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/words"
)

// Area is the tab of outages: the list, the page of one or the form, one at a
// time.
type Area struct {
	desk   *desk.Desk
	list   *List
	detail *Detail
	form   *Form
	give   func(exchange.ExportWhat)

	now   page
	from  page // where the form was opened from
	stack *fyne.Container
}

type page int

const (
	onList page = iota
	onDetail
	onForm
)

// New builds the tab. give lets a list go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Area {
	a := &Area{desk: d, list: NewList(d, store), detail: NewDetail(d, store), form: NewForm(d, store), give: give}
	a.list.OnOpen = a.open
	a.list.OnNew = func() { a.New() }
	a.detail.OnChange = a.change
	a.form.OnLeft = func() { a.turn(a.from) }
	a.form.OnSaved = func(o app.Outage) {
		d.Say(said(o))
		a.open(o.ID)
	}
	a.stack = container.NewStack(a.list.Content())
	a.list.Reload()
	return a
}

// said tells where an outage stands now.
func said(o app.Outage) string {
	return lang.L("{{.Number}} is now: {{.Status}}", map[string]any{"Number": o.Number, "Status": words.OutageStatus(o.Status)})
}

// Content is the tab.
func (a *Area) Content() fyne.CanvasObject { return a.stack }

// Shows names what is on view.
func (a *Area) Shows() app.Changes {
	return app.Outages | app.Cases | app.Customers | app.Company | app.Reference
}

// Reload asks again for what is on view; a form keeps what was typed.
func (a *Area) Reload() {
	switch a.now {
	case onList:
		a.list.Reload()
	case onDetail:
		a.detail.Reload()
	}
}

// Show goes to an outage or on with a half-done form.
func (a *Area) Show(r desk.Route) {
	switch {
	case r.Draft != nil:
		a.toForm()
		a.form.Restore(*r.Draft)
		a.form.Focus()
	case !r.Outage.IsZero():
		a.open(r.Outage)
	}
}

func (a *Area) toForm() {
	if a.now == onForm {
		a.form.keep.Now() // the half-done form stays as a draft
		return
	}
	a.from = a.now
	a.turn(onForm)
}

func (a *Area) change(p app.OutagePage) {
	a.toForm()
	a.form.Change(p)
	a.form.Focus()
}

func (a *Area) open(id app.OutageID) {
	a.detail.Open(id)
	a.turn(onDetail)
}

func (a *Area) turn(to page) {
	a.now = to
	contents := map[page]fyne.CanvasObject{onList: a.list.Content(), onDetail: a.detail.Content(), onForm: a.form.Content()}
	a.stack.Objects = []fyne.CanvasObject{contents[to]}
	a.stack.Refresh()
	a.Focus()
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() {
	switch a.now {
	case onList:
		a.list.Focus()
	case onDetail:
		a.detail.Focus()
	case onForm:
		a.form.Focus()
	}
}

// New answers Ctrl+N: another outage.
func (a *Area) New() bool {
	a.toForm()
	a.form.Reset()
	a.form.Focus()
	return true
}

// Keep answers Ctrl+S.
func (a *Area) Keep(kept func()) bool { return a.now == onForm && a.form.Keep(kept) }

// Save answers Ctrl+Enter: the form is saved; on a page notices are recorded.
func (a *Area) Save() {
	switch a.now {
	case onDetail:
		a.detail.Tell()
	case onForm:
		a.form.Save()
	}
}

// GoOn answers Ctrl+G.
func (a *Area) GoOn() {
	if a.now == onDetail {
		a.detail.GoOn()
	}
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	if a.now == onList {
		a.list.ToFilter()
	}
}

// Leave answers Esc: back to the list; a form is put aside as a draft.
func (a *Area) Leave() bool {
	switch a.now {
	case onForm:
		a.form.Leave()
	case onDetail:
		a.turn(onList)
		a.list.Reload()
	default:
		return false
	}
	return true
}

// Step answers Ctrl+PgUp and Ctrl+PgDn on the page of an outage.
func (a *Area) Step(by int) {
	if a.now != onDetail {
		return
	}
	if id, ok := a.list.Beside(by); ok {
		a.detail.Open(id)
	}
}

// Tick lets what is on view follow the clock.
func (a *Area) Tick(now time.Time) {
	switch a.now {
	case onList:
		a.list.table.Reload()
	case onDetail:
		a.detail.Tick(now)
	}
}

// Export answers Ctrl+E: the accounts of the outage on view, with their proof.
func (a *Area) Export() bool {
	if a.now != onDetail || a.detail.id.IsZero() {
		a.desk.Say(lang.L("Open an outage first: its accounts can be exported."))
	} else {
		a.give(a.detail.ExportWhat())
	}
	return true
}
