package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Promises stand beside the cases: those that are overdue, and those due this
// week.

func (p *Page) addPromises(row *fyne.Container) {
	if p.desk.By.May(app.ReadVisits) != nil {
		return
	}
	for _, owed := range []struct {
		view app.CommitmentView
		name string
		tone widgets.Tone
	}{
		{app.CommitmentsOverdue, lang.L("Promises late"), widgets.ToneBad},
		{app.CommitmentsWeek, lang.L("Promises due"), widgets.ToneWarn},
	} {
		t := newTile(owed.name, owed.tone, func() { p.desk.Open(desk.Route{Tab: desk.Visits, Promises: owed.view, Mine: p.scope == app.ScopeMine}) })
		p.owed[owed.view] = t
		row.Add(t)
	}
}

// promised counts the promises of a scope; those of a unit are everybody's.
func (p *Page) promised(ctx context.Context, scope app.Scope) (map[app.CommitmentView]int64, error) {
	if p.desk.By.May(app.ReadVisits) != nil {
		return nil, nil
	}
	return p.store.CommitmentCounts(ctx, p.desk.By, app.CommitmentFilter{Mine: scope == app.ScopeMine})
}
