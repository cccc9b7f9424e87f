package data

import (
	"context"
	"strconv"
	"strings"
	"time"

	"lamplighter/app"
)

// notSealed leaves out what belongs to a customer whose record is sealed: of that
// nothing is changed.
const notSealed = " AND NOT EXISTS (SELECT 1 FROM customers q WHERE q.id = customer_id AND q.keeping = 'sealed')"

// ofWhoLeft is the condition of rows of people who left before ?1.
const ofWhoLeft = " r JOIN staff s ON s.id = r.staff_id WHERE s.valid_to <> '' AND s.valid_to < ?1 AND r."

// dueKinds list, of each kind of data, the rows that were kept longer than until
// a day ?1, the moment ?2: their table, id and day.
var dueKinds = map[app.RetentionKind]string{
	app.KeptPositions: "SELECT 'visits', id, visited_on FROM visits WHERE position <> '' AND visited_on <> '' AND visited_on < ?1" + notSealed,
	app.KeptPhotos: `SELECT 'attachments', a.id, v.visited_on FROM visits v JOIN attachments a ON a.of_id = v.id AND a.of_table = 'visits' AND a.kind IN ('photo', 'signature')
		WHERE v.visited_on <> '' AND v.visited_on < ?1 AND (a.withdrawn_at IS NULL OR a.name <> '')` + notSealed,
	app.KeptScans: "SELECT 'attachments', a.id, " + dayOf("c.closed_at") + ` FROM cases c JOIN attachments a ON a.of_id = c.id AND a.of_table = 'cases' AND a.kind = 'scan'
		WHERE c.closed_at > 0 AND c.closed_at < ?2 AND (a.withdrawn_at IS NULL OR a.name <> '')` + notSealed,
	app.KeptCallBacks: "SELECT 'call_backs', b.id, " + dayOf("b.called_at") + ` FROM call_backs b JOIN cases c ON c.id = b.case_id
		WHERE b.note <> '' AND b.called_at > 0 AND b.called_at < ?2` + notSealed,
	app.KeptTraining: "SELECT 'practice', r.id, s.valid_to FROM practice" + ofWhoLeft + "what || r.remark <> '' UNION ALL SELECT 'enrolments', r.id, s.valid_to FROM enrolments" + ofWhoLeft +
		"reason || r.note <> '' UNION ALL SELECT 'completions', r.id, s.valid_to FROM completions" + ofWhoLeft + "reason <> '' UNION ALL SELECT 'qualified', r.id, s.valid_to FROM qualified" +
		ofWhoLeft + `reason <> '' UNION ALL SELECT 'quiz_answers', o.id, s.valid_to FROM quiz_answers o JOIN quiz_attempts r ON r.id = o.attempt_id JOIN staff s ON s.id = r.staff_id
		WHERE s.valid_to <> '' AND s.valid_to < ?1 AND o.answer || o.remark <> ''`,
}

// dueRow is a row that was kept long enough.
type dueRow struct {
	table string
	id    [16]byte
	day   app.Day
}

// DueKinds tells of each kind of data how much is due for deletion, within reach;
// who only changes rules is told the figures of all there is.
func (s *Store) DueKinds(ctx context.Context, by app.Actor) ([]app.DueKind, error) {
	if err := mayReadRetention(by); err != nil {
		return nil, err
	}
	if ctx = s.within(ctx, by); by.May(app.ReadPrivacy) != nil {
		ctx = everything(ctx)
	}
	today := app.DayOf(s.now())
	rules, err := retentionsOn(ctx, s.reader, today)
	if err != nil {
		return nil, wrap("due kinds", err)
	}
	customers, err := s.countDueCustomers(ctx, rules[app.KeptUnsupplied].Before(today), rules[app.KeptNeverSupplied].Before(today))
	if err != nil {
		return nil, wrap("due kinds", err)
	}
	var out []app.DueKind
	for _, kind := range app.RetentionKinds() {
		due, is := customers[kind]
		if !is {
			if due, err = s.countDue(ctx, rules[kind], today); err != nil {
				return nil, wrap("due kinds", err)
			}
		}
		out = append(out, app.DueKind{RetentionRule: rules[kind], Records: due.records, Oldest: due.oldest})
	}
	return out, nil
}

// dueCount is how much is due, and the day of the oldest of it.
type dueCount struct {
	records int64
	oldest  app.Day
}

// countDue is how much is due by a rule on a day.
func (s *Store) countDue(ctx context.Context, rule app.RetentionRule, on app.Day) (dueCount, error) {
	switch {
	case rule.Kind == app.KeptDrafts:
		records, oldest, err := s.leftDrafts(ctx, rule.Before(on))
		return dueCount{records, oldest}, err
	case rule.Kind.OfCustomers():
		customers, err := s.countDueCustomers(ctx, rule.Before(on), rule.Before(on))
		return customers[rule.Kind], err
	}
	due, err := s.dueOf(ctx, rule, on)
	count := dueCount{records: int64(len(due))}
	for _, r := range due {
		if count.oldest == "" || r.day < count.oldest {
			count.oldest = r.day
		}
	}
	return count, err
}

func (s *Store) dueOf(ctx context.Context, rule app.RetentionRule, on app.Day) ([]dueRow, error) {
	query, is := dueKinds[rule.Kind]
	if !is {
		return nil, nil
	}
	before := rule.Before(on)
	args := []any{string(before), before.Time().UnixMilli()}
	if !strings.Contains(query, "?2") {
		args = args[:1]
	}
	return collect(ctx, s.reader, func(r scanner) (dueRow, error) {
		var d dueRow
		var id []byte
		err := r.Scan(&d.table, &id, &d.day)
		copy(d.id[:], id)
		return d, err
	}, query, args...)
}

// leftDrafts counts the half-done forms of this computer that nobody went on with.
func (s *Store) leftDrafts(ctx context.Context, before app.Day) (int64, app.Day, error) {
	type left struct{ many, oldest int64 }
	l, err := one(ctx, s.reader, func(r scanner) (left, error) {
		var l left
		err := r.Scan(&l.many, &l.oldest)
		return l, err
	}, "SELECT count(*), coalesce(min(updated_at), 0) FROM drafts WHERE updated_at < ?", before.Time().UnixMilli())
	if err != nil || l.many == 0 {
		return 0, "", err
	}
	return l.many, app.DayOf(time.UnixMilli(l.oldest)), nil
}

// EraseKind writes over what is due of a kind, as one person confirmed, or two
// when it is much. Drafts are of this computer and go from it alone.
func (s *Store) EraseKind(ctx context.Context, by app.Actor, kind app.RetentionKind, reason string) (app.Erased, error) {
	if err := by.May(app.HandlePrivacy); err != nil {
		return app.Erased{}, err
	}
	today := app.DayOf(s.now())
	rule, err := retentionOn(ctx, s.reader, kind, today)
	if err != nil {
		return app.Erased{}, wrap("erase kind", err)
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return app.Erased{}, app.Refuse("reason", app.Missing)
	}
	due, err := s.dueOf(s.within(ctx, by), rule, today)
	records := int64(len(due))
	if err == nil && kind == app.KeptDrafts {
		records, _, err = s.leftDrafts(ctx, rule.Before(today))
	}
	switch {
	case err != nil:
		return app.Erased{}, wrap("erase kind", err)
	case records == 0:
		return app.Erased{}, app.Refuse("retention_kind", app.NothingToDo)
	}
	if err := s.mayWithdraw(by, app.HandlePrivacy, int(records)); err != nil {
		return app.Erased{}, err
	}
	var out app.Erased
	err = s.write(ctx, by, app.Why{Source: eraseSource, Note: reason}, func(x *tx) error {
		if still, err := retentionOn(ctx, x.s.conn, kind, today); err != nil || still.ID != rule.ID {
			return errorsFirst(err, app.ErrChangedMeantime) // by a longer period, it may be
		}
		if out.Records, err = x.eraseDueRows(ctx, rule, rule.Before(today), due); err != nil {
			return err
		}
		return x.audit(ctx, app.AuditEntry{
			Kind: app.AuditErased, Reason: reason, Details: map[string]string{"retention_kind": string(kind), "records": strconv.FormatInt(out.Records, 10)},
		})
	})
	if err == nil {
		out.Waits, err = s.eraseAlone(ctx)
	}
	return out, wrap("erase kind", err)
}

func (x *tx) eraseDueRows(ctx context.Context, rule app.RetentionRule, before app.Day, due []dueRow) (records int64, err error) {
	only := map[app.RetentionKind]string{app.KeptPositions: "position"}[rule.Kind]
	err = x.securely(ctx, func() error {
		for _, r := range due {
			t := x.s.tables[r.table]
			row, err := x.current(ctx, t, r.id)
			if err != nil {
				return err
			}
			written, err := x.eraseRow(ctx, moving{t, row}, only)
			if err != nil {
				return err
			}
			if written {
				records++
			}
		}
		if rule.Kind != app.KeptDrafts {
			return nil
		}
		gone, err := x.s.conn.ExecContext(ctx, "DELETE FROM drafts WHERE updated_at < ?", before.Time().UnixMilli())
		if err != nil {
			return err
		}
		x.kinds |= app.Drafts
		records, err = gone.RowsAffected()
		return err
	})
	return records, err
}
