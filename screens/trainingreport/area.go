package trainingreport

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/behind"
	"lamplighter/screens/desk"
)

// Area holds the report and the lists behind its numbers, one on view at a time.
// It lives within the tab of training.
type Area struct {
	desk   *desk.Desk
	report *Report
	listed *behind.Page
	onList bool
	body   *fyne.Container
}

// New builds the pages.
func New(d *desk.Desk, store Store) *Area {
	a := &Area{desk: d, report: NewReport(d, store), listed: behind.NewPage(d)}
	a.report.OnList = func(of behind.List) { a.listed.Open(of); a.turn(true) }
	a.body = container.NewStack(a.report.Content())
	return a
}

func (a *Area) turn(list bool) {
	a.onList = list
	shown := a.report.Content()
	if list {
		shown = a.listed.Content()
	}
	a.body.Objects = []fyne.CanvasObject{shown}
	a.body.Refresh()
	a.Focus()
}

// Content is the page on view.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows names what is on view.
func (a *Area) Shows() app.Changes {
	return app.Training | app.Quizzes | app.Cases | app.Visits | app.Surveys | app.Company
}

// Show goes to the report.
func (a *Area) Show(desk.Route) {
	a.turn(false)
	a.report.Reload()
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() {
	if a.onList {
		a.listed.Focus()
		return
	}
	a.report.Focus()
}

// Reload asks again for what is on view.
func (a *Area) Reload() {
	if a.onList {
		a.listed.Reload()
		return
	}
	a.report.Reload()
}

// ToFilter answers Ctrl+F: the unit.
func (a *Area) ToFilter() {
	if !a.onList {
		a.report.ToFilter()
	}
}

// ToBoard answers Ctrl+B: the next of the tables.
func (a *Area) ToBoard() {
	if !a.onList {
		a.report.which.Next()
	}
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the period before or after.
func (a *Area) Step(by int) {
	if !a.onList {
		a.report.span.Step(by)
	}
}

// Figures answers Ctrl+E with the table on view.
func (a *Area) Figures() (app.Figures, bool) {
	if a.onList {
		return a.listed.Figures(), true
	}
	return a.report.Figures(), true
}

// Prints answers Ctrl+P: all the tables with their charts, or the list on view.
func (a *Area) Prints() desk.Printed {
	if a.onList {
		return desk.Printed{Figures: []app.Figures{a.listed.Figures()}, Title: lang.L("Training in figures"), Filter: a.report.counted()}
	}
	return a.report.Prints()
}

// Leave answers Esc: back to the figures; false on them.
func (a *Area) Leave() bool {
	if !a.onList {
		return false
	}
	a.turn(false)
	a.report.Reload()
	return true
}
