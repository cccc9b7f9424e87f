package exchange

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// Past lists the imports of this device and takes one back.
type Past struct {
	desk  *desk.Desk
	store Store

	batches  []app.ImportBatch
	loader   *background.Loader[[]app.ImportBatch]
	table    *widgets.RecordTable
	note     *widgets.FieldNote
	progress *widgets.Progress
	body     fyne.CanvasObject
	undoing  bool
}

// NewPast is the list, still empty.
func NewPast(d *desk.Desk, store Store) *Past {
	p := &Past{desk: d, store: store, note: widgets.NewFieldNote(), progress: widgets.NewProgress(d.Now)}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.table = widgets.NewRecordTable(d.Runner, []widgets.Column{
		{Title: lang.L("When"), Width: 130},
		{Title: lang.L("File"), Width: 180, Weight: 1},
		{Title: lang.L("List"), Width: 210},
		{Title: lang.X("import.by", "By"), Width: 90},
		{Title: lang.X("import.new", "New"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Updated"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Unchanged"), Width: 86, Kind: widgets.KindNumber},
		{Title: lang.L("Refused"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Doubtful"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Status"), Width: 130, Kind: widgets.KindBadge},
	}, p.fetch)
	p.table.OnOpen = p.open
	p.table.OnError = d.Fail
	p.table.SetEmpty(widgets.NewEmptyState(theme.DocumentIcon(), lang.L("Nothing was imported on this computer yet."), widgets.Action{}))
	hint := widgets.NewMutedText(lang.L("Enter on an import shows what it told, and offers to take it back."))
	p.body = container.NewBorder(nil, container.NewPadded(container.NewVBox(hint, p.note, p.progress)), nil, nil, p.table)
	return p
}

// Content is the list.
func (p *Past) Content() fyne.CanvasObject { return p.body }

// Reload asks for the list again.
func (p *Past) Reload() {
	p.loader.Ask(func(ctx context.Context) ([]app.ImportBatch, error) { return p.store.Imports(ctx, p.desk.By) })
}

func (p *Past) show(batches []app.ImportBatch, err error) {
	if err != nil {
		p.note.Error(words.Error(err))
		return
	}
	p.batches = batches
	p.table.SetTotal(len(batches))
	p.table.Reload()
}

func (p *Past) fetch(_ context.Context, from, count int) ([]widgets.Row, error) {
	batches := p.batches[min(from, len(p.batches)):min(from+count, len(p.batches))]
	rows := make([]widgets.Row, len(batches))
	for i, b := range batches {
		state := widgets.Cell{Text: lang.L("Imported"), Tone: widgets.ToneGood}
		if b.UndoneAt != 0 {
			state = widgets.Cell{Text: lang.L("Taken back"), Tone: widgets.ToneNeutral}
		}
		rows[i] = widgets.Row{Key: words.Count(b.ID), Cells: []widgets.Cell{
			{Text: words.Moment(b.At, p.desk.Now())},
			{Text: b.File, Strong: true},
			{Text: words.ImportKind(b.Kind)},
			{Text: b.By},
			{Text: words.Count(b.Created)},
			{Text: words.Count(b.Updated)},
			{Text: words.Count(b.Unchanged)},
			{Text: words.Count(b.Refused)},
			{Text: words.Count(b.Warned)},
			state,
		}}
	}
	return rows, nil
}

func (p *Past) open(row widgets.Row) {
	for _, b := range p.batches {
		if words.Count(b.ID) == row.Key {
			p.tell(b)
		}
	}
}

// tell shows what an import refused and doubted, and offers to take it back.
func (p *Past) tell(b app.ImportBatch) {
	if len(b.Told.Refusals)+len(b.Told.Warnings) == 0 {
		if b.UndoneAt == 0 {
			p.Undo(b.ID, b.File, func() {})
		}
		return
	}
	told := NewOutcome(p.desk)
	told.Show(app.ImportReport{
		ID: b.ID, Kind: b.Kind, Created: b.Created, Updated: b.Updated, Unchanged: b.Unchanged, Refused: b.Refused, Warned: b.Warned,
		Refusals: b.Told.Refusals, Warnings: b.Told.Warnings, Problems: b.Told.Problems,
	})
	told.counted()
	sheet := widgets.NewSheet(b.File, told.Content(), widgets.Action{})
	if b.UndoneAt == 0 {
		sheet.Others = []widgets.Action{{Label: lang.L("Take back"), Danger: true, Do: func() {
			sheet.Close()
			p.Undo(b.ID, b.File, func() {})
		}}}
	}
	sheet.Secondary = widgets.Action{Label: lang.L("Close"), Do: func() { sheet.Close() }}
	sheet.Width, sheet.Height, sheet.First = 780, 430, told.table
	sheet.Show(p.desk.Keys)
}

// Undo asks, then takes an import back and says what that did. begun hears
// that the person wants it.
func (p *Past) Undo(id int64, file string, begun func()) {
	if p.undoing {
		return
	}
	widgets.Confirm(p.desk.Keys, widgets.Question{
		Title: lang.L("Take the import back?"), Danger: true, Yes: lang.L("Take back"),
		Text: lang.L("What {{.Name}} made is withdrawn, what it changed gets its former value. What somebody changed or used since stays as it is.", map[string]any{"Name": file}),
	}, func() {
		begun()
		p.undo(p.desk.By, id)
	})
}

// undo takes it back in the name of one person, or of two where it takes two.
func (p *Past) undo(by app.Actor, id int64) {
	var report app.UndoReport
	p.undoing = true
	p.note.Clear()
	cancel := p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, tell func(done, total int)) error {
			var err error
			report, err = p.store.UndoImport(ctx, by, id, ints(tell))
			return err
		},
		Progress: p.progress.Set,
		Done: func(err error) {
			p.undoing = false
			p.progress.End()
			act := witness.Act{Desk: p.desk, Store: p.store, What: lang.L("Take the import back"), Agreed: func(with app.Actor) { p.undo(with, id) }}
			if act.Needed(err) {
				return
			}
			if err != nil {
				p.note.Error(words.Error(err))
				return
			}
			p.desk.Say(words.TakenBack(report))
			p.Reload()
		},
	})
	if p.undoing {
		p.progress.Begin(lang.L("Taking the import back"), cancel)
	}
}
