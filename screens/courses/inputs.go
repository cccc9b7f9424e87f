package courses

import (
	"errors"
	"math"
	"strconv"
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

// courseOptions offers courses by their codes.
func courseOptions(d *desk.Desk, courses []app.Course) []widgets.Option {
	options := make([]widgets.Option, len(courses))
	for i, c := range courses {
		options[i] = desk.Option(c.Code, d.Codes.CourseName(c))
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
