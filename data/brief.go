package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

// How much of each a brief tells: it is one page.
const (
	briefPromises      = 8
	briefVisits        = 4
	briefOpportunities = 5
	briefMonths        = 24
)

// Brief reads what one should know before going to a customer.
func (s *Store) Brief(ctx context.Context, by app.Actor, of app.BriefOf) (masked app.Brief, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	for _, right := range []app.Right{app.ReadVisits, app.ReadCustomers} {
		if err := by.May(right); err != nil {
			return app.Brief{}, err
		}
	}
	b, err := s.brief(ctx, by, of)
	return b, wrap("brief", err)
}

// Briefs reads the briefs of several visits, in their order.
func (s *Store) Briefs(ctx context.Context, by app.Actor, visits []app.VisitID) (masked []app.Brief, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	var out []app.Brief
	for _, id := range visits {
		b, err := s.Brief(ctx, by, app.BriefOf{Visit: id})
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// VisitsBeside lists the visits of the same manager on the same day as a visit,
// itself among them, in the order of the route.
func (s *Store) VisitsBeside(ctx context.Context, by app.Actor, visit app.VisitID) ([]app.VisitID, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	ids, err := collect(ctx, s.reader, scanID[app.Visit], `SELECT v.id FROM visits o JOIN visits v ON v.manager_id IS o.manager_id AND v.planned_on = o.planned_on
		WHERE o.id = ? AND v.withdrawn_at IS NULL AND v.status <> 'cancelled' ORDER BY v.route_no = 0, v.route_no, v.n`, visit[:])
	return ids, wrap("visits beside", err)
}

func (s *Store) brief(ctx context.Context, by app.Actor, of app.BriefOf) (app.Brief, error) {
	b := app.Brief{Day: app.DayOf(s.now())}
	var err error
	if !of.Visit.IsZero() {
		b.Visit, err = one(ctx, s.reader, scanVisit, "SELECT "+visitColumns+" FROM visits WHERE id = ? AND withdrawn_at IS NULL", of.Visit[:])
		if err != nil {
			return b, err
		}
		of.Customer = b.Visit.Customer
	}
	if b.Customer, err = s.customerHead(ctx, by, of.Customer); err != nil {
		return b, err
	}
	if b.Customer.Sheets, err = s.customerSheets(ctx, of.Customer); err != nil {
		return b, err
	}
	if held, found := app.ManagerOn(b.Customer.Assignments, b.Day); found {
		b.Manager, b.Deputy = b.Customer.Staff[held.Manager], b.Customer.Staff[held.Deputy]
	}
	return b, s.briefLists(ctx, by, of.Customer, &b)
}

// briefLists reads what was promised, found and offered. A promise out of a
// protected case is told only to who may see that.
func (s *Store) briefLists(ctx context.Context, by app.Actor, id app.CustomerID, b *app.Brief) error {
	var err error
	b.Promises, err = collect(ctx, s.reader, scanBriefPromise, "SELECT "+prefixed("p", commitmentColumns)+`, coalesce(o.name, '')
		FROM promises p LEFT JOIN staff o ON o.id = p.owner_id WHERE p.customer_id = ? AND p.withdrawn_at IS NULL
		AND (p.case_id IS NULL OR EXISTS (SELECT 1 FROM cases c WHERE c.id = p.case_id AND `+seesCasesAs("c")+`))
		ORDER BY p.ended_on <> '', CASE WHEN p.ended_on = '' THEN p.due_on END, p.ended_on DESC, p.n LIMIT ?`, id[:], by.Staff[:], briefPromises)
	if err != nil {
		return fmt.Errorf("promises: %w", err)
	}
	b.Visits, err = collect(ctx, s.reader, scanPastVisit, `SELECT v.number, v.visited_on, v.channel, coalesce(m.name, ''), v.met, v.satisfaction,
		coalesce((SELECT value FROM visit_answers WHERE visit_id = v.id AND name = 'problems' AND withdrawn_at IS NULL), ''),
		coalesce((SELECT value FROM visit_answers WHERE visit_id = v.id AND name = 'present_need' AND withdrawn_at IS NULL), '')
		FROM visits v LEFT JOIN staff m ON m.id = v.manager_id WHERE v.customer_id = ? AND v.visited_on <> '' AND v.withdrawn_at IS NULL
		AND v.status IN ('recorded', 'follow_up', 'archived') AND v.id <> ? ORDER BY v.visited_on DESC, v.n DESC LIMIT ?`, id[:], b.Visit.ID[:], briefVisits)
	if err != nil {
		return fmt.Errorf("visits: %w", err)
	}
	b.Opportunities, err = collect(ctx, s.reader, scanOpportunity, "SELECT "+opportunityColumns+` FROM opportunities
		WHERE customer_id = ? AND withdrawn_at IS NULL AND stage NOT IN ('connected', 'lost') ORDER BY next_on = '', next_on, n DESC LIMIT ?`, id[:], briefOpportunities)
	if err != nil {
		return fmt.Errorf("opportunities: %w", err)
	}
	return s.briefFigures(ctx, by, id, b)
}

// briefFigures adds what was used and what is to be asked.
func (s *Store) briefFigures(ctx context.Context, by app.Actor, id app.CustomerID, b *app.Brief) error {
	var err error
	if b.Usage, err = s.UsageOf(ctx, by, id, briefMonths); err != nil {
		return err
	}
	b.Gaps, err = s.Gaps(ctx, by, id)
	return err
}

func scanBriefPromise(r scanner) (app.BriefPromise, error) {
	var p app.BriefPromise
	err := r.Scan(append(commitmentInto(&p.Commitment), &p.OwnerName)...)
	return p, err
}

func scanPastVisit(r scanner) (app.PastVisit, error) {
	var v app.PastVisit
	err := r.Scan(&v.Number, &v.VisitedOn, &v.Channel, &v.Manager, &v.Met, &v.Satisfaction, &v.Problems, &v.Needs)
	return v, err
}
