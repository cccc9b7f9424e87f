package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// moveSource is what the change log says of a move to another area.
const moveSource = "move"

// MoveCustomers takes customers to another area, with all records that belong to
// them, their history and their use. Devices of the former area alone let them go
// with the next exchange; what they wrote without knowing follows.
func (s *Store) MoveCustomers(ctx context.Context, by app.Actor, m app.CustomersMove) (app.CustomersMoved, error) {
	if err := by.May(app.MoveCustomers); err != nil {
		return app.CustomersMoved{}, err
	}
	switch {
	case len(m.Customers) == 0:
		return app.CustomersMoved{}, app.Refuse("customers", app.Missing)
	case m.To <= 0:
		return app.CustomersMoved{}, app.Refuse("area", app.Missing)
	case strings.TrimSpace(m.Reason) == "":
		return app.CustomersMoved{}, app.Refuse("reason", app.Missing)
	}
	var out app.CustomersMoved
	err := s.write(ctx, by, app.Why{Source: moveSource, Note: m.Reason}, func(x *tx) error {
		x.merging = &merging{}
		if err := x.beginMerging(ctx); err != nil {
			return err
		}
		if x.mayMove(x.s.device.id, m.To) != nil {
			return app.Refuse("area", app.NotCarried)
		}
		at := stamp{x.set(m.To).hlc, x.dev}
		for _, c := range m.Customers {
			if err := x.mustReach(ctx, "customers", c); err != nil {
				return err
			}
			if err := x.moveCustomer(ctx, c, m.To, at, &out); err != nil {
				return err
			}
		}
		return nil
	})
	return out, wrap("move customers", err)
}

// belongsBy are the columns by which a row belongs to a customer, or to a row of
// his that moves with him. What a learner logged and what a whole outage is about
// stays where it is.
var belongsBy = []struct{ column, parent string }{
	{"customer_id", "customers"},
	{"account_id", "accounts"},
	{"case_id", "cases"},
	{"visit_id", "visits"},
	{"merged_into_id", "customers"},
	{"stays_id", "customers"},
	{"stays_id", "accounts"},
	{"stays_id", "meters"},
	{"one_id", "customers"},
}

var staysBehind = map[string]bool{"practice": true, "outage_cases": true, "outage_notices": true}

// moving is a row on its way.
type moving struct {
	t   *table
	row row
}

func (x *tx) moveCustomer(ctx context.Context, id app.CustomerID, to app.Area, at stamp, out *app.CustomersMoved) error {
	customer, err := x.current(ctx, x.s.tables["customers"], id)
	if err != nil {
		return err
	}
	if customer.area == to {
		return nil
	}
	rows, err := x.belongings(ctx, moving{x.s.tables["customers"], customer})
	if err != nil {
		return err
	}
	for _, m := range rows {
		if err := x.moveRow(ctx, m, to.InPlaceOf(m.row.area), at); err != nil {
			return err
		}
	}
	months, err := x.moveUse(ctx, id, to)
	out.Customers++
	out.Records += int64(len(rows))
	out.Months += months
	return err
}

// belongings are a customer's rows, parents before what belongs to them.
func (x *tx) belongings(ctx context.Context, customer moving) ([]moving, error) {
	out := []moving{customer}
	known := map[rowKey]bool{{customer.t.no, customer.row.id}: true}
	for at := 0; at < len(out); at++ {
		parent := out[at]
		for _, entry := range travelling {
			t := x.s.tables[entry.name]
			column := t.belongsTo(parent.t.name)
			if column == "" {
				continue
			}
			ids, err := collect(ctx, x.s.conn, func(r scanner) (app.RecordID, error) {
				var id app.RecordID
				return id, r.Scan(idInto(&id))
			}, "SELECT id FROM "+t.name+" WHERE "+column+" = ? AND area IN (?, ?) ORDER BY n", parent.row.id[:], int64(customer.row.area), int64(customer.row.area.Protected()))
			if err != nil {
				return nil, err
			}
			for _, id := range ids {
				key := rowKey{t.no, id}
				if known[key] {
					continue
				}
				known[key] = true
				r, err := x.current(ctx, t, id)
				if err != nil {
					return nil, err
				}
				out = append(out, moving{t, r})
			}
		}
	}
	return out, nil
}

// belongsTo is the column by which rows of a table belong to those of another.
func (t *table) belongsTo(parent string) string {
	if staysBehind[t.name] {
		return ""
	}
	for _, b := range belongsBy {
		if b.parent == parent && t.column(b.column) >= 0 {
			return b.column
		}
	}
	if t.name == "attachments" {
		return "of_id"
	}
	return ""
}

// readParents learns by which columns rows of a table belong to others.
func (t *table) readParents() {
	t.parents = make([]uint64, len(t.columns))
	for _, of := range travelling {
		if column := t.belongsTo(of.name); column != "" && !namesTable(column) {
			t.parents[t.column(column)] = of.no
		}
	}
}

// namesTable reports whether a column names a record of the table that stands in
// of_table.
func namesTable(column string) bool { return column == "of_id" || column == "stays_id" }

// parentsOf are the records that a new row belongs to.
func (s *Store) parentsOf(t *table, r changedRow) []rowKey {
	var out []rowKey
	var of string // of what record an attachment or a merge is
	for _, c := range r.cells {
		i := t.place(c.column)
		if i < 0 {
			continue
		}
		switch id, _ := c.value.([]byte); {
		case t.columns[i].name == "of_table":
			of, _ = c.value.(string)
		case len(id) != 16:
		case t.parents[i] != 0:
			out = append(out, rowKey{t.parents[i], [16]byte(id)})
		case namesTable(t.columns[i].name) && s.tables[of] != nil:
			out = append(out, rowKey{s.tables[of].no, [16]byte(id)})
		}
	}
	return out
}

// moveRow says in a row's area that it went, and brings its writes to the other.
// All rows of a move have its stamp.
func (x *tx) moveRow(ctx context.Context, m moving, to app.Area, at stamp) error {
	writes, err := x.rowWrites(ctx, m.t, m.row.id)
	if err != nil {
		return err
	}
	leaves := x.set(m.row.area)
	leaves.add(changedRow{table: m.t.no, id: m.row.id, left: to, movedAt: at.hlc}, x.dev)
	x.edited = append(x.edited, edit{row: m.row.id, set: leaves})
	for _, w := range writes {
		arrives := x.set(to)
		r := unfolded(w.changedRow)
		r.carried, r.movedAt = &carried{w.at, w.who}, at.hlc
		arrives.add(r, x.dev)
	}
	key := rowKey{m.t.no, m.row.id}
	return errorsFirst(x.noteMove(ctx, key, at, to), x.place(ctx, m.t, key, to))
}

// moveUse says in the new area what the customer's accounts used: the sheets of
// the old one name them among others, and stay there.
func (x *tx) moveUse(ctx context.Context, id app.CustomerID, to app.Area) (months int64, err error) {
	used, err := collect(ctx, x.s.conn, func(r scanner) (app.AccountUse, error) {
		var u app.AccountUse
		use, err := scanUse(behind{r, idInto(&u.Account)})
		u.MonthUse = use
		return u, err
	}, "SELECT a.id, "+useColumns+" FROM accounts a JOIN usage u ON u.account = a.n WHERE a.customer_id = ? ORDER BY u.month, a.n", id[:])
	if err != nil {
		return 0, err
	}
	for len(used) > 0 {
		month := used[0].Month
		n := slices.IndexFunc(used, func(u app.AccountUse) bool { return u.Month != month })
		if n < 0 {
			n = len(used)
		}
		if err := x.putUse(ctx, app.UsageSheet{Area: to, Month: month, Source: moveSource}, used[:n]); err != nil {
			return months, err
		}
		used = used[n:]
		months++
	}
	return months, nil
}

// rowWrites are all writes of a row that the log knows, in the order of their
// stamps: first the one that made it.
func (x *tx) rowWrites(ctx context.Context, t *table, id [16]byte) ([]rowWrite, error) {
	ords, err := x.s.ordsOf(ctx, x.s.conn, t, id)
	if err != nil {
		return nil, err
	}
	sets, err := setsAt(ctx, x.s.conn, ords, func(table uint64, other []byte) bool { return table == t.no && string(other) == string(id[:]) })
	if err != nil {
		return nil, err
	}
	var out []rowWrite
	for _, set := range sets {
		for _, w := range set.writes() {
			if w.left == 0 && !slices.ContainsFunc(out, func(k rowWrite) bool { return k.at == w.at }) {
				out = append(out, w)
			}
		}
	}
	slices.SortFunc(out, func(a, b rowWrite) int {
		if a.made != b.made {
			if a.made {
				return -1
			}
			return 1
		}
		if a.at.after(b.at) {
			return 1
		}
		return -1
	})
	return out, nil
}
