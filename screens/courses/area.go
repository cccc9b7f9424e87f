package courses

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
)

// Area is the part of training that holds the catalogue: one of its three
// lists, the page of a course or its form, one at a time.
type Area struct {
	desk  *desk.Desk
	store Store
	give  func(exchange.ExportWhat)

	lists  []*list
	at     int // the list on view, or under what lies over it
	over   over
	onPage bool // the form was opened from the page
	page   *page
	form   *form
	chips  *widgets.Chips
	ground *fyne.Container
	stage  *fyne.Container
	whole  fyne.CanvasObject // chips and list
}

// over is what lies over the list.
type over int

const (
	nothing over = iota
	onPage
	onForm
)

// New is the part, with the courses on view. give lets a list go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat)) *Area {
	a := &Area{desk: d, store: store, give: give, page: newPage(d, store), form: newForm(d, store), ground: container.NewStack()}
	catalogue := newCatalogue(d, store)
	catalogue.open = a.openCourse
	a.lists = []*list{catalogue.list, newQualifications(d, store).list, newTriggers(d, store).list}
	a.page.onChange = a.change
	a.page.onGone = func() { a.lay(nothing); a.Reload() }
	a.form.onLeft = a.fromForm
	a.form.onSaved = func(c app.Course) {
		d.Say(lang.L("Saved: {{.Name}}", map[string]any{"Name": d.Codes.CourseName(c)}))
		a.openCourse(c.ID.String())
	}
	a.chips = widgets.NewChips([]widgets.Chip{
		{Key: "0", Text: lang.L("Courses"), Count: -1}, {Key: "1", Text: lang.L("Qualifications"), Count: -1}, {Key: "2", Text: lang.L("Triggers of training"), Count: -1},
	}, a.choose)
	a.whole = container.NewBorder(container.NewPadded(a.chips), nil, nil, nil, a.ground)
	a.stage = container.NewStack(a.whole)
	a.turn(0)
	return a
}

// choose follows the chips; one of them is always chosen.
func (a *Area) choose(chosen []string) {
	if len(chosen) > 0 {
		a.turn(int(chosen[0][0] - '0'))
		return
	}
	a.turn(a.at)
}

func (a *Area) turn(to int) {
	a.at = to
	a.chips.Choose(string(rune('0' + to)))
	a.ground.Objects = []fyne.CanvasObject{a.lists[to].body}
	a.ground.Refresh()
	a.lists[to].ask()
}

// lay puts the page or the form over the list, or takes them away.
func (a *Area) lay(o over) {
	a.over = o
	a.stage.Objects = []fyne.CanvasObject{map[over]fyne.CanvasObject{nothing: a.whole, onPage: a.page.body, onForm: a.form.body}[o]}
	a.stage.Refresh()
	a.Focus()
}

// openCourse shows the page of a course; no key: the form of a new one.
func (a *Area) openCourse(key string) {
	id, err := app.ParseID[app.Course](key)
	if err != nil {
		a.toForm(app.Course{}, app.CourseUse{}, false)
		return
	}
	a.page.open(id)
	a.lay(onPage)
}

func (a *Area) change(c app.Course, use app.CourseUse) { a.toForm(c, use, true) }

func (a *Area) toForm(c app.Course, use app.CourseUse, fromPage bool) {
	a.onPage = fromPage
	a.form.open(c, use)
	a.lay(onForm)
}

// fromForm goes back to where the form was opened.
func (a *Area) fromForm() {
	if a.onPage {
		a.lay(onPage)
		return
	}
	a.lay(nothing)
}

// Content is the part.
func (a *Area) Content() fyne.CanvasObject { return a.stage }

// Shows names what is on view.
func (a *Area) Shows() app.Changes { return app.Training | app.Company | app.Reference }

// Reload asks again for what is on view; a form keeps what was typed.
func (a *Area) Reload() {
	switch a.over {
	case nothing:
		a.lists[a.at].ask()
	case onPage:
		a.page.Reload()
	}
}

// Show goes to a course.
func (a *Area) Show(r desk.Route) {
	if !r.Course.IsZero() {
		a.turn(0)
		a.openCourse(r.Course.String())
	}
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() {
	switch a.over {
	case nothing:
		widgets.Focus(a.lists[a.at].table)
	case onPage:
		widgets.Focus(a.page.table)
	case onForm:
		a.form.rows.FocusFirst()
	}
}

// ToFilter answers Ctrl+F.
func (a *Area) ToFilter() {
	if a.over == nothing {
		widgets.Focus(a.lists[a.at].filter)
		a.lists[a.at].filter.SelectAll()
	}
}

// New answers Ctrl+N: another one of what is on view; on the page of a course
// another post that requires it.
func (a *Area) New() bool {
	switch {
	case !mayChange(a.desk):
		return false
	case a.over == nothing:
		a.lists[a.at].open("")
	case a.over == onPage:
		a.page.addPost()
	}
	return true
}

// GoOn answers Ctrl+G on the page of a course: it is changed.
func (a *Area) GoOn() {
	if a.over == onPage {
		a.page.goOn()
	}
}

// Save answers Ctrl+Enter in the form.
func (a *Area) Save() {
	if a.over == onForm {
		a.form.Save()
	}
}

// Leave answers Esc: one step back, without loss.
func (a *Area) Leave() bool {
	switch a.over {
	case onForm:
		a.form.leave()
	case onPage:
		a.lay(nothing)
		a.Reload()
	default:
		return a.lists[a.at].leave()
	}
	return true
}

// Step answers Ctrl+PgUp and Ctrl+PgDn on the page of a course.
func (a *Area) Step(by int) {
	if a.over != onPage {
		return
	}
	if key, ok := a.lists[0].beside(by); ok {
		a.openCourse(key)
	}
}

// Export answers Ctrl+E with the list on view.
func (a *Area) Export() bool {
	if a.over != nothing {
		return false
	}
	f := a.lists[a.at].figures()
	a.give(exchange.ExportWhat{
		Title: f.Title, Rows: make([]int64, len(f.Rows)),
		Run: func(ctx context.Context, _ []int64, job app.ExportJob, _ func(done, total int64)) (int, error) {
			return a.store.ExportFigures(ctx, a.desk.By, f, job)
		},
	})
	return true
}
