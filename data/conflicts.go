package data

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"

	"lamplighter/app"
)

// mayChange is the right that changing each kind of record by hand takes. What
// is in none of these is decided by who changes rules.
var mayChange = []struct {
	kinds app.Changes
	right app.Right
}{
	{app.Customers, app.ChangeCustomers},
	{app.Cases | app.Outages | app.Surveys, app.ChangeCases},
	{app.Company, app.ChangeCompany},
	{app.Articles, app.EditArticles},
	{app.Visits | app.Commitments | app.Profiles | app.Services | app.Usage | app.Attachments, app.ChangeVisits},
	{app.Training | app.Quizzes, app.ChangeTraining},
	{app.Forecasts, app.AdjustForecasts},
	{app.DataRegisters, app.HandlePrivacy},
}

// mayDecide asks whether somebody may decide between values of a table.
func (t *table) mayDecide(by app.Actor) error {
	for _, m := range mayChange {
		if t.kinds&m.kinds != 0 {
			return by.May(m.right)
		}
	}
	return by.May(app.ChangeRules)
}

// lostValue is a row of sy_lost.
type lostValue struct {
	key    rowKey
	column byte
	at     stamp
	value  any
}

func scanLost(r scanner) (lostValue, error) {
	var l lostValue
	var id app.RecordID
	err := r.Scan(&l.key.table, idInto(&id), &l.column, &l.at.hlc, &l.at.dev, &l.value)
	l.key.id = id
	return l, err
}

// Conflicts lists the fields in which somebody's value lost against another that
// was written without knowing of it, at most so many values of those that the
// actor may decide.
func (s *Store) Conflicts(ctx context.Context, by app.Actor, atMost int) (masked app.Conflicts, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCompany); err != nil {
		return app.Conflicts{}, err
	}
	c, err := s.conflicts(ctx, by, atMost)
	return c, wrap("list conflicts", err)
}

func (s *Store) conflicts(ctx context.Context, by app.Actor, atMost int) (app.Conflicts, error) {
	var out app.Conflicts
	var err error
	if out.All, err = one(ctx, s.reader, scanInt, "SELECT count(*) FROM sy_lost"); err != nil || out.All == 0 {
		return out, err
	}
	lost, err := collect(ctx, s.reader, scanLost, "SELECT tbl, row_id, col, hlc, dev, val FROM sy_lost ORDER BY tbl, row_id, col, hlc DESC, dev DESC LIMIT ?", atMost)
	if err != nil {
		return out, err
	}
	for len(lost) > 0 {
		key := lost[0].key
		n := slices.IndexFunc(lost, func(l lostValue) bool { return l.key != key })
		if n < 0 {
			n = len(lost)
		}
		open, err := s.conflictsOf(ctx, by, key, lost[:n])
		if err != nil {
			return out, err
		}
		out.Open = append(out.Open, open...)
		lost = lost[n:]
	}
	return out, nil
}

// conflictsOf are the conflicts of one record; none of one that the actor does
// not get to see.
func (s *Store) conflictsOf(ctx context.Context, by app.Actor, key rowKey, lost []lostValue) ([]app.Conflict, error) {
	t, known := s.byNo[key.table]
	if !known || t.mayDecide(by) != nil {
		return nil, nil
	}
	if err := s.mayLookInto(ctx, by, t, key.id); err != nil {
		if errors.Is(err, app.ErrNotFound) || errors.Is(err, app.ErrNotAllowed) {
			return nil, nil
		}
		return nil, err
	}
	r, err := readRow(ctx, s.reader, t, key.id)
	if err != nil {
		return nil, err
	}
	var out []app.Conflict
	for i, c := range t.columns {
		if t.together(i)[0] != i {
			continue // it goes with the first of its group
		}
		open := app.Conflict{Record: app.RecordRef{Table: t.name, ID: key.id}, Field: c.name}
		for _, l := range lost {
			if l.column != c.no && (l.column != wholeRow || i != t.withdrawn) {
				continue
			}
			if same(l.value, r.fields[i].value) {
				continue // who lost says the same
			}
			v, err := s.conflictValue(ctx, t, key.id, l.at, l.value)
			if err != nil {
				return nil, err
			}
			open.Lost = append(open.Lost, v)
		}
		if len(open.Lost) == 0 {
			continue
		}
		if open.Holds, err = s.conflictValue(ctx, t, key.id, stampOf(r.seen, c.no), r.fields[i].value); err != nil {
			return nil, err
		}
		out = append(out, open)
	}
	return out, s.nameConflicts(ctx, t, r, out)
}

// conflictValue says whose a value of a record is. Where its change set is no
// longer kept the stamp tells when it was written.
func (s *Store) conflictValue(ctx context.Context, t *table, id [16]byte, at stamp, value any) (app.ConflictValue, error) {
	v := app.ConflictValue{Write: app.WriteID{HLC: at.hlc, Device: at.dev}, At: at.hlc >> clockBits}
	var err error
	if v.Value, err = s.called(ctx, value); err != nil {
		return v, err
	}
	none := func(r scanner) (changeSet, error) {
		return scanRows(r, func(uint64, []byte) bool { return false })
	}
	sets, err := collect(ctx, s.reader, none, "SELECT dev, area, seq, hlc, body FROM sy_changes WHERE hlc = ? AND +dev = ?", at.hlc, at.dev)
	if err != nil {
		return v, err
	}
	if len(sets) == 0 {
		return s.carriedValue(ctx, t, id, at, v)
	}
	head, err := s.changeHead(ctx, s.reader, sets[0])
	v.Who, v.By, v.At, v.Device = sets[0].who, head.By, head.At, head.Device
	return v, err
}

// carriedValue says whose a value is that another device carried here from the
// area where its record was.
func (s *Store) carriedValue(ctx context.Context, t *table, id [16]byte, at stamp, v app.ConflictValue) (app.ConflictValue, error) {
	ords, err := s.ordsOf(ctx, s.reader, t, id)
	if err != nil {
		return v, err
	}
	sets, err := setsAt(ctx, s.reader, ords, func(table uint64, other []byte) bool { return table == t.no && bytes.Equal(other, id[:]) })
	if err != nil {
		return v, err
	}
	for _, set := range sets {
		for _, r := range set.rows {
			if r.carried != nil && r.carried.at == at {
				head, err := s.carriedHead(ctx, s.reader, *r.carried)
				v.Who, v.By, v.At, v.Device = r.carried.who, head.By, head.At, head.Device
				return v, err
			}
		}
	}
	return v, nil
}

// called is a value as people read it: of an id, what its record is called.
func (s *Store) called(ctx context.Context, value any) (string, error) {
	id, is := value.([]byte)
	if !is || len(id) != len(app.RecordID{}) {
		return shown(value), nil
	}
	names, err := collect(ctx, s.reader, scanText, `SELECT name FROM staff WHERE id = ?1 UNION ALL SELECT name FROM org_units WHERE id = ?1
		UNION ALL SELECT name FROM transformer_areas WHERE id = ?1 UNION ALL SELECT name FROM customers WHERE id = ?1 UNION ALL SELECT account_no FROM accounts WHERE id = ?1
		UNION ALL SELECT number FROM cases WHERE id = ?1 UNION ALL SELECT number FROM visits WHERE id = ?1 UNION ALL SELECT name FROM courses WHERE id = ?1`, id)
	if err != nil || len(names) == 0 {
		return shown(value), err
	}
	return names[0], nil
}

// nameConflicts says of what record the conflicts are.
func (s *Store) nameConflicts(ctx context.Context, t *table, r row, conflicts []app.Conflict) error {
	if len(conflicts) == 0 {
		return nil
	}
	named, err := nameRow(ctx, s.reader, t, r)
	if err != nil {
		return err
	}
	for i := range conflicts {
		conflicts[i].Of, conflicts[i].Customer, conflicts[i].CustomerName = named.of, named.customer, named.customerName
	}
	return nil
}

// named says of what record something is told.
type named struct {
	of           string // a name, a number
	customer     app.CustomerID
	customerName string
}

func nameRow(ctx context.Context, q querier, t *table, r row) (named, error) {
	var out named
	for _, name := range []string{"name", "title", "number", "account_no", "asset_no", "code", "staff_no", "day"} {
		if i := t.column(name); i >= 0 {
			out.of = cmp.Or(out.of, shown(r.fields[i].value))
		}
	}
	if i := t.column("customer_id"); i >= 0 {
		if err := idInto(&out.customer).Scan(r.fields[i].value); err != nil {
			return out, err
		}
	} else if t.name == "customers" {
		out.customer = r.id
	}
	if out.customer.IsZero() {
		return out, nil
	}
	names, err := collect(ctx, q, scanText, "SELECT name FROM customers WHERE id = ?", out.customer[:])
	if len(names) > 0 {
		out.customerName = names[0]
	}
	return out, err
}
