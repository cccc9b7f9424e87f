// Package settings shows what can be set: language and look, the file with its
// backup, the company and its computers, the rules of limits and working days, and the keys. What concerns this computer is kept by
// the Preferences it is handed; it opens and copies no file itself.
package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/company"
	"lamplighter/screens/desk"
	"lamplighter/screens/devices"
	"lamplighter/screens/rules"
	"lamplighter/screens/signin"
	"lamplighter/screens/widgets"
)

// Store is what these screens ask of the records.
type Store interface {
	company.Store
	devices.Store
	rules.Store
	signin.Store
	Backup(ctx context.Context, by app.Actor, path string) (app.AttachmentCheck, error)
	Path() string
	DeviceCode() string
}

// Preferences are this computer's choices, by name; "" was never chosen. Those
// that have an Apply() put a changed choice into force at once.
type Preferences interface {
	Get(name string) string
	Set(name, value string)
}

// The names of the preferences.
const (
	Language = "language"  // words.Chinese or words.English
	Theme    = "theme"     // a look.Variant
	TextSize = "text_size" // a look.TextSize as a number
	Folder   = "folder"    // where exports go
)

// Page is the settings: the parts at the left, one of them on view. What the
// window knows better must be set before the parts are opened.
type Page struct {
	Check     func(ctx context.Context, path string) (app.AttachmentCheck, error) // looks through a file; nil: not offered
	Computer  string                                                              // what people call this computer
	Elsewhere func()                                                              // opens or makes another file; nil: not offered
	Exports   func() Section                                                      // what went out from here
	Audit     func() Section                                                      // who did what; it asks itself who may see it
	Privacy   func() Section                                                      // personal data: registers, and who is due

	desk  *desk.Desk
	store Store
	prefs Preferences

	parts []*part
	now   int
	menu  *fyne.Container
	stage *fyne.Container
	body  fyne.CanvasObject
}

// part is one page of the settings, built when it is first opened.
type part struct {
	title  string
	make   func() Section
	on     Section
	button *widgets.Button
}

// Section is what a part shows.
type Section interface {
	Content() fyne.CanvasObject
	Reload()
}

// New is the page, with the look on view.
func New(d *desk.Desk, store Store, prefs Preferences) *Page {
	p := &Page{desk: d, store: store, prefs: prefs}
	p.parts = []*part{
		{title: lang.L("Language and look"), make: func() Section { return newGeneral(p) }},
		{title: lang.L("Company"), make: func() Section { return company.New(d, store) }},
		{title: lang.L("Lives of cases"), make: func() Section { return rules.NewFlows(d, store) }},
		{title: lang.L("Visit forms"), make: func() Section { return rules.NewVisitForms(d, store) }},
		{title: lang.L("Limits"), make: func() Section { return rules.NewLimits(d, store) }},
		{title: lang.L("Working days"), make: func() Section { return rules.NewWorkdays(d, store) }},
		{title: lang.L("Segments"), make: func() Section { return rules.NewSegments(d, store) }},
		{title: lang.L("Service plans"), make: func() Section { return rules.NewTemplates(d, store) }},
		{title: lang.L("Freshness"), make: func() Section { return rules.NewFreshness(d, store) }},
		{title: lang.L("Watching use"), make: func() Section { return rules.NewWatch(d, store) }},
		{title: lang.L("File and backup"), make: func() Section { return newFile(p) }},
		{title: lang.L("Devices"), make: func() Section { return devices.New(d, store) }},
		{title: lang.L("Exports"), make: func() Section { return p.Exports() }},
		{title: lang.L("What exports hide"), make: func() Section { return rules.NewExportProfiles(d, store) }},
	}
	if d.By.May(app.ReadAudit) == nil {
		p.parts = append(p.parts, &part{title: lang.L("Audit log"), make: func() Section { return p.Audit() }})
	}
	if d.By.May(app.ReadPrivacy) == nil || d.By.May(app.ChangeRules) == nil {
		p.parts = append(p.parts, &part{title: lang.L("Personal data"), make: func() Section { return p.Privacy() }})
	}
	if seesPermissions(d.By) {
		p.parts = append(p.parts, &part{title: lang.L("Roles and permissions"), make: func() Section { return newPermissions(p) }})
	}
	p.parts = append(p.parts, &part{title: lang.L("Keys"), make: func() Section { return newKeys(p) }})
	p.menu, p.stage = container.NewVBox(), container.NewStack()
	p.list()
	left := container.NewBorder(widgets.NewTitle(lang.L("Settings")), nil, nil, nil, container.NewVScroll(p.menu))
	p.body = container.NewBorder(nil, nil, container.NewPadded(container.NewPadded(left)), nil, p.stage)
	p.turn(0)
	return p
}

// list puts a button for each part at the left.
func (p *Page) list() {
	p.menu.RemoveAll()
	for _, one := range p.parts {
		one.button = widgets.NewButton(one.title, func() { p.Open(slices.Index(p.parts, one)) })
		one.button.Alignment = widget.ButtonAlignLeading
		p.menu.Add(one.button)
	}
}

// SignIns adds what there is to set where people sign in: one's own password and,
// for the administrator, the others.
func (p *Page) SignIns(print signin.Print) {
	p.Add(lang.L("Language and look"), lang.L("Password and lock"), func() Section { return signin.NewOwn(p.desk, p.store, p.prefs) })
	if p.desk.By.May(app.ChangeCompany) == nil {
		p.Add(lang.L("Company"), lang.L("People who sign in"), func() Section { return signin.NewPeople(p.desk, p.store, print) })
	}
}

// Add takes in a part that stands behind another.
func (p *Page) Add(behind, title string, make func() Section) {
	at := slices.IndexFunc(p.parts, func(one *part) bool { return one.title == behind }) + 1
	p.parts = slices.Insert(p.parts, at, &part{title: title, make: make})
	p.list()
	p.turn(p.now)
}

// Find puts the part of a title on view.
func (p *Page) Find(title string) {
	if at := slices.IndexFunc(p.parts, func(one *part) bool { return one.title == title }); at >= 0 {
		p.Open(at)
	}
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject {
	p.section()
	return p.body
}

// Shows names what is on view.
func (p *Page) Shows() app.Changes { return app.Company | app.Reference }

// Reload asks again for what is on view.
func (p *Page) Reload() {
	if on := p.parts[p.now].on; on != nil {
		on.Reload()
	}
}

// Focus puts the keyboard into the part on view.
func (p *Page) Focus() {
	if part, can := p.section().(desk.Focuser); can {
		part.Focus()
	}
}

// Prints is what the part on view has for paper.
func (p *Page) Prints() desk.Printed {
	if part, can := p.section().(desk.Printer); can {
		return part.Prints()
	}
	return desk.Printed{}
}

// Open puts a part on view.
func (p *Page) Open(part int) {
	p.turn(part)
	p.section().Reload()
	p.Focus()
}

// section is the part on view, built if need be.
func (p *Page) section() Section {
	one := p.parts[p.now]
	if one.on == nil {
		one.on = one.make()
	}
	p.stage.Objects = []fyne.CanvasObject{one.on.Content()}
	p.stage.Refresh()
	return one.on
}

func (p *Page) turn(to int) {
	p.now = to
	for i, one := range p.parts {
		one.button.Importance = widget.LowImportance
		if i == to {
			one.button.Importance = widget.MediumImportance
		}
		one.button.Refresh()
	}
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the part before or after.
func (p *Page) Step(by int) {
	if to := p.now + by; to >= 0 && to < len(p.parts) {
		p.Open(to)
	}
}

// New answers Ctrl+N where the part on view has something new to make.
func (p *Page) New() bool {
	part, can := p.parts[p.now].on.(desk.Maker)
	return can && part.New()
}

// Save answers Ctrl+Enter where the part on view has something to save.
func (p *Page) Save() {
	if part, can := p.parts[p.now].on.(desk.Saver); can {
		part.Save()
	}
}

// Export answers Ctrl+E where the part on view has a list.
func (p *Page) Export() bool {
	part, can := p.parts[p.now].on.(desk.Exporter)
	return can && part.Export()
}

// GoOn answers Ctrl+G where the part on view has something to try.
func (p *Page) GoOn() {
	if part, can := p.parts[p.now].on.(desk.Mover); can {
		part.GoOn()
	}
}

// ToFilter answers Ctrl+F.
func (p *Page) ToFilter() {
	if part, can := p.parts[p.now].on.(desk.Narrower); can {
		part.ToFilter()
	}
}

// Leave answers Esc where the part on view has a step back.
func (p *Page) Leave() bool {
	part, can := p.parts[p.now].on.(desk.Leaver)
	return can && part.Leave()
}

// calm sets a form no wider than the eye takes in.
func calm(form fyne.CanvasObject) fyne.CanvasObject {
	line := container.New(&widgets.BarLayout{Widths: []float32{calmWidth}}, form)
	return container.NewVScroll(container.NewPadded(container.NewPadded(container.NewVBox(line))))
}

const calmWidth = 680

// apply puts changed preferences into force, where that can be done at once.
func (p *Page) apply() {
	if prefs, can := p.prefs.(interface{ Apply() }); can {
		prefs.Apply()
	}
}
