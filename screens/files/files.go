// Package files asks a person for a file or a folder. It opens, reads and
// writes nothing: what comes out is a path.
package files

import (
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"fyne.io/fyne/v2/storage"
)

// Sheets are the endings of the lists that can be read.
func Sheets() []string { return []string{".xlsx", ".csv", ".txt", ".tsv"} }

// Ours are the endings of this program's own files.
func Ours() []string { return []string{".lamp", ".sqlite", ".db"} }

// Enrolments are the endings of the files by which a computer joins a company.
func Enrolments() []string { return []string{".lampjoin"} }

// Open asks for a file with one of these endings, beginning in a folder.
// chosen is called unless the person thinks better of it.
func Open(canvas fyne.Canvas, folder string, endings []string, chosen func(path string)) {
	ask := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil || file == nil {
			return
		}
		path := file.URI().Path()
		_ = file.Close() // nothing was read from it
		chosen(filepath.FromSlash(path))
	}, windowOf(canvas))
	ask.SetFilter(storage.NewExtensionFileFilter(endings))
	show(ask, canvas, folder)
}

// Folder asks for a folder.
func Folder(canvas fyne.Canvas, folder string, chosen func(path string)) {
	show(dialog.NewFolderOpen(func(uri fyne.ListableURI, err error) {
		if err == nil && uri != nil {
			chosen(filepath.FromSlash(uri.Path()))
		}
	}, windowOf(canvas)), canvas, folder)
}

// show opens the dialog as large as the window, so that long names are read.
func show(ask *dialog.FileDialog, canvas fyne.Canvas, folder string) {
	if folder != "" {
		if uri, err := storage.ListerForURI(storage.NewFileURI(folder)); err == nil {
			ask.SetLocation(uri)
		}
	}
	ask.Show()
	ask.Resize(canvas.Size().SubtractWidthHeight(80, 80)) // before, it has no size to compare with and panics
}

// windowOf is the window a canvas belongs to.
func windowOf(canvas fyne.Canvas) fyne.Window {
	windows := fyne.CurrentApp().Driver().AllWindows()
	for _, w := range windows {
		if w.Canvas() == canvas {
			return w
		}
	}
	return windows[0]
}
