package trainingreport

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

// Listed shows the list behind a number.
type Listed struct {
	desk   *desk.Desk
	of     behind
	title  *widgets.Text
	told   *widgets.Text
	note   *widgets.FieldNote
	stage  *fyne.Container
	body   fyne.CanvasObject
	table  *widgets.RecordTable
	lines  atomic.Pointer[[]line]
	loader *background.Loader[[]line]
}

// NewListed is the page of a list, none yet.
func NewListed(d *desk.Desk) *Listed {
	l := &Listed{desk: d, title: widgets.NewTitle(""), told: widgets.NewMutedText(""), note: widgets.NewFieldNote(), stage: container.NewStack()}
	l.lines.Store(&[]line{})
	l.loader = background.NewLoader(d.Runner, l.show)
	l.body = container.NewBorder(container.NewPadded(container.NewVBox(l.title, container.NewHBox(l.told), l.note)), nil, nil, nil, l.stage)
	return l
}

// Content is the page.
func (l *Listed) Content() fyne.CanvasObject { return l.body }

// Open turns to another list.
func (l *Listed) Open(of behind) {
	if l.table != nil {
		l.table.Stop()
	}
	l.of = of
	l.lines.Store(&[]line{})
	l.title.SetText(of.title)
	l.table = widgets.NewRecordTable(l.desk.Runner, of.columns, l.fetch)
	l.table.OnOpen = l.open
	l.table.OnError = l.desk.Fail
	l.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing stands behind this number. Esc goes back to the figures."), widgets.Action{}))
	l.stage.Objects = []fyne.CanvasObject{l.table}
	l.stage.Refresh()
	l.Reload()
}

// Focus puts the keyboard on the list.
func (l *Listed) Focus() { widgets.Focus(l.table) }

// Reload asks for the list again.
func (l *Listed) Reload() {
	if l.of.ask != nil {
		l.loader.Ask(l.of.ask)
	}
}

func (l *Listed) show(found []line, err error) {
	l.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	l.lines.Store(&found)
	l.told.SetText(lang.L("{{.N}} records. Enter opens one.", map[string]any{"N": words.Count(int64(len(found)))}))
	l.table.SetTotal(len(found))
	l.table.Reload()
}

func (l *Listed) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	all := *l.lines.Load()
	var rows []widgets.Row
	for i := from; i < min(from+count, len(all)); i++ {
		rows = append(rows, widgets.Row{Key: strconv.Itoa(i), Cells: all[i].cells})
	}
	return rows, nil
}

func (l *Listed) open(row widgets.Row) {
	if i, _ := strconv.Atoi(row.Key); i < len(*l.lines.Load()) {
		l.desk.Open((*l.lines.Load())[i].to)
	}
}

// Figures is the list as it goes out.
func (l *Listed) Figures() app.Figures {
	f := app.Figures{Title: l.of.title, Filter: l.told.Text}
	for _, c := range l.of.columns {
		f.Columns = append(f.Columns, app.FigureColumn{Title: c.Title, Number: c.Kind == widgets.KindNumber, Weight: c.Width})
	}
	for _, one := range *l.lines.Load() {
		texts := make([]string, len(one.cells))
		for i, cell := range one.cells {
			texts[i] = cell.Text
		}
		f.Rows = append(f.Rows, texts)
	}
	return f
}
