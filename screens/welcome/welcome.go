// Package welcome is the page of a first start, and of a start whose file
// could not be opened: a new file, a file of invented records, one that is there
// already, or that of a computer that joins a company. It makes nothing itself;
// it hands the choice on.
package welcome

import (
	"context"
	"errors"
	"image/color"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Kind is what to begin with.
type Kind int

// The kinds of beginnings.
const (
	New Kind = iota
	Sample
	Existing
	Join
	Anew // of the file that was open
)

// Choice is what a person chose to begin with.
type Choice struct {
	Kind      Kind
	Path      string
	Company   string
	Person    string
	Customers int

	Enrolment  string // of Join: the file made for this computer, its records beside it
	Passphrase string

	Snapshot string // of Anew
}

// Setup is what main hands to the page.
type Setup struct {
	Runner *background.Runner
	Canvas fyne.Canvas
	Folder string          // where files are offered to lie
	Disks  func() []string // sticks and other disks that are carried about; nil: not known
	Prefs  interface {
		Get(name string) string
		Set(name, value string)
	}
	Err   error  // why the file of last time is not open; nil on a first start
	Path  string // that file
	Back  func() // to the file that is open, for who comes from it; nil: there is none
	Make  func(ctx context.Context, c Choice, report func(done, total int)) error
	Ready func(Choice) // the file is there
	Speak func()       // another language was chosen: build the page anew

	Rescue *Rescue // of a file that is damaged; nil: none is
}

// Page is the welcome page.
type Page struct {
	set      Setup
	company  *widgets.Entry
	person   *widgets.Entry
	newPath  *widgets.Entry
	count    *widgets.Entry
	samples  *widgets.Entry
	existing *widgets.Entry

	enrolment  *widgets.Entry
	passphrase *widgets.Entry
	joined     *widgets.Entry

	rescued *fyne.Container
	first   *widgets.Button // of a rescue

	forms    map[Kind]*widgets.Form
	buttons  []*widgets.Button
	note     *widgets.FieldNote
	progress *widgets.Progress
	body     fyne.CanvasObject
	keys     *widgets.Keys
}

// NewPage builds the page.
func NewPage(set Setup) *Page {
	p := &Page{set: set, keys: widgets.NewKeys(set.Canvas), forms: map[Kind]*widgets.Form{}}
	p.note = widgets.NewFieldNote()
	p.progress = widgets.NewProgress(nil)
	p.build()
	return p
}

func (p *Page) build() {
	p.company, p.person, p.newPath = widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry()
	p.company.SetPlaceHolder(lang.L("Miyi counter"))
	p.newPath.SetText(filepath.Join(p.set.Folder, lang.X("welcome.file.new", "lamplighter")+".lamp"))
	p.count, p.samples = widgets.NewEntry(), widgets.NewEntry()
	p.count.SetText("2000")
	p.samples.SetText(filepath.Join(p.set.Folder, lang.X("welcome.file.sample", "lamplighter-sample")+".lamp"))
	p.existing = widgets.NewEntry()
	if p.set.Back == nil {
		p.existing.SetText(p.set.Path)
	}
	p.enrolment, p.passphrase, p.joined = widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry()
	p.joined.SetText(p.newPath.Text)
	choose := widgets.NewButton(lang.L("Choose …"), func() { p.browse(files.Ours(), p.existing) })
	find := widgets.NewButton(lang.L("Choose …"), func() { p.browse(files.Enrolments(), p.enrolment) })
	p.forms[New] = widgets.NewForm(
		widgets.NewFormRow("company", lang.L("Unit"), p.company).Required(), widgets.NewFormRow("person", lang.L("Your name"), p.person).Required(),
		widgets.NewFormRow("path", lang.L("File"), p.newPath).Required())
	p.forms[Sample] = widgets.NewForm(
		widgets.NewFormRow("customers", lang.L("Customers"), p.count).Required(), widgets.NewFormRow("path", lang.L("File"), p.samples).Required())
	p.forms[Existing] = widgets.NewForm(widgets.NewFormRow("path", lang.L("File"), container.NewBorder(nil, nil, nil, choose, p.existing)).Required())
	p.forms[Join] = widgets.NewForm(
		widgets.NewFormRow("enrolment", lang.L("Enrolment file"), container.NewBorder(nil, nil, nil, find, p.enrolment)).Required(),
		widgets.NewFormRow("passphrase", lang.L("Passphrase"), p.passphrase).Required(), widgets.NewFormRow("path", lang.L("File"), p.joined).Required())
	cards := container.NewGridWithColumns(2)
	for _, card := range []fyne.CanvasObject{
		p.card(New, lang.L("New file"), lang.L("An empty file for your hall or station. Lists come in afterwards by import."), lang.L("Make the file")),
		p.card(Sample, lang.L("Sample file"), lang.L("An invented county to look around in: customers, cases, three years of history. Nobody in it is real."), lang.L("Invent the county")),
		p.card(Existing, lang.L("Open a file"), lang.L("A file that is there already, or a copy of a colleague's. A copy goes on as a computer of its own."), lang.L("Open the file")),
		p.card(Join, lang.L("Join a company"), lang.L("This computer is to work with those of a company: by the enrolment file that its main computer made, with the records beside it."), lang.L("Join")),
	} {
		cards.Add(card)
	}
	if p.set.Rescue != nil { // nothing else is of use now
		cards.Objects = []fyne.CanvasObject{p.rescueCard(), cards.Objects[Existing]}
	}
	title := widgets.NewTitle(lang.L("Welcome to Lamplighter"))
	if p.set.Err != nil {
		title.SetText(lang.L("The file of last time cannot be opened"))
		p.note.Error(p.set.Path + "\n" + words.Error(p.set.Err))
	}
	lamp := canvas.NewImageFromResource(fyne.NewStaticResource("app.png", assets.AppIcon()))
	lamp.FillMode = canvas.ImageFillContain
	lamp.SetMinSize(fyne.NewSquareSize(56))
	head := container.NewBorder(nil, nil, container.NewHBox(lamp, container.NewCenter(title)),
		container.NewCenter(container.NewHBox(p.language(words.Chinese, "中文"), p.language(words.English, "English"))))
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(pageWidth, 1))
	page := container.NewVBox(width, head, p.note, container.NewPadded(cards), p.progress)
	if p.set.Back != nil {
		title.SetText(lang.L("Another file"))
		back := widgets.NewButton(lang.L("Back to {{.Name}}", map[string]any{"Name": filepath.Base(p.set.Path)})+"  Esc", p.back)
		p.buttons = append(p.buttons, back)
		page.Add(container.NewCenter(back))
		p.keys.On("Escape", "", p.back)
	}
	p.body = container.NewCenter(page)
}

// pageWidth is that of two cards; the smallest window holds it.
const pageWidth = 1140

// card is one way to begin.
func (p *Page) card(kind Kind, title, text, verb string) fyne.CanvasObject {
	form := p.forms[kind]
	form.OneColumn = true
	button := widgets.NewPrimaryButton(verb, func() { p.begin(kind) })
	if kind == Sample || p.set.Rescue != nil {
		button.Importance = widget.MediumImportance // to look around in; the work begins with the others
	}
	p.buttons = append(p.buttons, button)
	return widgets.NewCard(container.NewVBox(widgets.NewSectionHeader(title), widgets.NewParagraph(text), form, button))
}

func (p *Page) language(code, name string) fyne.CanvasObject {
	return widgets.NewButton(name, func() {
		p.set.Prefs.Set("language", code)
		p.set.Speak()
	})
}

// back goes to the file that is open, unless another is being made.
func (p *Page) back() {
	if !p.buttons[0].Disabled() {
		p.set.Back()
	}
}

// browse lets a person find a file.
func (p *Page) browse(endings []string, into *widgets.Entry) {
	at := &desk.Desk{Runner: p.set.Runner, Keys: p.keys, Canvas: p.set.Canvas, Now: time.Now, Disks: p.set.Disks, Fail: func(err error) { p.note.Error(words.Error(err)) }}
	files.Open(at, p.set.Folder, endings, into.SetText)
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the first field, or on the file to open where
// there was one before.
func (p *Page) Focus() {
	if p.first != nil {
		widgets.Focus(p.first)
		return
	}
	if p.set.Err != nil || p.set.Back != nil {
		widgets.Focus(p.existing)
		return
	}
	widgets.Focus(p.company)
}

// begin checks a choice and has it made.
func (p *Page) begin(kind Kind) {
	choice, err := p.choice(kind)
	form := p.forms[kind]
	form.Clear()
	if p.refuse(form, err) {
		return
	}
	p.busy(true)
	cancel := func() {}
	switch kind {
	case Sample:
		p.progress.Begin(lang.L("Inventing the county …"), func() { cancel() })
	case Join:
		p.progress.Begin(lang.L("Reading the records …"), func() { cancel() })
	}
	cancel = p.set.Runner.Start(background.Task{
		Do:       func(ctx context.Context, report func(done, total int)) error { return p.set.Make(ctx, choice, report) },
		Progress: func(done, total int) { p.progress.Set(done, total) },
		Done: func(err error) {
			p.progress.End()
			p.busy(false)
			if p.refuse(form, err) {
				return
			}
			if err != nil {
				p.note.Error(words.Error(err))
				return
			}
			p.set.Ready(choice)
		},
	})
}

// refuse says a rule's no under its field, and reports whether it was one.
func (p *Page) refuse(form *widgets.Form, err error) bool {
	no, is := errors.AsType[*app.Refusal](err)
	return is && form.Refuse(no.Field, words.Refusal(no))
}

func (p *Page) busy(busy bool) {
	p.note.Clear()
	for _, b := range p.buttons {
		if busy {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

// mostCustomers is the largest county that is invented at a press.
const mostCustomers = 1_000_000

func (p *Page) choice(kind Kind) (Choice, error) {
	c := Choice{Kind: kind}
	switch kind {
	case New:
		c.Company, c.Person, c.Path = strings.TrimSpace(p.company.Text), strings.TrimSpace(p.person.Text), strings.TrimSpace(p.newPath.Text)
		if c.Company == "" {
			return c, app.Refuse("company", app.Missing)
		}
		if c.Person == "" {
			return c, app.Refuse("person", app.Missing)
		}
	case Sample:
		n, err := strconv.Atoi(strings.TrimSpace(p.count.Text))
		if err != nil || n < 1 || n > mostCustomers {
			return c, app.Refuse("customers", app.Impossible)
		}
		c.Customers, c.Path = n, strings.TrimSpace(p.samples.Text)
	case Join:
		c.Enrolment, c.Passphrase, c.Path = strings.TrimSpace(p.enrolment.Text), strings.TrimSpace(p.passphrase.Text), strings.TrimSpace(p.joined.Text)
		if c.Enrolment == "" {
			return c, app.Refuse("enrolment", app.Missing)
		}
		if c.Passphrase == "" {
			return c, app.Refuse("passphrase", app.Missing)
		}
	case Existing:
		c.Path = strings.TrimSpace(p.existing.Text)
	}
	if c.Path == "" {
		return c, app.Refuse("path", app.Missing)
	}
	return c, nil
}
