package screens_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data/datatest"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
	"lamplighter/screens/widgets"
)

// as puts a window up for somebody with these roles.
func as(t *testing.T, page *screentest.Page, in *screens.SignedIn, roles ...app.Role) *screens.Window {
	t.Helper()
	s := datatest.Open(t)
	by := datatest.Actor(t, s)
	by.Roles = roles
	w, err := screens.NewWindow(screens.Setup{
		Window: page.Window(), By: by, Store: s, File: "hall.lamp", Runner: background.Inline(), Now: datatest.Now, Prefs: kept{"language": "en"}, Folder: t.TempDir,
		Open: func(string) {}, SignedIn: in,
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestTheNavigationShowsWhatTheRolesAllow(t *testing.T) {
	for _, tt := range []struct {
		name   string
		roles  []app.Role
		see    []string
		lacked []string
	}{
		{"an administrator sees no customers", []app.Role{app.Admin}, []string{"Knowledge", "Settings"}, []string{"Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+K", "New case"}},
		{"a clerk imports nothing", []app.Role{app.Counter}, []string{"Customers", "Cases", "Start page", "Forecast"}, []string{"Ctrl+I"}},
		{"two roles are both", []app.Role{app.Admin, app.Supervisor}, []string{"Customers", "Import", "Forecast", "Settings"}, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := screentest.New(t)
			w := as(t, page, nil, tt.roles...)
			for _, tab := range tt.see {
				page.See(tab)
			}
			for _, tab := range tt.lacked {
				page.DontSee(tab)
			}
			page.Press("F2", "Ctrl+I", "Escape") // what is not there does nothing
			w.Go(desk.Route{Tab: desk.Settings})
			page.See("Language and look")
		})
	}
}

func TestALockedWindowShowsAndDoesNothingOfWhatLiesBelow(t *testing.T) {
	page := screentest.New(t)
	locks := 0
	w := as(t, page, &screens.SignedIn{Lock: func() { locks++ }, Over: func(o fyne.CanvasObject) fyne.CanvasObject { return o }}, app.Counter)
	w.Go(desk.Route{Tab: desk.Cases, NewCase: true})
	page.TypeHere("zx")
	page.Press("Enter")
	page.TypeHere("half")
	page.Press("Ctrl+L")
	if locks != 1 {
		t.Fatalf("Ctrl+L locks %d times, want once", locks)
	}
	field := widgets.NewEntry()
	cover := widgets.NewCover(field)
	cover.Lay(w.Keys())
	widgets.Focus(field)
	ended := widgets.NewSheet("Ended meanwhile", widgets.NewText("of somebody"), widgets.Action{})
	ended.Show(w.Keys()) // what ends meanwhile asks below the cover
	over := page.Window().Canvas().Overlays()
	if over.Top() != cover || cover.Size() != page.Window().Canvas().Size() {
		t.Error("the cover does not lie over everything")
	}
	floats := len(over.List())
	page.Press("Ctrl+K", "Ctrl+2", "Ctrl+L", "Escape")
	if locks != 1 || !ended.Open() || len(over.List()) != floats {
		t.Error("a chord works below the cover")
	}
	cover.Off()
	if len(over.List()) != floats-1 || !ended.Open() {
		t.Error("what ended meanwhile is gone with the cover")
	}
}
