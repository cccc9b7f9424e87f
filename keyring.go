package main

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/zalando/go-keyring"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/screens/background"
)

// systemKeyring is the keyring of the computer's system for whoever is logged in:
// the Credential Manager of Windows, the Keychain of macOS, elsewhere what offers
// the Secret Service.
type systemKeyring struct{}

// keyringService is under what our secrets stand there.
const keyringService = "lamplighter"

// How long it may take: a locked keyring may ask the person to unlock it, which no
// start of the program waits for.
const (
	keyringReads  = 4 * time.Second
	keyringWrites = time.Minute
)

var errKeyringSlow = errors.New("the keyring does not answer")

// Get implements data.Keyring.
func (systemKeyring) Get(name string) (string, error) {
	return inTime(keyringReads, func() (string, error) { return keyring.Get(keyringService, name) })
}

// Set implements data.Keyring.
func (systemKeyring) Set(name, secret string) error {
	_, err := inTime(keyringWrites, func() (string, error) { return "", keyring.Set(keyringService, name, secret) })
	return err
}

// Delete implements data.Keyring.
func (systemKeyring) Delete(name string) error {
	_, err := inTime(keyringWrites, func() (string, error) { return "", keyring.Delete(keyringService, name) })
	return err
}

// inTime asks the keyring and does not wait for ever.
func inTime(limit time.Duration, ask func() (string, error)) (string, error) {
	type answer struct {
		text string
		err  error
	}
	answered := make(chan answer, 1)
	go func() {
		text, err := ask()
		answered <- answer{text, err}
	}()
	select {
	case a := <-answered:
		if errors.Is(a.err, keyring.ErrNotFound) {
			a.err = app.ErrNotFound
		}
		return a.text, a.err
	case <-time.After(limit):
		return "", errKeyringSlow
	}
}

// openKept opens a file that this computer keeps unlocked. Whoever works with it
// signs in all the same; until then its backups go on.
func (d *desktop) openKept(path string) {
	if d.store != nil {
		return
	}
	s, err := data.OpenKept(context.Background(), path, storeOptions(false, d.changed))
	if err != nil {
		if !errors.Is(err, app.ErrSignIn) {
			slog.Warn("open by the kept key", "err", err)
		}
		return // who signs in is told
	}
	clearPapers(s)
	d.store = s
	if path == d.prefs.Get("file") {
		d.keepBackedUp(keeper{d, s})
	}
}

// untilSignedIn is how often a file that waits for somebody is looked after.
const untilSignedIn = 10 * time.Minute

// keepBackedUp makes what backups are due while nobody has signed in.
func (d *desktop) keepBackedUp(k keeper) {
	if d.store != k.store || d.window.Load() != nil {
		return // whoever has signed in sees to it
	}
	d.runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			if err := k.CheckDue(ctx); err != nil {
				return err
			}
			_, err := k.BackUpDue(ctx, false)
			return err
		},
		Progress: func(int, int) {}, // it can be stopped
		Done: func(err error) {
			if err != nil && !errors.Is(err, context.Canceled) {
				slog.Warn("back up before anybody signs in", "err", err)
			}
			d.runner.After(untilSignedIn, func() { d.keepBackedUp(k) })
		},
	})
}
