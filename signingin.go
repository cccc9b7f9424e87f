package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens"
	"lamplighter/screens/signin"
	"lamplighter/screens/widgets"
)

// come opens a file for whoever signs in to it, or for its one user; note is why
// the page of signing in is there again.
func (d *desktop) come(path string, note error) {
	if data.AsksSignIn(path) {
		d.openKept(path)
		d.askWho(path, note)
		return
	}
	if err := d.open(context.Background(), path, false); err != nil {
		d.welcome(err, nil)
		return
	}
	d.ask(path)
}

// ask looks at the open file: somebody is to sign in, the first administrator is
// to be made, or its one user goes on.
func (d *desktop) ask(path string) {
	ctx := context.Background()
	asks, err := d.store.AsksSignIn(ctx)
	if err == nil && asks {
		d.askWho(path, nil)
		return
	}
	wanted, later := false, false
	if err == nil {
		wanted, later, err = d.store.WantsAdministrator(ctx)
	}
	if err == nil && wanted && (!later || !d.later) {
		d.firstAdministrator(path, "", later)
		return
	}
	if err == nil {
		err = d.view(path)
	}
	if err != nil {
		d.welcome(err, nil)
	}
}

// firstAdministrator asks for the first person of a file that people are to sign
// in to.
func (d *desktop) firstAdministrator(path, name string, later bool) {
	ctx := context.Background()
	by, err := d.store.Start(ctx, "", "")
	if err != nil {
		d.welcome(err, nil)
		return
	}
	if name == "" {
		name = by.Name
	}
	d.ready()
	keys := widgets.NewKeys(d.win.Canvas())
	set := signin.FirstSetup{
		Runner: d.runner, Name: name, Print: d.print(path), Layer: func(chord string, do func()) { keys.On(chord, "", do) },
		Make: func(ctx context.Context, a app.FirstAdministrator) ([]app.RecoveryShare, error) {
			return d.store.FirstAdministrator(ctx, by, a)
		},
		Done: func() { d.come(path, d.shut()) },
	}
	if later {
		set.Later = func() {
			d.later = true
			d.ask(path)
		}
	}
	page := signin.NewFirst(set)
	d.win.SetContent(page.Content())
	d.win.SetTitle(lang.L("Lamplighter"))
	page.Focus()
}

// print is how the paper of a recovery share gets out: into the folder of
// exports, from which its keeper takes it.
func (d *desktop) print(path string) signin.Print {
	return signin.Print{
		File: filepath.Base(path), Now: time.Now, View: view,
		Save: func(name string, pdf []byte) (string, error) {
			to := filepath.Join(d.folder(), name)
			return to, os.WriteFile(to, pdf, 0o600)
		},
	}
}

// askWho is the page on which somebody signs in. A file that has keys is opened
// by who knows the password.
func (d *desktop) askWho(path string, note error) {
	d.ready()
	keys := widgets.NewKeys(d.win.Canvas())
	set := signin.Setup{
		Runner: d.runner, File: filepath.Base(path), StaffNo: d.prefs.Get(lastNumber), Note: note,
		Layer: func(chord string, do func()) { keys.On(chord, "", do) },
		Enter: func(ctx context.Context, staffNo, password string) error {
			return d.enter(ctx, path, staffNo, password)
		},
		Anew:   d.anew,
		In:     func() { d.in(path) },
		Others: func() { d.closed(); d.welcome(nil, nil) },
		Speak: func(language string) {
			d.prefs.Set("language", language)
			if err := speak(d.prefs); err != nil {
				slog.Error("choose language", "err", err)
			}
			d.askWho(path, nil)
		},
	}
	if data.AsksSignIn(path) {
		set.Recover = func(ctx context.Context, r app.Recovery) error {
			d.closed()
			s, by, err := data.RecoverTo(ctx, path, storeOptions(false, d.changed), r)
			if err == nil {
				d.store, d.by = s, by
			}
			return err
		}
	}
	page := signin.NewPage(set)
	d.win.SetContent(page.Content())
	d.win.SetTitle(lang.L("Lamplighter"))
	page.Focus()
}

// lastNumber names the preference of who signed in last on this computer.
const lastNumber = "staff_no"

// enter lets somebody in: to the open file by his password alone, to a closed one
// by the key that the password gives.
func (d *desktop) enter(ctx context.Context, path, staffNo, password string) error {
	if d.store != nil {
		by, err := d.store.SignIn(ctx, staffNo, password)
		if err != nil || d.store.Key() == nil || d.store.IsSealed() {
			return d.entered(by, staffNo, err)
		}
		if err := d.shut(); err != nil { // the first who signs in to a file that was joined: it is sealed at once
			return err
		}
	}
	s, by, err := data.SignInTo(ctx, path, storeOptions(false, d.changed), staffNo, password)
	if s != nil {
		d.store = s
	}
	if s == nil && errors.Is(err, app.ErrDamagedFile) { // whoever knows his password may save what can be saved
		if key, wrong := data.KeyFor(path, storeOptions(false, nil), staffNo, password); wrong == nil {
			d.saving = key
			d.runner.Show(func() { d.welcome(err, nil) })
		}
	}
	return d.entered(by, staffNo, err)
}

// anew lets somebody in who chooses a password of his own.
func (d *desktop) anew(ctx context.Context, staffNo, password, own string) error {
	by, err := d.store.SignInAnew(ctx, staffNo, password, own)
	return d.entered(by, staffNo, err)
}

func (d *desktop) entered(by app.Actor, staffNo string, err error) error {
	if err == nil {
		d.by = by
		d.prefs.Set(lastNumber, staffNo)
	}
	return err
}

// in puts the window up for whoever has just signed in.
func (d *desktop) in(path string) {
	if err := d.view(path); err != nil {
		d.welcome(err, nil)
	}
}

// closed closes the file and says in the log when that went wrong.
func (d *desktop) closed() {
	if err := d.shut(); err != nil {
		slog.Error("close file", "err", err)
	}
}

// signedIn is what the window has besides where people sign in; nil without.
func (d *desktop) signedIn() *screens.SignedIn {
	d.unwatch()
	if d.by.Staff.IsZero() {
		return nil
	}
	d.idle = &signin.Idle{
		Runner: d.runner, Canvas: d.win.Canvas(), Now: time.Now, Lock: d.lock,
		Limit: func() time.Duration { return signin.Minutes(d.prefs) },
	}
	return &screens.SignedIn{Lock: d.lock, Over: d.idle.Over, Print: d.print(d.store.Path())}
}

// unwatch ends the clock of an idle window.
func (d *desktop) unwatch() {
	if d.idle != nil {
		d.idle.Stop()
	}
	d.idle = nil
}

// lock covers the window until the same person signs in again; to somebody else
// it gives a window of his own.
func (d *desktop) lock() {
	w := d.window.Load()
	if w == nil || d.locked != nil {
		return
	}
	d.idle.Stop()
	was := d.by
	if err := d.store.Lock(context.Background(), was); err != nil {
		slog.Error("note the lock", "err", err)
	}
	title := d.win.Title()
	var cover *widgets.Cover
	var layer *widgets.KeyLayer
	binds := map[string]func(){}
	off := func() {
		d.locked.Stop()
		d.locked = nil
		cover.Off()
	}
	d.locked = signin.NewPage(signin.Setup{
		Runner: d.runner, File: filepath.Base(d.store.Path()), StaffNo: d.prefs.Get(lastNumber), Locked: true,
		Layer: func(chord string, do func()) { binds[chord] = do },
		Enter: func(ctx context.Context, staffNo, password string) error {
			return d.enter(ctx, d.store.Path(), staffNo, password)
		},
		Anew: d.anew,
		In: func() {
			if d.by.Staff != was.Staff {
				d.handOver(w, was, off)
				return
			}
			off()
			d.win.SetTitle(title)
			d.idle.Start()
		},
	})
	cover = widgets.NewCover(d.locked.Content())
	layer = cover.Lay(w.Keys())
	for chord, do := range binds {
		layer.On(chord, "", do)
	}
	d.win.SetTitle(lang.L("Locked") + " · " + lang.L("Lamplighter"))
	d.locked.Focus()
}

// handOver gives somebody else a window of his own. The half-done forms of who
// was here are kept as his.
func (d *desktop) handOver(w *screens.Window, was app.Actor, off func()) {
	if said := w.Busy(); said != "" {
		d.by = was
		d.locked.Tell(said)
		return
	}
	w.Leave()
	d.note(was)
	off()
	over := d.win.Canvas().Overlays()
	for over.Top() != nil {
		over.Remove(over.Top())
	}
	d.window.Store(nil)
	d.in(d.store.Path())
}

// signOut notes that whoever signed in has gone.
func (d *desktop) signOut() {
	if !d.by.Staff.IsZero() {
		d.note(d.by)
	}
}

func (d *desktop) note(gone app.Actor) {
	if err := d.store.SignOut(context.Background(), gone); err != nil {
		slog.Error("note the end of the work", "err", err)
	}
}
