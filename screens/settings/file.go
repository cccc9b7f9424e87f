package settings

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
	"lamplighter/screens/words"
)

// file shows where the records lie, copies them and looks through them.
type file struct {
	desk  *desk.Desk
	store Store
	check func(ctx context.Context, path string) (app.AttachmentCheck, error)

	folder   *widgets.Entry
	note     *widgets.FieldNote
	progress *widgets.Progress
	backup   *widgets.Button
	look     *widgets.Button
	other    *widgets.Button
	page     *fyne.Container
	body     fyne.CanvasObject
	alone    func() // asks for a second person for the copy in hand
}

func newFile(p *Page) *file {
	f := &file{desk: p.desk, store: p.store, check: p.Check, folder: widgets.NewEntry(), note: widgets.NewFieldNote(), progress: widgets.NewProgress(nil)}
	facts := widgets.NewFacts()
	facts.AddWide(lang.L("File"), p.store.Path())
	facts.Add(lang.L("This computer"), p.Computer)
	facts.Add(lang.L("Device code"), p.store.DeviceCode())
	f.folder.SetText(p.desk.Folder())
	f.folder.OnSubmitted = func(string) { f.copy() }
	choose := widgets.NewButton(lang.L("Choose…"), func() { files.Folder(p.desk, f.folder.Text, f.folder.SetText) })
	form := widgets.NewForm(widgets.NewFormRow("", lang.L("Folder of the copy"), container.NewBorder(nil, nil, nil, choose, f.folder)).
		Hinted(lang.L("Best on another disk or a stick. A copy is whole, and checked before it counts as made.")))
	form.OneColumn = true
	f.backup = widgets.NewPrimaryButton(lang.L("Back up now"), f.copy)
	f.look = widgets.NewButton(lang.L("Check the file"), f.lookThrough)
	f.look.Hidden = p.Check == nil
	f.other = widgets.NewButton(lang.L("Open another file …"), p.Elsewhere)
	f.other.Hidden = p.Elsewhere == nil
	f.page = container.NewVBox(
		widgets.NewSectionHeader(lang.L("File and computer")), facts, widgets.NewMutedText(lang.L("The device code heads the numbers of the cases accepted here.")),
		container.NewHBox(f.other),
		widgets.NewSectionHeader(lang.L("Backup")), form, container.NewHBox(f.backup, f.look), f.note, f.progress,
	)
	f.body = calm(f.page)
	return f
}

// Content is the part.
func (f *file) Content() fyne.CanvasObject { return f.body }

// Focus puts the keyboard on the button that backs up.
func (f *file) Focus() { widgets.Focus(f.backup) }

// Reload has nothing to ask again.
func (f *file) Reload() {}

// copy writes a checked copy beside none of the older ones: its name holds the
// minute.
func (f *file) copy() {
	name := strings.TrimSuffix(filepath.Base(f.store.Path()), filepath.Ext(f.store.Path())) + f.desk.Now().In(app.Local).Format("-20060102-1504") + ".lamp"
	to := filepath.Join(strings.TrimSpace(f.folder.Text), name)
	f.copyAs(f.desk.By, to)
}

// copyAs copies in the name of one person, or of two where it takes two.
func (f *file) copyAs(by app.Actor, to string) {
	f.alone = func() {
		witness.Act{
			Desk: f.desk, Store: f.store, What: lang.L("A copy that anybody could read"),
			Agreed: func(with app.Actor) { f.copyAs(with, to) },
		}.Ask()
	}
	f.run(lang.L("Copying the file, then checking the copy"), lang.L("Backed up and checked: {{.Path}}", map[string]any{"Path": to}),
		func(ctx context.Context) (app.AttachmentCheck, error) { return f.store.Backup(ctx, by, to) })
}

func (f *file) lookThrough() {
	f.run(lang.L("Looking at every page of the file"), lang.L("The file is whole. Every page and every change was looked at."),
		func(ctx context.Context) (app.AttachmentCheck, error) { return f.check(ctx, f.store.Path()) })
}

// run does one long thing and says that it went well, or why not.
func (f *file) run(during, after string, do func(context.Context) (app.AttachmentCheck, error)) {
	if f.backup.Disabled() {
		return
	}
	f.backup.Disable()
	f.look.Disable()
	f.other.Disable() // the file is being read
	f.note.Clear()
	f.progress.Begin(during, nil)
	f.page.Refresh() // makes room for what is shown now
	var found app.AttachmentCheck
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			found, err = do(ctx)
			return err
		},
		Done: func(err error) {
			f.progress.End()
			f.backup.Enable()
			f.look.Enable()
			f.other.Enable()
			switch {
			case errors.Is(err, app.ErrNeedsWitness):
				f.alone()
			case err != nil:
				f.note.Error(words.Error(err))
			case !found.Whole():
				f.note.Warn(after + "\n" + words.AttachmentCheck(found))
			default:
				f.note.Set(widgets.NoteGood, after)
			}
			f.page.Refresh()
		},
	})
}
