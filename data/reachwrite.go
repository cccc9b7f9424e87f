package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

// doorway is what the door asks of who writes: whoever changes a record must
// reach it, and who makes one, that to which it belongs.
type doorway struct {
	reads *readers
	sees  map[string]map[[16]byte]bool // by table; also what this transaction made
}

// guard lets the door ask who writes; records of who reaches everything, and of
// the program itself, pass unasked.
func (x *tx) guard(ctx context.Context) error {
	if len(x.by.Roles) == 0 {
		return nil
	}
	a, err := x.s.audienceOf(x.s.within(ctx, x.by))
	if err != nil || a == nil {
		return err
	}
	x.door = &doorway{reads: a.read, sees: map[string]map[[16]byte]bool{}}
	return nil
}

// belongsBeside are the columns by which records name customers, beside those of hangsOn.
var belongsBeside = []struct{ column, table string }{{"gone_id", "customers"}, {"other_id", "customers"}}

// reaches refuses a row out of reach.
func (x *tx) reaches(ctx context.Context, t *table, was, now row) error {
	if x.door == nil || matterOf(t) == "" && t.name != "attachments" {
		return nil
	}
	if was.fields != nil {
		return x.door.ask(ctx, t.name, now.id)
	}
	for _, on := range append(hangsOn[:len(hangsOn):len(hangsOn)], belongsBeside...) {
		at := t.column(on.column)
		if at < 0 {
			continue
		}
		if id, _ := now.fields[at].value.([]byte); len(id) == 16 {
			if err := x.door.ask(ctx, on.table, [16]byte(id)); err != nil {
				return err
			}
		}
	}
	if at := t.column("of_id"); at >= 0 {
		of, _ := now.fields[t.column("of_table")].value.(string)
		if id, _ := now.fields[at].value.([]byte); len(id) == 16 {
			if err := x.door.ask(ctx, of, [16]byte(id)); err != nil {
				return err
			}
		}
	}
	x.door.know(t.name, now.id)
	return nil
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
	n, err := one(ctx, d.reads, scanInt, "SELECT count(*) FROM "+table+" WHERE id = ?", id[:])
	if err != nil {
		return err
	}
	if n == 0 {
		return fmt.Errorf("%w: a record of %s that is not within reach", app.ErrNotAllowed, table)
	}
	d.know(table, id)
	return nil
}
