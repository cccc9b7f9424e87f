package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

var caseRowColumns = prefixed("c", caseColumns) + `, coalesce(u.name, c.contact_name), coalesce(a.account_no, ''), coalesce(o.name, '')`

const caseRowFrom = ` FROM cases c LEFT JOIN customers u ON u.id = c.customer_id
	LEFT JOIN accounts a ON a.id = c.account_id LEFT JOIN staff o ON o.id = c.owner_id`

func scanCaseRow(r scanner) (app.CaseRow, error) {
	var c app.CaseRow
	err := r.Scan(append(caseInto(&c.Case), &c.CustomerName, &c.AccountNo, &c.OwnerName)...)
	return c, err
}

// openStatuses is the condition of the partial index on open cases, to the letter.
const openStatuses = "status NOT IN ('closed', 'archived', 'cancelled', 'linked')"

// CaseOrder is the whole answer to a filter, as row numbers in order; CasesAt
// reads the rows of a window of it.
func (s *Store) CaseOrder(ctx context.Context, by app.Actor, f app.CaseFilter) ([]int64, error) {
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	q := where{}
	q.add("withdrawn_at IS NULL")
	q.add(seesCases, by.Staff[:])
	s.narrowCases(&q, f)
	if f.Text != "" {
		rows, err := s.textCases(ctx, f.Text)
		if err != nil {
			return nil, err
		}
		q.add("n IN (SELECT value FROM json_each(?))", jsonRows(rows))
	}
	order, err := s.order(ctx, "SELECT n FROM cases"+q.text()+caseOrderBy(f), q.args...)
	return order, wrap("order cases", err)
}

func (s *Store) narrowCases(q *where, f app.CaseFilter) {
	if f.OpenOnly || f.Work != "" {
		q.add(openStatuses)
	}
	if !f.Customer.IsZero() {
		q.add("customer_id = ?", f.Customer[:])
	}
	if !f.Owner.IsZero() {
		q.add("owner_id = ?", f.Owner[:])
	}
	in(q, "kind", f.Kinds)
	in(q, "status", f.Statuses)
	if f.From != "" {
		q.add("accepted_at >= ?", f.From.Time().UnixMilli())
	}
	if f.To != "" {
		q.add("accepted_at < ?", f.To.AddDays(1).Time().UnixMilli())
	}
	if from, to := f.Work.Span(s.now()); to != 0 {
		q.add("due_at >= ? AND due_at < ?", from, to)
	}
	in(q, "status", workStatuses[f.Work])
}

var workStatuses = map[app.Work][]app.CaseStatus{
	app.WorkWaitingCustomer: {app.WaitCustomer},
	app.WorkWaitingInternal: {app.WaitInternal, app.WaitApproval},
	app.WorkCallBack:        {app.Replied, app.CallBack},
	app.WorkUnassigned:      {app.Accepted},
}

func caseOrderBy(f app.CaseFilter) string {
	direction := ""
	if f.Descending {
		direction = " DESC"
	}
	switch f.Sort {
	case app.ByNumber:
		return " ORDER BY number" + direction
	case app.ByAccepted:
		return " ORDER BY accepted_at" + direction + ", n" + direction
	}
	// Cases without a running clock come last.
	return " ORDER BY due_at = 0, due_at" + direction + ", accepted_at" + direction
}

// CasesAt reads the cases of some row numbers, in their order.
func (s *Store) CasesAt(ctx context.Context, by app.Actor, rows []int64) ([]app.CaseRow, error) {
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanCaseRow,
		"SELECT "+caseRowColumns+" FROM json_each(?) j JOIN cases c ON c.n = j.value"+strings.TrimPrefix(caseRowFrom, " FROM cases c")+
			" WHERE "+seesCasesAs("c")+" ORDER BY j.key", jsonRows(rows), by.Staff[:])
	return found, wrap("cases at", err)
}

// textCases finds cases by number, or by the customers a text finds.
func (s *Store) textCases(ctx context.Context, text string) ([]int64, error) {
	rows, err := s.order(ctx, "SELECT n FROM cases WHERE number LIKE ? OR external_no = ?", "%"+app.NormaliseCode(text)+"%", text)
	if err != nil {
		return nil, err
	}
	customers, err := s.searchRows(ctx, text, caseCustomersAtMost)
	if err != nil || len(customers) == 0 {
		return rows, err
	}
	more, err := s.order(ctx, "SELECT c.n FROM json_each(?) j JOIN customers u ON u.n = j.value JOIN cases c ON c.customer_id = u.id", jsonRows(customers))
	return append(rows, more...), err
}

// caseCustomersAtMost bounds the customers whose cases a text in the case
// list's filter finds.
const caseCustomersAtMost = 1000

// WorkCounts says how long each list of the start page is; a zero owner counts
// everybody's cases.
func (s *Store) WorkCounts(ctx context.Context, by app.Actor, owner app.StaffID) (map[app.Work]int64, error) {
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	counts := map[app.Work]int64{}
	for _, work := range app.Works() {
		q := where{}
		q.add("withdrawn_at IS NULL")
		q.add(seesCases, by.Staff[:])
		s.narrowCases(&q, app.CaseFilter{Work: work, Owner: owner})
		n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM cases"+q.text(), q.args...)
		if err != nil {
			return nil, wrap("work counts", err)
		}
		counts[work] = n
	}
	return counts, nil
}
