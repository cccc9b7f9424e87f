package customers

import (
	"context"
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

// Form takes a new customer on, with the contact, account, meter and manager
// that come along. It warns of numbers that look wrong, shows who may already
// be here, and keeps itself as a draft; none of this stops anybody.
type Form struct {
	desk  *desk.Desk
	store Store

	OnSaved func(app.Customer)
	OnTaken func(app.Customer)   // saved, and a case is to be accepted for him
	OnOpen  func(app.CustomerID) // a suspect is to be looked at
	OnLeft  func()

	fields *fields
	form   *widgets.Form
	wrong  *widgets.FieldNote
	saveIt *widgets.Button
	goOn   *widgets.Button // saves and accepts a case
	twins  *fyne.Container
	body   fyne.CanvasObject

	lists      lists
	kindChosen bool   // by the person, not guessed from the name
	volts      string // the voltage and the class the form filled in by itself
	class      string
	saving     bool
	keeper     *keeper
	warn       *background.Later
	suspect    *background.Later
	suspects   *background.Loader[[]app.Suspect]
	choices    *background.Loader[lists]
}

// NewForm is an empty form.
func NewForm(d *desk.Desk, store Store) *Form {
	f := &Form{desk: d, store: store, OnSaved: func(app.Customer) {}, OnTaken: func(app.Customer) {}, OnOpen: func(app.CustomerID) {}, OnLeft: func() {}}
	f.keeper = newKeeper(d, store, f.draft, func(err error) { f.wrong.Error(words.Error(err)) })
	f.suspects = background.NewLoader(d.Runner, f.showSuspects)
	f.choices = background.NewLoader(d.Runner, f.showLists)
	f.warn = background.NewLater(d.Runner, 400*time.Millisecond, f.showWarnings)
	f.suspect = background.NewLater(d.Runner, 250*time.Millisecond, f.askSuspects)
	f.build()
	return f
}

func (f *Form) build() {
	f.fields = newFields(f.desk, f.changed)
	f.addFields()
	f.form = widgets.NewForm(f.fields.rows...)
	f.wrong = widgets.NewFieldNote()
	f.saveIt = widgets.NewPrimaryButton(lang.L("Take on")+"  Ctrl+Enter", f.Save)
	f.goOn = widgets.NewButton(lang.L("Take on and accept a case")+"  Ctrl+Shift+Enter", f.SaveAndAccept)
	leave := widgets.NewButton(lang.L("Put aside")+"  Esc", func() { f.Leave() })
	f.twins = container.NewVBox()
	side := container.NewBorder(widgets.NewSectionHeader(lang.L("Already here?")), nil, nil, nil, container.NewVScroll(f.twins))
	buttons := container.New(layout.NewCustomPaddedLayout(4, 8, 8, 8), container.NewBorder(nil, nil, leave, container.NewHBox(f.goOn, f.saveIt), container.NewPadded(f.wrong)))
	title := container.New(layout.NewCustomPaddedLayout(8, 4, 8, 8), widgets.NewTitle(lang.L("Take on a new customer")))
	form := container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, 8, 8, 14), f.form))
	split := container.New(&widgets.PanesLayout{Share: 0.74}, form, container.New(layout.NewCustomPaddedLayout(0, 8, 10, 10), side))
	f.body = container.NewBorder(title, buttons, nil, nil, split)
}

func (f *Form) addFields() {
	x := f.fields
	x.text("name").Required()
	x.choice("kind", kindOptions()).Required()
	x.code("id_type")
	x.text("id_no")
	x.text("uscc")
	x.text("legal_rep")
	x.code("class")
	x.code("important_grade")
	x.section(words.Field("contact"))
	x.text("mobile")
	x.text("contact_name")
	x.text("landline")
	x.code("role")
	x.section(lang.L("Account"))
	x.text("account_no")
	x.text("asset_no")
	x.text("address").Spanning()
	x.code("usage_category")
	x.code("voltage")
	x.text("contracted_va")
	x.choice("transformer_area_id", nil)
	x.section(lang.L("Service"))
	x.choice("manager", nil)
	x.text("care")
	x.text("note").Spanning()
}

// Content is the form.
func (f *Form) Content() fyne.CanvasObject { return f.body }

// Reset empties the form for another customer.
func (f *Form) Reset() {
	f.keeper.begin("")
	f.warn.Stop()
	f.suspect.Stop()
	f.kindChosen, f.volts, f.class = false, "", ""
	f.fields.fill(values{"kind": string(app.Person), "id_type": app.ResidentIDCard})
	f.setKind()
	f.form.Clear()
	f.wrong.Clear()
	f.setSaving(false)
	f.suspects.Stop()
	f.showSuspects(nil, nil)
	f.choices.Ask(func(ctx context.Context) (lists, error) { return readLists(ctx, f.store, f.desk.By) })
}

// Restore goes on with a draft.
func (f *Form) Restore(d app.Draft) {
	f.keeper.begin(d.ID)
	f.kindChosen = true
	f.fields.fill(d.Fields)
	f.showKind()
	f.showWarnings()
	f.askSuspects()
}

func (f *Form) showLists(l lists, err error) {
	if err != nil {
		f.wrong.Error(words.Error(err))
		return
	}
	f.lists = l
	f.fields.offer("manager", l.managers(app.DayOf(f.desk.Now())))
	f.fields.offer("transformer_area_id", l.areaOptions())
}

// changed follows what a person typed or chose.
func (f *Form) changed(name string) {
	switch {
	case name == "kind":
		f.kindChosen = true
		f.setKind()
	case name == "name" && !f.kindChosen:
		f.guessKind()
	}
	f.warn.Call()
	f.suspect.Call()
	f.keeper.changed()
}

// Save takes the customer on.
func (f *Form) Save() { f.save(func(c app.Customer) { f.OnSaved(c) }) }

// SaveAndAccept takes the customer on, whose first case is accepted next.
func (f *Form) SaveAndAccept() { f.save(func(c app.Customer) { f.OnTaken(c) }) }

func (f *Form) save(saved func(app.Customer)) {
	if f.saving {
		return
	}
	d, err := draftFrom(f.fields.values(), f.lists)
	if err == nil {
		err = d.Check()
	}
	if err != nil {
		f.refuse(err)
		return
	}
	f.setSaving(true)
	var opened app.Customer
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			opened, err = f.store.OpenCustomer(ctx, f.desk.By, d)
			return err
		},
		Done: func(err error) {
			f.setSaving(false)
			if err != nil {
				f.refuse(err)
				return
			}
			f.keeper.drop()
			f.fields.fill(nil)
			saved(opened)
		},
	})
}

func (f *Form) refuse(err error) {
	refuse(f.form, f.wrong, err)
	f.suspect.Now()
}

func (f *Form) setSaving(saving bool) {
	f.saving = saving
	for _, button := range []*widgets.Button{f.saveIt, f.goOn} {
		if saving {
			button.Disable()
		} else {
			button.Enable()
		}
	}
}

// draft is the form as it is kept; what the form fills in by itself is not
// worth keeping alone.
func (f *Form) draft() (string, values, bool) {
	v := f.fields.values()
	title := lang.L("New customer")
	if v["name"] != "" {
		title += " · " + v["name"]
	}
	return title, v, !f.saving && f.typed(v)
}

func (f *Form) typed(v values) bool {
	for name, text := range v {
		switch name {
		case "kind", "class", "id_type":
		case "voltage":
			if text != f.volts {
				return true
			}
		default:
			if text != "" {
				return true
			}
		}
	}
	return false
}

// Focus puts the keyboard on the first field that is still empty.
func (f *Form) Focus() {
	for _, name := range []string{"name", "mobile"} {
		if f.fields.get(name) == "" {
			widgets.Focus(f.form.Row(name).Field)
			return
		}
	}
	widgets.Focus(f.form.Row("account_no").Field)
}

// Leave puts the form aside; what was typed stays as a draft.
func (f *Form) Leave() {
	f.PutAside()
	f.OnLeft()
}

// PutAside keeps what was typed as a draft and says so.
func (f *Form) PutAside() {
	if f.typed(f.fields.values()) {
		f.keeper.now()
		f.desk.Say(lang.L("Put aside. The draft waits on the start page."))
	}
}
