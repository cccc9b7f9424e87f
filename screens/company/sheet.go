package company

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// ask shows a form in a sheet and saves it away from the UI thread; what a rule
// refuses is said under its field, and the sheet stays with what was typed.
// save reads the form at once and gives back the work.
func ask(d *desk.Desk, title string, form *widgets.Form, save func() (func(context.Context) error, error), saved func()) {
	wrong := widgets.NewFieldNote()
	form.OneColumn = true
	var sheet *widgets.Sheet
	refuse := func(err error) {
		if no, is := errors.AsType[*app.Refusal](err); !is || !form.Refuse(no.Field, words.Refusal(no)) {
			wrong.Error(words.Error(err))
		}
		sheet.Refresh()
	}
	sheet = widgets.NewSheet(title, container.NewVBox(form, wrong), widgets.Action{Label: lang.L("Save"), Do: func() {
		form.Clear()
		wrong.Clear()
		work, err := save()
		if err != nil {
			refuse(err)
			return
		}
		sheet.SetBusy(true)
		d.Runner.Start(background.Task{
			Do: func(ctx context.Context, _ func(int, int)) error { return work(ctx) },
			Done: func(err error) {
				sheet.SetBusy(false)
				if err != nil {
					refuse(err)
					return
				}
				sheet.Close()
				saved()
			},
		})
	}})
	sheet.Width = 520
	sheet.Show(d.Keys)
	form.FocusFirst()
}

func text(value string) *widgets.Entry {
	e := widgets.NewEntry()
	e.SetText(value)
	return e
}

func typed(e *widgets.Entry) string { return strings.TrimSpace(e.Text) }

// day is a field for a day, in any shorthand.
func day(d *desk.Desk, value app.Day) *widgets.DateField {
	today := func() string { return string(app.DayOf(d.Now())) }
	f := widgets.NewDateField(func(text string) (string, error) {
		day, err := app.ParseDay(text, app.Day(today()))
		return string(day), err
	}, today)
	f.SetValue(string(value))
	return f
}

// readDay reads a day that may be left empty.
func readDay(name string, f *widgets.DateField) (app.Day, error) {
	if f.Commit() != nil {
		return "", app.Refuse(name, app.Malformed)
	}
	return app.Day(f.Value()), nil
}

// coded chooses from a code table.
func coded(d *desk.Desk, list, value string) *widgets.CodeField {
	var options []widgets.Option
	for _, o := range d.Codes.Options(list, app.DayOf(d.Now())) {
		options = append(options, widgets.Option{Code: o.Code, Label: o.Label, Keys: o.Keys})
	}
	f := widgets.NewCodeField(options, nil)
	if value != "" {
		f.SetCode(value)
	}
	return f
}

// picker chooses one of some records by what people call them: the ids are
// behind the numbers.
type picker[T any] struct {
	*widgets.CodeField
	ids map[string]app.ID[T]
}

func newPicker[T any]() *picker[T] {
	return &picker[T]{widgets.NewCodeField(nil, nil), map[string]app.ID[T]{}}
}

// offer sets the choices: number, name and id of each.
func offer[T, R any](p *picker[T], records []R, of func(R) (number, name string, id app.ID[T])) {
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
}

// set chooses by id.
func (p *picker[T]) set(id app.ID[T]) {
	for number, known := range p.ids {
		if known == id {
			p.SetCode(number)
		}
	}
}

// chosen is the id of the choice; the zero id for none.
func (p *picker[T]) chosen() app.ID[T] { return p.ids[p.Chosen().Code] }

// pickUnit offers the units, but for one.
func pickUnit(units []app.OrgUnit, but, chosen app.OrgUnitID) *picker[app.OrgUnit] {
	p := newPicker[app.OrgUnit]()
	var others []app.OrgUnit
	for _, u := range units {
		if u.ID != but {
			others = append(others, u)
		}
	}
	offer(p, others, func(u app.OrgUnit) (string, string, app.OrgUnitID) { return u.Code, u.Name, u.ID })
	p.set(chosen)
	return p
}

// pickStaff offers those who work here on a day.
func pickStaff(staff []app.Staff, on app.Day) *picker[app.Staff] {
	p := newPicker[app.Staff]()
	var active []app.Staff
	for _, s := range staff {
		if s.ActiveOn(on) {
			active = append(active, s)
		}
	}
	offer(p, active, func(s app.Staff) (string, string, app.StaffID) { return s.StaffNo, s.Name, s.ID })
	return p
}
