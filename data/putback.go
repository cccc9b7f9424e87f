package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// putBackSource is what the change log says of a value from the history.
const putBackSource = "put back"

// backTables hold records that mean by themselves what they say. What a flow, a
// rule or a computation decides is not put back: it is decided anew.
var backTables = []string{
	"customers", "contacts", "accounts", "meters", "transformer_areas", "org_units", "articles", "promises", "opportunities", "usage_events",
	"important_users", "special_cares", "relations", "agreements",
}

// notPutBack are columns with an undo of their own.
var notPutBack = []string{"merged_into_id"}

// PutBack gives a field, or a whole record, what it held before a change of its
// history: a record that was withdrawn comes back, too. It is an ordinary change,
// with a reason, and stands in the audit log.
func (s *Store) PutBack(ctx context.Context, by app.Actor, p app.PutBack) error {
	if err := by.May(app.PutBackHistory); err != nil {
		return err
	}
	t, known := s.tables[p.Record.Table]
	if !known || !slices.Contains(backTables, p.Record.Table) {
		return wrap("put back", app.Refuse(p.Field, app.NotFromHere))
	}
	if err := errorsFirst(t.mayDecide(by), p.Check()); err != nil {
		return err
	}
	if err := s.mayLookInto(ctx, by, t, p.Record.ID); err != nil {
		return err
	}
	return wrap("put back", s.write(ctx, by, app.Why{Source: putBackSource, Note: p.Reason}, func(x *tx) error {
		if err := refuseKept(ctx, x.s.conn, t.name, p.Record.ID); err != nil {
			return err
		}
		was, err := x.current(ctx, t, p.Record.ID)
		if err != nil {
			return err
		}
		now := was
		if now.fields, err = x.fieldsBefore(ctx, t, was, p); err != nil {
			return err
		}
		if slices.EqualFunc(was.fields, now.fields, func(a, b field) bool { return same(a.value, b.value) }) {
			return app.Refuse(p.Field, app.NothingToDo)
		}
		if err := x.put(ctx, t.name, was, now); err != nil {
			return err
		}
		return x.audit(ctx, app.AuditEntry{Kind: app.AuditPutBack, Area: was.area, Table: t.name, Record: p.Record.ID, Reason: p.Reason, Details: map[string]string{"field": p.Field}})
	}))
}

// fieldsBefore is a row with the columns that are put back as they were before a
// change.
func (x *tx) fieldsBefore(ctx context.Context, t *table, was row, p app.PutBack) ([]field, error) {
	places := make([]int, 0, len(t.columns))
	if p.Field == "" {
		for i := range t.columns {
			places = append(places, i)
		}
	} else if i := t.column(p.Field); i >= 0 {
		places = t.together(i)
	}
	places = slices.DeleteFunc(slices.Clone(places), func(i int) bool { return slices.Contains(notPutBack, t.columns[i].name) })
	if len(places) == 0 {
		return nil, app.Refuse(p.Field, app.Unknown)
	}
	values, err := x.valuesUntil(ctx, t, was.id, p.Before)
	if err != nil {
		return nil, err
	}
	fields := slices.Clone(was.fields)
	for _, i := range places {
		fields[i].value = values[t.columns[i].no]
	}
	return fields, nil
}

// valuesUntil are the values of a row's columns as the log tells them, up to a
// write. Before the write that made it a record was nothing that could come back.
func (x *tx) valuesUntil(ctx context.Context, t *table, id [16]byte, until app.WriteID) (map[byte]any, error) {
	values := map[byte]any{}
	for _, c := range t.columns {
		values[c.no] = c.zero
	}
	ords, err := x.s.ordsOf(ctx, x.s.conn, t, id)
	if err != nil {
		return nil, err
	}
	sets, err := setsAt(ctx, x.s.conn, ords, func(table uint64, row []byte) bool { return table == t.no && [16]byte(row) == id })
	if err != nil {
		return nil, err
	}
	for _, set := range sets {
		for _, r := range set.rows {
			at := stamp{set.hlc, set.dev}
			if r.carried != nil {
				at = r.carried.at
			}
			if at == writeOf(until) && !r.made {
				return values, nil
			}
			for _, c := range r.cells {
				values[c.column] = c.value
			}
		}
	}
	return nil, app.ErrNotFound
}
