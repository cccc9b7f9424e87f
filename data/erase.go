package data

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"lamplighter/app"
)

// EraseCustomer writes over what tells who a customer is, what he said and how he
// is reached, in his record and in all that belongs to it. These are ordinary
// changes, so that all computers come to the same. Somebody who was erased is
// erased again when others, who did not know of it, wrote about him.
func (s *Store) EraseCustomer(ctx context.Context, by app.Actor, f app.CustomerFate) (app.Erased, error) {
	if err := by.May(app.HandlePrivacy); err != nil {
		return app.Erased{}, err
	}
	if err := f.Check(); err != nil {
		return app.Erased{}, err
	}
	if err := s.mayDecideFate(ctx, by, f.Customer); err != nil {
		return app.Erased{}, err
	}
	f.Reason = strings.TrimSpace(f.Reason)
	var out app.Erased
	err := s.write(ctx, by, app.Why{Source: eraseSource, Note: f.Reason}, func(x *tx) (err error) {
		out.Records, err = x.eraseCustomer(ctx, f)
		return err
	})
	if err == nil {
		out.Waits, err = s.eraseAlone(ctx)
	}
	return out, wrap("erase customer", err)
}

// tiesQuery is what ties a customer, and those merged into him, to the company.
const tiesQuery = `WITH of AS (SELECT id FROM customers WHERE ?1 IN (id, merged_into_id))
	SELECT (SELECT count(*) FROM cases WHERE customer_id IN of AND ` + openCases + `),
		(SELECT coalesce(sum(arrears_fen), 0) FROM accounts WHERE customer_id IN of AND withdrawn_at IS NULL),
		(SELECT count(*) FROM accounts WHERE customer_id IN of AND withdrawn_at IS NULL AND status <> ?2)`

func (x *tx) eraseCustomer(ctx context.Context, f app.CustomerFate) (records int64, err error) {
	customer, err := x.fated(ctx, f.Customer)
	if err != nil {
		return 0, err
	}
	ties, err := one(ctx, x.s.conn, func(r scanner) (app.Ties, error) {
		var t app.Ties
		err := r.Scan(&t.OpenCases, &t.OwedFen, &t.Supplied)
		return t, err
	}, tiesQuery, customer.ID[:], app.AccountClosed)
	if err != nil {
		return 0, err
	}
	if err := ties.CheckErase(); err != nil {
		return 0, err
	}
	rows, err := x.customersRows(ctx, customer.ID)
	if err != nil {
		return 0, err
	}
	err = x.securely(ctx, func() error { records, err = x.eraseRows(ctx, rows); return err })
	if err != nil {
		return 0, err
	}
	if records == 0 {
		return 0, app.Refuse("customer", app.NothingToDo)
	}
	return records, x.audit(ctx, app.AuditEntry{
		Kind: app.AuditErased, Area: customer.Area, Table: "customers", Record: app.RecordID(customer.ID), Reason: f.Reason,
	})
}

// securely lets something be written over so that no copy stays between the
// pages.
func (x *tx) securely(ctx context.Context, write func() error) error {
	if err := x.exec(ctx, "PRAGMA secure_delete = ON"); err != nil {
		return err
	}
	err := write() // whether or not it fails, the connection is everybody's
	return errorsFirst(err, x.exec(context.WithoutCancel(ctx), "PRAGMA secure_delete = OFF"))
}

// eraseRows writes over rows, and counts those in which there was anything to
// write over.
func (x *tx) eraseRows(ctx context.Context, rows []moving) (records int64, err error) {
	if err := x.dropDraftsOf(ctx, rows); err != nil {
		return 0, err
	}
	for _, m := range rows {
		written, err := x.eraseRow(ctx, m, "")
		if err != nil {
			return 0, err
		}
		if written {
			records++
		}
	}
	return records, nil
}

// customersRows are all rows that belong to a customer.
func (x *tx) customersRows(ctx context.Context, id app.CustomerID) ([]moving, error) {
	t := x.s.tables["customers"]
	r, err := x.current(ctx, t, id)
	if err != nil {
		return nil, err
	}
	return x.belongings(ctx, moving{t, r})
}

// goesToo are the tables whose rows are withdrawn when the customer is erased.
var goesToo = []string{"customers", "contacts", "accounts", "meters", "attachments"}

// eraseRow writes over a row of an erased customer, and reports whether there
// was anything to write over. Values that lost go first. Of a row that stays one
// column alone is written over, where one is named.
func (x *tx) eraseRow(ctx context.Context, m moving, only string) (bool, error) {
	if m.t.sealed() {
		return false, nil
	}
	written, err := x.eraseLost(ctx, m, only)
	if err != nil {
		return false, err
	}
	was, err := x.current(ctx, m.t, m.row.id)
	if err != nil {
		return false, err
	}
	now := was
	now.fields = slices.Clone(was.fields)
	for i := range now.fields {
		if to, is := m.t.erased(i); is && m.t.taken(i, only) {
			now.fields[i].value = to
		}
	}
	if slices.Contains(goesToo, m.t.name) && was.fields[m.t.withdrawn].value == nil {
		now.fields[m.t.withdrawn].value = x.now.UnixMilli()
	}
	if slices.EqualFunc(was.fields, now.fields, func(a, b field) bool { return same(a.value, b.value) }) {
		return written, nil
	}
	return true, x.put(ctx, m.t.name, was, now)
}

// taken reports whether a column is the one that is named, if one is.
func (t *table) taken(place int, only string) bool {
	return only == "" || t.columns[place].name == only
}

// erased is what a column holds in a row of an erased customer, if that is not
// what it held.
func (t *table) erased(place int) (any, bool) {
	c := t.columns[place]
	if t.name == "customers" {
		pinyin, initials, sortKey := app.Readings(app.ErasedName)
		switch c.name {
		case "name":
			return app.ErasedName, true
		case "pinyin":
			return pinyin, true
		case "initials":
			return initials, true
		case "sort_key":
			return sortKey, true
		case "keeping":
			return string(app.KeptErased), true
		}
	}
	kind, known := app.FieldOf(t.name + "." + c.name)
	if !known || c.kind != "TEXT" || !kind.Holds(t.name+"."+c.name) {
		return nil, false
	}
	return c.zero, true
}

// eraseLost writes over the values that were written without knowing of each
// other, by a change that has seen them all, so that none of them is kept; it
// reports whether there were any.
func (x *tx) eraseLost(ctx context.Context, m moving, only string) (bool, error) {
	lost, err := collect(ctx, x.s.conn, scanLost, "SELECT tbl, row_id, col, hlc, dev, val FROM sy_lost WHERE tbl = ? AND row_id = ?", int64(m.t.no), m.row.id[:])
	if err != nil || len(lost) == 0 {
		return false, err
	}
	current, err := x.current(ctx, m.t, m.row.id)
	if err != nil {
		return false, err
	}
	over := changedRow{table: m.t.no, id: m.row.id}
	for i, c := range m.t.columns {
		together := m.t.together(i)
		if !slices.ContainsFunc(lost, func(l lostValue) bool { return m.t.goesWith(together, l, only) }) {
			continue
		}
		value, is := m.t.erased(i)
		if !is || !m.t.taken(i, only) {
			value = current.fields[i].value
		}
		seen := stampOf(current.seen, c.no)
		over.cells = append(over.cells, cell{column: c.no, value: value, baseHLC: seen.hlc, baseDev: seen.dev})
		for _, l := range lost {
			if l.column == c.no {
				over.cells = append(over.cells, cell{column: c.no, value: value, baseHLC: l.at.hlc, baseDev: l.at.dev})
			}
		}
	}
	if len(over.cells) == 0 {
		return false, nil
	}
	if x.merging == nil {
		x.merging = &merging{}
		if err := x.beginMerging(ctx); err != nil {
			return false, err
		}
	}
	return true, x.decideRow(ctx, m.t, current, over)
}

// goesWith reports whether a value that lost is of one of some columns, written
// together, that erasing writes over.
func (t *table) goesWith(places []int, l lostValue, only string) bool {
	return slices.ContainsFunc(places, func(i int) bool {
		_, is := t.erased(i)
		return is && t.taken(i, only) && t.columns[i].no == l.column
	})
}

// dropDraftsOf forgets half-done forms that name the customer, one of his
// numbers or one of his records.
func (x *tx) dropDraftsOf(ctx context.Context, rows []moving) error {
	var marks []string
	for _, m := range rows {
		marks = append(marks, app.RecordID(m.row.id).String())
		for i, c := range m.t.columns {
			kind, _ := app.FieldOf(m.t.name + "." + c.name)
			switch kind.Mask {
			case app.PhoneMask, app.IDMask, app.AccountMask, app.EmailMask:
				if no, _ := m.row.fields[i].value.(string); len(no) >= 7 {
					marks = append(marks, no)
				}
			}
		}
	}
	for some := range slices.Chunk(marks, 200) {
		texts, _ := json.Marshal(some) // of strings: never fails
		err := x.exec(ctx, "DELETE FROM drafts WHERE EXISTS (SELECT 1 FROM json_each(?) m WHERE instr(drafts.id || drafts.title || drafts.fields, m.value) > 0)", string(texts))
		if err != nil {
			return err
		}
	}
	x.kinds |= app.Drafts
	return nil
}
