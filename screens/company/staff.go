package company

import (
	"context"
	"slices"
	"strings"

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
		{Title: lang.L("Staff number"), Width: 90}, {Title: lang.X("staff.name", "Name"), Width: 100, Weight: 1}, {Title: lang.L("Post"), Width: 120},
		{Title: lang.L("Unit"), Width: 140, Weight: 1}, {Title: lang.L("Mobile"), Width: 110}, {Title: lang.L("Roles"), Width: 150, Weight: 1},
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
			{Text: one.StaffNo}, {Text: one.Name, Strong: true}, {Text: s.desk.Codes.Label("post", one.Post)}, {Text: k.unitName(one.Unit)},
			{Text: one.Mobile}, {Text: roleNames(one.Roles)}, {Text: held},
		}}
	}
	return rows
}

// given are the roles a person may be given; that of the sole user is the
// file's own.
var given = []app.Role{app.Counter, app.Manager, app.Supervisor, app.Trainer, app.Leader, app.Admin, app.Auditor}

func (s *staff) ask(key string) {
	was, title := app.Staff{ValidFrom: app.DayOf(s.desk.Now()), Unit: s.desk.By.Unit}, lang.L("New member of staff")
	for _, one := range s.known.staff {
		if one.ID.String() == key {
			was, title = one, one.Name
		}
	}
	number, name, mobile := text(was.StaffNo), text(was.Name), text(was.Mobile)
	post, unit := coded(s.desk, "post", was.Post), pickUnit(s.known.units, app.OrgUnitID{}, was.Unit)
	from, to := day(s.desk, was.ValidFrom), day(s.desk, was.ValidTo)
	roles, ticks := roleTicks(was.Roles)
	form := widgets.NewForm(
		widgets.NewFormRow("staff_no", lang.L("Staff number"), number).Required(), widgets.NewFormRow("name", lang.X("staff.name", "Name"), name).Required(),
		widgets.NewFormRow("post", lang.L("Post"), post), widgets.NewFormRow("unit_id", lang.L("Unit"), unit.CodeField),
		widgets.NewFormRow("mobile", lang.L("Mobile"), mobile), widgets.NewFormRow("roles", lang.L("Roles"), ticks),
		widgets.NewFormRow("valid_from", lang.L("From"), from), widgets.NewFormRow("valid_to", lang.L("Until"), to),
	)
	ask(s.desk, title, form, func() (func(context.Context) error, error) {
		now := was
		now.StaffNo, now.Name, now.Mobile, now.Post, now.Unit, now.Roles = typed(number), typed(name), typed(mobile), post.Chosen().Code, unit.chosen(), roles()
		var err error
		if now.ValidFrom, now.ValidTo, err = readSpan(from, to); err != nil {
			return nil, err
		}
		if err := now.Check(); err != nil {
			return nil, err
		}
		before := was
		if was.ID.IsZero() {
			before = app.Staff{} // what was only suggested was not there before
		}
		return func(ctx context.Context) error {
			_, err := s.store.SaveStaff(ctx, s.desk.By, before, now)
			return err
		}, nil
	}, func() { s.saved(typed(name)) })
}

// roleTicks are a tick box for each role; roles answers which are ticked, and
// keeps the role of the sole user where it was.
func roleTicks(held []app.Role) (roles func() []app.Role, ticks fyne.CanvasObject) {
	boxes := make([]*widgets.Check, len(given))
	grid := container.NewGridWithColumns(2)
	for i, role := range given {
		boxes[i] = widgets.NewCheck(label(role), nil)
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

func roleNames(roles []app.Role) string {
	names := make([]string, len(roles))
	for i, role := range roles {
		names[i] = label(role)
	}
	return strings.Join(names, lang.X("list.separator", ", "))
}

// label names a role.
func label(role app.Role) string {
	switch role {
	case app.Counter:
		return lang.X("role.counter", "Counter clerk")
	case app.Manager:
		return words.Field("manager")
	case app.Supervisor:
		return lang.X("role.supervisor", "Supervisor")
	case app.Trainer:
		return lang.X("role.trainer", "Trainer")
	case app.Leader:
		return lang.X("role.leader", "Leader")
	case app.Admin:
		return lang.X("role.admin", "Administrator")
	case app.Auditor:
		return lang.X("role.auditor", "Auditor")
	case app.Sole:
		return lang.X("role.sole", "Sole user")
	}
	return string(role)
}
