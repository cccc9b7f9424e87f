package review

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
)

// Area holds these pages, one on view at a time. It lives within the tab of
// visits.
type Area struct {
	desk   *desk.Desk
	report *Report
	listed *Listed
	calls  *Calls
	survey *Survey

	now   page
	stack *fyne.Container
}

type page int

const (
	onReport page = iota
	onList
	onCalls
	onSurvey
)

// New builds the pages.
func New(d *desk.Desk, store Store) *Area {
	a := &Area{desk: d, report: NewReport(d, store), listed: NewListed(d, store), calls: NewCalls(d, store), survey: NewSurvey(d, store)}
	a.report.OnList = a.list
	a.stack = container.NewStack(a.report.Content())
	return a
}

// Content is the page on view.
func (a *Area) Content() fyne.CanvasObject { return a.stack }

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
		a.calls.Reload()
		a.turn(onCalls)
	case r.Survey:
		a.turn(onSurvey)
	default:
		a.report.Reload()
		a.turn(onReport)
	}
}

func (a *Area) list(of behind) {
	a.listed.Open(of)
	a.turn(onList)
}

func (a *Area) turn(to page) {
	a.now = to
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
		a.report.Next()
	}
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the period before or after.
func (a *Area) Step(by int) {
	if a.now == onReport {
		a.report.Step(by)
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

// Leave answers Esc: from a list back to its figures; false elsewhere.
func (a *Area) Leave() bool {
	if a.now != onList {
		return false
	}
	a.turn(onReport)
	a.report.Reload()
	return true
}
