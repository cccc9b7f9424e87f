package data

import (
	"context"

	"lamplighter/app"
)

// AddUsageEvent keeps what will change, or did change, how much a customer uses.
func (s *Store) AddUsageEvent(ctx context.Context, by app.Actor, e app.UsageEvent) (masked app.UsageEvent, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.UsageEvent{}, err
	}
	err := s.write(ctx, by, madeIn(e.Visit), func(x *tx) error {
		if err := e.Check(app.DayOf(x.now)); err != nil {
			return err
		}
		if err := x.accountOf(ctx, e.Account, e.Customer); err != nil {
			return err
		}
		e.ID, e.Area, e.CreatedBy, e.CreatedAt = newID[app.UsageEventID](), by.Area, by.Staff, x.now.UnixMilli()
		if err := x.linkMade(ctx, madeRecord{e.Visit, e.Customer, app.LinkUsageEvent, app.RecordID(e.ID), e.Area, ""}); err != nil {
			return err
		}
		err := x.putUsageEvent(ctx, app.UsageEvent{}, e)
		e.Seen = x.wrote
		return err
	})
	if err != nil {
		return app.UsageEvent{}, wrap("add usage event", err)
	}
	return e, nil
}

// WithdrawUsageEvent takes an event back that will not come.
func (s *Store) WithdrawUsageEvent(ctx context.Context, by app.Actor, was app.UsageEvent) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	return wrap("withdraw usage event", s.write(ctx, by, app.Why{}, func(x *tx) error {
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putUsageEvent(ctx, was, now)
	}))
}

// UsageEvents lists what changes the use of a customer, the latest first.
func (s *Store) UsageEvents(ctx context.Context, by app.Actor, customer app.CustomerID) (masked []app.UsageEvent, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := s.usageEventsOf(ctx, customer)
	return found, wrap("usage events", err)
}

func (s *Store) usageEventsOf(ctx context.Context, customer app.CustomerID) ([]app.UsageEvent, error) {
	return collect(ctx, s.reader, scanUsageEvent, "SELECT "+usageEventColumns+
		" FROM usage_events WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY from_month DESC, n DESC", customer[:])
}

// accountOf refuses an account that is not the customer's; none is all of his.
func (x *tx) accountOf(ctx context.Context, account app.AccountID, customer app.CustomerID) error {
	if account.IsZero() {
		return nil
	}
	n, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM accounts WHERE id = ? AND customer_id = ? AND withdrawn_at IS NULL", account[:], customer[:])
	if err == nil && n == 0 {
		return app.Refuse("account", app.Unknown)
	}
	return err
}
