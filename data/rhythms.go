package data

import (
	"context"
	"time"

	"lamplighter/app"
)

func dayAt(ms int64) app.Day {
	if ms == 0 {
		return ""
	}
	return app.DayOf(time.UnixMilli(ms))
}

func rhythmsInUse(ctx context.Context, q querier) ([]app.VisitRhythm, error) {
	return collect(ctx, q, scanRhythm, "SELECT "+rhythmColumns+" FROM visit_rhythms WHERE withdrawn_at IS NULL ORDER BY segment, from_on, n")
}

// mayRhythm: a customer's rhythm is set by who plans his visits, that of a
// segment by who looks after all managers.
func mayRhythm(by app.Actor, r app.VisitRhythm) error {
	if err := by.May(app.ChangeVisits); err != nil || !r.Customer.IsZero() {
		return err
	}
	return by.May(app.ReviewVisits)
}

// SetRhythm says how often a customer, or the customers of a segment, are
// visited from a day on; the rhythm that held until then ends the day before.
func (s *Store) SetRhythm(ctx context.Context, by app.Actor, r app.VisitRhythm) error {
	if err := mayRhythm(by, r); err != nil {
		return err
	}
	if err := r.Check(); err != nil {
		return err
	}
	return wrap("set rhythm", s.write(ctx, by, app.Why{Note: r.Reason}, func(x *tx) error {
		if r.FromOn < app.DayOf(x.now) {
			return app.Refuse("from_on", app.StartsBeforeToday)
		}
		if !r.Customer.IsZero() {
			if _, err := one(ctx, x.s.conn, scanInt, "SELECT n FROM customers WHERE id = ? AND withdrawn_at IS NULL", r.Customer[:]); err != nil {
				return err
			}
		}
		if err := x.endRhythms(ctx, r, r.FromOn); err != nil {
			return err
		}
		r.ID, r.Area = newID[app.VisitRhythmID](), x.by.Area
		if r.Customer.IsZero() {
			r.Area = 0 // reference data, which everybody carries
		}
		return x.putRhythm(ctx, app.VisitRhythm{}, r)
	}))
}

// EndRhythm lets a customer go by the rhythm of his segment again from a day on.
func (s *Store) EndRhythm(ctx context.Context, by app.Actor, customer app.CustomerID, from app.Day) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	return wrap("end rhythm", s.write(ctx, by, app.Why{}, func(x *tx) error {
		if from < app.DayOf(x.now) {
			return app.Refuse("from_on", app.StartsBeforeToday)
		}
		return x.endRhythms(ctx, app.VisitRhythm{Customer: customer}, from)
	}))
}

// endRhythms ends what holds for the same customer or segment on a day or after.
func (x *tx) endRhythms(ctx context.Context, of app.VisitRhythm, from app.Day) error {
	held, err := collect(ctx, x.s.conn, scanRhythm, "SELECT "+rhythmColumns+" FROM visit_rhythms WHERE customer_id IS ? AND segment = ? AND withdrawn_at IS NULL"+
		" AND (to_on = '' OR to_on >= ?)", idOf(of.Customer), of.Segment, string(from))
	if err != nil {
		return err
	}
	for _, was := range held {
		now := was
		now.ToOn = from.AddDays(-1)
		if now.ToOn < now.FromOn { // it would have begun later or today: it never holds
			now.ToOn, now.WithdrawnAt = now.FromOn, x.now.UnixMilli()
		}
		if err := x.putRhythm(ctx, was, now); err != nil {
			return err
		}
	}
	return nil
}

// Rhythms lists the rhythms of segments that hold today or later, by segment.
func (s *Store) Rhythms(ctx context.Context, by app.Actor) ([]app.VisitRhythm, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanRhythm, "SELECT "+rhythmColumns+" FROM visit_rhythms WHERE withdrawn_at IS NULL AND customer_id IS NULL"+
		" AND (to_on = '' OR to_on >= ?) ORDER BY segment, from_on, n", string(app.DayOf(s.now())))
	return found, wrap("rhythms", err)
}

// CustomerRhythm tells how often a customer is visited and when the next visit
// is due.
func (s *Store) CustomerRhythm(ctx context.Context, by app.Actor, id app.CustomerID) (app.CustomerRhythm, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return app.CustomerRhythm{}, err
	}
	c, err := s.customerRhythm(ctx, id)
	return c, wrap("customer rhythm", err)
}

func (s *Store) customerRhythm(ctx context.Context, id app.CustomerID) (app.CustomerRhythm, error) {
	today := app.DayOf(s.now())
	people, err := visitees(ctx, s.reader, []app.CustomerID{id}, today)
	if err != nil {
		return app.CustomerRhythm{}, err
	}
	v, known := people[id]
	if !known {
		return app.CustomerRhythm{}, app.ErrNotFound
	}
	rhythms, err := rhythmsInUse(ctx, s.reader)
	if err != nil {
		return app.CustomerRhythm{}, err
	}
	last, err := lastVisits(ctx, s.reader, "customer_id = ?", id[:])
	c := app.CustomerRhythm{Customer: id, Name: v.name, Segment: v.segment, Last: last[id]}
	c.Of, _ = app.RhythmOn(rhythms, app.CustomerID{}, v.segment, today)
	for _, r := range rhythms {
		if r.Customer == id && r.CoversDay(today) && r.FromOn >= c.Own.FromOn {
			c.Own = r
		}
	}
	if r, has := app.RhythmOn(rhythms, id, v.segment, today); has {
		c.Due = r.Due(c.Last, v.known)
	}
	return c, err
}
