package exchange

import (
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Preview shows what stands in a list and how its columns are understood,
// tries the import without keeping anything, and then does it. A change of a
// column tries again.
type Preview struct {
	desk  *desk.Desk
	store Store

	OnLeft func()                      // back to the choice of a file
	OnUndo func(id int64, file string) // the import just done is to be taken back

	view  app.SheetView
	state state
	id    int64  // of the import that was done
	wrote string // the file of refused rows, once there is one
	odd   string // the file of doubts, once there is one
	stop  func() // of the work in hand
	tries int    // tells an attempt that was overtaken from the latest

	title    *widgets.Text
	about    *widgets.Text
	sheets   *widgets.Select
	kinds    *widgets.Select
	alert    *widgets.HeaderAlert
	columns  *Columns
	outcome  *Outcome
	progress *widgets.Progress
	back     *widgets.Button
	doIt     *widgets.Button
	undo     *widgets.Button
	refused  *widgets.Button
	doubts   *widgets.Button
	body     fyne.CanvasObject
	reading  *background.Loader[app.SheetView]
}

// kindWidth has room for the name of a kind of list.
const kindWidth = 190

// state is where a preview stands.
type state int

const (
	unready   state = iota // a needed column is missing, or the trial failed
	trying                 // the trial runs
	ready                  // the trial told what would happen
	importing              // the import runs
	done                   // it is in
)

// NewPreview is an empty preview; Open fills it.
func NewPreview(d *desk.Desk, store Store) *Preview {
	p := &Preview{desk: d, store: store, OnLeft: func() {}, OnUndo: func(int64, string) {}, stop: func() {}}
	p.reading = background.NewLoader(d.Runner, p.reread)
	p.title, p.about, p.alert = widgets.NewTitle(""), widgets.NewMutedText(""), widgets.NewHeaderAlert()
	p.title.Shrinks, p.about.Shrinks = true, true
	p.sheets, p.kinds = widgets.NewSelect(nil, nil), widgets.NewSelect(kindNames(), nil)
	p.columns, p.outcome = NewColumns(p.try), NewOutcome(d)
	p.progress = widgets.NewProgress(d.Now)
	p.back = widgets.NewButton(lang.L("Another file")+"  Esc", p.Leave)
	p.doIt = widgets.NewPrimaryButton(lang.X("import.verb", "Import")+"  Ctrl+Enter", p.Import)
	p.undo = widgets.NewButton(lang.L("Take back"), func() { p.OnUndo(p.id, filepath.Base(p.view.Path)) })
	p.refused = widgets.NewButton(lang.L("Open refused rows"), func() { d.OpenURL(p.wrote) })
	p.doubts = widgets.NewButton(lang.L("Open doubts"), func() { d.OpenURL(p.odd) })
	head := container.NewBorder(nil, nil, nil, container.NewVBox(container.NewHBox(container.NewGridWrap(fyne.NewSize(kindWidth, p.kinds.MinSize().Height), p.kinds), p.sheets, p.back, p.doubts, p.refused, p.undo, p.doIt)), container.NewVBox(p.title, p.about))
	split := container.New(&widgets.PanesLayout{Share: 0.5}, container.NewPadded(p.columns.Content()), container.NewPadded(p.outcome.Content()))
	p.body = container.NewBorder(container.NewVBox(container.NewPadded(head), p.alert, container.NewPadded(p.progress)), nil, nil, nil, split)
	return p
}

// Content is the preview.
func (p *Preview) Content() fyne.CanvasObject { return p.body }

// Open shows a list and tries it.
func (p *Preview) Open(view app.SheetView) {
	p.sheets.OnChanged = nil
	p.sheets.SetOptions(view.Sheets)
	p.sheets.SetSelected(view.Sheet)
	p.sheets.Hidden = len(view.Sheets) < 2
	p.sheets.OnChanged = p.chooseSheet
	p.kinds.OnChanged = nil
	p.kinds.SetSelected(words.ImportKind(view.Kind))
	p.kinds.OnChanged = p.chooseKind
	p.show(view)
}

func (p *Preview) show(view app.SheetView) {
	p.view, p.wrote, p.odd, p.id = view, "", "", 0
	p.title.SetText(filepath.Base(view.Path))
	p.about.SetText(view.Title)
	p.about.Hidden = view.Title == ""
	p.columns.Show(view)
	p.outcome.Clear()
	p.try()
}

func (p *Preview) chooseSheet(name string) {
	if p.state == importing || name == p.view.Sheet {
		return
	}
	p.readAs(p.view.Kind, name)
}

// kinds of lists in the order of their names.
var kinds = []app.ImportKind{app.CustomerList, app.UsageList}

func kindNames() []string {
	var out []string
	for _, kind := range kinds {
		out = append(out, words.ImportKind(kind))
	}
	return out
}

// chooseKind reads the list as one of another kind.
func (p *Preview) chooseKind(name string) {
	kind := kinds[max(0, slices.Index(kindNames(), name))]
	if p.state == importing || kind == p.view.Kind {
		return
	}
	p.readAs(kind, p.view.Sheet)
}

func (p *Preview) readAs(kind app.ImportKind, sheet string) {
	p.stop()
	path := p.view.Path
	p.reading.Ask(func(ctx context.Context) (app.SheetView, error) {
		return p.store.ReadSheetAs(ctx, p.desk.By, kind, path, sheet)
	})
}

func (p *Preview) reread(view app.SheetView, err error) {
	if err != nil {
		p.turn(unready)
		p.say(widgets.ToneBad, words.Error(err))
		return
	}
	p.show(view)
}

// try runs the import without keeping anything; a newer trial ends an older.
func (p *Preview) try() {
	if p.state == importing || p.state == done {
		return
	}
	p.stop()
	p.tries++
	if missing := p.columns.Missing(); len(missing) > 0 {
		p.turn(unready)
		p.outcome.Clear()
		p.say(widgets.ToneWarn, words.FileProblem(&app.FileProblem{Kind: "no_column", Name: filepath.Base(p.view.Path), Fields: missing}))
		return
	}
	p.run(app.ImportJob{DryRun: true})
}

// Import takes the list in, once a trial has told what that will do.
func (p *Preview) Import() {
	if p.state != ready {
		return
	}
	p.importBeside(filepath.Dir(p.view.Path))
}

// importBeside imports, and has what is told of single rows written into a folder.
func (p *Preview) importBeside(folder string) {
	p.tries++
	name := strings.TrimSuffix(filepath.Base(p.view.Path), filepath.Ext(p.view.Path))
	job := words.TellRows(app.ImportJob{})
	job.RefusedPath, job.DoubtsPath = filepath.Join(folder, name+".refused.xlsx"), filepath.Join(folder, name+".doubtful.xlsx")
	p.run(job)
}

func (p *Preview) run(job app.ImportJob) {
	job.Kind, job.Path, job.Sheet, job.Columns = p.view.Kind, p.view.Path, p.view.Sheet, p.columns.Fields()
	mine, title := p.tries, lang.L("Looking through the list; nothing is kept yet")
	p.turn(trying)
	if !job.DryRun {
		p.turn(importing)
		title = lang.L("Importing {{.Name}}", map[string]any{"Name": filepath.Base(job.Path)})
	}
	p.say(widgets.ToneNeutral, "")
	var report app.ImportReport
	p.stop = p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, tell func(done, total int)) error {
			var err error
			report, err = p.importer()(ctx, p.desk.By, job, ints(tell))
			return err
		},
		Progress: func(done, total int) {
			if mine == p.tries {
				p.progress.Set(done, total)
			}
		},
		Done: func(err error) {
			if mine == p.tries {
				p.ended(job, report, err)
			}
		},
	})
	if p.Busy() || p.state == trying {
		p.progress.Begin(title, p.stop)
	}
}

// importer is what takes a list of the kind on view in.
func (p *Preview) importer() func(context.Context, app.Actor, app.ImportJob, func(done, total int64)) (app.ImportReport, error) {
	if p.view.Kind == app.UsageList {
		return p.store.ImportUsage
	}
	return p.store.ImportCustomers
}

func (p *Preview) ended(job app.ImportJob, report app.ImportReport, err error) {
	p.progress.End()
	if err != nil {
		p.failed(job, err)
		return
	}
	p.outcome.Show(report)
	if job.DryRun {
		p.turn(ready)
		p.toImport()
		p.tellSheet()
		return
	}
	p.id = report.ID
	p.wrote, p.odd = report.RefusedPath, report.DoubtsPath
	p.turn(done)
	p.say(widgets.ToneGood, p.result(report))
	widgets.Focus(p.back)
}

// failed says why; nothing was kept, since an import is one whole.
func (p *Preview) failed(job app.ImportJob, err error) {
	again := ready
	if job.DryRun {
		again = unready
	}
	p.turn(again)
	problem, isFile := errors.AsType[*app.FileProblem](err)
	switch {
	case errors.Is(err, context.Canceled):
		p.say(widgets.ToneWarn, lang.L("Stopped. Nothing was imported."), widgets.Action{Label: lang.L("Try again"), Do: p.again(job)})
	case isFile && cannotWrite[problem.Kind] && filepath.Dir(job.RefusedPath) != p.desk.Folder():
		// The list lies where nothing may be written, as on a locked stick.
		p.importBeside(p.desk.Folder())
	default:
		p.say(widgets.ToneBad, words.Error(err), widgets.Action{Label: lang.L("Try again"), Do: p.again(job)})
	}
}

// cannotWrite are the problems of a folder that takes no file.
var cannotWrite = map[string]bool{"read_only": true, "forbidden": true}

func (p *Preview) again(job app.ImportJob) func() {
	if job.DryRun {
		return p.try
	}
	return p.Import
}

func (p *Preview) result(r app.ImportReport) string {
	said := lang.L("Imported: {{.Created}} new, {{.Updated}} updated, {{.Unchanged}} unchanged.", map[string]any{
		"Created": words.Count(r.Created), "Updated": words.Count(r.Updated), "Unchanged": words.Count(r.Unchanged),
	})
	if p.wrote != "" {
		said += lang.L(" The {{.Refused}} refused rows lie in {{.Path}}; mend them there and import that file.", map[string]any{"Refused": words.Count(r.Refused), "Path": p.wrote})
	}
	if p.odd != "" {
		said += lang.L(" What is doubtful or was passed over stands in {{.Path}}.", map[string]any{"Path": filepath.Base(p.odd)})
	}
	return said
}

// say shows a sentence over the page; the page makes room for it.
func (p *Preview) say(tone widgets.Tone, sentence string, actions ...widgets.Action) {
	p.alert.Say(tone, sentence, actions...)
	p.body.Refresh()
}

// tellSheet says what is worth knowing about the sheet before it is imported.
func (p *Preview) tellSheet() {
	var said []string
	if p.view.Locked {
		said = append(said, lang.L("Another program has this file open. What was saved last is read."))
	}
	for _, n := range p.view.Notes {
		if sentence := words.SheetNote(n); sentence != "" {
			said = append(said, sentence)
		}
	}
	if len(said) > 0 {
		p.say(widgets.ToneWarn, strings.Join(said, "\n"))
	}
}

// turn shows the buttons of a state.
func (p *Preview) turn(to state) {
	p.state = to
	p.columns.Lock(to == importing || to == done)
	if to == importing || to == done {
		p.kinds.Disable()
	} else {
		p.kinds.Enable()
	}
	p.doIt.Hidden = to == done
	p.undo.Hidden = to != done
	p.refused.Hidden, p.doubts.Hidden = p.wrote == "", p.odd == ""
	if to == ready {
		p.doIt.Enable()
	} else {
		p.doIt.Disable()
	}
	p.body.Refresh()
}

// toImport puts the keyboard on the button, so that Enter imports, unless the
// person is at a column.
func (p *Preview) toImport() {
	if p.desk.Canvas.Focused() == nil || !p.columns.Focused() {
		widgets.Focus(p.doIt)
	}
}

// Focus puts the keyboard where work goes on.
func (p *Preview) Focus() {
	if !widgets.Focus(p.doIt) {
		p.desk.Canvas.Unfocus()
	}
}

// Busy reports whether an import runs, which must not be left unseen.
func (p *Preview) Busy() bool { return p.state == importing }

// Leave stops a trial and goes back; an import in hand is stopped first.
func (p *Preview) Leave() {
	p.stop()
	if p.state == importing {
		return // its end says so
	}
	p.tries++
	p.progress.End()
	p.state = unready
	p.OnLeft()
}
