package outages

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Form plans an outage or changes one. While it is typed it counts who will be
// without power and says by when they must know; it keeps itself as a draft.
type Form struct {
	desk  *desk.Desk
	store Store

	OnSaved func(app.Outage)
	OnLeft  func()

	kind    *widgets.CodeField
	scope   *scopeField
	reason  *widgets.Entry
	from    *when
	to      *when
	cause   *widgets.CodeField
	handler *widgets.CodeField
	note    *widgets.Entry

	title   *widgets.Text
	form    *widgets.Form
	wrong   *widgets.FieldNote
	saveIt  *widgets.Button
	whom    *fyne.Container
	limits  *fyne.Container
	side    *fyne.Container // holds both
	body    fyne.CanvasObject
	loading bool // fields are being filled by the program
	saving  bool

	was     app.Outage // zero: a new one
	draft   string     // its id; "" while nothing was typed
	staff   []app.Staff
	grids   *background.Loader[grid]
	forsees *background.Loader[app.OutageForecast]
	later   *background.Later
	keep    *background.Later
}

// grid is what an outage can take in, and who can see to it.
type grid struct {
	areas []app.TransformerArea
	lines []app.GridLine
	staff []app.Staff
}

// NewForm is an empty form.
func NewForm(d *desk.Desk, store Store) *Form {
	f := &Form{desk: d, store: store, OnSaved: func(app.Outage) {}, OnLeft: func() {}}
	f.grids = background.NewLoader(d.Runner, f.showGrid)
	f.forsees = background.NewLoader(d.Runner, f.showForecast)
	f.later = background.NewLater(d.Runner, 120*time.Millisecond, f.foresee)
	f.keep = background.NewLater(d.Runner, 250*time.Millisecond, f.keepDraft)
	f.build()
	return f
}

func (f *Form) build() {
	f.kind = widgets.NewCodeField(kindOptions(), func(widgets.Option) { f.chooseKind(); f.changed() })
	f.kind.SetPlaceHolder(lang.L("Planned, temporary, fault, orderly"))
	f.scope = newScopeField(f.changed)
	f.reason, f.note = widgets.NewEntry(), widgets.NewEntry()
	for _, e := range []*widgets.Entry{f.reason, f.note} {
		e.OnChanged = func(string) { f.changed() }
	}
	f.from, f.to = newWhen(f.desk, f.changed), newWhen(f.desk, f.changed)
	f.cause = widgets.NewCodeField(f.desk.CodeOptions("outage_cause"), func(widgets.Option) { f.changed() })
	f.handler = widgets.NewCodeField(nil, func(widgets.Option) { f.changed() })
	f.form = widgets.NewForm(
		widgets.NewFormRow("outage_kind", words.Field("outage_kind"), f.kind).Required().Spanning(),
		widgets.NewFormRow("scope", words.Field("scope"), f.scope.box).Required().Spanning(),
		widgets.NewFormRow("planned_from", words.Field("planned_from"), f.from.box).Required(),
		widgets.NewFormRow("planned_to", words.Field("planned_to"), f.to.box).Hinted(lang.L("Without a day: the same day.")),
		widgets.NewFormRow("outage_reason", words.Field("outage_reason"), f.reason).Required().Spanning(),
		widgets.NewFormRow("cause", words.Field("cause"), f.cause),
		widgets.NewFormRow("owner", words.Field("handler_id"), f.handler),
		widgets.NewFormRow("note", words.Field("note"), f.note).Spanning(),
	)
	f.title, f.wrong = widgets.NewTitle(""), widgets.NewFieldNote()
	f.saveIt = widgets.NewPrimaryButton(lang.L("Save")+"  Ctrl+Enter", f.Save)
	leave := widgets.NewButton(lang.L("Put aside")+"  Esc", func() { f.Leave() })
	f.whom, f.limits = container.NewVBox(), container.NewVBox()
	f.side = container.NewVBox(widgets.NewSectionHeader(lang.L("Without power")), f.whom, widgets.NewSectionHeader(lang.L("Notice")), f.limits)
	buttons := container.NewBorder(nil, nil, leave, f.saveIt)
	main := container.NewBorder(nil, container.NewVBox(f.wrong, container.NewPadded(buttons)), nil, nil, container.NewVScroll(container.NewPadded(f.form)))
	panes := container.New(&widgets.PanesLayout{Share: 0.7}, main, container.NewPadded(container.NewVScroll(f.side)))
	f.body = container.NewBorder(container.NewPadded(f.title), nil, nil, nil, panes)
}

// Content is the form.
func (f *Form) Content() fyne.CanvasObject { return f.body }

// Reset empties the form for a new outage.
func (f *Form) Reset() {
	f.fill(app.Outage{}, app.OutageDraft{})
	f.from.time.SetText("08:00")
	f.to.time.SetText("18:00")
	f.title.SetText(lang.L("New outage"))
}

// Change shows an outage to be changed.
func (f *Form) Change(p app.OutagePage) {
	f.fill(p.Outage.Outage, p.Outage.Draft(p.Parts))
	for _, part := range p.Parts {
		if part.Name != "" {
			f.scope.names[part.Place()] = part.Name
		}
	}
	f.scope.show()
	f.handler.SetCode(f.staffNo(p.Outage.Handler, p.Outage.Outage.Handler))
	f.title.SetText(lang.L("Change outage {{.Number}}", map[string]any{"Number": p.Outage.Number}))
}

func (f *Form) fill(was app.Outage, d app.OutageDraft) {
	f.loading = true
	f.was, f.draft = was, ""
	f.kind.SetCode(string(d.Kind))
	f.scope.set(d.Scope)
	f.reason.SetText(d.Reason)
	f.note.SetText(d.Note)
	f.from.set(d.PlannedFrom)
	f.to.set(d.PlannedTo)
	f.cause.SetCode(d.Cause)
	f.handler.SetCode("")
	if was.ID.IsZero() {
		f.kind.Enable()
	} else {
		f.kind.Disable()
	}
	f.form.Clear()
	f.wrong.Clear()
	f.setSaving(false)
	f.chooseKind()
	f.loading = false
	f.grids.Ask(f.readGrid)
	f.foresee()
}

func (f *Form) readGrid(ctx context.Context) (grid, error) {
	var g grid
	var err error
	if g.areas, err = f.store.TransformerAreas(ctx, f.desk.By); err != nil {
		return g, err
	}
	if g.lines, err = f.store.Lines(ctx, f.desk.By); err != nil {
		return g, err
	}
	g.staff, err = f.store.Staff(ctx, f.desk.By)
	return g, err
}

func (f *Form) showGrid(g grid, err error) {
	if err != nil {
		f.wrong.Error(words.Error(err))
		return
	}
	f.scope.offer(g.lines, g.areas)
	f.staff = g.staff
	var options []widgets.Option
	for _, s := range g.staff {
		options = append(options, desk.Option(s.StaffNo, s.Name))
	}
	f.handler.SetOptions(options)
	f.handler.SetCode(f.handler.Chosen().Code) // its name is known now
	f.form.Refresh()
}

// staffNo is the number of a person, who goes by the name until the staff are
// read.
func (f *Form) staffNo(name string, id app.StaffID) string {
	for _, s := range f.staff {
		if s.ID == id {
			return s.StaffNo
		}
	}
	return name
}

func (f *Form) handlerID() app.StaffID {
	code := f.handler.Chosen().Code
	i := slices.IndexFunc(f.staff, func(s app.Staff) bool { return s.StaffNo == code })
	switch {
	case i >= 0:
		return f.staff[i].ID
	case code != "":
		return f.was.Handler
	}
	return app.StaffID{}
}

// chooseKind words the times as the kind has them; a fault began just now.
func (f *Form) chooseKind() {
	fault := app.OutageKind(f.kind.Chosen().Code) == app.FaultOutage
	from, to := words.Field("planned_from"), words.Field("planned_to")
	if fault {
		from, to = words.Field("actual_from"), lang.L("Expected back by")
		if !f.loading && f.from.date.Entry().Text == "" {
			f.from.set(f.desk.Now().UnixMilli())
			f.to.set(0)
		}
	}
	f.form.Row("planned_from").SetLabel(from)
	f.form.Row("planned_to").SetLabel(to)
	f.form.Refresh()
}

// changed keeps the draft, the counts and the limit up with what is typed.
func (f *Form) changed() {
	if f.loading || f.saving {
		return
	}
	f.form.Refresh()
	f.later.Call()
	f.keep.Call()
}

// typed is the outage as it stands in the form; the first time that cannot be
// read is refused.
func (f *Form) typed() (app.OutageDraft, error) {
	d := app.OutageDraft{
		Kind: app.OutageKind(f.kind.Chosen().Code), Scope: f.scope.places, Reason: f.reason.Text, Cause: f.cause.Chosen().Code,
		Handler: f.handlerID(), Note: f.note.Text,
	}
	var err error
	if d.PlannedFrom, err = f.from.read("planned_from", 0); err != nil {
		return d, err
	}
	d.PlannedTo, err = f.to.read("planned_to", d.PlannedFrom)
	return d, err
}

func (f *Form) foresee() {
	d, _ := f.typed() // what cannot be read yet is told on saving
	f.forsees.Ask(func(ctx context.Context) (app.OutageForecast, error) { return f.store.ForeseeOutage(ctx, f.desk.By, d) })
}

func (f *Form) showForecast(c app.OutageForecast, err error) {
	if err != nil {
		f.wrong.Error(words.Error(err))
		return
	}
	n := c.Counts
	f.whom.Objects, f.limits.Objects = nil, nil
	switch {
	case len(f.scope.places) == 0:
		f.whom.Add(widgets.NewMutedText(lang.L("Choose a transformer area or line first.")))
	default:
		f.whom.Add(widgets.NewText(lang.L("Accounts: {{.N}}, customers: {{.C}}", map[string]any{"N": words.Count(n.Accounts), "C": words.Count(n.Customers)})))
		important := widgets.NewBadge(lang.L("Important users: {{.N}}", map[string]any{"N": words.Count(n.Important)}), widgets.ToneNeutral)
		if n.Important > 0 {
			important.Set(important.Text, widgets.ToneWarn)
		}
		f.whom.Add(container.NewHBox(important))
	}
	f.showLimits(c.Limits)
	f.side.Refresh()
}

func (f *Form) showLimits(limits []app.NoticeLimit) {
	now := f.desk.Now()
	for _, limit := range limits {
		line, _ := limitLine(limit, now) // made anew at each key
		f.limits.Add(line)
		if limit.DueAt < now.UnixMilli() && f.was.NotifiedAt == 0 {
			late := widgets.NewFieldNote()
			late.Warn(lang.L("Notice in time is no longer possible for this start. Choose a later one, or give the reason when power goes off."))
			f.limits.Add(late)
		}
	}
	switch kind := f.kind.Chosen().Code; {
	case len(limits) > 0:
	case kind == "":
		f.limits.Add(widgets.NewMutedText(lang.L("Choose the kind first.")))
	case kind == string(app.PlannedOutage), kind == string(app.TemporaryOutage):
		f.limits.Add(widgets.NewMutedText(lang.L("Enter when power goes off.")))
	default:
		f.limits.Add(widgets.NewMutedText(lang.L("No notice limit for this kind.")))
	}
}

// Save plans the outage, or stores the change.
func (f *Form) Save() {
	if f.saving {
		return
	}
	_, _ = f.from.date.Commit(), f.to.date.Commit() // Ctrl+Enter leaves no field
	d, err := f.typed()
	if err == nil {
		err = d.Check(f.desk.Now())
	}
	if err != nil {
		desk.ShowRefusal(f.form, f.wrong, err)
		return
	}
	f.setSaving(true)
	draft, was := f.draft, f.was
	var saved app.Outage
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if was.ID.IsZero() {
				saved, err = f.store.PlanOutage(ctx, f.desk.By, d)
			} else {
				saved, err = f.store.ChangeOutage(ctx, f.desk.By, was, d)
			}
			if err != nil || draft == "" {
				return err
			}
			return f.store.DropDraft(ctx, f.desk.By, draft)
		},
		Done: func(err error) {
			f.setSaving(false)
			if err != nil {
				desk.ShowRefusal(f.form, f.wrong, err)
				return
			}
			f.keep.Stop()
			f.draft = ""
			f.OnSaved(saved)
		},
	})
}

func (f *Form) setSaving(saving bool) {
	f.saving = saving
	able(f.saveIt, !saving)
}

// Focus puts the keyboard on the first field that is still empty.
func (f *Form) Focus() {
	switch {
	case f.kind.Chosen().Code == "":
		widgets.Focus(f.kind)
	case len(f.scope.places) == 0:
		widgets.Focus(f.scope.field)
	default:
		widgets.Focus(f.from.date)
	}
}

// Leave puts the form aside; what was typed stays as a draft.
func (f *Form) Leave() {
	if f.worth() {
		f.keep.Now()
		if f.draft != "" {
			f.desk.Say(lang.L("Put aside. The draft waits on the start page."))
		}
	}
	f.OnLeft()
}

// worth reports whether there is anything worth keeping.
func (f *Form) worth() bool {
	return f.kind.Chosen().Code != "" || len(f.scope.places) > 0 || strings.TrimSpace(f.reason.Text+f.note.Text) != ""
}
