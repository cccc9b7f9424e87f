package welcome_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
	"lamplighter/screens/welcome"
)

// kept is preferences without a file.
type kept map[string]string

func (k kept) Get(name string) string { return k[name] }
func (k kept) Set(name, value string) { k[name] = value }

// begun is what the page handed on.
type begun struct {
	page  *screentest.Page
	made  []welcome.Choice
	ready int
	spoke int
	prefs kept
}

func open(t *testing.T, failed, fails error, opts ...screentest.Option) *begun {
	t.Helper()
	b := &begun{page: screentest.New(t, opts...), prefs: kept{}}
	page := welcome.NewPage(welcome.Setup{
		Runner: background.Inline(), Canvas: b.page.Window().Canvas(), Folder: "/files", Prefs: b.prefs, Err: failed, Path: "/files/hall.lamp",
		Make: func(_ context.Context, c welcome.Choice, _ func(done, total int)) error {
			b.made = append(b.made, c)
			return fails
		},
		Ready: func(welcome.Choice) { b.ready++ },
		Speak: func() { b.spoke++ },
	})
	b.page.Show(page.Content())
	page.Focus()
	return b
}

func TestANewFileNeedsAUnitAndAName(t *testing.T) {
	b := open(t, nil, nil)
	b.page.Tap("Make the file")
	b.page.See("Please fill in Unit.")
	b.page.TypeHere("米易营业厅") // the field that was refused has the focus
	b.page.Press("Tab")
	b.page.TypeHere("沈丽")
	b.page.Tap("Make the file")
	want := welcome.Choice{Kind: welcome.New, Path: "/files/lamplighter.lamp", Company: "米易营业厅", Person: "沈丽"}
	if len(b.made) != 1 || b.made[0] != want || b.ready != 1 {
		t.Errorf("made %+v, ready %d times", b.made, b.ready)
	}
}

func TestACountyOfNobodyIsRefused(t *testing.T) {
	b := open(t, nil, nil)
	b.page.Type("Customers", "0")
	b.page.Tap("Invent the county")
	b.page.See("Customers cannot be.")
	b.page.Type("Customers", "50")
	b.page.Tap("Invent the county")
	if len(b.made) != 1 || b.made[0].Customers != 50 || b.made[0].Kind != welcome.Sample {
		t.Errorf("made %+v", b.made)
	}
}

func TestAFileThatCannotBeOpenedSaysWhy(t *testing.T) {
	b := open(t, app.ErrNewerFile, nil)
	b.page.See("made by a newer version")
	b = open(t, nil, app.ErrOpenElsewhere)
	b.page.Tap("Open the file")
	b.page.See("open in another window")
	if b.ready != 0 {
		t.Error("a file that cannot be opened counts as ready")
	}
}

func TestJoiningNeedsTheEnrolmentAndItsPassphrase(t *testing.T) {
	b := open(t, nil, app.Refuse("passphrase", app.WrongPassphrase))
	b.page.Tap("Join")
	b.page.See("Please fill in Enrolment file.")
	b.page.Type("Enrolment file", "/stick/lamplighter-K7QX.lampjoin")
	b.page.Tap("Join")
	b.page.See("Please fill in Passphrase.")
	b.page.Type("Passphrase", "k7qx 2mnp abcd efgh")
	b.page.Tap("Join")
	b.page.See("The passphrase is not the right one.")
	if len(b.made) != 1 || b.made[0].Kind != welcome.Join || b.made[0].Enrolment != "/stick/lamplighter-K7QX.lampjoin" || b.made[0].Passphrase != "k7qx 2mnp abcd efgh" || b.ready != 0 {
		t.Errorf("made %+v, ready %d times", b.made, b.ready)
	}
}

func TestALanguageIsChosenAtOnce(t *testing.T) {
	b := open(t, nil, errors.New("unused"))
	b.page.Tap("English")
	if b.prefs["language"] != "en" || b.spoke != 1 {
		t.Errorf("language %q, told %d times", b.prefs["language"], b.spoke)
	}
}

// TestShots draws the page for a person to judge.
func TestShots(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, opts := range map[string][]screentest.Option{"zh-light": {screentest.Chinese()}, "en-dark": {screentest.Dark()}} {
		open(t, nil, nil, append(opts, screentest.Size(1280, 720))...).page.Shot(filepath.Join(folder, "welcome-"+name+".png"))
		page := screentest.New(t, append(opts, screentest.Size(1280, 720))...)
		other := welcome.NewPage(welcome.Setup{Runner: background.Inline(), Canvas: page.Window().Canvas(), Folder: "/files", Prefs: kept{}, Path: "/files/hall.lamp", Back: func() {}})
		page.Show(other.Content())
		page.Shot(filepath.Join(folder, "welcome-other-"+name+".png"))
		open(t, app.ErrDamagedFile, nil, append(opts, screentest.Size(1280, 720))...).page.Shot(filepath.Join(folder, "welcome-damaged-"+name+".png"))
	}
}

func TestWhoThinksBetterOfAnotherFileGoesBack(t *testing.T) {
	page := screentest.New(t)
	back := 0
	p := welcome.NewPage(welcome.Setup{
		Runner: background.Inline(), Canvas: page.Window().Canvas(), Folder: "/files", Prefs: kept{}, Path: "/files/hall.lamp", Back: func() { back++ },
	})
	page.Show(p.Content())
	p.Focus()
	page.Tap("Back to hall.lamp  Esc")
	page.Press("Escape")
	if back != 2 {
		t.Errorf("went back %d times, want 2", back)
	}
}
