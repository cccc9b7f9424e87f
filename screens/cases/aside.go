package cases

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// aside stands beside the form: the dates that would be promised, what the
// rules of the trade object to, cases like this one, and the customer.
type aside struct {
	desk     *desk.Desk
	promised *fyne.Container
	doubts   *fyne.Container
	alike    *fyne.Container
	customer *fyne.Container
	all      *fyne.Container
}

func newAside(d *desk.Desk) *aside {
	a := &aside{
		desk: d, promised: container.NewVBox(), doubts: container.NewVBox(), alike: container.NewVBox(), customer: container.NewVBox(),
	}
	a.all = container.NewVBox(widgets.NewSectionHeader(lang.L("Promised dates")), a.promised, a.doubts, a.alike,
		widgets.NewSectionHeader(lang.L("Customer")), a.customer)
	return a
}

func (a *aside) content() fyne.CanvasObject { return container.NewVScroll(a.all) }

// forget is how it stands before a customer is chosen.
func (a *aside) forget() {
	a.customer.Objects = []fyne.CanvasObject{widgets.NewMutedText(lang.L("None chosen."))}
	a.promise(app.Promise{}, nil, false)
}

func (a *aside) promise(p app.Promise, err error, chosen bool) {
	a.promised.Objects, a.doubts.Objects, a.alike.Objects = nil, nil, nil
	now := a.desk.Now()
	for _, k := range p.Clocks {
		a.promised.Add(promiseLine(k, now))
	}
	if len(p.Clocks) == 0 {
		text := lang.L("Choose the kind first.")
		switch {
		case err != nil:
			text = words.Error(err)
		case chosen:
			text = lang.L("No limit starts with what is filled in so far.")
		}
		a.promised.Add(widgets.NewMutedText(text))
	}
	for _, b := range p.Breaches {
		note := widgets.NewFieldNote()
		note.Warn(words.Breach(b))
		a.doubts.Add(note)
	}
	if len(p.Alike) > 0 {
		a.alike.Add(widgets.NewSectionHeader(lang.L("Perhaps the same matter")))
		for _, c := range p.Alike {
			a.alike.Add(a.caseButton(c))
		}
	}
	if len(p.Outages)+len(p.Faults) > 0 {
		a.alike.Add(widgets.NewSectionHeader(lang.L("Known at this place")))
	}
	for _, o := range p.Outages {
		note := widgets.NewFieldNote()
		note.Warn(words.KnownOutage(o, now))
		a.alike.Add(note)
	}
	for _, fault := range p.Faults {
		a.alike.Add(a.caseButton(fault.CaseRow))
	}
	a.all.Refresh()
}

// promiseLine is a limit that would begin: whose, which step, until when.
func promiseLine(k app.Clock, now time.Time) fyne.CanvasObject {
	due := words.DueDay(k.DueAt, now)
	if k.Provisional {
		due += lang.X("provisional.mark", "?")
	}
	left := container.NewHBox(widgets.NewBadge(words.Left(k.DueAt, now), widgets.ToneInfo))
	return limitLine(k, due, left, 92, 96)
}

// about tells what the clerk should see before going on: alerts and the
// customer's open cases.
func (a *aside) about(p app.CustomerPage) {
	now := a.desk.Now()
	a.customer.Objects = nil
	for _, alert := range p.Alerts(now) {
		a.customer.Add(container.NewHBox(widgets.NewBadge(words.Alert(alert), AlertTone(alert.Kind))))
	}
	open := 0
	for _, c := range p.Cases {
		if c.Status.Open() {
			open++
			a.customer.Add(a.caseButton(c))
		}
	}
	if open == 0 {
		a.customer.Add(widgets.NewMutedText(lang.L("No open case.")))
	}
	a.all.Refresh()
}

func (a *aside) caseButton(c app.CaseRow) fyne.CanvasObject {
	id := c.ID
	return widgets.NewLineButton(c.Number+"  "+words.Kind(c.Kind)+"  "+a.desk.Flows.StageOf(c.Case), func() { a.desk.Open(desk.Route{Tab: desk.Cases, Case: id}) })
}

// AlertTone is the colour of an alert.
func AlertTone(kind app.AlertKind) widgets.Tone {
	switch kind {
	case app.AlertOverdue, app.AlertOpenComplaint, app.AlertPromiseBroken:
		return widgets.ToneBad
	case app.AlertArrears, app.AlertDueSoon, app.AlertStale, app.AlertPromiseDue, app.AlertCareOver, app.AlertDrill, app.AlertAgreement, app.AlertAgreementOver:
		return widgets.ToneWarn
	}
	return widgets.ToneInfo
}
