package desk

import (
	"strings"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// Chosen is the code of a choice. A field that was just emptied has none, also
// while the keyboard is still in it.
func Chosen(f *widgets.CodeField) string {
	if strings.TrimSpace(f.Entry().Text) == "" {
		return ""
	}
	return f.Chosen().Code
}

// Picker chooses one of some records by what people call them: the ids are
// behind the numbers.
type Picker[T any] struct {
	*widgets.CodeField
	ids map[string]app.ID[T]
}

// Offer lets choose among records by number and name.
func Offer[T, R any](records []R, of func(R) (number, name string, id app.ID[T])) *Picker[T] {
	p := &Picker[T]{widgets.NewCodeField(nil, nil), map[string]app.ID[T]{}}
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

// Set chooses by id. A record that is no longer offered stays chosen.
func (p *Picker[T]) Set(id app.ID[T]) {
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

// ID is the id of the choice; the zero id for none.
func (p *Picker[T]) ID() app.ID[T] { return p.ids[Chosen(p.CodeField)] }

// PickUnit offers the units, but for one.
func PickUnit(units []app.OrgUnit, but, chosen app.OrgUnitID) *Picker[app.OrgUnit] {
	var others []app.OrgUnit
	for _, u := range units {
		if u.ID != but {
			others = append(others, u)
		}
	}
	p := Offer(others, func(u app.OrgUnit) (string, string, app.OrgUnitID) { return u.Code, u.Name, u.ID })
	p.Set(chosen)
	return p
}

// PickStaff offers those who work here on a day.
func PickStaff(staff []app.Staff, on app.Day, chosen app.StaffID) *Picker[app.Staff] {
	var active []app.Staff
	for _, s := range staff {
		if s.ActiveOn(on) {
			active = append(active, s)
		}
	}
	p := Offer(active, func(s app.Staff) (string, string, app.StaffID) { return s.StaffNo, s.Name, s.ID })
	p.Set(chosen)
	return p
}

// CourseOptions offers courses by what they are called in the language on view;
// they are found by their codes, too.
func (d *Desk) CourseOptions(courses []app.Course) []widgets.Option {
	out := make([]widgets.Option, len(courses))
	for i, c := range courses {
		name := d.Codes.Course(c.Name, c.NameEN)
		full, initials := app.Pinyin(name)
		out[i] = widgets.Option{Code: c.ID.String(), Label: name, Keys: initials + " " + full + " " + c.Code + " " + c.Name}
	}
	return out
}
