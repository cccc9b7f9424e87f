package inside

import (
	"strings"

	"fyne.io/fyne/v2"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// values is a sheet as text, each field by its name: codes as codes, days as
// YYYY-MM-DD, numbers as typed. It is what a draft keeps.
type values map[string]string

// input is one field of a sheet.
type input struct {
	row    *widgets.FormRow
	read   func() string
	write  func(string)
	commit func() error // reads what is still being typed; nil: nothing to do
}

// inputs are the fields of a sheet, in their order.
type inputs struct {
	desk    *desk.Desk
	told    func(name string) // of every change a person makes
	names   []string
	all     map[string]*input
	filling bool // the program is writing, not a person
}

func newInputs(d *desk.Desk, told func(string)) *inputs {
	return &inputs{desk: d, told: told, all: map[string]*input{}}
}

func (in *inputs) tell(name string) {
	if !in.filling {
		in.told(name)
	}
}

func (in *inputs) add(name, label string, field fyne.CanvasObject, i *input) *widgets.FormRow {
	i.row = widgets.NewFormRow(name, label, field)
	in.names, in.all[name] = append(in.names, name), i
	return i.row
}

// line is a text of one line, lines one of several.
func (in *inputs) line(name, label string) *widgets.FormRow {
	return in.text(name, label, widgets.NewEntry())
}

func (in *inputs) lines(name, label string, rows int) *widgets.FormRow {
	return in.text(name, label, widgets.NewMultiLineEntry(rows)).Spanning()
}

func (in *inputs) text(name, label string, e *widgets.Entry) *widgets.FormRow {
	e.OnChanged = func(string) { in.tell(name) }
	return in.add(name, label, e, &input{read: func() string { return strings.TrimSpace(e.Text) }, write: e.SetText})
}

// choice is one of some options.
func (in *inputs) choice(name, label string, options []widgets.Option) *widgets.FormRow {
	c := widgets.NewCodeField(options, func(widgets.Option) { in.tell(name) })
	return in.add(name, label, c, &input{read: func() string { return c.Chosen().Code }, write: c.SetCode})
}

// day is a day in any shorthand.
func (in *inputs) day(name, label string) *widgets.FormRow {
	d := in.desk.DayField("")
	d.OnChanged = func(string) { in.tell(name) }
	row := in.add(name, label, d, &input{read: d.Value, write: d.SetValue, commit: d.Commit})
	d.OnInvalid = func(err error) { row.Note.SetText(words.Error(err)) }
	return row
}

// check is a yes or no, which says "1" for yes.
func (in *inputs) check(name, label string) *widgets.FormRow {
	c := widgets.NewCheck(label, func(bool) { in.tell(name) })
	read := func() string {
		if c.Checked {
			return "1"
		}
		return ""
	}
	return in.add(name, "", c, &input{read: read, write: func(value string) { c.SetChecked(value != "") }})
}

// shown is a row that only tells something.
func (in *inputs) shown(name, label string) (*widgets.FormRow, *widgets.Text) {
	text := widgets.NewText("")
	return in.add(name, label, text, &input{read: func() string { return "" }, write: func(string) {}}), text
}

func (in *inputs) rows() []*widgets.FormRow {
	out := make([]*widgets.FormRow, len(in.names))
	for i, name := range in.names {
		out[i] = in.all[name].row
	}
	return out
}

func (in *inputs) values() values {
	v := values{}
	for name, i := range in.all {
		v[name] = i.read()
	}
	return v
}

// fill writes the fields that are named, without telling anybody.
func (in *inputs) fill(v values) {
	in.filling = true
	defer func() { in.filling = false }()
	for _, name := range in.names {
		if value, named := v[name]; named {
			in.all[name].write(value)
		}
	}
}

// commit reads days that are still being typed, as Ctrl+Enter leaves no field.
func (in *inputs) commit() error {
	for _, name := range in.names {
		if i := in.all[name]; i.commit != nil && i.row.Field.Visible() && i.commit() != nil {
			return app.Refuse(name, app.Malformed)
		}
	}
	return nil
}

// show shows or hides a row.
func (in *inputs) show(name string, on bool) {
	if on {
		in.all[name].row.Show()
	} else {
		in.all[name].row.Hide()
	}
}

// people offers those who work here today, by their ids.
func (m matter) people() []widgets.Option {
	var out []widgets.Option
	for _, s := range m.staff {
		if s.ActiveOn(app.DayOf(m.desk.Now())) {
			out = append(out, desk.Option(s.ID.String(), s.Name, s.StaffNo))
		}
	}
	return out
}

// accounts offers the customer's accounts by their ids.
func (m matter) accounts() []widgets.Option {
	var out []widgets.Option
	for _, a := range m.page.Accounts {
		out = append(out, widgets.Option{Code: a.ID.String(), Label: a.AccountNo, Keys: a.Address})
	}
	return out
}

// firstAccount is where the visit goes to, or the first there is.
func (m matter) firstAccount() string {
	switch {
	case !m.visit.Account.IsZero():
		return m.visit.Account.String()
	case len(m.page.Accounts) > 0:
		return m.page.Accounts[0].ID.String()
	}
	return ""
}
