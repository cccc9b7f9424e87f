package company

import (
	"strings"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

func text(value string) *widgets.Entry {
	e := widgets.NewEntry()
	e.SetText(value)
	return e
}

func typed(e *widgets.Entry) string { return strings.TrimSpace(e.Text) }

// readSpan reads from when to when something holds; both ends may be open.
func readSpan(from, to *widgets.DateField) (first, last app.Day, err error) {
	if first, err = desk.ReadDay("valid_from", from); err != nil {
		return "", "", err
	}
	if last, err = desk.ReadDay("valid_to", to); err != nil {
		return "", "", err
	}
	if last != "" && last < first {
		return "", "", app.Refuse("valid_to", app.EndsBeforeStart)
	}
	return first, last, nil
}

// coded chooses from a code table.
func coded(d *desk.Desk, list, value string) *widgets.CodeField {
	var options []widgets.Option
	for _, o := range d.Codes.Options(list, app.DayOf(d.Now())) {
		options = append(options, widgets.Option(o))
	}
	f := widgets.NewCodeField(options, nil)
	if value != "" {
		f.SetCode(value)
	}
	return f
}

// chosen is the code of a choice. A field that was just emptied has none, also
// while the keyboard is still in it.
func chosen(f *widgets.CodeField) string {
	if typed(f.Entry()) == "" {
		return ""
	}
	return f.Chosen().Code
}

// picker chooses one of some records by what people call them: the ids are
// behind the numbers.
type picker[T any] struct {
	*widgets.CodeField
	ids map[string]app.ID[T]
}

// offer lets choose among records by number and name.
func offer[T, R any](records []R, of func(R) (number, name string, id app.ID[T])) *picker[T] {
	p := &picker[T]{widgets.NewCodeField(nil, nil), map[string]app.ID[T]{}}
	var options []widgets.Option
	for _, r := range records {
		number, name, id := of(r)
		if _, twice := p.ids[number]; twice || number == "" {
			number = id.String()
		}
		p.ids[number] = id
		full, initials := app.Pinyin(name)
		options = append(options, widgets.Option{Code: number, Label: name, Keys: initials + " " + full})
	}
	p.SetOptions(options)
	return p
}

// set chooses by id. A record that is no longer offered stays chosen.
func (p *picker[T]) set(id app.ID[T]) {
	if id.IsZero() {
		return
	}
	for number, known := range p.ids {
		if known == id {
			p.SetCode(number)
			return
		}
	}
	p.ids[id.String()] = id
	p.SetCode(id.String())
}

// chosen is the id of the choice; the zero id for none.
func (p *picker[T]) chosen() app.ID[T] { return p.ids[chosen(p.CodeField)] }

// pickUnit offers the units, but for one.
func pickUnit(units []app.OrgUnit, but, chosen app.OrgUnitID) *picker[app.OrgUnit] {
	var others []app.OrgUnit
	for _, u := range units {
		if u.ID != but {
			others = append(others, u)
		}
	}
	p := offer(others, func(u app.OrgUnit) (string, string, app.OrgUnitID) { return u.Code, u.Name, u.ID })
	p.set(chosen)
	return p
}

// pickStaff offers those who work here on a day.
func pickStaff(staff []app.Staff, on app.Day, chosen app.StaffID) *picker[app.Staff] {
	var active []app.Staff
	for _, s := range staff {
		if s.ActiveOn(on) {
			active = append(active, s)
		}
	}
	p := offer(active, func(s app.Staff) (string, string, app.StaffID) { return s.StaffNo, s.Name, s.ID })
	p.set(chosen)
	return p
}
