package views

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// keeper is the sheet that keeps the list on view under a name.
type keeper struct {
	bar    *Bar
	was    app.SavedView // the saved view the list is under, if any
	name   *widgets.Entry
	shared *widgets.Check
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
}

// Keep is Ctrl+S: it asks for a name and keeps the filter, order and columns on
// view under it. A view that is chosen can be renamed or withdrawn besides.
func (b *Bar) Keep() {
	k := &keeper{bar: b, name: widgets.NewEntry(), shared: widgets.NewCheck(lang.L("for everybody"), nil), wrong: widgets.NewFieldNote()}
	was, saved := b.chosen()
	if k.was = was; saved {
		k.name.SetText(was.Name)
		k.shared.SetChecked(was.Shared)
	}
	k.name.OnSubmitted = func(string) { k.save() }
	k.form = widgets.NewForm(widgets.NewFormRow("name", lang.L("Name of the view"), k.name).Required(), widgets.NewFormRow("shared", lang.L("Seen"), k.shared))
	k.form.OneColumn = true
	k.sheet = widgets.NewSheet(lang.L("Keep this view"), container.NewVBox(k.form, k.wrong), widgets.Action{Label: lang.L("Save"), Do: k.save})
	if saved && was.MayChange(b.desk.By) == nil {
		k.sheet.Others = []widgets.Action{
			{Label: lang.L("Rename"), Do: k.rename},
			{Label: lang.L("Take this view away"), Do: k.withdraw, Danger: true},
		}
	}
	k.sheet.Show(b.desk.Keys)
	k.form.FocusFirst()
}

func (k *keeper) save() {
	view := k.bar.OnView()
	view.List, view.Name, view.Shared = k.bar.list, k.name.Text, k.shared.Checked
	kept := app.SavedView{}
	k.run(func(ctx context.Context) (err error) {
		kept, err = k.bar.store.SaveView(ctx, k.bar.desk.By, view)
		return err
	}, func() { k.bar.Mark(kept.ID.String()) })
}

func (k *keeper) rename() {
	name := k.name.Text
	k.run(func(ctx context.Context) error { return k.bar.store.RenameView(ctx, k.bar.desk.By, k.was, name) }, func() {})
}

func (k *keeper) withdraw() {
	k.run(func(ctx context.Context) error { return k.bar.store.WithdrawView(ctx, k.bar.desk.By, k.was) }, func() { k.bar.Mark("") })
}

// run does it away from the UI thread; the sheet stays with its text until it
// is done.
func (k *keeper) run(do func(context.Context) error, then func()) {
	k.sheet.SetBusy(true)
	k.bar.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return do(ctx) },
		Done: func(err error) {
			k.sheet.SetBusy(false)
			k.form.Clear()
			k.wrong.Clear()
			switch no, is := errors.AsType[*app.Refusal](err); {
			case err == nil:
				k.sheet.Close()
				then()
				k.bar.Reload()
			case is && k.form.Refuse(no.Field, words.Refusal(no)):
			default:
				k.wrong.Error(words.Error(err))
			}
		},
	})
}
