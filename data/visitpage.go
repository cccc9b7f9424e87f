package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// VisitPage is a visit with everything its form and its page show.
func (s *Store) VisitPage(ctx context.Context, by app.Actor, id app.VisitID) (masked app.VisitPage, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.VisitPage{}, err
	}
	page, err := s.visitPage(ctx, s.reader, id)
	return page, wrap("visit page", err)
}

func (s *Store) visitPage(ctx context.Context, q querier, id app.VisitID) (app.VisitPage, error) {
	var p app.VisitPage
	var err error
	if p.Visit, err = one(ctx, q, scanVisit, "SELECT "+visitColumns+" FROM visits WHERE id = ? AND withdrawn_at IS NULL", id[:]); err != nil {
		return p, err
	}
	if err := readVisited(ctx, q, app.DayOf(s.now()), &p); err != nil {
		return p, err
	}
	if p.Answers, err = readAnswers(ctx, q, id); err != nil {
		return p, err
	}
	if err := readLast(ctx, q, &p); err != nil {
		return p, err
	}
	if p.Made, p.Measures, err = measures(ctx, q, id); err != nil {
		return p, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return p, err
	}
	p.Beside.Days = book.Days
	forms, err := readForms(ctx, q)
	if err != nil {
		return p, err
	}
	p.Form = formOf(forms, p, app.DayOf(s.now()))
	return p, nil
}

// formOf is the form a visit was recorded under; of one still to be made the
// one that holds today.
func formOf(forms []app.VisitForm, p app.VisitPage, today app.Day) app.VisitForm {
	i := slices.IndexFunc(forms, func(f app.VisitForm) bool { return f.Code == p.Visit.Form && f.Version == p.Visit.FormVersion })
	if i >= 0 {
		return forms[i]
	}
	form, _ := app.FormFor(forms, p.Customer.Kind, today)
	return form
}

// dueItems are the open items of one kind in plans that run; it takes the kind.
const dueItems = "i.kind = ? AND i.status = 'open' AND i.withdrawn_at IS NULL AND s.status = 'running' AND s.withdrawn_at IS NULL"

// readVisited reads who is visited.
func readVisited(ctx context.Context, q querier, today app.Day, p *app.VisitPage) error {
	id := p.Visit.Customer
	var err error
	if p.Customer, err = one(ctx, q, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ?", id[:]); err != nil {
		return err
	}
	const ofCustomer = " WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY n"
	if p.Accounts, err = collect(ctx, q, scanAccount, "SELECT "+accountColumns+" FROM accounts"+ofCustomer, id[:]); err != nil {
		return err
	}
	for _, a := range p.Accounts {
		if a.OpenedOn != "" && (p.Beside.SupplySince == "" || a.OpenedOn < p.Beside.SupplySince) {
			p.Beside.SupplySince = a.OpenedOn
		}
	}
	if p.Contacts, err = collect(ctx, q, scanContact, "SELECT "+contactColumns+" FROM contacts"+ofCustomer, id[:]); err != nil {
		return err
	}
	if p.Known, err = readFacts(ctx, q, id); err != nil {
		return err
	}
	p.Promises, err = collect(ctx, q, scanCommitment, "SELECT "+commitmentColumns+
		" FROM promises WHERE customer_id = ? AND withdrawn_at IS NULL AND ended_on = '' ORDER BY due_on, n LIMIT 20", id[:])
	if err != nil {
		return err
	}
	month := app.MonthSpan(app.MonthOf(today), 1)
	p.Due, err = collect(ctx, q, scanPlanItem, "SELECT "+prefixed("i", planItemColumns)+" FROM plan_items i JOIN service_plans s ON s.id = i.plan_id"+
		" WHERE i.customer_id = ? AND "+dueItems+" AND i.due_on <= ? ORDER BY i.due_on, i.n LIMIT 5", id[:], app.VisitItem, string(month.To))
	if err != nil {
		return err
	}
	names, err := collect(ctx, q, scanText, "SELECT name FROM staff WHERE id = ?", p.Visit.Manager[:])
	if len(names) > 0 {
		p.ManagerName = names[0]
	}
	return err
}

// readFacts reads what is known of a customer, the newest of a name last.
func readFacts(ctx context.Context, q querier, of app.CustomerID) ([]app.Fact, error) {
	return collect(ctx, q, scanFact, "SELECT "+factColumns+" FROM customer_facts WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY name, known_on, n", of[:])
}

func readAnswers(ctx context.Context, q querier, of app.VisitID) ([]app.VisitAnswer, error) {
	return collect(ctx, q, scanVisitAnswer, "SELECT "+visitAnswerColumns+" FROM visit_answers WHERE visit_id = ? AND withdrawn_at IS NULL ORDER BY n", of[:])
}

// madeStatuses are the statuses of visits that took place.
const madeStatuses = "status IN ('recorded', 'follow_up', 'archived')"

// readLast reads the customer's newest other visit, its answers, and whether he
// was visited on the same day.
func readLast(ctx context.Context, q querier, p *app.VisitPage) error {
	id := p.Visit.ID
	last, err := collect(ctx, q, scanVisit, "SELECT "+visitColumns+" FROM visits WHERE customer_id = ? AND id <> ? AND withdrawn_at IS NULL AND "+
		madeStatuses+" ORDER BY visited_on DESC, n DESC LIMIT 1", p.Visit.Customer[:], id[:])
	if err != nil || len(last) == 0 {
		return err
	}
	p.Last, p.LastAnswers = last[0], app.Answers{}
	p.Beside.Last = p.Last.VisitedOn
	answers, err := readAnswers(ctx, q, p.Last.ID)
	for _, a := range answers {
		p.LastAnswers[a.Name] = a.Value
	}
	if err != nil {
		return err
	}
	p.Beside.Visited, err = collect(ctx, q, scanVisitedOn, "SELECT visited_on FROM visits WHERE customer_id = ? AND id <> ? AND withdrawn_at IS NULL AND "+
		madeStatuses+" ORDER BY visited_on", p.Visit.Customer[:], id[:])
	return err
}

func scanVisitedOn(r scanner) (app.Day, error) {
	var day app.Day
	err := r.Scan(&day)
	return day, err
}

// measures counts what was made in a visit, and of it what is not at its end:
// promises, cases and internal demands.
func measures(ctx context.Context, q querier, of app.VisitID) (made, open int64, err error) {
	err = q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM visit_links WHERE visit_id = ?1 AND withdrawn_at IS NULL),
		(SELECT count(*) FROM visit_links l JOIN promises p ON p.id = l.record_id
			WHERE l.visit_id = ?1 AND l.withdrawn_at IS NULL AND p.withdrawn_at IS NULL AND p.ended_on = '') +
		(SELECT count(*) FROM visit_links l JOIN cases c ON c.id = l.record_id
			WHERE l.visit_id = ?1 AND l.withdrawn_at IS NULL AND c.withdrawn_at IS NULL AND c.`+openStatuses+`)`, of[:]).Scan(&made, &open)
	return made, open, err
}
