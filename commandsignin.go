package main

import (
	"bufio"
	"errors"
	"io"
	"os"
	"strings"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/term"

	"lamplighter/app"
	"lamplighter/data"
)

// Passwords come in by the environment, the standard input or the terminal, never
// as an argument, which other people on the computer could read.
const passwordVariable = "LAMPLIGHTER_PASSWORD"

// openAs opens a file in the name of who signs in, or of its one user. A store
// that comes with an error is to be closed.
func (t *terminal) openAs(company, path string, create bool) (*data.Store, app.Actor, error) {
	if data.AsksSignIn(path) {
		return t.signIn(path)
	}
	s, err := openStore(t.ctx, path, create, nil)
	if err != nil {
		return nil, app.Actor{}, err
	}
	by, err := s.Start(t.ctx, company, lang.L("Administrator"))
	if errors.Is(err, app.ErrSignIn) && t.user != "" {
		var password string
		if password, err = t.password(); err == nil {
			by, err = s.SignIn(t.ctx, t.user, password)
		}
	}
	return s, by, err
}

func (t *terminal) signIn(path string) (*data.Store, app.Actor, error) {
	if t.user == "" {
		return nil, app.Actor{}, app.ErrSignIn
	}
	password, err := t.password()
	if err != nil {
		return nil, app.Actor{}, err
	}
	return data.SignInTo(t.ctx, path, storeOptions(false, nil), t.user, password)
}

func (t *terminal) password() (string, error) {
	if text := os.Getenv(passwordVariable); text != "" {
		return text, nil
	}
	if in := int(os.Stdin.Fd()); term.IsTerminal(in) {
		t.say(lang.L("Password:"))
		text, err := term.ReadPassword(in) // nothing of it is shown
		return string(text), err
	}
	line, err := bufio.NewReader(os.Stdin).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return strings.TrimRight(line, "\r\n"), nil
}

// optionsFor are the options for a file that may not open, with its key where
// people sign in to it.
func (t *terminal) optionsFor(path string) (data.Options, error) {
	options := storeOptions(false, nil)
	if !data.AsksSignIn(path) {
		return options, nil
	}
	if t.user == "" {
		return options, app.ErrSignIn
	}
	password, err := t.password()
	if err == nil {
		options.Key, err = data.KeyFor(path, options, t.user, password)
	}
	return options, err
}
