package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	fyneapp "fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/assets"
	"lamplighter/data"
	"lamplighter/data/sample"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/backups"
	"lamplighter/screens/look"
	"lamplighter/screens/signin"
	"lamplighter/screens/welcome"
)

// desktop is the running program with a window.
type desktop struct {
	fyne   fyne.App
	win    fyne.Window
	prefs  *preferences
	runner *background.Runner
	store  *data.Store
	window atomic.Pointer[screens.Window]
	ready  func() // waits for the fonts; called before anything is built

	path   string    // of the file that is open or asked for
	by     app.Actor // who signed in; nobody: a file without sign-in
	idle   *signin.Idle
	locked *signin.Page // the page that covers the window; nil: none
	later  bool         // the first administrator was put off, for this start
	saving []byte       // the key of a sealed file that does not open, for who saves it
}

// window runs the program until its window is closed.
func window(prefs *preferences, demo bool, errOut io.Writer) int {
	log := openLog(errOut)
	if err := speak(prefs); err != nil {
		log.Error("choose language", "err", err)
		return 1
	}
	a := fyneapp.NewWithID("app.lamplighter.desk")
	a.SetIcon(fyne.NewStaticResource("app.png", assets.AppIcon()))
	d := &desktop{fyne: a, prefs: prefs, runner: background.NewRunner(log)}
	d.ready = d.dress()
	d.win = a.NewWindow("Lamplighter")
	d.win.Resize(fyne.NewSize(1280, 720))
	d.win.SetMaster()
	d.begin(demo)
	a.Lifecycle().SetOnStopped(d.end)
	a.Lifecycle().SetOnExitedForeground(func() {
		if w := d.window.Load(); w != nil {
			w.HideRevealed()
		}
	})
	d.win.ShowAndRun()
	return 0
}

// dress puts the chosen look on and reads its fonts while other things are made
// ready. Nothing may be drawn or measured before the answer was called, which
// waits for them.
func (d *desktop) dress() (ready func()) {
	again := noSystemFont()
	size, _ := strconv.ParseFloat(d.prefs.Get("text_size"), 32) // none: normal
	variant := look.Variant(d.prefs.Get("theme"))
	if variant == "" {
		variant = look.Light
	}
	d.fyne.Settings().SetTheme(look.New(variant, look.TextSize(size)))
	var fonts sync.WaitGroup
	fonts.Go(func() {
		for _, bold := range []bool{false, true} {
			fyne.MeasureText("点灯人", theme.TextSize(), fyne.TextStyle{Bold: bold})
		}
	})
	return sync.OnceFunc(func() {
		fonts.Wait()
		again()
	})
}

// begin opens the file of last time, or asks what to begin with.
func (d *desktop) begin(demo bool) {
	if demo {
		d.demo()
		return
	}
	path := d.prefs.Get("file")
	if path == "" {
		d.welcome(nil, nil)
		return
	}
	d.come(path, nil)
}

// demoCustomers live in the file that -demo opens, made at its first use.
const demoCustomers = 2000

func (d *desktop) demo() {
	c := welcome.Choice{Kind: welcome.Sample, Path: filepath.Join(os.TempDir(), "lamplighter-demo.lamp"), Customers: demoCustomers}
	if _, err := os.Stat(c.Path); err == nil {
		c.Kind = welcome.Existing
	}
	err := d.prepare(c, func(_, _ int) {})
	if err == nil {
		err = d.view(c.Path)
	}
	if err != nil {
		d.welcome(err, nil)
	}
}

// elsewhere asks for another file while one is open. That one is closed only
// when another was chosen, and opened again for who thinks better of it.
func (d *desktop) elsewhere() {
	d.window.Store(nil)
	d.welcome(nil, func() { d.back(d.prefs.Get("file")) })
}

// back shows a file again that was left.
func (d *desktop) back(path string) {
	if d.store == nil {
		d.come(path, nil)
		return
	}
	if err := d.view(path); err != nil {
		d.welcome(err, nil)
	}
}

// beginAnew lets the open file begin anew from a snapshot.
func (d *desktop) beginAnew(snapshot string) {
	d.window.Store(nil)
	page := welcome.NewNewStart(welcome.Setup{
		Runner: d.runner, Canvas: d.win.Canvas(),
		Make: func(_ context.Context, c welcome.Choice, report func(done, total int)) error {
			return d.prepare(c, report)
		},
		Ready: func(c welcome.Choice) { d.back(c.Path) },
		Back:  func() { d.back(d.path) },
	}, welcome.Choice{Path: d.path, Snapshot: snapshot})
	d.win.SetContent(page.Content())
	page.Begin()
}

// restart closes the file and puts the snapshot in its place; whoever signs in,
// or the one user, opens it.
func (d *desktop) restart(ctx context.Context, c welcome.Choice, report func(done, total int)) error {
	options := storeOptions(false, nil)
	options.Key = slices.Clone(d.store.Key())
	if err := d.shut(); err != nil {
		return err
	}
	return data.Restart(ctx, c.Path, c.Snapshot, options, func(done, total int64) { report(int(done), int(total)) })
}

// welcome asks what to begin with; err is why the file of last time is not open,
// back the way to the one that is.
func (d *desktop) welcome(err error, back func()) {
	d.ready()
	var saves *welcome.Rescue
	if errors.Is(err, app.ErrDamagedFile) || errors.Is(err, app.ErrNotOurs) {
		saves = &welcome.Rescue{Backups: data.Backups(d.backupPlan()), Do: d.rescue, Now: time.Now}
	}
	page := welcome.NewPage(welcome.Setup{
		Rescue: saves,
		Runner: d.runner, Canvas: d.win.Canvas(), Folder: documents(), Disks: data.RemovableDisks, Prefs: d.prefs, Err: err, Path: d.prefs.Get("file"), Back: back,
		Make: func(_ context.Context, c welcome.Choice, report func(done, total int)) error {
			return d.prepare(c, report)
		},
		Ready: func(c welcome.Choice) {
			d.prefs.Set("file", c.Path)
			switch c.Kind {
			case welcome.Existing:
				d.come(c.Path, nil)
			case welcome.New:
				d.firstAdministrator(c.Path, c.Person, false)
			default:
				d.ask(c.Path)
			}
		},
		Speak: func() {
			if err := speak(d.prefs); err != nil {
				slog.Error("choose language", "err", err)
			}
			d.welcome(err, back)
		},
	})
	d.win.SetContent(page.Content())
	page.Focus()
	d.win.SetTitle("Lamplighter 点灯人")
}

// prepare makes or opens what was chosen, away from the UI thread.
func (d *desktop) prepare(c welcome.Choice, report func(done, total int)) error {
	ctx := context.Background()
	switch {
	case c.Kind == welcome.Join:
		return d.join(ctx, c, report)
	case c.Kind == welcome.Anew:
		return d.restart(ctx, c, report)
	case c.Kind == welcome.Existing && data.AsksSignIn(c.Path):
		return d.shut() // whoever signs in opens it
	}
	if err := d.open(ctx, c.Path, c.Kind != welcome.Existing); err != nil {
		return err
	}
	company, person := c.Company, c.Person
	if c.Kind == welcome.Sample {
		company, person = sample.Company, sample.Clerk
	}
	by, err := d.store.Start(ctx, company, person)
	if errors.Is(err, app.ErrSignIn) { // a file that was there; the next page asks
		return nil
	}
	if err != nil || c.Kind != welcome.Sample {
		return err
	}
	county := sample.New(c.Customers, 1, time.Now())
	return d.store.Fill(ctx, by, county, int64(c.Customers), func(done, total int64) { report(int(done), int(total)) })
}

// join makes the file of a computer that joins a company, and opens it.
func (d *desktop) join(ctx context.Context, c welcome.Choice, report func(done, total int)) error {
	err := data.Join(ctx, c.Path, c.Enrolment, c.Passphrase, func(done, total int64) { report(int(done), int(total)) })
	if err != nil {
		return err
	}
	return d.open(ctx, c.Path, false)
}

// open opens a file in place of the one that is open.
func (d *desktop) open(ctx context.Context, path string, create bool) error {
	if err := d.shut(); err != nil {
		return err
	}
	store, err := openStore(ctx, path, create, d.changed)
	if err != nil {
		return err
	}
	d.store = store
	return nil
}

// shut closes the file that is open.
func (d *desktop) shut() error {
	d.by = app.Actor{}
	if d.store == nil {
		return nil
	}
	err := d.store.Close()
	d.store = nil
	return err
}

// changed passes the news of a commit on to the window.
func (d *desktop) changed(kinds app.Changes) {
	d.runner.Show(func() {
		if w := d.window.Load(); w != nil {
			w.Changed(kinds)
		}
	})
}

// view puts the main window over the open file.
func (d *desktop) view(path string) error {
	d.path = path
	ctx := context.Background()
	by, err := d.by, error(nil)
	if by.Staff.IsZero() {
		if by, err = d.store.Start(ctx, "", ""); err != nil {
			return err
		}
	}
	units, err := d.store.Units(ctx, by)
	if err != nil {
		return err
	}
	unit := ""
	for _, u := range units {
		if u.ID == by.Unit {
			unit = u.Name
		}
	}
	d.ready()
	var keeps backups.Keeper // of the records people work with, not of invented ones
	if path == d.prefs.Get("file") {
		keeps = keeper{d, d.store}
	}
	w, err := screens.NewWindow(screens.Setup{
		Window: d.win, Store: d.store, By: by, Unit: unit, File: filepath.Base(path), Runner: d.runner, Now: time.Now,
		Prefs: d.prefs, Folder: d.folder, Disks: data.RemovableDisks, Open: d.openElsewhere, Office: office(), Check: data.CheckWhole, Computer: hostname(), Elsewhere: d.elsewhere, Anew: d.beginAnew, Sync: d.store,
		SignedIn: d.signedIn(), Backups: keeps,
	})
	if err != nil {
		return err
	}
	d.window.Store(w)
	d.prefs.apply = d.apply
	d.runner.After(time.Second, settle)
	if d.idle != nil {
		d.idle.Start()
	}
	return nil
}

// settle gives back to the system what building the window took and no longer
// needs.
func settle() {
	letGo(assets.FontRegular())
	letGo(assets.FontBold())
	debug.FreeOSMemory()
	letCodeGo()
}

// apply puts changed preferences into force: language, look, size of text.
func (d *desktop) apply() {
	if err := speak(d.prefs); err != nil {
		slog.Error("choose language", "err", err)
	}
	d.dress()()
	if w := d.window.Load(); w != nil {
		if err := w.Rebuild(); err != nil {
			slog.Error("build the window anew", "err", err)
		}
	}
}

// folder is where exports go.
func (d *desktop) folder() string {
	if chosen := d.prefs.Get("folder"); chosen != "" {
		return chosen
	}
	return documents()
}

// openElsewhere shows a file with the system's own program.
func (d *desktop) openElsewhere(path string) {
	if err := d.fyne.OpenURL(&url.URL{Scheme: "file", Path: filepath.ToSlash(path)}); err != nil {
		slog.Warn("open with the system's program", "err", err)
	}
}

// end waits for the work in hand, then closes the file; the window is gone,
// the driver not yet.
func (d *desktop) end() {
	if w := d.window.Swap(nil); w != nil {
		w.Stop()
	}
	d.unwatch()
	d.runner.Close()
	if d.store != nil {
		clearPapers(d.store)
		d.signOut()
		if err := d.store.Close(); err != nil {
			slog.Error("close file", "err", err)
		}
	}
}

// openStore opens a file, or makes it with what a new file starts with.
func openStore(ctx context.Context, path string, create bool, changed func(app.Changes)) (*data.Store, error) {
	s, err := data.Open(ctx, path, storeOptions(create, changed))
	if err == nil {
		clearPapers(s)
	}
	return s, err
}

// clearPapers leaves no paper of a sealed file in clear when it is closed, nor
// when a program that was killed had left some.
func clearPapers(s *data.Store) {
	if s.IsSealed() {
		data.ClearPapers(papersFolder())
	}
}

// storeOptions say how every file is opened.
func storeOptions(create bool, changed func(app.Changes)) data.Options {
	o := data.Options{Create: create, DeviceName: hostname(), OnChange: changed, Keyring: systemKeyring{}}
	for n := range assets.Editions {
		o.Seed = append(o.Seed, func() (data.Seed, error) { return data.Tables(assets.Edition(n + 1)).Read() })
	}
	return o
}

// documents is where files go unless a person says otherwise.
func documents() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return os.TempDir()
	}
	for _, name := range []string{"Documents", "文档"} {
		if info, err := os.Stat(filepath.Join(home, name)); err == nil && info.IsDir() {
			return filepath.Join(home, name)
		}
	}
	return home
}

func hostname() string {
	name, err := os.Hostname()
	if err != nil {
		return "PC"
	}
	return name
}

// openLog writes faults to a file beside the preferences; never a person's data.
func openLog(errOut io.Writer) *slog.Logger {
	path := filepath.Join(configFolder(), "lamplighter.log")
	_ = os.MkdirAll(filepath.Dir(path), 0o700) // opening says what is wrong
	f, err := os.OpenFile(path, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		_, _ = fmt.Fprintln(errOut, "lamplighter: no log:", err)
		return slog.New(slog.NewTextHandler(errOut, nil))
	}
	log := slog.New(slog.NewTextHandler(f, nil))
	slog.SetDefault(log)
	return log
}
