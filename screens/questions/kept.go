package questions

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
)

// DraftStore keeps half-done sheets.
type DraftStore interface {
	Drafts(context.Context, app.Actor) ([]app.Draft, error)
	SaveDraft(context.Context, app.Actor, app.Draft) error
	DropDraft(context.Context, app.Actor, string) error
}

// draftNew ends the id of the draft of something that is not in the file yet.
const draftNew = "new"

// kept keeps what is typed on a sheet as a draft of whoever types, until it is
// saved: Esc, a killed program or another language lose at most the field being
// typed. The sheet says what its fields hold, by name, and takes that back.
type kept struct {
	desk   *desk.Desk
	store  DraftStore
	form   string
	id     string
	title  func() string
	values func() map[string]string
	fill   func(map[string]string)
	failed func(error)

	begun  map[string]string // what the sheet began with
	there  bool              // a draft is stored
	saving bool              // the sheet is being stored
	later  *background.Later
	opened *background.Loader[map[string]string]
}

// begin takes the sheet as it stands now, and lays over it what was typed before
// and not saved. of is the record that is changed; "": a new one.
func (k *kept) begin(of string) {
	if of == "" {
		of = draftNew
	}
	k.id = app.OwnDrafts(k.form, k.desk.By.Staff) + of
	k.begun = k.values()
	k.later = background.NewLater(k.desk.Runner, 250*time.Millisecond, k.keep)
	k.opened = background.NewLoader(k.desk.Runner, func(typed map[string]string, err error) {
		switch {
		case err != nil:
			k.failed(err)
		case typed != nil && !k.worth(): // nothing else was typed meanwhile
			k.there = true
			k.fill(typed)
		}
	})
	k.opened.Ask(func(ctx context.Context) (map[string]string, error) {
		drafts, err := k.store.Drafts(ctx, k.desk.By)
		if at := slices.IndexFunc(drafts, func(d app.Draft) bool { return d.ID == k.id }); at >= 0 {
			return drafts[at].Fields, err
		}
		return nil, err
	})
}

// again takes the sheet as it stands for the next of its kind.
func (k *kept) again() {
	k.later.Stop()
	k.begun, k.there = k.values(), false
}

// worth reports whether anything was typed that the sheet did not begin with.
func (k *kept) worth() bool { return !maps.Equal(k.values(), k.begun) }

// changed is told of each change of a field.
func (k *kept) changed() {
	if k.later != nil && !k.saving {
		k.later.Call()
	}
}

// keep stores what is typed; what was typed away again is forgotten.
func (k *kept) keep() {
	worth := k.worth()
	if k.saving || !worth && !k.there {
		return
	}
	d := app.Draft{ID: k.id, Form: k.form, Title: shortened(k.title()), Fields: k.values()}
	k.there = worth
	k.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			if !worth {
				return k.store.DropDraft(ctx, k.desk.By, d.ID)
			}
			return k.store.SaveDraft(ctx, k.desk.By, d)
		},
		Done: func(err error) {
			if err != nil {
				k.failed(err)
			}
		},
	})
}

// drop forgets the draft of what was saved.
func (k *kept) drop(ctx context.Context) error { return k.store.DropDraft(ctx, k.desk.By, k.id) }

// on lets the sheet be put aside.
func (k *kept) on(sheet *widgets.Sheet) {
	sheet.Secondary = widgets.Action{Label: lang.L("Put aside"), Do: func() {
		if k.worth() {
			k.later.Now()
			k.desk.Say(lang.L("Put aside. It comes back when this sheet is opened here again."))
		}
		k.later.Stop()
		k.opened.Stop()
		sheet.Close()
	}}
}

// DraftTitle says in the language on view what a half-done question or quiz is
// about.
func DraftTitle(d app.Draft) string {
	said := lang.L("New question")
	if d.Form == app.QuizForm {
		said = lang.L("New quiz")
	}
	if !strings.HasSuffix(d.ID, "-"+draftNew) {
		said = lang.L("Change the question")
		if d.Form == app.QuizForm {
			said = lang.L("Change the quiz")
		}
	}
	if d.Title == "" {
		return said
	}
	return said + " · " + d.Title
}

// titleMost is how many characters of a text head its draft.
const titleMost = 12

func shortened(text string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(text), "\n")
	if letters := []rune(line); len(letters) > titleMost {
		return string(letters[:titleMost]) + "…"
	}
	return line
}

// openDraft goes on with a half-done question or quiz.
func (a *Area) openDraft(d app.Draft) {
	of := strings.TrimPrefix(d.ID, app.OwnDrafts(d.Form, a.desk.By.Staff))
	switch {
	case a.bank == nil:
	case d.Form == app.QuestionForm:
		a.turn(onBank)
		a.bank.editAgain(of)
	case of == draftNew:
		a.put(app.QuizPlan{})
	default:
		id, _ := app.ParseID[app.Quiz](of) // another text is no quiz there is
		a.open(id)
		a.page.change()
	}
}

// editAgain opens the sheet of a question of the bank, or of a new one.
func (b *Bank) editAgain(of string) {
	var q app.BankQuestion
	var courses []app.Course
	b.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) (err error) {
			if courses, err = b.store.Courses(ctx, b.desk.By); err != nil || of == draftNew {
				return err
			}
			id, _ := app.ParseID[app.BankQuestion](of) // another text is no question there is
			q, err = b.store.Question(ctx, b.desk.By, id)
			return err
		},
		Done: func(err error) {
			if err != nil {
				b.desk.Fail(err)
				return
			}
			b.Reload()
			newEdit(b.desk, b.store, courses, q, b.Reload).show()
		},
	})
}
