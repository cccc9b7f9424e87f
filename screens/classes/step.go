package classes

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// step is what can be done with a class: take it on in its life, change it, put
// people in.
type step struct {
	desk    *desk.Desk
	store   Store
	class   app.ClassRow
	learner app.Learner // the one selected on the page; zero: none
	done    func()
	open    func(app.ClassID) // nil: it is open
}

func (s *step) offer() {
	deeds := s.moves()
	if s.open != nil {
		deeds = append(deeds, desk.Deed{Name: lang.L("Open the class"), Do: func() { s.open(s.class.ID) }})
	}
	facts := words.ClassTimes(s.class.Class) + " · " + words.ClassStatus(s.class.Status)
	s.desk.Choose(title(s.desk, s.class)+" · "+s.class.Number, facts, deeds)
}

func (s *step) moves() []desk.Deed {
	if err := s.desk.By.May(app.ChangeTraining); err != nil {
		return []desk.Deed{{Name: lang.L("Your role reads classes and does not change them."), Do: func() {}}}
	}
	var deeds []desk.Deed
	for _, to := range s.class.Status.Next() {
		if to == app.ClassCancelled {
			deeds = append(deeds, s.others()...)
			deeds = append(deeds, desk.Deed{Name: words.ClassStep(to), Do: s.cancel})
			continue
		}
		deeds = append(deeds, desk.Deed{Name: words.ClassStep(to), Do: func() { s.move(to) }})
	}
	if len(deeds) == 0 {
		return []desk.Deed{{Name: lang.L("This class is over. Nothing changes in it any more."), Do: func() {}}}
	}
	return deeds
}

func (s *step) others() []desk.Deed {
	deeds := []desk.Deed{
		{Name: lang.L("Change the class"), Do: func() { openForm(s.desk, s.store, s.class.Class, func(app.Class) { s.done() }) }},
		{Name: lang.L("Put people in"), Do: func() { openRoster(s.desk, s.store, s.class, s.done) }},
	}
	if !s.learner.Enrolment.ID.IsZero() && s.learner.In() {
		deeds = append(deeds, desk.Deed{Name: lang.L("Take {{.Name}} off", map[string]any{"Name": s.learner.Staff.Name}), Do: s.takeOff})
	}
	return deeds
}

func (s *step) move(to app.ClassStatus) {
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			_, err := s.store.MoveClass(ctx, s.desk.By, s.class.Class, to)
			return err
		},
		Done: func(err error) {
			if err != nil {
				s.desk.Fail(err)
				return
			}
			s.say(to)
			s.done()
		},
	})
}

func (s *step) say(to app.ClassStatus) {
	s.desk.Say(lang.L("{{.Number}} is now: {{.Status}}", map[string]any{"Number": s.class.Number, "Status": words.ClassStatus(to)}))
}

func (s *step) cancel() {
	s.because(lang.L("Cancel the class"), true, func(ctx context.Context, reason string) error {
		_, err := s.store.CancelClass(ctx, s.desk.By, s.class.Class, reason)
		return err
	}, func() { s.say(app.ClassCancelled) })
}

func (s *step) takeOff() {
	s.because(lang.L("Take {{.Name}} off", map[string]any{"Name": s.learner.Staff.Name}), false, func(ctx context.Context, reason string) error {
		return s.store.TakeOff(ctx, s.desk.By, s.class.Class, []app.EnrolmentID{s.learner.Enrolment.ID}, reason)
	}, func() {})
}

// because asks for a reason and does something with it; the sheet stays with its
// text until that is done.
func (s *step) because(title string, needed bool, do func(context.Context, string) error, told func()) {
	reason, wrong := widgets.NewEntry(), widgets.NewFieldNote()
	row := widgets.NewFormRow("reason", words.Field("reason"), reason)
	if needed {
		row.Required()
	}
	form := widgets.NewForm(row)
	form.OneColumn = true
	sheet := widgets.NewSheet(title, container.NewVBox(form, wrong), widgets.Action{Label: lang.L("Save")})
	sheet.Width = 520
	sheet.Primary.Do = func() {
		text := reason.Text
		s.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, wrong, err) }, func(ctx context.Context) error { return do(ctx, text) }, func() {
			told()
			s.done()
		})
	}
	sheet.Show(s.desk.Keys)
	form.FocusFirst()
}
