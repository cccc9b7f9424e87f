package data

import (
	"context"

	"lamplighter/app"
)

// TakeReadings keeps what the registers of a meter showed, all or none.
func (s *Store) TakeReadings(ctx context.Context, by app.Actor, customer app.CustomerID, readings []app.Reading) ([]app.Reading, error) {
	if err := by.May(app.ChangeVisits); err != nil {
		return nil, err
	}
	if len(readings) == 0 {
		return nil, app.Refuse("reading", app.Missing)
	}
	var taken []app.Reading
	err := s.write(ctx, by, madeIn(readings[0].Visit), func(x *tx) error {
		for _, r := range readings {
			kept, err := x.takeReading(ctx, customer, r)
			if err != nil {
				return err
			}
			taken = append(taken, kept)
		}
		return nil
	})
	if err != nil {
		return nil, wrap("take readings", err)
	}
	return taken, nil
}

func (x *tx) takeReading(ctx context.Context, customer app.CustomerID, r app.Reading) (app.Reading, error) {
	if err := r.Check(app.DayOf(x.now)); err != nil {
		return r, err
	}
	if err := x.accountOf(ctx, r.Account, customer); err != nil {
		return r, err
	}
	q, err := x.reads()
	if err != nil {
		return r, err
	}
	last, err := collect(ctx, q, scanReading, "SELECT "+readingColumns+
		" FROM readings WHERE account_id = ? AND register = ? AND withdrawn_at IS NULL ORDER BY read_on DESC, n DESC LIMIT 1", r.Account[:], r.Register)
	if err != nil {
		return r, err
	}
	if len(last) > 0 {
		if _, err := r.Since(last[0], 1); err != nil {
			return r, err
		}
	}
	r.ID, r.Area, r.By, r.CreatedAt = newID[app.ReadingID](), x.by.Area, x.by.Staff, x.now.UnixMilli()
	if err := x.linkMade(ctx, madeRecord{r.Visit, customer, app.LinkReading, app.RecordID(r.ID), r.Area, ""}); err != nil {
		return r, err
	}
	return r, x.putReading(ctx, app.Reading{}, r)
}

// Registers says how the registers of an account were read last, and how much
// went through them before that.
func (s *Store) Registers(ctx context.Context, by app.Actor, account app.AccountID) ([]app.RegisterState, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanReading, "SELECT "+readingColumns+
		" FROM readings WHERE account_id = ? AND withdrawn_at IS NULL ORDER BY register, read_on DESC, n DESC", account[:])
	if err != nil {
		return nil, wrap("registers", err)
	}
	var out []app.RegisterState
	for _, r := range found {
		n := len(out)
		switch {
		case n == 0 || out[n-1].Register != r.Register:
			out = append(out, app.RegisterState{Account: r.Account, Meter: r.Meter, Register: r.Register, Last: r})
		case out[n-1].Use == app.ReadingUse{} && out[n-1].Last.ReadOn != r.ReadOn:
			out[n-1].Use, _ = out[n-1].Last.Since(r, 1) // what cannot be counted is no use to compare with
		}
	}
	return out, nil
}

// readingsOf are the newest readings of all accounts of a customer.
func (s *Store) readingsOf(ctx context.Context, customer app.CustomerID) ([]app.Reading, error) {
	return collect(ctx, s.reader, scanReading, "SELECT "+prefixed("r", readingColumns)+
		" FROM accounts a JOIN readings r ON r.account_id = a.id WHERE a.customer_id = ? AND r.withdrawn_at IS NULL ORDER BY r.read_on DESC, r.n DESC LIMIT 100", customer[:])
}
