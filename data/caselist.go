package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

var caseRowColumns = prefixed("c", caseColumns) + `, coalesce(u.name, c.contact_name), coalesce(a.account_no, ''), coalesce(o.name, ''), coalesce(u.keeping, '')`

const caseRowFrom = ` FROM cases c LEFT JOIN customers u ON u.id = c.customer_id
	LEFT JOIN accounts a ON a.id = c.account_id LEFT JOIN staff o ON o.id = c.owner_id`

func scanCaseRow(r scanner) (app.CaseRow, error) {
	var c app.CaseRow
	err := r.Scan(append(caseInto(&c.Case), &c.CustomerName, &c.AccountNo, &c.OwnerName, &c.Keeping)...)
	return c, err
}

// openStatuses and inUse are the conditions of the partial indexes on cases, to
// the letter.
const (
	openStatuses = "status NOT IN ('closed', 'archived', 'cancelled', 'linked')"
	inUse        = "withdrawn_at IS NULL"
	openCases    = inUse + " AND " + openStatuses
)

// CaseOrder is the whole answer to a filter, as row numbers in order; CasesAt
// reads the rows of a window of it.
func (s *Store) CaseOrder(ctx context.Context, by app.Actor, f app.CaseFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	return s.CaseHead(ctx, by, f, 0)
}

// CaseHead is the beginning of what CaseOrder answers, at most so many row
// numbers: the order of millions takes a second, its first page does not. No
// most is the whole.
func (s *Store) CaseHead(ctx context.Context, by app.Actor, f app.CaseFilter, most int) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	ask, err := s.askCases(ctx, by, f)
	if err != nil {
		return nil, wrap("order cases", err)
	}
	order, err := s.caseHead(ctx, ask, most)
	return order, wrap("order cases", err)
}

// caseAsk is a filter whose people are named and whose text was looked up.
type caseAsk struct {
	app.CaseFilter
	by       app.StaffID // who sees the protected cases she is named on
	narrowed bool        // she reads no others anyway
	found    string      // the row numbers the text found, as json_each takes them
}

func (s *Store) askCases(ctx context.Context, by app.Actor, f app.CaseFilter) (caseAsk, error) {
	_, narrowed := ctx.Value(forWhom{}).(app.Actor)
	ask := caseAsk{CaseFilter: f.For(by), by: by.Staff, narrowed: narrowed}
	if strings.TrimSpace(f.Text) == "" {
		return ask, nil
	}
	rows, err := s.textCases(ctx, f.Text)
	ask.found = jsonRows(rows)
	return ask, err
}

func (s *Store) caseHead(ctx context.Context, ask caseAsk, most int) ([]int64, error) {
	legs, err := s.caseLegs(ctx, ask)
	var order []int64
	for _, l := range legs {
		query := "SELECT n" + l.from() + l.orderBy
		if most > 0 {
			query += " LIMIT ?"
			l.args = append(l.args[:len(l.args):len(l.args)], most-len(order))
		}
		rows, err := s.order(ctx, query, l.args...)
		if err != nil {
			return nil, err
		}
		if order = append(order, rows...); most > 0 && len(order) >= most {
			break
		}
	}
	return order, err
}

// seesRows is seesCases for lists: it knows the protected cases that a person
// is named on by their row numbers, which every index has.
const seesRows = "(protected = 0 OR n IN (SELECT k.n FROM case_named m JOIN cases k ON k.id = m.case_id WHERE m.staff_id = ? AND m.withdrawn_at IS NULL))"

// narrowCases adds the conditions of a filter that names people and units.
func (s *Store) narrowCases(q *where, f caseAsk) {
	q.add(inUse)
	if !f.narrowed {
		q.add(seesRows, f.by[:])
	}
	if f.OnlyOpen() {
		q.add(openStatuses)
	}
	if !f.Customer.IsZero() {
		q.add("customer_id = ?", f.Customer[:])
	}
	if !f.Owner.IsZero() {
		q.add("owner_id = ?", f.Owner[:])
	}
	if f.Nobody {
		q.add("owner_id IS NULL")
	}
	if !f.Unit.IsZero() {
		q.add("unit_id = ?", f.Unit[:])
	}
	if f.Channel != "" {
		q.add("channel = ?", f.Channel)
	}
	if f.Provisional {
		q.add("provisional = 1")
	}
	in(q, "kind", f.Kinds)
	in(q, "status", f.Statuses)
	in(q, "status", workStatuses[f.Work])
	s.narrowTimes(q, f.CaseFilter)
}

func (s *Store) narrowTimes(q *where, f app.CaseFilter) {
	if f.From != "" {
		q.add("accepted_at >= ?", f.From.Time().UnixMilli())
	}
	if f.To != "" {
		q.add("accepted_at < ?", f.To.AddDays(1).Time().UnixMilli())
	}
	// A limit of days ends at midnight after its last day.
	if f.DueFrom != "" {
		q.add("due_at > ?", f.DueFrom.Time().UnixMilli())
	}
	if f.DueTo != "" {
		q.add("due_at > 0 AND due_at <= ?", f.DueTo.AddDays(1).Time().UnixMilli())
	}
	if f.Overdue {
		_, now := app.WorkOverdue.Span(s.now())
		q.add("due_at > 0 AND due_at < ?", now)
	}
	if from, to := f.Work.Span(s.now()); to != 0 {
		q.add("due_at >= ? AND due_at < ?", from, to)
	}
}

var workStatuses = map[app.Work][]app.CaseStatus{
	app.WorkWaitingCustomer: {app.WaitCustomer},
	app.WorkWaitingInternal: {app.WaitInternal, app.WaitApproval},
	app.WorkCallBack:        {app.Replied, app.CallBack},
	app.WorkUnassigned:      {app.Accepted},
}

// CasesAt reads the cases of some row numbers, in their order.
func (s *Store) CasesAt(ctx context.Context, by app.Actor, rows []int64) (masked []app.CaseRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	found, err := s.casesAt(ctx, by, rows)
	return found, wrap("cases at", err)
}

func (s *Store) casesAt(ctx context.Context, by app.Actor, rows []int64) ([]app.CaseRow, error) {
	return collect(ctx, s.reader, scanCaseRow,
		"SELECT "+caseRowColumns+" FROM json_each(?) j JOIN cases c ON c.n = j.value"+strings.TrimPrefix(caseRowFrom, " FROM cases c")+
			" WHERE "+seesCasesAs("c")+" ORDER BY j.key", jsonRows(rows), by.Staff[:])
}

// textCases finds cases by number, or by the customers a text finds.
func (s *Store) textCases(ctx context.Context, text string) ([]int64, error) {
	rows, err := s.order(ctx, "SELECT n FROM cases WHERE external_no = ? AND external_no <> ''", strings.TrimSpace(text))
	if err != nil {
		return nil, err
	}
	numbered, err := s.numberedCases(ctx, app.NormaliseCode(text))
	if err != nil {
		return nil, err
	}
	rows = append(rows, numbered...)
	customers, err := s.searchRows(ctx, text, caseCustomersAtMost)
	if err != nil || len(customers) == 0 {
		return rows, err
	}
	more, err := s.order(ctx, "SELECT c.n FROM json_each(?) j JOIN customers u ON u.n = j.value JOIN cases c ON c.customer_id = u.id", jsonRows(customers))
	return append(rows, more...), err
}

// numberedCases finds cases by their numbers: those that begin with a text, or,
// where none does, those that hold it. A text without a digit is in none, and
// need not be looked for in all.
func (s *Store) numberedCases(ctx context.Context, code string) ([]int64, error) {
	if !strings.ContainsAny(code, "0123456789") {
		return nil, nil
	}
	const from = "SELECT n FROM cases INDEXED BY cases_by_number WHERE number "
	rows, err := s.order(ctx, from+">= ?1 AND number < ?1 || '~' LIMIT ?2", code, numbersAtMost)
	if err != nil || len(rows) > 0 {
		return rows, err
	}
	return s.order(ctx, from+"LIKE ? ORDER BY number DESC LIMIT ?", "%"+code+"%", numbersAtMost)
}

// Bounds on what a text in the case list's filter finds: the customers whose
// cases are taken, and the cases taken by their numbers.
const (
	caseCustomersAtMost = 1000
	numbersAtMost       = 10_000
)
