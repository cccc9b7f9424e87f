package reveal

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// reveal shows the values and counts down.
func (s *Sheets) reveal(found app.Revealed) {
	if len(found.Fields) == 0 {
		s.desk.Say(lang.L("Nothing in this record is masked."))
		return
	}
	counted := widgets.NewMutedText("")
	values := container.New(layout.NewFormLayout())
	for _, f := range found.Fields {
		value := widget.NewLabel(f.Value)
		value.Wrapping = fyne.TextWrapWord
		copies := widgets.NewButton(lang.L("Copy"), func() { s.copy(f.Value) })
		values.Add(container.NewCenter(widgets.NewMutedText(fieldName(f))))
		values.Add(container.NewBorder(nil, nil, nil, container.NewCenter(copies), value))
	}
	s.shows = widgets.NewSheet(lang.L("Shown in clear"), container.NewVBox(counted, values), widgets.Action{})
	s.shows.Secondary = widgets.Action{Label: lang.L("Hide"), Do: s.Hide}
	s.shows.Width = 620
	s.left = found.Seconds
	s.shows.Show(s.desk.Keys)
	s.count(counted)
}

// fieldName is what a field is called, and whose it is.
func fieldName(f app.RevealedField) string {
	switch {
	case f.Of == "":
		return words.Field(f.Column)
	case f.Column == "value": // of a case or a visit: named by its row
		return words.Field(f.Of)
	}
	return words.Field(f.Column) + " · " + f.Of
}

// count says how long the values stay, and hides them when the time is over.
func (s *Sheets) count(said *widgets.Text) {
	if s.left <= 0 {
		s.Hide()
		return
	}
	said.SetText(lang.L("Hidden again in {{.N}} s. What you copy goes then, too.", map[string]any{"N": s.left}))
	s.stop = s.desk.Runner.After(second, func() {
		s.left--
		s.count(said)
	})
}

func (s *Sheets) copy(value string) {
	s.copied = value
	fyne.CurrentApp().Clipboard().SetContent(value)
}

// Hide takes revealed values away, from the clipboard too. Hiding nothing does
// nothing.
func (s *Sheets) Hide() {
	if s.stop != nil {
		s.stop()
		s.stop = nil
	}
	if board := fyne.CurrentApp().Clipboard(); s.copied != "" && board.Content() == s.copied {
		board.SetContent("")
	}
	s.copied = ""
	if s.shows != nil {
		s.shows.Close()
		s.shows = nil
	}
}
