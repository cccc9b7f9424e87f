package cases

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Form accepts a case of any kind. It shows what the kind needs, tells the
// promised dates before anything is saved, and keeps itself as a draft.
type Form struct {
	desk  *desk.Desk
	store Store
	pick  func(func(app.Found))

	OnSaved func(app.Case)
	OnLeft  func()

	kind     *widgets.CodeField
	sub      *widgets.CodeField
	channel  *widgets.CodeField
	customer *widgets.Button
	account  *widgets.CodeField
	contact  *widgets.Entry
	phone    *widgets.Entry
	nameless *widgets.Check
	content  *widgets.Entry
	area     *widgets.CodeField
	works    *widgets.Check
	urgency  *widgets.CodeField
	mood     *widgets.CodeField
	secrecy  *widgets.CodeField
	external *widgets.Entry
	owner    *widgets.CodeField
	answer   *widgets.Entry
	opinion  *widgets.CodeField

	form    *widgets.Form
	wrong   *widgets.FieldNote
	saveIt  *widgets.Button
	closeIt *widgets.Button
	promise *fyne.Container
	about   *fyne.Container
	side    *fyne.Container // holds both
	body    fyne.CanvasObject

	found    app.CustomerID
	page     app.CustomerPage
	staff    []app.Staff
	draft    string // its id; "" while nothing was typed
	saving   bool
	loading  bool // fields are being filled by the program
	promises *background.Loader[[]app.Clock]
	pages    *background.Loader[app.CustomerPage]
	people   *background.Loader[[]app.Staff]
	later    *background.Later
	keep     *background.Later
}

// NewForm is an empty form. pick lets a person choose a customer.
func NewForm(d *desk.Desk, store Store, pick func(func(app.Found))) *Form {
	f := &Form{desk: d, store: store, pick: pick, OnSaved: func(app.Case) {}, OnLeft: func() {}}
	f.promises = background.NewLoader(d.Runner, f.showPromise)
	f.pages = background.NewLoader(d.Runner, f.showCustomer)
	f.people = background.NewLoader(d.Runner, f.showStaff)
	f.later = background.NewLater(d.Runner, 80*time.Millisecond, f.askPromise)
	f.keep = background.NewLater(d.Runner, 250*time.Millisecond, f.keepDraft)
	f.build()
	return f
}

func (f *Form) build() {
	code := func(list string) *widgets.CodeField {
		return widgets.NewCodeField(codeOptions(f.desk, list), func(widgets.Option) { f.changed() })
	}
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
	f.sub, f.channel, f.account = code("service_sub_kind"), code("channel"), code("")
	f.customer = widgets.NewButton(lang.L("Choose a customer …"), func() { f.pick(f.Take) })
	f.contact, f.phone, f.external = text(), text(), text()
	f.nameless = widgets.NewCheck(lang.L("Anonymous"), func(bool) { f.changed() })
	f.works = widgets.NewCheck(lang.L("Needs a new line"), func(bool) { f.changed() })
	f.content, f.answer = lines(4), lines(3)
	f.area, f.urgency, f.mood, f.secrecy = code("area_type"), code("urgency"), code("mood"), code("secrecy")
	f.owner = widgets.NewCodeField(nil, func(widgets.Option) { f.changed() })
	f.opinion = code("closing_opinion")
	f.form = widgets.NewForm(
		widgets.NewFormRow("kind", lang.L("Kind"), f.kind).Required(),
		widgets.NewFormRow("channel", lang.L("Channel"), f.channel).Required(),
		widgets.NewFormRow("contact", lang.L("Customer"), f.customer),
		widgets.NewFormRow("account", lang.L("Account number"), f.account),
		widgets.NewFormRow("contact_name", lang.L("Contact"), f.contact),
		widgets.NewFormRow("contact_phone", lang.L("Phone"), f.phone),
		widgets.NewFormRow("sub_kind", lang.L("Sub-kind"), f.sub).Required(),
		widgets.NewFormRow("area_type", lang.L("Area type"), f.area).Required(),
		widgets.NewFormRow("line_works", "", f.works),
		widgets.NewFormRow("anonymous", "", f.nameless),
		widgets.NewFormRow("mood", lang.L("Mood"), f.mood),
		widgets.NewFormRow("secrecy", lang.L("Secrecy"), f.secrecy),
		widgets.NewFormRow("content", lang.L("Matter"), f.content).Required().Spanning(),
		widgets.NewFormRow("answer", lang.L("Answer"), f.answer).Spanning().Hinted(lang.L("Answered on the spot: fill in, then Ctrl+Shift+Enter saves and closes.")),
		widgets.NewFormRow("opinion", lang.L("Customer's opinion"), f.opinion),
		widgets.NewFormRow("owner", lang.L("Owner"), f.owner),
		widgets.NewFormRow("urgency", lang.L("Urgency"), f.urgency),
		widgets.NewFormRow("external_no", lang.L("External number"), f.external),
	)
	f.wrong = widgets.NewFieldNote()
	f.saveIt = widgets.NewPrimaryButton(lang.L("Accept")+"  Ctrl+Enter", f.Save)
	f.closeIt = widgets.NewButton(lang.L("Accept and close")+"  Ctrl+Shift+Enter", f.SaveAndClose)
	leave := widgets.NewButton(lang.L("Put aside")+"  Esc", func() { f.Leave() })
	f.promise, f.about = container.NewVBox(), container.NewVBox()
	f.side = container.NewVBox(widgets.NewSectionHeader(lang.L("Promised dates")), f.promise, widgets.NewSectionHeader(lang.L("Customer")), f.about)
	side := container.NewVScroll(f.side)
	buttons := container.NewBorder(nil, nil, leave, container.NewHBox(f.closeIt, f.saveIt))
	main := container.NewBorder(nil, container.NewVBox(f.wrong, container.NewPadded(buttons)), nil, nil, container.NewVScroll(container.NewPadded(f.form)))
	panes := container.New(&widgets.PanesLayout{Share: 0.71}, main, container.NewPadded(side))
	f.body = container.NewBorder(container.NewPadded(widgets.NewTitle(lang.L("Accept a case"))), nil, nil, nil, panes)
}

// Content is the form.
func (f *Form) Content() fyne.CanvasObject { return f.body }

// Reset empties the form for a new case, of a customer if one is given.
func (f *Form) Reset(customer app.CustomerID) {
	f.loading = true
	for _, e := range []*widgets.Entry{f.contact, f.phone, f.content, f.answer, f.external} {
		e.SetText("")
	}
	for _, c := range []*widgets.CodeField{f.kind, f.sub, f.account, f.area, f.owner} {
		c.SetCode("")
	}
	f.channel.SetCode("counter")
	f.urgency.SetCode("normal")
	f.mood.SetCode("calm")
	f.secrecy.SetCode("open")
	f.opinion.SetCode("satisfied")
	f.nameless.SetChecked(false)
	f.works.SetChecked(false)
	f.found, f.page, f.draft = app.CustomerID{}, app.CustomerPage{}, ""
	f.customer.SetText(lang.L("Choose a customer …"))
	f.about.Objects = []fyne.CanvasObject{widgets.NewMutedText(lang.L("None chosen."))}
	f.form.Clear()
	f.wrong.Clear()
	f.setSaving(false)
	f.loading = false
	f.people.Ask(func(ctx context.Context) ([]app.Staff, error) { return f.store.Staff(ctx, f.desk.By) })
	f.chooseKind()
	f.askPromise()
	if !customer.IsZero() {
		f.open(customer)
	}
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
		if area, known := p.Areas[p.Accounts[0].TransformerArea]; known && f.area.Chosen().Code == "" {
			f.area.SetCode(area.AreaType)
		}
	}
	if len(p.Contacts) > 0 && f.contact.Text == "" && f.phone.Text == "" {
		f.contact.SetText(p.Contacts[0].Name)
		f.phone.SetText(p.Contacts[0].Mobile)
	}
	f.showAbout(p)
	f.changed()
}

// tail is the end of an address, which tells the accounts of one customer apart.
func tail(address string, n int) string {
	runes := []rune(address)
	return string(runes[max(0, len(runes)-n):])
}

// showAbout tells what the clerk should see before going on: alerts and the
// customer's open cases.
func (f *Form) showAbout(p app.CustomerPage) {
	now := f.desk.Now()
	f.about.Objects = nil
	for _, a := range p.Alerts(now) {
		f.about.Add(container.NewHBox(widgets.NewBadge(words.Alert(a), AlertTone(a.Kind))))
	}
	open := 0
	for _, c := range p.Cases {
		if !c.Status.Open() {
			continue
		}
		open++
		id := c.ID
		show := widgets.NewButton(c.Number+"  "+words.Status(c.Status), func() { f.desk.Open(desk.Route{Tab: desk.Cases, Case: id}) })
		show.Alignment = widget.ButtonAlignLeading
		f.about.Add(show)
	}
	if open == 0 {
		f.about.Add(widgets.NewMutedText(lang.L("No open case.")))
	}
	f.side.Refresh()
}

// AlertTone is the colour of an alert.
func AlertTone(kind app.AlertKind) widgets.Tone {
	switch kind {
	case app.AlertOverdue, app.AlertOpenComplaint, app.AlertMerged:
		return widgets.ToneBad
	case app.AlertArrears, app.AlertDueSoon, app.AlertStale:
		return widgets.ToneWarn
	}
	return widgets.ToneInfo
}

func (f *Form) showStaff(staff []app.Staff, err error) {
	if err == nil {
		f.staff = staff
		f.owner.SetOptions(staffOptions(staff))
	}
}

// chooseKind shows the fields that the kind needs.
func (f *Form) chooseKind() {
	kind := app.CaseKind(f.kind.Chosen().Code)
	sub := map[app.CaseKind]string{app.ServiceRequest: "service_sub_kind", app.Complaint: "complaint_class"}[kind]
	f.sub.SetOptions(codeOptions(f.desk, sub))
	shown := map[string]bool{
		"sub_kind": sub != "", "area_type": kind == app.Fault, "line_works": kind == app.LVBusiness,
		"mood": kind == app.Complaint, "secrecy": kind == app.Complaint, "anonymous": kind == app.Complaint || kind == app.Consultation,
		"answer": app.DefaultFlow(kind).ClosesAtOnce, "opinion": app.DefaultFlow(kind).ClosesAtOnce,
	}
	for name, show := range shown {
		if show {
			f.form.Row(name).Show()
		} else {
			f.form.Row(name).Hide()
		}
	}
	if app.DefaultFlow(kind).ClosesAtOnce {
		f.closeIt.Enable()
	} else {
		f.closeIt.Disable()
	}
	f.form.Refresh()
}

// skipAhead goes on to the matter once the kind is chosen: the fields between
// have their usual values. Tab instead of Enter goes to the next field.
func (f *Form) skipAhead() {
	if !f.loading && f.content.Text == "" && f.kind.Chosen().Code != "" {
		widgets.Focus(f.content)
	}
}

// changed keeps the draft and the promised dates up with what is typed.
func (f *Form) changed() {
	if f.loading || f.saving {
		return
	}
	f.later.Call()
	f.keep.Call()
}

func (f *Form) askPromise() {
	draft := f.caseDraft()
	if draft.Kind == "" {
		f.showPromise(nil, nil)
		return
	}
	f.promises.Ask(func(ctx context.Context) ([]app.Clock, error) { return f.store.Promise(ctx, f.desk.By, draft) })
}

func (f *Form) showPromise(clocks []app.Clock, err error) {
	f.promise.Objects = nil
	now := f.desk.Now()
	for _, k := range clocks {
		f.promise.Add(ClockLine(k, now))
	}
	if len(clocks) == 0 {
		text := lang.L("Choose the kind first.")
		if f.kind.Chosen().Code != "" {
			text = lang.L("No limit runs on this kind.")
		}
		if err != nil {
			text = words.Error(err)
		}
		f.promise.Add(widgets.NewMutedText(text))
	}
	f.side.Refresh()
}

func (f *Form) caseDraft() app.CaseDraft {
	return app.CaseDraft{
		Kind: app.CaseKind(f.kind.Chosen().Code), SubKind: f.sub.Chosen().Code, Channel: f.channel.Chosen().Code, Customer: f.found, Account: f.accountID(),
		ContactName: f.contact.Text, ContactPhone: f.phone.Text, Anonymous: f.nameless.Checked, Content: f.content.Text, Urgency: f.urgency.Chosen().Code,
		AreaType: f.area.Chosen().Code, LineWorks: f.works.Checked, Mood: f.mood.Chosen().Code, Secrecy: f.secrecy.Chosen().Code, ExternalNo: f.external.Text,
		Owner: staffOf(f.staff, f.owner.Chosen().Code),
	}
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
	if err := d.Check(); err != nil {
		showRefusal(f.form, f.wrong, err)
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
				showRefusal(f.form, f.wrong, err)
				return
			}
			f.keep.Stop()
			f.draft = ""
			f.OnSaved(opened)
		},
	})
}

func (f *Form) setSaving(saving bool) {
	f.saving = saving
	if saving {
		f.saveIt.Disable()
		f.closeIt.Disable()
		return
	}
	f.saveIt.Enable()
	if app.DefaultFlow(app.CaseKind(f.kind.Chosen().Code)).ClosesAtOnce {
		f.closeIt.Enable()
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
