package data

import (
	"context"

	"lamplighter/app"
)

// SaveOpportunity keeps an opportunity somebody heard of, or changes it when was
// is given. One heard of in a visit is linked to it.
func (s *Store) SaveOpportunity(ctx context.Context, by app.Actor, was, now app.Opportunity) (masked app.Opportunity, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Opportunity{}, err
	}
	err := s.write(ctx, by, madeIn(now.Visit), func(x *tx) (err error) {
		now, err = x.saveOpportunity(ctx, was, now)
		return err
	})
	if err != nil {
		return app.Opportunity{}, wrap("save opportunity", err)
	}
	return now, nil
}

func (x *tx) saveOpportunity(ctx context.Context, was, now app.Opportunity) (app.Opportunity, error) {
	if err := now.Check(app.DayOf(x.now)); err != nil {
		return now, err
	}
	if now.Owner != was.Owner {
		if err := x.checkOwner(ctx, now.Owner); err != nil {
			return now, err
		}
	}
	if was.ID.IsZero() {
		now.ID, now.Area, now.CreatedBy, now.CreatedAt = newID[app.OpportunityID](), x.by.Area, x.by.Staff, x.now.UnixMilli()
		if err := x.linkMade(ctx, madeRecord{now.Visit, now.Customer, app.LinkOpportunity, app.RecordID(now.ID), now.Area, ""}); err != nil {
			return now, err
		}
	}
	err := x.putOpportunity(ctx, was, now)
	now.Seen = x.wrote
	return now, err
}

var opportunityRowColumns = prefixed("p", opportunityColumns) + `, coalesce(u.name, ''), coalesce(o.name, '')`

const opportunityRowFrom = ` FROM opportunities p LEFT JOIN customers u ON u.id = p.customer_id LEFT JOIN staff o ON o.id = p.owner_id`

func scanOpportunityRow(r scanner) (app.OpportunityRow, error) {
	var p app.OpportunityRow
	err := r.Scan(append(opportunityInto(&p.Opportunity), &p.CustomerName, &p.OwnerName)...)
	return p, err
}

// opportunitiesShown is how many a list holds: a county has some hundreds.
const opportunitiesShown = 500

// Opportunities lists those of a customer, or all with the zero id: what may
// still come of something first, by its next day.
func (s *Store) Opportunities(ctx context.Context, by app.Actor, customer app.CustomerID) (masked []app.OpportunityRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := s.opportunitiesWith(ctx, customer)
	return found, wrap("opportunities", err)
}

func (s *Store) opportunitiesWith(ctx context.Context, customer app.CustomerID) ([]app.OpportunityRow, error) {
	q := where{}
	q.add("p.withdrawn_at IS NULL")
	if !customer.IsZero() {
		q.add("p.customer_id = ?", customer[:])
	}
	return collect(ctx, s.reader, scanOpportunityRow, "SELECT "+opportunityRowColumns+opportunityRowFrom+q.text()+
		" ORDER BY p.stage IN ('connected', 'lost'), p.next_on = '', p.next_on, p.n DESC LIMIT ?", append(q.args, opportunitiesShown)...)
}
