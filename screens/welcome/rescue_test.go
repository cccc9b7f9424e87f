package welcome_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"time"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/screentest"
	"lamplighter/screens/welcome"
)

// rescued is what the page handed on.
type rescued struct {
	page  *screentest.Page
	asked []string
	ready []string
}

// damaged is the page of a start whose file is damaged.
func damaged(t *testing.T, backups []app.Backup, fails error, opts ...screentest.Option) *rescued {
	t.Helper()
	r := &rescued{page: screentest.New(t, opts...)}
	now := time.Date(2026, 3, 2, 9, 30, 0, 0, app.Local)
	page := welcome.NewPage(welcome.Setup{
		Runner: background.Inline(), Canvas: r.page.Window().Canvas(), Folder: "/files", Prefs: kept{}, Err: app.ErrDamagedFile, Path: "/files/hall.lamp",
		Make:  func(context.Context, welcome.Choice, func(done, total int)) error { return nil },
		Ready: func(c welcome.Choice) { r.ready = append(r.ready, c.Path) },
		Speak: func() {},
		Rescue: &welcome.Rescue{Backups: backups, Now: func() time.Time { return now }, Do: func(_ context.Context, backup string) (app.Restored, error) {
			r.asked = append(r.asked, backup)
			return app.Restored{Kept: "/files/hall.lamp.before-20260302-093000", Added: 12, Salvage: app.Salvage{Tables: []app.SalvagedTable{
				{Table: "customers", Saved: 19_990, Log: 40, Lost: 10}, {Table: "cases", Saved: 60_000},
			}, Unsent: 3}}, fails
		}},
	})
	r.page.Show(page.Content())
	page.Focus()
	return r
}

func someBackups() []app.Backup {
	made := time.Date(2026, 3, 2, 8, 15, 0, 0, app.Local).UnixMilli()
	return []app.Backup{{Path: "/backups/untouched.lamp", MadeAt: made}, {Path: "/backups/checked.lamp", MadeAt: made, Rows: 80_000, Checked: made}}
}

func TestADamagedFileIsSavedByTheNewestCheckedBackupAndWhatItAdds(t *testing.T) {
	r := damaged(t, someBackups(), nil)
	r.page.See("damaged")
	r.page.DontSee("Invent the county")
	r.page.Press("Enter") // the keyboard is on what helps most
	r.page.See("Saved: 79,990 rows. Lost: 10.")
	r.page.See("hall.lamp.before-20260302-093000")
	r.page.Press("Enter")
	if len(r.asked) != 1 || r.asked[0] != "/backups/checked.lamp" || len(r.ready) != 1 || r.ready[0] != "/files/hall.lamp" {
		t.Errorf("asked for %v, ready %v", r.asked, r.ready)
	}
}

func TestWithoutABackupOnlyTheFileIsRead(t *testing.T) {
	r := damaged(t, someBackups()[:1], nil)
	r.page.See("No checked backup was found.")
	r.page.DontSee("Newest backup, and what the file adds")
	r.page.Press("Enter")
	if len(r.asked) != 1 || r.asked[0] != "" {
		t.Errorf("asked for %v", r.asked)
	}
}

func TestARescueThatFailsSaysWhyAndMayBeTriedAgain(t *testing.T) {
	r := damaged(t, someBackups(), errors.Join(app.ErrDiskFull))
	r.page.Press("Enter")
	r.page.See("The disk is full.")
	r.page.Tap("Only what can be read of the file")
	if len(r.asked) != 2 || len(r.ready) != 0 {
		t.Errorf("asked for %v, ready %v", r.asked, r.ready)
	}
}

func TestRescueShots(t *testing.T) {
	folder := screentest.Gallery(t)
	size := screentest.Size(1366, 768)
	for name, opts := range map[string][]screentest.Option{"zh": {screentest.Chinese(), size}, "en-dark": {screentest.Dark(), size}} {
		r := damaged(t, someBackups(), nil, opts...)
		r.page.Shot(filepath.Join(folder, "rescue-"+name+".png"))
		r.page.Press("Enter")
		r.page.Shot(filepath.Join(folder, "rescue-done-"+name+".png"))
	}
}
