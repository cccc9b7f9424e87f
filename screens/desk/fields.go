package desk

import (
	"strings"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// DayField takes a day in any shorthand, reckoned from today.
func (d *Desk) DayField(value app.Day) *widgets.DateField {
	today := func() string { return string(app.DayOf(d.Now())) }
	f := widgets.NewDateField(func(text string) (string, error) {
		day, err := app.ParseDay(text, app.Day(today()))
		return string(day), err
	}, today)
	f.SetValue(string(value))
	return f
}

// ReadDay reads a day that may be left empty; name is the field that a text
// that is no day is refused under.
func ReadDay(name string, f *widgets.DateField) (app.Day, error) {
	if f.Commit() != nil {
		return "", app.Refuse(name, app.Malformed)
	}
	return app.Day(f.Value()), nil
}

// CodeOptions are what a code table offers today.
func (d *Desk) CodeOptions(list string) []widgets.Option {
	var out []widgets.Option
	for _, o := range d.Codes.Options(list, app.DayOf(d.Now())) {
		out = append(out, widgets.Option(o))
	}
	return out
}

// Option is a choice that is found by its words, its pinyin, its initials and
// whatever else it may be called.
func Option(code, label string, keys ...string) widgets.Option {
	full, initials := app.Pinyin(label)
	return widgets.Option{Code: code, Label: label, Keys: strings.TrimSpace(strings.Join(append(keys, initials, full), " "))}
}

// Options offers kinds of something by what they are called.
func Options[T ~string](all []T, label func(T) string) []widgets.Option {
	out := make([]widgets.Option, len(all))
	for i, one := range all {
		out[i] = Option(string(one), label(one))
	}
	return out
}

// StaffOptions offers people by their numbers, which the lists show, by name and
// by initials.
func StaffOptions(staff []app.Staff) []widgets.Option {
	out := make([]widgets.Option, len(staff))
	for i, s := range staff {
		out[i] = Option(s.StaffNo, s.Name)
	}
	return out
}
