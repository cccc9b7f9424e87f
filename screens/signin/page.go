// Package signin is who works here: the page on which somebody signs in, chooses
// a password of his own or comes in by two recovery shares; that of the first
// administrator; the cover of a locked window and the clock that locks it; and the
// settings of passwords and of the people who sign in. It opens no file and keeps
// no password; it hands on what was typed.
package signin

import (
	"context"
	"errors"
	"image/color"
	"strconv"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Setup is what main hands to the page.
type Setup struct {
	Runner  *background.Runner
	StaffNo string // who was here last, or whose window is locked
	File    string // the name of the file
	Locked  bool   // over a window: only to sign in
	Enter   func(ctx context.Context, staffNo, password string) error
	Anew    func(ctx context.Context, staffNo, password, own string) error // with a password of his own
	Recover func(ctx context.Context, r app.Recovery) error
	In      func()                        // somebody is in
	Speak   func(language string)         // another language; nil: not offered
	Others  func()                        // to another file; nil: not offered
	Note    error                         // why this page is here again; nil: none
	Layer   func(chord string, do func()) // binds a chord while the page is on view; nil: none
}

// Page is the sign-in page. It turns to choosing a password, and to recovery.
type Page struct {
	set      Setup
	number   *widgets.Entry
	password *widgets.Entry
	own      *widgets.Entry
	again    *widgets.Entry
	one      *widgets.Entry
	other    *widgets.Entry

	form   *widgets.Form
	note   *widgets.FieldNote
	button *widgets.Button
	title  *widgets.Text
	below  *fyne.Container
	body   fyne.CanvasObject
	do     func()
	stop   func() // of the countdown
}

// NewPage is the page, ready for a number and a password.
func NewPage(set Setup) *Page {
	p := &Page{set: set, note: widgets.NewFieldNote(), title: widgets.NewTitle(""), below: container.NewHBox(), stop: func() {}}
	p.number, p.password, p.own, p.again = widgets.NewEntry(), secret(), secret(), secret()
	p.one, p.other = widgets.NewEntry(), widgets.NewEntry()
	p.number.SetText(set.StaffNo)
	p.button = widgets.NewPrimaryButton("", func() { p.do() })
	p.form = widgets.NewForm()
	p.form.OneColumn = true
	p.password.OnChanged = func(text string) { p.capitals(text) }
	p.number.OnSubmitted = func(string) { widgets.Focus(p.password) }
	p.body = p.build()
	p.signIn()
	if set.Note != nil {
		p.note.Error(words.Error(set.Note))
	}
	if set.Locked && set.Layer != nil {
		set.Layer("Ctrl+L", p.another)
	}
	return p
}

// pageWidth is that of the card; the smallest window holds it.
const pageWidth = 460

func (p *Page) build() fyne.CanvasObject {
	lamp := canvas.NewImageFromResource(fyne.NewStaticResource("app.png", assets.AppIcon()))
	lamp.FillMode = canvas.ImageFillContain
	lamp.SetMinSize(fyne.NewSquareSize(44))
	file := widgets.NewMutedText(p.set.File)
	head := container.NewHBox(lamp, container.NewVBox(p.title, file))
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(pageWidth, 1))
	card := widgets.NewCard(container.NewVBox(width, container.NewPadded(head), p.form, p.note, p.button, container.NewCenter(p.below)))
	return container.NewCenter(card)
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the number, or on the password of who is known.
func (p *Page) Focus() {
	if p.number.Text != "" {
		widgets.Focus(p.password)
		return
	}
	widgets.Focus(p.number)
}

// Stop ends the countdown.
func (p *Page) Stop() { p.stop() }

// Tell says why nobody else comes in now.
func (p *Page) Tell(why string) {
	p.note.Warn(why)
	p.body.Refresh()
}

// turn shows other fields with another deed.
func (p *Page) turn(title, deed string, do func(), below []fyne.CanvasObject, rows ...*widgets.FormRow) {
	p.stop()
	p.note.Clear()
	p.title.SetText(title)
	p.button.SetText(deed)
	p.button.Enable()
	p.do = do
	p.form.SetRows(rows...)
	p.below.Objects = below
	p.body.Refresh()
}

// signIn asks for number and password.
func (p *Page) signIn() {
	title, below := lang.L("Sign in"), []fyne.CanvasObject{}
	if p.set.Locked {
		title = lang.L("Locked")
		below = append(below, quiet(lang.L("Somebody else")+"  Ctrl+L", p.another))
	} else {
		if p.set.Speak != nil {
			below = append(below, quiet("中文", func() { p.set.Speak(words.Chinese) }), quiet("English", func() { p.set.Speak(words.English) }))
		}
		if p.set.Recover != nil {
			below = append(below, quiet(lang.L("Recovery shares …"), p.recover))
		}
		if p.set.Others != nil {
			below = append(below, quiet(lang.L("Another file …"), p.set.Others))
		}
	}
	p.password.OnSubmitted = func(string) { p.do() }
	p.turn(title, lang.L("Sign in"), p.enter, below,
		widgets.NewFormRow("staff_no", lang.L("Staff number"), p.number), widgets.NewFormRow("password", lang.L("Password"), p.password))
}

// another empties the page for who comes to the counter now.
func (p *Page) another() {
	p.number.SetText("")
	p.password.SetText("")
	p.note.Clear()
	widgets.Focus(p.number)
}

func (p *Page) enter() {
	number, password := strings.TrimSpace(p.number.Text), p.password.Text
	if number == "" {
		p.refuse(app.Refuse("staff_no", app.Missing))
		return
	}
	if password == "" {
		p.refuse(app.Refuse("password", app.Missing))
		return
	}
	p.run(func(ctx context.Context) error { return p.set.Enter(ctx, number, password) }, func(err error) {
		if errors.Is(err, app.ErrMustChange) {
			p.ownPassword(number, password)
			return
		}
		p.refuse(err)
	})
}

// ownPassword asks for a password of one's own in place of one that was set.
func (p *Page) ownPassword(number, password string) {
	p.own.SetText("")
	p.again.SetText("")
	p.turn(lang.L("A password of your own"), lang.L("Save and sign in"), func() {
		own := p.own.Text
		if own != p.again.Text {
			p.refuse(app.Refuse("again", app.PasswordsDiffer))
			return
		}
		p.run(func(ctx context.Context) error { return p.set.Anew(ctx, number, password, own) }, p.refuse)
	}, nil, passwordRows(p.own, p.again)...)
	p.own.OnSubmitted = func(string) { widgets.Focus(p.again) }
	p.again.OnSubmitted = func(string) { p.do() }
	widgets.Focus(p.own)
}

// passwordRows ask for a new password, twice.
func passwordRows(own, again *widgets.Entry) []*widgets.FormRow {
	return []*widgets.FormRow{
		widgets.NewFormRow("password", lang.L("New password"), own).Required().Hinted(lang.L("At least eight characters; four words or a line of verse are best.")),
		widgets.NewFormRow("again", lang.L("Once more"), again).Required(),
	}
}

// recover asks two persons for their shares.
func (p *Page) recover() {
	p.own.SetText("")
	p.again.SetText("")
	rows := append([]*widgets.FormRow{
		widgets.NewFormRow("share_one", lang.L("Share of the first person"), p.one).Required(),
		widgets.NewFormRow("share_two", lang.L("Share of the second person"), p.other).Required().Hinted(lang.L("Eight groups of four, as printed. Dashes and capital letters do not matter.")),
		widgets.NewFormRow("staff_no", lang.L("Staff number"), p.number).Required(),
	}, passwordRows(p.own, p.again)...)
	back := quiet(lang.L("Back to signing in"), func() { p.signIn(); p.Focus() })
	p.turn(lang.L("Two persons open the file"), lang.L("Open the file"), func() {
		r := app.Recovery{One: p.one.Text, Other: p.other.Text, StaffNo: strings.TrimSpace(p.number.Text), Password: p.own.Text}
		switch {
		case r.StaffNo == "":
			p.refuse(app.Refuse("staff_no", app.Missing))
		case r.Password != p.again.Text:
			p.refuse(app.Refuse("again", app.PasswordsDiffer))
		default:
			p.run(func(ctx context.Context) error { return p.set.Recover(ctx, r) }, p.refuse)
		}
	}, []fyne.CanvasObject{back}, rows...)
	p.own.OnSubmitted = func(string) { widgets.Focus(p.again) }
	p.again.OnSubmitted = func(string) { p.do() }
	widgets.Focus(p.one)
}

// run does what takes a moment; nothing is pressed twice meanwhile.
func (p *Page) run(do func(context.Context) error, refused func(error)) {
	if p.button.Disabled() {
		return
	}
	p.form.Clear()
	p.note.Clear()
	p.button.Disable()
	p.set.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return do(ctx) },
		Done: func(err error) {
			p.button.Enable()
			if err != nil {
				refused(err)
				return
			}
			p.password.SetText("")
			p.own.SetText("")
			p.again.SetText("")
			p.set.In()
		},
	})
}

// refuse says a no under its field, and counts a wait down.
func (p *Page) refuse(err error) {
	no, is := errors.AsType[*app.Refusal](err)
	if is && no.Reason == app.WaitsAfterFailure {
		left, _ := strconv.Atoi(no.Value)
		p.wait(left)
		return
	}
	wrong := is && (no.Reason == app.WrongPassword || no.Reason == app.PasswordElsewhere)
	if wrong {
		p.password.SetText("")
	}
	if !is || !p.form.Refuse(no.Field, words.Refusal(no)) {
		p.note.Error(words.Error(err))
	}
	if wrong {
		widgets.Focus(p.password)
	}
	p.body.Refresh()
}

// wait counts down until the next try.
func (p *Page) wait(left int) {
	if left <= 0 {
		p.note.Clear()
		p.button.Enable()
		p.body.Refresh()
		return
	}
	p.button.Disable()
	p.note.Warn(lang.L("Too many failed tries. The next one is possible in {{.N}} s.", map[string]any{"N": left}))
	p.body.Refresh()
	p.stop = p.set.Runner.After(time.Second, func() { p.wait(left - 1) })
}

// capitals hints at the Caps Lock key, which no window is told of: a password of
// capital letters alone is rare.
func (p *Page) capitals(text string) {
	letters := 0
	for _, r := range text {
		if unicode.IsLower(r) {
			letters = 0
			break
		}
		if unicode.IsUpper(r) {
			letters++
		}
	}
	row := p.form.Row("password")
	if row == nil || p.button.Disabled() {
		return
	}
	if letters >= 3 {
		row.Note.Warn(lang.L("Capital letters only: is Caps Lock on?"))
	} else if text != "" { // an emptied field keeps what was said of it
		row.Clear()
	}
	p.body.Refresh()
}

// quiet is a way to something else, less than the button of the page.
func quiet(label string, do func()) *widgets.Button {
	b := widgets.NewButton(label, do)
	b.Importance = widget.LowImportance
	return b
}

// secret is a field whose text is not shown.
func secret() *widgets.Entry {
	e := widgets.NewEntry()
	e.Password = true
	return e
}
