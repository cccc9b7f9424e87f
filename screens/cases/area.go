package cases

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
)

// Area is the cases tab: the list, a case's page or the form, one at a time.
type Area struct {
	desk   *desk.Desk
	list   *List
	detail *Detail
	form   *Form
	calls  *CallBacks
	report *Report
	pick   func(func(app.Found))

	now    page
	from   page // where the form was opened from
	behind bool // the list shows the cases behind a figure
	stack  *fyne.Container
}

type page int

const (
	onList page = iota
	onDetail
	onForm
	onCallBacks
	onReport
)

// New builds the tab. pick lets a person choose a customer for a new case.
func New(d *desk.Desk, store Store, pick func(func(app.Found))) *Area {
	a := &Area{desk: d, list: NewList(d, store), detail: NewDetail(d, store), form: NewForm(d, store, pick), calls: NewCallBacks(d, store), report: NewReport(d, store), pick: pick}
	a.list.OnOpen = a.open
	a.detail.OnDemand = func(c app.Case) {
		a.toForm()
		a.form.Demand(c)
		a.form.Focus()
	}
	a.form.OnLeft = func() { a.turn(a.from) }
	a.form.OnSaved = func(c app.Case) {
		d.Say(lang.L("{{.Number}} is now: {{.Status}}. Ctrl+P, then Enter: the receipt", map[string]any{"Number": c.Number, "Status": d.Flows.StageOf(c)}))
		a.open(c.ID)
	}
	a.report.OnCases = func(f app.CaseFilter) {
		a.list.Narrow(f)
		a.turn(onList)
		a.behind = true
	}
	a.stack = container.NewStack(a.list.Content())
	a.list.Reload()
	return a
}

// Content is the tab.
func (a *Area) Content() fyne.CanvasObject { return a.stack }

// Shows names what is on view.
func (a *Area) Shows() app.Changes {
	shown := app.Cases | app.Customers | app.Company | app.SavedViews | app.Attachments
	if a.now == onDetail {
		shown |= app.Training // who learnt on it
	}
	return shown
}

// Reload asks again for what is on view; a form keeps what was typed.
func (a *Area) Reload() {
	switch a.now {
	case onList:
		a.list.Reload()
	case onDetail:
		a.detail.Reload()
	case onCallBacks:
		a.calls.Reload()
	case onReport:
		a.report.Reload()
	}
}

// Show goes to a case, to the form, or to a narrowed list.
func (a *Area) Show(r desk.Route) {
	switch {
	case r.Draft != nil:
		a.toForm()
		a.form.Restore(*r.Draft)
		a.form.Focus()
	case r.NewCase:
		a.toForm()
		a.form.Reset(r.Customer)
		a.form.Focus()
	case !r.Case.IsZero():
		a.open(r.Case)
		if r.GoOn {
			a.detail.GoOn()
		}
	case r.CallBacks:
		a.turn(onCallBacks)
		a.calls.Reload()
	case r.Service:
		a.toReport()
	case r.Filter != nil:
		a.behind = false
		a.list.Narrow(*r.Filter)
		a.turn(onList)
	}
}

// Catch takes photos and papers that are dropped on the page of a case.
func (a *Area) Catch(paths []string) bool { return a.now == onDetail && a.detail.strip.Catch(paths) }

func (a *Area) toForm() {
	if a.now == onForm {
		a.form.keep.Now() // the half-done form stays as a draft
		return
	}
	a.from = a.now
	a.turn(onForm)
}

func (a *Area) toReport() {
	a.report.Reload()
	a.turn(onReport)
}

func (a *Area) open(id app.CaseID) {
	a.detail.Open(id)
	a.turn(onDetail)
}

func (a *Area) turn(to page) {
	a.now = to
	contents := map[page]fyne.CanvasObject{
		onList: a.list.Content(), onDetail: a.detail.Content(), onForm: a.form.Content(), onCallBacks: a.calls.Content(), onReport: a.report.Content(),
	}
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
	case onCallBacks:
		a.calls.Focus()
	case onReport:
		a.report.Focus()
	}
}

// New answers Ctrl+N: a case for the customer of the case on view.
func (a *Area) New() bool {
	r := desk.Route{Tab: desk.Cases, NewCase: true}
	if a.now == onDetail {
		r.Customer = a.detail.page.Case.Customer
	}
	a.Show(r)
	return true
}

// Save answers Ctrl+Enter.
func (a *Area) Save() {
	switch a.now {
	case onForm:
		a.form.Save()
	case onCallBacks:
		a.calls.Draw()
	}
}

// Keep answers Ctrl+S.
func (a *Area) Keep(kept func()) bool { return a.now == onForm && a.form.Keep(kept) }

// SaveAndClose answers Ctrl+Shift+Enter.
func (a *Area) SaveAndClose() {
	if a.now == onForm {
		a.form.SaveAndClose()
	}
}

// GoOn answers Ctrl+G.
func (a *Area) GoOn() {
	switch {
	case a.now == onDetail:
		a.detail.GoOn()
	case a.now == onList && a.list.onBoard():
		a.list.board.GoOn()
	case a.now == onList:
		if id, selected := a.list.Selected(); selected {
			a.Show(desk.Route{Case: id, GoOn: true})
		}
	}
}

// ToBoard answers Ctrl+B.
func (a *Area) ToBoard() {
	if a.now == onList {
		a.list.ToBoard()
	}
}

// Shift answers Alt+Left and Alt+Right on the board.
func (a *Area) Shift(by int) {
	if a.now == onList && a.list.onBoard() {
		a.list.board.Shift(by)
	}
}

// Assign answers Ctrl+Shift+A.
func (a *Area) Assign() {
	if a.now == onList {
		a.list.Assign()
	}
}

// ChooseView answers Alt+1 to Alt+9.
func (a *Area) ChooseView(at int) {
	switch a.now {
	case onList:
		a.list.views.Choose(at)
	case onReport:
		a.report.Choose(at)
	}
}

// KeepView answers Ctrl+S.
func (a *Area) KeepView() {
	if a.now == onList {
		a.list.views.Keep()
	}
}

// Insert answers Ctrl+J: an article for the answer that is being written.
func (a *Area) Insert() bool {
	return a.now == onForm && a.form.form.Row("answer") != nil && a.form.known.Open()
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	if a.now == onList {
		a.list.ToFilter()
	}
}

// Again answers Ctrl+R: what was asked in the last case of the kind.
func (a *Area) Again() {
	if a.now == onForm {
		a.form.Again()
	}
}

// Leave answers Esc: back to the list; a form is put aside as a draft.
func (a *Area) Leave() bool {
	switch a.now {
	case onForm:
		a.form.Leave()
	case onDetail, onCallBacks, onReport:
		a.turn(onList)
		a.list.Reload()
	case onList:
		if !a.behind {
			return false
		}
		a.behind = false
		a.toReport()
	default:
		return false
	}
	return true
}

// Step answers Ctrl+PgUp and Ctrl+PgDn on a case's page.
func (a *Area) Step(by int) {
	if a.now == onForm {
		a.form.Step(by)
	}
	if a.now != onDetail {
		return
	}
	if id, ok := a.list.Beside(by); ok {
		a.detail.Open(id)
	}
}

// Order is the list on view, for an export; nil while another page is.
func (a *Area) Order() []int64 {
	if a.now != onList {
		return nil
	}
	return a.list.Order()
}

// Figures answers Ctrl+E on the service figures.
func (a *Area) Figures() (app.Figures, bool) {
	if a.now != onReport {
		return app.Figures{}, false
	}
	return a.report.Figures(), true
}

// Prints answers Ctrl+P: the case on view, or the list.
func (a *Area) Prints() desk.Printed {
	switch a.now {
	case onDetail:
		return a.detail.Prints()
	case onList:
		return desk.Printed{Cases: a.list.Order(), Filter: a.list.Narrowed()}
	case onReport:
		return a.report.Prints()
	}
	return desk.Printed{}
}

// Practised is the case on view, out of which an entry of the log is written.
func (a *Area) Practised() app.PracticeOf {
	if a.now != onDetail {
		return app.PracticeOf{}
	}
	return app.PracticeOf{Case: a.detail.ID()}
}

// Picks reports whether the form is on view, which takes a picked customer.
func (a *Area) Picks() bool { return a.now == onForm }

// Take gives the form a customer.
func (a *Area) Take(found app.Found) { a.form.Take(found) }

// Tick lets what counts down go on.
func (a *Area) Tick(now time.Time) {
	if a.now == onDetail {
		a.detail.Tick(now)
	}
}
