package home

import (
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// showGone shows what was typed into a half-done form whose customer or visit is
// not here any more, so that it can be read, copied and handed on.
func (p *Page) showGone(d app.Draft, title string) {
	typed := typedIn(d)
	text := widgets.NewMultiLineEntry(8)
	text.SetText(typed)
	text.OnChanged = func(now string) {
		if now != typed {
			text.SetText(typed) // to be read and copied
		}
	}
	said := widgets.NewParagraph(lang.L("What this form is about is not on this computer any more, or you may not see it; the form cannot be saved here. What you typed is kept: copy it for whoever has the record now, then throw the form away."))
	sheet := widgets.NewSheet(title, container.NewVBox(said, text), widgets.Action{Label: lang.L("Copy the text")})
	sheet.Primary.Do = func() {
		fyne.CurrentApp().Clipboard().SetContent(typed)
		sheet.Close()
		p.desk.Say(lang.L("The text is copied."))
	}
	sheet.Others = []widgets.Action{{Label: lang.L("Throw away"), Danger: true, Do: func() {
		sheet.Close()
		p.drop(d, title)
	}}}
	sheet.Show(p.desk.Keys)
}

// typedIn is what a person typed into a form, a line for each field. What was
// chosen from a list, and what the form notes for itself, says nothing by itself.
func typedIn(d app.Draft) string {
	var lines []string
	for _, name := range slices.Sorted(maps.Keys(d.Fields)) {
		value := strings.TrimSpace(d.Fields[name])
		if _, err := app.ParseID[app.Draft](value); err == nil || strings.HasPrefix(name, ":") || strings.Trim(value, codeLetters) == "" {
			continue
		}
		lines = append(lines, words.Field(strings.TrimPrefix(name, "flow."))+": "+value)
	}
	return strings.Join(lines, "\n")
}

// codeLetters are those of codes.
const codeLetters = "abcdefghijklmnopqrstuvwxyz_"
