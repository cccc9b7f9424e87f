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

func anew(t *testing.T, fails error, opts ...screentest.Option) (page *screentest.Page, done *[]string) {
	t.Helper()
	page, done = screentest.New(t, opts...), &[]string{}
	did := func(what string) { *done = append(*done, what) }
	start := welcome.NewNewStart(welcome.Setup{
		Runner: background.Inline(), Canvas: page.Window().Canvas(),
		Make: func(_ context.Context, c welcome.Choice, _ func(done, total int)) error {
			did("make " + c.Snapshot)
			if c.Kind != welcome.Anew || c.Path != "/files/hall.lamp" {
				t.Errorf("made %+v", c)
			}
			return fails
		},
		Ready: func(welcome.Choice) { did("ready") },
		Back:  func() { did("back") },
	}, welcome.Choice{Path: "/files/hall.lamp", Snapshot: "/stick/a.lampsnap"})
	page.Show(start.Content())
	start.Begin()
	return page, done
}

func TestAFileThatBeganAnewIsOpened(t *testing.T) {
	_, done := anew(t, nil)
	if got := *done; len(got) != 2 || got[0] != "make /stick/a.lampsnap" || got[1] != "ready" {
		t.Errorf("done was %v", got)
	}
}

func TestWhereBeginningAnewFailsOneGoesBackToTheFile(t *testing.T) {
	page, done := anew(t, app.Refuse("snapshot", app.OlderSnapshot))
	page.See("These records were made before an area left this computer, and lack what it wrote there. Exchange once more with the main computer, which makes newer ones. Nothing was changed here.")
	page.Press("Enter")
	if got := *done; len(got) != 2 || got[1] != "back" {
		t.Errorf("done was %v", got)
	}
}

func TestADamagedSnapshotIsToldAsSuch(t *testing.T) {
	page, done := anew(t, errors.Join(app.ErrDamagedFile))
	page.See("The snapshot is damaged. The file here is as it was")
	page.Press("Escape")
	if got := *done; len(got) != 2 || got[1] != "back" {
		t.Errorf("done was %v", got)
	}
}

func TestGalleryOfTheNewStart(t *testing.T) {
	folder := screentest.Gallery(t)
	for name, options := range screentest.Dresses(screentest.Size(1366, 768)) {
		t.Run(name, func(t *testing.T) {
			page, _ := anew(t, errors.Join(app.ErrDamagedFile), options...)
			page.Shot(filepath.Join(folder, "anew-"+name+".png"))
		})
	}
}
