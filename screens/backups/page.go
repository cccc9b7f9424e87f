package backups

import (
	"context"
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/files"
	"lamplighter/screens/listing"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Page lists the backups and says where they go.
type Page struct {
	Damaged bool // the file was looked through and is damaged
	OnMade  func(app.BackupState, error)

	desk   *desk.Desk
	keeper Keeper
	prefs  Preferences

	folder   *widgets.Entry
	second   *widgets.Entry
	most     *widgets.Entry
	form     *widgets.Form
	alarm    *widgets.FieldNote
	note     *widgets.FieldNote
	progress *widgets.Progress
	now      *widgets.Button
	back     *widgets.Button
	list     *listing.List[app.Backup]
	loader   *background.Loader[[]app.Backup]
	body     fyne.CanvasObject
}

// New is the page.
func New(d *desk.Desk, keeper Keeper, prefs Preferences) *Page {
	p := &Page{OnMade: func(app.BackupState, error) {}, desk: d, keeper: keeper, prefs: prefs, alarm: widgets.NewFieldNote(), note: widgets.NewFieldNote(), progress: widgets.NewProgress(nil)}
	p.loader = background.NewLoader(d.Runner, p.show)
	p.fields()
	p.list = listing.New(d, []widgets.Column{
		{Title: lang.X("backup.made", "Made"), Width: 130, Kind: widgets.KindDate},
		{Title: lang.X("backup.age", "Age"), Width: 110},
		{Title: lang.X("backup.where", "Where"), Width: 110, Weight: 1},
		{Title: lang.L("Rows"), Width: 90, Kind: widgets.KindNumber},
		{Title: lang.X("backup.size", "Size"), Width: 90, Kind: widgets.KindNumber},
		{Title: "", Width: 110, Kind: widgets.KindBadge},
	}, p.row)
	p.list.Empty.SetText(lang.L("There is no backup yet. One is made by itself within the hour after a change; Ctrl+N makes one now."))
	p.list.Table.OnOpen = func(widgets.Row) { p.compare() }
	p.now = widgets.NewButton(lang.L("Back up now")+"  Ctrl+N", func() { p.New() })
	p.back = widgets.NewPrimaryButton(lang.L("Compare and put back…")+"  Enter", p.compare)
	head := container.NewVBox(p.alarm, p.form, container.NewHBox(p.back, p.now), p.note, p.progress)
	p.body = container.NewBorder(container.NewPadded(container.NewPadded(head)), nil, nil, nil, p.list.Table)
	p.Reload()
	return p
}

// fields are where backups go; what is left is kept.
func (p *Page) fields() {
	p.folder, p.second, p.most = widgets.NewEntry(), widgets.NewEntry(), widgets.NewEntry()
	p.second.SetPlaceHolder(lang.L("none: choose a stick or a second disk"))
	p.most.SetPlaceHolder(lang.L("any"))
	p.most.SetText(p.prefs.Get(Most))
	for _, field := range []*widgets.Entry{p.folder, p.second, p.most} {
		field.OnFocus = func(gained bool) {
			if !gained {
				p.keep()
			}
		}
		field.OnSubmitted = func(string) { p.keep() }
	}
	p.tellPlan()
	choose := func(into *widgets.Entry) fyne.CanvasObject {
		button := widgets.NewButton(lang.L("Choose…"), func() {
			files.Folder(p.desk, into.Text, func(path string) {
				into.SetText(path)
				p.keep()
			})
		})
		return container.NewBorder(nil, nil, nil, button, into)
	}
	p.form = widgets.NewForm(
		widgets.NewFormRow("folder", lang.L("Folder of backups"), choose(p.folder)),
		widgets.NewFormRow("second", lang.L("Second folder"), choose(p.second)).Hinted(lang.L("Gets its backup whenever it is there, as a stick is.")),
		widgets.NewFormRow("most", lang.L("Most of each folder, GB"), p.most).Hinted(lang.L("Kept are: the hours of a day, 7 days, 4 weeks, 12 months.")),
		widgets.NewFormRow("room", lang.L("Kept free for a full disk"), roomField(p.prefs)).
			Hinted(lang.L("Given up when the disk is full, so that you can still withdraw, back up and quit. Set aside only where four times as much is free.")),
	)
	p.form.OneColumn = true // paths are long
}

func (p *Page) tellPlan() {
	plan := p.keeper.Plan()
	p.folder.SetText(plan.Folder)
	p.second.SetText(plan.Second)
}

// keep stores what was typed, as far as it can be read.
func (p *Page) keep() {
	p.form.Clear()
	most := strings.TrimSpace(p.most.Text)
	if n, err := strconv.ParseInt(most, 10, 32); most != "" && (err != nil || n < 0) {
		p.form.Refuse("most", words.Refusal(&app.Refusal{Field: "most", Reason: app.Impossible}))
		return
	}
	for name, text := range map[string]string{Folder: p.folder.Text, Second: p.second.Text, Most: most} {
		if text = strings.TrimSpace(text); text != p.prefs.Get(name) && (name != Folder || text != p.keeper.Plan().Folder) {
			p.prefs.Set(name, text)
		}
	}
	p.tellPlan()
	p.Reload()
}

// Content is the page.
func (p *Page) Content() fyne.CanvasObject { return p.body }

// Focus puts the keyboard on the list, with the newest selected.
func (p *Page) Focus() {
	if len(p.list.Records()) == 0 {
		widgets.Focus(p.now)
		return
	}
	widgets.Focus(p.list.Table)
}

// Reload asks again which backups there are.
func (p *Page) Reload() {
	p.warn()
	p.loader.Ask(p.keeper.List)
}

func (p *Page) show(all []app.Backup, err error) {
	if err != nil {
		p.note.Error(words.Error(err))
	}
	p.list.Set(all)
	p.back.Hidden = len(all) == 0
	p.body.Refresh()
}

// warn says what is unsafe, the worst of it first.
func (p *Page) warn() {
	said := words.FileRisk(p.keeper.Risk())
	if p.Damaged {
		said = lang.L("The file is damaged. Put the newest backup back: what can still be read of the file is added to it, and the damaged file is kept.")
	}
	p.alarm.Warn(said)
}

func (p *Page) row(b app.Backup) widgets.Row {
	where := lang.X("backup.first", "First folder")
	if b.Second {
		where = lang.L("Second folder")
	}
	state := widgets.Cell{Text: lang.X("backup.checked", "Checked"), Tone: widgets.ToneGood}
	rows := words.Count(b.Rows)
	if b.Checked == 0 {
		state, rows = widgets.Cell{Text: lang.X("backup.unchecked", "Not checked"), Tone: widgets.ToneWarn}, ""
	}
	return widgets.Row{Key: b.Path, Cells: []widgets.Cell{
		{Text: words.Moment(b.MadeAt, p.desk.Now()), Strong: true},
		{Text: words.Ago(b.MadeAt, p.desk.Now())},
		{Text: where + " · " + filepath.Base(b.Path)},
		{Text: rows},
		{Text: words.AttachmentSize(b.Size)},
		state,
	}}
}

// New answers Ctrl+N: a backup now.
func (p *Page) New() bool {
	if p.now.Disabled() {
		return true
	}
	p.now.Disable()
	p.note.Clear()
	p.progress.Begin(lang.L("Copying the file, then checking the copy"), nil)
	var state app.BackupState
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			state, err = p.keeper.BackUpDue(ctx, true)
			return err
		},
		Done: func(err error) {
			p.progress.End()
			p.now.Enable()
			p.OnMade(state, err)
			p.Told(state, err)
			p.loader.Ask(p.keeper.List)
		},
	})
	return true
}

// Told shows how a backup went.
func (p *Page) Told(state app.BackupState, err error) {
	switch {
	case err != nil:
		p.note.Error(words.Error(err))
	case state.SameDisk:
		p.note.Warn(lang.L("The backups lie on the same disk as the records: if it breaks, both are gone. Choose another disk, or a stick as the second folder."))
	case state.Second == app.SecondAway:
		p.note.Hint(lang.L("The second folder is not there now. It gets its backup when it is."))
	case state.Made:
		p.note.Set(widgets.NoteGood, lang.L("Backed up and checked: {{.Path}}", map[string]any{"Path": state.Newest.Path}))
	default:
		p.note.Clear()
	}
	p.body.Refresh()
}
