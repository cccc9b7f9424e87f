package visitform

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
	"lamplighter/screens/words"
)

// DraftForm is how the drafts of this form are told from others.
const DraftForm = "visit"

// What a draft keeps besides the fields.
const (
	draftVisit    = app.DraftVisit // whose draft it is
	draftAt       = ":at"          // where the keyboard was
	draftCopied   = ":copied."     // before the name of a field that was copied and not looked at
	draftPaper    = ":paper"       // it was signed on paper
	draftCorrects = ":corrects"    // the stamps of the record that is being corrected
)

// draftOf names the one draft a visit has.
func draftOf(id app.VisitID) string { return DraftForm + "-" + id.String() }

// DraftVisit is the visit a draft belongs to.
func DraftVisit(d app.Draft) (app.VisitID, bool) {
	id, err := app.ParseID[app.Visit](d.Fields[draftVisit])
	return id, err == nil
}

// keeper writes drafts one after the other: a later one never comes before an
// earlier, and of those that wait only the newest is written.
type keeper struct {
	desk   *desk.Desk
	store  Store
	failed func(error)

	busy  bool
	any   bool // something was written since the form was opened
	next  *app.Draft
	after []func() // once nothing is being written
}

func (k *keeper) save(d app.Draft) {
	if k.busy {
		k.next = &d
		return
	}
	k.busy, k.any = true, true
	k.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return k.store.SaveDraft(ctx, k.desk.By, d) },
		Done: func(err error) {
			k.busy = false
			if err != nil {
				k.failed(err)
			}
			if next := k.next; next != nil {
				k.next = nil
				k.save(*next)
				return
			}
			k.rest()
		},
	})
}

func (k *keeper) rest() {
	after := k.after
	k.after = nil
	for _, do := range after {
		do()
	}
}

// settle does something once nothing is being written.
func (k *keeper) settle(do func()) {
	k.after = append(k.after, do)
	if !k.busy {
		k.rest()
	}
}

func (k *keeper) written() bool { return k.any }

// keepDraft stores the form as it stands.
func (f *Form) keepDraft() {
	if !f.saving && !f.page.Visit.ID.IsZero() {
		f.storeDraft(func() {})
	}
}

// Keep stores the form at once; false when there is none.
func (f *Form) Keep(kept func()) bool {
	f.keep.Stop()
	if f.saving || f.page.Visit.ID.IsZero() {
		return false
	}
	f.storeDraft(kept)
	return true
}

func (f *Form) storeDraft(kept func()) {
	d := app.Draft{ID: draftOf(f.page.Visit.ID), Form: DraftForm, Title: f.draftTitle(), Fields: map[string]string{draftVisit: f.page.Visit.ID.String()}}
	for _, i := range f.inputs {
		d.Fields[i.name()] = i.text()
		if i.copied {
			d.Fields[draftCopied+i.name()] = "1"
		}
	}
	if f.at != nil {
		d.Fields[draftAt] = f.at.name()
	}
	if f.onPaper {
		d.Fields[draftPaper] = "1"
	}
	if f.correcting {
		d.Fields[draftCorrects] = f.stamps()
	}
	f.draft.save(d)
	f.draft.settle(kept)
}

// signedOnPaper notes that it was signed on paper, or not after all.
func (f *Form) signedOnPaper(onPaper bool) {
	if f.onPaper == onPaper || f.page.Visit.ID.IsZero() {
		return
	}
	f.onPaper = onPaper
	f.keepDraft()
}

// stamps tell one state of a record from another.
func (f *Form) stamps() string {
	seen := f.page.Visit.Seen
	text := fmt.Sprintf("%x.%x", seen.HLC, seen.Later)
	for _, a := range f.page.Answers {
		text += fmt.Sprintf(".%x", a.Seen.Later)
	}
	return text
}

func (f *Form) draftTitle() string { return lang.L("Visit") + " · " + f.page.Customer.Name }

// restore goes on with a draft.
func (f *Form) restore(d app.Draft) {
	f.draft.any = true
	for _, i := range f.inputs {
		if text, kept := d.Fields[i.name()]; kept {
			i.write(text)
			i.copied = d.Fields[draftCopied+i.name()] != ""
		}
	}
	f.at, f.onPaper = f.input(d.Fields[draftAt]), d.Fields[draftPaper] != ""
	if was := d.Fields[draftCorrects]; f.correcting && was != "" && was != f.stamps() {
		f.wrong.Warn(words.Error(app.ErrChangedMeantime))
	}
}
