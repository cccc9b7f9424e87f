package cases

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// DraftForm is how the drafts of this form are told from others.
const DraftForm = "case"

// The fields a draft keeps, each as the text or code it holds.
func (f *Form) texts() map[string]*widgets.Entry {
	return map[string]*widgets.Entry{
		"contact_name": f.contact, "contact_phone": f.phone, "content": f.content, "answer": f.answer, "external_no": f.external,
	}
}

func (f *Form) codes() map[string]*widgets.CodeField {
	return map[string]*widgets.CodeField{
		"kind": f.kind, "sub_kind": f.sub, "channel": f.channel, "account": f.account, "area_type": f.area, "urgency": f.urgency, "mood": f.mood,
		"secrecy": f.secrecy, "owner": f.owner, "opinion": f.opinion,
	}
}

// keepDraft stores the form as it stands.
func (f *Form) keepDraft() {
	if f.saving || !f.typed() {
		return
	}
	if f.draft == "" {
		f.draft = fmt.Sprintf("%s-%d", DraftForm, f.desk.Now().UnixNano())
	}
	d := app.Draft{ID: f.draft, Form: DraftForm, Title: f.title(), Fields: map[string]string{}}
	for name, e := range f.texts() {
		d.Fields[name] = e.Text
	}
	for name, c := range f.codes() {
		d.Fields[name] = c.Chosen().Code
	}
	if !f.found.IsZero() {
		d.Fields["customer"] = f.found.String()
	}
	if f.nameless.Checked {
		d.Fields["anonymous"] = "1"
	}
	if f.works.Checked {
		d.Fields["line_works"] = "1"
	}
	f.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return f.store.SaveDraft(ctx, f.desk.By, d) },
		Done: func(err error) {
			if err != nil {
				f.wrong.Error(words.Error(err))
			}
		},
	})
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
	return kind + " · " + who
}

// Restore goes on with a draft.
func (f *Form) Restore(d app.Draft) {
	f.Reset(app.CustomerID{})
	f.loading = true
	f.draft = d.ID
	f.kind.SetCode(d.Fields["kind"])
	f.chooseKind()
	for name, e := range f.texts() {
		e.SetText(d.Fields[name])
	}
	for name, c := range f.codes() {
		c.SetCode(d.Fields[name])
	}
	f.nameless.SetChecked(d.Fields["anonymous"] == "1")
	f.works.SetChecked(d.Fields["line_works"] == "1")
	f.loading = false
	if id, err := app.ParseID[app.Customer](d.Fields["customer"]); err == nil {
		f.open(id)
	}
	f.askPromise()
}
