package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// CustomerServices is how a customer is served: the segment and why, the
// plans with their items, and what ought to be asked next.
func (s *Store) CustomerServices(ctx context.Context, by app.Actor, id app.CustomerID) (masked app.CustomerServices, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.CustomerServices{}, err
	}
	page, err := s.customerServices(ctx, by, id)
	return page, wrap("customer services", err)
}

func (s *Store) customerServices(ctx context.Context, by app.Actor, id app.CustomerID) (app.CustomerServices, error) {
	var p app.CustomerServices
	facts, limits, err := s.profileOf(ctx, id)
	if err != nil {
		return p, err
	}
	today := app.DayOf(s.now())
	p.Customer, p.Shares, p.Gaps = facts.Customer, facts.Completeness(limits, today), facts.Gaps(limits, today)
	if err := s.tellSegment(ctx, by, &p); err != nil {
		return p, err
	}
	p.Plans, err = s.plansOf(ctx, id)
	return p, err
}

// tellSegment says how the customer came to the segment, and what the rules
// say now.
func (s *Store) tellSegment(ctx context.Context, by app.Actor, p *app.CustomerServices) error {
	id := p.Customer.ID
	var err error
	p.Segmenting, err = one(ctx, s.reader, scanSegmenting,
		"SELECT "+segmentingColumns+" FROM segmentings WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY at DESC, n DESC LIMIT 1", id[:])
	if err != nil && !errors.Is(err, app.ErrNotFound) {
		return err
	}
	if who := p.Segmenting.By; !who.IsZero() {
		if p.By, err = one(ctx, s.reader, scanText, "SELECT name FROM staff WHERE id = ?", who[:]); err != nil {
			return err
		}
	}
	if rule := p.Segmenting.Rule; !rule.IsZero() {
		if p.Version, err = one(ctx, s.reader, scanInt, "SELECT version FROM segment_rules WHERE id = ?", rule[:]); err != nil {
			return err
		}
	}
	order, _, err := s.segmentOrder(ctx, s.reader)
	if err != nil {
		return err
	}
	p.Placing, err = s.placeOne(ctx, s.reader, by, order, id)
	return err
}

func (s *Store) plansOf(ctx context.Context, id app.CustomerID) ([]app.PlanOf, error) {
	plans, err := collect(ctx, s.reader, func(r scanner) (app.PlanOf, error) {
		var p app.PlanOf
		var err error
		p.ServicePlan, err = scanServicePlan(scannerFunc(func(into ...any) error { return r.Scan(append(into, &p.OwnerName)...) }))
		return p, err
	}, "SELECT "+prefixed("p", servicePlanColumns)+`, coalesce(o.name, '') FROM service_plans p LEFT JOIN staff o ON o.id = p.owner_id
		WHERE p.customer_id = ? AND p.withdrawn_at IS NULL ORDER BY p.from_on DESC, p.n DESC`, id[:])
	if err != nil {
		return nil, err
	}
	items, err := collect(ctx, s.reader, scanPlanItemRow, "SELECT "+planItemRowColumns+planItemFrom+
		" WHERE i.customer_id = ?2 AND i.withdrawn_at IS NULL ORDER BY i.due_on, i.n", string(app.DayOf(s.now())), id[:])
	at := map[app.ServicePlanID]int{}
	for i, p := range plans {
		at[p.ID] = i
	}
	for _, item := range items {
		if i, there := at[item.Plan]; there {
			plans[i].Items = append(plans[i].Items, item)
		}
	}
	return plans, err
}
