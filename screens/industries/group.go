package industries

import (
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// groupSheet is the form of a group of industries.
type groupSheet struct {
	name, note *widgets.Entry
	industries *widgets.Many
	form       *widgets.Form
	wrong      *widgets.FieldNote
	sheet      *widgets.Sheet
}

// sheetWidth has room for one column of fields.
const sheetWidth = 640

func newGroupSheet(d *desk.Desk, g app.IndustryGroup) *groupSheet {
	s := &groupSheet{
		name: filled(g.Name), note: filled(g.Note), industries: widgets.NewMany(d.CodeOptions("industry"), g.Industries), wrong: widgets.NewFieldNote(),
	}
	s.form = widgets.NewForm(
		widgets.NewFormRow("name", words.Field("name"), s.name).Required(),
		widgets.NewFormRow("industries", words.Field("industries"), s.industries.Box).Required().Hinted(lang.L("A section (C) holds all its divisions (C13 to C43).")),
		widgets.NewFormRow("note", words.Field("note"), s.note),
	)
	s.form.OneColumn = true
	title := lang.L("New group of industries")
	if !g.ID.IsZero() {
		title = g.Name
	}
	s.sheet = widgets.NewSheet(title, container.NewVBox(s.form, s.wrong), widgets.Action{Label: lang.L("Save")})
	s.sheet.Width = sheetWidth
	s.industries.Grown = func() { s.form.Refresh(); s.sheet.Refresh() }
	return s
}

func (s *groupSheet) refuse(err error) { desk.ShowRefusal(s.form, s.wrong, err); s.sheet.Refresh() }

func (s *groupSheet) read(now app.IndustryGroup) app.IndustryGroup {
	now.Name, now.Note, now.Industries = typed(s.name), typed(s.note), s.industries.Value()
	return now
}

func filled(text string) *widgets.Entry {
	e := widgets.NewEntry()
	e.SetText(text)
	return e
}

func typed(e *widgets.Entry) string { return strings.TrimSpace(e.Text) }
