package backups

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

const compareWidth = 720

// compare opens the selected backup as a copy and shows how it differs.
func (p *Page) compare() {
	chosen := p.list.Chosen()
	if len(chosen) != 1 || p.back.Disabled() {
		return
	}
	backup := chosen[0]
	p.back.Disable()
	p.note.Clear()
	p.progress.Begin(lang.L("Comparing the backup with the records"), nil)
	var found app.BackupDifference
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			found, err = p.keeper.Compare(ctx, p.desk.By, backup.Path)
			return err
		},
		Done: func(err error) {
			p.progress.End()
			p.back.Enable()
			if err != nil {
				p.note.Error(words.Error(err))
				p.body.Refresh()
				return
			}
			p.ask(backup, found)
		},
	})
}

// ask shows the comparison; Ctrl+Enter puts the backup back.
func (p *Page) ask(backup app.Backup, found app.BackupDifference) {
	table := listing.New(p.desk, []widgets.Column{
		{Title: lang.X("backup.records", "Records"), Width: 150, Weight: 1},
		{Title: lang.L("Only here"), Width: 110, Kind: widgets.KindNumber},
		{Title: lang.L("Only in the backup"), Width: 140, Kind: widgets.KindNumber},
		{Title: lang.L("Different"), Width: 110, Kind: widgets.KindNumber},
		{Title: lang.X("backup.same", "The same"), Width: 110, Kind: widgets.KindNumber},
	}, func(t app.TableDifference) widgets.Row {
		return widgets.Row{Key: t.Table, Cells: []widgets.Cell{
			{Text: words.Table(t.Table)}, count(t.Here), count(t.Backup), count(t.Different), {Text: words.Count(t.Same)},
		}}
	})
	var differ []app.TableDifference
	for _, t := range found.Tables {
		if t.Here+t.Backup+t.Different > 0 {
			differ = append(differ, t)
		}
	}
	table.Set(differ)
	table.Empty.SetText(lang.L("The backup holds the same as the records."))
	text := widgets.NewParagraph(p.says(backup, found))
	text.Resize(fyne.NewSize(compareWidth, 0))
	note, progress := widgets.NewFieldNote(), widgets.NewProgress(nil)
	body := container.NewBorder(text, container.NewVBox(note, progress), nil, nil, table.Table)
	sheet := widgets.NewSheet(lang.L("Backup of {{.Moment}}", map[string]any{"Moment": words.Moment(backup.MadeAt, p.desk.Now())}), body, widgets.Action{Label: lang.L("Put this backup back"), Danger: true})
	sheet.Width, sheet.Height, sheet.First = compareWidth, 380, table.Table
	sheet.Primary.Do = func() { p.putBack(sheet, backup, note, progress) }
	sheet.Show(p.desk.Keys)
}

func count(n int64) widgets.Cell {
	return widgets.Cell{Text: words.Count(n), Strong: n > 0}
}

// says what putting it back would do.
func (p *Page) says(backup app.Backup, found app.BackupDifference) string {
	here := lang.L("cannot be read")
	if found.HereAt > 0 {
		here = words.Moment(found.HereAt, p.desk.Now())
	}
	text := lang.L("Last change of the records: {{.Here}}; of the backup: {{.Backup}}. Put back, the records are as they were then. The file as it is now is kept beside it, and this computer gets a new code, so that no number is given twice.",
		map[string]any{"Here": here, "Backup": words.Moment(found.BackupAt, p.desk.Now())})
	if backup.Checked == 0 {
		text += " " + lang.L("This backup is checked before anything is replaced.")
	}
	return text
}

func (p *Page) putBack(sheet *widgets.Sheet, backup app.Backup, note *widgets.FieldNote, progress *widgets.Progress) {
	sheet.SetBusy(true)
	note.Clear()
	progress.Begin(lang.L("Copying and checking the backup, then putting it back"), nil)
	sheet.Refresh()
	var done app.Restored
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			done, err = p.keeper.PutBack(ctx, p.desk.By, backup.Path, p.Damaged)
			return err
		},
		Done: func(err error) {
			progress.End()
			sheet.SetBusy(false)
			if err != nil {
				note.Error(words.Error(err))
				sheet.OnClosed = p.keeper.Again // the file was closed meanwhile
				sheet.Refresh()
				return
			}
			sheet.Close()
			p.desk.Say(words.Restored(done))
			p.keeper.Again()
		},
	})
}
