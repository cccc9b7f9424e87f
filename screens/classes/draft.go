package classes

import (
	"context"
	"encoding/json"

	"lamplighter/app"
	"lamplighter/screens/background"
)

// DraftForm is how the drafts of this part are told from others: results of a
// class that were typed and not saved.
const DraftForm = app.ClassForm

// What a draft keeps.
const (
	draftOfClass = ":class"
	draftOn      = ":on"
	draftRows    = ":rows"
)

func draftOf(id app.ClassID) string { return DraftForm + "-" + id.String() }

// draftClass is the class a draft belongs to.
func draftClass(d app.Draft) (app.ClassID, bool) {
	id, err := app.ParseID[app.Class](d.Fields[draftOfClass])
	return id, err == nil
}

// draft is what is written down so far; it names no person.
func (p *Page) draft() (app.Draft, error) {
	pending := map[string]typed{}
	for id, t := range p.marks.pending() {
		pending[id.String()] = t
	}
	rows, err := json.Marshal(pending)
	page := p.marks.page
	return app.Draft{
		ID: draftOf(page.ID), Form: DraftForm, Title: title(p.desk, page.ClassRow) + " " + page.Number,
		Fields: map[string]string{draftOfClass: page.ID.String(), draftOn: string(p.marks.on), draftRows: string(rows)},
	}, err
}

// fromDraft reads what was written down; what cannot be read is left out.
func fromDraft(d app.Draft) (pending map[app.EnrolmentID]typed, on app.Day) {
	var rows map[string]typed
	_ = json.Unmarshal([]byte(d.Fields[draftRows]), &rows) // of another version: nothing comes back
	pending = map[app.EnrolmentID]typed{}
	for key, t := range rows {
		if id, err := app.ParseID[app.Enrolment](key); err == nil {
			pending[id] = t
		}
	}
	return pending, app.Day(d.Fields[draftOn])
}

// keepDraft stores what is not saved, or forgets a draft of which nothing is
// left; then it goes on.
func (p *Page) keepDraft(then func()) {
	if p.saving || p.marks.page.ID.IsZero() {
		then()
		return
	}
	d, err := p.draft()
	if err != nil {
		p.desk.Fail(err)
		return
	}
	none := p.marks.unsaved() == 0
	if none && !p.drafted {
		then()
		return
	}
	p.drafted = !none
	p.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error {
			if none {
				return p.store.DropDraft(ctx, p.desk.By, d.ID)
			}
			return p.store.SaveDraft(ctx, p.desk.By, d)
		},
		Done: func(err error) {
			if err != nil {
				p.desk.Fail(err)
				return
			}
			then()
		},
	})
}

// Keep answers Ctrl+S.
func (p *Page) Keep(kept func()) bool {
	p.keep.Stop()
	if p.marks.unsaved() == 0 {
		return false
	}
	p.keepDraft(kept)
	return true
}

// settle keeps what is half done, then goes on.
func (p *Page) settle(then func()) {
	p.keep.Stop()
	p.keepDraft(then)
}
