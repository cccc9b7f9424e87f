package cases

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/views"
)

// viewCountMost is where the count on a chip gives up.
const viewCountMost = 1000

// readyViews are those that come with the program, the first being what the
// list begins with.
func readyViews() []views.Ready {
	view := func(name string, f app.CaseFilter) app.SavedView { return app.SavedView{Name: name, Cases: f} }
	return []views.Ready{
		{Key: "open", View: view(lang.L("All open"), app.CaseFilter{OpenOnly: true})},
		{Key: "mine", View: view(lang.X("cases.mine", "Mine"), app.CaseFilter{OpenOnly: true, Mine: true})},
		{Key: "overdue", View: view(lang.L("Overdue"), app.CaseFilter{OpenOnly: true, Overdue: true})},
		{Key: "nobody", View: view(lang.L("Not assigned"), app.WorkUnassigned.Cases(app.ScopeAll))},
		{Key: "all", View: view(lang.X("cases.all", "All cases"), app.CaseFilter{Sort: app.ByAccepted, Descending: true}), Uncounted: true},
	}
}

func (l *List) buildViews() {
	l.views = views.NewBar(l.desk, l.store, app.CaseViews, readyViews())
	l.views.Mark("open")
	l.views.Count = func(ctx context.Context, v app.SavedView) (app.Bounded, error) {
		return l.store.CountCases(ctx, l.desk.By, v.Cases, viewCountMost)
	}
	l.views.OnGrown = func() { l.body.Refresh() }
	l.views.OnView = func() app.SavedView { return app.SavedView{Cases: l.filter, Columns: l.columns} }
	l.views.OnChoose = func(v app.SavedView) {
		l.show(v.Columns)
		l.under(v.Cases)
	}
}

// show puts columns on view, by name; none are all.
func (l *List) show(columns []string) {
	l.columns = columns
	l.table.ShowColumns(places(columns)...)
}

// showConditions says what the filter asks for.
func (l *List) showConditions() {
	l.conditions.Tell(l.asked())
	if l.body != nil {
		l.body.Refresh()
	}
}
