package signin

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// keptSwitch lets the computer keep the file unlocked, where its system has a
// keyring.
type keptSwitch struct {
	desk    *desk.Desk
	store   Store
	loader  *background.Loader[app.KeptKey]
	tick    *widgets.Check
	note    *widgets.FieldNote
	showing bool // what is kept is put into the box; nobody ticked it
	content fyne.CanvasObject
}

func newKeptSwitch(d *desk.Desk, store Store) *keptSwitch {
	k := &keptSwitch{desk: d, store: store, note: widgets.NewFieldNote()}
	k.loader = background.NewLoader(d.Runner, k.show)
	k.tick = widgets.NewCheck(lang.L("Keep this file unlocked on this computer"), k.press)
	k.tick.Disable() // until the keyring has answered
	form := widgets.NewForm(widgets.NewFormSection(lang.L("At the start")), widgets.NewFormRow("", "", k.tick).
		Hinted(lang.L("The keyring of the system then opens the file: backups go on before anybody has signed in, and a colleague can sign in here for the first time. Number and password are asked for as ever. Not for an account of the system that several people share.")))
	form.OneColumn = true
	k.content = container.NewVBox(form, k.note)
	return k
}

func (k *keptSwitch) reload() {
	k.loader.Ask(func(ctx context.Context) (app.KeptKey, error) { return k.store.KeptUnlocked(ctx, k.desk.By) })
}

func (k *keptSwitch) show(state app.KeptKey, err error) {
	k.showing = true
	k.tick.SetChecked(state.On)
	k.showing = false
	k.tick.Disable()
	k.tick.Hidden = state.Forbidden
	switch {
	case err != nil:
		k.note.Error(words.Error(err))
	case state.Forbidden:
		k.note.Hint(words.KeepingForbidden())
	case !state.Answers:
		k.note.Hint(words.NoKeyring())
	default:
		k.tick.Enable()
		k.note.Clear()
		if state.Name != "" {
			k.note.Hint(lang.L("Switched on by {{.Name}}; anybody who signs in here may switch it off.", map[string]any{"Name": state.Name}))
		}
	}
	k.content.Refresh()
}

func (k *keptSwitch) press(on bool) {
	if k.showing {
		return
	}
	k.tick.Disable() // not twice meanwhile
	k.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return k.store.KeepUnlocked(ctx, k.desk.By, on) },
		Done: func(err error) {
			if err == nil {
				k.reload()
				return
			}
			k.show(app.KeptKey{Answers: true, On: !on}, nil)
			k.note.Error(words.Error(err))
			k.content.Refresh()
		},
	})
}
