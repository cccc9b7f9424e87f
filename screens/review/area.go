package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/behind"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Area holds these pages, one on view at a time. It lives within the tab of
// visits.
type Area struct {
	desk   *desk.Desk
	report *Report
	listed *behind.Page
	calls  *Calls
	survey *Survey

	now   page
	pages *widgets.Chips
	stack *fyne.Container
	body  *fyne.Container
}

type page string

const (
	onReport page = "report"
	onList   page = "list"
	onCalls  page = "calls"
	onSurvey page = "survey"
)

// New builds the pages.
func New(d *desk.Desk, store Store) *Area {
	a := &Area{desk: d, report: NewReport(d, store), listed: behind.NewPage(d), calls: NewCalls(d, store), survey: NewSurvey(d, store)}
	a.report.OnList = a.list
	a.stack = container.NewStack(a.report.Content())
	a.pages = widgets.NewChips([]widgets.Chip{
		{Key: string(onReport), Text: lang.L("Figures"), Count: -1},
		{Key: string(onCalls), Text: lang.L("Calls after visits") + "  Ctrl+G", Count: -1},
		{Key: string(onSurvey), Text: lang.L("Yearly survey") + "  Ctrl+J", Count: -1},
	}, a.choose)
	a.pages.Choose(string(onReport))
	a.body = container.NewBorder(container.NewPadded(a.pages), nil, nil, nil, a.stack)
	return a
}

// choose goes to the page of a chip; the chosen one pressed again stays.
func (a *Area) choose(chosen []string) {
	to := a.now
	if len(chosen) > 0 {
		to = page(chosen[0])
	}
	a.to(to)
}

// to goes to a page as it stands in the file.
func (a *Area) to(p page) {
	switch p {
	case onReport:
		a.report.Reload()
	case onCalls:
		a.calls.Reload()
	}
	a.turn(p)
}

// GoOn answers Ctrl+G: the calls after visits, and back to the figures.
func (a *Area) GoOn() {
	if a.now == onCalls {
		a.to(onReport)
		return
	}
	a.to(onCalls)
}

// Insert answers Ctrl+J: an answer to the yearly survey, for whom that is.
func (a *Area) Insert() bool {
	a.to(onSurvey)
	return true
}

// Content is the page on view.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view.
func (a *Area) Shows() app.Changes {
	return app.Visits | app.Commitments | app.Surveys | app.Customers | app.Cases | app.Profiles | app.Company
}

// Show goes to the page a route leads to.
func (a *Area) Show(r desk.Route) {
	switch {
	case r.Visits != nil:
		f := r.Visits.For(a.desk.By)
		a.list(a.report.visits(lang.L("Visits"), f, []app.StaffID{f.Manager}))
	case r.FollowUps:
		a.to(onCalls)
	case r.Survey:
		a.to(onSurvey)
	default:
		a.to(onReport)
	}
}

func (a *Area) list(of behind.List) {
	a.listed.Open(of)
	a.turn(onList)
}

func (a *Area) turn(to page) {
	a.now = to
	a.pages.Choose(string(to))
	contents := map[page]fyne.CanvasObject{onReport: a.report.Content(), onList: a.listed.Content(), onCalls: a.calls.Content(), onSurvey: a.survey.Content()}
	a.stack.Objects = []fyne.CanvasObject{contents[to]}
	a.stack.Refresh()
	a.Focus()
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() {
	switch a.now {
	case onReport:
		a.report.Focus()
	case onList:
		a.listed.Focus()
	case onCalls:
		a.calls.Focus()
	case onSurvey:
		a.survey.Focus()
	}
}

// Reload asks again for what is on view; what is being entered stays.
func (a *Area) Reload() {
	switch a.now {
	case onReport:
		a.report.Reload()
	case onList:
		a.listed.Reload()
	case onCalls:
		a.calls.Reload()
	}
}

// Save answers Ctrl+Enter.
func (a *Area) Save() {
	if a.now == onSurvey {
		a.survey.Save()
	}
}

// ToBoard answers Ctrl+B on the figures: the next of their tables.
func (a *Area) ToBoard() {
	if a.now == onReport {
		a.report.which.Next()
	}
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the period before or after.
func (a *Area) Step(by int) {
	if a.now == onReport {
		a.report.span.Step(by)
	}
}

// Figures answers Ctrl+E with the table on view.
func (a *Area) Figures() (app.Figures, bool) {
	if a.now != onReport {
		return app.Figures{}, false
	}
	return a.report.Figures(), true
}

// Prints answers Ctrl+P with all the tables.
func (a *Area) Prints() desk.Printed {
	if a.now != onReport {
		return desk.Printed{}
	}
	return a.report.Prints()
}

// Leave answers Esc: back to the figures; false on them.
func (a *Area) Leave() bool {
	if a.now == onReport {
		return false
	}
	a.to(onReport)
	return true
}
