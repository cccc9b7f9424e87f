package industries

import (
	"errors"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// factorSheet is the form of a market factor.
type factorSheet struct {
	title, from, to, change, likely, source, note *widgets.Entry
	industries                                    *widgets.Many
	form                                          *widgets.Form
	wrong                                         *widgets.FieldNote
	sheet                                         *widgets.Sheet
}

// permille is how many thousandths a hundredth has.
const permille = 10

func newFactorSheet(d *desk.Desk, m app.MarketFactor) *factorSheet {
	s := &factorSheet{
		title: filled(m.Title), from: filled(words.MonthTyped(m.FromMonth)), to: filled(words.MonthTyped(m.ToMonth)),
		change: filled(app.FormatScaled(m.ChangePermille, permille)), likely: filled(app.FormatScaled(m.Confidence, 1)),
		source: filled(m.Source), note: filled(m.Note), industries: widgets.NewMany(d.CodeOptions("industry"), m.Industries), wrong: widgets.NewFieldNote(),
	}
	s.form = widgets.NewForm(
		widgets.NewFormRow("title", words.Field("title"), s.title).Required(),
		widgets.NewFormRow("industries", words.Field("industries"), s.industries.Box).Hinted(lang.L("Empty: all customers.")),
		widgets.NewFormRow("from_month", words.Field("from_month"), s.from).Required().Hinted(lang.L("9, 2026-09, +2")),
		widgets.NewFormRow("to_month", words.Field("to_month"), s.to).Hinted(lang.L("Empty: for good.")),
		widgets.NewFormRow("change_permille", words.Field("change_permille"), s.change).Hinted(lang.L("Empty: it only stands on the charts.")),
		widgets.NewFormRow("confidence", words.Field("confidence"), s.likely),
		widgets.NewFormRow("source", words.Field("source"), s.source).Required(),
		widgets.NewFormRow("note", words.Field("note"), s.note),
	)
	s.form.OneColumn = true
	title := lang.L("New market factor")
	if !m.ID.IsZero() {
		title = m.Title
	}
	s.sheet = widgets.NewSheet(title, container.NewVBox(s.form, s.wrong), widgets.Action{Label: lang.L("Save")})
	s.sheet.Width = sheetWidth
	s.industries.Grown = func() { s.form.Refresh(); s.sheet.Refresh() }
	return s
}

func (s *factorSheet) refuse(err error) { desk.ShowRefusal(s.form, s.wrong, err); s.sheet.Refresh() }

func (s *factorSheet) read(now app.MarketFactor, today app.Day) (app.MarketFactor, error) {
	now.Title, now.Source, now.Note, now.Industries = typed(s.title), typed(s.source), typed(s.note), s.industries.Value()
	var from, to, change, likely error
	now.FromMonth, from = app.ParseMonth("from_month", typed(s.from), today)
	now.ToMonth, to = app.ParseMonth("to_month", typed(s.to), today)
	now.ChangePermille, change = app.ParseScaled("change_permille", typed(s.change), permille)
	now.Confidence, likely = app.ParseScaled("confidence", typed(s.likely), 1)
	return now, errors.Join(from, to, change, likely)
}
