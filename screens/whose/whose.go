// Package whose narrows a list to a unit and to one person, by two fields that
// lists about use share. It asks nothing of the records itself.
package whose

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// Fields are the two of them.
type Fields struct {
	Unit    *widgets.CodeField
	Manager *widgets.CodeField

	units  []app.OrgUnit
	people []app.Staff
}

const mine = "mine"

// New makes them, still without choices; changed is told when one is made.
func New(changed func()) *Fields {
	f := &Fields{}
	f.Unit = widgets.NewCodeField(nil, func(widgets.Option) { changed() })
	f.Unit.SetPlaceHolder(lang.L("All units (Ctrl+F)"))
	f.Manager = widgets.NewCodeField(nil, func(widgets.Option) { changed() })
	f.Manager.SetPlaceHolder(lang.L("All managers"))
	return f
}

// Set offers what there is; what was chosen stays.
func (f *Fields) Set(units []app.OrgUnit, people []app.Staff) {
	unit, manager := f.Unit.Chosen().Code, f.Manager.Chosen().Code
	f.units, f.people = units, people
	options := make([]widgets.Option, len(units))
	for i, u := range units {
		full, initials := app.Pinyin(u.Name)
		options[i] = widgets.Option{Code: u.Code, Label: u.Name, Keys: initials + " " + full}
	}
	f.Unit.SetOptions(options)
	managers := []widgets.Option{{Code: mine, Label: lang.X("cases.mine", "Mine"), Keys: "me w"}}
	for _, p := range people {
		full, initials := app.Pinyin(p.Name)
		managers = append(managers, widgets.Option{Code: p.StaffNo, Label: p.Name, Keys: initials + " " + full})
	}
	f.Manager.SetOptions(managers)
	f.Unit.SetCode(unit)
	f.Manager.SetCode(manager)
}

// Mine narrows to whoever looks, or to nobody.
func (f *Fields) Mine(yes bool) {
	f.Unit.SetCode("")
	f.Manager.SetCode(map[bool]string{true: mine}[yes])
}

// Chosen is what was chosen; zero for all.
func (f *Fields) Chosen() (unit app.OrgUnitID, manager app.StaffID, own bool) {
	for _, u := range f.units {
		if u.Code == f.Unit.Chosen().Code && u.Code != "" {
			unit = u.ID
		}
	}
	for _, p := range f.people {
		if p.StaffNo == f.Manager.Chosen().Code && p.StaffNo != "" {
			manager = p.ID
		}
	}
	return unit, manager, f.Manager.Chosen().Code == mine
}

// Says names what was chosen.
func (f *Fields) Says() string {
	unit, manager := f.Unit.Chosen(), f.Manager.Chosen()
	says := lang.L("All units")
	if unit.Code != "" {
		says = unit.Label
	}
	if manager.Code != "" {
		says += lang.X("list.separator", ", ") + manager.Label
	}
	return says
}

// Name is a person's name.
func (f *Fields) Name(id app.StaffID) string {
	for _, p := range f.people {
		if p.ID == id {
			return p.Name
		}
	}
	return ""
}
