package signin

import (
	"context"
	"errors"
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// FirstSetup is what main hands to the page of the first administrator.
type FirstSetup struct {
	Runner *background.Runner
	Name   string // of the one user so far
	Make   func(context.Context, app.FirstAdministrator) ([]app.RecoveryShare, error)
	Print  Print
	Done   func()
	Later  func() // not now; nil: not offered
	Layer  func(chord string, do func())
}

// First asks who may let others in, then shows the recovery shares once.
type First struct {
	set    FirstSetup
	number *widgets.Entry
	name   *widgets.Entry
	own    *widgets.Entry
	again  *widgets.Entry
	works  *widgets.Check
	form   *widgets.Form
	note   *widgets.FieldNote
	button *widgets.Button
	stage  *fyne.Container
	body   *fyne.Container
}

// NewFirst is the page.
func NewFirst(set FirstSetup) *First {
	f := &First{set: set, number: widgets.NewEntry(), name: widgets.NewEntry(), own: secret(), again: secret(), note: widgets.NewFieldNote()}
	f.name.SetText(set.Name)
	f.works = widgets.NewCheck(lang.L("I also work with the records, as a supervisor"), nil)
	f.works.Checked = true
	rows := append([]*widgets.FormRow{
		widgets.NewFormRow("staff_no", lang.L("Staff number"), f.number).Required(), widgets.NewFormRow("name", lang.L("Your name"), f.name).Required(),
	}, passwordRows(f.own, f.again)...)
	f.form = widgets.NewForm(append(rows, widgets.NewFormRow("roles", "", f.works))...)
	f.form.OneColumn = true
	f.again.OnSubmitted = func(string) { f.make() }
	f.button = widgets.NewPrimaryButton(lang.L("Go on"), f.make)
	buttons := container.NewHBox(f.button)
	if set.Later != nil {
		buttons.Add(widgets.NewButton(lang.L("Later")+"  Esc", set.Later))
		if set.Layer != nil {
			set.Layer("Escape", set.Later)
		}
	}
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(firstWidth, 1))
	text := widgets.NewParagraph(lang.L("From now on people sign in to this file with a number and a password. The first of them is the administrator, who lets the others in."))
	text.Resize(fyne.NewSize(firstWidth, 0))
	f.stage = container.NewStack(widgets.NewCard(container.NewVBox(width, widgets.NewTitle(lang.L("The first administrator")), text, f.form, f.note, buttons)))
	f.body = container.NewCenter(f.stage)
	return f
}

const firstWidth = 620

// Content is the page.
func (f *First) Content() fyne.CanvasObject { return f.body }

// Focus puts the keyboard on the number.
func (f *First) Focus() { widgets.Focus(f.number) }

func (f *First) make() {
	if f.button.Disabled() {
		return
	}
	f.form.Clear()
	f.note.Clear()
	a := app.FirstAdministrator{StaffNo: strings.TrimSpace(f.number.Text), Name: strings.TrimSpace(f.name.Text), Password: f.own.Text}
	if f.works.Checked {
		a.Roles = append(a.Roles, app.Supervisor)
	}
	err := a.Check()
	if err == nil && f.own.Text != f.again.Text {
		err = app.Refuse("again", app.PasswordsDiffer)
	}
	if err != nil {
		f.refuse(err)
		return
	}
	f.button.Disable()
	var made []app.RecoveryShare
	f.set.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			made, err = f.set.Make(ctx, a)
			return err
		},
		Done: func(err error) {
			f.button.Enable()
			if err != nil {
				f.refuse(err)
				return
			}
			f.show(made)
		},
	})
}

func (f *First) refuse(err error) {
	if no, is := errors.AsType[*app.Refusal](err); !is || !f.form.Refuse(no.Field, words.Refusal(no)) {
		f.note.Error(words.Error(err))
	}
	f.body.Refresh()
}

// show turns to the shares.
func (f *First) show(made []app.RecoveryShare) {
	s := NewShares(f.set.Runner, slices.Clone(made), f.set.Print, f.set.Done)
	f.stage.Objects = []fyne.CanvasObject{widgets.NewCard(s.Content())}
	f.body.Refresh()
	s.Focus()
}
