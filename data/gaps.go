package data

import (
	"context"

	"lamplighter/app"
)

// Gaps lists what ought to be asked of a customer: what was never known, and
// what is known for longer than its limit.
func (s *Store) Gaps(ctx context.Context, by app.Actor, id app.CustomerID) (masked []app.Gap, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	facts, limits, err := s.profileOf(ctx, id)
	if err != nil {
		return nil, wrap("gaps", err)
	}
	return facts.Gaps(limits, app.DayOf(s.now())), nil
}

// ProfileCompleteness says how complete the profile of a customer is, group by
// group.
func (s *Store) ProfileCompleteness(ctx context.Context, by app.Actor, id app.CustomerID) (masked []app.GroupShare, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	facts, limits, err := s.profileOf(ctx, id)
	if err != nil {
		return nil, wrap("profile completeness", err)
	}
	return facts.Completeness(limits, app.DayOf(s.now())), nil
}

func (s *Store) profileOf(ctx context.Context, id app.CustomerID) (app.ProfileFacts, app.FreshnessLimits, error) {
	limits, err := keptFreshness(ctx, s.reader)
	if err != nil {
		return app.ProfileFacts{}, nil, err
	}
	facts, err := one(ctx, s.reader, s.scanProfile, profileQuery+" WHERE c.id = ?2", string(app.DayOf(s.now())), id[:])
	if err != nil {
		return facts, nil, err
	}
	facts.Facts, err = collect(ctx, s.reader, scanFact, "SELECT "+factColumns+" FROM customer_facts WHERE customer_id = ? AND withdrawn_at IS NULL", id[:])
	return facts, limits, err
}

// profileQuery reads what the customer's own records tell; ?1 is today.
var profileQuery = "SELECT " + prefixed("c", customerColumns) + `,
	coalesce((SELECT max(verified_on) FROM contacts WHERE customer_id = c.id AND withdrawn_at IS NULL AND (mobile <> '' OR landline <> '')), ''),
	EXISTS (SELECT 1 FROM accounts WHERE customer_id = c.id AND withdrawn_at IS NULL AND status <> 'closed' AND contracted_va > 0 AND voltage <> ''),
	EXISTS (SELECT 1 FROM accounts WHERE customer_id = c.id AND withdrawn_at IS NULL AND status <> 'closed' AND line <> '' AND transformer_area_id IS NOT NULL),
	EXISTS (SELECT 1 FROM accounts a JOIN meters m ON m.account_id = a.id WHERE a.customer_id = c.id AND a.withdrawn_at IS NULL AND m.withdrawn_at IS NULL),
	c.important_grade <> '' OR EXISTS (SELECT 1 FROM important_users WHERE customer_id = c.id AND withdrawn_at IS NULL AND from_on <= ?1 AND (to_on = '' OR to_on >= ?1)),
	coalesce((SELECT max(drill_on) FROM important_users WHERE customer_id = c.id AND withdrawn_at IS NULL), '')
	FROM customers c`

func (s *Store) scanProfile(r scanner) (app.ProfileFacts, error) {
	var p app.ProfileFacts
	err := r.Scan(append(customerInto(&p.Customer), &p.Verified, &p.Capacity, &p.Place, &p.Meter, &p.Important, &p.DrillOn)...)
	return p, err
}

// GapCounts says how complete the profiles of each manager's customers are.
// Only customers of whom something is asked count.
func (s *Store) GapCounts(ctx context.Context, by app.Actor) ([]app.GapCount, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	counts, err := s.gapCounts(ctx)
	return counts, wrap("gap counts", err)
}

func (s *Store) gapCounts(ctx context.Context) ([]app.GapCount, error) {
	limits, err := keptFreshness(ctx, s.reader)
	if err != nil {
		return nil, err
	}
	facts, err := s.factsByCustomer(ctx)
	if err != nil {
		return nil, err
	}
	managers, err := s.managersToday(ctx)
	if err != nil {
		return nil, err
	}
	today := app.DayOf(s.now())
	at := map[app.StaffID]int{}
	var out []app.GapCount
	_, err = collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		p, err := s.scanProfile(r)
		if err != nil {
			return struct{}{}, err
		}
		p.Facts = facts[p.Customer.ID]
		who := managers[p.Customer.ID]
		i, there := at[who]
		if !there {
			i = len(out)
			at[who], out = i, append(out, app.GapCount{Manager: who})
		}
		for _, share := range p.Completeness(limits, today) {
			out[i].Asked, out[i].Gaps = out[i].Asked+share.Asked, out[i].Gaps+share.Asked-share.Fresh
		}
		out[i].Customers++
		return struct{}{}, nil
	}, profileQuery+" WHERE c.withdrawn_at IS NULL AND c.merged_into_id IS NULL ORDER BY c.n", string(today))
	return out, err
}

func (s *Store) factsByCustomer(ctx context.Context) (map[app.CustomerID][]app.Fact, error) {
	all, err := collect(ctx, s.reader, scanFact, "SELECT "+factColumns+" FROM customer_facts WHERE withdrawn_at IS NULL")
	out := map[app.CustomerID][]app.Fact{}
	for _, f := range all {
		out[f.Customer] = append(out[f.Customer], f)
	}
	return out, err
}

// managersToday is who is responsible for each customer: by an assignment of
// the customer, else by that of the transformer area of the first account.
func (s *Store) managersToday(ctx context.Context) (map[app.CustomerID]app.StaffID, error) {
	return s.managersAt(ctx, app.DayOf(s.now()))
}

// managersAt is who was responsible for each on a day.
func (s *Store) managersAt(ctx context.Context, day app.Day) (map[app.CustomerID]app.StaffID, error) {
	held, err := collect(ctx, s.reader, scanAssignment, "SELECT "+assignmentColumns+
		" FROM assignments WHERE withdrawn_at IS NULL AND from_on <= ?1 AND (to_on = '' OR to_on >= ?1) ORDER BY from_on", string(day))
	if err != nil {
		return nil, err
	}
	out, areas := map[app.CustomerID]app.StaffID{}, map[app.TransformerAreaID]app.StaffID{}
	for _, a := range held {
		if !a.TransformerArea.IsZero() {
			areas[a.TransformerArea] = a.Manager
		}
	}
	_, err = collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		var area app.TransformerAreaID
		err := r.Scan(idInto(&id), idInto(&area))
		if _, there := out[id]; !there {
			if who, known := areas[area]; known {
				out[id] = who
			}
		}
		return struct{}{}, err
	}, "SELECT customer_id, transformer_area_id FROM accounts WHERE withdrawn_at IS NULL ORDER BY n")
	for _, a := range held {
		if !a.Customer.IsZero() {
			out[a.Customer] = a.Manager
		}
	}
	return out, err
}
