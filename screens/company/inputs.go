package company

import (
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

// readSpan reads from when to when something holds; both ends may be open.
func readSpan(from, to *widgets.DateField) (first, last app.Day, err error) {
	if first, err = desk.ReadDay("valid_from", from); err != nil {
		return "", "", err
	}
	if last, err = desk.ReadDay("valid_to", to); err != nil {
		return "", "", err
	}
	if last != "" && last < first {
		return "", "", app.Refuse("valid_to", app.EndsBeforeStart)
	}
	return first, last, nil
}

// coded chooses from a code table.
func coded(d *desk.Desk, list, value string) *widgets.CodeField {
	var options []widgets.Option
	for _, o := range d.Codes.Options(list, app.DayOf(d.Now())) {
		options = append(options, widgets.Option(o))
	}
	f := widgets.NewCodeField(options, nil)
	if value != "" {
		f.SetCode(value)
	}
	return f
}
