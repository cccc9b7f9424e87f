package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// trainingGaps are warnings over the tiles: how many gaps in training are
// overdue, and how many fall due within a month. Each opens its list. They are
// counted by themselves, since that reads what everybody ever completed.
type trainingGaps struct {
	desk    *desk.Desk
	store   Store
	overdue *widgets.Button
	soon    *widgets.Button
	counted *background.Loader[map[app.TrainingDue]int64]
}

// newTrainingGaps puts the warnings into a row; nil for who may not see them.
func newTrainingGaps(d *desk.Desk, store Store, row *fyne.Container) *trainingGaps {
	if d.By.May(app.ReadTraining) != nil {
		return nil
	}
	g := &trainingGaps{desk: d, store: store}
	g.overdue, g.soon = g.button(app.DueOverdue), g.button(app.Due30)
	g.counted = background.NewLoader(d.Runner, func(counts map[app.TrainingDue]int64, err error) {
		if err == nil { // else the old numbers stay; the page itself says what went wrong
			g.show(counts)
			row.Refresh()
		}
	})
	row.Add(g.overdue)
	row.Add(g.soon)
	return g
}

// button opens the gaps of one time; it is hidden while there are none.
func (g *trainingGaps) button(due app.TrainingDue) *widgets.Button {
	b := widgets.NewButton("", func() {
		g.desk.Open(desk.Route{Tab: desk.Training, Training: desk.Gaps, Lacking: &app.TrainingFilter{Due: due}})
	})
	b.Importance = widget.LowImportance
	b.Hide()
	return b
}

func (g *trainingGaps) count() {
	if g == nil {
		return
	}
	g.counted.Ask(func(ctx context.Context) (map[app.TrainingDue]int64, error) {
		return g.store.TrainingGapCounts(ctx, g.desk.By)
	})
}

func (g *trainingGaps) show(counts map[app.TrainingDue]int64) {
	g.overdue.SetText(lang.L("Training overdue: {{.N}}", map[string]any{"N": words.Count(counts[app.DueOverdue])}))
	g.soon.SetText(lang.L("due within 30 days: {{.N}}", map[string]any{"N": words.Count(counts[app.Due30])}))
	for due, b := range map[app.TrainingDue]*widgets.Button{app.DueOverdue: g.overdue, app.Due30: g.soon} {
		b.Hidden = counts[due] == 0
		b.Refresh()
	}
}
