package proposals

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

// Save answers Ctrl+Enter: the marked people go into a class. Where they are all
// proposed the same course, an open class of it may be chosen.
func (l *List) Save() {
	chosen := l.ready()
	if len(chosen) == 0 {
		return
	}
	course := chosen[0].Course.ID
	for _, p := range chosen {
		if p.Course.ID != course {
			l.into(chosen, nil)
			return
		}
	}
	background.NewLoader(l.desk.Runner, func(offers []app.ClassOffer, err error) {
		if err != nil {
			l.desk.Fail(err)
			return
		}
		l.into(chosen, offers)
	}).Ask(func(ctx context.Context) ([]app.ClassOffer, error) {
		return l.store.ClassOffers(ctx, l.desk.By, course)
	})
}

// ready are the marked proposals, if they may be decided on.
func (l *List) ready() []app.TrainingProposal {
	if l.decided {
		return nil
	}
	if err := l.desk.By.May(app.ChangeTraining); err != nil {
		l.desk.Fail(err)
		return nil
	}
	chosen := l.marked()
	if len(chosen) == 0 {
		l.desk.Say(lang.L("Mark proposals with Space first."))
	}
	return chosen
}

// into asks for the class: an open one, or the days of new ones.
func (l *List) into(chosen []app.TrainingProposal, offers []app.ClassOffer) {
	class := widgets.NewCodeField(l.offered(offers), nil)
	class.SetPlaceHolder(lang.L("Empty: a new class of each course"))
	if len(offers) == 0 {
		class.Disable()
	}
	begins, ends := l.desk.DayField(""), l.desk.DayField("")
	form := widgets.NewForm(
		widgets.NewFormRow("class", lang.L("Open class"), class).Hinted(lang.L("Open classes are offered when all marked people are proposed the same course.")),
		widgets.NewFormRow("begins_on", lang.L("New class begins on"), begins),
		widgets.NewFormRow("ends_on", lang.L("and ends on"), ends).Hinted(lang.L("Empty: the same day.")),
	)
	form.OneColumn = true
	note := widgets.NewFieldNote()
	sheet := widgets.NewSheet(lang.L("{{.N}} proposals into a class", map[string]any{"N": words.Count(int64(len(chosen)))}), container.NewVBox(form, note),
		widgets.Action{Label: lang.L("Put into the class")})
	sheet.Width = 520
	sheet.Primary.Do = func() {
		to, err := accept(class, begins, ends)
		if err != nil {
			desk.ShowRefusal(form, note, err)
			return
		}
		l.decide(sheet, form, note, func(ctx context.Context) (app.ProposalsDone, error) {
			return l.store.AcceptProposals(ctx, l.desk.By, chosen, to)
		})
	}
	sheet.Show(l.desk.Keys)
}

func accept(class *widgets.CodeField, begins, ends *widgets.DateField) (app.ProposalAccept, error) {
	var to app.ProposalAccept
	var err error
	if code := class.Chosen().Code; code != "" {
		to.Class, err = app.ParseID[app.Class](code)
		return to, err
	}
	if to.BeginsOn, err = desk.ReadDay("begins_on", begins); err != nil {
		return to, err
	}
	to.EndsOn, err = desk.ReadDay("ends_on", ends)
	return to, err
}

// offered are the open classes, with the day they begin and the seats left.
func (l *List) offered(offers []app.ClassOffer) []widgets.Option {
	out := make([]widgets.Option, len(offers))
	for i, o := range offers {
		said := map[string]any{"Number": o.Number, "Day": o.BeginsOn, "In": o.In, "Seats": o.Seats}
		text := lang.L("{{.Number}}, from {{.Day}}, {{.In}} people", said)
		if o.Seats > 0 {
			text = lang.L("{{.Number}}, from {{.Day}}, {{.In}} of {{.Seats}} seats taken", said)
		}
		out[i] = widgets.Option{Code: o.ID.String(), Label: text, Keys: o.Number}
	}
	return out
}

// GoOn answers Ctrl+G: the marked proposals are dismissed, with a reason.
func (l *List) GoOn() {
	chosen := l.ready()
	if len(chosen) == 0 {
		return
	}
	reason := widgets.NewMultiLineEntry(2)
	form := widgets.NewForm(widgets.NewFormRow("reason", lang.L("Reason"), reason).Required().Hinted(lang.L("The same evidence will propose this course to the person no more.")))
	form.OneColumn = true
	note := widgets.NewFieldNote()
	sheet := widgets.NewSheet(lang.L("Dismiss {{.N}} proposals", map[string]any{"N": words.Count(int64(len(chosen)))}), container.NewVBox(form, note),
		widgets.Action{Label: lang.L("Dismiss")})
	sheet.Primary.Do = func() {
		l.decide(sheet, form, note, func(ctx context.Context) (app.ProposalsDone, error) {
			return l.store.DismissProposals(ctx, l.desk.By, chosen, reason.Text)
		})
	}
	sheet.Show(l.desk.Keys)
}

// decide does it; the sheet stays with its text until that is kept.
func (l *List) decide(sheet *widgets.Sheet, form *widgets.Form, note *widgets.FieldNote, do func(context.Context) (app.ProposalsDone, error)) {
	var done app.ProposalsDone
	l.desk.StoreSheet(sheet, func(err error) { desk.ShowRefusal(form, note, err) }, func(ctx context.Context) (err error) {
		done, err = do(ctx)
		return err
	}, func() {
		l.desk.Say(told(done))
		l.Reload()
	})
}

func told(done app.ProposalsDone) string {
	said := lang.L("{{.N}} proposals decided.", map[string]any{"N": words.Count(done.Done)})
	for _, c := range done.Classes {
		said += " " + lang.L("Class {{.Number}} from {{.Day}}.", map[string]any{"Number": c.Number, "Day": c.BeginsOn})
	}
	if done.Left > 0 {
		said += " " + lang.L("{{.N}} are no longer proposed and were left.", map[string]any{"N": words.Count(done.Left)})
	}
	return said
}

// open shows the evidence of a proposal; Enter on a piece of it opens that.
func (l *List) open(key string) {
	for _, p := range *l.shown.Load() {
		if p.Key() == key {
			l.evidence(lang.L("{{.Name}}: why {{.Course}}", map[string]any{"Name": p.Staff.Name, "Course": l.courseName(p.Course.Name, p.Course.NameEN)}), p.Evidence)
		}
	}
}

// openDecided shows the evidence of a decision as it stood.
func (l *List) openDecided(key string) {
	for _, d := range *l.history.Load() {
		if d.ID.String() == key {
			l.evidence(lang.L("{{.Name}}: decided on {{.Day}}", map[string]any{"Name": d.Person.Name, "Day": d.DecidedOn}), app.DecidedEvidence(d.Kind, d.Evidence))
		}
	}
}

func (l *List) evidence(title string, all []app.TrainingEvidence) {
	rows := make([]widgets.Row, len(all))
	for i, e := range all {
		about := l.desk.Codes.EvidenceAbout(e)
		if e.Score > 0 {
			about = words.Score(e.Score) + " · " + about
		}
		if e.AsOwner {
			about += " · " + lang.L("names nobody; laid on marketing, so on its owner")
		}
		rows[i] = widgets.Row{Key: e.Number + string(e.On), Cells: []widgets.Cell{{Text: string(e.On)}, {Text: e.Number, Strong: true}, {Text: about}}}
	}
	table := widgets.NewRecordTable(l.desk.Runner, []widgets.Column{{Title: lang.L("Day"), Width: 96}, {Title: lang.L("Number"), Width: 170}, {Title: lang.L("About what"), Width: 220, Weight: 1}},
		func(_ context.Context, from, count int) ([]widgets.Row, error) {
			return rows[min(from, len(rows)):min(from+count, len(rows))], nil
		})
	sheet := widgets.NewSheet(title, container.NewStack(fyne.CanvasObject(table)), widgets.Action{})
	table.OnOpen = func(widgets.Row) {
		if to, leads := route(all[table.SelectedIndex()]); leads {
			sheet.Close()
			l.desk.Open(to)
		}
	}
	sheet.Width, sheet.Height, sheet.First = 620, 320, table
	sheet.OnClosed = table.Stop
	table.SetTotal(len(rows))
	table.Select(0)
	sheet.Show(l.desk.Keys)
}

// route is where a piece of evidence leads; one read out of a decision leads
// nowhere.
func route(e app.TrainingEvidence) (desk.Route, bool) {
	switch {
	case !e.Case.IsZero():
		return desk.Route{Tab: desk.Cases, Case: e.Case}, true
	case !e.Visit.IsZero():
		return desk.Route{Tab: desk.Visits, Visit: e.Visit}, true
	case !e.Class.IsZero():
		return desk.Route{Tab: desk.Training, Class: e.Class}, true
	case !e.Quiz.IsZero():
		return desk.Route{Tab: desk.Training, Quiz: e.Quiz}, true
	}
	return desk.Route{}, false
}
