package screens_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"lamplighter/data/datatest"
	"lamplighter/screens/desk"
)

func TestServiceFiguresAreShownPrintedAndExportedByKeys(t *testing.T) {
	s := datatest.Open(t)
	ordered(t, s)
	page, w, b := openBureau(t, s, datatest.Actor(t, s), "en")
	w.Go(desk.Route{Tab: desk.Home})
	page.Press("Ctrl+T")
	page.See("Usual spans")
	page.See("All kinds")
	page.Press("Ctrl+P", "Enter")
	if len(b.viewed) != 1 || !strings.HasPrefix(filepath.Base(b.viewed[0]), "Service-figures-") {
		t.Errorf("opened %v, want the figures", b.viewed)
	}
	page.Press("Alt+3", "Ctrl+E")
	page.See("2 records of the list “Service figures Convenience”")
	folder := t.TempDir()
	page.Type("Folder", folder)
	page.Press("Ctrl+Enter")
	files, _ := os.ReadDir(folder)
	if len(files) != 1 || !strings.HasPrefix(files[0].Name(), "Service figures Convenience") {
		t.Errorf("wrote %v\n%s", files, page.Text())
	}
	page.Press("Home", "Down", "Enter")
	page.See("申请校表")
	page.Press("Escape")
	page.See("Usual spans")
	page.Press("Escape")
	page.DontSee("Usual spans")
}
