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

// useTasks is a warning over the tiles: how many tasks about the use of customers
// are late, or while none is, how many are open. It opens their list.
type useTasks struct {
	desk    *desk.Desk
	store   Store
	button  *widgets.Button
	mine    bool
	counted *background.Loader[map[app.UseTaskView]int64]
}

// newUseTasks puts the warning into a row; nil for who may not see tasks.
func newUseTasks(d *desk.Desk, store Store, row *fyne.Container) *useTasks {
	if d.By.May(app.ReadForecasts) != nil {
		return nil
	}
	u := &useTasks{desk: d, store: store}
	u.button = widgets.NewButton("", func() { d.Open(desk.Route{Tab: desk.Forecast, Forecast: desk.UseTasks, Mine: u.mine}) })
	u.button.Importance = widget.LowImportance
	u.button.Hide()
	u.counted = background.NewLoader(d.Runner, func(counts map[app.UseTaskView]int64, err error) {
		if err == nil { // else the old number stays; the page itself says what went wrong
			u.show(counts)
			row.Refresh()
		}
	})
	row.Add(u.button)
	return u
}

// count asks for the tasks of a scope; those of a unit are everybody's.
func (u *useTasks) count(scope app.Scope) {
	if u == nil {
		return
	}
	u.mine = scope == app.ScopeMine
	filter := app.UseTaskFilter{Mine: u.mine}
	u.counted.Ask(func(ctx context.Context) (map[app.UseTaskView]int64, error) {
		return u.store.UseTaskCounts(ctx, u.desk.By, filter)
	})
}

func (u *useTasks) show(counts map[app.UseTaskView]int64) {
	late, open := counts[app.UseTasksLate], counts[app.UseTasksOpen]
	u.button.SetText(lang.L("Tasks about use: {{.N}}", map[string]any{"N": words.Count(open)}))
	if late > 0 {
		u.button.SetText(lang.L("Tasks about use late: {{.N}}", map[string]any{"N": words.Count(late)}))
	}
	u.button.Hidden = open == 0
	u.button.Refresh()
}
