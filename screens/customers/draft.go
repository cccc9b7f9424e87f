package customers

import (
	"context"
	"fmt"
	"time"

	"lamplighter/app"
	"lamplighter/screens/background"
	"lamplighter/screens/desk"
)

// DraftForm is how the drafts of these forms are told from others.
const DraftForm = "customer"

// keeper keeps a half-done form as a draft while it is being typed. Writes go
// one after the other, so that the last word is the newest text, or that the
// draft is gone.
type keeper struct {
	desk  *desk.Desk
	store Store
	form  func() (title string, v values, worth bool) // what to keep; worth: anything was typed
	fail  func(error)

	id    string // of the draft; "" while nothing was kept
	later *background.Later
	busy  bool
	next  func() // waits for the write under way
}

func newKeeper(d *desk.Desk, store Store, form func() (string, values, bool), fail func(error)) *keeper {
	k := &keeper{desk: d, store: store, form: form, fail: fail}
	k.later = background.NewLater(d.Runner, 300*time.Millisecond, k.keep)
	return k
}

// begin starts on a new form, or goes on with a draft.
func (k *keeper) begin(id string) {
	k.later.Stop()
	k.id = id
}

// changed keeps the form once typing pauses.
func (k *keeper) changed() { k.later.Call() }

// now keeps the form at once, if it changed since.
func (k *keeper) now() { k.later.Now() }

func (k *keeper) keep() { k.keepAnd(func() {}) }

// keepAnd keeps the form and calls kept when that is done; false when there is
// nothing to keep.
func (k *keeper) keepAnd(kept func()) bool {
	k.later.Stop()
	title, v, worth := k.form()
	if !worth {
		return false
	}
	if k.id == "" {
		k.id = fmt.Sprintf("%s-%d", DraftForm, k.desk.Now().UnixNano())
	}
	d := app.Draft{ID: k.id, Form: DraftForm, Title: title, Fields: v}
	k.write(func(ctx context.Context) error { return k.store.SaveDraft(ctx, k.desk.By, d) }, kept)
	return true
}

// drop forgets the draft of a form that was saved.
func (k *keeper) drop() {
	k.later.Stop()
	id := k.id
	k.id = ""
	if id != "" {
		k.write(func(ctx context.Context) error { return k.store.DropDraft(ctx, k.desk.By, id) }, func() {})
	}
}

func (k *keeper) write(do func(context.Context) error, done func()) {
	if k.busy {
		k.next = func() { k.write(do, done) }
		return
	}
	k.busy = true
	k.desk.Runner.Start(background.Task{
		Do: func(ctx context.Context, _ func(int, int)) error { return do(ctx) },
		Done: func(err error) {
			k.busy = false
			if err != nil {
				k.fail(err)
			} else {
				done()
			}
			if next := k.next; next != nil {
				k.next = nil
				next()
			}
		},
	})
}
