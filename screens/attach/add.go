package attach

import (
	"net/url"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/files"
	"lamplighter/screens/widgets"
)

// endings are those of the files that may be attached.
var endings = []string{".jpg", ".jpeg", ".png", ".webp", ".bmp", ".pdf"}

// ask asks for a file: its path is typed or pasted, or it is chosen. Dropping it
// on the window goes without this.
func (s *Strip) ask() {
	if s.of.IsZero() || s.adding {
		return
	}
	path := widgets.NewEntry()
	row := widgets.NewFormRow("path", lang.L("Path of the file"), container.NewBorder(nil, nil, nil,
		widgets.NewButton(lang.L("Choose…"), func() { files.Open(s.desk, s.desk.Folder(), endings, path.SetText) }), path)).
		Hinted(lang.L("A photo (JPEG, PNG, WebP, BMP) or a paper as PDF. Photos are made smaller, and forget the place where they were taken. Files may also be dropped on the window."))
	form := widgets.NewForm(row)
	form.OneColumn = true
	var sheet *widgets.Sheet
	add := func() {
		paths := pathsIn(path.Text)
		if len(paths) == 0 {
			row.Note.Error(lang.L("Please fill this in."))
			sheet.Refresh()
			return
		}
		sheet.Close()
		s.Add(paths...)
	}
	path.OnSubmitted = func(string) { add() }
	sheet = widgets.NewSheet(lang.L("Add a photo or paper"), form, widgets.Action{Label: lang.X("attachment.add", "Add"), Do: add})
	sheet.Width, sheet.First = 620, path
	sheet.Show(s.desk.Keys)
}

// paste adds the files whose paths were copied; anything else is no path.
func (s *Strip) paste(text string) {
	if !s.Catch(pathsIn(text)) {
		s.note.Hint(lang.L("Copy a file or its path first, then paste it here."))
		s.grow()
	}
}

// pathsIn reads paths as file managers copy them: a line each, some in quotes,
// some as addresses.
func pathsIn(text string) []string {
	var out []string
	for line := range strings.Lines(text) {
		path := strings.Trim(strings.TrimSpace(line), `"'`)
		if at, err := url.Parse(path); err == nil && at.Scheme == "file" {
			path = at.Path
		}
		if path != "" {
			out = append(out, path)
		}
	}
	return out
}
