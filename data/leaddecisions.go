package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// ProposeLeads makes opportunities of leads, each its manager's. A customer who
// is no lead any more, or of whom an opportunity is open, is left.
func (s *Store) ProposeLeads(ctx context.Context, by app.Actor, chosen []app.LeadProposal) (app.LeadsDone, error) {
	if err := errorsFirst(by.May(app.AdjustForecasts), by.May(app.ChangeVisits)); err != nil {
		return app.LeadsDone{}, err
	}
	notes, ids := map[app.CustomerID]string{}, make([]app.CustomerID, len(chosen))
	for i, p := range chosen {
		notes[p.Customer], ids[i] = p.Note, p.Customer
	}
	done, err := s.decideLeads(ctx, by, ids, func(x *tx, l app.Lead, d app.LeadDecision, manager app.StaffID) error {
		o, err := x.saveOpportunity(ctx, app.Opportunity{}, app.Opportunity{
			Customer: l.Customer, Kind: l.Kind(), Note: notes[l.Customer], KWh: max(0, l.Year-l.Before), Stage: app.StageLead, Owner: manager,
		})
		if err != nil {
			return err
		}
		d.Opportunity = o.ID
		return x.putLeadDecision(ctx, app.LeadDecision{}, d)
	})
	return done, wrap("propose leads", err)
}

// DismissLeads notes that nothing is made of leads, and why, until their numbers
// have grown by another step.
func (s *Store) DismissLeads(ctx context.Context, by app.Actor, chosen []app.CustomerID, reason string) (app.LeadsDone, error) {
	if err := by.May(app.AdjustForecasts); err != nil {
		return app.LeadsDone{}, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return app.LeadsDone{}, app.Refuse("reason", app.Missing)
	}
	if len([]rune(reason)) > app.ContentMax {
		return app.LeadsDone{}, app.Refuse("reason", app.TooLong)
	}
	done, err := s.decideLeads(ctx, by, chosen, func(x *tx, _ app.Lead, d app.LeadDecision, _ app.StaffID) error {
		d.Reason = reason
		return x.putLeadDecision(ctx, app.LeadDecision{}, d)
	})
	return done, wrap("dismiss leads", err)
}

// decideLeads hands on those of the chosen that are leads still, each with a
// decision as its numbers stand and its manager of today.
func (s *Store) decideLeads(ctx context.Context, by app.Actor, chosen []app.CustomerID, each func(*tx, app.Lead, app.LeadDecision, app.StaffID) error) (app.LeadsDone, error) {
	known, err := s.leads(ctx)
	if err != nil {
		return app.LeadsDone{}, err
	}
	leads := make(map[app.CustomerID]app.Lead, len(known.rows))
	for _, l := range known.rows {
		leads[l.Customer] = l
	}
	var done app.LeadsDone
	err = s.write(ctx, by, app.Why{Source: "lead"}, func(x *tx) error {
		decided, err := leadDecisions(ctx, x.s.conn)
		if err != nil {
			return err
		}
		managers, err := x.managersOf(ctx, chosen)
		if err != nil {
			return err
		}
		for _, id := range chosen {
			l, is := leads[id]
			if !is || l.Stands(decided.latest[id], decided.open[id]) != app.LeadNew {
				done.Left++
				continue
			}
			decided.open[id] = true // of two of the same the first is decided on
			d := l.Decide(known.last)
			if d.Area, err = x.areaOfCustomer(ctx, id); err != nil {
				return err
			}
			d.ID, d.By, d.MadeAt = newID[app.LeadDecisionID](), by.Staff, x.now.UnixMilli()
			if err := each(x, l, d, managers.on(id, app.DayOf(x.now))); err != nil {
				return err
			}
			done.Done++
		}
		return nil
	})
	if err != nil {
		return app.LeadsDone{}, err
	}
	return done, nil
}
