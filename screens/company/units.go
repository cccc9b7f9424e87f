package company

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

type units struct {
	*list
	store Store
}

func newUnits(d *desk.Desk, store Store) *units {
	u := &units{list: newList(d, []widgets.Column{
		{Title: lang.L("Code"), Width: 80}, {Title: lang.L("Name"), Width: 160, Weight: 2}, {Title: lang.L("Kind"), Width: 120},
		{Title: lang.L("Belongs to"), Width: 140, Weight: 1}, {Title: lang.L("Division code"), Width: 96}, {Title: lang.L("Valid"), Width: 170},
	}, lang.L("No unit yet.")), store: store}
	u.read = func(ctx context.Context) (known, error) {
		all, err := store.Units(ctx, d.By)
		return known{units: all}, err
	}
	u.rows, u.edit = u.show, u.ask
	return u
}

func (u *units) show(k known) []widgets.Row {
	rows := make([]widgets.Row, len(k.units))
	for i, one := range k.units {
		rows[i] = widgets.Row{Key: one.ID.String(), Cells: []widgets.Cell{
			{Text: one.Code}, {Text: one.Name, Strong: true}, {Text: u.desk.Codes.Label("org_kind", one.Kind)}, {Text: k.unitName(one.Parent)},
			{Text: one.Division}, {Text: span(one.ValidFrom, one.ValidTo)},
		}}
	}
	return rows
}

func (u *units) ask(key string) {
	was, title := app.OrgUnit{}, lang.L("New unit")
	for _, one := range u.known.units {
		if one.ID.String() == key {
			was, title = one, one.Name
		}
	}
	code, name, division := text(was.Code), text(was.Name), text(was.Division)
	kind, parent := coded(u.desk, "org_kind", was.Kind), pickUnit(u.known.units, was.ID, was.Parent)
	from, to := day(u.desk, was.ValidFrom), day(u.desk, was.ValidTo)
	form := widgets.NewForm(
		widgets.NewFormRow("code", lang.L("Code"), code), widgets.NewFormRow("name", lang.L("Name"), name).Required(),
		widgets.NewFormRow("kind", lang.L("Kind"), kind), widgets.NewFormRow("parent_id", lang.L("Belongs to"), parent.CodeField),
		widgets.NewFormRow("division", lang.L("Division code"), division),
		widgets.NewFormRow("valid_from", lang.L("From"), from), widgets.NewFormRow("valid_to", lang.L("Until"), to),
	)
	ask(u.desk, title, form, func() (func(context.Context) error, error) {
		now := was
		now.Code, now.Name, now.Division, now.Kind, now.Parent = typed(code), typed(name), typed(division), kind.Chosen().Code, parent.chosen()
		var err error
		if now.ValidFrom, now.ValidTo, err = readSpan(from, to); err != nil {
			return nil, err
		}
		return func(ctx context.Context) error { _, err := u.store.SaveUnit(ctx, u.desk.By, was, now); return err }, nil
	}, func() { u.saved(typed(name)) })
}

// saved says so and shows the list anew.
func (l *list) saved(name string) {
	l.desk.Say(lang.L("Saved: {{.Name}}", map[string]any{"Name": name}))
	l.Reload()
}

// readSpan reads from when to when something holds; both ends may be open.
func readSpan(from, to *widgets.DateField) (first, last app.Day, err error) {
	if first, err = readDay("valid_from", from); err != nil {
		return "", "", err
	}
	if last, err = readDay("valid_to", to); err != nil {
		return "", "", err
	}
	if last != "" && last < first {
		return "", "", app.Refuse("valid_to", app.EndsBeforeStart)
	}
	return first, last, nil
}
