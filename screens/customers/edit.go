package customers

import (
	"context"
	"errors"
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// editKind is what a sheet over the page changes.
type editKind string

const (
	editCustomer editKind = "customer"
	editAccount  editKind = "account"
	editContact  editKind = "contact"
	editManager  editKind = "manager"

	// The sheets beyond the accounts, see edit_sheets.go.
	editFacts     editKind = "facts"
	editImportant editKind = "important"
	editCare      editKind = "care"
	editAgreement editKind = "agreement"
	editRelation  editKind = "relation"
)

// editor is a sheet over a customer's page that changes one record, or adds
// one. When somebody else changed the record meanwhile, what was typed stays,
// what was not touched follows, and the difference is shown.
type editor struct {
	p      *Detail
	kind   editKind
	record string // the id of what is changed; "" adds

	page   app.CustomerPage // the customer as the fields were filled from him
	was    values
	fields *fields
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
	keeper *keeper
	warn   *background.Later
	fresh  *background.Loader[app.CustomerPage]
	made   app.AccountID // an added account, kept before its meter was
	out    bool          // the record is to go
}

// edit opens the sheet, with what a draft holds if there is one.
func (p *Detail) edit(kind editKind, record string, draft *app.Draft) {
	if p.page.Customer.ID != p.id || p.id.IsZero() {
		return
	}
	e := &editor{p: p, kind: kind, record: record, page: p.page}
	e.fresh = background.NewLoader(p.desk.Runner, e.rebase)
	e.warn = background.NewLater(p.desk.Runner, 400*time.Millisecond, e.showWarnings)
	e.wrong = widgets.NewFieldNote()
	e.keeper = newKeeper(p.desk, p.store, e.draft, func(err error) { e.wrong.Error(words.Error(err)) })
	e.build()
	e.was = e.stored()
	e.fields.fill(e.was)
	if draft != nil {
		e.keeper.begin(draft.ID)
		e.fields.fill(draft.Fields)
	}
	e.open()
}

func (e *editor) title() string {
	switch {
	case e.kind == editManager:
		return lang.L("Change manager")
	case e.kind == editAccount && e.record == "":
		return lang.L("Add account")
	case e.kind == editContact && e.record == "":
		return lang.L("Add contact")
	case e.kind == editAccount:
		return lang.L("Edit account")
	case e.kind == editContact:
		return lang.L("Edit contact")
	case e.kind == editCustomer:
		return lang.L("Edit customer")
	}
	return e.sheetTitle()
}

func (e *editor) open() {
	e.sheet = widgets.NewSheet(e.title()+" · "+e.page.Customer.Name, container.NewVBox(e.form, e.wrong), widgets.Action{Label: lang.L("Save"), Do: e.save})
	e.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: e.leave}
	e.sheet.Width = 860
	if e.kind == editManager {
		e.sheet.Width = 800
	}
	if _, of := e.sheetRecord(); of {
		e.sheet.Others = []widgets.Action{{Label: lang.L("Take out"), Do: e.takeOut, Danger: true}}
	}
	e.form.Resize(fyne.NewSize(e.sheet.Width, 0)) // decides on two columns before the sheet asks for its height
	e.sheet.Show(e.p.desk.Keys)
	e.sheet.Layer().On("Ctrl+S", lang.L("Keep the form as a draft"), func() { e.p.desk.Keep(e.keeper.keepAnd) })
	e.showWarnings()
}

func (e *editor) showWarnings() {
	v := e.fields.values()
	d := app.CustomerDraft{Customer: customerFrom(app.Customer{}, v), Contact: contactFrom(app.Contact{}, v)}
	d.Account, _ = accountFrom(app.Account{}, v, e.p.lists)
	warnings := map[string]string{}
	for _, w := range append(d.Warnings(app.DefaultAccountPattern, app.DayOf(e.p.desk.Now())), e.sheetWarnings(v)...) {
		warnings[w.Field] = words.Warning(w)
	}
	showWarnings(e.form, warnings)
	e.sheet.Refresh()
}

// save stores the change; the sheet stays with its text until it is kept.
func (e *editor) save() {
	if err := e.fields.commit(); err != nil {
		return // its field says what is wrong
	}
	v := e.fields.values()
	e.sheet.SetBusy(true)
	e.p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return e.store(ctx, v) },
		Done: func(err error) {
			e.sheet.SetBusy(false)
			e.out = false
			if err != nil && !e.made.IsZero() {
				e.record, e.made = e.made.String(), app.AccountID{} // saving again changes it
				e.askFresh()
			}
			switch {
			case errors.Is(err, app.ErrChangedMeantime):
				e.wrong.Error(words.Error(err))
				e.askFresh()
			case err != nil:
				refuse(e.form, e.wrong, err)
				e.sheet.Refresh()
			default:
				e.keeper.drop()
				e.sheet.Close()
				e.p.Reload()
			}
		},
	})
}

// store runs away from the UI thread.
func (e *editor) store(ctx context.Context, v values) error {
	by, why := e.p.desk.By, app.Why{Source: v["source"]}
	switch e.kind {
	case editCustomer:
		return e.p.store.ChangeCustomer(ctx, by, e.page.Customer, customerFrom(e.page.Customer, v), why)
	case editContact:
		was := e.contact()
		return e.p.store.SaveContact(ctx, by, was, contactFrom(was, v), why)
	case editAccount:
		return e.storeAccount(ctx, v, why)
	case editManager:
		return e.storeManager(ctx, v)
	}
	return e.storeSheet(ctx, v, why)
}

func (e *editor) storeManager(ctx context.Context, v values) error {
	a := app.Assignment{Customer: e.page.Customer.ID, FromOn: app.Day(v["from_on"]), Reason: v["reason"]}
	a.Manager, _ = app.ParseID[app.Staff](v["manager"])
	a.Deputy, _ = app.ParseID[app.Staff](v["deputy"])
	return e.p.store.Assign(ctx, e.p.desk.By, a)
}

// storeAccount keeps the account and then its meter.
func (e *editor) storeAccount(ctx context.Context, v values, why app.Why) error {
	by := e.p.desk.By
	was, meter := e.account()
	now, err := accountFrom(was, v, e.p.lists)
	if err != nil {
		return err
	}
	if now, err = e.p.store.SaveAccount(ctx, by, was, now, why); err != nil {
		return err
	}
	if was.ID.IsZero() {
		e.made = now.ID
	}
	changed := meter
	changed.Account, changed.AssetNo = now.ID, v["asset_no"]
	if changed.AssetNo == meter.AssetNo {
		return nil
	}
	if meter.ID.IsZero() {
		changed.Multiplier, changed.Status = 1, "active"
	}
	return e.p.store.SaveMeter(ctx, by, meter, changed, why)
}

// askFresh reads the customer again after somebody else changed him.
func (e *editor) askFresh() {
	id := e.page.Customer.ID
	e.fresh.Ask(func(ctx context.Context) (app.CustomerPage, error) {
		return e.p.store.CustomerPage(ctx, e.p.desk.By, id)
	})
}

// rebase takes the others' changes over where nothing was typed, and shows
// them beside what was typed; the next save decides.
func (e *editor) rebase(page app.CustomerPage, err error) {
	if err != nil {
		e.wrong.Error(words.Error(err))
		return
	}
	e.page = page
	theirs, typed := e.stored(), e.fields.values()
	for name := range e.was {
		switch {
		case theirs[name] == e.was[name], theirs[name] == typed[name]:
		case typed[name] == e.was[name]:
			e.fields.set(name, theirs[name])
		default:
			e.form.Row(name).Note.Warn(lang.L("Meanwhile changed to: {{.Value}}", map[string]any{"Value": orNone(e.fields.worded(name, theirs[name]))}))
		}
	}
	e.was = theirs
	e.form.Refresh()
	e.sheet.Refresh()
}

// draft is the sheet as it is kept.
func (e *editor) draft() (string, values, bool) {
	v := maps.Clone(e.fields.values())
	v["edit"], v["record"], v[app.DraftCustomer] = string(e.kind), e.record, e.page.Customer.ID.String()
	return e.title() + " · " + e.page.Customer.Name, v, e.fields.differs(e.was)
}

// leave closes the sheet; what was typed stays as a draft.
func (e *editor) leave() {
	if e.fields.differs(e.was) {
		e.keeper.now()
		e.p.desk.Say(lang.L("Put aside. The draft waits on the start page."))
	}
	e.sheet.Close()
}
