package company

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

type staff struct {
	*list
	store Store
}

func newStaff(d *desk.Desk, store Store) *staff {
	s := &staff{list: newList(d, []widgets.Column{
		{Title: lang.L("Staff number"), Width: 90},
		{Title: lang.X("staff.name", "Name"), Width: 100, Weight: 1},
		{Title: lang.L("Post"), Width: 120},
		{Title: lang.L("Unit"), Width: 140, Weight: 1},
		{Title: lang.L("Mobile"), Width: 110},
		{Title: lang.L("Roles"), Width: 150, Weight: 1},
		{Title: lang.L("Valid"), Width: 170},
	}, lang.L("Nobody is entered yet.")), store: store}
	s.read = func(ctx context.Context) (known, error) {
		people, err := store.Staff(ctx, d.By)
		if err != nil {
			return known{}, err
		}
		units, err := store.Units(ctx, d.By)
		return known{staff: people, units: units}, err
	}
	s.rows, s.edit = s.show, s.ask
	return s
}

func (s *staff) show(k known) []widgets.Row {
	today := app.DayOf(s.desk.Now())
	rows := make([]widgets.Row, len(k.staff))
	for i, one := range k.staff {
		held := span(one.ValidFrom, one.ValidTo)
		if !one.ActiveOn(today) {
			held += " " + lang.L("(not now)")
		}
		rows[i] = widgets.Row{Key: one.ID.String(), Cells: []widgets.Cell{
			{Text: one.StaffNo},
			{Text: one.Name, Strong: true},
			{Text: s.desk.Codes.Label("post", one.Post)},
			{Text: k.unitName(one.Unit)},
			{Text: one.Mobile},
			{Text: words.Roles(one.Roles)},
			{Text: held},
		}}
	}
	return rows
}

// given are the roles a person may be given; that of the sole user is the
// file's own.
var given = app.Roles()

func (s *staff) ask(key string) {
	e := editing[app.Staff]{desk: s.desk, title: lang.L("New member of staff"), form: s.form, save: func(ctx context.Context, was, now app.Staff) error {
		_, err := s.store.SaveStaff(ctx, s.desk.By, was, now)
		return err
	}}
	e.begin = app.Staff{ValidFrom: app.DayOf(s.desk.Now()), Unit: s.desk.By.Unit}
	if was, there := find(s.known.staff, staffKey, key); there {
		e.was, e.begin, e.title = was, was, was.Name
	}
	e.fresh = func(ctx context.Context) (app.Staff, error) {
		all, err := s.store.Staff(ctx, s.desk.By)
		return reread(all, err, staffKey, key)
	}
	e.saved = func(now app.Staff) { s.saved(now.Name) }
	e.open()
}

func staffKey(s app.Staff) string { return s.ID.String() }

func (s *staff) form(one app.Staff) (*widgets.Form, reading[app.Staff]) {
	number, name, mobile := text(one.StaffNo), text(one.Name), text(one.Mobile)
	post, unit := coded(s.desk, "post", one.Post), desk.PickUnit(s.known.units, app.OrgUnitID{}, one.Unit)
	from, to := s.desk.DayField(one.ValidFrom), s.desk.DayField(one.ValidTo)
	roles, ticks := roleTicks(one.Roles)
	form := widgets.NewForm(
		widgets.NewFormRow("staff_no", lang.L("Staff number"), number).Required(), widgets.NewFormRow("name", lang.X("staff.name", "Name"), name).Required(),
		widgets.NewFormRow("post", lang.L("Post"), post), widgets.NewFormRow("unit_id", lang.L("Unit"), unit.CodeField),
		widgets.NewFormRow("mobile", lang.L("Mobile"), mobile).Spanning(),
		widgets.NewFormRow("valid_from", lang.L("From"), from), widgets.NewFormRow("valid_to", lang.L("Until"), to),
		widgets.NewFormRow("roles", lang.L("Roles"), ticks).Spanning(),
	)
	return form, func(now app.Staff) (app.Staff, error) {
		now.StaffNo, now.Name, now.Mobile, now.Post, now.Unit, now.Roles = typed(number), typed(name), typed(mobile), desk.Chosen(post), unit.ID(), roles()
		if twin, there := find(s.known.staff, func(s app.Staff) string { return s.StaffNo }, now.StaffNo); there && twin.ID != now.ID && now.StaffNo != "" {
			return now, app.Refuse("staff_no", app.AlreadyThere)
		}
		var err error
		if now.ValidFrom, now.ValidTo, err = readSpan(from, to); err != nil {
			return now, err
		}
		return now, now.Check()
	}
}

// roleTicks are a tick box for each role; roles answers which are ticked, and
// keeps the role of the sole user where it was.
func roleTicks(held []app.Role) (roles func() []app.Role, ticks fyne.CanvasObject) {
	boxes := make([]*widgets.Check, len(given))
	grid := container.NewGridWithColumns(4)
	for i, role := range given {
		boxes[i] = widgets.NewCheck(words.Role(role), nil)
		boxes[i].Checked = slices.Contains(held, role)
		grid.Add(boxes[i])
	}
	return func() []app.Role {
		var now []app.Role
		if slices.Contains(held, app.Sole) {
			now = append(now, app.Sole)
		}
		for i, role := range given {
			if boxes[i].Checked {
				now = append(now, role)
			}
		}
		return now
	}, grid
}
