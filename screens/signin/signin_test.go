package signin_test

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/signin"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

const (
	right = "三更灯火五更鸡7"
	own   = "正是男儿读书时8"
)

// counter is a file with an administrator, and the page on which one signs in.
type counter struct {
	*data.Store
	page   *screentest.Page
	runner *background.Runner
	by     app.Actor
	shares []app.RecoveryShare
	in     int
	set    signin.Setup
}

func newCounter(t *testing.T, opts ...screentest.Option) *counter {
	t.Helper()
	c := &counter{Store: datatest.Open(t), page: screentest.New(t, opts...), runner: background.Inline()}
	var err error
	c.shares, err = c.FirstAdministrator(t.Context(), datatest.Actor(t, c.Store), app.FirstAdministrator{StaffNo: "MY001", Name: "沈丽", Password: right, Roles: []app.Role{app.Supervisor}})
	if err == nil {
		c.by, err = c.SignIn(t.Context(), "MY001", right)
	}
	if err != nil {
		t.Fatal(err)
	}
	c.set = signin.Setup{
		Runner: c.runner, File: "hall.lamp",
		Enter: func(ctx context.Context, no, password string) error {
			_, err := c.SignIn(ctx, no, password)
			return err
		},
		Anew: func(ctx context.Context, no, password, own string) error {
			_, err := c.SignInAnew(ctx, no, password, own)
			return err
		},
		In: func() { c.in++ }, Recover: func(context.Context, app.Recovery) error { return app.Refuse("share_two", app.SameShare) },
		Speak: func(string) {}, Others: func() {},
	}
	return c
}

func (c *counter) show() *signin.Page {
	p := signin.NewPage(c.set)
	c.page.Show(p.Content())
	p.Focus()
	return p
}

func (c *counter) clerk(t *testing.T) app.Staff {
	t.Helper()
	p, err := c.SaveStaff(t.Context(), c.by, app.Staff{}, app.Staff{StaffNo: "MY021", Name: "罗永红", Unit: c.by.Unit, Roles: []app.Role{app.Counter}, ValidFrom: "2026-01-01"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestSomebodySignsInByNumberPasswordAndEnter(t *testing.T) {
	c := newCounter(t)
	c.show()
	c.page.TypeHere("my001")
	c.page.Press("Enter")
	c.page.TypeHere(right)
	c.page.Press("Enter")
	if c.in != 1 {
		t.Errorf("was let in %d times, want once", c.in)
	}
	if strings.Contains(c.page.Text(), right) {
		t.Error("the password can be read on the page")
	}
}

func TestAWrongPasswordIsToldAndTheNextTryWaits(t *testing.T) {
	c := newCounter(t)
	c.show()
	c.page.TypeHere("MY001")
	c.page.Press("Tab")
	c.page.TypeHere("不是这个密码呀0")
	c.page.Press("Enter")
	c.page.See("The number or the password is not right.")
	c.page.TypeHere(right)
	c.page.Press("Enter")
	c.page.See("The next one is possible in 1 s.")
	c.runner.Elapse(time.Second)
	c.page.DontSee("The next one is possible")
	if c.in != 0 {
		t.Error("was let in while waiting")
	}
}

func TestCapitalLettersAloneAreHintedAt(t *testing.T) {
	c := newCounter(t)
	c.show()
	c.page.Into("Password")
	c.page.TypeHere("ABC")
	c.page.See("is Caps Lock on?")
	c.page.TypeHere("d")
	c.page.DontSee("is Caps Lock on?")
}

func TestAPasswordThatWasSetIsChangedAtOnce(t *testing.T) {
	c := newCounter(t)
	if err := c.SetPassword(t.Context(), c.by, c.clerk(t).ID, "Q7QK-2MNP-ABCD"); err != nil {
		t.Fatal(err)
	}
	c.show()
	c.page.TypeHere("MY021")
	c.page.Press("Tab")
	c.page.TypeHere("Q7QK-2MNP-ABCD")
	c.page.Press("Enter")
	c.page.See("A password of your own")
	c.page.TypeHere("kurz")
	c.page.Press("Enter")
	c.page.TypeHere("kurz")
	c.page.Press("Enter")
	c.page.See("The password is too short.")
	c.page.Type("New password", own)
	c.page.Press("Enter")
	c.page.TypeHere(own + "9")
	c.page.Press("Enter")
	c.page.See("The two passwords are not alike.")
	c.page.Type("Once more", own)
	c.page.Press("Enter")
	if _, err := c.SignIn(t.Context(), "MY021", own); c.in != 1 || err != nil {
		t.Errorf("was let in %d times; by his own password: %v", c.in, err)
	}
}

func TestTwoSharesAreAskedForAndTheSameOneTwiceIsRefused(t *testing.T) {
	c := newCounter(t)
	c.show()
	c.page.Tap("Recovery shares …")
	c.page.Type("Share of the first person", c.shares[0].Text)
	c.page.Type("Share of the second person", c.shares[0].Text)
	c.page.Type("Staff number", "MY001")
	c.page.Type("New password", own)
	c.page.Type("Once more", own)
	c.page.Press("Enter")
	c.page.See("This is the same share twice.")
	c.page.Tap("Back to signing in")
	c.page.See("Sign in")
}

// first is the page of the first administrator of a new file.
func first(t *testing.T, page *screentest.Page, later func()) (f *signin.First, made *[]app.RecoveryShare, saved map[string][]byte, done *int) {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	made, saved, done = &[]app.RecoveryShare{}, map[string][]byte{}, new(int)
	f = signin.NewFirst(signin.FirstSetup{
		Runner: background.Inline(), Name: by.Name, Later: later, Done: func() { *done++ },
		Make: func(ctx context.Context, a app.FirstAdministrator) (_ []app.RecoveryShare, err error) {
			*made, err = s.FirstAdministrator(ctx, by, a)
			return *made, err
		},
		Print: signin.Print{
			File: "hall.lamp", Now: datatest.Now, View: func(string) error { return nil },
			Save: func(name string, pdf []byte) (string, error) { saved[name] = pdf; return "/files/" + name, nil },
		},
	})
	page.Show(f.Content())
	f.Focus()
	return f, made, saved, done
}

func firstForm(page *screentest.Page) {
	page.TypeHere("MY001")
	page.Press("Tab", "Tab")
	page.TypeHere(right)
	page.Press("Tab")
	page.TypeHere(right)
	page.Press("Enter")
}

func TestTheFirstAdministratorTypesAGroupOfEachShareBack(t *testing.T) {
	page := screentest.New(t)
	_, made, saved, done := first(t, page, nil)
	page.DontSee("Later")
	page.Tap("Go on")
	page.See("Please fill in Staff number.")
	page.Into("Staff number")
	firstForm(page)
	page.See("Recovery shares")
	page.Tap("Save as PDF")
	if len(saved) != 1 {
		t.Errorf("%d papers were saved, want 1", len(saved))
	}
	page.See("Print it, give it to its keeper")
	page.Tap("All three are kept")
	page.See("This is not the group on the paper.")
	for i, group := range []int{3, 5, 7} {
		page.Type("Group "+string(rune('0'+group))+" of it, typed back", strings.ToLower((*made)[i].Groups()[group-1]))
	}
	page.Press("Enter")
	if *done != 1 {
		t.Errorf("done %d times, want once", *done)
	}
}

func TestAnOldFileMayGoOnWithoutSignInForNow(t *testing.T) {
	page := screentest.New(t)
	later := 0
	first(t, page, func() { later++ })
	page.Tap("Later  Esc")
	if later != 1 {
		t.Errorf("put off %d times", later)
	}
}

// settingsOf shows a part of the settings to the administrator.
func (c *counter) desk(t *testing.T) *desk.Desk {
	t.Helper()
	codes, err := c.Codes(t.Context(), c.by)
	if err != nil {
		t.Fatal(err)
	}
	return &desk.Desk{
		By: c.by, Codes: words.NewCodes("en", codes), Runner: c.runner, Now: datatest.Now, Keys: c.page.Keys(), Canvas: c.page.Window().Canvas(),
		Say: func(string) {}, Fail: func(err error) { t.Errorf("it failed: %v", err) },
	}
}

// kept is preferences without a file.
type kept map[string]string

func (k kept) Get(name string) string { return k[name] }
func (k kept) Set(name, value string) { k[name] = value }

func TestOnesOwnPasswordIsChanged(t *testing.T) {
	c := newCounter(t)
	prefs := kept{}
	o := signin.NewOwn(c.desk(t), c.Store, prefs)
	c.page.Show(o.Content())
	o.Focus()
	c.page.Type("Password so far", "不是这个密码呀0")
	c.page.Type("New password", own)
	c.page.Type("Once more", own)
	c.page.Press("Enter")
	c.page.See("The number or the password is not right.")
	if signin.Minutes(prefs) != 10*time.Minute {
		t.Errorf("it locks after %v", signin.Minutes(prefs))
	}
	c.page.Type("Lock after", "5")
	c.page.Press("Enter")
	if signin.Minutes(prefs) != 5*time.Minute {
		t.Errorf("it locks after %v", signin.Minutes(prefs))
	}
}

// keeping is a computer whose keyring answers, or does not.
type keeping struct {
	*data.Store
	state *app.KeptKey
}

func (k keeping) KeptUnlocked(context.Context, app.Actor) (app.KeptKey, error) { return *k.state, nil }

func (k keeping) KeepUnlocked(_ context.Context, by app.Actor, on bool) error {
	if !k.state.Answers {
		return app.ErrNoKeyring
	}
	if k.state.On, k.state.Name = on, ""; on {
		k.state.Name = by.Name
	}
	return nil
}

func TestAComputerKeepsTheFileUnlockedWhereItHasAKeyring(t *testing.T) {
	c := newCounter(t)
	state := app.KeptKey{Answers: true}
	o := signin.NewOwn(c.desk(t), keeping{c.Store, &state}, kept{})
	c.page.Show(o.Content())
	o.Reload()
	o.Focus()
	for range 10 {
		if _, is := c.page.Focusing().(*widgets.Check); is {
			break
		}
		c.page.Press("Tab")
	}
	c.page.Press("Space")
	c.page.See("Switched on by 沈丽")
	if !state.On {
		t.Error("it is not kept")
	}
	c.page.Press("Space")
	c.page.DontSee("Switched on by 沈丽")
	if state.On {
		t.Error("it is kept still")
	}
	state.Answers = false
	c.page.Press("Space")
	c.page.See("no keyring that answers")
	o.Reload()
	c.page.Press("Space")
	c.page.DontSee("Switched on by 沈丽")
}

func TestTheAdministratorForbidsComputersToKeepTheFileUnlocked(t *testing.T) {
	c := newCounter(t)
	p := signin.NewPeople(c.desk(t), c.Store, signin.Print{Now: datatest.Now})
	c.page.Show(p.Content())
	p.Reload()
	p.Focus()
	for range 10 {
		if _, is := c.page.Focusing().(*widgets.Check); is {
			break
		}
		c.page.Press("Tab")
	}
	c.page.Press("Space")
	if state, err := c.KeptUnlocked(t.Context(), c.desk(t).By); err != nil || !state.Forbidden {
		t.Fatalf("it stands as %+v: %v", state, err)
	}
	o := signin.NewOwn(c.desk(t), c.Store, kept{})
	c.page.Show(o.Content())
	o.Reload()
	c.page.See("an administrator decided that")
	c.page.DontSee("Keep this file unlocked on this computer")
}

func TestTheAdministratorLetsInAndKeepsOut(t *testing.T) {
	c := newCounter(t)
	c.clerk(t)
	p := signin.NewPeople(c.desk(t), c.Store, signin.Print{Now: datatest.Now})
	c.page.Show(p.Content())
	p.Reload()
	p.Focus()
	c.page.See("was not let in")
	c.page.Press("Down", "Enter")
	c.page.See("A password for 罗永红")
	c.page.Type("Password", "12345678")
	c.page.Press("Ctrl+Enter")
	c.page.See("would be guessed at once")
	c.page.Type("Password", "Q7QK-2MNP-ABCD")
	c.page.Press("Ctrl+Enter")
	c.page.See("must choose a password of his own")
	if _, err := c.SignIn(t.Context(), "MY021", "Q7QK-2MNP-ABCD"); !errors.Is(err, app.ErrMustChange) {
		t.Errorf("the clerk is told %v", err)
	}
	c.page.Press("Delete")
	c.page.Type("Reason", "调离")
	c.page.Press("Ctrl+Enter")
	c.page.See("kept out")
	c.page.Tap("New recovery shares …")
	c.page.See("this takes two persons")
	c.page.Type("Staff number", "MY001")
	c.page.Type("Password", right)
	c.page.Press("Enter")
	c.page.See("This must be somebody else")
}

func TestAnIdleWindowLocksAndAWindowAtWorkDoesNot(t *testing.T) {
	page := screentest.New(t)
	runner := background.Inline()
	now, locks := datatest.Now(), 0
	idle := &signin.Idle{Runner: runner, Canvas: page.Window().Canvas(), Now: func() time.Time { return now }, Limit: func() time.Duration { return time.Minute }, Lock: func() { locks++ }}
	idle.Start()
	pass := func(d time.Duration) {
		for ; d > 0; d -= 10 * time.Second {
			now = now.Add(10 * time.Second)
			runner.Elapse(10 * time.Second)
		}
	}
	pass(50 * time.Second)
	idle.Touch()
	pass(50 * time.Second)
	if locks != 0 {
		t.Error("it locked while somebody was there")
	}
	now = now.Add(-time.Hour) // the clock is set back
	pass(50 * time.Second)
	if locks != 0 {
		t.Error("a clock that was set back locked it")
	}
	pass(20 * time.Second)
	if locks != 1 {
		t.Errorf("it locked %d times, want once", locks)
	}
	pass(time.Hour)
	if locks != 1 {
		t.Errorf("a locked window locked %d times", locks)
	}
}

// TestShots draws the pages for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, opts := range screentest.Dresses(screentest.Size(1366, 768)) {
		shot := func(p *screentest.Page, what string) { p.Shot(filepath.Join(folder, "signin-"+what+"-"+name+".png")) }
		c := newCounter(t, opts...)
		c.show()
		c.page.TypeHere("MY001")
		c.page.Press("Tab")
		c.page.TypeHere("PASSWORD9")
		shot(c.page, "page")
		c.page.Press("Enter")
		shot(c.page, "wrong")
		c.page.TypeHere("x")
		c.page.Press("Enter")
		shot(c.page, "waits")
		first(t, c.page, func() {})
		shot(c.page, "first")
		firstForm(c.page)
		shot(c.page, "shares")
		c.clerk(t)
		people := signin.NewPeople(c.desk(t), c.Store, signin.Print{Now: datatest.Now})
		c.page.Show(people.Content())
		people.Reload()
		people.Focus()
		shot(c.page, "people")
		state := app.KeptKey{Answers: true, On: true, Name: "沈丽"}
		o := signin.NewOwn(c.desk(t), keeping{c.Store, &state}, kept{})
		c.page.Show(o.Content())
		o.Reload()
		shot(c.page, "own")
		state = app.KeptKey{}
		o.Reload()
		shot(c.page, "own-without-keyring")
		c.set.Locked, c.set.StaffNo, c.set.Layer = true, "MY001", func(string, func()) {}
		c.show()
		shot(c.page, "locked")
	}
}
