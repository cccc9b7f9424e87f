package files_test

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"lamplighter/screens/files"
)

// asked shows a dialog over an empty window, and answers the button that agrees.
func asked(t *testing.T, ask func(fyne.Canvas)) *widget.Button {
	t.Helper()
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel(""))
	w.Resize(fyne.NewSize(1366, 768))
	ask(w.Canvas())
	top := w.Canvas().Overlays().Top()
	if top == nil {
		t.Fatal("nothing is asked")
	}
	var agree *widget.Button
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *widget.Button:
			if o.Importance == widget.HighImportance {
				agree = o
			}
		case *widget.PopUp:
			if got := o.Content.Size(); got.Width < 1200 || got.Height < 600 {
				t.Errorf("it is %v large in a window of 1366 x 768", got)
			}
			walk(o.Content)
		case *fyne.Container:
			for _, one := range o.Objects {
				walk(one)
			}
		case fyne.Widget:
			for _, one := range test.WidgetRenderer(o).Objects() {
				walk(one)
			}
		}
	}
	walk(top)
	if agree == nil {
		t.Fatal("no button agrees")
	}
	return agree
}

func TestAFolderIsAskedFor(t *testing.T) {
	folder, chosen := t.TempDir(), ""
	agree := asked(t, func(c fyne.Canvas) { files.Folder(c, folder, func(path string) { chosen = path }) })
	test.Tap(agree)
	if chosen != folder {
		t.Errorf("%q was chosen, want %q", chosen, folder)
	}
}

func TestAFileIsAskedFor(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "list.csv"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	agree := asked(t, func(c fyne.Canvas) { files.Open(c, folder, files.Sheets(), func(string) {}) })
	if !agree.Disabled() {
		t.Error("it agrees before a file is chosen")
	}
}
