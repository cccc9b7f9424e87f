package classes

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// deed is something that can be done.
type deed struct {
	name string
	do   func()
}

// offer lets choose one of some deeds: ↓, Enter.
func offer(d *desk.Desk, title, facts string, deeds []deed) {
	var chooser *widgets.Sheet
	list := widgets.NewList(func() int { return len(deeds) },
		func() fyne.CanvasObject { return widgets.NewText("") },
		func(i int, o fyne.CanvasObject) { o.(*widgets.Text).SetText(deeds[i].name) })
	choose := func(i int) {
		chooser.Close()
		deeds[i].do()
	}
	list.OnOpen, list.OnSelected = choose, choose
	chooser = widgets.NewSheet(title, container.NewBorder(widgets.NewMutedText(facts), nil, nil, nil, list),
		widgets.Action{Label: lang.L("Go on"), Do: func() { choose(0) }})
	chooser.Height, chooser.Width, chooser.First = float32(len(deeds))*26+30, 460, list
	chooser.Show(d.Keys)
}

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
		deeds = append(deeds, deed{lang.L("Open the class"), func() { s.open(s.class.ID) }})
	}
	facts := words.ClassTimes(s.class.Class) + " · " + words.ClassStatus(s.class.Status)
	offer(s.desk, title(s.desk, s.class)+" · "+s.class.Number, facts, deeds)
}

func (s *step) moves() []deed {
	if err := s.desk.By.May(app.ChangeTraining); err != nil {
		return []deed{{lang.L("Your role reads classes and does not change them."), func() {}}}
	}
	var deeds []deed
	for _, to := range s.class.Status.Next() {
		if to == app.ClassCancelled {
			deeds = append(deeds, s.others()...)
			deeds = append(deeds, deed{words.ClassStep(to), s.cancel})
			continue
		}
		deeds = append(deeds, deed{words.ClassStep(to), func() { s.move(to) }})
	}
	if len(deeds) == 0 {
		return []deed{{lang.L("This class is over. Nothing changes in it any more."), func() {}}}
	}
	return deeds
}

func (s *step) others() []deed {
	deeds := []deed{
		{lang.L("Change the class"), func() { openForm(s.desk, s.store, s.class.Class, func(app.Class) { s.done() }) }},
		{lang.L("Put people in"), func() { openRoster(s.desk, s.store, s.class, s.done) }},
	}
	if !s.learner.Enrolment.ID.IsZero() && s.learner.In() {
		deeds = append(deeds, deed{lang.L("Take {{.Name}} off", map[string]any{"Name": s.learner.Staff.Name}), s.takeOff})
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
		sheet.SetBusy(true)
		s.desk.Runner.Start(background.Task{
			Do: func(ctx context.Context, _ func(int, int)) error { return do(ctx, text) },
			Done: func(err error) {
				sheet.SetBusy(false)
				if err != nil {
					desk.ShowRefusal(form, wrong, err)
					sheet.Refresh()
					return
				}
				sheet.Close()
				told()
				s.done()
			},
		})
	}
	sheet.Show(s.desk.Keys)
	form.FocusFirst()
}
