package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

var commitmentRowColumns = prefixed("p", commitmentColumns) + `, coalesce(u.name, ''), coalesce(o.name, ''), coalesce(c.number, '')`

const commitmentRowJoins = ` LEFT JOIN customers u ON u.id = p.customer_id LEFT JOIN staff o ON o.id = p.owner_id LEFT JOIN cases c ON c.id = p.case_id`

func scanCommitmentRow(r scanner) (app.CommitmentRow, error) {
	var p app.CommitmentRow
	err := r.Scan(append(commitmentInto(&p.Commitment), &p.CustomerName, &p.OwnerName, &p.CaseNumber)...)
	return p, err
}

// commitmentsOf is the condition of a filter that names people.
func (s *Store) commitmentsOf(by app.Actor, f app.CommitmentFilter) where {
	f = f.For(by)
	q := where{}
	q.add("p.withdrawn_at IS NULL")
	q.add(seesPromises, by.Staff[:])
	today := app.DayOf(s.now())
	switch f.View {
	case app.CommitmentsOpen:
		q.add("p.ended_on = ''")
	case app.CommitmentsOverdue:
		q.add("p.ended_on = '' AND p.due_on < ?", string(today))
	case app.CommitmentsWeek:
		q.add("p.ended_on = '' AND p.due_on BETWEEN ? AND ?", string(today), string(today.AddDays(6)))
	case app.CommitmentsKept:
		q.add("p.ending = 'kept' AND p.ended_on <= p.due_on")
	case app.CommitmentsBroken:
		q.add("p.due_on < ? AND (p.ended_on = '' OR p.due_on < p.ended_on)", string(today))
	}
	if !f.Owner.IsZero() {
		q.add("p.owner_id = ?", f.Owner[:])
	}
	if !f.Customer.IsZero() {
		q.add("p.customer_id = ?", f.Customer[:])
	}
	if f.Text != "" {
		like := "%" + f.Text + "%"
		q.add("(p.content LIKE ? OR p.customer_id IN (SELECT id FROM customers WHERE name LIKE ?))", like, like)
	}
	return q
}

// CommitmentOrder is the whole answer to a filter, as row numbers in order: what
// is owed by its day, the next first; what is over by its day, the last first.
func (s *Store) CommitmentOrder(ctx context.Context, by app.Actor, f app.CommitmentFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	return s.CommitmentHead(ctx, by, f, 0)
}

// CommitmentHead is the beginning of what CommitmentOrder answers, at most so
// many row numbers; no most is the whole.
func (s *Store) CommitmentHead(ctx context.Context, by app.Actor, f app.CommitmentFilter, most int) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	q := s.commitmentsOf(by, f)
	query := "SELECT p.n AS n FROM promises p" + q.text()
	switch f.View {
	case app.CommitmentsOpen, app.CommitmentsOverdue, app.CommitmentsWeek:
		query += " ORDER BY p.due_on, p.n"
	default:
		query += " ORDER BY p.ended_on <> '', p.due_on DESC, p.n DESC"
	}
	if most > 0 {
		query += " LIMIT ?"
		q.args = append(q.args, most)
	}
	order, err := s.order(ctx, query, q.args...)
	return order, wrap("order promises", err)
}

// CommitmentsAt reads the promises of some row numbers, in their order.
func (s *Store) CommitmentsAt(ctx context.Context, by app.Actor, rows []int64) (masked []app.CommitmentRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanCommitmentRow, "SELECT "+commitmentRowColumns+" FROM json_each(?) j JOIN promises p ON p.n = j.value"+
		commitmentRowJoins+" WHERE "+seesPromises+" ORDER BY j.key", jsonRows(rows), by.Staff[:])
	return found, wrap("promises at", err)
}

// CommitmentCounts says how long each list of promises is under a filter.
func (s *Store) CommitmentCounts(ctx context.Context, by app.Actor, f app.CommitmentFilter) (map[app.CommitmentView]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	counts := map[app.CommitmentView]int64{}
	for _, f.View = range app.CommitmentViews() {
		q := s.commitmentsOf(by, f)
		n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM promises p"+q.text(), q.args...)
		if err != nil {
			return nil, wrap("count promises", err)
		}
		counts[f.View] = n
	}
	return counts, nil
}

// commitmentsShown is how many promises of a customer his page shows.
const commitmentsShown = 50

// commitmentsWith are the promises of a customer, what is owed first.
func (s *Store) commitmentsWith(ctx context.Context, by app.Actor, id app.CustomerID) ([]app.CommitmentRow, error) {
	return collect(ctx, s.reader, scanCommitmentRow, "SELECT "+commitmentRowColumns+" FROM promises p"+commitmentRowJoins+
		" WHERE p.customer_id = ? AND p.withdrawn_at IS NULL AND "+seesPromises+" ORDER BY p.ended_on <> '', p.due_on, p.n LIMIT ?", id[:], by.Staff[:], commitmentsShown)
}

// Commitment is one promise as lists show it.
func (s *Store) Commitment(ctx context.Context, by app.Actor, id app.CommitmentID) (masked app.CommitmentRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.CommitmentRow{}, err
	}
	found, err := one(ctx, s.reader, scanCommitmentRow, "SELECT "+commitmentRowColumns+" FROM promises p"+commitmentRowJoins+
		" WHERE p.id = ? AND p.withdrawn_at IS NULL AND "+seesPromises, id[:], by.Staff[:])
	return found, wrap("promise", err)
}

func (s *Store) commitmentColumnsOut() []exportColumn[app.CommitmentRow] {
	today := app.DayOf(s.now())
	return []exportColumn[app.CommitmentRow]{
		{"customer", sheet.Name, 20, text(func(p app.CommitmentRow) string { return p.CustomerName })},
		{"promise", sheet.Text, 44, text(func(p app.CommitmentRow) string { return p.Content })},
		{"status", sheet.Text, 10, code("promise_state", func(p app.CommitmentRow) string { return string(p.State(today)) })},
		{"owner", sheet.Name, 12, text(func(p app.CommitmentRow) string { return p.OwnerName })},
		{"made_on", sheet.Day, 12, text(func(p app.CommitmentRow) string { return string(p.MadeOn) })},
		{"due_on", sheet.Day, 12, text(func(p app.CommitmentRow) string { return string(p.DueOn) })},
		{"ended_on", sheet.Day, 12, text(func(p app.CommitmentRow) string { return string(p.EndedOn) })},
		{"evidence", sheet.Text, 30, text(func(p app.CommitmentRow) string { return p.Evidence })},
		{"number", sheet.Code, 18, text(func(p app.CommitmentRow) string { return p.CaseNumber })},
	}
}

// ExportCommitments writes some promises, in their order, as a sheet or JSON.
func (s *Store) ExportCommitments(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	o := s.out(ctx, by, job, "promises")
	read := func(ctx context.Context, rows []int64) ([]app.CommitmentRow, error) {
		return s.CommitmentsAt(ctx, o.reads, rows)
	}
	n, err := export(ctx, o, rows, s.commitmentColumnsOut(), read, report)
	return n, wrap("export promises", fileProblem(err))
}
