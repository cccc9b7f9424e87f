package exchange

import (
	"context"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Went lists what was exported on this device: when, by whom, what for, how
// many rows.
type Went struct {
	desk   *desk.Desk
	store  Store
	log    []exported // newest first
	loader *background.Loader[[]exported]
	table  *widgets.RecordTable
	note   *widgets.FieldNote
	body   fyne.CanvasObject
}

// NewWent is the list, still empty.
func NewWent(d *desk.Desk, store Store) *Went {
	w := &Went{desk: d, store: store, note: widgets.NewFieldNote()}
	w.loader = background.NewLoader(d.Runner, w.show)
	w.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("When"), Width: 130},
		{Title: lang.X("import.by", "By"), Width: 90},
		{Title: lang.L("List"), Width: 90},
		{Title: lang.L("Purpose"), Width: 160, Weight: 1},
		{Title: lang.L("Rows"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("File"), Width: 230, Weight: 1},
	}, w.fetch)
	w.table.OnError = d.Fail
	w.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing was exported on this computer yet."), widgets.Action{}))
	hint := widgets.NewMutedText(lang.L("The last {{.N}} exports of this computer. Each held records of customers; keep or delete those files accordingly.", map[string]any{"N": exportsKept}))
	w.body = container.NewPadded(container.NewBorder(container.NewVBox(widgets.NewSectionHeader(lang.L("Exports")), hint, w.note), nil, nil, nil, w.table))
	return w
}

// Content is the list.
func (w *Went) Content() fyne.CanvasObject { return w.body }

// Focus puts the keyboard on the list.
func (w *Went) Focus() { widgets.Focus(w.table) }

// Reload reads the list again.
func (w *Went) Reload() {
	w.loader.Ask(func(ctx context.Context) ([]exported, error) { return readLog(ctx, w.store) })
}

func (w *Went) show(log []exported, err error) {
	w.note.SetText(words.Error(err))
	if err != nil {
		return
	}
	slices.Reverse(log)
	w.log = log
	w.table.SetTotal(len(log))
	w.table.Reload()
}

func (w *Went) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	log := w.log[min(from, len(w.log)):min(from+count, len(w.log))]
	rows := make([]widgets.Row, len(log))
	for i, e := range log {
		rows[i] = widgets.Row{Key: strconv.Itoa(from + i), Cells: []widgets.Cell{
			{Text: words.Moment(e.At, w.desk.Now())}, {Text: e.By}, {Text: e.Title}, {Text: e.Purpose, Strong: true}, {Text: words.Count(int64(e.Rows))}, {Text: e.File},
		}}
	}
	return rows, nil
}
