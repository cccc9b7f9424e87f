package practice

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// Chord writes an entry out of the case or visit on view.
const Chord = "Ctrl+Shift+T"

// Sheets opens the sheet of an entry over whatever is on view.
type Sheets struct {
	desk   *desk.Desk
	store  EntryStore
	opened *background.Loader[*entry]
}

// NewSheets prepares the sheet.
func NewSheets(d *desk.Desk, store EntryStore) *Sheets {
	s := &Sheets{desk: d, store: store}
	s.opened = background.NewLoader(d.Runner, s.show)
	return s
}

// Log writes a new entry, out of a case or a visit where one is named. What was
// typed there before and not stored comes back. done is called once it is kept.
func (s *Sheets) Log(of app.PracticeOf, done func()) {
	s.open(&entry{of: of, draft: s.draftOf(of)}, done)
}

// Change goes on with an entry that still waits.
func (s *Sheets) Change(was app.Practice, done func()) {
	d := was.Draft()
	s.open(&entry{
		was: was, of: app.PracticeOf{Case: was.Case, Visit: was.Visit}, begin: &d,
		draft: app.PracticeDrafts(s.desk.By.Staff) + was.ID.String(),
	}, done)
}

// Again writes a new entry like one that was settled.
func (s *Sheets) Again(like app.Practice, done func()) {
	d := like.Draft()
	of := app.PracticeOf{Case: like.Case, Visit: like.Visit}
	s.open(&entry{of: of, begin: &d, draft: s.draftOf(of)}, done)
}

// OpenDraft goes on with a half-done entry.
func (s *Sheets) OpenDraft(d app.Draft, done func()) {
	var of app.PracticeOf
	of.Case, _ = app.ParseID[app.Case](d.Fields[ofCase])
	of.Visit, _ = app.ParseID[app.Visit](d.Fields[ofVisit])
	s.open(&entry{of: of, draft: d.ID}, done)
}

func (s *Sheets) draftOf(of app.PracticeOf) string {
	head := app.PracticeDrafts(s.desk.By.Staff)
	switch {
	case !of.Visit.IsZero():
		return head + of.Visit.String()
	case !of.Case.IsZero():
		return head + of.Case.String()
	}
	return head + "new"
}

// open reads what may be chosen and what was typed before.
func (s *Sheets) open(e *entry, done func()) {
	e.desk, e.store, e.done = s.desk, s.store, done
	s.opened.Ask(func(ctx context.Context) (*entry, error) {
		var err error
		if e.choices, err = s.store.PracticeChoices(ctx, s.desk.By, e.of); err != nil {
			return e, err
		}
		drafts, err := s.store.Drafts(ctx, s.desk.By)
		if i := slices.IndexFunc(drafts, func(d app.Draft) bool { return d.ID == e.draft }); i >= 0 {
			e.typed = drafts[i].Fields
		}
		return e, err
	})
}

func (s *Sheets) show(e *entry, err error) {
	if err != nil {
		s.desk.Fail(err)
		return
	}
	e.show()
}

// entry is the sheet of one entry. Ctrl+Enter keeps it; Escape puts it aside.
type entry struct {
	desk    *desk.Desk
	store   EntryStore
	of      app.PracticeOf
	was     app.Practice       // the entry that is changed; zero: a new one
	begin   *app.PracticeDraft // what it begins with; nil: what the choices say
	choices app.PracticeChoices
	draft   string            // its id
	typed   map[string]string // before, and not stored
	done    func()

	fields  *fields
	form    *widgets.Form
	warned  *widgets.FieldNote
	wrong   *widgets.FieldNote
	sheet   *widgets.Sheet
	keep    *background.Later
	ask     *background.Later
	foresee *background.Loader[app.PracticeBeside]
	saving  bool
}

// entryWidth gives the sheet two columns.
const entryWidth = 780

func (e *entry) show() {
	if e.begin != nil {
		e.choices.Begin = *e.begin
	}
	e.keep = background.NewLater(e.desk.Runner, 250*time.Millisecond, e.keepDraft)
	e.ask = background.NewLater(e.desk.Runner, 200*time.Millisecond, e.askAhead)
	e.foresee = background.NewLoader(e.desk.Runner, e.warn)
	e.fields = newFields(e.desk, e.choices, e.changed)
	e.fields.fill(fieldsOf(e.choices.Begin))
	e.fields.fill(e.typed)
	e.form = widgets.NewForm(e.fields.rows()...)
	e.warned, e.wrong = widgets.NewFieldNote(), widgets.NewFieldNote()
	title := lang.L("New log entry")
	if !e.was.ID.IsZero() {
		title = lang.L("Change a log entry")
	}
	e.sheet = widgets.NewSheet(title, container.NewVBox(e.form, e.warned, e.wrong), widgets.Action{Label: lang.L("Save"), Do: e.save})
	e.sheet.Secondary = widgets.Action{Label: lang.L("Put aside"), Do: e.leave}
	e.sheet.Width = entryWidth
	e.form.Resize(fyne.NewSize(entryWidth, 0)) // decides on two columns before the sheet asks for its height
	e.sheet.Show(e.desk.Keys)
	e.sheet.Layer().On("Ctrl+S", lang.L("Keep the form as a draft"), func() { e.keep.Stop(); e.keepDraft() })
	widgets.Focus(e.fields.what)
	e.askAhead()
}

func (e *entry) changed() {
	if e.saving {
		return
	}
	e.ask.Call()
	e.keep.Call()
}

// askAhead asks what is odd about the entry as it stands.
func (e *entry) askAhead() {
	d, _ := e.fields.read() // what cannot be read yet is simply not there
	id := e.was.ID
	e.foresee.Ask(func(ctx context.Context) (app.PracticeBeside, error) {
		return e.store.ForeseePractice(ctx, e.desk.By, id, d)
	})
}

// warn shows what is odd about the entry, and how full its day is.
func (e *entry) warn(b app.PracticeBeside, err error) {
	if err != nil || !e.sheet.Open() {
		return // storing says it
	}
	var said []string
	for _, w := range b.Warnings() {
		said = append(said, words.PracticeWarning(w))
	}
	e.warned.Warn(strings.Join(said, " "))
	e.fields.tellDay(b.OfDay)
	e.form.Refresh()
	e.sheet.Refresh()
}

// save stores the entry; the sheet stays with its text until that is kept.
func (e *entry) save() {
	if e.saving {
		return
	}
	d, err := e.fields.read()
	if err != nil {
		e.refuse(err)
		return
	}
	e.setSaving(true)
	e.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			var err error
			if e.was.ID.IsZero() {
				_, err = e.store.LogPractice(ctx, e.desk.By, d)
			} else {
				_, err = e.store.ChangePractice(ctx, e.desk.By, e.was, d)
			}
			if err != nil {
				return err
			}
			return e.store.DropDraft(ctx, e.desk.By, e.draft)
		},
		Done: func(err error) {
			e.setSaving(false)
			if err != nil {
				e.refuse(err)
				return
			}
			e.close()
			e.desk.Say(lang.L("Logged: {{.Hours}} of {{.Day}}.", map[string]any{"Hours": words.PracticeHours(d.Minutes), "Day": words.Day(d.DoneOn)}))
			e.done()
		},
	})
}

func (e *entry) setSaving(saving bool) {
	e.saving = saving
	e.sheet.SetBusy(saving)
}

func (e *entry) refuse(err error) {
	desk.ShowRefusal(e.form, e.wrong, err)
	e.sheet.Refresh()
}

func (e *entry) close() {
	e.keep.Stop()
	e.ask.Stop()
	e.foresee.Stop()
	e.sheet.Close()
}

// leave closes the sheet; what was typed stays as a draft.
func (e *entry) leave() {
	if e.worth() {
		e.keep.Now()
		e.desk.Say(lang.L("Put aside. It comes back when this sheet is opened here again."))
	}
	e.close()
}

// The fields of a draft that say what it was written from.
const (
	ofCase  = "of_case"
	ofVisit = "of_visit"
)

// DraftTitle says in the language on view what a half-done entry is about.
func DraftTitle(d app.Draft) string {
	if d.Title == "" {
		return lang.L("Log entry")
	}
	return lang.L("Log entry") + " · " + d.Title
}

// worth reports whether anything was typed that the entry does not begin with.
func (e *entry) worth() bool {
	begun := fieldsOf(e.choices.Begin)
	for name, value := range e.fields.values() {
		if value != begun[name] {
			return true
		}
	}
	return false
}

func (e *entry) keepDraft() {
	if e.saving || !e.worth() || !e.sheet.Open() {
		return
	}
	d := app.Draft{ID: e.draft, Form: app.PracticeForm, Title: shortened(e.fields.what.Text), Fields: e.fields.values()}
	if !e.of.Case.IsZero() {
		d.Fields[ofCase] = e.of.Case.String()
	}
	if !e.of.Visit.IsZero() {
		d.Fields[ofVisit] = e.of.Visit.String()
	}
	e.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return e.store.SaveDraft(ctx, e.desk.By, d) },
		Done: func(err error) {
			if err != nil {
				e.wrong.Error(words.Error(err))
			}
		},
	})
}

// titleMost is how many characters of an entry head its draft.
const titleMost = 12

func shortened(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if letters := []rune(line); len(letters) > titleMost {
		return string(letters[:titleMost]) + "…"
	}
	return line
}
