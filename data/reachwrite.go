package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

// doorway is what the door asks of who writes: whoever changes a record must
// reach it, and who makes one, that to which it belongs.
type doorway struct {
	of   *audience
	sees map[string]map[[16]byte]bool // by table; also what this transaction made
}

// guard lets the door ask who writes; records of who reaches everything, and of
// the program itself, pass unasked.
func (x *tx) guard(ctx context.Context) error {
	if len(x.by.Roles) == 0 {
		return nil
	}
	a, err := x.s.audienceAsLeft(x.s.within(ctx, x.by))
	if err != nil || a == nil {
		return err
	}
	x.door = &doorway{of: a, sees: map[string]map[[16]byte]bool{}}
	return nil
}

// namedBy are the columns by which records name others that who writes them
// must reach.
var namedBy = []struct{ column, table string }{
	{"customer_id", "customers"},
	{"account_id", "accounts"},
	{"case_id", "cases"},
	{"visit_id", "visits"},
	{"parent_id", "cases"},
	{"linked_to_id", "cases"},
	{"stays_id", "customers"},
	{"gone_id", "customers"},
	{"one_id", "customers"},
	{"other_id", "customers"},
}

// reaches refuses a row out of reach, and one that is made or moved to a record
// out of reach.
func (x *tx) reaches(ctx context.Context, t *table, was, now row) error {
	if x.door == nil {
		return nil
	}
	if was.fields != nil && (matterOf(t) != "" || t.name == "attachments") {
		if err := x.door.ask(ctx, t.name, now.id); err != nil {
			return err
		}
	}
	for _, on := range namedBy {
		if err := x.reachesBy(ctx, t, on.column, on.table, was, now); err != nil {
			return err
		}
	}
	if at := t.column("of_table"); at >= 0 {
		of, _ := now.fields[at].value.(string)
		if err := x.reachesBy(ctx, t, "of_id", of, was, now); err != nil {
			return err
		}
	}
	x.door.know(t.name, now.id)
	return nil
}

// reachesBy asks for the record that a column names, unless it named it before.
func (x *tx) reachesBy(ctx context.Context, t *table, column, table string, was, now row) error {
	at := t.column(column)
	if t.name == "org_units" || at < 0 || was.fields != nil && same(was.fields[at].value, now.fields[at].value) {
		return nil
	}
	id, _ := now.fields[at].value.([]byte)
	if len(id) != 16 {
		return nil
	}
	return x.door.ask(ctx, table, [16]byte(id))
}

// mustReach refuses a record out of reach to a verb that goes past the door.
func (x *tx) mustReach(ctx context.Context, table string, id [16]byte) error {
	if x.door == nil {
		return nil
	}
	return x.door.ask(ctx, table, id)
}

func (d *doorway) know(table string, id [16]byte) {
	if d.sees[table] == nil {
		d.sees[table] = map[[16]byte]bool{}
	}
	d.sees[table][id] = true
}

// ask refuses a record that who writes does not reach as it stood before the
// transaction.
func (d *doorway) ask(ctx context.Context, table string, id [16]byte) error {
	if d.sees[table][id] {
		return nil
	}
	if err := d.of.lookAgainAt(ctx, table); err != nil {
		return wrap("reach", err)
	}
	n, err := one(ctx, d.of.read, scanInt, "SELECT count(*) FROM "+table+" WHERE id = ?", id[:])
	if err != nil {
		return err
	}
	if n == 0 {
		return fmt.Errorf("%w: a record of %s that is not within reach", app.ErrNotAllowed, table)
	}
	d.know(table, id)
	return nil
}
