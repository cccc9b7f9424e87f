package cases

import (
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// input is one field of a flow on a form: its row, and its value as the case
// keeps it.
type input struct {
	field app.Field
	row   *widgets.FormRow
	value func() (string, error)
	set   func(string)
}

// inputs are the fields of a flow on a form.
type inputs struct {
	desk    *desk.Desk
	changed func()
	staff   []app.Staff
	all     []*input
}

// newInputs makes the fields; changed is told of every change a person makes.
func newInputs(d *desk.Desk, fields []app.Field, staff []app.Staff, changed func()) *inputs {
	in := &inputs{desk: d, changed: changed, staff: staff}
	for _, f := range fields {
		in.all = append(in.all, in.input(f))
	}
	return in
}

// rows are the rows of the form, in the flow's order.
func (in *inputs) rows() []*widgets.FormRow {
	out := make([]*widgets.FormRow, len(in.all))
	for i, f := range in.all {
		out[i] = f.row
	}
	return out
}

// values are the fields as they stand; what cannot be read is a Refusal.
func (in *inputs) values() (map[string]string, error) {
	out := map[string]string{}
	var wrong error
	for _, f := range in.all {
		value, err := f.value()
		if err != nil && wrong == nil && f.row.Field.Visible() {
			wrong = err
		}
		if value != "" || out[f.field.Name] == "" {
			out[f.field.Name] = value
		}
	}
	return out, wrong
}

// fill sets the fields that are named.
func (in *inputs) fill(values map[string]string) {
	for _, f := range in.all {
		if value, named := values[f.field.Name]; named {
			f.set(value)
		}
	}
}

// narrow shows the fields whose condition holds.
func (in *inputs) narrow(value func(string) string) {
	for _, f := range in.all {
		if f.field.When.Holds(value) {
			f.row.Show()
		} else {
			f.row.Hide()
		}
	}
}

// firstMissing is the first field that must be filled in and is not.
func (in *inputs) firstMissing() fyne.CanvasObject {
	for _, f := range in.all {
		if value, _ := f.value(); f.field.Ask == app.AskRequired && f.row.Field.Visible() && value == "" {
			return f.row.Field
		}
	}
	return nil
}

// label is what the form calls a field; empty for one that is not of the flow.
func (in *inputs) label(name string) string {
	for _, f := range in.all {
		if f.field.Name == name {
			return in.desk.Flows.Name(f.field.ZH, f.field.EN)
		}
	}
	return ""
}

func (in *inputs) input(f app.Field) *input {
	i := &input{field: f}
	label := in.desk.Flows.Name(f.ZH, f.EN)
	var field fyne.CanvasObject
	switch f.Type {
	case app.FieldYes:
		field, label = in.check(i, label), ""
	case app.FieldDay:
		field = in.day(i)
	case app.FieldCode:
		field = in.code(i, in.desk.CodeOptions(f.List), func(code string) string { return code }, func(value string) string { return value })
	case app.FieldStaff:
		field = in.code(i, desk.StaffOptions(in.staff), in.staffID, in.staffNo)
	default:
		field = in.text(i)
	}
	i.row = widgets.NewFormRow(f.Name, label, field)
	if f.Ask == app.AskRequired {
		i.row.Required()
	}
	if f.Type == app.FieldLines {
		i.row.Spanning()
	}
	return i
}

func (in *inputs) check(i *input, label string) fyne.CanvasObject {
	c := widgets.NewCheck(label, func(bool) { in.changed() })
	i.value = func() (string, error) {
		if c.Checked {
			return "1", nil
		}
		return "", nil
	}
	i.set = func(value string) { c.SetChecked(value != "") }
	return c
}

func (in *inputs) day(i *input) fyne.CanvasObject {
	d := in.desk.DayField("")
	d.OnChanged = func(string) { in.changed() }
	i.value = func() (string, error) {
		if d.Commit() != nil {
			return "", app.Refuse(i.field.Name, app.Malformed)
		}
		return d.Value(), nil
	}
	i.set = d.SetValue
	return d
}

func (in *inputs) code(i *input, options []widgets.Option, kept, shown func(string) string) fyne.CanvasObject {
	c := widgets.NewCodeField(options, func(widgets.Option) { in.changed() })
	i.value = func() (string, error) {
		if strings.TrimSpace(c.Entry().Text) == "" {
			return "", nil
		}
		return kept(c.Chosen().Code), nil
	}
	i.set = func(value string) { c.SetCode(shown(value)) }
	return c
}

func (in *inputs) staffID(number string) string {
	id := staffOf(in.staff, number)
	if id.IsZero() {
		return ""
	}
	return id.String()
}

func (in *inputs) staffNo(id string) string {
	for _, s := range in.staff {
		if s.ID.String() == id {
			return s.StaffNo
		}
	}
	return ""
}

func (in *inputs) text(i *input) fyne.CanvasObject {
	e := widgets.NewEntry()
	if i.field.Type == app.FieldLines {
		e = widgets.NewMultiLineEntry(2)
	}
	if unit := unitOf(i.field.Type); unit != "" {
		e.SetPlaceHolder(unit)
	}
	e.OnChanged = func(string) { in.changed() }
	i.value = func() (string, error) { return keptText(i.field, e.Text) }
	i.set = func(value string) { e.SetText(words.FieldText(i.field.Type, value)) }
	return e
}

func unitOf(kind app.FieldType) string {
	switch kind {
	case app.FieldKVA:
		return "kVA"
	case app.FieldKWh:
		return "kWh"
	case app.FieldMoney:
		return lang.L("yuan")
	}
	return ""
}

// keptText is a typed text as the case keeps it: whole VA, kWh, fen.
func keptText(f app.Field, text string) (string, error) {
	text = strings.TrimSpace(text)
	scale := map[app.FieldType]float64{app.FieldCount: 1, app.FieldKVA: 1000, app.FieldKWh: 1, app.FieldMoney: 100}[f.Type]
	if text == "" || scale == 0 {
		return text, nil
	}
	n, err := strconv.ParseFloat(app.NormaliseCode(strings.ReplaceAll(text, ",", "")), 64)
	if err != nil || n < 0 || n > 1e12 {
		return "", app.Refuse(f.Name, app.Malformed)
	}
	return strconv.FormatInt(int64(math.Round(n*scale)), 10), nil
}
