package company

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// reading takes a record over from a form, on top of what it was.
type reading[T any] func(was T) (T, error)

// editing is one record in a sheet. What a rule refuses is said under its
// field, and the sheet stays with what was typed until that is kept.
type editing[T any] struct {
	desk     *desk.Desk
	title    string
	was      T                                   // as it is kept; zero for a new one
	begin    T                                   // what the form shows at first
	form     func(T) (*widgets.Form, reading[T]) // the form of a record
	fresh    func(context.Context) (T, error)    // as it is kept by now; nil for what only is added
	save     func(context.Context, T, T) error   // was and now, away from the UI thread
	saved    func(T)                             // after the sheet has closed
	below    fyne.CanvasObject                   // under the form; may be nil
	other    widgets.Action                      // what else can be done here, with otherKey; may be empty
	otherKey string

	rows   *widgets.Form
	opened *widgets.Form // as the rows were before anybody typed
	read   reading[T]
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
	others *background.Loader[T]
}

const sheetWidth = 800 // room for two columns of fields

func (e *editing[T]) open() {
	e.rows, e.read = e.form(e.begin)
	e.opened, _ = e.form(e.begin)
	e.wrong = widgets.NewFieldNote()
	e.others = background.NewLoader(e.desk.Runner, e.rebase)
	body := container.NewVBox(e.rows, e.wrong)
	if e.below != nil {
		body.Add(e.below)
	}
	e.sheet = widgets.NewSheet(e.title, body, widgets.Action{Label: lang.L("Save"), Do: e.keep})
	e.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: e.leave}
	if e.other.Do != nil {
		e.sheet.Others = []widgets.Action{{Label: e.other.Label + "  " + e.otherKey, Do: e.other.Do}}
	}
	e.sheet.Width = sheetWidth
	e.rows.Resize(fyne.NewSize(sheetWidth, 0)) // decides on two columns before the sheet asks for its height
	e.sheet.Show(e.desk.Keys)
	e.rows.FocusFirst()
	if e.other.Do != nil {
		e.sheet.Layer().On(e.otherKey, e.other.Label, e.other.Do)
	}
}

func (e *editing[T]) keep() {
	e.rows.Clear()
	e.wrong.Clear()
	now, err := e.read(e.was)
	if err != nil {
		e.refuse(err)
		return
	}
	was := e.was
	e.sheet.SetBusy(true)
	e.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return e.save(ctx, was, now) },
		Done: func(err error) {
			e.sheet.SetBusy(false)
			switch {
			case err == nil:
				e.sheet.Close()
				e.saved(now)
			case errors.Is(err, app.ErrChangedMeantime) && e.fresh != nil:
				e.refuse(err)
				e.others.Ask(e.fresh)
			default:
				e.refuse(err)
			}
		},
	})
}

// refuse says under its field what a rule refused, anything else under the
// form.
func (e *editing[T]) refuse(err error) {
	if no, is := errors.AsType[*app.Refusal](err); !is || !e.rows.Refuse(no.Field, words.Refusal(no)) {
		e.wrong.Error(words.Error(err))
	}
	e.sheet.Refresh()
}

// rebase takes the others' changes over where nothing was typed.
func (e *editing[T]) rebase(theirs T, err error) {
	if err != nil {
		e.refuse(err)
		return
	}
	form, _ := e.form(theirs)
	rebase(e.rows, e.opened, form)
	e.was, e.opened = theirs, form
	e.sheet.Refresh()
}

// leave closes the sheet, after asking if something was typed.
func (e *editing[T]) leave() {
	e.desk.Leave(differs(e.rows, e.opened), e.sheet.Close)
}

// find is the record of that id, given as text.
func find[T any](records []T, id func(T) string, key string) (T, bool) {
	for _, r := range records {
		if id(r) == key {
			return r, true
		}
	}
	var none T
	return none, false
}

// reread finds one record among those just read.
func reread[T any](records []T, err error, id func(T) string, key string) (T, error) {
	found, there := find(records, id, key)
	if err == nil && !there {
		err = app.ErrNotFound
	}
	return found, err
}
