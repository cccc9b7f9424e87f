package knowledge

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// field is one field of the form: what it says as text, and where in an
// article that stands.
type field struct {
	name string
	row  *widgets.FormRow
	said func() string
	set  func(string)
	of   func(app.Article) string
	into func(*app.Article, string)
}

// fields are those of an article, in the order of the form.
type fields []field

func newFields(d *desk.Desk) fields {
	line := func(name string, at func(*app.Article) *string) field { return entry(name, widgets.NewEntry(), at) }
	text := func(name string, at func(*app.Article) *string) field {
		return entry(name, widgets.NewMultiLineEntry(3), at)
	}
	return fields{
		line("title_zh", func(a *app.Article) *string { return &a.TitleZH }).spanning(),
		text("body_zh", func(a *app.Article) *string { return &a.BodyZH }).spanning(),
		line("title_en", func(a *app.Article) *string { return &a.TitleEN }).spanning(),
		text("body_en", func(a *app.Article) *string { return &a.BodyEN }).spanning(),
		kinds().spanning(),
		line("keys", func(a *app.Article) *string { return &a.Keys }).spanning(),
		line("source", func(a *app.Article) *string { return &a.Source }).required(),
		certainty().required(),
		day(d, "valid_from", func(a *app.Article) *app.Day { return &a.ValidFrom }),
		day(d, "valid_to", func(a *app.Article) *app.Day { return &a.ValidTo }),
	}
}

func (f field) spanning() field { f.row.Spanning(); return f }

func (f field) required() field { f.row.Required(); return f }

// newField joins what is on view with its place in an article.
func newField[T ~string](name string, on fyne.CanvasObject, said func() string, set func(string), at func(*app.Article) *T) field {
	return field{
		name: name, row: widgets.NewFormRow(name, words.Field(name), on), said: said, set: set,
		of:   func(a app.Article) string { return string(*at(&a)) },
		into: func(a *app.Article, text string) { *at(a) = T(text) },
	}
}

func entry(name string, e *widgets.Entry, at func(*app.Article) *string) field {
	return newField(name, e, func() string { return strings.TrimSpace(e.Text) }, e.SetText, at)
}

// certainty chooses how sure the text is.
func certainty() field {
	var options []widgets.Option
	for _, mark := range app.Marks() {
		full, initials := app.Pinyin(words.Mark(mark))
		options = append(options, widgets.Option{Code: mark, Label: words.Mark(mark), Keys: initials + " " + full})
	}
	f := widgets.NewCodeField(options, nil)
	return newField("mark", f, func() string { return f.Chosen().Code }, f.SetCode, func(a *app.Article) *string { return &a.Mark })
}

// day is a field for a day that may be left empty. What cannot be read as one
// is handed on as it is, for the rule to refuse.
func day(d *desk.Desk, name string, at func(*app.Article) *app.Day) field {
	today := func() string { return string(app.DayOf(d.Now())) }
	f := widgets.NewDateField(func(text string) (string, error) {
		day, err := app.ParseDay(text, app.Day(today()))
		return string(day), err
	}, today)
	said := func() string {
		if f.Commit() != nil {
			return f.Entry().Text
		}
		return f.Value()
	}
	return newField(name, f, said, f.SetValue, at)
}

// kinds is a chip for each kind of case, any number of them chosen.
func kinds() field {
	var all []widgets.Chip
	for _, kind := range app.CaseKinds() {
		all = append(all, widgets.Chip{Key: string(kind), Text: words.Kind(kind), Count: -1})
	}
	chips := widgets.NewChips(all, nil)
	chips.Many = true
	chosen := func() []app.CaseKind {
		var out []app.CaseKind
		for _, key := range chips.Chosen() {
			out = append(out, app.CaseKind(key))
		}
		return out
	}
	f := field{name: "kinds", row: widgets.NewFormRow("kinds", words.Field("kinds"), chips).Hinted(lang.L("None chosen: for every kind. ← → move, Space chooses."))}
	f.said = func() string { return kindList(chosen()) }
	f.set = func(list string) {
		names := strings.Split(list, listMark)
		var keys []string
		for _, chip := range all {
			if slices.Contains(names, chip.Text) {
				keys = append(keys, chip.Key)
			}
		}
		chips.Choose(keys...)
	}
	f.of = func(a app.Article) string { return kindList(a.Kinds) }
	f.into = func(a *app.Article, said string) {
		if said != kindList(a.Kinds) { // else their order stays, and a kind of a newer version
			a.Kinds = chosen()
		}
	}
	return f
}

// listMark stands between the kinds of a list.
const listMark = " · "

// kindList names kinds in one line, in the order a counter meets them.
func kindList(kinds []app.CaseKind) string {
	var names []string
	for _, kind := range app.CaseKinds() {
		if slices.Contains(kinds, kind) {
			names = append(names, words.Kind(kind))
		}
	}
	return strings.Join(names, listMark)
}

func (fs fields) rows() []*widgets.FormRow {
	rows := make([]*widgets.FormRow, len(fs))
	for i, f := range fs {
		rows[i] = f.row
	}
	return rows
}

// fill shows an article; a new one begins as doubtful.
func (fs fields) fill(a app.Article) {
	if a.ID.IsZero() {
		a.Mark = app.MarkDoubtful
	}
	for _, f := range fs {
		f.set(f.of(a))
	}
}

// read takes an article over from the fields, on top of what it was.
func (fs fields) read(was app.Article) (app.Article, error) {
	now := was
	for _, f := range fs {
		f.into(&now, f.said())
	}
	return now, now.Check()
}
