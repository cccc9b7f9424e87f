package screens_test

import (
	"context"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/data"
	"lamplighter/data/datatest"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
)

// headless is a store whose administrators were taken away on two computers.
type headless struct {
	*data.Store
	until app.Day
}

func (h *headless) AdministeredUntil(context.Context, app.Actor) (app.Day, error) {
	return h.until, nil
}

func TestTheWindowSaysThatNobodyIsAnAdministratorAndWhatLeadsOutOfIt(t *testing.T) {
	for name, dress := range screentest.Dresses(screentest.Size(1366, 720)) {
		t.Run(name, func(t *testing.T) {
			page := screentest.New(t, dress...)
			store := &headless{Store: datatest.Open(t)}
			by := datatest.Actor(t, store.Store)
			by.Roles = []app.Role{app.Counter}
			w, err := screens.NewWindow(screens.Setup{
				Window: page.Window(), By: by, Store: store, File: "hall.lamp", Runner: background.Inline(), Now: datatest.Now, Prefs: kept{"language": name[:2]}, Folder: t.TempDir,
				Open: func(string) {}, SignedIn: &screens.SignedIn{Over: func(o fyne.CanvasObject) fyne.CanvasObject { return o }},
			})
			if err != nil {
				t.Fatal(err)
			}
			said := map[string]string{"en": "no administrator", "zh": "无管理员"}[name[:2]]
			page.Tap(said)
			page.See(map[string]string{"en": "Two keepers of recovery shares", "zh": "两位恢复码保管人"}[name[:2]])
			if os.Getenv("LAMPLIGHTER_SHOTS") != "" {
				page.Shot(screentest.Gallery(t) + "/no-admin-" + name + ".png")
			}
			page.Press("Escape")
			store.until = app.Forever
			w.Changed(app.Company)
			page.DontSee(said)
		})
	}
}
