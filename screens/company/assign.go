package company

import (
	"context"
	"slices"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// assign makes a manager responsible for the marked areas, or for the selected
// one, from a day on. Who was responsible until then is so until the day before.
func (a *areas) assign() {
	chosen := a.marked()
	if len(chosen) == 0 {
		a.desk.Say(lang.L("Choose a transformer area first; Space marks several."))
		return
	}
	today := app.DayOf(a.desk.Now())
	manager, deputy := pickStaff(a.known.staff, today), pickStaff(a.known.staff, today)
	from, reason := day(a.desk, today), text("")
	form := widgets.NewForm(
		widgets.NewFormRow("manager", lang.L("Account manager"), manager.CodeField).Required(), widgets.NewFormRow("deputy", lang.L("Deputy"), deputy.CodeField),
		widgets.NewFormRow("from_on", lang.L("From"), from).Required(), widgets.NewFormRow("reason", lang.L("Reason"), reason),
	)
	title := lang.L("Manager of {{.Name}}", map[string]any{"Name": chosen[0].Name})
	if len(chosen) > 1 {
		title = lang.L("Manager of {{.N}} transformer areas", map[string]any{"N": words.Count(int64(len(chosen)))})
	}
	ask(a.desk, title, form, func() (func(context.Context) error, error) {
		on, err := readDay("from_on", from)
		if err != nil {
			return nil, err
		}
		one := app.Assignment{Manager: manager.chosen(), Deputy: deputy.chosen(), FromOn: on, Reason: typed(reason), TransformerArea: chosen[0].ID}
		if err := one.Check(); err != nil {
			return nil, err
		}
		return func(ctx context.Context) error { return a.assignAll(ctx, one, chosen) }, nil
	}, func() {
		a.table.MarkAll(false)
		a.desk.Say(lang.L("{{.Name}} is responsible from {{.Day}}.", map[string]any{"Name": manager.Chosen().Label, "Day": from.Value()}))
	})
}

// assignAll assigns area after area; each is whole by itself.
func (a *areas) assignAll(ctx context.Context, one app.Assignment, chosen []app.TransformerArea) error {
	for _, area := range chosen {
		one.TransformerArea = area.ID
		if err := a.store.Assign(ctx, a.desk.By, one); err != nil {
			return err
		}
	}
	return nil
}

// marked are the marked areas, or else the selected one.
func (a *areas) marked() []app.TransformerArea {
	var keys []string
	if marks := a.table.Marks(); marks.All {
		for _, row := range a.shown {
			if !slices.Contains(marks.Keys, row.Key) {
				keys = append(keys, row.Key)
			}
		}
	} else {
		keys = marks.Keys
	}
	if row, selected := a.table.Selected(); len(keys) == 0 && selected {
		keys = []string{row.Key}
	}
	var chosen []app.TransformerArea
	for _, area := range a.known.areas {
		if slices.Contains(keys, area.ID.String()) {
			chosen = append(chosen, area)
		}
	}
	return chosen
}
