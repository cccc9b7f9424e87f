package company

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

type units struct {
	*list
	store Store
}

func newUnits(d *desk.Desk, store Store) *units {
	u := &units{list: newList(d, []widgets.Column{
		{Title: lang.L("Code"), Width: 80},
		{Title: lang.L("Name"), Width: 160, Weight: 2},
		{Title: lang.L("Kind"), Width: 120},
		{Title: lang.L("Belongs to"), Width: 140, Weight: 1},
		{Title: lang.L("Records of its own"), Width: 110},
		{Title: lang.L("Division code"), Width: 96},
		{Title: lang.L("Valid"), Width: 170},
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
			{Text: one.Code},
			{Text: one.Name, Strong: true},
			{Text: u.desk.Codes.Label("org_kind", one.Kind)},
			{Text: k.unitName(one.Parent)},
			{Text: words.YesNo(keeps(one))},
			{Text: one.Division},
			{Text: span(one.ValidFrom, one.ValidTo)},
		}}
	}
	return rows
}

func (u *units) ask(key string) {
	e := editing[app.OrgUnit]{desk: u.desk, title: lang.L("New unit"), form: u.form, save: func(ctx context.Context, was, now app.OrgUnit) error {
		_, err := u.store.SaveUnit(ctx, u.desk.By, was, now)
		return err
	}}
	if was, there := find(u.known.units, unitKey, key); there {
		e.was, e.begin, e.title = was, was, was.Name
	}
	e.fresh = func(ctx context.Context) (app.OrgUnit, error) {
		all, err := u.store.Units(ctx, u.desk.By)
		return reread(all, err, unitKey, key)
	}
	e.saved = func(now app.OrgUnit) { u.saved(now.Name) }
	e.open()
}

// keeps says whether a unit keeps the records of an area: its people's customers,
// cases and visits, which travel to the computers that carry them.
func keeps(u app.OrgUnit) string {
	if u.Area == 0 {
		return "no"
	}
	return "yes"
}

func unitKey(u app.OrgUnit) string { return u.ID.String() }

func (u *units) form(one app.OrgUnit) (*widgets.Form, reading[app.OrgUnit]) {
	code, name, division := text(one.Code), text(one.Name), text(one.Division)
	kind, parent := coded(u.desk, "org_kind", one.Kind), desk.PickUnit(u.known.units, one.ID, one.Parent)
	area := widgets.NewCodeField([]widgets.Option{{Code: "yes", Label: words.YesNo("yes")}, {Code: "no", Label: words.YesNo("no")}}, nil)
	area.SetCode(keeps(one))
	from, to := u.desk.DayField(one.ValidFrom), u.desk.DayField(one.ValidTo)
	form := widgets.NewForm(
		widgets.NewFormRow("code", lang.L("Code"), code), widgets.NewFormRow("name", lang.L("Name"), name).Required(),
		widgets.NewFormRow("kind", lang.L("Kind"), kind), widgets.NewFormRow("parent_id", lang.L("Belongs to"), parent.CodeField),
		widgets.NewFormRow("keeps_area", lang.L("Records of its own"), area), widgets.NewFormRow("division", lang.L("Division code"), division),
		widgets.NewFormRow("valid_from", lang.L("From"), from), widgets.NewFormRow("valid_to", lang.L("Until"), to),
	)
	return form, func(now app.OrgUnit) (app.OrgUnit, error) {
		now.Code, now.Name, now.Division, now.Kind, now.Parent = typed(code), typed(name), typed(division), desk.Chosen(kind), parent.ID()
		switch keeping := desk.Chosen(area); {
		case keeping == "no":
			now.Area = 0
		case now.Area == 0 && keeping == "yes":
			now.Area = app.OwnArea
		}
		if u.under(now.Parent, now.ID) {
			return now, app.Refuse("parent_id", app.Impossible)
		}
		var err error
		now.ValidFrom, now.ValidTo, err = readSpan(from, to)
		return now, err
	}
}

// under reports whether a unit stands somewhere under another: two units
// cannot each belong to the other.
func (u *units) under(id, above app.OrgUnitID) bool {
	for range u.known.units {
		if id.IsZero() || above.IsZero() {
			return false
		}
		if id == above {
			return true
		}
		one, _ := find(u.known.units, unitKey, id.String())
		id = one.Parent
	}
	return false
}
