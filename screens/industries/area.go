package industries

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Page is the page of one group with its chart. It is made by another package.
type Page interface {
	Content() fyne.CanvasObject
	Open(app.ForecastOf)
	Reload()
	Focus()
	ToChart()
	Prints() desk.Printed
	Export() bool
}

// Area is a part of the tab of forecasts: groups of customers, at one of some
// levels, and over them the page of one.
type Area struct {
	desk    *desk.Desk
	store   Store
	levels  []app.ForecastLevel
	ranking *ranking
	chips   *widgets.Chips
	says    *widgets.Text
	list    fyne.CanvasObject
	page    Page
	over    bool // the page of a group is on view
	stage   *fyne.Container
}

// New is the part with the groups of the first level on view; Reload fills it.
// page shows one of the groups.
func New(d *desk.Desk, store Store, levels []app.ForecastLevel, page Page) *Area {
	a := &Area{desk: d, store: store, levels: levels, page: page, says: widgets.NewMutedText("")}
	a.ranking = newRanking(d, store, a.tell)
	a.ranking.onOpen, a.ranking.level = a.open, levels[0]
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
	a.list = container.NewBorder(container.NewPadded(head), container.NewPadded(widgets.NewMutedText(hint)), nil, nil, a.ranking.list.Table)
	a.stage = container.NewStack(a.list)
	a.chips.Choose(string(levels[0]))
	return a
}

// keepsGroups reports whether the company's own groups can be changed here.
func (a *Area) keepsGroups() bool {
	return slices.Contains(a.levels, app.OfGroup) && mayChange(a.desk)
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
func (a *Area) Content() fyne.CanvasObject { return a.stage }

// Shows implements desk.Screen.
func (a *Area) Shows() app.Changes { return app.Forecasts | app.Usage | app.Reference }

// Reload implements desk.Screen.
func (a *Area) Reload() {
	if a.over {
		a.page.Reload()
		return
	}
	a.ranking.reload()
}

// Show goes to the page of a group.
func (a *Area) Show(r desk.Route) {
	if slices.Contains(a.levels, r.Use.Level) {
		a.open(r.Use)
	}
}

func (a *Area) open(of app.ForecastOf) {
	a.page.Open(of)
	a.lay(true)
}

func (a *Area) lay(over bool) {
	a.over = over
	a.stage.Objects = []fyne.CanvasObject{a.list}
	if over {
		a.stage.Objects[0] = a.page.Content()
	}
	a.stage.Refresh()
	a.Focus()
}

// Focus implements desk.Focuser.
func (a *Area) Focus() {
	if a.over {
		a.page.Focus()
		return
	}
	widgets.Focus(a.ranking.list.Table)
}

// Leave answers Esc: from a group back to the list.
func (a *Area) Leave() bool {
	if !a.over {
		return false
	}
	a.lay(false)
	a.ranking.reload()
	return true
}

// ToBoard answers Ctrl+B on the page of a group: from its table to its chart and
// back.
func (a *Area) ToBoard() {
	if a.over {
		a.page.ToChart()
	}
}

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

// Step answers Ctrl+PgUp and Ctrl+PgDn: the level before or after, and on the
// page of a group the group before or after.
func (a *Area) Step(by int) {
	if a.over {
		a.ranking.list.Table.Select(a.ranking.list.Table.SelectedIndex() + by)
		a.ranking.open()
		return
	}
	for i, level := range a.levels {
		if level == a.ranking.level {
			a.turn(a.levels[(i+by+len(a.levels))%len(a.levels)])
			return
		}
	}
}

// New answers Ctrl+N with a group of the company's own.
func (a *Area) New() bool {
	if a.over || !a.keepsGroups() {
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

// Prints answers Ctrl+P with the list, or with the page of a group.
func (a *Area) Prints() desk.Printed {
	if a.over {
		return a.page.Prints()
	}
	return desk.Printed{Figures: []app.Figures{a.ranking.figures()}, Nobody: true}
}

// Export answers Ctrl+E on the page of a group.
func (a *Area) Export() bool { return a.over && a.page.Export() }

// Figures answers Ctrl+E with the list.
func (a *Area) Figures() (app.Figures, bool) { return a.ranking.figures(), !a.over }
