package cases

import (
	"context"
	"crypto/rand"
	"slices"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// DraftForm is how the drafts of this form are told from others.
const DraftForm = "case"

// The fields every kind has and a draft keeps, each as the text or code it holds.
func (f *Form) texts() map[string]*widgets.Entry {
	return map[string]*widgets.Entry{
		"contact_name": f.contact, "contact_phone": f.phone, "content": f.content, "answer": f.answer, "external_no": f.external,
	}
}

func (f *Form) codes() map[string]*widgets.CodeField {
	return map[string]*widgets.CodeField{
		"kind": f.kind, "channel": f.channel, "account": f.account, "urgency": f.urgency, "owner": f.owner, "opinion": f.opinion,
		"named": f.named, "green_reason": f.green, "green_by": f.greenBy, "outage": f.outage,
	}
}

// documentsKept is the field of a draft that lists the documents handed over.
const documentsKept = "documents"

// keepDraft stores the form as it stands, if anything was typed.
func (f *Form) keepDraft() {
	if !f.saving && f.typed() {
		f.storeDraft(func() {})
	}
}

func (f *Form) storeDraft(kept func()) {
	if f.draft == "" {
		f.draft = DraftForm + "-" + rand.Text()
	}
	d := app.Draft{ID: f.draft, Form: DraftForm, Title: f.title(), Fields: map[string]string{}}
	values, _ := f.inputs.values()
	for name, value := range values {
		d.Fields["flow."+name] = value
	}
	for name, e := range f.texts() {
		d.Fields[name] = e.Text
	}
	for name, c := range f.codes() {
		d.Fields[name] = c.Chosen().Code
	}
	if !f.found.IsZero() {
		d.Fields[app.DraftCustomer] = f.found.String()
	}
	if !f.parent.IsZero() {
		d.Fields["parent"] = f.parent.String()
	}
	for code := range f.papers.documents() {
		d.Fields[documentsKept] += code + " "
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

// Keep stores the form at once; false when nothing was typed yet.
func (f *Form) Keep(kept func()) bool {
	f.keep.Stop()
	if f.saving || !f.typed() {
		return false
	}
	f.storeDraft(kept)
	return true
}

// title says what a draft is about.
func (f *Form) title() string {
	who := f.page.Customer.Name
	if who == "" {
		who = f.contact.Text
	}
	if who == "" {
		who = lang.L("without a customer")
	}
	kind := f.kind.Chosen().Label
	if kind == "" {
		kind = lang.L("Case")
	}
	return kind + titleJoint + who
}

// DraftTitle says in the language on view what a draft is about: its title was
// written in the one of the day it was typed.
func DraftTitle(d app.Draft) string {
	kind, who := lang.L("Case"), lang.L("without a customer")
	if code := d.Fields["kind"]; code != "" {
		kind = words.Kind(app.CaseKind(code))
	}
	if d.Fields["customer"] != "" || d.Fields["contact_name"] != "" {
		_, who, _ = strings.Cut(d.Title, titleJoint)
	}
	return kind + titleJoint + who
}

// titleJoint stands between the kind and the customer in the title of a draft.
const titleJoint = " · "

// Restore goes on with a draft.
func (f *Form) Restore(d app.Draft) {
	f.Reset(app.CustomerID{})
	f.loading = true
	f.draft = d.ID
	f.papers.clear()
	f.kind.SetCode(d.Fields["kind"])
	f.chooseKind()
	for name, e := range f.texts() {
		e.SetText(d.Fields[name])
	}
	for name, c := range f.codes() {
		c.SetCode(d.Fields[name])
	}
	for name, value := range d.Fields {
		if field, of := strings.CutPrefix(name, "flow."); of {
			f.inputs.fill(map[string]string{field: value})
		}
	}
	f.narrow()
	f.papers.tick(strings.Fields(d.Fields[documentsKept])...)
	f.loading = false
	if id, err := app.ParseID[app.Case](d.Fields["parent"]); err == nil {
		f.parent = id
	}
	if id, err := app.ParseID[app.Customer](d.Fields["customer"]); err == nil {
		f.open(id)
	}
	f.askPromise()
}

func (f *Form) askDrafts() {
	f.halfDone.Ask(func(ctx context.Context) ([]app.Draft, error) { return f.store.Drafts(ctx, f.desk.By) })
}

// showDrafts offers the half-done forms of cases over the form.
func (f *Form) showDrafts(drafts []app.Draft, err error) {
	if err != nil {
		return
	}
	f.drafts = slices.DeleteFunc(drafts, func(d app.Draft) bool { return d.Form != DraftForm })
	chips := make([]widgets.Chip, len(f.drafts))
	for i, d := range f.drafts {
		chips[i] = widgets.Chip{Key: d.ID, Text: DraftTitle(d), Count: -1}
	}
	f.waiting.SetChips(chips)
	if f.draft != "" {
		f.waiting.Choose(f.draft)
	}
}

func (f *Form) chooseDraft(chosen []string) {
	if len(chosen) == 1 {
		f.turnTo(slices.IndexFunc(f.drafts, func(d app.Draft) bool { return d.ID == chosen[0] }))
	}
}

// Step goes to the half-done form beside this one; this one is kept.
func (f *Form) Step(by int) {
	at := slices.IndexFunc(f.drafts, func(d app.Draft) bool { return d.ID == f.draft })
	if at < 0 && by < 0 {
		at = len(f.drafts)
	}
	f.turnTo(at + by)
}

func (f *Form) turnTo(at int) {
	if at < 0 || at >= len(f.drafts) || f.drafts[at].ID == f.draft {
		return
	}
	if f.typed() {
		f.keep.Now()
	}
	f.Restore(f.drafts[at])
	f.Focus()
}
