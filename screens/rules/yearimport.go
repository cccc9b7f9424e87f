package rules

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// yearImport takes the notice of a year in: first it is tried and what it would
// do is shown, then it is kept.
type yearImport struct {
	desk  *desk.Desk
	store Store
	done  func()

	path     *widgets.Entry
	note     *widgets.FieldNote
	told     *widgets.Paragraph
	progress *widgets.Progress
	sheet    *widgets.Sheet
	notice   []app.CalendarDay // as it was read; nil until it was tried
}

// ask opens the import of a year.
func (w *Workdays) ask() {
	i := &yearImport{desk: w.desk, store: w.store, path: widgets.NewEntry(), note: widgets.NewFieldNote(), told: widgets.NewParagraph(""), progress: widgets.NewProgress(nil)}
	i.done = w.Reload
	i.path.SetPlaceHolder(lang.L("Path of the list, CSV"))
	i.path.OnChanged = func(string) { i.forget() }
	i.path.OnSubmitted = func(string) { i.next() }
	choose := widgets.NewButton(lang.L("Choose…"), func() {
		files.Open(w.desk, w.desk.Folder(), []string{".csv", ".txt"}, func(path string) { i.path.SetText(path); i.next() })
	})
	i.note.Hint(lang.L("A line for each day, date,name,kind; kind is off or work. Enter tries it, nothing is kept yet."))
	body := container.NewVBox(container.NewBorder(nil, nil, nil, choose, i.path), i.note, i.told, i.progress)
	i.sheet = widgets.NewSheet(lang.L("Import a year"), body, widgets.Action{Label: lang.L("Import"), Do: i.next})
	i.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: func() { i.sheet.Close() }}
	i.sheet.Width = importWidth
	i.sheet.Show(w.desk.Keys)
	widgets.Focus(i.path)
}

const importWidth = 640

// forget takes what was tried back: another file is named.
func (i *yearImport) forget() {
	i.notice = nil
	i.note.Clear()
	i.told.SetText("")
}

// next tries the file, or keeps the one that was tried.
func (i *yearImport) next() {
	path := strings.Trim(strings.TrimSpace(i.path.Text), `"`)
	if path == "" {
		i.note.Error(lang.L("Name a file, or choose one."))
		i.sheet.Refresh()
		return
	}
	keep, notice := i.notice != nil, i.notice
	var rep app.CalendarReport
	i.sheet.SetBusy(true)
	i.progress.Begin(lang.L("Counting running limits anew"), nil)
	i.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, report func(int, int)) (err error) {
			if !keep {
				if notice, err = i.store.ReadCalendar(ctx, i.desk.By, path); err != nil {
					return err
				}
			}
			rep, err = i.store.ImportCalendar(ctx, i.desk.By, notice, !keep, func(done, total int64) { report(int(done), int(total)) })
			return err
		},
		Progress: i.progress.Set,
		Done: func(err error) {
			i.sheet.SetBusy(false)
			i.progress.End()
			switch {
			case err != nil:
				i.forget()
				i.note.Error(words.CalendarError(err))
			case keep:
				i.sheet.Close()
				i.desk.Say(outcome(rep))
				i.done()
				return
			default:
				i.notice = notice
				i.note.Set(widgets.NoteGood, lang.L("The list can be imported. Nothing is kept yet: Enter imports it."))
				i.told.SetText(outcome(rep))
			}
			i.sheet.Refresh()
		},
	})
}

// outcome tells what an import did, or would do.
func outcome(rep app.CalendarReport) string {
	values := map[string]any{
		"Year": rep.Year, "Days": rep.WorkingDays, "Added": rep.Added, "Changed": rep.Changed, "Removed": rep.Removed,
		"Clocks": words.Count(rep.Clocks), "Cases": words.Count(rep.Cases), "Confirmed": words.Count(rep.Confirmed),
	}
	text := []string{
		lang.L("Published through {{.Year}}, {{.Days}} working days. Days new: {{.Added}}, changed: {{.Changed}}, taken out: {{.Removed}}.", values),
		lang.L("Limits moved: {{.Clocks}}, of {{.Cases}} cases; no longer provisional: {{.Confirmed}}.", values),
	}
	return strings.Join(text, "\n")
}
