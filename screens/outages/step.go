package outages

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// stepper is the sheet that takes an outage one step on: first the offered
// steps, then when it happened and what the step needs. Ctrl+G, Enter,
// Ctrl+Enter.
type stepper struct {
	desk  *desk.Desk
	store Store
	o     app.Outage
	done  func(o app.Outage, open int) // open: linked reports not closed yet

	move   app.OutageMove
	at     *when
	reason *widgets.Entry
	cause  *widgets.CodeField
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
}

func newStepper(d *desk.Desk, store Store, o app.Outage, done func(app.Outage, int)) *stepper {
	return &stepper{desk: d, store: store, o: o, done: done}
}

func (s *stepper) offer() {
	moves := s.o.Moves()
	if len(moves) == 0 {
		s.desk.Say(lang.L("This outage is at its end."))
		return
	}
	deeds := make([]desk.Deed, len(moves))
	for i, m := range moves {
		deeds[i] = desk.Deed{Name: words.OutageVerb(m.Verb) + "  →  " + words.OutageStatus(m.To), Do: func() { s.fill(m) }}
	}
	s.desk.Choose(lang.L("Next step of {{.Number}}", map[string]any{"Number": s.o.Number}), "", deeds)
}

func (s *stepper) fill(move app.OutageMove) {
	s.move = move
	s.at = newWhen(s.desk, func() {})
	s.at.set(s.desk.Now().UnixMilli())
	s.reason, s.wrong = widgets.NewEntry(), widgets.NewFieldNote()
	s.cause = widgets.NewCodeField(s.desk.CodeOptions("outage_cause"), nil)
	s.cause.SetCode(s.o.Cause)
	rows := []*widgets.FormRow{}
	if move.Verb != "cancel" && move.Verb != "resume" {
		rows = append(rows, widgets.NewFormRow("at", words.Field("at"), s.at.box).Required())
	}
	if slices.Contains(move.Needs, app.NeedCause) {
		rows = append(rows, widgets.NewFormRow("cause", words.Field("cause"), s.cause).Required())
	}
	if slices.Contains(move.Needs, app.NeedReason) {
		rows = append(rows, widgets.NewFormRow("reason", words.Field("reason"), s.reason).Required())
	}
	s.form = widgets.NewForm(rows...)
	s.form.OneColumn = true
	s.sheet = widgets.NewSheet(words.OutageVerb(move.Verb)+" · "+s.o.Number, container.NewVBox(s.form, s.wrong),
		widgets.Action{Label: words.OutageVerb(move.Verb), Do: s.save})
	s.sheet.Width = 500
	s.sheet.Show(s.desk.Keys)
	s.form.FocusFirst()
}

// save moves the outage; the sheet stays with its text until that is kept.
func (s *stepper) save() {
	at, err := s.at.read("at", 0)
	if err != nil {
		s.refuse(err)
		return
	}
	step := app.OutageStep{To: s.move.To, At: at, Reason: s.reason.Text, Cause: s.cause.Chosen().Code}
	var moved app.Outage
	open := 0
	s.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error {
		var err error
		moved, open, err = s.take(ctx, step)
		return err
	}, func() {
		s.done(moved, open)
	})
}

func (s *stepper) take(ctx context.Context, step app.OutageStep) (app.Outage, int, error) {
	if step.To != app.OutageRestored {
		moved, err := s.store.MoveOutage(ctx, s.desk.By, s.o, step)
		return moved, 0, err
	}
	moved, open, err := s.store.RestoreOutage(ctx, s.desk.By, s.o, step)
	return moved, len(open), err
}

func (s *stepper) refuse(err error) {
	desk.ShowRefusal(s.form, s.wrong, err)
	s.sheet.Refresh()
}
