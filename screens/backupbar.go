package screens

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/backups"
	"lamplighter/screens/desk"
	"lamplighter/screens/settings"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// backupBar lets the clock of the window make backups and look through the file
// when that is due, and shows in the status bar how they stand.
type backupBar struct {
	w       *Window
	item    *widgets.StatusItem
	state   app.BackupState
	failed  error // why the last backup was not made
	damaged bool
	running bool
	page    *backups.Page
}

func newBackupBar(w *Window) *backupBar {
	b := &backupBar{w: w}
	b.item = widgets.NewStatusItem("", b.open)
	b.item.Hide()
	return b
}

func (b *backupBar) items() []fyne.CanvasObject { return []fyne.CanvasObject{b.item} }

// open goes to the page of backups.
func (b *backupBar) open() {
	if b.w.set.Backups != nil {
		b.w.open(desk.Settings).screen.(*settings.Page).Find(backupsTitle())
	}
}

func backupsTitle() string { return lang.L("Backups") }

// section is the page, as a part of the settings.
func (b *backupBar) section() settings.Section {
	b.page = backups.New(b.w.desk, b.w.set.Backups, b.w.set.Prefs)
	b.page.Damaged = b.damaged
	b.page.OnMade = b.made
	b.page.Told(b.state, b.failed)
	return b.page
}

// Tick makes what is due, away from the window; one that still runs is not
// disturbed. It can be stopped: a copy that is not whole gets no name.
func (b *backupBar) Tick() {
	if b.w.set.Backups == nil || b.running {
		return
	}
	b.running = true
	var state app.BackupState
	var checked error
	b.w.set.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			checked = b.w.set.Backups.CheckDue(ctx)
			state, err = b.w.set.Backups.BackUpDue(ctx, false)
			return err
		},
		Progress: func(int, int) {},
		Done: func(err error) {
			b.running = false
			if errors.Is(err, context.Canceled) {
				return
			}
			b.damaged = b.damaged || errors.Is(checked, app.ErrDamagedFile)
			b.made(state, err)
		},
	})
}

// made takes over how a backup went.
func (b *backupBar) made(state app.BackupState, err error) {
	b.state, b.failed = state, err
	b.tell()
	if b.page != nil {
		b.page.Damaged = b.damaged
		if state.Made || b.damaged {
			b.page.Reload()
		}
	}
}

// tell words the state.
func (b *backupBar) tell() {
	b.item.Show()
	key := "  " + backups.Chord
	switch {
	case b.damaged:
		b.item.Set(widgets.ToneBad, lang.L("the file is damaged")+key)
	case b.failed != nil:
		b.item.Set(widgets.ToneWarn, lang.L("no backup was made")+key)
	case b.state.Overdue:
		b.item.Set(widgets.ToneWarn, words.BackupAge(b.state.Newest.MadeAt, b.w.set.Now())+key)
	default:
		b.item.Set(widgets.ToneNeutral, words.BackupAge(b.state.Newest.MadeAt, b.w.set.Now()))
	}
	b.w.bar.Refresh()
}
