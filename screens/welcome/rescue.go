package welcome

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Rescue is what can be done about a damaged file.
type Rescue struct {
	Backups []app.Backup // newest first
	Do      func(ctx context.Context, backup string) (app.Restored, error)
	Now     func() time.Time
}

// newest is the newest backup that was checked.
func (r *Rescue) newest() (app.Backup, bool) {
	for _, b := range r.Backups {
		if b.Checked > 0 {
			return b, true
		}
	}
	return app.Backup{}, false
}

// rescueCard offers the newest backup with what can be saved of the file, and
// what can be saved alone.
func (p *Page) rescueCard() fyne.CanvasObject {
	text := widgets.NewParagraph(lang.L("The damaged file is not touched: it stays beside the new one under another name."))
	box := container.NewVBox(widgets.NewSectionHeader(lang.L("Save the records")), text)
	alone := widgets.NewButton(lang.L("Only what can be read of the file"), func() { p.save("") })
	if newest, there := p.set.Rescue.newest(); there {
		box.Add(widgets.NewMutedText(lang.L("Newest backup: {{.Moment}}, {{.Ago}}, {{.Rows}} rows, checked", map[string]any{
			"Moment": words.Moment(newest.MadeAt, p.set.Rescue.Now()), "Ago": words.Ago(newest.MadeAt, p.set.Rescue.Now()), "Rows": words.Count(newest.Rows),
		})))
		both := widgets.NewPrimaryButton(lang.L("Newest backup, and what the file adds"), func() { p.save(newest.Path) })
		p.buttons = append(p.buttons, both)
		box.Add(both)
		p.first = both
	} else {
		box.Add(widgets.NewMutedText(lang.L("No checked backup was found.")))
		alone.Importance = widget.HighImportance
		p.first = alone
	}
	p.buttons = append(p.buttons, alone)
	box.Add(alone)
	p.rescued = box
	return widgets.NewCard(box)
}

// save does it and says what came of it.
func (p *Page) save(backup string) {
	p.busy(true)
	cancel := func() {}
	p.progress.Begin(lang.L("Reading the damaged file row by row …"), func() { cancel() })
	var done app.Restored
	cancel = p.set.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			done, err = p.set.Rescue.Do(ctx, backup)
			return err
		},
		Progress: func(int, int) {},
		Done: func(err error) {
			p.progress.End()
			p.busy(false)
			if err != nil {
				p.note.Error(words.Error(err))
				return
			}
			p.existing.SetText(p.set.Path)
			on := widgets.NewPrimaryButton(lang.L("Go on with the new file"), func() { p.begin(Existing) })
			p.buttons = append(p.buttons, on)
			p.note.Set(widgets.NoteGood, words.Restored(done))
			p.rescued.Objects = []fyne.CanvasObject{widgets.NewSectionHeader(lang.L("The records are saved")), on}
			p.rescued.Refresh()
			p.body.Refresh()
			widgets.Focus(on)
		},
	})
}
