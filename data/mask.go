package data

import (
	"context"

	"lamplighter/app"
)

// mask hides in what a read answers, as its last act, what its reader may not see
// in clear. Rules inside the store look at what stands; only what leaves it is masked.
func mask[T any](by app.Actor, answer *T) {
	if !by.SeesClear() {
		*answer = app.Masked(*answer)
	}
}

// maskedColumn is a column that most people see masked.
type maskedColumn struct {
	place int
	kind  app.MaskKind
}

// findMasks notes which columns of a table those are.
func (t *table) findMasks() {
	for i, c := range t.columns {
		if kind, known := app.FieldOf(t.name + "." + c.name); known && kind.OnScreens() != app.NoMask {
			t.masks = append(t.masks, maskedColumn{i, kind.OnScreens()})
		}
	}
}

// unmask puts what stands in the place of the masks that its author was shown and
// writes back. The mask of something else is refused.
func (x *tx) unmask(t *table, was, current, now row) error {
	if x.by.SeesClear() {
		return nil
	}
	for _, m := range t.masks {
		typed, _ := now.fields[m.place].value.(string)
		if !app.LooksMasked(typed) {
			continue
		}
		stands, _ := current.fields[m.place].value.(string)
		if same(was.fields[m.place].value, typed) { // left alone
			was.fields[m.place].value, now.fields[m.place].value = stands, stands
			continue
		}
		clear, ok := m.kind.Unmasked(typed, stands)
		if !ok {
			return app.Refuse(t.columns[m.place].name, app.StillMasked)
		}
		now.fields[m.place].value = clear
	}
	return nil
}

// refuseMasks keeps a mask from being taken for the number of a new record.
func (x *tx) refuseMasks(t *table, now row) error {
	if x.by.SeesClear() {
		return nil
	}
	for _, m := range t.masks {
		typed, _ := now.fields[m.place].value.(string)
		if m.kind.Hides(typed) {
			return app.Refuse(t.columns[m.place].name, app.StillMasked)
		}
	}
	return nil
}

// clearPhone is the number that is meant by the mask of one of a customer's
// contacts, as a form takes it over that was shown it masked.
func (x *tx) clearPhone(ctx context.Context, of app.CustomerID, typed string) (string, error) {
	if x.by.SeesClear() || !app.LooksMasked(typed) {
		return typed, nil
	}
	known, err := collect(ctx, x.s.conn, scanContact, "SELECT "+contactColumns+" FROM contacts WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY n", of[:])
	for _, c := range known {
		for _, no := range []string{c.Mobile, c.Landline} {
			if app.MaskPhone(no) == typed {
				return no, err
			}
		}
	}
	return typed, err
}

// readClear puts what stands in the place of customers who were seen masked.
func (x *tx) readClear(ctx context.Context, seen ...*app.Customer) error {
	for _, was := range seen {
		now, err := one(ctx, x.s.conn, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", was.ID[:])
		if err != nil {
			return err
		}
		if now.Seen == was.Seen {
			*was = now
		}
	}
	return nil
}
