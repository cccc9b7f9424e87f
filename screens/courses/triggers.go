package courses

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// triggers is the list of which evidence proposes which course: the newest
// version of each, those that end or begin later too.
type triggers struct {
	*list
	store   Store
	newest  []app.TrainingTrigger
	courses []app.Course
	loader  *background.Loader[triggered]
}

// triggered is the triggers with the courses they name.
type triggered struct {
	all     []app.TrainingTrigger
	courses []app.Course
}

func newTriggers(d *desk.Desk, store Store) *triggers {
	t := &triggers{store: store, list: newList(d, lang.L("Triggers of training"),
		lang.L("Enter opens a trigger. It is never edited but followed by its next version; what was decided on its proposals stays."), []widgets.Column{
			{Title: words.Field("code"), Width: 150},
			{Title: words.Field("trigger_evidence"), Width: 190, Weight: 2},
			{Title: words.Field("trigger_detail"), Width: 130, Weight: 1},
			{Title: words.Field("times"), Width: 86, Kind: widgets.KindNumber},
			{Title: lang.L("Within"), Width: 96},
			{Title: lang.L("Proposes"), Width: 180, Weight: 3},
			{Title: words.Field("version"), Width: 70, Kind: widgets.KindNumber},
			{Title: words.Field("valid_from"), Width: 92},
			{Title: words.Field("valid_to"), Width: 92},
		})}
	t.loader = background.NewLoader(d.Runner, t.show)
	t.open, t.ask = t.edit, t.reload
	return t
}

func (t *triggers) reload() {
	t.loader.Ask(func(ctx context.Context) (triggered, error) {
		all, err := t.store.TrainingTriggers(ctx, t.desk.By)
		if err != nil {
			return triggered{}, err
		}
		courses, err := t.store.Courses(ctx, t.desk.By)
		return triggered{all, courses}, err
	})
}

// newestOf is the newest version of each trigger, by evidence and code.
func newestOf(all []app.TrainingTrigger) []app.TrainingTrigger {
	open := slices.Clone(all)
	for i := range open {
		open[i].ValidTo = "" // an ended one is listed, too
	}
	newest := app.TrainingTriggersOn(open, "9999-12-31")
	for i, one := range newest {
		newest[i] = all[slices.IndexFunc(all, func(t app.TrainingTrigger) bool { return t.ID == one.ID })]
	}
	return newest
}

func (t *triggers) show(k triggered, err error) {
	if t.failed(err) {
		return
	}
	t.newest, t.courses = newestOf(k.all), k.courses
	today := app.DayOf(t.desk.Now())
	rows := make([]widgets.Row, len(t.newest))
	for i, one := range t.newest {
		over := one.ValidTo != "" && one.ValidTo < today
		proposes := courseNamed(t.desk, t.courses, one.Course)
		if one.Course == "" {
			proposes = lang.L("The course itself")
		}
		rows[i] = widgets.Row{Key: one.ID.String(), Cells: []widgets.Cell{
			{Text: one.Code, Muted: true},
			{Text: words.TriggerEvidence(one.Evidence), Strong: !over, Muted: over},
			{Text: t.detail(one)},
			{Text: words.Count(one.Times)},
			{Text: lang.L("{{.N}} months", map[string]any{"N": one.Months})},
			{Text: proposes},
			{Text: words.Count(one.Version)},
			{Text: string(one.ValidFrom)},
			{Text: string(one.ValidTo)},
		}}
	}
	t.fill(rows)
}

// detail says which of a kind of evidence counts; any is "".
func (t *triggers) detail(one app.TrainingTrigger) string {
	for _, o := range detailOptions(t.desk, one.Evidence) {
		if o.Code == one.Detail {
			return o.Label
		}
	}
	return one.Detail
}

// detailOptions are what evidence can be narrowed to: complaints to a matter or a
// class, overruns to a kind of case.
func detailOptions(d *desk.Desk, e app.TriggerEvidence) []widgets.Option {
	switch e {
	case app.EvidenceComplaints:
		return append(d.CodeOptions("complaint_matter"), d.CodeOptions("complaint_class")...)
	case app.EvidenceOverruns:
		var out []widgets.Option
		for _, kind := range app.CaseKinds() {
			out = append(out, desk.Option(string(kind), words.Kind(kind)))
		}
		return out
	}
	return nil
}

// edit opens the sheet of a trigger's next version; no key for a new one.
func (t *triggers) edit(key string) {
	var was app.TrainingTrigger
	for _, one := range t.newest {
		if one.ID.String() == key {
			was = one
		}
	}
	if !mayChange(t.desk) {
		return
	}
	s := newTriggerSheet(t.desk, was, t.courses)
	s.sheet.Primary.Do = func() {
		now, err := s.read(was)
		if err != nil {
			s.refuse(err)
			return
		}
		t.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) (err error) {
			now, err = t.store.SaveTrainingTrigger(ctx, t.desk.By, now)
			return err
		}, func() {
			t.desk.Say(lang.L("{{.Code}}: version {{.N}} holds from {{.Day}}.", map[string]any{"Code": now.Code, "N": now.Version, "Day": string(now.ValidFrom)}))
			t.reload()
		})
	}
	s.sheet.Show(t.desk.Keys)
}

// triggerSheet is the form of a trigger.
type triggerSheet struct {
	code, times, months, source *widgets.Entry
	evidence, detail, course    *widgets.CodeField
	from, to                    *widgets.DateField
	form                        *widgets.Form
	wrong                       *widgets.FieldNote
	sheet                       *widgets.Sheet
}

func newTriggerSheet(d *desk.Desk, t app.TrainingTrigger, courses []app.Course) *triggerSheet {
	var evidences []widgets.Option
	for _, e := range app.TriggerEvidences() {
		evidences = append(evidences, desk.Option(string(e), words.TriggerEvidence(e)))
	}
	s := &triggerSheet{
		code: text(t.Code), times: text(figure(float64(t.Times))), months: text(figure(float64(t.Months))), source: text(t.Source),
		evidence: choice(evidences, string(t.Evidence)), detail: choice(detailOptions(d, t.Evidence), t.Detail),
		course: choice(courseOptions(d, courses), t.Course), wrong: widgets.NewFieldNote(),
		from: d.DayField(max(t.ValidFrom, app.DayOf(d.Now()))), to: d.DayField(t.ValidTo),
	}
	s.evidence.OnChosen = func(o widgets.Option) {
		s.detail.SetOptions(detailOptions(d, app.TriggerEvidence(o.Code)))
		s.detail.SetCode("")
	}
	s.form = widgets.NewForm(
		widgets.NewFormRow("code", words.Field("code"), s.code).Required(),
		widgets.NewFormRow("trigger_evidence", words.Field("trigger_evidence"), s.evidence).Required(),
		widgets.NewFormRow("trigger_detail", words.Field("trigger_detail"), s.detail).Hinted(lang.L("Empty: any. Complaints can be narrowed to a matter or a class, limits to a kind of case.")),
		widgets.NewFormRow("times", words.Field("times"), s.times).Required(),
		widgets.NewFormRow("months", lang.L("Within months"), s.months).Required(),
		widgets.NewFormRow("course", lang.L("Proposes"), s.course).Hinted(lang.L("Empty only for what was not passed: then it proposes itself.")),
		widgets.NewFormRow("valid_from", lang.L("Holds from"), s.from).Required(), widgets.NewFormRow("valid_to", lang.L("Last day"), s.to),
		widgets.NewFormRow("source", words.Field("source"), s.source),
	)
	s.form.OneColumn = true
	title := lang.L("New trigger of training")
	if t.Version > 0 {
		title = lang.L("Next version of {{.Code}}", map[string]any{"Code": t.Code})
		s.code.Disable()
	}
	s.sheet = widgets.NewSheet(title, container.NewVBox(s.form, s.wrong), widgets.Action{Label: lang.L("Save as next version")})
	s.sheet.Width = 620
	return s
}

func (s *triggerSheet) refuse(err error) { desk.ShowRefusal(s.form, s.wrong, err); s.sheet.Refresh() }

func (s *triggerSheet) read(now app.TrainingTrigger) (app.TrainingTrigger, error) {
	var r reader
	now.Code, now.Source = typed(s.code), typed(s.source)
	now.Evidence, now.Detail, now.Course = app.TriggerEvidence(chosen(s.evidence)), chosen(s.detail), chosen(s.course)
	now.Times, now.Months = r.figure("times", s.times, 1), r.figure("months", s.months, 1)
	now.ValidFrom, now.ValidTo = r.day("valid_from", s.from), r.day("valid_to", s.to)
	return now, r.err
}
