package visits

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// step is the sheet that appoints, moves, cancels or hands on one visit: first
// what can be done, then what it needs. Ctrl+G, Enter, Ctrl+Enter.
type step struct {
	desk  *desk.Desk
	store Store
	v     app.VisitRow
	staff []app.Staff
	done  func(app.Visit)
	// rhythm opens the customer's rhythm, which is offered beside the steps.
	rhythm func(app.CustomerID)

	on      *widgets.DateField
	channel *widgets.CodeField
	to      *widgets.CodeField
	reason  *widgets.Entry
	twice   *widgets.Check
	form    *widgets.Form
	wrong   *widgets.FieldNote
	sheet   *widgets.Sheet
}

// offer shows what can be done with the visit.
func (s *step) offer() {
	deeds := []desk.Deed{}
	if s.v.Status.Open() {
		deeds = append(deeds,
			desk.Deed{Name: lang.L("Move to another day"), Do: s.move}, desk.Deed{Name: lang.L("Appointment with the customer"), Do: s.appoint},
			desk.Deed{Name: lang.L("Hand to another manager"), Do: s.handOn}, desk.Deed{Name: lang.L("Cancel the visit"), Do: s.cancel})
	}
	deeds = append(deeds, desk.Deed{Name: lang.L("Rhythm of the customer"), Do: func() { s.rhythm(s.v.Customer) }},
		desk.Deed{Name: lang.L("Page of the customer"), Do: func() { s.desk.Open(desk.Route{Tab: desk.Customers, Customer: s.v.Customer}) }})
	known := words.Day(s.v.PlannedOn) + " · " + words.VisitStatus(s.v.Status) + " · " + s.v.ManagerName
	s.desk.Choose(s.v.CustomerName+" · "+s.v.Number, known, deeds)
}

// fill shows the sheet with the fields a deed needs.
func (s *step) fill(title string, keep func(context.Context) (app.Visit, error), rows ...*widgets.FormRow) {
	s.wrong = widgets.NewFieldNote()
	s.form = widgets.NewForm(rows...)
	s.form.OneColumn = true
	s.sheet = widgets.NewSheet(title+" · "+s.v.CustomerName, container.NewVBox(s.form, s.wrong), widgets.Action{Label: lang.L("Save"), Do: func() { s.save(keep) }})
	s.sheet.Width = 520
	s.sheet.Show(s.desk.Keys)
	s.form.FocusFirst()
}

func (s *step) dayRows() []*widgets.FormRow {
	s.on, s.reason = s.desk.DayField(""), widgets.NewEntry()
	s.twice = widgets.NewCheck(lang.L("a second visit that day is meant"), nil)
	return []*widgets.FormRow{
		widgets.NewFormRow("planned_on", lang.L("New day"), s.on).Required(), widgets.NewFormRow("reason", words.Field("reason"), s.reason).Required(),
		widgets.NewFormRow("twice", lang.L("Twice"), s.twice),
	}
}

func (s *step) move() {
	s.fill(lang.L("Move to another day"), func(ctx context.Context) (app.Visit, error) {
		return s.store.MoveVisit(ctx, s.desk.By, s.v.Visit, app.VisitMove{On: app.Day(s.on.Value()), Reason: s.reason.Text, Twice: s.twice.Checked})
	}, s.dayRows()...)
}

func (s *step) appoint() {
	rows := s.dayRows()
	s.on.SetValue(string(max(s.v.PlannedOn, app.DayOf(s.desk.Now()))))
	s.channel = widgets.NewCodeField(s.desk.CodeOptions("visit_channel"), nil)
	s.channel.SetCode(string(s.v.Channel))
	rows[0] = widgets.NewFormRow("planned_on", lang.L("Day agreed"), s.on).Required()
	rows[1] = widgets.NewFormRow("note", lang.L("What was agreed"), s.reason)
	s.fill(lang.L("Appointment with the customer"), func(ctx context.Context) (app.Visit, error) {
		a := app.Appointment{On: app.Day(s.on.Value()), Channel: app.VisitChannel(s.channel.Chosen().Code), Note: s.reason.Text, Twice: s.twice.Checked}
		return s.store.AppointVisit(ctx, s.desk.By, s.v.Visit, a)
	}, rows[0], widgets.NewFormRow("channel", words.Field("visit_channel"), s.channel).Required(), rows[1], rows[2])
}

func (s *step) cancel() {
	s.reason = widgets.NewEntry()
	s.fill(lang.L("Cancel the visit"), func(ctx context.Context) (app.Visit, error) {
		return s.store.CancelVisit(ctx, s.desk.By, s.v.Visit, s.reason.Text)
	}, widgets.NewFormRow("reason", words.Field("reason"), s.reason).Required())
}

func (s *step) handOn() {
	s.to, s.reason = widgets.NewCodeField(desk.StaffOptions(s.staff), nil), widgets.NewEntry()
	s.fill(lang.L("Hand to another manager"), func(ctx context.Context) (app.Visit, error) {
		_, left, err := s.store.ReassignVisits(ctx, s.desk.By, []app.Visit{s.v.Visit}, staffOf(s.staff, s.to.Chosen().Code), s.reason.Text)
		if err == nil && len(left) > 0 {
			err = left[0].Why
		}
		return s.v.Visit, err
	}, widgets.NewFormRow("manager", words.Field("manager"), s.to).Required(), widgets.NewFormRow("reason", words.Field("reason"), s.reason))
}

// save keeps the deed; the sheet stays with its text until that is done.
func (s *step) save(keep func(context.Context) (app.Visit, error)) {
	if s.on != nil && s.on.Commit() != nil {
		s.refuse(app.Refuse("planned_on", app.Malformed))
		return
	}
	var now app.Visit
	s.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error {
		var err error
		now, err = keep(ctx)
		return err
	}, func() {
		s.done(now)
	})
}

func (s *step) refuse(err error) {
	desk.ShowRefusal(s.form, s.wrong, err)
	s.sheet.Refresh()
}
