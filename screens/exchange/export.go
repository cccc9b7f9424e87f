package exchange

import (
	"cmp"
	"context"
	"errors"
	"os"
	"path/filepath"
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

// ExportWhat is the list on view that is to go out.
type ExportWhat struct {
	Title string // names the list, "Customers": the file and its sheet
	Rows  []int64
	// Picture says that it may go out as a picture, too.
	Picture bool
	// Right is what takes it out; empty: to export records.
	Right app.Right
	// Statements offers those of the Experience API among the formats.
	Statements bool
	// Run writes the rows and says how many it wrote.
	Run func(ctx context.Context, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error)
}

// Export is the sheet behind Ctrl+E: what for, in which format, where to.
// Enter writes.
type Export struct {
	desk  *desk.Desk
	store Store

	what    ExportWhat
	last    choices
	lastFor Last // what lists went out for
	running bool
	cancel  func()

	purpose  *Purpose
	profiles []app.ExportProfile
	own      *background.Loader[[]app.OwnProfile]
	profile  *widgets.CodeField // what the list hides; not asked of who sees all in clear
	format   *widgets.CodeField
	folder   *widgets.Entry
	name     *widgets.Entry
	opens    *widgets.Check
	names    *widgets.Check // of people, in statements
	form     *widgets.Form
	wrong    *widgets.FieldNote
	progress *widgets.Progress
	sheet    *widgets.Sheet
}

// NewExport prepares the sheet with what was chosen last time.
func NewExport(d *desk.Desk, store Store) *Export {
	e := &Export{desk: d, store: store, last: choices{Format: app.XLSX}}
	background.NewLoader(d.Runner, func(last choices, err error) {
		if err == nil && last.Format != "" {
			e.last = last
		}
	}).Ask(func(ctx context.Context) (choices, error) { return readChoices(ctx, store) })
	background.NewLoader(d.Runner, func(last Last, err error) {
		if err == nil {
			e.lastFor = last
		}
	}).Ask(func(ctx context.Context) (Last, error) { return ReadLast(ctx, store, exports, d.By) })
	e.own = background.NewLoader(d.Runner, e.takeOwn)
	return e
}

// Export asks how the list is to go out.
func (e *Export) Export(what ExportWhat) {
	if err := e.desk.By.May(cmp.Or(what.Right, app.ExportRecords)); err != nil {
		e.desk.Fail(err)
		return
	}
	if len(what.Rows) == 0 {
		e.desk.Say(lang.L("The list is empty. There is nothing to export."))
		return
	}
	e.what = what
	e.build()
	count := lang.L("{{.N}} records of the list “{{.Title}}”", map[string]any{"N": words.Count(int64(len(what.Rows))), "Title": what.Title})
	e.sheet = widgets.NewSheet(lang.L("Export"), container.NewVBox(widgets.NewMutedText(count), e.form, e.wrong, e.progress),
		widgets.Action{Label: lang.X("export.verb", "Export"), Do: e.start})
	e.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: e.leave}
	e.sheet.Width = 560
	e.sheet.Show(e.desk.Keys)
	e.sheet.Layer().On("Enter", "", e.start)
}

func (e *Export) build() {
	e.purpose = NewPurpose()
	e.purpose.Offer(e.lastFor[exports])
	e.purpose.OnGrow = func() { e.form.Refresh(); e.sheet.Refresh() }
	e.profiles = profilesFor(e.desk.By, nil)
	e.profile = widgets.NewCodeField(profileOptions(e.profiles), nil)
	e.profile.SetCode("1")
	e.own.Ask(func(ctx context.Context) ([]app.OwnProfile, error) { return e.store.ExportProfiles(ctx, e.desk.By) })
	e.folder, e.name = widgets.NewEntry(), widgets.NewEntry()
	last := e.last.Format
	if last == app.Picture && !e.what.Picture || last == app.XAPI && !e.what.Statements {
		last = app.XLSX
	}
	e.format = widgets.NewCodeField(formats(e.what), func(o widgets.Option) { e.choose(app.Format(o.Code)) })
	e.format.SetCode(string(last))
	e.folder.SetText(e.desk.Folder())
	e.name.SetText(fileName(e.what.Title) + e.desk.Now().In(app.Local).Format("-20060102-1504"))
	e.rename(last)
	e.names = widgets.NewCheck(lang.L("With the people's names, not their numbers alone"), nil)
	e.opens = widgets.NewCheck(lang.L("Open the file afterwards"), nil)
	e.opens.Checked = e.last.Opens
	choose := widgets.NewButton(lang.L("Choose…"), func() { files.Folder(e.desk, e.folder.Text, e.folder.SetText) })
	e.form = widgets.NewForm(append(e.purpose.Rows(),
		widgets.NewFormRow("profile", lang.L("What it hides"), e.profile).Required(),
		widgets.NewFormRow("format", lang.L("Format"), e.format).Required(),
		widgets.NewFormRow("folder", lang.L("Folder"), container.NewBorder(nil, nil, nil, choose, e.folder)).Required(),
		widgets.NewFormRow("name", lang.L("File name"), e.name).Required(),
		widgets.NewFormRow("opens", "", e.opens),
		widgets.NewFormRow("names", "", e.names),
	)...)
	e.form.OneColumn = true
	if e.desk.By.SeesClear() {
		e.form.Row("profile").Hide()
	}
	if last != app.XAPI {
		e.form.Row("names").Hide()
	}
	e.wrong = widgets.NewFieldNote()
	e.progress = widgets.NewProgress(e.desk.Now)
}

// choose takes a format; statements ask whether people are named.
func (e *Export) choose(format app.Format) {
	e.rename(format)
	if format == app.XAPI {
		e.form.Row("names").Show()
	} else {
		e.form.Row("names").Hide()
	}
	e.form.Refresh()
	e.sheet.Refresh()
}

// rename gives the file's name the ending of a format.
func (e *Export) rename(format app.Format) {
	if format == "" {
		return
	}
	name := e.name.Text
	for _, f := range []app.Format{app.XAPI, app.XLSX, app.CSV, app.JSON, app.Picture} {
		name = strings.TrimSuffix(name, "."+string(f))
	}
	e.name.SetText(name + "." + string(format))
}

// leave stops the writing, or closes the sheet.
func (e *Export) leave() {
	if e.running {
		e.cancel()
		return
	}
	e.sheet.Close()
}

func (e *Export) start() {
	if e.running || !e.complete() {
		return
	}
	e.rename(app.Format(e.format.Chosen().Code))
	e.write(filepath.Join(e.folder.Text, e.name.Text), false)
}

// complete says what is still missing.
func (e *Export) complete() bool {
	e.form.Clear()
	e.wrong.Clear()
	missing := e.purpose.Missing()
	switch {
	case missing != "":
	case e.profile.Chosen().Code == "":
		missing = "profile"
	case e.format.Chosen().Code == "":
		missing = "format"
	case strings.TrimSpace(e.folder.Text) == "":
		missing = "folder"
	case strings.TrimSpace(e.name.Text) == "":
		missing = "name"
	}
	if missing != "" {
		e.form.Refuse(missing, lang.L("Please fill this in."))
		e.sheet.Refresh()
	}
	return missing == ""
}

// write puts the list into a file; a file that is there is asked about first.
func (e *Export) write(path string, replace bool) {
	what, chosen := e.what, choices{Format: app.Format(e.format.Chosen().Code), Opens: e.opens.Checked}
	job := app.ExportJob{
		Path: path, Format: chosen.Format, Title: columnTitle(what.Title), Label: e.desk.Codes.Word, XAPI: app.XAPIOptions{Named: e.names.Checked},
		Purpose: e.purpose.Text(), Mark: words.ExportMark,
	}
	if !e.desk.By.SeesClear() {
		job.Profile = e.chosenProfile()
	}
	entry := exported{At: e.desk.Now().UnixMilli(), By: e.desk.By.Name, Purpose: e.purpose.Text(), Title: what.Title, File: filepath.Base(path)}
	lastFor := e.lastFor.With(exports, e.purpose.Chosen())
	e.setRunning(true)
	e.cancel = e.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, report func(done, total int)) error {
			if _, err := os.Stat(path); err == nil && !replace {
				return app.Refuse(fileField, app.AlreadyThere)
			}
			var err error
			if entry.Rows, err = what.Run(ctx, what.Rows, job, ints(report)); err != nil {
				return err
			}
			return errors.Join(keepEntry(ctx, e.store, entry), keepChoices(ctx, e.store, chosen), lastFor.Keep(ctx, e.store, exports, e.desk.By))
		},
		Progress: e.progress.Set,
		Done: func(err error) {
			e.setRunning(false)
			if err == nil {
				e.lastFor = lastFor
			}
			e.done(path, entry, chosen, err)
		},
	})
	if e.running {
		e.progress.Begin(lang.L("Writing {{.Name}}", map[string]any{"Name": entry.File}), e.cancel)
		e.sheet.Refresh()
	}
}

// fileField is the name under which a file that is there already is refused.
const fileField = "file"

func (e *Export) done(path string, entry exported, chosen choices, err error) {
	no, refused := errors.AsType[*app.Refusal](err)
	switch {
	case refused && no.Field == fileField:
		widgets.Confirm(e.desk.Keys, widgets.Question{
			Title: lang.L("Replace the file?"), Text: lang.L("There is a file {{.Name}} in this folder already.", map[string]any{"Name": entry.File}),
			Yes: lang.L("Replace"), Danger: true,
		}, func() { e.write(path, true) })
	case errors.Is(err, context.Canceled):
		e.wrong.Warn(lang.L("Stopped. No file was written."))
		e.sheet.Refresh()
	case err != nil:
		e.wrong.Error(words.Error(err))
		e.sheet.Refresh()
	default:
		e.last = chosen
		e.sheet.Close()
		e.desk.Say(lang.L("{{.N}} rows written to {{.Path}}", map[string]any{"N": words.Count(int64(entry.Rows)), "Path": path}))
		if chosen.Opens {
			e.desk.OpenURL(path)
		}
	}
}

func (e *Export) setRunning(running bool) {
	e.running = running
	e.sheet.SetBusy(running)
	if !running {
		e.progress.End()
		e.sheet.Refresh()
	}
}

// columnTitle words the columns, and names the sheet after the list.
func columnTitle(list string) func(string) string {
	return func(key string) string {
		if key == "sheet" {
			return list
		}
		return words.Column(key)
	}
}

// fileName is a list's title without what a file's name may not hold.
func fileName(title string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || r < ' ' {
			return '-'
		}
		return r
	}, title)
}
