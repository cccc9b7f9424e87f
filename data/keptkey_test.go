package data_test

import (
	"errors"
	"slices"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/keys"
)

// keptRing is a keyring of a test; with an error it does not answer.
type keptRing struct {
	secrets map[string]string
	err     error
}

func (k *keptRing) Get(name string) (string, error) {
	text, is := k.secrets[name]
	if k.err == nil && !is {
		return "", app.ErrNotFound
	}
	return text, k.err
}

func (k *keptRing) Set(name, secret string) error {
	if k.err == nil {
		k.secrets[name] = secret
	}
	return k.err
}

func (k *keptRing) Delete(name string) error {
	if _, is := k.secrets[name]; k.err == nil && !is {
		return app.ErrNotFound
	}
	if k.err == nil {
		delete(k.secrets, name)
	}
	return k.err
}

// keptHall is a sealed file on a computer with a keyring, which the clerk is
// signed in to.
func keptHall(t *testing.T) (*signInHall, *keptRing, app.Actor) {
	t.Helper()
	h, ring := newSignInHall(t), &keptRing{secrets: map[string]string{}}
	h.ring = ring
	by, err := h.again("MY021", signInClerk)
	if err != nil {
		t.Fatal(err)
	}
	return h, ring, by
}

// kept opens the file by the key that the computer keeps.
func (h *signInHall) kept() error {
	h.t.Helper()
	if err := h.Close(); err != nil {
		h.t.Fatal(err)
	}
	s, err := data.OpenKept(h.t.Context(), h.path, h.options())
	if err == nil {
		h.Store = s
		h.t.Cleanup(func() { _ = s.Close() })
	}
	return err
}

func TestAKeptKeyOpensTheFileAndThePasswordIsAskedForAllTheSame(t *testing.T) {
	h, ring, by := keptHall(t)
	if err := h.kept(); !errors.Is(err, app.ErrSignIn) {
		t.Fatalf("nobody asked for it, and opening by the kept key answers %v", err)
	}
	if by, err := h.again("MY021", signInClerk); err != nil || h.KeepUnlocked(t.Context(), by, true) != nil || len(ring.secrets) != 1 {
		t.Fatalf("the key is not kept: %v", err)
	}
	if state, err := h.KeptUnlocked(t.Context(), by); err != nil || state != (app.KeptKey{Answers: true, On: true, Name: "罗永红"}) {
		t.Errorf("it stands as %+v: %v", state, err)
	}
	if err := h.kept(); err != nil || !h.IsSealed() {
		t.Fatalf("opening by the kept key answers %v", err)
	}
	if _, err := h.Start(t.Context(), "", ""); !errors.Is(err, app.ErrSignIn) {
		t.Errorf("without a sign-in the open file answers %v", err)
	}
	_, err := h.SignIn(t.Context(), "MY021", signInFresh)
	refusedBecause(t, err, app.WrongPassword)
	h.clock = h.clock.Add(app.SignInTries{Failed: 1}.Wait(0))
	if in, err := h.SignIn(t.Context(), "MY021", signInClerk); err != nil || in.Staff != by.Staff {
		t.Errorf("who knows the password is told %v", err)
	}
	if err := h.KeepUnlocked(t.Context(), by, false); err != nil || len(ring.secrets) != 0 {
		t.Fatalf("the key is kept still: %v", err)
	}
	if err := h.kept(); !errors.Is(err, app.ErrSignIn) {
		t.Errorf("after it was switched off opening answers %v", err)
	}
}

func TestSwitchingItOnAndOffStandsInTheAuditLog(t *testing.T) {
	h, _, by := keptHall(t)
	for _, on := range []bool{true, false} {
		if err := h.KeepUnlocked(t.Context(), by, on); err != nil {
			t.Fatal(err)
		}
	}
	lines, err := h.AuditLog(t.Context(), app.Actor{Staff: by.Staff, Area: by.Area, Roles: []app.Role{app.Sole}}, app.AuditFilter{Kinds: []app.AuditKind{app.AuditKeyKept}})
	if err != nil {
		t.Fatal(err)
	}
	var what []string
	for _, l := range lines.Lines {
		what = append(what, l.Details["what"])
	}
	slices.Sort(what)
	if !slices.Equal(what, []string{"off", "on"}) {
		t.Errorf("the audit log tells %v", what)
	}
}

func TestSomebodyWhoIsNewOnAComputerThatKeepsTheKeySignsInByHisPassword(t *testing.T) {
	h, _, by := keptHall(t)
	if err := h.KeepUnlocked(t.Context(), by, true); err != nil {
		t.Fatal(err)
	}
	h.person("MY022", "周小燕", app.Counter)
	ofFile, err := keys.Read(h.path)
	if err != nil {
		t.Fatal(err)
	}
	ofFile.Take("MY022")
	if err := ofFile.Write(); err != nil {
		t.Fatal(err)
	}
	_, err = h.again("MY022", signInFresh)
	refusedBecause(t, err, app.WrongPassword)
	h.clock = h.clock.Add(app.SignInTries{Failed: 1}.Wait(0))
	if _, err := h.again("MY022", signInClerk); err != nil {
		t.Fatalf("the new colleague is told %v", err)
	}
	if err := h.KeepUnlocked(t.Context(), by, false); err != nil {
		t.Fatal(err)
	}
	if _, err := h.again("MY022", signInClerk); err != nil {
		t.Errorf("his password does not open the file by itself: %v", err)
	}
}

func TestTheKeyIsForgottenWhenWhoAskedForItMayNotSignInAnyMore(t *testing.T) {
	h, ring, by := keptHall(t)
	if err := h.KeepUnlocked(t.Context(), by, true); err != nil {
		t.Fatal(err)
	}
	if err := h.DisableSignIn(t.Context(), h.admin, h.clerk.ID, "调离"); err != nil || len(ring.secrets) != 0 {
		t.Errorf("kept still after the clerk was kept out: %v", err)
	}

	h, ring, by = keptHall(t)
	if err := h.KeepUnlocked(t.Context(), by, true); err != nil {
		t.Fatal(err)
	}
	ring.err = errors.New("no keyring")
	if err := h.DisableSignIn(t.Context(), h.admin, h.clerk.ID, "调离"); err != nil {
		t.Fatalf("a keyring that does not answer keeps the clerk in: %v", err)
	}
	ring.err = nil
	if err := h.kept(); !errors.Is(err, app.ErrSignIn) || len(ring.secrets) != 0 {
		t.Errorf("opened by the key of somebody who was kept out: %v", err)
	}
}

func TestWithoutAKeyringThatAnswersNothingIsKept(t *testing.T) {
	h, ring, by := keptHall(t)
	ring.err = errors.New("no keyring")
	if state, err := h.KeptUnlocked(t.Context(), by); err != nil || state.Answers {
		t.Errorf("it stands as %+v: %v", state, err)
	}
	if err := h.KeepUnlocked(t.Context(), by, true); !errors.Is(err, app.ErrNoKeyring) {
		t.Errorf("keeping it answers %v", err)
	}
	ring.err = nil
	if state, err := h.KeptUnlocked(t.Context(), by); err != nil || !state.Answers || state.On {
		t.Errorf("afterwards it stands as %+v: %v", state, err)
	}
}

func TestAKeptKeyOfAnotherFileOpensNothingAndGoes(t *testing.T) {
	h, ring, by := keptHall(t)
	if err := h.KeepUnlocked(t.Context(), by, true); err != nil {
		t.Fatal(err)
	}
	for name := range ring.secrets {
		ring.secrets[name] = "00"
	}
	if err := h.kept(); !errors.Is(err, app.ErrSignIn) || len(ring.secrets) != 0 {
		t.Errorf("opening by another key answers %v, and %d keys are kept", err, len(ring.secrets))
	}
	if _, err := h.again("MY021", signInClerk); err != nil {
		t.Errorf("the password opens the file no more: %v", err)
	}
}

func TestAKeyThatTheCompanyForbidsIsForgottenAndNotKeptAgain(t *testing.T) {
	h, ring, by := keptHall(t)
	if err := h.KeepUnlocked(t.Context(), by, true); err != nil {
		t.Fatal(err)
	}
	if err := h.ForbidKeptKeys(t.Context(), by, true); err == nil {
		t.Error("a clerk forbids it")
	}
	if err := h.ForbidKeptKeys(t.Context(), h.admin, true); err != nil || len(ring.secrets) != 0 {
		t.Fatalf("the key is kept still: %v", err)
	}
	if state, err := h.KeptUnlocked(t.Context(), by); err != nil || state != (app.KeptKey{Forbidden: true, Answers: true}) {
		t.Errorf("it stands as %+v: %v", state, err)
	}
	refusedBecause(t, h.KeepUnlocked(t.Context(), by, true), app.KeepingForbidden)
	for range 2 {
		if err := h.ForbidKeptKeys(t.Context(), h.admin, false); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.KeepUnlocked(t.Context(), by, true); err != nil || len(ring.secrets) != 1 {
		t.Errorf("allowed again, and keeping it answers %v", err)
	}
}

func TestAForbiddenKeyGoesAtTheNextSignInOrOpeningOnceTheKeyringAnswers(t *testing.T) {
	for name, next := range map[string]func(h *signInHall) error{
		"sign-in": func(h *signInHall) error { _, err := h.SignIn(h.t.Context(), "MY021", signInClerk); return err },
		"opening": func(h *signInHall) error {
			if err := h.kept(); !errors.Is(err, app.ErrSignIn) {
				return errors.New("it opens by a key that is forbidden")
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			h, ring, by := keptHall(t)
			h.t = t
			if err := h.KeepUnlocked(t.Context(), by, true); err != nil {
				t.Fatal(err)
			}
			ring.err = errors.New("no keyring") // as where the rule arrives from elsewhere
			if err := h.ForbidKeptKeys(t.Context(), h.admin, true); err != nil || len(ring.secrets) != 1 {
				t.Fatalf("forbidding it beside a silent keyring: %v", err)
			}
			ring.err = nil
			if err := next(h); err != nil || len(ring.secrets) != 0 {
				t.Errorf("%d keys are kept still: %v", len(ring.secrets), err)
			}
		})
	}
}

func TestWhoseKeptKeyStillTakesTheOldPasswordIsToldWhenItWasChangedElsewhere(t *testing.T) {
	h, _, by := keptHall(t)
	if err := h.KeepUnlocked(t.Context(), by, true); err != nil {
		t.Fatal(err)
	}
	ofFile, err := keys.Read(h.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.ChangePassword(t.Context(), by, signInClerk, signInFresh); err != nil {
		t.Fatal(err)
	}
	day := app.DayOf(h.clock)
	if err := errors.Join(ofFile.Write(), ofFile.Write(), h.kept()); err != nil { // both copies, as where nobody heard of it
		t.Fatal(err)
	}
	h.clock = h.clock.AddDate(0, 0, 3)
	_, err = h.SignIn(t.Context(), "MY021", signInClerk)
	refusedBecause(t, err, app.PasswordElsewhere)
	if no, _ := errors.AsType[*app.Refusal](err); no.Value != string(day) {
		t.Errorf("it was changed on %q, want %s", no.Value, day)
	}
}
