package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Promises stand beside the cases, in one tile: those overdue while there are
// any, else those due this week.

func (p *Page) addPromises(row *fyne.Container) {
	if p.desk.By.May(app.ReadVisits) != nil {
		return
	}
	p.owed = newTile(lang.L("Promises late"), widgets.ToneBad, p.choosePromises)
	row.Add(p.owed)
}

func (p *Page) showPromises(counts map[app.CommitmentView]int64) {
	if p.owed == nil {
		return
	}
	p.owing = app.CommitmentsOverdue
	p.owed.name, p.owed.tone = lang.L("Promises late"), widgets.ToneBad
	if counts[app.CommitmentsOverdue] == 0 {
		p.owing = app.CommitmentsWeek
		p.owed.name, p.owed.tone = lang.L("Promises due"), widgets.ToneWarn
	}
	p.owed.set(counts[p.owing])
}

// choosePromises opens the list behind the number.
func (p *Page) choosePromises() {
	p.desk.Open(desk.Route{Tab: desk.Visits, Promises: p.owing, Mine: p.scope == app.ScopeMine})
}

// promised counts the promises of a scope; those of a unit are everybody's.
func (p *Page) promised(ctx context.Context, scope app.Scope) (map[app.CommitmentView]int64, error) {
	if p.desk.By.May(app.ReadVisits) != nil {
		return nil, nil
	}
	return p.store.CommitmentCounts(ctx, p.desk.By, app.CommitmentFilter{Mine: scope == app.ScopeMine})
}
