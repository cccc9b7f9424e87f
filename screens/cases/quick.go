package cases

import (
	"cmp"
	"context"
	"maps"
	"slices"
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

// QuickStore is what the short sheet asks of the records.
type QuickStore interface {
	Promise(context.Context, app.Actor, app.CaseDraft) (app.Promise, error)
	OpenCaseInVisit(context.Context, app.Actor, app.VisitID, app.CaseDraft) (app.Case, error)
	Staff(context.Context, app.Actor) ([]app.Staff, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(context.Context, app.Actor, string) error
}

// Quick accepts a case of a known customer from inside something else: a visit,
// his page. It asks what the flow of the kind asks and no more, and tells the
// promised dates before anything is saved.
type Quick struct {
	desk  *desk.Desk
	store QuickStore
	start QuickStart

	kind     *widgets.CodeField
	content  *widgets.Entry
	owner    *widgets.CodeField
	named    *widgets.CodeField
	flow     app.Flow
	inputs   *inputs
	papers   *checklist
	form     *widgets.Form
	wrong    *widgets.FieldNote
	promised *fyne.Container
	sheet    *widgets.Sheet

	staff    []app.Staff
	saving   bool
	promises *background.Loader[app.Promise]
	people   *background.Loader[[]app.Staff]
	later    *background.Later
	keep     *background.Later
}

// QuickStart is what the sheet begins with.
type QuickStart struct {
	Kind     app.CaseKind // set: it is of this kind
	Likely   app.CaseKind // it begins as this kind, which may be changed
	Customer app.CustomerID
	Account  app.AccountID
	Name     string // of the customer
	Visit    app.VisitID
	Draft    app.Draft         // what it is kept as; its fields are what was typed before
	Marks    map[string]string // fields of the draft by which it is found again
	Done     func(app.Case)
}

// NewQuick prepares the sheet.
func NewQuick(d *desk.Desk, store QuickStore, start QuickStart) *Quick {
	q := &Quick{desk: d, store: store, start: start}
	q.promises = background.NewLoader(d.Runner, q.showPromise)
	q.people = background.NewLoader(d.Runner, q.showStaff)
	q.later = background.NewLater(d.Runner, 80*time.Millisecond, q.askPromise)
	q.keep = background.NewLater(d.Runner, 250*time.Millisecond, q.keepDraft)
	return q
}

// Show opens the sheet.
func (q *Quick) Show() {
	q.kind = widgets.NewCodeField(kindOptions(q.desk, ""), func(widgets.Option) { q.chooseKind(); q.changed(); widgets.Focus(q.next()) })
	q.kind.SetPlaceHolder(lang.L("ZX consultation, BX fault, TS complaint …"))
	q.content = widgets.NewMultiLineEntry(3)
	q.content.OnChanged = func(string) { q.changed() }
	q.owner = widgets.NewCodeField(nil, func(widgets.Option) { q.changed() })
	q.named = widgets.NewCodeField(nil, func(widgets.Option) { q.changed() })
	q.papers = newChecklist(q.desk, q.changed)
	q.inputs = newInputs(q.desk, nil, nil, q.changed)
	q.form, q.wrong, q.promised = widgets.NewForm(), widgets.NewFieldNote(), container.NewVBox()
	title, verb := lang.L("Accept a case"), lang.L("Accept")
	if q.start.Kind == app.InternalDemand {
		title, verb = lang.L("Raise an internal demand"), lang.L("Raise")
	}
	body := container.NewVBox(q.form, widgets.NewSectionHeader(lang.L("Promised dates")), q.promised, q.wrong)
	q.sheet = widgets.NewSheet(title+titleJoint+q.start.Name, body, widgets.Action{Label: verb, Do: q.save})
	q.sheet.Secondary = widgets.Action{Label: lang.L("Put aside"), Do: q.leave}
	q.sheet.Width = 640
	q.form.OneColumn = true
	q.restore()
	q.sheet.First = focusable(q.next())
	q.sheet.Show(q.desk.Keys)
	q.people.Ask(func(ctx context.Context) ([]app.Staff, error) { return q.store.Staff(ctx, q.desk.By) })
	q.askPromise()
}

// restore fills in what was typed before, if anything.
func (q *Quick) restore() {
	kind := q.start.Kind
	if kind == "" {
		kind = cmp.Or(app.CaseKind(q.start.Draft.Fields["kind"]), q.start.Likely)
	}
	q.saving = true // nothing of this is news
	q.kind.SetCode(string(kind))
	q.content.SetText(q.start.Draft.Fields["content"])
	q.chooseKind()
	q.inputs.fill(q.start.Draft.Fields)
	q.saving = false
}

// next is the first field that is still empty.
func (q *Quick) next() fyne.CanvasObject {
	if q.flow.Kind == "" {
		return q.kind
	}
	if missing := q.inputs.firstMissing(); missing != nil {
		return missing
	}
	return q.content
}

func focusable(field fyne.CanvasObject) fyne.Focusable {
	switch f := field.(type) {
	case *widgets.CodeField:
		return f.Entry()
	case fyne.Focusable:
		return f
	}
	return nil
}

func (q *Quick) showStaff(staff []app.Staff, err error) {
	if err != nil {
		q.wrong.Error(words.Error(err))
		return
	}
	q.staff = staff
	q.owner.SetOptions(desk.StaffOptions(staff))
	q.named.SetOptions(desk.StaffOptions(staff))
}

// chooseKind shows the fields that the kind asks for.
func (q *Quick) chooseKind() {
	typed, _ := q.inputs.values()
	q.flow = q.desk.Flows.On(app.CaseKind(q.kind.Chosen().Code), app.DayOf(q.desk.Now()))
	asked := slices.DeleteFunc(slices.Clone(q.flow.Fields), func(field app.Field) bool { return field.Ask == app.AskLater })
	q.inputs = newInputs(q.desk, asked, q.staff, q.changed)
	q.inputs.fill(map[string]string{"mood": "calm", "secrecy": "open"})
	q.inputs.fill(typed)
	row := widgets.NewFormRow
	var rows []*widgets.FormRow
	if q.start.Kind == "" {
		rows = append(rows, row("kind", lang.L("Kind"), q.kind).Required())
	}
	rows = append(rows, q.inputs.rows()...)
	rows = append(rows, row("content", lang.L("Matter"), q.content).Required().Spanning())
	if len(q.flow.Documents) > 0 {
		rows = append(rows, row("documents", lang.L("Documents"), q.papers.content()).Spanning())
	}
	rows = append(rows, row("owner", lang.L("Owner"), q.owner))
	if q.flow.Protected {
		rows = append(rows, row("named", lang.L("Who may see it"), q.named).Required())
	}
	q.form.SetRows(rows...)
	q.narrow()
}

func (q *Quick) narrow() {
	value := q.draft().Value
	q.inputs.narrow(value)
	q.papers.show(q.flow, value)
	q.form.Refresh()
	if q.sheet != nil {
		q.sheet.Refresh()
	}
}

func (q *Quick) changed() {
	if q.saving {
		return
	}
	q.narrow()
	q.later.Call()
	q.keep.Call()
}

func (q *Quick) draft() app.CaseDraft {
	d := app.CaseDraft{
		Kind: app.CaseKind(q.kind.Chosen().Code), Channel: "visit", Customer: q.start.Customer, Account: q.start.Account, Content: q.content.Text,
		Urgency: "normal", Owner: staffOf(q.staff, q.owner.Chosen().Code), Documents: q.papers.documents(),
	}
	if q.start.Visit.IsZero() {
		d.Channel = "counter"
	}
	if who := staffOf(q.staff, q.named.Chosen().Code); !who.IsZero() {
		d.Named = []app.StaffID{who}
	}
	values, _ := q.inputs.values()
	for name, value := range values {
		d.Set(name, value)
	}
	return d
}

func (q *Quick) askPromise() {
	if d := q.draft(); d.Kind != "" {
		q.promises.Ask(func(ctx context.Context) (app.Promise, error) { return q.store.Promise(ctx, q.desk.By, d) })
		return
	}
	q.showPromise(app.Promise{}, nil)
}

func (q *Quick) showPromise(p app.Promise, err error) {
	q.promised.Objects = nil
	for _, k := range p.Clocks {
		q.promised.Add(promiseLine(k, q.desk.Now()))
	}
	for _, b := range p.Breaches {
		note := widgets.NewFieldNote()
		note.Warn(words.Breach(b))
		q.promised.Add(note)
	}
	if len(p.Clocks) == 0 {
		text := lang.L("Choose the kind first.")
		switch {
		case err != nil:
			text = words.Error(err)
		case q.flow.Kind != "":
			text = lang.L("No limit starts with what is filled in so far.")
		}
		q.promised.Add(widgets.NewMutedText(text))
	}
	q.sheet.Refresh()
}

func (q *Quick) save() {
	_, err := q.inputs.values()
	d := q.draft()
	if err == nil {
		err = d.Check(q.flow)
	}
	if err != nil {
		q.refuse(err)
		return
	}
	q.setSaving(true)
	var opened app.Case
	q.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if opened, err = q.store.OpenCaseInVisit(ctx, q.desk.By, q.start.Visit, d); err != nil {
				return err
			}
			return q.store.DropDraft(ctx, q.desk.By, q.start.Draft.ID)
		},
		Done: func(err error) {
			q.setSaving(false)
			if err != nil {
				q.refuse(err)
				return
			}
			q.keep.Stop()
			q.sheet.Close()
			q.start.Done(opened)
		},
	})
}

func (q *Quick) setSaving(saving bool) {
	q.saving = saving
	q.sheet.SetBusy(saving)
}

func (q *Quick) refuse(err error) {
	showRefusal(q.form, q.wrong, q.papers.named(err), q.inputs.label)
	q.sheet.Refresh()
}

// leave closes the sheet; what was typed stays as a draft.
func (q *Quick) leave() {
	if q.worth() {
		q.keep.Now()
		q.desk.Say(lang.L("Put aside. The draft waits on the start page."))
	}
	q.sheet.Close()
}

func (q *Quick) worth() bool {
	return q.content.Text != "" || q.start.Kind == "" && app.CaseKind(q.kind.Chosen().Code) != q.start.Likely
}

func (q *Quick) keepDraft() {
	if q.saving || !q.worth() {
		return
	}
	d := q.start.Draft
	d.Fields, _ = q.inputs.values()
	maps.Copy(d.Fields, q.start.Marks)
	d.Fields["kind"], d.Fields["content"] = q.kind.Chosen().Code, q.content.Text
	q.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return q.store.SaveDraft(ctx, q.desk.By, d) },
		Done: func(err error) {
			if err != nil {
				q.wrong.Error(words.Error(err))
			}
		},
	})
}
