package visitform

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
)

// Area is the form and the page of a recorded visit, one at a time. The tab of
// visits hosts it and hands on what the window asks of it.
type Area struct {
	desk *desk.Desk
	form *Form
	page *Page

	OnLeft func() // the way back to where visits are listed

	onForm bool
	stack  *fyne.Container
}

// New builds both.
func New(d *desk.Desk, store Store, parts Parts) *Area {
	a := &Area{desk: d, form: NewForm(d, store, parts), page: NewPage(d, store, parts), OnLeft: func() {}, stack: container.NewStack()}
	a.form.OnSaved = a.saved
	a.form.OnLeft = func() { a.left() }
	a.form.OnMade = a.open
	a.page.OnAhead = func(v app.Visit) { d.Open(desk.Route{Tab: desk.Visits, Visit: v.ID, Brief: true}) }
	a.page.OnCorrect = func(id app.VisitID) { a.toForm(); a.form.Open(id, true) }
	return a
}

// saved says how a visit stands after it was recorded, and shows its page.
func (a *Area) saved(v app.Visit) {
	if v.Status == app.VisitFollowUp && v.FollowUpOn != "" {
		a.desk.Say(lang.L("Visit {{.Number}} is recorded. Call again on {{.Day}}.", map[string]any{"Number": v.Number, "Day": string(v.FollowUpOn)}))
	} else {
		a.desk.Say(lang.L("Visit {{.Number}} is recorded.", map[string]any{"Number": v.Number}))
	}
	a.open(v.ID)
}

// Content is what is on view.
func (a *Area) Content() fyne.CanvasObject { return a.stack }

// Shows names what is on view.
func (a *Area) Shows() app.Changes {
	return app.Visits | app.Commitments | app.Cases | app.Customers | app.Attachments | app.Reference | app.Training
}

// Reload asks again for the page; a form keeps what was typed, and only what
// was made meanwhile is asked for again.
func (a *Area) Reload() {
	if a.onForm {
		a.form.side.askMade()
		return
	}
	a.page.Reload()
}

// Show goes to the form of a visit, on with a draft, or to the page of one.
func (a *Area) Show(r desk.Route) {
	switch {
	case r.Draft != nil:
		if id, known := DraftVisit(*r.Draft); known {
			a.toForm()
			a.form.Open(id, false)
		}
	case r.Record && !r.Visit.IsZero():
		a.toForm()
		a.form.Open(r.Visit, false)
	case r.Record && !r.Customer.IsZero():
		a.toForm()
		a.form.Start(r.Customer)
	case !r.Visit.IsZero():
		a.open(r.Visit)
	}
}

func (a *Area) toForm() { a.turn(true) }

func (a *Area) open(id app.VisitID) {
	a.turn(false)
	a.page.Open(id)
	a.page.Focus()
}

func (a *Area) turn(toForm bool) {
	a.onForm = toForm
	content := a.page.Content()
	if toForm {
		content = a.form.Content()
	}
	a.stack.Objects = []fyne.CanvasObject{content}
	a.stack.Refresh()
}

// left goes back from the form: to the page that was being corrected, else out.
func (a *Area) left() {
	if a.form.correcting {
		a.open(a.form.page.Visit.ID)
		return
	}
	a.OnLeft()
}

// Focus puts the keyboard where work goes on.
func (a *Area) Focus() {
	if a.onForm {
		a.form.Focus()
		return
	}
	a.page.Focus()
}

// Save answers Ctrl+Enter.
func (a *Area) Save() {
	if a.onForm {
		a.form.Save()
	}
}

// Keep answers Ctrl+S.
func (a *Area) Keep(kept func()) bool { return a.onForm && a.form.Keep(kept) }

// Again answers Ctrl+R.
func (a *Area) Again() {
	if a.onForm {
		a.form.Again()
	}
}

// GoOn answers Ctrl+G.
func (a *Area) GoOn() {
	if !a.onForm {
		a.page.GoOn()
	}
}

// Leave answers Esc.
func (a *Area) Leave() bool {
	if a.onForm {
		a.form.Leave()
		return true
	}
	a.OnLeft()
	return true
}

// Make answers the chords of what is made from inside a visit.
func (a *Area) Make(kind app.VisitLinkKind) {
	if a.onForm {
		a.form.Make(kind)
	}
}

// ToPart answers Alt+1 to Alt+9 with a group of the form; the page has none.
func (a *Area) ToPart(place int) bool {
	if name := a.form.groups.at(place); a.onForm && name != "" {
		a.form.toGroup(name)
	}
	return a.onForm
}

// Catch lets dropped files become photos of the visit on view.
func (a *Area) Catch(paths []string) bool {
	slots := a.page.slots
	if a.onForm {
		slots = a.form.side.slots
	}
	for _, slot := range slots {
		if photos, is := slot.(desk.Catcher); is && photos.Catch(paths) {
			return true
		}
	}
	return false
}

// SignedBy takes over who drew the signature.
func (a *Area) SignedBy(name string) {
	if i := a.form.input("signed_by"); a.onForm && i != nil && name != "" {
		i.write(name)
		a.form.changed(i)
	}
}

// OnPaper takes over that the visit on view was signed on paper, or not after
// all.
func (a *Area) OnPaper(onPaper bool) {
	if a.onForm {
		a.form.signedOnPaper(onPaper)
		return
	}
	a.page.signedOnPaper(onPaper)
}

// Practised is the visit on view, out of which an entry of the log is written;
// a form keeps its text meanwhile.
func (a *Area) Practised() app.PracticeOf {
	if a.onForm {
		return app.PracticeOf{Visit: a.form.page.Visit.ID}
	}
	return app.PracticeOf{Visit: a.page.id}
}

// Prints answers Ctrl+P with the record of the visit on view.
func (a *Area) Prints() desk.Printed {
	if a.onForm || !a.page.page.Visit.Status.Made() {
		return desk.Printed{}
	}
	return desk.Printed{Visit: a.page.id}
}
