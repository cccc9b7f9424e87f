package inside

import (
	"context"
	"errors"
	"maps"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// asker is what a sheet asks for and how its answers are stored.
type asker interface {
	title() string
	lay(in *inputs)                 // puts its fields on
	begin() values                  // what nearly all begin with
	follow(in *inputs, name string) // shows what follows from what was typed; name "" at first
	store(ctx context.Context, v values) error
}

// sheet asks for one thing and stores it with Ctrl+Enter. Escape keeps it as a
// draft that comes back when the sheet is opened there again.
type sheet struct {
	matter
	ask  asker
	done func()

	in     *inputs
	form   *widgets.Form
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
	keep   *background.Later
	fresh  *background.Loader[app.CustomerPage]
	saving bool
}

// sheetWidth gives a sheet two columns.
const sheetWidth = 780

// What an asker may do besides.
type (
	// fresher shows values somebody else may have changed.
	fresher interface{ refresh(page app.CustomerPage) }
	// framer has something to show over its fields and under them.
	framer interface {
		head() fyne.CanvasObject
		foot() fyne.CanvasObject
	}
	// namer calls a field otherwise than the rest of the program.
	namer interface{ register(name string) string }
)

func newSheet(m matter, ask asker, done func()) *sheet {
	s := &sheet{matter: m, ask: ask, done: done, wrong: widgets.NewFieldNote()}
	s.keep = background.NewLater(m.desk.Runner, 250*time.Millisecond, s.keepDraft)
	s.fresh = background.NewLoader(m.desk.Runner, s.takeFresh)
	s.in = newInputs(m.desk, s.changed)
	return s
}

func (s *sheet) show() {
	s.ask.lay(s.in)
	s.form = widgets.NewForm(s.in.rows()...)
	s.in.fill(s.ask.begin())
	s.in.fill(s.draft.Fields)
	s.ask.follow(s.in, "")
	body := container.NewVBox(s.form, s.wrong)
	if f, has := s.ask.(framer); has {
		body = container.NewVBox(f.head(), s.form, s.wrong, f.foot())
	}
	s.sheet = widgets.NewSheet(s.ask.title()+" · "+s.page.Customer.Name, body, widgets.Action{})
	if len(s.in.names) > 0 { // else there is nothing to store
		s.sheet.Primary = widgets.Action{Label: lang.L("Save"), Do: s.save}
		s.sheet.Secondary = widgets.Action{Label: lang.L("Put aside"), Do: s.leave}
	}
	s.sheet.Width = sheetWidth
	s.form.Resize(fyne.NewSize(s.sheet.Width, 0)) // decides on two columns before the sheet asks for its height
	s.sheet.Show(s.desk.Keys)
	s.sheet.Layer().On("Ctrl+S", lang.L("Keep the form as a draft"), func() { s.keep.Stop(); s.keepDraft() })
	s.form.FocusFirst()
}

func (s *sheet) changed(name string) {
	if s.saving {
		return
	}
	s.in.filling = true // what follows is the program's own
	s.ask.follow(s.in, name)
	s.in.filling = false
	s.form.Refresh()
	s.sheet.Refresh()
	s.keep.Call()
}

// save stores what was typed; the sheet stays with its text until that is kept.
func (s *sheet) save() {
	if s.saving {
		return
	}
	if err := s.in.commit(); err != nil {
		s.refuse(err)
		return
	}
	v := s.in.values()
	s.setSaving(true)
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			if err := s.ask.store(ctx, v); err != nil {
				return err
			}
			return s.store.DropDraft(ctx, s.desk.By, s.draft.ID)
		},
		Done: func(err error) {
			s.setSaving(false)
			if err != nil {
				s.refuse(err)
				return
			}
			s.keep.Stop()
			s.sheet.Close()
			s.desk.Say(lang.L("Stored: {{.What}}", map[string]any{"What": s.ask.title()}))
			s.done()
		},
	})
}

func (s *sheet) setSaving(saving bool) {
	s.saving = saving
	s.sheet.SetBusy(saving)
}

// refuse says a rule's no under its field, anything else under the form. After
// a change by somebody else the values of now are shown.
func (s *sheet) refuse(err error) {
	s.form.Clear()
	s.wrong.Clear()
	defer s.sheet.Refresh()
	if no, is := errors.AsType[*app.Refusal](err); is {
		said := words.Refusal(no)
		if i := s.in.all[no.Field]; i != nil && s.label(no.Field) != "" {
			said = words.RefusalOf(no, s.label(no.Field))
		}
		if !s.form.Refuse(no.Field, said) {
			s.wrong.Error(said)
		}
		return
	}
	s.wrong.Error(words.Error(err))
	if errors.Is(err, app.ErrChangedMeantime) {
		s.fresh.Ask(func(ctx context.Context) (app.CustomerPage, error) {
			return s.store.CustomerPage(ctx, s.desk.By, s.visit.Customer)
		})
	}
}

// label is what a register is called, where a field is one.
func (s *sheet) label(name string) string {
	if r, is := s.ask.(namer); is {
		return r.register(name)
	}
	return ""
}

func (s *sheet) takeFresh(page app.CustomerPage, err error) {
	if f, can := s.ask.(fresher); can && err == nil {
		f.refresh(page)
		s.ask.follow(s.in, "")
		s.form.Refresh()
		s.sheet.Refresh()
	}
}

// leave closes the sheet; what was typed stays as a draft.
func (s *sheet) leave() {
	if s.worth() {
		s.keep.Now()
		s.desk.Say(lang.L("Put aside. It comes back when this sheet is opened here again."))
	}
	s.sheet.Close()
}

// worth reports whether anything was typed that the sheet does not begin with.
func (s *sheet) worth() bool {
	begun := s.ask.begin()
	typed := s.in.values()
	maps.DeleteFunc(typed, func(name, value string) bool { return value == begun[name] })
	return len(typed) > 0
}

func (s *sheet) keepDraft() {
	if s.saving || !s.worth() {
		return
	}
	d := app.Draft{ID: s.draft.ID, Form: DraftForm, Title: s.page.Customer.Name, Fields: s.in.values()}
	maps.Copy(d.Fields, s.marks())
	s.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return s.store.SaveDraft(ctx, s.desk.By, d) },
		Done: func(err error) {
			if err != nil {
				s.wrong.Error(words.Error(err))
			}
		},
	})
}
