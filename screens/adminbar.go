package screens

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
)

// adminBar says in the status bar that nobody can let people in any more, which
// two computers may come to that did not know of each other.
type adminBar struct {
	w      *Window
	item   *widgets.StatusItem
	loader *background.Loader[app.Day]
}

func newAdminBar(w *Window) *adminBar {
	b := &adminBar{w: w}
	b.loader = background.NewLoader(w.set.Runner, b.show)
	b.item = widgets.NewStatusItem("", b.tell)
	b.item.Hide()
	return b
}

func (b *adminBar) items() []fyne.CanvasObject { return []fyne.CanvasObject{b.item} }

// Ask asks whether somebody can.
func (b *adminBar) Ask() {
	if b.w.set.SignedIn != nil {
		b.loader.Ask(func(ctx context.Context) (app.Day, error) { return b.w.set.Store.AdministeredUntil(ctx, b.w.set.By) })
	}
}

func (b *adminBar) show(until app.Day, err error) {
	if err != nil {
		return // the next change asks again
	}
	b.item.Hidden = until != ""
	b.item.Set(widgets.ToneBad, lang.L("no administrator"))
	b.w.bar.Refresh()
}

// tell says what leads out of it.
func (b *adminBar) tell() {
	text := lang.L("Nobody is an administrator any more: on two computers each took the role from another, and both were heard. Records are untouched and everybody goes on working. Two keepers of recovery shares make somebody an administrator again: sign out on the company's main computer, choose “Recovery shares …” where one signs in, and give his staff number. The others learn of it with the next exchange.")
	sheet := widgets.NewSheet(lang.L("No administrator"), widgets.NewParagraph(text), widgets.Action{})
	sheet.Show(b.w.keys)
}
