package screens_test

import (
	"os"
	"path/filepath"
	"testing"

	"lamplighter/data/datatest"
	"lamplighter/screens"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/screentest"
)

func TestAnotherFileIsAskedForAndTheHalfDoneFormIsKept(t *testing.T) {
	s := datatest.Open(t)
	page := screentest.New(t)
	left := 0
	w := over(t, page, screens.Setup{
		Store: s, Runner: background.Inline(), Prefs: kept{"language": "en"}, Folder: t.TempDir, Elsewhere: func() { left++ },
	})
	w.Go(desk.Route{Tab: desk.Cases, NewCase: true})
	page.TypeHere("zx")
	page.Press("Enter")
	w.Go(desk.Route{Tab: desk.Settings})
	page.Tap("File and backup")
	page.Tap("Open another file …")
	if left != 1 {
		t.Fatalf("another file was asked for %d times, want once", left)
	}
	if drafts, err := s.Drafts(t.Context(), datatest.Actor(t, s)); err != nil || len(drafts) != 1 {
		t.Errorf("%d drafts are kept, want 1: %v", len(drafts), err)
	}
	page.Press("Ctrl+/")
	page.DontSee("Find a customer or case")
}

func TestAnotherFileWaitsForAnImport(t *testing.T) {
	s := datatest.Open(t)
	page := screentest.New(t)
	runner, release := background.Held()
	left := 0
	w := over(t, page, screens.Setup{
		Store: s, Runner: runner, Prefs: kept{"language": "en"}, Folder: t.TempDir, Elsewhere: func() { left++ },
	})
	list := filepath.Join(t.TempDir(), "list.csv")
	if err := os.WriteFile(list, []byte("户号,户名,电话\n5104000000011,李晓明,12900000001\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Import(list)
	release()
	page.Press("Ctrl+Enter")
	w.Go(desk.Route{Tab: desk.Settings})
	page.Tap("File and backup")
	page.Tap("Open another file …")
	page.See("An import is running.")
	if left != 0 {
		t.Error("the file was left in the middle of an import")
	}
	release()
}

func TestExportsOfThisComputerAreListed(t *testing.T) {
	s := datatest.Open(t)
	datatest.Customer(t, s, "李晓明", "5104000000011", "12900000001")
	page, w := open(t, s, "en")
	w.Go(desk.Route{Tab: desk.Settings})
	page.Tap("Exports")
	page.See("Nothing was exported on this computer yet.")
	w.Go(desk.Route{Tab: desk.Customers})
	page.Press("Ctrl+E")
	page.TypeHere("report")
	page.Press("Tab", "Enter")
	w.Go(desk.Route{Tab: desk.Settings})
	page.Tap("Exports")
	page.See("Report")
	page.See("Customers-20260302-0930.xlsx")
}
