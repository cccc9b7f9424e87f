package visitform

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Form writes a visit down, or corrects one. What is typed is kept as a draft
// field by field; reopening goes on where one was.
type Form struct {
	desk  *desk.Desk
	store Store
	parts Parts

	OnSaved func(app.Visit)
	OnLeft  func()
	OnMade  func(app.VisitID) // the visit was recorded already: its page is wanted

	page       app.VisitPage
	correcting bool
	inputs     []*input
	at         *input // where the keyboard is, or was
	loading    bool   // fields are being filled by the program
	saving     bool
	asked      bool // it was to be recorded: what is missing may be said
	begun      bool // by nobody's plan just now: left untouched, the visit goes again
	onPaper    bool // it was signed on paper

	opens *background.Loader[opened]
	keep  *background.Later
	draft *keeper

	title    *widgets.Text
	status   *widgets.Badge
	groups   *groups
	form     *widgets.Form
	scroll   *container.Scroll
	wrong    *widgets.FieldNote
	recordIt *widgets.Button
	again    *widgets.Button
	side     *side
	body     fyne.CanvasObject
}

// opened is what a form opens with.
type opened struct {
	page    app.VisitPage
	draft   *app.Draft
	correct bool
	begun   bool
}

// NewForm is an empty form; Open fills it.
func NewForm(d *desk.Desk, store Store, parts Parts) *Form {
	f := &Form{desk: d, store: store, parts: parts, OnSaved: func(app.Visit) {}, OnLeft: func() {}, OnMade: func(app.VisitID) {}}
	f.opens = background.NewLoader(d.Runner, f.show)
	f.draft = &keeper{desk: d, store: store, failed: func(err error) { f.wrong.Error(errorSaid(err)) }}
	f.keep = background.NewLater(d.Runner, 100*time.Millisecond, f.keepDraft)
	f.build()
	return f
}

func (f *Form) build() {
	f.title, f.status, f.wrong = widgets.NewTitle(""), widgets.NewBadge("", widgets.ToneInfo), widgets.NewFieldNote()
	f.form = widgets.NewForm()
	f.groups = newGroups(f.toGroup)
	f.scroll = container.NewVScroll(besideBar(f.form))
	f.side = newSide(f.desk, f.parts, f.parts.FormPhotos, f.parts.FormSignature, f.Make)
	f.recordIt = widgets.NewPrimaryButton(lang.L("Record")+"  Ctrl+Enter", f.Save)
	f.again = widgets.NewButton(lang.L("Copy from the last visit")+"  Ctrl+R", f.Again)
	leave := widgets.NewButton(lang.L("Put aside")+"  Esc", f.Leave)
	buttons := container.NewBorder(nil, nil, leave, container.NewHBox(f.again, f.recordIt))
	head := container.NewVBox(container.NewHBox(f.title, container.NewCenter(f.status)), f.groups.chips)
	main := container.NewBorder(nil, container.NewVBox(f.wrong, container.NewPadded(buttons)), nil, nil, f.scroll)
	panes := container.New(&widgets.PanesLayout{Share: 0.71}, main, container.NewPadded(container.NewVScroll(besideBar(f.side.box))))
	f.body = container.NewBorder(container.NewPadded(head), nil, nil, nil, panes)
}

// besideBar keeps what scrolls from lying under its scroll bar.
func besideBar(o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(layout.NewCustomPaddedLayout(4, 4, 4, 12), o)
}

// Content is the form.
func (f *Form) Content() fyne.CanvasObject { return f.body }

// Open goes on with a visit: with its draft where there is one. correct opens
// the record of one that was made.
func (f *Form) Open(id app.VisitID, correct bool) {
	f.part()
	f.opens.Ask(func(ctx context.Context) (opened, error) {
		page, err := f.store.VisitPage(ctx, f.desk.By, id)
		if err != nil {
			return opened{}, err
		}
		drafts, err := f.store.Drafts(ctx, f.desk.By)
		o := opened{page: page, correct: correct}
		if i := slices.IndexFunc(drafts, func(d app.Draft) bool { return d.ID == draftOf(id) }); i >= 0 {
			o.draft = &drafts[i]
			o.correct = correct || o.draft.Fields[draftCorrects] != ""
		}
		return o, err
	})
}

// Start begins a visit to a customer that nobody planned.
func (f *Form) Start(customer app.CustomerID) {
	f.part()
	today := app.DayOf(f.desk.Now())
	f.opens.Ask(func(ctx context.Context) (opened, error) {
		v, err := f.store.StartVisit(ctx, f.desk.By, customer, today)
		if err != nil {
			return opened{}, err
		}
		page, err := f.store.VisitPage(ctx, f.desk.By, v.ID)
		return opened{page: page, begun: true}, err
	})
}

func (f *Form) show(o opened, err error) {
	f.wrong.Clear()
	if err != nil {
		f.wrong.Error(errorSaid(err))
		return
	}
	if !o.correct && !o.page.Visit.Status.Open() {
		if o.draft != nil {
			f.desk.Say(lang.L("This visit was recorded meanwhile. What you had typed is kept as a draft; correct the record to go on with it."))
		}
		f.OnMade(o.page.Visit.ID)
		return
	}
	f.page, f.correcting, f.asked, f.begun, f.onPaper, f.draft.any = o.page, o.correct, false, o.begun, false, false
	f.lay()
	f.loading = true
	f.fill()
	if o.draft != nil {
		f.restore(*o.draft)
	}
	f.loading = false
	f.head()
	f.narrow()
	f.tell()
	f.setSaving(false)
	f.side.show(f.page)
	setOnPaper(f.side.slots, f.onPaper)
	f.body.Refresh() // the head has grown
	f.Focus()
}

// lay makes the fields of the form the visit is recorded under.
func (f *Form) lay() {
	m := maker{desk: f.desk, changed: f.changed, looked: f.looked}
	f.inputs, f.at = m.opening(), nil
	for _, g := range f.page.Form.Groups {
		for _, q := range f.page.Form.In(g.Name) {
			f.inputs = append(f.inputs, m.question(q))
		}
	}
	f.inputs = append(f.inputs, m.closing(f.due())...)
	rows := f.groups.head(f.groupNames(), f.inputs)
	f.form.SetRows(rows...)
	f.scroll.Offset = fyne.Position{}
	f.scroll.Refresh()
}

// due are the items of service plans that the visit may do; a correction does
// none.
func (f *Form) due() []app.PlanItem {
	if f.correcting {
		return nil
	}
	return f.page.Due
}

// groupNames are the groups from top to bottom, with what they are called.
func (f *Form) groupNames() [][2]string {
	out := [][2]string{{groupVisit, lang.L("Visit")}}
	for _, g := range f.page.Form.Groups {
		out = append(out, [2]string{g.Name, f.desk.Flows.Name(g.ZH, g.EN)})
	}
	return append(out, [2]string{groupEnd, lang.L("Conclusion")})
}

// fill shows what is known before anybody types: the record to be corrected, or
// what is likely of a visit that was just made.
func (f *Form) fill() {
	if f.correcting {
		f.fillRecord(f.page.Record())
		return
	}
	f.input("visited_on").fill(string(app.DayOf(f.desk.Now())))
	f.input("visit_channel").fill(string(app.OnSite))
	f.input("purposes").fill(app.LikelyPurpose(f.page.Visit.Basis))
	if i := f.input("plan_items"); i != nil && f.page.Visit.Basis == "service_plan" {
		i.fill(f.page.Due[0].ID.String())
	}
}

func (f *Form) head() {
	title := lang.L("Visit to {{.Customer}}", map[string]any{"Customer": f.page.Customer.Name})
	if f.correcting {
		title = lang.L("Correct the visit to {{.Customer}}", map[string]any{"Customer": f.page.Customer.Name})
	}
	f.title.SetText(title)
	f.status.Set(f.page.Visit.Number+"  "+words.VisitStatus(f.page.Visit.Status), desk.VisitTone(f.page.Visit.Status))
}

func (f *Form) input(name string) *input {
	i := slices.IndexFunc(f.inputs, func(i *input) bool { return i.name() == name })
	if i < 0 {
		return nil
	}
	return f.inputs[i]
}

// changed keeps the draft, the questions and the counts up with what a person
// does.
func (f *Form) changed(i *input) {
	if f.loading || f.saving {
		return
	}
	i.copied = false
	f.narrow()
	f.keep.Call()
}

// looked follows the keyboard. A copied value that somebody stood on was looked
// at; what was typed is kept at once when he goes on.
func (f *Form) looked(i *input, gained bool) {
	if gained {
		f.at = i
		f.groups.choose(i.group)
		f.reveal(i)
		return
	}
	if f.loading || f.saving {
		return
	}
	i.tried, i.copied = true, false
	f.tell()
	f.keep.Now()
}

// reveal scrolls so that a field is on view with its note and a little around.
func (f *Form) reveal(i *input) {
	const around = 60
	top := i.row.Field.Position().Y - around
	bottom := i.row.Field.Position().Y + i.row.Field.Size().Height + around
	switch view := f.scroll.Size().Height; {
	case top < f.scroll.Offset.Y:
		f.scroll.ScrollToOffset(fyne.NewPos(0, max(0, top)))
	case bottom > f.scroll.Offset.Y+view:
		f.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}

// narrow shows the questions that are asked, and counts anew.
func (f *Form) narrow() {
	answers, _ := f.values()
	asked := f.page.Form.Shown(answers)
	turned := false
	for _, i := range f.inputs {
		if _, question := f.page.Form.Question(i.name()); !question {
			continue
		}
		shown := slices.ContainsFunc(asked, func(q app.Question) bool { return q.Name == i.name() })
		turned = turned || shown != i.shown()
		if shown {
			i.row.Show()
		} else {
			i.row.Hide()
		}
	}
	if f.groups.count(f.inputs) || turned {
		f.form.Refresh()
	}
}

// tell says under each field what is wrong with it or seems odd, as far as
// somebody has been there; once it was to be recorded, also what is missing. It
// answers the first field that cannot stay so.
func (f *Form) tell() (first *input) {
	r, wrong := f.record()
	now := f.desk.Now()
	wrong = append(wrong, r.Refusals(now)...)
	odd := r.Warnings(f.page.Beside, app.DayOf(now))
	turned := false
	for _, i := range f.inputs {
		before := i.row.Note.Text()
		no := slices.IndexFunc(wrong, func(no *app.Refusal) bool { return no.Field == i.name() })
		switch {
		case !i.shown():
		case no >= 0 && (f.asked || i.tried && wrong[no].Reason != app.Missing):
			i.row.Note.Error(refusalSaid(wrong[no], i.label))
			if first == nil {
				first = i
			}
		default:
			f.hint(i, odd)
		}
		turned = turned || before != i.row.Note.Text()
	}
	if turned {
		f.form.Refresh()
	}
	return first
}

// hint says what seems odd about a field, or that it was copied.
func (f *Form) hint(i *input, odd []app.FormWarning) {
	said := ""
	for _, w := range odd {
		if w.Field == i.name() && (i.tried || i.group == groupVisit || f.correcting) {
			said += " " + words.VisitWarning(w, i.q)
		}
	}
	switch {
	case said != "":
		i.row.Note.Warn(said[1:])
	case i.copied:
		i.row.Note.Warn(lang.L("Copied. Look whether it still holds."))
	default:
		i.row.Clear()
	}
}

// Save records the visit, or its correction.
func (f *Form) Save() {
	if f.saving || f.page.Visit.ID.IsZero() {
		return
	}
	f.wrong.Clear()
	r, _ := f.record() // also takes in a day that is still being typed
	f.asked = true
	if first := f.tell(); first != nil {
		widgets.Focus(first.row.Field)
		return
	}
	f.keep.Stop()
	f.setSaving(true)
	f.draft.settle(func() { f.write(r) })
}

// write records once the last draft is written, so that none comes after.
func (f *Form) write(r app.VisitRecord) {
	page, correcting := f.page, f.correcting
	var saved app.Visit
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if correcting {
				saved, err = f.store.ReviseVisit(ctx, f.desk.By, page, r)
			} else {
				saved, err = f.store.RecordVisit(ctx, f.desk.By, page.Visit, r)
			}
			if err != nil {
				return err
			}
			return f.store.DropDraft(ctx, f.desk.By, draftOf(page.Visit.ID))
		},
		Done: func(err error) {
			f.setSaving(false)
			if err != nil {
				f.refuse(err)
				return
			}
			f.page, f.begun = app.VisitPage{}, false
			f.OnSaved(saved)
		},
	})
}

// refuse says what the file refused; what was typed goes into the draft, since
// the visit may be somebody else's by now.
func (f *Form) refuse(err error) {
	f.storeDraft(func() {})
	f.wrong.Error(errorSaid(err))
}

func (f *Form) setSaving(saving bool) {
	f.saving = saving
	able(f.recordIt, !saving)
	able(f.again, !saving && !f.correcting)
}

func able(b *widgets.Button, is bool) {
	if is {
		b.Enable()
	} else {
		b.Disable()
	}
}

// Focus puts the keyboard where one was, else on the first field that is empty.
func (f *Form) Focus() {
	if f.at != nil && f.at.shown() {
		widgets.Focus(f.at.row.Field)
		return
	}
	for _, i := range f.inputs {
		if i.shown() && !i.done() {
			widgets.Focus(i.row.Field)
			return
		}
	}
	f.form.FocusFirst()
}

// toGroup puts the keyboard on the first open field of a group, else on its
// first, with as much of the group on view as there is room for.
func (f *Form) toGroup(name string) {
	var first, last *input
	for _, i := range f.inputs {
		if i.group != name || !i.shown() {
			continue
		}
		if first == nil || first.done() && !i.done() {
			first = i
		}
		last = i
	}
	if first != nil {
		f.reveal(last)
		widgets.Focus(first.row.Field)
	}
}

// Make opens the sheet of something that is made from inside the visit.
func (f *Form) Make(kind app.VisitLinkKind) {
	if f.parts.Maker == nil || f.page.Visit.ID.IsZero() || f.saving {
		return
	}
	f.keep.Now()
	f.parts.Maker.Open(kind, f.page.Visit, f.side.askMade)
}

// Leave puts the form aside; what was typed stays as a draft.
func (f *Form) Leave() {
	f.part()
	if f.draft.written() {
		f.desk.Say(lang.L("Put aside. The draft waits on the start page."))
	}
	f.OnLeft()
}

// part keeps what was typed before the form goes. A visit that was begun and
// left untouched is taken back; one that something hangs on by now stays, and so
// does one that could not be taken back.
func (f *Form) part() {
	f.keep.Now()
	if !f.begun || f.saving || f.draft.written() {
		return
	}
	f.begun = false
	was := f.page.Visit
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return f.store.DropVisit(ctx, f.desk.By, was) },
	})
}
