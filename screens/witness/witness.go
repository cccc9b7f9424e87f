// Package witness asks a second person to agree to what takes two. It knows no
// deed; whoever was refused one is handed an actor that stands for both.
package witness

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Store is what the dialog asks of the records.
type Store interface {
	Witness(ctx context.Context, by app.Actor, staffNo, password string) (app.Actor, error)
}

// Act is something that takes two persons.
type Act struct {
	Desk   *desk.Desk
	Store  Store
	What   string               // the deed, as a sentence begins
	Agreed func(with app.Actor) // does it in the name of both
}

// Needed reports whether a deed was refused because it takes two persons, and
// then asks for the second.
func (a Act) Needed(err error) bool {
	if !errors.Is(err, app.ErrNeedsWitness) {
		return false
	}
	a.Ask()
	return true
}

// Ask lets a second person sign in for this one act.
func (a Act) Ask() {
	number, password, note := widgets.NewEntry(), widgets.NewEntry(), widgets.NewFieldNote()
	password.Password = true
	form := widgets.NewForm(widgets.NewFormRow("staff_no", lang.L("Staff number"), number).Required(), widgets.NewFormRow("password", lang.L("Password"), password).Required())
	form.OneColumn = true
	text := widgets.NewParagraph(lang.L("{{.What}}: this takes two persons. A colleague with the same right signs in for this one act.", map[string]any{"What": a.What}))
	text.Resize(fyne.NewSize(width, 0))
	sheet := widgets.NewSheet(lang.L("A second person"), container.NewVBox(text, form, note), widgets.Action{Label: lang.L("Agree")})
	sheet.Width = width
	agree := func() {
		sheet.SetBusy(true)
		var with app.Actor
		a.Desk.Runner.Start(background.Task{
			Do: func(ctx context.Context, _ func(int, int)) (err error) {
				with, err = a.Store.Witness(ctx, a.Desk.By, strings.TrimSpace(number.Text), password.Text)
				return err
			},
			Done: func(err error) {
				sheet.SetBusy(false)
				if err == nil {
					sheet.Close()
					a.Agreed(with)
					return
				}
				desk.ShowRefusal(form, note, err)
				sheet.Refresh()
			},
		})
	}
	sheet.Primary.Do = agree
	password.OnSubmitted = func(string) { agree() }
	sheet.Show(a.Desk.Keys)
	form.FocusFirst()
}

const width = 520
