package exchange

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Import is the page behind Ctrl+I: a file, then a look at it that tries the
// import without keeping anything, then Enter. It also lists earlier imports.
type Import struct {
	desk  *desk.Desk
	store Store

	OnExport func(ExportWhat) // the use of electricity is to go out

	into    *into
	path    *widgets.Entry
	note    *widgets.FieldNote
	past    *Past
	preview *Preview
	first   fyne.CanvasObject
	stack   *fyne.Container
	looking bool // the preview is on view

	folder  string // where the last list lay
	reading *background.Loader[app.SheetView]
}

// NewImport is the page at its first step.
func NewImport(d *desk.Desk, store Store) *Import {
	p := &Import{desk: d, store: store, past: NewPast(d, store), OnExport: func(ExportWhat) {}}
	p.into = newInto(d, store, func() { p.note.Clear(); p.hint(); p.first.Refresh() })
	p.preview = NewPreview(d, store)
	p.preview.OnLeft = func() { p.turn(false) }
	p.preview.OnUndo = func(id int64, file string) { p.past.Undo(id, file, func() { p.turn(false) }) }
	p.reading = background.NewLoader(d.Runner, p.show)
	p.path = widgets.NewEntry()
	p.path.SetPlaceHolder(lang.L("Path of the list, XLSX or CSV"))
	p.path.OnSubmitted = p.Take
	p.note = widgets.NewFieldNote()
	p.hint()
	choose := widgets.NewButton(lang.L("Choose…"), p.choose)
	field := container.NewBorder(nil, nil, nil, choose, p.path)
	use := widgets.NewButton(lang.L("Export electricity use")+"  Ctrl+E", func() { p.Export() })
	use.Hidden = d.By.May(app.ExportRecords) != nil
	top := container.NewBorder(nil, nil, nil, container.NewVBox(use), widgets.NewTitle(lang.L("Import a list")))
	head := container.NewVBox(top, p.into.Content(), field, p.note, widgets.NewSectionHeader(lang.L("Earlier imports")))
	p.first = container.NewBorder(container.NewPadded(head), nil, nil, nil, p.past.Content())
	p.stack = container.NewStack(p.first)
	background.NewLoader(d.Runner, func(folder string, _ error) { p.folder = folder }).
		Ask(func(ctx context.Context) (string, error) { return store.Setting(ctx, importFolder) })
	p.past.Reload()
	return p
}

// Content is the page.
func (p *Import) Content() fyne.CanvasObject { return p.stack }

// Shows names what is on view.
func (p *Import) Shows() app.Changes { return app.Imports }

// Reload asks for the earlier imports again; a file looked at stays.
func (p *Import) Reload() { p.past.Reload() }

// Focus puts the keyboard where work goes on.
func (p *Import) Focus() {
	if p.looking {
		p.preview.Focus()
		return
	}
	widgets.Focus(p.path)
}

// Save answers Ctrl+Enter.
func (p *Import) Save() {
	if p.looking {
		p.preview.Import()
		return
	}
	p.Take(p.path.Text)
}

// Export answers Ctrl+E: what of the use of electricity goes out is asked first.
func (p *Import) Export() bool {
	if p.looking {
		return false
	}
	exportUse(p.desk, p.store, func(what ExportWhat) { p.OnExport(what) })
	return true
}

// Show begins with a list of a class, asked for on its page.
func (p *Import) Show(r desk.Route) {
	if r.Class.IsZero() {
		return
	}
	if p.preview.Busy() {
		p.desk.Say(lang.L("An import is running. Wait for its end, or stop it."))
		return
	}
	p.turn(false)
	p.path.SetText("")
	p.into.class(r.Class)
	p.Focus()
}

// Busy reports whether an import runs.
func (p *Import) Busy() bool { return p.preview.Busy() }

// Leave answers Esc: back to the choice of a file.
func (p *Import) Leave() bool {
	if !p.looking {
		return false
	}
	p.preview.Leave()
	return true
}

func (p *Import) hint() {
	p.note.Hint(lang.L("Enter reads the file. A file can also be dropped on the window."))
}

func (p *Import) choose() {
	files.Open(p.desk, p.folder, files.Sheets(), p.Take)
}

// Take looks into a file that was typed, chosen or dropped on the window.
func (p *Import) Take(path string) {
	path = strings.Trim(strings.TrimSpace(path), `"`) // Windows copies paths in quotes
	switch {
	case path == "":
		p.note.Error(lang.L("Name a file, or choose one."))
		return
	case p.preview.Busy():
		p.desk.Say(lang.L("An import is running. Wait for its end, or stop it."))
		return
	}
	p.turn(false)
	p.path.SetText(path)
	p.note.Hint(lang.L("Reading {{.Name}} …", map[string]any{"Name": filepath.Base(path)}))
	p.folder = filepath.Dir(path)
	folder, kind := p.folder, p.into.kind
	p.reading.Ask(func(ctx context.Context) (app.SheetView, error) {
		view, err := p.store.ReadSheet(ctx, p.desk.By, kind, path, "")
		if err != nil {
			return view, err
		}
		return view, p.store.Set(ctx, importFolder, folder)
	})
}

func (p *Import) show(view app.SheetView, err error) {
	if err != nil {
		p.note.Error(words.Error(err))
		return
	}
	p.hint()
	p.turn(true)
	p.preview.Open(view, p.into.job())
}

func (p *Import) turn(look bool) {
	if p.looking == look {
		return
	}
	p.looking = look
	p.stack.Objects = []fyne.CanvasObject{p.first}
	if look {
		p.stack.Objects = []fyne.CanvasObject{p.preview.Content()}
	} else {
		p.past.Reload()
	}
	p.stack.Refresh()
	p.Focus()
}
