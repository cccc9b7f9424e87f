package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// What the change log says of a decision about a customer's personal data.
const (
	sealSource  = "seal"
	eraseSource = "erase"
)

// SealCustomer leaves the data of a customer stored and protected, and nothing
// else: his protected fields are neither revealed nor taken out nor changed.
func (s *Store) SealCustomer(ctx context.Context, by app.Actor, f app.CustomerFate) error {
	return wrap("seal customer", s.keepCustomer(ctx, by, f, app.KeptOpen, app.KeptSealed))
}

// UnsealCustomer takes the seal away again, with a reason.
func (s *Store) UnsealCustomer(ctx context.Context, by app.Actor, f app.CustomerFate) error {
	return wrap("unseal customer", s.keepCustomer(ctx, by, f, app.KeptSealed, app.KeptOpen))
}

func (s *Store) keepCustomer(ctx context.Context, by app.Actor, f app.CustomerFate, from, to app.Keeping) error {
	if err := by.May(app.HandlePrivacy); err != nil {
		return err
	}
	if err := f.Check(); err != nil {
		return err
	}
	if err := s.mayDecideFate(ctx, by, f.Customer); err != nil {
		return err
	}
	f.Reason = strings.TrimSpace(f.Reason)
	return s.write(ctx, by, app.Why{Source: sealSource, Note: f.Reason}, func(x *tx) error {
		was, err := x.fated(ctx, f.Customer)
		if err != nil {
			return err
		}
		switch was.Keeping {
		case app.KeptErased:
			return app.Refuse("customer", app.IsErased)
		case from:
		default:
			return app.Refuse("customer", app.NothingToDo)
		}
		now := was
		now.Keeping = to
		if err := x.putCustomer(ctx, was, now); err != nil {
			return err
		}
		what := "sealed"
		if to == app.KeptOpen {
			what = "unsealed"
		}
		return x.audit(ctx, app.AuditEntry{
			Kind: app.AuditSealed, Area: was.Area, Table: "customers", Record: app.RecordID(was.ID), Reason: f.Reason, Details: map[string]string{"what": what},
		})
	})
}

// mayDecideFate answers ErrNotFound for a customer whom somebody does not reach.
func (s *Store) mayDecideFate(ctx context.Context, by app.Actor, id app.CustomerID) error {
	return s.mayLookInto(s.within(ctx, by), by, s.tables["customers"], id)
}

// fated is the customer that is decided about: of a record that was merged the
// one that stays.
func (x *tx) fated(ctx context.Context, id app.CustomerID) (app.Customer, error) {
	return one(ctx, x.s.conn, scanCustomer, "SELECT "+customerColumns+` FROM customers
		WHERE id = coalesce((SELECT merged_into_id FROM customers WHERE id = ?1), ?1)`, id[:])
}

// refuseKept refuses to write into a record of a customer who is sealed, or was
// erased.
func (x *tx) refuseKept(ctx context.Context, table string, id app.RecordID) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	return refuseKept(ctx, q, table, id)
}

// keptQuery asks how the customer of a record is kept, unless he is open.
var keptQuery = map[string]string{
	"customers": "SELECT keeping FROM customers WHERE id = ? AND keeping <> ''",
	"contacts":  "SELECT c.keeping FROM contacts o JOIN customers c ON c.id = o.customer_id WHERE o.id = ? AND c.keeping <> ''",
	"accounts":  "SELECT c.keeping FROM accounts o JOIN customers c ON c.id = o.customer_id WHERE o.id = ? AND c.keeping <> ''",
	"meters":    "SELECT c.keeping FROM meters o JOIN accounts a ON a.id = o.account_id JOIN customers c ON c.id = a.customer_id WHERE o.id = ? AND c.keeping <> ''",
	"cases":     "SELECT c.keeping FROM cases o JOIN customers c ON c.id = o.customer_id WHERE o.id = ? AND c.keeping <> ''",
	"visits":    "SELECT c.keeping FROM visits o JOIN customers c ON c.id = o.customer_id WHERE o.id = ? AND c.keeping <> ''",
}

// keepingOf is how the customer of a record is kept.
func keepingOf(ctx context.Context, q querier, table string, id app.RecordID) (app.Keeping, error) {
	query, is := keptQuery[table]
	if !is {
		return app.KeptOpen, nil
	}
	kept, err := collect(ctx, q, scanText, query, id[:])
	if err != nil || len(kept) == 0 {
		return app.KeptOpen, err
	}
	return app.Keeping(kept[0]), nil
}

func refuseKept(ctx context.Context, q querier, table string, id app.RecordID) error {
	kept, err := keepingOf(ctx, q, table, id)
	if err != nil || kept == app.KeptOpen {
		return err
	}
	return refusedAs(kept)
}

func refusedAs(k app.Keeping) error {
	if k == app.KeptErased {
		return app.Refuse("customer", app.IsErased)
	}
	return app.Refuse("customer", app.IsSealed)
}
