package desk

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
)

// StoreSheet stores what a sheet says, away from the UI thread. The sheet stays
// until that is done, and what is refused is told on it; then it goes, and kept
// is called.
func (d *Desk) StoreSheet(sheet *widgets.Sheet, refuse func(error), verb func(context.Context) error, kept func()) {
	sheet.SetBusy(true)
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return verb(ctx) },
		Done: func(err error) {
			sheet.SetBusy(false)
			if err != nil {
				refuse(err)
				sheet.Refresh()
				return
			}
			sheet.Close()
			kept()
		},
	})
}

// Leave closes what is typed into, after asking when something was.
func (d *Desk) Leave(typed bool, shut func()) {
	if !typed {
		shut()
		return
	}
	widgets.Confirm(d.Keys, widgets.Question{
		Title: lang.L("Close without saving?"), Text: lang.L("What you typed here was not saved yet."),
		Yes: lang.L("Close without saving"), No: lang.L("Go on typing"), Danger: true,
	}, shut)
}
