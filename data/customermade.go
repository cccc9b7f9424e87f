package data

import (
	"context"

	"lamplighter/app"
)

// readMade reads what was promised to a customer and learned of him, for whom
// visits are.
func (s *Store) readMade(ctx context.Context, by app.Actor, p *app.CustomerPage) error {
	if by.May(app.ReadVisits) != nil {
		return nil
	}
	id := p.Customer.ID
	var err error
	if p.Commitments, err = s.commitmentsWith(ctx, by, id); err != nil {
		return err
	}
	if p.Opportunities, err = s.opportunitiesWith(ctx, id); err != nil {
		return err
	}
	if p.UsageEvents, err = s.usageEventsOf(ctx, id); err != nil {
		return err
	}
	if p.Readings, err = s.readingsOf(ctx, id); err != nil || by.May(app.ReadForecasts) != nil {
		return err
	}
	tasks, err := s.UseTasks(ctx, by, app.UseTaskFilter{Customer: id, View: app.UseTasksOpen})
	p.UseTasks = tasks.Rows
	return err
}
