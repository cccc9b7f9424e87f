package behind

import (
	"context"
	"strconv"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Page shows the list behind a number.
type Page struct {
	desk   *desk.Desk
	of     List
	title  *widgets.Text
	told   *widgets.Text
	note   *widgets.FieldNote
	stage  *fyne.Container
	body   fyne.CanvasObject
	table  *widgets.RecordTable
	lines  atomic.Pointer[[]Line]
	loader *background.Loader[[]Line]
}

// NewPage is the page of a list, none yet.
func NewPage(d *desk.Desk) *Page {
	p := &Page{desk: d, title: widgets.NewTitle(""), told: widgets.NewMutedText(""), note: widgets.NewFieldNote(), stage: container.NewStack()}
	p.lines.Store(&[]Line{})
	p.loader = background.NewLoader(d.Runner, p.show)
	p.body = container.NewBorder(container.NewPadded(container.NewVBox(p.title, container.NewHBox(p.told), p.note)), nil, nil, nil, p.stage)
	return p
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Open turns to another list.
func (p *Page) Open(of List) {
	if p.table != nil {
		p.table.Stop()
	}
	p.of = of
	p.lines.Store(&[]Line{})
	p.title.SetText(of.Title)
	p.table = widgets.NewRecordTable(p.desk.Runner, of.Columns, p.fetch)
	p.table.OnOpen = p.open
	p.table.OnError = p.desk.Fail
	p.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing stands behind this number. Esc goes back to the figures."), widgets.Action{}))
	p.stage.Objects = []fyne.CanvasObject{p.table}
	p.stage.Refresh()
	p.Reload()
}

// Focus puts the keyboard on the list.
func (p *Page) Focus() { widgets.Focus(p.table) }

// Reload asks for the list again.
func (p *Page) Reload() {
	if p.of.Ask != nil {
		p.loader.Ask(p.of.Ask)
	}
}

func (p *Page) show(found []Line, err error) {
	p.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	p.lines.Store(&found)
	p.told.SetText(lang.L("{{.N}} records. Enter opens one.", map[string]any{"N": words.Count(int64(len(found)))}))
	p.table.SetTotal(len(found))
	p.table.Reload()
}

func (p *Page) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := *p.lines.Load()
	var rows []widgets.Row
	for i := from; i < min(from+count, len(all)); i++ {
		rows = append(rows, widgets.Row{Key: strconv.Itoa(i), Cells: all[i].Cells})
	}
	return rows, nil
}

func (p *Page) open(row widgets.Row) {
	i, _ := strconv.Atoi(row.Key)
	all := *p.lines.Load()
	switch {
	case i >= len(all):
	case all[i].Open != nil:
		all[i].Open()
	default:
		p.desk.Open(all[i].To)
	}
}

// Figures is the list as it goes out.
func (p *Page) Figures() app.Figures {
	f := app.Figures{Title: p.of.Title, Filter: p.told.Text}
	f.Columns = desk.FigureColumns(p.of.Columns)
	for _, one := range *p.lines.Load() {
		f.Rows = append(f.Rows, desk.FigureRow(one.Cells))
	}
	return f
}
