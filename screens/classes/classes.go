// Package classes is the classes of training: their list and calendar, the form
// of a class, who is put in it, and the class in one screen, where attendance
// and results of everybody are noted. What completing a course takes is decided
// by package app; courses, gaps and practice have pages of their own.
package classes

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/hosting"
	"lamplighter/screens/widgets"
)

// Store is what these screens ask of the records.
type Store interface {
	Classes(context.Context, app.Actor, app.ClassFilter) ([]app.ClassRow, error)
	ClassPage(context.Context, app.Actor, app.ClassID) (app.ClassPage, error)
	PlanClass(context.Context, app.Actor, app.Class) (app.Class, error)
	ChangeClass(ctx context.Context, by app.Actor, was, now app.Class) (app.Class, error)
	MoveClass(context.Context, app.Actor, app.Class, app.ClassStatus) (app.Class, error)
	CancelClass(ctx context.Context, by app.Actor, was app.Class, reason string) (app.Class, error)
	Candidates(context.Context, app.Actor, app.RosterAsk) ([]app.Candidate, error)
	EnrolMany(context.Context, app.Actor, app.Class, []app.StaffID) ([]app.NotEnrolled, error)
	TakeOff(ctx context.Context, by app.Actor, was app.Class, who []app.EnrolmentID, reason string) error
	SaveResults(ctx context.Context, by app.Actor, was app.ClassPage, results []app.ClassResult, on app.Day) error
	ExportClasses(context.Context, app.Actor, app.ClassFilter, app.ExportJob, func(done, total int64)) (int, error)
	ExportResults(context.Context, app.Actor, app.ClassID, app.ExportJob, func(done, total int64)) (int, error)
	Courses(context.Context, app.Actor) ([]app.Course, error)
	Calendar(context.Context) (*app.Calendar, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
	Units(context.Context, app.Actor) ([]app.OrgUnit, error)
	Drafts(context.Context, app.Actor) ([]app.Draft, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(ctx context.Context, by app.Actor, id string) error
}

// Area is the part: the list or the calendar, or one class.
type Area struct {
	hosting.Host

	desk  *desk.Desk
	store Store

	list     *List
	calendar *Calendar
	page     *Page
	now      desk.Screen
	from     desk.Screen // what the page of a class was opened from
	stage    *fyne.Container
}

// New builds the part at its list. give lets a list go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Area {
	a := &Area{desk: d, store: store, list: NewList(d, store, give), calendar: NewCalendar(d, store), page: NewPage(d, store, give)}
	a.Host = hosting.Host{Now: func() desk.Screen { return a.now }}
	a.list.OnOpen, a.calendar.OnOpen = a.open, a.open
	a.list.OnNew, a.calendar.OnNew = a.plan, a.plan
	a.list.OnBoard, a.calendar.OnBoard = a.ToBoard, a.ToBoard
	a.page.OnBack = func() { a.put(a.from) }
	a.stage = container.NewStack()
	a.from = a.list
	a.put(a.list)
	return a
}

// Content is the part.
func (a *Area) Content() fyne.CanvasObject { return a.stage }

// Shows names what is on view.
func (*Area) Shows() app.Changes { return app.Training | app.Company }

// put shows a page, asked anew.
func (a *Area) put(s desk.Screen) {
	if a.now = s; s != a.page {
		a.from = s
		s.Reload()
	}
	a.stage.Objects = []fyne.CanvasObject{s.Content()}
	a.stage.Refresh()
	a.Focus()
}

func (a *Area) open(id app.ClassID) {
	a.page.Open(id)
	a.put(a.page)
}

// plan opens the form of a new class on a day.
func (a *Area) plan(on app.Day) {
	openForm(a.desk, a.store, app.Class{BeginsOn: on}, func(c app.Class) { a.open(c.ID) })
}

// Show goes to a class, to a half-done one, or to the classes of a course.
func (a *Area) Show(r desk.Route) {
	switch {
	case r.Draft != nil:
		if id, is := draftClass(*r.Draft); is {
			a.open(id)
		}
	case !r.Class.IsZero():
		a.open(r.Class)
	case !r.Course.IsZero():
		a.list.Narrow(app.ClassFilter{Course: r.Course})
		a.put(a.list)
	}
}

// ToBoard answers Ctrl+B: the list as a calendar, and back.
func (a *Area) ToBoard() {
	switch a.now {
	case a.list:
		a.put(a.calendar)
	case a.calendar:
		a.put(a.list)
	}
}

// Leave answers Esc: from a class back to where it was opened.
func (a *Area) Leave() bool {
	if a.now != a.page {
		return false
	}
	a.page.settle(func() { a.put(a.from) })
	return true
}

// Step answers Ctrl+PgUp and Ctrl+PgDn on the page of a class.
func (a *Area) Step(by int) {
	if a.now != a.page {
		return
	}
	if id, is := a.list.Beside(by); is {
		a.page.settle(func() { a.open(id) })
	}
}

// selectFirst lets Enter open a row at once on a list that came on view while
// it had the keyboard already.
func selectFirst(t *widgets.RecordTable, rows int) {
	if rows > 0 && t.SelectedIndex() < 0 {
		t.Select(0)
	}
}

// fetchOf answers rows that are at hand.
func fetchOf(rows []widgets.Row) widgets.Fetch {
	return func(_ context.Context, from, count int) ([]widgets.Row, error) {
		return rows[min(from, len(rows)):min(from+count, len(rows))], nil
	}
}
