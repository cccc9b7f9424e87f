package signin

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// forbidSwitch forbids the computers of the company to keep the file unlocked.
type forbidSwitch struct {
	desk    *desk.Desk
	store   Store
	loader  *background.Loader[app.KeptKey]
	tick    *widgets.Check
	fail    func(error)
	showing bool // what holds is put into the box; nobody ticked it
}

func newForbidSwitch(d *desk.Desk, store Store, fail func(error)) *forbidSwitch {
	f := &forbidSwitch{desk: d, store: store, fail: fail}
	f.loader = background.NewLoader(d.Runner, f.show)
	f.tick = widgets.NewCheck(lang.L("No computer of the company may keep the file unlocked"), f.press)
	f.tick.Disable() // until it is known what holds
	return f
}

func (f *forbidSwitch) reload() {
	f.loader.Ask(func(ctx context.Context) (app.KeptKey, error) { return f.store.KeptUnlocked(ctx, f.desk.By) })
}

func (f *forbidSwitch) show(state app.KeptKey, err error) {
	if err != nil {
		f.fail(err)
		return
	}
	f.showing = true
	f.tick.SetChecked(state.Forbidden)
	f.showing = false
	f.tick.Enable()
}

func (f *forbidSwitch) press(on bool) {
	if f.showing {
		return
	}
	f.tick.Disable() // not twice meanwhile
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return f.store.ForbidKeptKeys(ctx, f.desk.By, on) },
		Done: func(err error) {
			if err != nil {
				f.fail(err)
			}
			f.reload()
		},
	})
}
