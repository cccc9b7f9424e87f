package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// MoveVisit gives a visit another day, with why. was is the visit as its reader
// saw it.
func (s *Store) MoveVisit(ctx context.Context, by app.Actor, was app.Visit, m app.VisitMove) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	return s.changeVisit(ctx, by, was, app.Why{Note: m.Reason}, "move visit", func(x *tx) (app.Visit, error) {
		next, err := was.Move(m, x.now)
		if err != nil || m.Twice {
			return next, err
		}
		return next, x.refuseSecond(ctx, next)
	})
}

// CancelVisit takes a visit out of the plan, with why.
func (s *Store) CancelVisit(ctx context.Context, by app.Actor, was app.Visit, reason string) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	return s.changeVisit(ctx, by, was, app.Why{Note: reason}, "cancel visit", func(*tx) (app.Visit, error) { return was.Cancel(reason) })
}

// AppointVisit notes what was agreed with the customer before the visit.
func (s *Store) AppointVisit(ctx context.Context, by app.Actor, was app.Visit, a app.Appointment) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	return s.changeVisit(ctx, by, was, app.Why{Note: a.Note}, "appoint visit", func(x *tx) (app.Visit, error) {
		next, err := was.Appoint(a, x.now)
		if err != nil || a.Twice || next.PlannedOn == was.PlannedOn {
			return next, err
		}
		return next, x.refuseSecond(ctx, next)
	})
}

// refuseSecond warns of two visits to one customer on one day.
func (x *tx) refuseSecond(ctx context.Context, v app.Visit) error {
	n, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM visits WHERE customer_id = ?1 AND id <> ?2 AND withdrawn_at IS NULL AND status <> 'cancelled'"+
		" AND (planned_on = ?3 OR visited_on = ?3)", v.Customer[:], v.ID[:], string(v.PlannedOn))
	if err == nil && n > 0 {
		return &app.Refusal{Field: "planned_on", Reason: app.SecondThatDay, Value: string(v.PlannedOn)}
	}
	return err
}

// changeVisit stores what a rule makes of a visit, unless somebody took it
// elsewhere meanwhile.
func (s *Store) changeVisit(ctx context.Context, by app.Actor, was app.Visit, why app.Why, verb string, rule func(*tx) (app.Visit, error)) (app.Visit, error) {
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Visit{}, err
	}
	var changed app.Visit
	err := s.write(ctx, by, why, func(x *tx) error {
		var err error
		changed, err = x.changeVisit(ctx, was, func() (app.Visit, error) { return rule(x) })
		return err
	})
	if err != nil {
		return app.Visit{}, wrap(verb, err)
	}
	return changed, nil
}

func (x *tx) changeVisit(ctx context.Context, was app.Visit, rule func() (app.Visit, error)) (app.Visit, error) {
	current, err := x.visit(ctx, was.ID)
	if err != nil {
		return app.Visit{}, err
	}
	if current.Status != was.Status || current.PlannedOn != was.PlannedOn || current.Manager != was.Manager {
		return app.Visit{}, app.ErrChangedMeantime
	}
	next, err := rule()
	if err != nil {
		return app.Visit{}, err
	}
	if err := x.putVisit(ctx, was, next); err != nil {
		return app.Visit{}, err
	}
	return x.visit(ctx, was.ID)
}

// visit reads one as it stands in the transaction.
func (x *tx) visit(ctx context.Context, id app.VisitID) (app.Visit, error) {
	q, err := x.reads()
	if err != nil {
		return app.Visit{}, err
	}
	return one(ctx, q, scanVisit, "SELECT "+visitColumns+" FROM visits WHERE id = ? AND withdrawn_at IS NULL", id[:])
}

// ReassignVisits hands visits to another manager, in one transaction. What was
// made, cancelled or changed meanwhile stays as it is and is answered with its
// reason; a person who does not work here gets none.
func (s *Store) ReassignVisits(ctx context.Context, by app.Actor, visits []app.Visit, to app.StaffID, reason string) (done []app.VisitID, left []app.NotReassigned, err error) {
	if err := by.May(app.ChangeVisits); err != nil {
		return nil, nil, err
	}
	if len(visits) == 0 {
		return nil, nil, app.Refuse("visits", app.NobodyChosen)
	}
	if to.IsZero() {
		return nil, nil, app.Refuse("manager", app.NeedsOwner)
	}
	err = s.write(ctx, by, app.Why{Note: reason}, func(x *tx) error {
		if err := x.checkOwner(ctx, to); err != nil {
			return err
		}
		done, left = nil, nil
		for _, was := range visits {
			_, why := x.changeVisit(ctx, was, func() (app.Visit, error) { return was.HandTo(to, reason) })
			switch _, refused := errors.AsType[*app.Refusal](why); {
			case why == nil:
				done = append(done, was.ID)
			case refused, errors.Is(why, app.ErrChangedMeantime), errors.Is(why, app.ErrNotFound):
				left = append(left, app.NotReassigned{Visit: was.ID, Number: was.Number, Why: why})
			default:
				return why
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, wrap("reassign visits", err)
	}
	return done, left, nil
}

// RouteDay puts the visits of a manager and a day in order: those named come
// first, as they are named, the others behind them as they were.
func (s *Store) RouteDay(ctx context.Context, by app.Actor, manager app.StaffID, day app.Day, order []app.VisitID) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	return wrap("route day", s.write(ctx, by, app.Why{}, func(x *tx) error {
		there, err := collect(ctx, x.s.conn, scanVisit, "SELECT "+visitColumns+" FROM visits WHERE manager_id IS ? AND planned_on = ? AND withdrawn_at IS NULL"+
			" AND status <> 'cancelled' ORDER BY route_no = 0, route_no, n", idOf(manager), string(day))
		if err != nil {
			return err
		}
		if len(there) == 0 {
			return app.Refuse("visits", app.NobodyChosen)
		}
		for i, was := range routed(there, order) {
			now := was
			now.RouteNo = int64(i + 1)
			if err := x.putVisit(ctx, was, now); err != nil {
				return err
			}
		}
		return nil
	}))
}

// routed is the visits of a day in the order wished for.
func routed(there []app.Visit, order []app.VisitID) []app.Visit {
	byID := map[app.VisitID]app.Visit{}
	for _, v := range there {
		byID[v.ID] = v
	}
	out := make([]app.Visit, 0, len(there))
	for _, id := range order {
		if v, is := byID[id]; is {
			out = append(out, v)
			delete(byID, id)
		}
	}
	for _, v := range there {
		if _, rest := byID[v.ID]; rest {
			out = append(out, v)
		}
	}
	return out
}
