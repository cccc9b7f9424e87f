package courses

import (
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

func text(value string) *widgets.Entry {
	e := widgets.NewEntry()
	e.SetText(value)
	return e
}

func typed(e *widgets.Entry) string { return strings.TrimSpace(e.Text) }

func choice(options []widgets.Option, code string) *widgets.CodeField {
	f := widgets.NewCodeField(options, nil)
	if code != "" {
		f.SetCode(code)
	}
	return f
}

// chosen is the code of a choice; none for a field that was just emptied.
func chosen(f *widgets.CodeField) string {
	if typed(f.Entry()) == "" {
		return ""
	}
	return f.Chosen().Code
}

func option(code, label string) widgets.Option {
	full, initials := app.Pinyin(label)
	return widgets.Option{Code: code, Label: label, Keys: initials + " " + full}
}

// courseOptions offers courses by their codes.
func courseOptions(d *desk.Desk, courses []app.Course) []widgets.Option {
	options := make([]widgets.Option, len(courses))
	for i, c := range courses {
		options[i] = option(c.Code, d.Codes.CourseName(c))
	}
	return options
}

// figure writes a number; nought is an empty field.
func figure(n float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}

// readFigure reads a number as so many of its smallest parts: hours as minutes,
// points as hundredths. An empty field is nought.
func readFigure(field string, e *widgets.Entry, parts float64) (int64, error) {
	said := typed(e)
	if said == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(said, 64)
	switch {
	case err != nil || math.IsNaN(n):
		return 0, app.Refuse(field, app.Malformed)
	case n < 0 || n > 1e6:
		return 0, app.Refuse(field, app.Impossible)
	case parts == 1 && n != math.Trunc(n):
		return 0, app.Refuse(field, app.Malformed)
	}
	return int64(math.Round(n * parts)), nil
}

// reader reads several figures and remembers the first that cannot be.
type reader struct{ err error }

func (r *reader) figure(field string, e *widgets.Entry, parts float64) int64 {
	n, err := readFigure(field, e, parts)
	r.err = errors.Join(r.err, err)
	return n
}

func (r *reader) day(field string, f *widgets.DateField) app.Day {
	day, err := desk.ReadDay(field, f)
	r.err = errors.Join(r.err, err)
	return day
}

// many chooses several of some codes: one after the other is typed, and each
// chosen one is a button that takes it off again.
type many struct {
	field *widgets.CodeField
	names map[string]string
	codes []string
	marks *fyne.Container
	box   *fyne.Container
	grown func() // another number of marks is on view
}

func newMany(options []widgets.Option, codes string) *many {
	m := &many{names: map[string]string{}, marks: container.New(&widgets.WrapLayout{Gap: 4}), grown: func() {}}
	for _, o := range options {
		m.names[o.Code] = o.Label
	}
	m.field = widgets.NewCodeField(options, m.add)
	for code := range strings.SplitSeq(codes, ",") {
		if code != "" {
			m.codes = append(m.codes, code)
		}
	}
	m.box = container.NewVBox(m.field, m.marks)
	m.arrange()
	return m
}

func (m *many) add(o widgets.Option) {
	if o.Code == "" {
		return
	}
	if !slices.Contains(m.codes, o.Code) {
		m.codes = append(m.codes, o.Code)
	}
	m.field.SetCode("")
	m.arrange()
}

func (m *many) arrange() {
	m.marks.RemoveAll()
	for _, code := range m.codes {
		label := m.names[code]
		if label == "" {
			label = code
		}
		m.marks.Add(widgets.NewButton(label+"  ×", func() {
			m.codes = slices.DeleteFunc(m.codes, func(c string) bool { return c == code })
			m.arrange()
			widgets.Focus(m.field)
		}))
	}
	m.box.Refresh()
	m.grown()
}

// value is the codes with commas between.
func (m *many) value() string { return strings.Join(m.codes, ",") }

// keep stores what a sheet says; the sheet stays until that is kept.
func keep(d *desk.Desk, sheet *widgets.Sheet, refuse func(error), verb func(context.Context) error, kept func()) {
	sheet.SetBusy(true)
	d.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return verb(ctx) },
		Done: func(err error) {
			sheet.SetBusy(false)
			if err != nil {
				refuse(err)
				sheet.Refresh()
				return
			}
			sheet.Close()
			kept()
		},
	})
}
