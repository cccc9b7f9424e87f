package industries

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// ranking is the groups of one level, the largest first.
type ranking struct {
	desk   *desk.Desk
	store  Store
	level  app.ForecastLevel
	list   *listing.List[app.GroupRow]
	loader *background.Loader[ranked]
	run    app.ForecastRun
	weak   int64 // permille of coverage below which a figure is marked; 0: no rule
	shown  func()
	onOpen func(app.ForecastOf)
}

// ranked is what the list is made of.
type ranked struct {
	groups []app.GroupRow
	run    app.ForecastRun
	rules  []app.WatchRule
}

func newRanking(d *desk.Desk, store Store, shown func()) *ranking {
	r := &ranking{desk: d, store: store, shown: shown}
	unit := words.LargeUseUnit().Name
	r.list = listing.New(d, []widgets.Column{
		{Title: lang.L("Name"), Width: 200, Weight: 3},
		{Title: lang.L("Customers"), Width: 82, Kind: widgets.KindNumber},
		{Title: lang.L("Last 12 months, {{.Unit}}", map[string]any{"Unit": unit}), Width: 132, Kind: widgets.KindNumber},
		{Title: lang.L("Growth"), Width: 76, Kind: widgets.KindNumber},
		{Title: lang.L("Next 12 months, {{.Unit}}", map[string]any{"Unit": unit}), Width: 132, Kind: widgets.KindNumber},
		{Title: lang.L("Expected"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Share"), Width: 70, Kind: widgets.KindNumber},
		{Title: lang.L("Coverage"), Width: 104, Kind: widgets.KindNumber},
		{Title: lang.X("use.standing.new", "New"), Width: 58, Kind: widgets.KindNumber},
		{Title: lang.X("use.standing.lost", "Lost"), Width: 58, Kind: widgets.KindNumber},
		{Title: lang.X("use.standing.suspended", "Suspended"), Width: 86, Kind: widgets.KindNumber},
	}, r.row)
	r.list.Table.OnOpen = func(widgets.Row) { r.open() }
	r.loader = background.NewLoader(d.Runner, r.show)
	return r
}

func (r *ranking) reload() {
	level := r.level
	r.loader.Ask(func(ctx context.Context) (ranked, error) {
		run, err := r.store.ForecastRun(ctx, r.desk.By)
		if err != nil {
			return ranked{}, err
		}
		groups, err := r.store.GroupForecasts(ctx, r.desk.By, level)
		if err != nil {
			return ranked{}, err
		}
		rules, err := r.store.WatchRules(ctx, r.desk.By)
		return ranked{groups, run, rules}, err
	})
}

func (r *ranking) show(k ranked, err error) {
	if err != nil {
		r.desk.Fail(err)
		return
	}
	r.run, r.weak = k.run, 0
	if rule, is := app.WatchOn(k.rules, app.WatchCoverage, app.DayOf(r.desk.Now())); is {
		r.weak = rule.Permille
	}
	switch {
	case k.run.Origin == 0:
		r.list.Empty.SetText(lang.L("Nothing was forecast on this computer yet. Customers (Alt+1) forecasts it: Ctrl+G."))
	case r.level == app.OfGroup:
		r.list.Empty.SetText(lang.L("The company has no groups of its own yet. Ctrl+N makes one out of industries."))
	default:
		r.list.Empty.SetText(lang.L("No use is known in any of these."))
	}
	r.list.Set(k.groups)
	r.shown()
}

func (r *ranking) row(g app.GroupRow) widgets.Row {
	unit := words.LargeUseUnit()
	growth, grows := g.Growth()
	ahead, foreseen := g.GrowthAhead()
	coverage := widgets.Cell{Text: words.PermilleOf(g.Members.Coverage, true)}
	if g.Members.Coverage < r.weak {
		coverage.Text, coverage.Tone = lang.L("{{.Share}} weak", map[string]any{"Share": coverage.Text}), widgets.ToneWarn
	}
	return widgets.Row{Key: string(g.Of.Level) + " " + g.Of.Code, Cells: []widgets.Cell{
		{Text: words.ForecastGroup(g.Of, g.Name, r.desk.Codes), Strong: true},
		{Text: words.Count(int64(g.Members.Customers))},
		{Text: unit.Say(g.Used, max(1, g.Used/100))},
		{Text: words.Permille(growth, grows), Tone: direction(growth)},
		{Text: unit.Say(g.Ahead, max(1, g.Ahead/100))},
		{Text: words.Permille(ahead, foreseen && g.Ahead > 0), Tone: direction(ahead)},
		{Text: words.PermilleOf(g.Share, true)},
		coverage,
		{Text: some(g.Members.New)},
		{Text: some(g.Members.Lost)},
		{Text: some(g.Members.Suspended)},
	}}
}

// strong is from how many thousandths on a change catches the eye.
const strong = 100

func direction(permille int64) widgets.Tone {
	switch {
	case permille >= strong:
		return widgets.ToneGood
	case permille <= -strong:
		return widgets.ToneBad
	}
	return widgets.ToneNeutral
}

// some is a number; none of them is a dash.
func some(n int) string {
	if n == 0 {
		return "–"
	}
	return words.Count(int64(n))
}

// selected is the group that is selected.
func (r *ranking) selected() (app.GroupRow, bool) {
	at, all := r.list.Table.SelectedIndex(), r.list.Records()
	if at < 0 || at >= len(all) {
		return app.GroupRow{}, false
	}
	return all[at], true
}

// open goes to the page of the group: its chart and its months.
func (r *ranking) open() {
	if g, is := r.selected(); is {
		r.onOpen(g.Of)
	}
}

// goOn goes to the customers behind the group's figures.
func (r *ranking) goOn() {
	if g, is := r.selected(); is {
		r.desk.Open(desk.Route{Tab: desk.Forecast, Forecast: desk.UseOfCustomers, Use: g.Of})
	}
}

func (r *ranking) figures() app.Figures {
	filter := ""
	if r.run.Origin != 0 {
		filter = lang.L("use known until {{.Month}}", map[string]any{"Month": words.Month(r.run.Origin)})
	}
	return r.list.Figures(lang.L("Use by {{.Level}}", map[string]any{"Level": words.ForecastLevel(r.level)}), filter)
}
