package datatest

import (
	"context"
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

// ExchangeHall is a file that exchanges with one other: packages are not
// written, what each has goes over at once. What it says of folders and packages
// is what a test gave it.
type ExchangeHall struct {
	*data.Store
	There *data.Store // of the colleague

	Me, Colleague app.Actor

	State   app.SyncState
	Places  []app.SyncPlace
	Found   app.SyncPreview
	Result  app.SyncResult
	Known   []app.Package
	Kept    []app.QuarantinedSet
	Err     error // of the next look or exchange
	Looked  []string
	Through []string // the folders of the exchanges
}

// NewExchangeHall is a hall with a customer and a colleague, whose laptop has all
// of it.
func NewExchangeHall(t testing.TB) (*ExchangeHall, app.Customer) {
	t.Helper()
	h := &ExchangeHall{Store: Open(t), There: Open(t)}
	h.Me = Actor(t, h.Store)
	c := Customer(t, h.Store, "李晓明", "5104000000011", "12900001234")
	who := Colleague(t, h.Store, "YY007", "王工", "manager")
	h.Colleague = app.Actor{Staff: who.ID, Name: who.Name, Unit: h.Me.Unit, Roles: h.Me.Roles}
	if err := h.carry(t.Context(), h.Store, h.There); err != nil {
		t.Fatal(err)
	}
	h.State = app.SyncState{Code: h.DeviceCode(), Company: true, Enrolled: true, Until: "2027-03-01", LastFolder: "/media/hall/KINGSTON", LastAt: Now().UnixMilli() - 3*3600_000}
	h.Places = []app.SyncPlace{{Path: "/media/hall/KINGSTON", Last: true, Removable: true, Free: 14_200_000_000, Packages: 3}}
	return h, c
}

// Differ lets both change a field of a customer's record without knowing of each
// other.
func (h *ExchangeHall) Differ(t testing.TB, c app.Customer, change func(c *app.Customer, whose string)) {
	t.Helper()
	for _, hall := range []struct {
		store *data.Store
		by    app.Actor
		whose string
	}{{h.Store, h.Me, "here"}, {h.There, h.Colleague, "there"}} {
		page, err := hall.store.CustomerPage(t.Context(), hall.by, c.ID)
		if err != nil {
			t.Fatal(err)
		}
		now := page.Customer
		change(&now, hall.whose)
		if err := hall.store.ChangeCustomer(t.Context(), hall.by, page.Customer, now, app.Why{}); err != nil {
			t.Fatal(err)
		}
	}
}

func (h *ExchangeHall) carry(ctx context.Context, from, to *data.Store) error {
	changes, err := from.Changes(ctx, 0, 1<<20)
	if err != nil {
		return err
	}
	return to.Apply(ctx, changes)
}

// SyncState is how the hall stands, with the conflicts that are open in it.
func (h *ExchangeHall) SyncState(ctx context.Context, by app.Actor) (app.SyncState, error) {
	s := h.State
	open, err := h.Conflicts(ctx, by, 1000)
	s.Conflicts = int64(len(open.Open))
	return s, err
}

// SyncPlaces are the folders a test gave.
func (h *ExchangeHall) SyncPlaces(context.Context, app.Actor, string) ([]app.SyncPlace, error) {
	return h.Places, nil
}

// LookAt answers what a test gave.
func (h *ExchangeHall) LookAt(ctx context.Context, _ app.Actor, folder string, report func(app.SyncStep, int64, int64)) (app.SyncPreview, error) {
	report(app.SyncReads, 1, 3)
	h.Looked = append(h.Looked, folder)
	found := h.Found
	found.Folder = folder
	return found, errorsOf(ctx, h.Err)
}

// Exchange brings both files what the other has.
func (h *ExchangeHall) Exchange(ctx context.Context, by app.Actor, folder string, report func(app.SyncStep, int64, int64)) (app.SyncResult, error) {
	report(app.SyncMerges, 1, 3)
	if err := errorsOf(ctx, h.Err); err != nil {
		return h.Result, err
	}
	h.Through = append(h.Through, folder)
	if err := h.carry(ctx, h.There, h.Store); err != nil {
		return app.SyncResult{}, err
	}
	if err := h.carry(ctx, h.Store, h.There); err != nil {
		return app.SyncResult{}, err
	}
	state, err := h.SyncState(ctx, by)
	result := h.Result
	result.Conflicts = state.Conflicts
	return result, err
}

// Packages are those a test gave.
func (h *ExchangeHall) Packages(context.Context, app.Actor, int, int) ([]app.Package, error) {
	return h.Known, nil
}

// Quarantine is what a test gave.
func (h *ExchangeHall) Quarantine(context.Context, app.Actor) ([]app.QuarantinedSet, error) {
	return h.Kept, nil
}

func errorsOf(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
