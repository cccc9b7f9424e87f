package customers

import (
	"maps"
	"strings"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// values is a form as text: each field by its name, codes as codes, days as
// YYYY-MM-DD, capacities in kVA as typed. It is what a draft keeps.
type values map[string]string

// fields are the inputs of a form. They are filled from values and read as
// values, so that drafts, new records and changes go the same way.
type fields struct {
	desk    *desk.Desk
	changed func(name string) // told of every change a person makes
	rows    []*widgets.FormRow
	read    map[string]func() string
	write   map[string]func(string)
	codes   map[string]*widgets.CodeField
	days    map[string]*widgets.DateField
	filling bool // the program is writing, not a person
}

func newFields(d *desk.Desk, changed func(name string)) *fields {
	return &fields{
		desk: d, changed: changed, read: map[string]func() string{}, write: map[string]func(string){},
		codes: map[string]*widgets.CodeField{}, days: map[string]*widgets.DateField{},
	}
}

func (f *fields) tell(name string) {
	if !f.filling {
		f.changed(name)
	}
}

// section heads the rows after it.
func (f *fields) section(title string) { f.rows = append(f.rows, widgets.NewFormSection(title)) }

// text is a field of one line.
func (f *fields) text(name string) *widgets.FormRow { return f.entry(name, widgets.NewEntry()) }

// lines is a field of several lines across the form.
func (f *fields) lines(name string, rows int) *widgets.FormRow {
	return f.entry(name, widgets.NewMultiLineEntry(rows)).Spanning()
}

func (f *fields) entry(name string, e *widgets.Entry) *widgets.FormRow {
	e.OnChanged = func(string) { f.tell(name) }
	f.read[name] = func() string { return strings.TrimSpace(e.Text) }
	f.write[name] = e.SetText
	return f.row(name, widgets.NewFormRow(name, label(name), e))
}

// code is a choice of the code table that words the column.
func (f *fields) code(name string) *widgets.FormRow {
	var options []widgets.Option
	for _, o := range f.desk.Codes.Options(codeLists[name], app.DayOf(f.desk.Now())) {
		options = append(options, widgets.Option(o))
	}
	return f.choice(name, options)
}

// choice is a choice among options.
func (f *fields) choice(name string, options []widgets.Option) *widgets.FormRow {
	c := widgets.NewCodeField(options, func(widgets.Option) { f.tell(name) })
	f.codes[name] = c
	f.read[name] = func() string { return c.Chosen().Code }
	f.write[name] = c.SetCode
	return f.row(name, widgets.NewFormRow(name, label(name), c))
}

// day is a day in any shorthand.
func (f *fields) day(name string) *widgets.FormRow {
	d := widgets.NewDateField(f.parseDay, func() string { return string(app.DayOf(f.desk.Now())) })
	row := widgets.NewFormRow(name, label(name), d)
	d.OnChanged = func(string) { f.tell(name) }
	d.OnInvalid = func(err error) { row.Note.SetText(words.Error(err)) }
	f.days[name] = d
	f.read[name] = d.Value
	f.write[name] = d.SetValue
	return f.row(name, row)
}

func (f *fields) parseDay(text string) (string, error) {
	day, err := app.ParseDay(text, app.DayOf(f.desk.Now()))
	return string(day), err
}

func (f *fields) row(name string, row *widgets.FormRow) *widgets.FormRow {
	row.Name = name
	f.rows = append(f.rows, row)
	return row
}

// offer changes what can be chosen; the choice stays.
func (f *fields) offer(name string, options []widgets.Option) {
	if c := f.codes[name]; c != nil {
		c.SetOptions(options)
		c.SetCode(c.Chosen().Code)
	}
}

// get is one value.
func (f *fields) get(name string) string {
	if read := f.read[name]; read != nil {
		return read()
	}
	return ""
}

// set writes one value without telling anybody.
func (f *fields) set(name, value string) {
	if write := f.write[name]; write != nil {
		f.filling = true
		write(value)
		f.filling = false
	}
}

// worded is what a field would show for a value.
func (f *fields) worded(name, value string) string {
	c := f.codes[name]
	if c == nil {
		return value
	}
	now := c.Chosen().Code
	defer c.SetCode(now)
	c.SetCode(value)
	return c.Chosen().Label
}

// values reads the whole form.
func (f *fields) values() values {
	v := values{}
	for name, read := range f.read {
		v[name] = read()
	}
	return v
}

// fill writes the whole form; what is not given is emptied.
func (f *fields) fill(v values) {
	for name := range f.read {
		f.set(name, v[name])
	}
}

// commit reads days that are still being typed, as Ctrl+Enter leaves no field,
// and answers the first that is none.
func (f *fields) commit() error {
	for _, row := range f.rows {
		if d := f.days[row.Name]; d != nil {
			if err := d.Commit(); err != nil {
				return err
			}
		}
	}
	return nil
}

// differs reports whether the form says something else than v.
func (f *fields) differs(v values) bool {
	now := f.values()
	maps.DeleteFunc(now, func(name, text string) bool { return text == v[name] })
	return len(now) > 0
}
