package visitform

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// input is one field of the form: a question, or something every visit has.
type input struct {
	q      app.Question
	group  string
	row    *widgets.FormRow
	label  string                 // "" where package words names the field
	text   func() string          // as it is typed: what a draft keeps
	write  func(text string)      // the other way round
	read   func() (string, error) // as it is kept; may refuse
	fill   func(value string)     // the other way round
	copied bool                   // from the last visit, and not looked at
	tried  bool                   // somebody was here: what is wrong may be said
}

func (i *input) name() string { return i.q.Name }

func (i *input) shown() bool { return i.row.Field.Visible() }

func (i *input) done() bool { return strings.TrimSpace(i.text()) != "" }

// maker makes inputs. changed is told when a person changed one, looked when
// one gained or lost the keyboard.
type maker struct {
	desk    *desk.Desk
	changed func(*input)
	looked  func(i *input, gained bool)
}

// question makes the field of a question of the form.
func (m maker) question(q app.Question) *input {
	i := &input{q: q, group: q.Group, label: m.desk.Flows.Name(q.ZH, q.EN)}
	return m.make(i, i.label)
}

// own makes a field every visit has.
func (m maker) own(group string, q app.Question) *input {
	return m.make(&input{q: q, group: group}, words.Field(q.Name))
}

func (m maker) make(i *input, label string) *input {
	var field fyne.CanvasObject
	switch i.q.Kind {
	case app.AskDay:
		field = m.day(i)
	case app.AskCode:
		field = m.code(i)
	case app.AskYes:
		field = m.chips(i, false, []widgets.Chip{
			{Key: app.AnswerYes, Text: words.Answer(i.q, app.AnswerYes, nil, ""), Count: -1}, {Key: app.AnswerNo, Text: words.Answer(i.q, app.AnswerNo, nil, ""), Count: -1},
		})
	default:
		field = m.entry(i)
	}
	return i.with(label, field)
}

// with puts the field into its row.
func (i *input) with(label string, field fyne.CanvasObject) *input {
	i.row = widgets.NewFormRow(i.q.Name, label, field)
	if i.q.Required {
		i.row.Required()
	}
	if i.q.Kind == app.AskLines {
		i.row.Spanning()
	}
	return i
}

func (m maker) entry(i *input) fyne.CanvasObject {
	e := widgets.NewEntry()
	if i.q.Kind == app.AskLines {
		e = widgets.NewMultiLineEntry(2)
	}
	e.SetPlaceHolder(m.hint(i.q))
	e.OnChanged = func(string) { m.changed(i) }
	e.OnFocus = func(gained bool) { m.looked(i, gained) }
	i.text = func() string { return e.Text }
	i.write = func(text string) { // the cursor goes where typing went on
		e.SetText(text)
		lines := strings.Split(text, "\n")
		e.CursorRow, e.CursorColumn = len(lines)-1, len([]rune(lines[len(lines)-1]))
	}
	i.read = func() (string, error) { return i.q.Read(e.Text, app.DayOf(m.desk.Now())) }
	i.fill = func(value string) { e.SetText(i.q.Typed(value)) }
	return e
}

// hint says in grey how a number or a month is typed.
func (m maker) hint(q app.Question) string {
	switch q.Kind {
	case app.AskKVA:
		return "kVA"
	case app.AskMonth:
		return lang.L("9, 2701, +3 …")
	}
	return m.desk.Flows.Name(q.UnitZH, q.UnitEN)
}

func (m maker) day(i *input) fyne.CanvasObject {
	d := m.desk.DayField("")
	d.OnChanged = func(string) { m.changed(i) }
	m.follow(i, d.Entry())
	i.text, i.write = func() string { return d.Entry().Text }, func(text string) { d.Entry().SetText(text); _ = d.Commit() }
	i.read = func() (string, error) {
		day, err := desk.ReadDay(i.q.Name, d)
		return string(day), err
	}
	i.fill = d.SetValue
	return d
}

func (m maker) code(i *input) fyne.CanvasObject {
	c := widgets.NewCodeField(m.desk.CodeOptions(i.q.List), func(widgets.Option) { m.changed(i) })
	m.follow(i, c.Entry())
	i.text = func() string {
		if strings.TrimSpace(c.Entry().Text) == "" {
			return ""
		}
		return c.Chosen().Code
	}
	i.write = c.SetCode
	i.read = func() (string, error) { return i.text(), nil }
	i.fill = c.SetCode
	return c
}

// follow tells of the keyboard in a field that looks after it itself too.
func (m maker) follow(i *input, e *widgets.Entry) {
	own := e.OnFocus
	e.OnFocus = func(gained bool) {
		if own != nil {
			own(gained)
		}
		m.looked(i, gained)
	}
}

// chips offers a few codes to be ticked: with Left, Right and Space, or by the
// digit of their place.
func (m maker) chips(i *input, many bool, chips []widgets.Chip) *widgets.Chips {
	c := widgets.NewChips(chips, func([]string) { m.changed(i) })
	c.Many = many
	c.OnFocus = func(gained bool) { m.looked(i, gained) }
	i.text = func() string { return strings.Join(c.Chosen(), ",") }
	i.write = func(text string) {
		c.Choose()
		if text != "" {
			c.Choose(strings.Split(text, ",")...)
		}
	}
	i.read = func() (string, error) { return i.text(), nil }
	i.fill = i.write
	return c
}
