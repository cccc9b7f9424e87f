package welcome

import (
	"context"
	"errors"
	"image/color"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// NewStart is on view while the open file begins anew from a snapshot. Where that
// does not go well the file is as it was, and one goes back to it.
type NewStart struct {
	set      Setup
	choice   Choice
	note     *widgets.FieldNote
	progress *widgets.Progress
	back     *widgets.Button
	keys     *widgets.Keys
	body     fyne.CanvasObject
}

// NewNewStart is the page; of the setup it asks for Runner, Canvas, Make, Ready
// and Back.
func NewNewStart(set Setup, c Choice) *NewStart {
	c.Kind = Anew
	p := &NewStart{set: set, choice: c, note: widgets.NewFieldNote(), progress: widgets.NewProgress(nil), keys: widgets.NewKeys(set.Canvas)}
	p.back = widgets.NewPrimaryButton(lang.L("Back to {{.Name}}", map[string]any{"Name": filepath.Base(c.Path)})+"  Esc", p.leave)
	p.back.Hide()
	p.keys.On("Escape", "", p.leave)
	width := canvas.NewRectangle(color.Transparent)
	width.SetMinSize(fyne.NewSize(pageWidth/2, 1))
	p.body = container.NewCenter(widgets.NewCard(container.NewVBox(width,
		widgets.NewTitle(lang.L("Beginning anew from the snapshot")),
		widgets.NewParagraph(lang.L("What was written here and never sent goes along, half-done forms too. A copy of the file as it was stays beside it.")),
		p.note, p.progress, container.NewHBox(p.back))))
	return p
}

// Content is the page.
func (p *NewStart) Content() fyne.CanvasObject { return p.body }

// Begin lets the file begin anew.
func (p *NewStart) Begin() {
	cancel := func() {}
	p.progress.Begin(lang.L("Reading the records …"), func() { cancel() })
	cancel = p.set.Runner.Start(background.Task{
		Do: func(ctx context.Context, report func(done, total int)) error {
			return p.set.Make(ctx, p.choice, report)
		},
		Progress: func(done, total int) { p.progress.Set(done, total) },
		Done: func(err error) {
			p.progress.End()
			if err == nil {
				p.set.Ready(p.choice)
				return
			}
			said := words.Error(err)
			if errors.Is(err, app.ErrDamagedFile) {
				said = lang.L("The snapshot is damaged. The file here is as it was; have the snapshot made anew on the main computer.")
			}
			p.note.Error(said)
			p.back.Show()
			p.body.Refresh()
			widgets.Focus(p.back)
		},
	})
}

func (p *NewStart) leave() {
	if p.back.Visible() {
		p.set.Back()
	}
}
