package cases

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
	"lamplighter/screens/knowledge"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Form accepts a case of any kind. It shows what the flow of the kind asks,
// tells the promised dates before anything is saved, and keeps itself as a
// draft; several half-done forms wait side by side.
type Form struct {
	desk  *desk.Desk
	store Store
	pick  func(func(app.Found))

	OnSaved func(app.Case)
	OnLeft  func()

	kind     *widgets.CodeField
	channel  *widgets.CodeField
	customer *widgets.Button
	account  *widgets.CodeField
	contact  *widgets.Entry
	phone    *widgets.Entry
	content  *widgets.Entry
	urgency  *widgets.CodeField
	external *widgets.Entry
	owner    *widgets.CodeField
	named    *widgets.CodeField
	green    *widgets.CodeField
	greenBy  *widgets.CodeField
	answer   *widgets.Entry
	known    *knowledge.Picker // for the answer
	opinion  *widgets.CodeField
	outage   *widgets.CodeField
	flow     app.Flow
	inputs   *inputs
	papers   *checklist

	form    *widgets.Form
	wrong   *widgets.FieldNote
	saveIt  *widgets.Button
	closeIt *widgets.Button
	waiting *widgets.Chips // the half-done forms
	side    *aside
	body    fyne.CanvasObject

	found    app.CustomerID
	outages  []app.OutageRow // at the place of a fault
	parent   app.CaseID      // the case an internal demand is raised for
	page     app.CustomerPage
	staff    []app.Staff
	draft    string // its id; "" while nothing was typed
	drafts   []app.Draft
	saving   bool
	loading  bool // fields are being filled by the program
	promises *background.Loader[app.Promise]
	pages    *background.Loader[app.CustomerPage]
	people   *background.Loader[[]app.Staff]
	halfDone *background.Loader[[]app.Draft]
	again    *background.Loader[app.CaseDraft]
	later    *background.Later
	keep     *background.Later
}

// NewForm is an empty form. pick lets a person choose a customer.
func NewForm(d *desk.Desk, store Store, pick func(func(app.Found))) *Form {
	f := &Form{desk: d, store: store, pick: pick, OnSaved: func(app.Case) {}, OnLeft: func() {}}
	f.promises = background.NewLoader(d.Runner, f.showPromise)
	f.pages = background.NewLoader(d.Runner, f.showCustomer)
	f.people = background.NewLoader(d.Runner, f.showStaff)
	f.halfDone = background.NewLoader(d.Runner, f.showDrafts)
	f.again = background.NewLoader(d.Runner, f.takeAgain)
	f.later = background.NewLater(d.Runner, 80*time.Millisecond, f.askPromise)
	f.keep = background.NewLater(d.Runner, 250*time.Millisecond, f.keepDraft)
	f.build()
	return f
}

func (f *Form) build() {
	code := func(list string) *widgets.CodeField {
		return widgets.NewCodeField(f.desk.CodeOptions(list), func(widgets.Option) { f.changed() })
	}
	person := func() *widgets.CodeField { return widgets.NewCodeField(nil, func(widgets.Option) { f.changed() }) }
	text := func() *widgets.Entry {
		e := widgets.NewEntry()
		e.OnChanged = func(string) { f.changed() }
		return e
	}
	lines := func(rows int) *widgets.Entry {
		e := widgets.NewMultiLineEntry(rows)
		e.OnChanged = func(string) { f.changed() }
		return e
	}
	f.kind = widgets.NewCodeField(kindOptions(f.desk, ""), func(widgets.Option) { f.chooseKind(); f.changed(); f.askPromise(); f.skipAhead() })
	f.kind.SetPlaceHolder(lang.L("ZX consultation, BX fault, TS complaint …"))
	f.channel, f.account = code("channel"), code("")
	f.customer = widgets.NewButton(lang.L("Choose a customer …"), func() { f.pick(f.Take) })
	f.contact, f.phone, f.external = text(), text(), text()
	f.content, f.answer = lines(3), lines(3)
	f.known = knowledge.NewPicker(f.desk, f.store, f.answer, func() app.CaseKind { return app.CaseKind(f.kind.Chosen().Code) })
	f.urgency, f.opinion, f.green = code("urgency"), code("closing_opinion"), code("green_reason")
	f.owner, f.named, f.greenBy = person(), person(), person()
	f.outage = code("")
	f.inputs = newInputs(f.desk, nil, nil, f.changed)
	f.papers = newChecklist(f.desk, f.changed)
	f.form = widgets.NewForm()
	f.wrong = widgets.NewFieldNote()
	f.saveIt = widgets.NewPrimaryButton(lang.L("Accept")+"  Ctrl+Enter", f.Save)
	f.closeIt = widgets.NewButton(lang.L("Accept and close")+"  Ctrl+Shift+Enter", f.SaveAndClose)
	leave := widgets.NewButton(lang.L("Put aside")+"  Esc", func() { f.Leave() })
	f.waiting = widgets.NewChips(nil, f.chooseDraft)
	f.side = newAside(f.desk)
	buttons := container.NewBorder(nil, nil, leave, container.NewHBox(f.closeIt, f.saveIt))
	main := container.NewBorder(nil, container.NewVBox(f.wrong, container.NewPadded(buttons)), nil, nil, container.NewVScroll(container.NewPadded(f.form)))
	panes := container.New(&widgets.PanesLayout{Share: 0.69}, main, container.NewPadded(f.side.content()))
	head := container.NewBorder(nil, nil, widgets.NewTitle(lang.L("Accept a case")), nil, f.waiting)
	f.body = container.NewBorder(container.NewPadded(head), nil, nil, nil, panes)
}

// layOut puts the fields that the chosen kind asks for on the form.
func (f *Form) layOut() {
	row := widgets.NewFormRow
	rows := []*widgets.FormRow{
		row("kind", lang.L("Kind"), f.kind).Required(),
		row("channel", lang.L("Channel"), f.channel).Required(),
		row("contact", lang.L("Customer"), f.customer),
		row("account", lang.L("Account number"), f.account),
		row("contact_name", lang.L("Contact"), f.contact),
		row("contact_phone", lang.L("Phone"), f.phone),
	}
	rows = append(rows, f.inputs.rows()...)
	if f.flow.Kind == app.Fault {
		rows = append(rows, row("outage", lang.L("Part of outage"), f.outage))
	}
	rows = append(rows, row("content", lang.L("Matter"), f.content).Required().Spanning())
	if len(f.flow.Documents) > 0 {
		rows = append(rows, row("documents", lang.L("Documents"), f.papers.content()).Spanning())
	}
	if f.flow.AtOnce {
		rows = append(rows,
			row("answer", lang.L("Answer"), f.answer).Spanning().Hinted(lang.L("Ctrl+J inserts knowledge. Answered on the spot: Ctrl+Shift+Enter saves and closes.")),
			row("opinion", lang.L("Customer's opinion"), f.opinion))
	}
	rows = append(rows, row("owner", lang.L("Owner"), f.owner))
	if f.flow.Protected {
		rows = append(rows, row("named", lang.L("Who may see it"), f.named).Required().Hinted(lang.L("Only those named and the owner will see this case, in no list, count, search or export else.")))
	}
	rows = append(rows,
		row("urgency", lang.L("Urgency"), f.urgency),
		row("external_no", lang.L("External number"), f.external),
		row("green_reason", lang.L("Green channel"), f.green),
		row("green_by", lang.L("Green channel approved by"), f.greenBy).Required())
	f.form.SetRows(rows...)
}

// Content is the form.
func (f *Form) Content() fyne.CanvasObject { return f.body }

// Reset empties the form for a new case, of a customer if one is given.
func (f *Form) Reset(customer app.CustomerID) {
	f.loading = true
	for _, e := range []*widgets.Entry{f.contact, f.phone, f.content, f.answer, f.external} {
		e.SetText("")
	}
	for _, c := range []*widgets.CodeField{f.kind, f.account, f.owner, f.named, f.green, f.greenBy, f.outage} {
		c.SetCode("")
	}
	f.channel.SetCode("counter")
	f.urgency.SetCode("normal")
	f.opinion.SetCode("satisfied")
	f.found, f.page, f.draft, f.parent = app.CustomerID{}, app.CustomerPage{}, "", app.CaseID{}
	f.customer.SetText(lang.L("Choose a customer …"))
	f.side.forget()
	f.wrong.Clear()
	f.loading = false
	f.people.Ask(func(ctx context.Context) ([]app.Staff, error) { return f.store.Staff(ctx, f.desk.By) })
	f.chooseKind()
	f.setSaving(false)
	f.askPromise()
	f.askDrafts()
	if !customer.IsZero() {
		f.open(customer)
	}
}

// Demand begins an internal demand for a case.
func (f *Form) Demand(c app.Case) {
	f.Reset(c.Customer)
	f.parent = c.ID
	f.kind.SetCode(string(app.InternalDemand))
	f.chooseKind()
	f.askPromise()
}

// Take fills in the customer that was picked.
func (f *Form) Take(found app.Found) {
	f.open(found.ID)
	widgets.Focus(f.content)
}

func (f *Form) open(id app.CustomerID) {
	f.found = id
	f.pages.Ask(func(ctx context.Context) (app.CustomerPage, error) { return f.store.CustomerPage(ctx, f.desk.By, id) })
}

func (f *Form) showCustomer(p app.CustomerPage, err error) {
	if err != nil {
		f.wrong.Error(words.Error(err))
		return
	}
	f.page = p
	f.customer.SetText(p.Customer.Name)
	options := make([]widgets.Option, len(p.Accounts))
	for i, a := range p.Accounts {
		options[i] = widgets.Option{Code: a.AccountNo, Label: a.AccountNo + "  " + tail(a.Address, 9), Keys: a.Address}
	}
	f.account.SetOptions(options)
	if len(p.Accounts) > 0 && f.account.Chosen().Code == "" {
		f.account.SetCode(p.Accounts[0].AccountNo)
	}
	f.takeAreaType()
	if len(p.Contacts) > 0 && f.contact.Text == "" && f.phone.Text == "" {
		f.contact.SetText(p.Contacts[0].Name)
		f.phone.SetText(p.Contacts[0].Mobile)
	}
	f.side.about(p)
	f.changed()
	f.askPromise()
}

// takeAreaType fills in what the customer's transformer area already tells.
func (f *Form) takeAreaType() {
	if len(f.page.Accounts) == 0 || f.caseDraft().AreaType != "" {
		return
	}
	if area, known := f.page.Areas[f.page.Accounts[0].TransformerArea]; known {
		f.inputs.fill(map[string]string{"area_type": area.AreaType})
	}
}

// tail is the end of an address, which tells the accounts of one customer apart.
func tail(address string, n int) string {
	runes := []rune(address)
	return string(runes[max(0, len(runes)-n):])
}

func (f *Form) showStaff(staff []app.Staff, err error) {
	if err != nil {
		return
	}
	f.staff = staff
	for _, c := range []*widgets.CodeField{f.owner, f.named, f.greenBy} {
		c.SetOptions(desk.StaffOptions(staff))
	}
}

// chooseKind shows the fields that the kind asks for; what is typed in fields
// of the same name stays.
func (f *Form) chooseKind() {
	typed, _ := f.inputs.values()
	f.flow = f.desk.Flows.On(app.CaseKind(f.kind.Chosen().Code), app.DayOf(f.desk.Now()))
	asked := slices.DeleteFunc(slices.Clone(f.flow.Fields), func(field app.Field) bool { return field.Ask == app.AskLater })
	f.inputs = newInputs(f.desk, asked, f.staff, f.changed)
	f.inputs.fill(map[string]string{"mood": "calm", "secrecy": "open"})
	for name, value := range typed {
		if value != "" {
			f.inputs.fill(map[string]string{name: value})
		}
	}
	f.takeAreaType()
	f.layOut()
	f.narrow()
	f.setSaving(f.saving)
}

// narrow shows what holds for the values as they stand.
func (f *Form) narrow() {
	value := f.caseDraft().Value
	f.inputs.narrow(value)
	f.papers.show(f.flow, value)
	if row := f.form.Row("green_by"); f.green.Chosen().Code == "" {
		row.Hide()
	} else {
		row.Show()
	}
	f.form.Refresh()
}

// skipAhead goes on to the first field that needs an answer once the kind is
// chosen: those between have their usual values. Tab instead of Enter goes to
// the next field.
func (f *Form) skipAhead() {
	if f.loading || f.content.Text != "" || f.flow.Kind == "" {
		return
	}
	if next := f.inputs.firstMissing(); next != nil {
		widgets.Focus(next)
		return
	}
	widgets.Focus(f.content)
}

// changed keeps the draft and the promised dates up with what is typed.
func (f *Form) changed() {
	if f.loading || f.saving {
		return
	}
	f.narrow()
	f.later.Call()
	f.keep.Call()
}

func (f *Form) askPromise() {
	draft := f.caseDraft()
	if draft.Kind == "" {
		f.side.promise(app.Promise{}, nil, false)
		return
	}
	f.promises.Ask(func(ctx context.Context) (app.Promise, error) { return f.store.Promise(ctx, f.desk.By, draft) })
}

func (f *Form) showPromise(p app.Promise, err error) {
	f.side.promise(p, err, f.flow.Kind != "")
	f.outages = p.Outages
	options := make([]widgets.Option, len(p.Outages))
	for i, o := range p.Outages {
		options[i] = widgets.Option{Code: o.Number, Label: o.Number + "  " + o.Scope}
	}
	f.outage.SetOptions(options)
	if len(p.Outages) > 0 && p.Outages[0].Status == app.OutageUnderWay && f.outage.Chosen().Code == "" {
		f.outage.SetCode(p.Outages[0].Number) // most likely; to be emptied where it is not so
	}
}

// outageID is the chosen outage; the zero id for none.
func (f *Form) outageID() app.OutageID {
	for _, o := range f.outages {
		if o.Number == f.outage.Chosen().Code && f.flow.Kind == app.Fault {
			return o.ID
		}
	}
	return app.OutageID{}
}

func (f *Form) caseDraft() app.CaseDraft {
	d := app.CaseDraft{
		Kind: app.CaseKind(f.kind.Chosen().Code), Channel: f.channel.Chosen().Code, Customer: f.found, Account: f.accountID(),
		ContactName: f.contact.Text, ContactPhone: f.phone.Text, Content: f.content.Text, Urgency: f.urgency.Chosen().Code, ExternalNo: f.external.Text,
		Owner: staffOf(f.staff, f.owner.Chosen().Code), GreenReason: f.green.Chosen().Code, GreenBy: staffOf(f.staff, f.greenBy.Chosen().Code),
		Documents: f.papers.documents(), Parent: f.parent, Outage: f.outageID(),
	}
	if who := staffOf(f.staff, f.named.Chosen().Code); !who.IsZero() {
		d.Named = []app.StaffID{who}
	}
	values, _ := f.inputs.values()
	for name, value := range values {
		d.Set(name, value)
	}
	return d
}

// accountID is the chosen account of the customer; the zero id for none.
func (f *Form) accountID() app.AccountID {
	i := slices.IndexFunc(f.page.Accounts, func(a app.Account) bool { return a.AccountNo == f.account.Chosen().Code })
	if i < 0 {
		return app.AccountID{}
	}
	return f.page.Accounts[i].ID
}

// Save accepts the case.
func (f *Form) Save() { f.save(f.caseDraft()) }

// SaveAndClose accepts and closes a matter that was answered on the spot.
func (f *Form) SaveAndClose() {
	d := f.caseDraft()
	d.Close, d.Answer, d.Opinion = true, f.answer.Text, f.opinion.Chosen().Code
	f.save(d)
}

func (f *Form) save(d app.CaseDraft) {
	if f.saving {
		return
	}
	_, err := f.inputs.values()
	if err == nil {
		err = d.Check(f.flow)
	}
	if err != nil {
		f.refuse(err)
		return
	}
	f.setSaving(true)
	draft := f.draft
	var opened app.Case
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if opened, err = f.store.OpenCase(ctx, f.desk.By, d); err != nil || draft == "" {
				return err
			}
			return f.store.DropDraft(ctx, f.desk.By, draft)
		},
		Done: func(err error) {
			f.setSaving(false)
			if err != nil {
				f.refuse(err)
				return
			}
			f.keep.Stop()
			f.draft = ""
			f.OnSaved(opened)
		},
	})
}

// refuse says a rule's no under its field, and of a document which one.
func (f *Form) refuse(err error) { showRefusal(f.form, f.wrong, f.papers.named(err), f.inputs.label) }

func (f *Form) setSaving(saving bool) {
	f.saving = saving
	for button, on := range map[*widgets.Button]bool{f.saveIt: !saving, f.closeIt: !saving && f.flow.AtOnce} {
		if on {
			button.Enable()
		} else {
			button.Disable()
		}
	}
}

// Focus puts the keyboard on the first field that is still empty.
func (f *Form) Focus() {
	if f.kind.Chosen().Code == "" {
		widgets.Focus(f.kind)
		return
	}
	widgets.Focus(f.content)
}

// Again fills the form with what was asked in the last case of the kind.
func (f *Form) Again() {
	kind := app.CaseKind(f.kind.Chosen().Code)
	if kind == "" {
		f.desk.Say(lang.L("Choose the kind first."))
		return
	}
	f.again.Ask(func(ctx context.Context) (app.CaseDraft, error) { return f.store.LastCase(ctx, f.desk.By, kind) })
}

func (f *Form) takeAgain(d app.CaseDraft, err error) {
	if err != nil {
		f.desk.Say(lang.L("There is no earlier case of this kind to copy."))
		return
	}
	if f.content.Text == "" {
		f.content.SetText(d.Content)
	}
	values := map[string]string{}
	for _, field := range f.flow.Fields {
		if value := d.Value(field.Name); value != "" {
			values[field.Name] = value
		}
	}
	f.inputs.fill(values)
	f.urgency.SetCode(d.Urgency)
	f.changed()
}

// Leave puts the form aside; what was typed stays as a draft.
func (f *Form) Leave() {
	if f.typed() {
		f.keep.Now()
		f.desk.Say(lang.L("Put aside. The draft waits on the start page."))
	}
	f.OnLeft()
}

// typed reports whether there is anything worth keeping.
func (f *Form) typed() bool {
	return f.kind.Chosen().Code != "" || strings.TrimSpace(f.content.Text+f.contact.Text+f.phone.Text+f.answer.Text) != "" || !f.found.IsZero()
}
