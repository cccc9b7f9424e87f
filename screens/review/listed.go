package review

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
	desk  *desk.Desk
	store Store

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
func NewListed(d *desk.Desk, store Store) *Listed {
	l := &Listed{desk: d, store: store, title: widgets.NewTitle(""), told: widgets.NewMutedText(""), note: widgets.NewFieldNote(), stage: container.NewStack()}
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

// open goes to the record; a visit tells first how its record was judged.
func (l *Listed) open(row widgets.Row) {
	i, _ := strconv.Atoi(row.Key)
	all := *l.lines.Load()
	if i >= len(all) {
		return
	}
	if of := all[i]; of.visit.IsZero() {
		l.desk.Open(of.to)
	} else {
		l.judge(of)
	}
}

// judge shows part by part what the record of a visit is worth.
func (l *Listed) judge(of line) {
	background.NewLoader(l.desk.Runner, func(q app.VisitQuality, err error) {
		if err != nil {
			l.desk.Fail(err)
			return
		}
		facts := widgets.NewFacts()
		for _, p := range q.Parts {
			facts.Add(words.QualityPart(p.Name), lang.L("{{.Got}} of {{.Of}}", map[string]any{"Got": p.Got, "Of": p.Of}))
		}
		why := widgets.NewParagraph(lang.L("The record is judged by what one can learn from it, not by how the visit went. What does not apply is left out, and the rest counts for the whole."))
		sheet := widgets.NewSheet(lang.L("Quality of this record: {{.Score}} of 100", map[string]any{"Score": q.Score}), container.NewVBox(facts, why), widgets.Action{})
		sheet.Primary = widgets.Action{Label: lang.L("Open the visit"), Do: func() { sheet.Close(); l.desk.Open(of.to) }}
		sheet.Width = 520
		sheet.Show(l.desk.Keys)
	}).Ask(func(ctx context.Context) (app.VisitQuality, error) {
		return l.store.VisitQuality(ctx, l.desk.By, of.visit)
	})
}
