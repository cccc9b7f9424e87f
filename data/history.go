package data

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"

	"lamplighter/app"
)

// History tells every change of one record, newest first: field, old and new
// value, who, when, on which device and why. It is read from the change log.
func (s *Store) History(ctx context.Context, by app.Actor, tableName string, id [16]byte) ([]app.FieldChange, error) {
	if err := by.May(app.ReadHistory); err != nil {
		return nil, err
	}
	t, known := s.tables[tableName]
	if !known {
		return nil, fmt.Errorf("history: no table %s", tableName)
	}
	if err := s.mayLookInto(ctx, by, t, id); err != nil {
		return nil, err
	}
	changes, err := s.history(ctx, s.reader, t, id)
	slices.Reverse(changes)
	return changes, wrap("history", err)
}

// mayLookInto answers ErrNotFound for a record of a protected case to whom the
// case is none.
func (s *Store) mayLookInto(ctx context.Context, by app.Actor, t *table, id [16]byte) error {
	r, err := readRow(ctx, s.reader, t, id)
	if err != nil || r.area >= 0 {
		return err
	}
	if i := t.column("case_id"); i >= 0 {
		raw, _ := r.fields[i].value.([]byte)
		copy(id[:], raw)
	}
	n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM cases WHERE id = ? AND "+seesCases, id[:], by.Staff[:])
	if err == nil && n == 0 {
		return app.ErrNotFound
	}
	return err
}

// history is oldest first. Making the record is one entry without a field.
func (s *Store) history(ctx context.Context, q querier, t *table, id [16]byte) ([]app.FieldChange, error) {
	sets, err := s.setsOf(ctx, q, t, id)
	if err != nil {
		return nil, err
	}
	values := map[byte]any{}
	for _, c := range t.columns {
		values[c.no] = c.zero
	}
	var out []app.FieldChange
	for _, set := range sets {
		head, err := s.changeHead(ctx, q, set, t)
		if err != nil {
			return nil, err
		}
		for _, r := range set.rows {
			if r.table == t.no && r.id == id {
				out = append(out, t.fieldChanges(head, r, values)...)
			}
		}
	}
	return out, nil
}

// fieldChanges tells one row of a set, and carries the values on.
func (t *table) fieldChanges(head app.FieldChange, r changedRow, values map[byte]any) []app.FieldChange {
	var out []app.FieldChange
	for _, c := range r.cells {
		i := slices.IndexFunc(t.columns, func(k column) bool { return k.no == c.column })
		if i >= 0 && !r.made {
			change := head
			change.Field, change.Old, change.New = t.columns[i].name, shown(values[c.column]), shown(c.value)
			out = append(out, change)
		}
		values[c.column] = c.value
	}
	if r.made {
		out = append(out, head)
	}
	return out
}

// changeHead says who, when, where and why of a set.
func (s *Store) changeHead(ctx context.Context, q querier, set changeSet, t *table) (app.FieldChange, error) {
	head := app.FieldChange{At: set.at, Table: t.name, Why: set.why}
	names, err := collect(ctx, q, scanText, "SELECT name FROM staff WHERE id = ?1 UNION ALL SELECT '' LIMIT 1", set.who[:])
	if err != nil {
		return head, err
	}
	head.By = names[0]
	codes, err := collect(ctx, q, scanText, "SELECT code FROM sy_devices WHERE dev = ?", set.dev)
	if len(codes) > 0 {
		head.Device = codes[0]
	}
	return head, err
}

// setsOf reads the change sets that wrote a row, in order of arrival and with
// that row alone: the one it was made in is found by its stamp, the later ones
// by the list of edits.
func (s *Store) setsOf(ctx context.Context, q querier, t *table, id [16]byte) ([]changeSet, error) {
	r, err := readRow(ctx, q, t, id)
	if err != nil {
		return nil, err
	}
	only := func(table uint64, other []byte) bool { return table == t.no && bytes.Equal(other, id[:]) }
	scan := func(r scanner) (changeSet, error) { return scanRows(r, only) }
	return collect(ctx, q, scan, `SELECT dev, area, seq, hlc, body FROM sy_changes WHERE ord IN (
		SELECT ord FROM sy_changes WHERE hlc = ? AND +dev = ? UNION SELECT ord FROM sy_edits WHERE row_id = ?) ORDER BY ord`,
		r.seen.HLC, r.seen.Device, id[:])
}

func scanSet(r scanner) (changeSet, error) {
	return scanRows(r, func(uint64, []byte) bool { return true })
}

func scanRows(r scanner, wanted func(table uint64, id []byte) bool) (changeSet, error) {
	var c changeSet
	var body sql.RawBytes // read before the next row comes
	if err := r.Scan(&c.dev, &c.area, &c.seq, &c.hlc, &body); err != nil {
		return c, err
	}
	return c, c.decodeRows(body, wanted)
}

// shown is a value as text; screens give codes and days their words.
func shown(value any) string {
	switch v := value.(type) {
	case string:
		return v
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []byte:
		return hex.EncodeToString(v)
	}
	return ""
}

// customerTimeline gathers what happened with a customer, newest first: its
// cases and their steps, and the changes of its data.
func (s *Store) customerTimeline(ctx context.Context, by app.Actor, p app.CustomerPage) ([]app.TimelineEntry, error) {
	var out []app.TimelineEntry
	steps, err := collect(ctx, s.reader, scanTimelineStep, "SELECT c.number, c.kind, c.flow_version, "+caseStepColumns+
		" JOIN cases c ON c.id = s.case_id WHERE c.customer_id = ? AND "+seesCasesAs("c")+" ORDER BY s.at DESC LIMIT 200", p.Customer.ID[:], by.Staff[:])
	if err != nil {
		return nil, err
	}
	out = append(out, steps...)
	visits, err := collect(ctx, s.reader, scanTimelineVisit, "SELECT "+prefixed("v", visitColumns)+", coalesce(m.name, '') FROM visits v "+
		"LEFT JOIN staff m ON m.id = v.manager_id WHERE v.customer_id = ? AND v.withdrawn_at IS NULL AND v."+madeStatuses+
		" ORDER BY v.visited_on DESC LIMIT 200", p.Customer.ID[:])
	if err != nil {
		return nil, err
	}
	out = append(out, visits...)
	records := []app.RecordRef{{Table: "customers", ID: app.RecordID(p.Customer.ID)}}
	for _, a := range p.Accounts {
		records = append(records, app.RecordRef{Table: "accounts", ID: app.RecordID(a.ID)})
	}
	for _, c := range p.Contacts {
		records = append(records, app.RecordRef{Table: "contacts", ID: app.RecordID(c.ID)})
	}
	records = append(records, p.Sheets.Records()...)
	for _, r := range records {
		changes, err := s.history(ctx, s.reader, s.tables[r.Table], r.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, app.TimelineOf(changes)...)
	}
	out = append(out, p.TimelineOfMade()...)
	learned, err := s.factChanges(ctx, p.Sheets.Facts)
	if err != nil {
		return nil, err
	}
	out = append(out, app.TimelineOf(learned)...)
	slices.SortStableFunc(out, func(a, b app.TimelineEntry) int { return int(min(max(b.At-a.At, -1), 1)) })
	return out, nil
}

// scanTimelineVisit places a visit at the time it took place, not at that of
// its record.
func scanTimelineVisit(r scanner) (app.TimelineEntry, error) {
	e := app.TimelineEntry{Kind: app.TimelineVisit}
	v := &e.Visit
	err := r.Scan(append(visitInto(v), &e.By)...)
	e.Number = v.Number
	if e.At = v.BeganAt; e.At == 0 {
		e.At = v.VisitedOn.Time().UnixMilli()
	}
	return e, err
}

func scanTimelineStep(r scanner) (app.TimelineEntry, error) {
	e := app.TimelineEntry{Kind: app.TimelineStep}
	s := &e.Step
	err := r.Scan(&e.Number, &e.CaseOf, &e.Flow, idInto(&s.ID), &s.Area, idInto(&s.Case), &s.From, &s.To, idInto(&s.By), &s.At, &s.Note, &s.Reason,
		idInto(&s.NewOwner), &s.Forced, &s.FromStage, &s.ToStage, &s.Contact, &s.Evidence, &s.ByName, &s.OwnerName)
	e.At, e.By, e.Case = s.At, s.ByName, s.Case
	if s.From == "" {
		e.Kind = app.TimelineCase
	}
	return e, err
}
