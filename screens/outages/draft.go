package outages

import (
	"context"
	"encoding/json"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// DraftForm is how the drafts of this form are told from others.
const DraftForm = "outage"

// The fields a draft keeps, each as the text or code it holds.
func (f *Form) texts() map[string]*widgets.Entry {
	return map[string]*widgets.Entry{
		"reason": f.reason, "note": f.note, "from_day": f.from.date.Entry(), "from_time": f.from.time,
		"to_day": f.to.date.Entry(), "to_time": f.to.time,
	}
}

func (f *Form) codes() map[string]*widgets.CodeField {
	return map[string]*widgets.CodeField{"kind": f.kind, "cause": f.cause, "handler": f.handler}
}

// keepDraft stores the form as it stands; of a change also which outage it is
// of.
func (f *Form) keepDraft() {
	if !f.saving && f.worth() {
		f.storeDraft(func() {})
	}
}

// Keep stores the form at once; false when there is nothing to keep.
func (f *Form) Keep(kept func()) bool {
	f.keep.Stop()
	if f.saving || !f.worth() {
		return false
	}
	f.storeDraft(kept)
	return true
}

func (f *Form) storeDraft(kept func()) {
	if f.draft == "" {
		f.draft = fmt.Sprintf("%s-%d", DraftForm, f.desk.Now().UnixNano())
	}
	d := app.Draft{ID: f.draft, Form: DraftForm, Title: f.draftTitle(), Fields: map[string]string{}}
	for name, e := range f.texts() {
		d.Fields[name] = e.Text
	}
	for name, c := range f.codes() {
		d.Fields[name] = c.Chosen().Code
	}
	scope, _ := json.Marshal(f.scope.places) // plain structs always marshal
	d.Fields["scope"] = string(scope)
	if !f.was.ID.IsZero() {
		d.Fields["outage"] = f.was.ID.String()
	}
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return f.store.SaveDraft(ctx, f.desk.By, d) },
		Done: func(err error) {
			if err != nil {
				f.wrong.Error(words.Error(err))
				return
			}
			kept()
		},
	})
}

// draftTitle says what a draft is about.
func (f *Form) draftTitle() string {
	title := f.kind.Chosen().Label
	if title == "" {
		title = lang.L("Outage")
	}
	if len(f.scope.places) > 0 {
		title += " · " + f.scope.name(f.scope.places[0])
	}
	return title
}

// Restore goes on with a draft. One of a change first needs the outage as it is
// kept by now.
func (f *Form) Restore(d app.Draft) {
	id, err := app.ParseID[app.Outage](d.Fields["outage"])
	f.Reset()
	if err != nil {
		f.goOn(d)
		return
	}
	background.NewLoader(f.desk.Runner, func(p app.OutagePage, err error) {
		if err != nil {
			f.wrong.Error(words.Error(err))
			return
		}
		f.Change(p)
		f.goOn(d)
	}).Ask(func(ctx context.Context) (app.OutagePage, error) { return f.store.OutagePage(ctx, f.desk.By, id) })
}

// goOn fills in what a draft kept.
func (f *Form) goOn(d app.Draft) {
	f.loading = true
	f.draft = d.ID
	for name, e := range f.texts() {
		e.SetText(d.Fields[name])
	}
	for name, c := range f.codes() {
		c.SetCode(d.Fields[name])
	}
	_, _ = f.from.date.Commit(), f.to.date.Commit() // a day that is none stays as it was typed
	var places []app.GridPlace
	if json.Unmarshal([]byte(d.Fields["scope"]), &places) == nil {
		f.scope.set(places)
	}
	f.chooseKind()
	f.loading = false
	f.foresee()
}
