package knowledge

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// editor is an article in a sheet. When somebody else changed it meanwhile,
// what was typed stays, what was not touched follows, and theirs is told
// beside it; the next save decides.
type editor struct {
	area *Area
	was  app.Article // as it is kept; zero for a new one

	fields fields
	form   *widgets.Form
	vouch  *widgets.Check
	wrong  *widgets.FieldNote
	sheet  *widgets.Sheet
	fresh  *background.Loader[app.Article]
}

const sheetWidth = 900 // room for two columns of fields

func newEditor(a *Area, was app.Article) *editor {
	e := &editor{area: a, was: was, fields: newFields(a.desk), wrong: widgets.NewFieldNote()}
	e.fresh = background.NewLoader(a.desk.Runner, e.rebase)
	e.vouch = widgets.NewCheck(lang.L("I have checked today that this is right"), nil)
	e.form = widgets.NewForm(append(e.fields.rows(), widgets.NewFormRow("confirmed_by", "", e.vouch).Spanning())...)
	e.fields.fill(was)
	return e
}

func (e *editor) open() {
	title := lang.L("New article")
	if !e.was.ID.IsZero() {
		title = lang.L("Change the article")
	}
	e.sheet = widgets.NewSheet(title, container.NewVBox(e.form, e.wrong), widgets.Action{Label: lang.L("Save"), Do: e.save})
	e.sheet.Secondary = widgets.Action{Label: lang.L("Cancel"), Do: e.leave}
	if !e.was.ID.IsZero() {
		e.sheet.Others = []widgets.Action{{Label: lang.L("Withdraw…"), Do: e.withdraw}}
	}
	e.sheet.Width = sheetWidth
	e.form.Resize(fyne.NewSize(sheetWidth, 0)) // decides on two columns before the sheet asks for its height
	e.sheet.Show(e.area.desk.Keys)
	e.form.FocusFirst()
}

// save keeps the article; the sheet stays with its text until that is done.
func (e *editor) save() {
	e.form.Clear()
	e.wrong.Clear()
	now, err := e.fields.read(e.was)
	if err != nil {
		e.refuse(err)
		return
	}
	was, vouches := e.was, e.vouch.Checked
	e.run(func(ctx context.Context) (err error) {
		now, err = e.area.store.SaveArticle(ctx, e.area.desk.By, was, now, vouches)
		return err
	}, func() { e.area.saved(now) })
}

// withdraw asks, then takes the article out of use.
func (e *editor) withdraw() {
	was := e.was
	widgets.Confirm(e.area.desk.Keys, widgets.Question{
		Title: lang.L("Withdraw this article?"), Text: lang.L("It is no longer found or proposed. Answers that were given with it stay as they are."),
		Yes: lang.L("Withdraw the article"), Danger: true,
	}, func() {
		e.run(func(ctx context.Context) error { return e.area.store.WithdrawArticle(ctx, e.area.desk.By, was) }, func() {
			e.area.desk.Say(lang.L("Withdrawn: {{.Name}}", map[string]any{"Name": was.Title(e.area.desk.Codes.Language())}))
			e.area.ask()
		})
	})
}

// run works away from the window, then closes the sheet or says what is wrong.
func (e *editor) run(work func(context.Context) error, done func()) {
	e.area.desk.StoreSheet(e.sheet, e.refuse, work, done)
}

// refuse says a rule's no under its field, anything else under the form.
func (e *editor) refuse(err error) {
	if no, is := errors.AsType[*app.Refusal](err); !is || !e.form.Refuse(no.Field, words.Refusal(no)) {
		e.wrong.Error(words.Error(err))
	}
	if errors.Is(err, app.ErrChangedMeantime) {
		id := e.was.ID
		e.fresh.Ask(func(ctx context.Context) (app.Article, error) { return e.area.store.Article(ctx, e.area.desk.By, id) })
	}
	e.sheet.Refresh()
}

// rebase takes the others' changes over where nothing was typed.
func (e *editor) rebase(theirs app.Article, err error) {
	if err != nil {
		e.refuse(err)
		return
	}
	was, now := newFields(e.area.desk), newFields(e.area.desk)
	was.fill(e.was)
	now.fill(theirs)
	for i, f := range e.fields {
		said, before, after := f.said(), was[i].said(), now[i].said()
		switch {
		case said == after:
		case said == before:
			f.set(after)
		case after != before:
			e.form.Row(f.name).Note.Warn(lang.L("Meanwhile changed to: {{.Value}}", map[string]any{"Value": after}))
		}
	}
	e.was = theirs
	e.form.Refresh()
	e.sheet.Refresh()
}

// leave closes the sheet, after asking if something was typed.
func (e *editor) leave() {
	as := newFields(e.area.desk)
	as.fill(e.was)
	same := slices.EqualFunc(e.fields, as, func(a, b field) bool { return a.said() == b.said() })
	e.area.desk.Leave(!same || e.vouch.Checked, e.sheet.Close)
}
