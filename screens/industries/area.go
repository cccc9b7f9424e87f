package industries

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/exchange"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Area is a part of the tab of forecasts: groups of customers, at one of some
// levels.
type Area struct {
	desk    *desk.Desk
	store   Store
	give    func(exchange.ExportWhat)
	levels  []app.ForecastLevel
	ranking *ranking
	chips   *widgets.Chips
	says    *widgets.Text
	body    fyne.CanvasObject
}

// New is the part with the groups of the first level on view. give lets a list
// go out.
func New(d *desk.Desk, store Store, give func(exchange.ExportWhat), levels []app.ForecastLevel) *Area {
	a := &Area{desk: d, store: store, give: give, levels: levels, says: widgets.NewMutedText("")}
	a.ranking = newRanking(d, store, a.tell)
	chips := make([]widgets.Chip, len(levels))
	for i, level := range levels {
		chips[i] = widgets.Chip{Key: string(level), Text: words.ForecastLevel(level), Count: -1}
	}
	a.chips = widgets.NewChips(chips, a.choose)
	hint := lang.L("Enter opens a group with its chart, Ctrl+G its customers.")
	if a.keepsGroups() {
		hint = lang.L("Enter opens a group with its chart, Ctrl+G its customers, Ctrl+N makes a group of the company's own.")
	}
	head := container.NewBorder(nil, nil, nil, a.says, a.chips)
	a.body = container.NewBorder(container.NewPadded(head), container.NewPadded(widgets.NewMutedText(hint)), nil, nil, a.ranking.list.Table)
	a.turn(levels[0])
	return a
}

// keepsGroups reports whether the company's own groups can be changed here.
func (a *Area) keepsGroups() bool {
	for _, level := range a.levels {
		if level == app.OfGroup {
			return mayChange(a.desk)
		}
	}
	return false
}

// choose follows the chips; one of them is always chosen.
func (a *Area) choose(chosen []string) {
	level := a.ranking.level
	if len(chosen) > 0 {
		level = app.ForecastLevel(chosen[0])
	}
	a.turn(level)
}

func (a *Area) turn(level app.ForecastLevel) {
	a.ranking.level = level
	a.chips.Choose(string(level))
	a.ranking.reload()
}

// tell says what the figures rest on.
func (a *Area) tell() {
	run := a.ranking.run
	if run.Origin == 0 {
		a.says.SetText("")
		return
	}
	a.says.SetText(lang.L("Use known until {{.Month}}, {{.N}} customers", map[string]any{"Month": words.Month(run.Origin), "N": words.Count(run.Customers)}))
}

// Content implements desk.Screen.
func (a *Area) Content() fyne.CanvasObject { return a.body }

// Shows implements desk.Screen.
func (a *Area) Shows() app.Changes { return app.Forecasts | app.Usage | app.Reference }

// Reload implements desk.Screen.
func (a *Area) Reload() { a.ranking.reload() }

// Focus implements desk.Focuser.
func (a *Area) Focus() { widgets.Focus(a.ranking.list.Table) }

// GoOn answers Ctrl+G: the customers of the group; of one of the company's own,
// what can be done with it.
func (a *Area) GoOn() {
	g, is := a.ranking.selected()
	switch {
	case !is:
		return
	case g.Of.Level != app.OfGroup || !a.keepsGroups():
		a.ranking.goOn()
		return
	}
	a.desk.Choose(g.Name, "", []desk.Deed{
		{Name: lang.L("Its customers"), Do: a.ranking.goOn},
		{Name: lang.L("Change the group"), Do: func() { a.change(g.Of.Code) }},
	})
}

// Step answers Ctrl+PgUp and Ctrl+PgDn: the level before or after.
func (a *Area) Step(by int) {
	for i, level := range a.levels {
		if level == a.ranking.level {
			a.turn(a.levels[(i+by+len(a.levels))%len(a.levels)])
			return
		}
	}
}

// New answers Ctrl+N with a group of the company's own.
func (a *Area) New() bool {
	if !a.keepsGroups() {
		return false
	}
	a.group(app.IndustryGroup{})
	return true
}

// change opens the sheet of a group as it stands now.
func (a *Area) change(code string) {
	var found app.IndustryGroup
	a.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			all, err := a.store.IndustryGroups(ctx, a.desk.By)
			for _, g := range all {
				if g.ID.String() == code {
					found = g
				}
			}
			return err
		},
		Done: func(err error) {
			switch {
			case err != nil:
				a.desk.Fail(err)
			case found.ID.IsZero(): // withdrawn meanwhile
				a.Reload()
			default:
				a.group(found)
			}
		},
	})
}

// group opens the sheet of a group; a zero one for a new one.
func (a *Area) group(was app.IndustryGroup) {
	s := newGroupSheet(a.desk, was)
	done := func() { a.turn(app.OfGroup) }
	s.sheet.Primary.Do = func() {
		a.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error {
			_, err := a.store.SaveIndustryGroup(ctx, a.desk.By, was, s.read(was))
			return err
		}, done)
	}
	if !was.ID.IsZero() {
		s.sheet.Others = []widgets.Action{{Label: lang.L("Withdraw"), Do: func() {
			a.desk.StoreSheet(s.sheet, s.refuse, func(ctx context.Context) error { return a.store.WithdrawIndustryGroup(ctx, a.desk.By, was) }, done)
		}}}
	}
	s.sheet.Show(a.desk.Keys)
}

// Prints answers Ctrl+P with the list.
func (a *Area) Prints() desk.Printed {
	return desk.Printed{Figures: []app.Figures{a.ranking.figures()}}
}

// Export answers Ctrl+E with the list.
func (a *Area) Export() bool { return giveFigures(a.desk, a.store, a.give, a.ranking.figures()) }
