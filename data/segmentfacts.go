package data

import (
	"context"
	"database/sql"
	"slices"

	"lamplighter/app"
)

// segmentRow is a customer as the rules of segments see him.
type segmentRow struct {
	proposal app.SegmentProposal
	facts    app.SegmentFacts
	against  string // what the rules had said when a person chose otherwise
}

// reset makes the row ready for the next customer and keeps its room.
func (r *segmentRow) reset() {
	f := &r.facts
	*r = segmentRow{facts: app.SegmentFacts{
		ImportantGrades: f.ImportantGrades[:0], Industries: f.Industries[:0], Cares: f.Cares[:0], Voltages: f.Voltages[:0], UsageCategories: f.UsageCategories[:0],
	}}
}

// careNote is what a special care noted in the customer's own record is called:
// its words stay there.
const careNote = "noted"

// The customers come by row number, each with his accounts behind one another.
const segmentRowsQuery = `SELECT c.n, c.id, c.name, c.kind, c.class, c.size, c.segment, c.important_grade, c.industry, c.care <> '',
	a.account_no, a.status, a.voltage, a.usage_category, a.industry, a.contracted_va, a.running_va, a.pv_w, a.charger_w, a.storage_wh
	FROM customers c LEFT JOIN accounts a ON a.customer_id = c.id AND a.withdrawn_at IS NULL`

// profiles is what customers use, where rules ask for it.
type profiles map[app.CustomerID]app.UsageProfile

// readUse computes the use of all customers when it is asked for.
func (s *Store) readUse(ctx context.Context, asked bool) (profiles, error) {
	used := profiles{}
	if !asked {
		return used, nil
	}
	err := s.usageProfiles(ctx, func(id app.CustomerID, p app.UsageProfile) error {
		used[id] = p
		return nil
	})
	return used, err
}

// eachSegmentRow reads the customers of a condition with what the rules ask of
// them. The row is only good during the call.
func (s *Store) eachSegmentRow(ctx context.Context, q querier, used profiles, cond where, do func(*segmentRow)) error {
	sheets, err := s.readSegmentSheets(ctx, q)
	if err != nil {
		return err
	}
	cond.add("c.withdrawn_at IS NULL AND c.merged_into_id IS NULL AND c.keeping = ''")
	rows, err := q.QueryContext(ctx, segmentRowsQuery+cond.text()+" ORDER BY c.n, a.n", cond.args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var r segmentRow
	var now segmentAccount
	into := now.into()
	done := func() {
		if r.proposal.Row != 0 {
			sheets.tell(&r)
			r.facts.SetUse(used[r.proposal.Customer])
			do(&r)
		}
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if now.row != r.proposal.Row {
			done()
			r.reset()
			now.begin(&r)
		}
		now.account(&r)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	done()
	return nil
}

// segmentAccount is one line of the query.
type segmentAccount struct {
	row                                            int64
	id                                             app.CustomerID
	name, kind, class, size, segment, grade, trade string
	care                                           bool
	no, status, voltage, category, industry        sql.NullString
	contracted, running, pv, charger, storage      sql.NullInt64
}

func (a *segmentAccount) into() []any {
	return []any{
		&a.row, idInto(&a.id), &a.name, &a.kind, &a.class, &a.size, &a.segment, &a.grade, &a.trade, &a.care,
		&a.no, &a.status, &a.voltage, &a.category, &a.industry, &a.contracted, &a.running, &a.pv, &a.charger, &a.storage,
	}
}

func (a *segmentAccount) begin(r *segmentRow) {
	r.proposal = app.SegmentProposal{Row: a.row, Customer: a.id, Name: a.name, AccountNo: a.no.String, Was: a.segment}
	f := &r.facts
	f.Kind, f.Class, f.Size = app.CustomerKind(a.kind), a.class, a.size
	f.ImportantGrades, f.Industries = once(f.ImportantGrades, a.grade), once(f.Industries, a.trade)
	if a.care {
		f.Cares = append(f.Cares, careNote)
	}
}

// account adds what one account in use has.
func (a *segmentAccount) account(r *segmentRow) {
	if !a.no.Valid || a.status.String == app.AccountClosed {
		return
	}
	f := &r.facts
	f.Accounts++
	f.Voltages, f.UsageCategories = once(f.Voltages, a.voltage.String), once(f.UsageCategories, a.category.String)
	f.Industries = once(f.Industries, a.industry.String)
	f.ContractedVA += a.contracted.Int64
	f.RunningVA += a.running.Int64
	f.PVW += a.pv.Int64
	f.ChargerW += a.charger.Int64
	f.StorageWh += a.storage.Int64
}

// once adds a word that is not there yet.
func once(words []string, word string) []string {
	if word == "" || slices.Contains(words, word) {
		return words
	}
	return append(words, word)
}

// segmentSheets is what few customers have: the sheets of important users and
// of special care in force, and what a person chose against the rules.
type segmentSheets struct {
	grades, cares map[app.CustomerID][]string
	chosen        map[app.CustomerID]app.Segmenting
}

func (s *Store) readSegmentSheets(ctx context.Context, q querier) (segmentSheets, error) {
	today := string(app.DayOf(s.now()))
	const inForce = " WHERE withdrawn_at IS NULL AND from_on <= ?1 AND (to_on = '' OR to_on >= ?1) ORDER BY n"
	sheets := segmentSheets{chosen: map[app.CustomerID]app.Segmenting{}}
	var err error
	if sheets.grades, err = wordsOfCustomers(ctx, q, "SELECT customer_id, grade FROM important_users"+inForce, today); err != nil {
		return sheets, err
	}
	if sheets.cares, err = wordsOfCustomers(ctx, q, "SELECT customer_id, kind FROM special_cares"+inForce, today); err != nil {
		return sheets, err
	}
	chosen, err := collect(ctx, q, scanSegmenting, "SELECT "+segmentingColumns+" FROM segmentings WHERE rule_id IS NULL AND withdrawn_at IS NULL ORDER BY at, n")
	for _, c := range chosen {
		sheets.chosen[c.Customer] = c
	}
	return sheets, err
}

func wordsOfCustomers(ctx context.Context, q querier, query string, args ...any) (map[app.CustomerID][]string, error) {
	type pair struct {
		id   app.CustomerID
		word string
	}
	pairs, err := collect(ctx, q, func(r scanner) (pair, error) {
		var p pair
		err := r.Scan(idInto(&p.id), &p.word)
		return p, err
	}, query, args...)
	out := map[app.CustomerID][]string{}
	for _, p := range pairs {
		out[p.id] = once(out[p.id], p.word)
	}
	return out, err
}

// tell adds the sheets of a customer to what the rules see.
func (s segmentSheets) tell(r *segmentRow) {
	for _, grade := range s.grades[r.proposal.Customer] {
		r.facts.ImportantGrades = once(r.facts.ImportantGrades, grade)
	}
	for _, care := range s.cares[r.proposal.Customer] {
		r.facts.Cares = once(r.facts.Cares, care)
	}
	if c, by := s.chosen[r.proposal.Customer]; by && c.Segment == r.proposal.Was {
		r.against = c.Against
	}
}
