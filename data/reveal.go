package data

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"lamplighter/app"
)

// belonging are the tables whose rows are revealed with a record, and the column
// that names it.
var belonging = map[string][]struct{ table, column, called string }{
	"customers": {{"contacts", "customer_id", "name"}},
	"cases":     {{"case_fields", "case_id", "name"}, {"case_steps", "case_id", ""}},
	"visits":    {{"visit_answers", "visit_id", "name"}},
	"staff":     nil,
}

// Reveal tells the protected fields of a record in clear, for a moment. That it
// was asked for, by whom and why, is in the audit log before they are told.
func (s *Store) Reveal(ctx context.Context, by app.Actor, ask app.RevealAsk) (app.Revealed, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.RevealFields); err != nil {
		return app.Revealed{}, err
	}
	if err := ask.Check(); err != nil {
		return app.Revealed{}, err
	}
	if _, is := belonging[ask.Table]; !is {
		return app.Revealed{}, wrap("reveal", app.ErrNotFound)
	}
	if err := errorsFirst(s.mayReveal(ctx, by, ask), refuseKept(ctx, s.reader, ask.Table, ask.Record)); err != nil {
		return app.Revealed{}, wrap("reveal", err)
	}
	out := app.Revealed{Seconds: s.revealSeconds(ctx)}
	err := s.write(ctx, by, app.Why{Source: auditSource}, func(x *tx) (err error) {
		if out.Fields, err = x.protectedFields(ctx, ask); err != nil {
			return err
		}
		area, err := one(ctx, x.s.conn, scanInt, "SELECT area FROM "+ask.Table+" WHERE id = ?", ask.Record[:])
		if err != nil {
			return err
		}
		return x.audit(ctx, app.AuditEntry{
			Area: app.Area(area), Kind: app.AuditRevealed, Table: ask.Table, Record: ask.Record, Reason: strings.TrimSpace(ask.Reason),
			Details: map[string]string{"fields": strings.Join(fieldsTold(out.Fields), ",")},
		})
	})
	if err != nil {
		return app.Revealed{}, wrap("reveal", err)
	}
	return out, nil
}

// RevealReasons are the reasons somebody gave last, the newest first.
func (s *Store) RevealReasons(ctx context.Context, by app.Actor) ([]string, error) {
	if err := by.May(app.RevealFields); err != nil {
		return nil, err
	}
	reasons, err := collect(ctx, s.reader, scanText, "SELECT reason FROM audit_entries WHERE kind = ? AND staff_id = ? GROUP BY reason ORDER BY max(at) DESC LIMIT 5",
		string(app.AuditRevealed), by.Staff[:])
	return reasons, wrap("reveal reasons", err)
}

// fieldsTold names the columns of some fields, each once.
func fieldsTold(fields []app.RevealedField) []string {
	var out []string
	for _, f := range fields {
		if c := f.Table + "." + f.Column; !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	return out
}

func (s *Store) revealSeconds(ctx context.Context) int64 {
	text, _ := s.Setting(ctx, app.RevealSetting) // the usual one where it cannot be read
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return app.RevealSeconds
	}
	return min(max(n, app.RevealLeast), app.RevealMost)
}

// mayReveal answers ErrNotFound for a protected case to whom it is none, and
// ErrNotAllowed where somebody may look at his own customers alone.
func (s *Store) mayReveal(ctx context.Context, by app.Actor, ask app.RevealAsk) error {
	if err := s.mayLookInto(ctx, by, s.tables[ask.Table], ask.Record); err != nil {
		return err
	}
	if !by.RevealsOwnOnly() || ask.Table == "staff" {
		return nil
	}
	n, err := one(ctx, s.reader, scanInt, ownQuery[ask.Table], ask.Record[:], by.Staff[:], string(app.DayOf(s.now())))
	if err == nil && n == 0 {
		err = app.ErrNotAllowed
	}
	return err
}

// ownCustomers are those that a manager is responsible for on a day.
const ownCustomers = `SELECT customer_id FROM assignments WHERE ?2 IN (manager_id, deputy_id) AND customer_id IS NOT NULL AND withdrawn_at IS NULL
		AND from_on <= ?3 AND (to_on = '' OR to_on >= ?3)
	UNION SELECT a.customer_id FROM assignments g JOIN accounts a ON a.transformer_area_id = g.transformer_area_id AND a.withdrawn_at IS NULL
		WHERE ?2 IN (g.manager_id, g.deputy_id) AND g.withdrawn_at IS NULL AND g.from_on <= ?3 AND (g.to_on = '' OR g.to_on >= ?3)`

// ownQuery counts a record that is a manager's own.
var ownQuery = map[string]string{
	"customers": "SELECT count(*) FROM (SELECT 1 WHERE ?1 IN (" + ownCustomers + "))",
	"cases":     "SELECT count(*) FROM cases WHERE id = ?1 AND (owner_id = ?2 OR customer_id IN (" + ownCustomers + "))",
	"visits":    "SELECT count(*) FROM visits WHERE id = ?1 AND (manager_id = ?2 OR customer_id IN (" + ownCustomers + "))",
}

// protectedFields reads what of a record and of what belongs to it is masked.
func (x *tx) protectedFields(ctx context.Context, ask app.RevealAsk) ([]app.RevealedField, error) {
	t := x.s.tables[ask.Table]
	r, err := readRow(ctx, x.s.conn, t, ask.Record)
	if err != nil {
		return nil, err
	}
	out := t.protected(r, "")
	for _, b := range belonging[ask.Table] {
		of := x.s.tables[b.table]
		ids, err := collect(ctx, x.s.conn, scanID[any], "SELECT id FROM "+b.table+" WHERE "+b.column+" = ? ORDER BY n", ask.Record[:])
		if err != nil {
			return nil, err
		}
		rows, err := readRows(ctx, x.s.conn, of, ids)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			if of.withdrawn >= 0 && r.fields[of.withdrawn].value != nil {
				continue
			}
			called := ""
			if i := of.column(b.called); i >= 0 {
				called, _ = r.fields[i].value.(string)
			}
			out = append(out, of.protected(r, called)...)
		}
	}
	return out, nil
}

// protected are the values of a row that leave the store masked.
func (t *table) protected(r row, called string) []app.RevealedField {
	var out []app.RevealedField
	for _, m := range t.masks {
		value, _ := r.fields[m.place].value.(string)
		if m.kind.Mask(value) != value {
			out = append(out, app.RevealedField{Table: t.name, Column: t.columns[m.place].name, Of: called, Value: value})
		}
	}
	return out
}
