package home

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// Calls after the measures of visits stand in one tile: those due until today.

func (p *Page) addCalls(row *fyne.Container) {
	if p.desk.By.May(app.ReadVisits) != nil {
		return
	}
	p.calls = newTile(lang.L("Calls due"), widgets.ToneWarn, func() { p.desk.Open(desk.Route{Tab: desk.Visits, FollowUps: true}) })
	row.Add(p.calls)
}

// called counts the calls of a scope; those of a unit are everybody's.
func (p *Page) called(ctx context.Context, scope app.Scope) (int64, error) {
	if p.desk.By.May(app.ReadVisits) != nil {
		return 0, nil
	}
	var manager app.StaffID
	if scope == app.ScopeMine {
		manager = p.desk.By.Staff
	}
	due, err := p.store.FollowUps(ctx, p.desk.By, manager, app.DayOf(p.desk.Now()))
	return int64(len(due)), err
}
