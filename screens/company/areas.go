package company

import (
	"context"
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

type areas struct {
	*list
	store Store
}

func newAreas(d *desk.Desk, store Store) *areas {
	a := &areas{list: newList(d, []widgets.Column{
		{Title: lang.L("Code"), Width: 80},
		{Title: lang.L("Name"), Width: 150, Weight: 2},
		{Title: lang.L("Capacity"), Width: 80, Kind: widgets.KindNumber},
		{Title: lang.L("Area type"), Width: 80},
		{Title: lang.L("Grid"), Width: 100, Weight: 1},
		{Title: lang.L("Unit"), Width: 120, Weight: 1},
		{Title: lang.L("Substation"), Width: 100, Weight: 1},
		{Title: lang.L("Line"), Width: 100, Weight: 1},
	}, lang.L("No transformer area yet. An import makes those it meets.")), store: store}
	a.read = func(ctx context.Context) (known, error) {
		var k known
		var err error
		if k.areas, err = store.TransformerAreas(ctx, d.By); err != nil {
			return k, err
		}
		if k.units, err = store.Units(ctx, d.By); err != nil {
			return k, err
		}
		k.staff, err = store.Staff(ctx, d.By)
		return k, err
	}
	a.rows, a.edit = a.show, a.ask
	a.table.OnMark = func(int) {}
	a.bar.Objects = append(a.bar.Objects, widgets.NewButton(lang.L("Assign manager…"), func() { a.assign(a.marked()) }))
	return a
}

func (a *areas) show(k known) []widgets.Row {
	rows := make([]widgets.Row, len(k.areas))
	for i, one := range k.areas {
		rows[i] = widgets.Row{Key: one.ID.String(), Cells: []widgets.Cell{
			{Text: one.Code},
			{Text: one.Name, Strong: true},
			{Text: words.KVA(one.CapacityVA)},
			{Text: a.desk.Codes.Label("area_type", one.AreaType)},
			{Text: one.Grid},
			{Text: k.unitName(one.Unit)},
			{Text: one.Substation},
			{Text: one.Line},
		}}
	}
	return rows
}

func (a *areas) ask(key string) {
	e := editing[app.TransformerArea]{desk: a.desk, title: lang.L("New transformer area"), form: a.form, save: func(ctx context.Context, was, now app.TransformerArea) error {
		_, err := a.store.SaveTransformerArea(ctx, a.desk.By, was, now)
		return err
	}}
	e.begin = app.TransformerArea{Unit: a.desk.By.Unit, AreaType: "rural"}
	if was, there := find(a.known.areas, areaKey, key); there {
		e.was, e.begin, e.title = was, was, was.Name
		e.other = widgets.Action{Label: lang.L("Assign manager…"), Do: func() { a.assign([]app.TransformerArea{was}) }}
		e.otherKey = "Alt+M"
	}
	e.fresh = func(ctx context.Context) (app.TransformerArea, error) {
		all, err := a.store.TransformerAreas(ctx, a.desk.By)
		return reread(all, err, areaKey, key)
	}
	e.saved = func(now app.TransformerArea) { a.saved(now.Name) }
	e.open()
}

func areaKey(a app.TransformerArea) string { return a.ID.String() }

func (a *areas) form(one app.TransformerArea) (*widgets.Form, reading[app.TransformerArea]) {
	code, name, grid, substation, line := text(one.Code), text(one.Name), text(one.Grid), text(one.Substation), text(one.Line)
	capacity, kind, unit := text(kva(one.CapacityVA)), coded(a.desk, "area_type", one.AreaType), desk.PickUnit(a.known.units, app.OrgUnitID{}, one.Unit)
	form := widgets.NewForm(
		widgets.NewFormRow("code", lang.L("Code"), code), widgets.NewFormRow("name", lang.L("Name"), name).Required(),
		widgets.NewFormRow("capacity_va", lang.L("Capacity (kVA)"), capacity),
		widgets.NewFormRow("area_type", lang.L("Area type"), kind).Hinted(lang.L("Decides how soon a crew must arrive.")),
		widgets.NewFormRow("grid", lang.L("Grid"), grid), widgets.NewFormRow("unit_id", lang.L("Unit"), unit.CodeField),
		widgets.NewFormRow("substation", lang.L("Substation"), substation), widgets.NewFormRow("line", lang.L("Line"), line),
	)
	return form, func(now app.TransformerArea) (app.TransformerArea, error) {
		now.Code, now.Name, now.Grid, now.Substation, now.Line = typed(code), typed(name), typed(grid), typed(substation), typed(line)
		now.AreaType, now.Unit = desk.Chosen(kind), unit.ID()
		var err error
		now.CapacityVA, err = readKVA("capacity_va", typed(capacity))
		return now, err
	}
}

// kva writes volt-amperes as kilovolt-amperes, without a unit.
func kva(va int64) string { return strings.TrimSuffix(words.KVA(va), " kVA") }

// mostKVA is more than any distribution transformer has; a larger number is a
// slip of the finger.
const mostKVA = 100_000

// readKVA reads kilovolt-amperes, 400 or 31.5, as volt-amperes.
func readKVA(field, text string) (int64, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(text, 64)
	switch {
	case err != nil || math.IsNaN(n):
		return 0, app.Refuse(field, app.Malformed)
	case n < 0 || n > mostKVA:
		return 0, app.Refuse(field, app.Impossible)
	}
	return int64(math.Round(n * 1000)), nil
}
