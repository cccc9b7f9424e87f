package widgets

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Many chooses several of some codes: one after the other is typed, and each
// chosen one is a button that takes it off again.
type Many struct {
	field *CodeField
	names map[string]string
	codes []string
	marks *fyne.Container
	Box   *fyne.Container
	Grown func() // another number of marks is on view
}

// NewMany offers options; codes are those chosen already, with commas between.
func NewMany(options []Option, codes string) *Many {
	m := &Many{names: map[string]string{}, marks: container.New(&WrapLayout{Gap: 4}), Grown: func() {}}
	for _, o := range options {
		m.names[o.Code] = o.Label
	}
	m.field = NewCodeField(options, m.add)
	for code := range strings.SplitSeq(codes, ",") {
		if code != "" {
			m.codes = append(m.codes, code)
		}
	}
	m.Box = container.NewVBox(m.field, m.marks)
	m.arrange()
	return m
}

func (m *Many) add(o Option) {
	if o.Code == "" {
		return
	}
	if !slices.Contains(m.codes, o.Code) {
		m.codes = append(m.codes, o.Code)
	}
	m.field.SetCode("")
	m.arrange()
}

func (m *Many) arrange() {
	m.marks.RemoveAll()
	for _, code := range m.codes {
		label := m.names[code]
		if label == "" {
			label = code
		}
		m.marks.Add(NewButton(label+"  ×", func() {
			m.codes = slices.DeleteFunc(m.codes, func(c string) bool { return c == code })
			m.arrange()
			Focus(m.field)
		}))
	}
	m.Box.Refresh()
	m.Grown()
}

// Value is the codes with commas between.
func (m *Many) Value() string { return strings.Join(m.codes, ",") }
