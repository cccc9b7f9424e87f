package cases

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/views"
	"lamplighter/screens/widgets"
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

// showConditions says what the filter asks for, on chips that let it go.
func (l *List) showConditions() {
	var chips []widgets.Chip
	for _, c := range l.asked() {
		chips = append(chips, widgets.Chip{Key: c.key, Text: c.text + "  ×", Count: -1})
	}
	l.conditions.SetChips(chips)
	if l.row.Hidden = len(chips) == 0; l.body != nil {
		l.body.Refresh()
	}
}

// letGo takes the pressed condition out of the filter.
func (l *List) letGo(pressed []string) {
	l.conditions.Choose()
	for _, c := range l.asked() {
		if len(pressed) > 0 && c.key == pressed[0] {
			c.drop(&l.filter)
		}
	}
	l.Narrow(l.filter)
}
