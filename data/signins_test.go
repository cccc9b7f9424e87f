package data_test

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/data/keys"
)

// signInHall is a file with a first administrator and a clerk.
type signInHall struct {
	*data.Store
	t     *testing.T
	path  string
	clock time.Time
	admin app.Actor
	clerk app.Staff
	first []app.RecoveryShare
	ring  data.Keyring
}

const (
	signInAdmin = "三更灯火五更鸡7"
	signInClerk = "正是男儿读书时8"
	signInFresh = "黑发不知勤学早9"
)

func (h *signInHall) now() time.Time { return h.clock }

func (h *signInHall) options() data.Options {
	return data.Options{Now: h.now, WatchDoor: true, Passwords: keys.Cheap, Keyring: h.ring}
}

func newSignInHall(t *testing.T) *signInHall {
	t.Helper()
	h := &signInHall{t: t, path: filepath.Join(t.TempDir(), "hall.lamp"), clock: datatest.Now()}
	h.Store = datatest.OpenBy(t, h.path, h.now)
	var err error
	if h.first, err = h.FirstAdministrator(t.Context(), datatest.Actor(t, h.Store), app.FirstAdministrator{StaffNo: "MY001", Name: "沈丽", Password: signInAdmin}); err != nil {
		t.Fatal(err)
	}
	if h.admin, err = h.SignIn(t.Context(), "MY001", signInAdmin); err != nil {
		t.Fatal(err)
	}
	h.clerk = h.person("MY021", "罗永红", app.Counter, app.Trainer)
	return h
}

// person lets somebody in who has chosen a password of his own.
func (h *signInHall) person(number, name string, roles ...app.Role) app.Staff {
	h.t.Helper()
	p, err := h.SaveStaff(h.t.Context(), h.admin, app.Staff{}, app.Staff{StaffNo: number, Name: name, Unit: h.admin.Unit, Roles: roles, ValidFrom: "2026-01-01"})
	if err == nil {
		err = h.SetPassword(h.t.Context(), h.admin, p.ID, signInFresh)
	}
	if err == nil {
		_, err = h.SignInAnew(h.t.Context(), number, signInFresh, signInClerk)
	}
	if err != nil {
		h.t.Fatal(err)
	}
	return p
}

// again closes the file and lets somebody sign in to it.
func (h *signInHall) again(number, password string) (app.Actor, error) {
	h.t.Helper()
	if err := h.Close(); err != nil {
		h.t.Fatal(err)
	}
	s, by, err := data.SignInTo(h.t.Context(), h.path, h.options(), number, password)
	if s != nil {
		h.Store = s
		h.t.Cleanup(func() { _ = s.Close() })
	}
	return by, err
}

func refusedBecause(t *testing.T, err error, want app.Reason) {
	t.Helper()
	if no, is := errors.AsType[*app.Refusal](err); !is || no.Reason != want {
		t.Errorf("refused with %v, want %s", err, want)
	}
}

func TestTheFirstAdministratorSignsInAndNobodyElse(t *testing.T) {
	h := newSignInHall(t)
	if !data.AsksSignIn(h.path) || len(h.first) != 3 {
		t.Fatalf("keys lie beside the file: %v, shares: %d", data.AsksSignIn(h.path), len(h.first))
	}
	if _, err := h.Start(t.Context(), "", ""); !errors.Is(err, app.ErrSignIn) {
		t.Errorf("without a sign-in the file answers %v", err)
	}
	_, err := h.FirstAdministrator(t.Context(), h.admin, app.FirstAdministrator{StaffNo: "X", Name: "某", Password: signInClerk})
	refusedBecause(t, err, app.AlreadyThere)
	by, err := h.again("my001", signInAdmin)
	if err != nil || by.Staff != h.admin.Staff || !slices.Equal(by.Roles, []app.Role{app.Admin}) || by.May(app.ReadCustomers) == nil {
		t.Errorf("who signed in is %+v: %v", by, err)
	}
	_, err = h.again("MY009", signInAdmin)
	refusedBecause(t, err, app.NotKnownHere)
}

func TestSomebodyGetsHisRolesAndOneOfThePastStaysOut(t *testing.T) {
	h := newSignInHall(t)
	by, err := h.SignIn(t.Context(), "MY021", signInClerk)
	if err != nil || by.May(app.OpenCases) != nil || by.May(app.ChangeTraining) != nil || by.May(app.ChangeCompany) == nil || by.Area != h.admin.Area {
		t.Errorf("the clerk is %+v: %v", by, err)
	}
	people, err := h.Staff(t.Context(), h.admin)
	if err != nil {
		t.Fatal(err)
	}
	was := people[slices.IndexFunc(people, func(p app.Staff) bool { return p.ID == h.clerk.ID })]
	left := was
	left.ValidTo = "2026-03-01"
	if _, err := h.SaveStaff(t.Context(), h.admin, was, left); err != nil {
		t.Fatal(err)
	}
	_, err = h.SignIn(t.Context(), "MY021", signInClerk)
	refusedBecause(t, err, app.NotWorkingHere)
}

func TestWhoIsDisabledStaysOutUntilHeGetsAnotherPassword(t *testing.T) {
	h := newSignInHall(t)
	refusedBecause(t, h.DisableSignIn(t.Context(), h.admin, h.clerk.ID, ""), app.Missing)
	if err := h.DisableSignIn(t.Context(), h.admin, h.clerk.ID, "调离"); err != nil {
		t.Fatal(err)
	}
	_, err := h.SignIn(t.Context(), "MY021", signInClerk)
	refusedBecause(t, err, app.IsDisabled)
	_, err = h.again("MY021", signInClerk)
	refusedBecause(t, err, app.NotKnownHere) // his way to the key is gone from this computer
	if _, err := h.again("MY001", signInAdmin); err != nil {
		t.Fatal(err)
	}
	if err := h.SetPassword(t.Context(), h.admin, h.clerk.ID, signInFresh); err != nil {
		t.Fatal(err)
	}
	if _, err := h.SignIn(t.Context(), "MY021", signInFresh); !errors.Is(err, app.ErrMustChange) {
		t.Errorf("with a password set for him he is let in: %v", err)
	}
}

// changed changes a person as the administrator does.
func (h *signInHall) changed(who app.StaffID, by app.Actor, change func(*app.Staff)) error {
	h.t.Helper()
	people, err := h.Staff(h.t.Context(), h.admin)
	if err != nil {
		h.t.Fatal(err)
	}
	was := people[slices.IndexFunc(people, func(p app.Staff) bool { return p.ID == who })]
	now := was
	change(&now)
	_, err = h.SaveStaff(h.t.Context(), by, was, now)
	return err
}

func TestTheLastAdministratorStays(t *testing.T) {
	h := newSignInHall(t)
	me := h.admin.Staff
	ways := map[string]func(who app.StaffID) error{
		"his sign-in is disabled": func(who app.StaffID) error { return h.DisableSignIn(t.Context(), h.admin, who, "误操作") },
		"his role is taken": func(who app.StaffID) error {
			return h.changed(who, h.admin, func(p *app.Staff) { p.Roles = []app.Role{app.Counter} })
		},
		"his work is to end": func(who app.StaffID) error {
			return h.changed(who, h.admin, func(p *app.Staff) { p.ValidTo = "2027-12-31" })
		},
		"his work is to begin": func(who app.StaffID) error {
			return h.changed(who, h.admin, func(p *app.Staff) { p.ValidFrom = "2027-12-31" })
		},
		"his record is dropped": func(who app.StaffID) error { return h.changed(who, h.admin, func(p *app.Staff) { p.WithdrawnAt = 1 }) },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) { refusedBecause(t, way(me), app.LastAdministrator) })
	}
	if err := h.changed(me, h.admin, func(p *app.Staff) { p.Post = "leader" }); err != nil {
		t.Errorf("something else of him: %v", err)
	}
	other, err := h.SaveStaff(t.Context(), h.admin, app.Staff{}, app.Staff{StaffNo: "MY003", Name: "孙建国", Unit: h.admin.Unit, Roles: []app.Role{app.Admin}, ValidFrom: "2026-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, ways["his role is taken"](me), app.LastAdministrator) // the other was never let in
	if err := h.SetPassword(t.Context(), h.admin, other.ID, signInFresh); err != nil {
		t.Fatal(err)
	}
	if err := h.changed(other.ID, h.admin, func(p *app.Staff) { p.ValidTo = "2026-12-31" }); err != nil {
		t.Error(err)
	}
	refusedBecause(t, ways["his role is taken"](me), app.LastAdministrator) // the other ends
	if err := h.changed(other.ID, h.admin, func(p *app.Staff) { p.ValidTo = "" }); err != nil {
		t.Error(err)
	}
	if err := ways["his sign-in is disabled"](me); err != nil {
		t.Errorf("with another who can let people in: %v", err)
	}
	refusedBecause(t, ways["his role is taken"](other.ID), app.LastAdministrator)
	if until, err := h.AdministeredUntil(t.Context(), h.admin); err != nil || until != app.Forever {
		t.Errorf("administered until %q (%v)", until, err)
	}
}

func TestTwoComputersThatEachRemovedAnAdministratorAreLedOutByRecoveryShares(t *testing.T) {
	h := newSignInHall(t)
	second := h.person("MY002", "阿木·曲比", app.Admin)
	there := datatest.OpenBy(t, filepath.Join(t.TempDir(), "laptop.lamp"), func() time.Time { return h.clock.Add(time.Second) })
	carry := func(from, to *data.Store) {
		t.Helper()
		sets, err := from.Changes(t.Context(), 0, 1<<20)
		if err == nil {
			err = to.Apply(t.Context(), sets)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	carry(h.Store, there)
	clerk := func(p *app.Staff) { p.Roles = []app.Role{app.Counter} }
	if err := h.changed(second.ID, h.admin, clerk); err != nil {
		t.Fatal(err)
	}
	here := h.Store
	h.Store = there
	if err := h.changed(h.admin.Staff, h.admin, clerk); err != nil {
		t.Fatal(err)
	}
	h.Store = here
	carry(there, here)
	carry(here, there)
	for i, s := range []*data.Store{here, there} {
		if until, err := s.AdministeredUntil(t.Context(), h.admin); err != nil || until != "" {
			t.Errorf("file %d is administered until %q (%v)", i, until, err)
		}
	}
	if err := here.Close(); err != nil {
		t.Fatal(err)
	}
	s, by, err := data.RecoverTo(t.Context(), h.path, h.options(), app.Recovery{One: h.first[0].Text, Other: h.first[2].Text, StaffNo: "MY021", Password: signInAdmin})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if until, err := s.AdministeredUntil(t.Context(), by); err != nil || until != app.Forever || by.May(app.ChangeCompany) != nil {
		t.Errorf("after recovery it is administered until %q by %+v (%v)", until, by, err)
	}
	carry(s, there)
	if until, err := there.AdministeredUntil(t.Context(), by); err != nil || until != app.Forever {
		t.Errorf("the other computer is administered until %q (%v)", until, err)
	}
}

func TestFailuresMakeTheNextTryWaitAlsoAfterARestart(t *testing.T) {
	h := newSignInHall(t)
	fails := func() {
		t.Helper()
		_, err := h.SignIn(t.Context(), "MY021", "不是这个密码呀0")
		refusedBecause(t, err, app.WrongPassword)
	}
	for _, wait := range []time.Duration{1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300} {
		fails()
		h.clock = h.clock.Add(wait*time.Second - time.Millisecond)
		_, err := h.SignIn(t.Context(), "MY021", signInClerk)
		refusedBecause(t, err, app.WaitsAfterFailure)
		h.clock = h.clock.Add(time.Millisecond)
	}
	fails()
	if _, err := h.SignIn(t.Context(), "MY001", signInAdmin); err != nil {
		t.Errorf("somebody else waits as well: %v", err)
	}
	_, err := h.again("MY021", signInClerk)
	refusedBecause(t, err, app.WaitsAfterFailure)
	h.clock = h.clock.Add(-24 * time.Hour) // a clock set back makes nobody wait for longer
	if _, _, err = data.SignInTo(t.Context(), h.path, h.options(), "MY021", signInClerk); err == nil {
		t.Error("a clock set back lets him in at once")
	}
	h.clock = h.clock.Add(24*time.Hour + 301*time.Second)
	if _, by, err := data.SignInTo(t.Context(), h.path, h.options(), "MY021", signInClerk); err != nil || by.Staff != h.clerk.ID {
		t.Errorf("after the wait: %v", err)
	}
}

func TestAPasswordIsChangedWithoutWritingTheFileAnew(t *testing.T) {
	h := newSignInHall(t)
	by, err := h.SignIn(t.Context(), "MY021", signInClerk)
	if err != nil {
		t.Fatal(err)
	}
	refusedBecause(t, h.ChangePassword(t.Context(), by, "不是这个密码呀0", signInFresh), app.WrongPassword)
	h.clock = h.clock.Add(time.Minute)
	refusedBecause(t, h.ChangePassword(t.Context(), by, signInClerk, "12345678"), app.EasilyGuessed)
	refusedBecause(t, h.ChangePassword(t.Context(), by, signInClerk, signInClerk), app.SamePassword)
	if err := h.ChangePassword(t.Context(), by, signInClerk, signInFresh); err != nil {
		t.Fatal(err)
	}
	key := slices.Clone(h.Key())
	_, err = h.again("MY021", signInClerk)
	refusedBecause(t, err, app.WrongPassword)
	h.clock = h.clock.Add(time.Minute)
	if _, err := h.again("MY021", signInFresh); err != nil || !slices.Equal(h.Key(), key) {
		t.Errorf("by the new password: %v, the same key: %v", err, slices.Equal(h.Key(), key))
	}
}

func TestAPasswordChangedElsewhereIsAskedForAndWrapsTheKeyAnew(t *testing.T) {
	h := newSignInHall(t)
	by, err := h.SignIn(t.Context(), "MY021", signInClerk)
	if err != nil {
		t.Fatal(err)
	}
	ring, err := keys.Read(h.path)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.ChangePassword(t.Context(), by, signInClerk, signInFresh); err != nil {
		t.Fatal(err)
	}
	err = ring.Write() // as it lies on the computer that has not heard of it
	if err == nil {
		err = ring.Write() // the second copy, too
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.again("MY021", signInClerk)
	refusedBecause(t, err, app.PasswordElsewhere)
	h.clock = h.clock.Add(time.Minute)
	if _, err := h.SignIn(t.Context(), "MY021", signInFresh); err != nil {
		t.Fatal(err)
	}
	if _, err := h.again("MY021", signInFresh); err != nil {
		t.Errorf("the next day: %v", err)
	}
}

func TestTwoSharesLetAnAdministratorInAgain(t *testing.T) {
	h := newSignInHall(t)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	again := app.Recovery{One: h.first[2].Text, Other: strings.ToLower(h.first[0].Text), StaffNo: "MY021", Password: signInFresh}
	s, by, err := data.RecoverTo(t.Context(), h.path, h.options(), again)
	if err != nil || by.Staff != h.clerk.ID || by.May(app.ChangeCompany) != nil {
		t.Fatalf("by two shares comes %+v: %v", by, err)
	}
	t.Cleanup(func() { _ = s.Close() })
	again.Other = again.One
	_, _, err = data.RecoverTo(t.Context(), h.path, h.options(), again)
	refusedBecause(t, err, app.SameShare)
	_, err = s.SignIn(t.Context(), "MY021", signInFresh)
	if err != nil {
		t.Error(err)
	}
}

func TestNewSharesTakeTwoAdministratorsAndTheOldOnesEnd(t *testing.T) {
	h := newSignInHall(t)
	other := h.person("MY002", "阿木·曲比", app.Admin)
	if _, err := h.NewShares(t.Context(), h.admin); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("one alone: %v", err)
	}
	forged := h.admin
	forged.Witness = other.ID
	if _, err := h.NewShares(t.Context(), forged); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("with somebody who did not sign in: %v", err)
	}
	_, err := h.Witness(t.Context(), h.admin, "MY001", signInAdmin)
	refusedBecause(t, err, app.SamePerson)
	with, err := h.Witness(t.Context(), h.admin, "MY021", signInClerk)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := h.NewShares(t.Context(), with); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("with a clerk: %v", err)
	}
	if with, err = h.Witness(t.Context(), h.admin, "MY002", signInClerk); err != nil {
		t.Fatal(err)
	}
	late := with
	made, err := h.NewShares(t.Context(), with)
	if err != nil || len(made) != 3 {
		t.Fatal(err)
	}
	if _, err := h.NewShares(t.Context(), late); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("a second time by the same word: %v", err)
	}
	if with, err = h.Witness(t.Context(), h.admin, "MY002", signInClerk); err != nil {
		t.Fatal(err)
	}
	h.clock = h.clock.Add(5*time.Minute + time.Second)
	if _, err := h.NewShares(t.Context(), with); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("after more than five minutes: %v", err)
	}
	_, _, err = data.RecoverTo(t.Context(), h.path, h.options(), app.Recovery{One: h.first[0].Text, Other: h.first[1].Text, StaffNo: "MY001", Password: signInFresh})
	refusedBecause(t, err, app.OldShare)
}

func TestManyQuestionsAreWithdrawnByTwo(t *testing.T) {
	h := newSignInHall(t)
	by, err := h.SignIn(t.Context(), "MY021", signInClerk)
	if err != nil {
		t.Fatal(err)
	}
	h.person("MY003", "吉克·阿牛", app.Trainer)
	many := make([]app.BankQuestionID, app.MassWithdrawal+1)
	if err := h.WithdrawQuestions(t.Context(), by, many[1:], "重复"); err != nil {
		t.Errorf("%d by one: %v", app.MassWithdrawal, err)
	}
	if err := h.WithdrawQuestions(t.Context(), by, many, "重复"); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("%d by one: %v", len(many), err)
	}
	with, err := h.Witness(t.Context(), by, "MY003", signInClerk)
	if err == nil {
		err = h.WithdrawQuestions(t.Context(), with, many, "重复")
	}
	if err != nil {
		t.Errorf("by two: %v", err)
	}
}

func TestACopyThatAnybodyCouldReadTakesTwo(t *testing.T) {
	h := newSignInHall(t)
	h.person("MY002", "阿木·曲比", app.Admin)
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	open := h.options()
	s, err := data.Open(t.Context(), h.path, open) // without its key
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	to := filepath.Join(t.TempDir(), "copy.lamp")
	if _, err := s.Backup(t.Context(), h.admin, to); !errors.Is(err, app.ErrNeedsWitness) {
		t.Errorf("one alone: %v", err)
	}
	with, err := s.Witness(t.Context(), h.admin, "MY002", signInClerk)
	if err == nil {
		_, err = s.Backup(t.Context(), with, to)
	}
	if err != nil {
		t.Errorf("two: %v", err)
	}
	log, err := s.AuditLog(t.Context(), h.admin, app.AuditFilter{Kinds: []app.AuditKind{app.AuditBackedUp}})
	if err != nil || len(log.Lines) != 1 || log.Lines[0].Details["what"] != "open" || log.Lines[0].Second != "阿木·曲比" {
		t.Errorf("the audit log says %+v (%v)", log.Lines, err)
	}
}

func TestHalfDoneFormsAreOfWhoBeganThem(t *testing.T) {
	h := newSignInHall(t)
	h.person("MY022", "普祖", app.Counter)
	one, err := h.SignIn(t.Context(), "MY021", signInClerk)
	if err != nil {
		t.Fatal(err)
	}
	other, err := h.SignIn(t.Context(), "MY022", signInClerk)
	if err != nil {
		t.Fatal(err)
	}
	if err := h.SaveDraft(t.Context(), one, app.Draft{ID: "case-1", Form: "case", Title: "校表"}); err != nil {
		t.Fatal(err)
	}
	if theirs, err := h.Drafts(t.Context(), other); err != nil || len(theirs) != 0 {
		t.Errorf("another sees %d: %v", len(theirs), err)
	}
	if err := h.DropDraft(t.Context(), other, "case-1"); err != nil {
		t.Fatal(err)
	}
	if own, err := h.Drafts(t.Context(), one); err != nil || len(own) != 1 {
		t.Errorf("he himself sees %d: %v", len(own), err)
	}
}

func TestSigningInIsToldInTheAuditLog(t *testing.T) {
	h := newSignInHall(t)
	_, err := h.SignIn(t.Context(), "MY021", "不是这个密码呀0")
	refusedBecause(t, err, app.WrongPassword)
	h.clock = h.clock.Add(time.Minute)
	by, err := h.SignIn(t.Context(), "MY021", signInClerk)
	if err == nil {
		err = errors.Join(h.Lock(t.Context(), by), h.SignOut(t.Context(), by))
	}
	if err != nil {
		t.Fatal(err)
	}
	told := datatest.Dump(t, h.path)["audit_entries"]
	for _, kind := range []app.AuditKind{app.AuditPerson, app.AuditPassword, app.AuditSignedIn, app.AuditSignInFailed, app.AuditLocked, app.AuditSignedOut} {
		if !strings.Contains(told, string(kind)) {
			t.Errorf("the audit log does not tell %s", kind)
		}
	}
	for _, secret := range []string{signInClerk, signInFresh, "不是这个密码呀0"} {
		if strings.Contains(told, secret) {
			t.Error("the audit log tells a password")
		}
	}
}

func TestTheLogOfSignInsReplaysIntoAnEqualFile(t *testing.T) {
	h := newSignInHall(t)
	if err := h.DisableSignIn(t.Context(), h.admin, h.clerk.ID, "调离"); err != nil {
		t.Fatal(err)
	}
	changes, err := h.Changes(t.Context(), 0, 1<<20)
	if err != nil {
		t.Fatal(err)
	}
	copied, err := data.Open(t.Context(), filepath.Join(t.TempDir(), "copy.lamp"), data.Options{Create: true, Now: datatest.Now, WatchDoor: true, Passwords: keys.Cheap})
	if err == nil {
		err = copied.Apply(context.WithoutCancel(t.Context()), changes)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = copied.Close() })
	want, got := datatest.Dump(t, h.Path()), datatest.Dump(t, copied.Path())
	for _, table := range []string{"sign_ins", "staff"} {
		if want[table] != got[table] {
			t.Errorf("%s differs after replay:\n%s\n%s", table, want[table], got[table])
		}
	}
	// Whoever has only the records is known there too, by his number and password.
	if by, err := copied.SignIn(t.Context(), "MY001", signInAdmin); err != nil || by.Staff != h.admin.Staff {
		t.Errorf("on another computer: %v", err)
	}
}

func BenchmarkSignIn(b *testing.B) {
	path := filepath.Join(b.TempDir(), "hall.lamp")
	s, err := data.Open(b.Context(), path, data.Options{Create: true})
	if err != nil {
		b.Fatal(err)
	}
	by, err := s.Start(b.Context(), "米易营业厅", "沈丽")
	if err == nil {
		_, err = s.FirstAdministrator(b.Context(), by, app.FirstAdministrator{StaffNo: "MY001", Name: "沈丽", Password: signInAdmin})
	}
	if err = errors.Join(err, s.Close()); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, _, err := data.SignInTo(b.Context(), path, data.Options{}, "MY001", signInAdmin)
		if err == nil {
			err = s.Close()
		}
		if err != nil {
			b.Fatal(err)
		}
	}
}
