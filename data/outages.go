package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// PlanOutage keeps an outage with what it takes in; a fault is under way from
// the start.
func (s *Store) PlanOutage(ctx context.Context, by app.Actor, d app.OutageDraft) (masked app.Outage, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeCases); err != nil {
		return app.Outage{}, err
	}
	var planned app.Outage
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		var err error
		planned, err = x.planOutage(ctx, d)
		return err
	})
	if err != nil {
		return app.Outage{}, wrap("plan outage", err)
	}
	return planned, nil
}

// outageNumbers head the numbers of outages, which run on with those of cases.
const outageNumbers = "TD-"

func (x *tx) planOutage(ctx context.Context, d app.OutageDraft) (app.Outage, error) {
	if err := d.Check(x.now); err != nil {
		return app.Outage{}, err // before a number is spent
	}
	if err := x.checkOwner(ctx, d.Handler); err != nil {
		return app.Outage{}, err
	}
	number, err := x.nextNumber(ctx)
	if err != nil {
		return app.Outage{}, err
	}
	o, err := d.Open(app.OutageOpening{ID: newID[app.OutageID](), Area: x.by.Area, Number: outageNumbers + number, By: x.by, Now: x.now})
	if err != nil {
		return app.Outage{}, err
	}
	if err := x.putOutage(ctx, app.Outage{}, o); err != nil {
		return app.Outage{}, err
	}
	o.Seen = x.wrote
	return o, x.putScope(ctx, o, nil, d.Scope)
}

// putScope makes an outage take in these places: new ones are added, those no
// longer named are withdrawn.
func (x *tx) putScope(ctx context.Context, o app.Outage, kept []app.OutageScope, places []app.GridPlace) error {
	named := map[app.GridPlace]bool{}
	for _, place := range places {
		known := slices.ContainsFunc(kept, func(s app.OutageScope) bool { return s.Place() == place })
		if !known && !named[place] {
			scope := app.OutageScope{
				ID: newID[app.OutageScopeID](), Area: o.Area, Outage: o.ID,
				TransformerArea: place.TransformerArea, Substation: place.Substation, Line: place.Line,
			}
			if err := x.putOutageScope(ctx, app.OutageScope{}, scope); err != nil {
				return err
			}
		}
		named[place] = true
	}
	for _, was := range kept {
		if named[was.Place()] {
			continue
		}
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		if err := x.putOutageScope(ctx, was, now); err != nil {
			return err
		}
	}
	return nil
}

// ChangeOutage stores what was typed anew; was is the outage as its reader saw
// it. A time that was public and moves takes the outage back to planned.
func (s *Store) ChangeOutage(ctx context.Context, by app.Actor, was app.Outage, d app.OutageDraft) (masked app.Outage, _ error) {
	defer mask(by, &masked)
	return s.changeOutage(ctx, by, was, app.Why{}, "change outage", func(x *tx) (app.Outage, error) {
		next, err := was.Change(d, x.now)
		if err != nil {
			return next, err
		}
		if d.Handler != was.Handler {
			if err := x.checkOwner(ctx, d.Handler); err != nil {
				return next, err
			}
		}
		kept, err := x.s.outageScopes(ctx, x.s.conn, was.ID)
		if err != nil {
			return next, err
		}
		return next, x.putScope(ctx, next, kept, d.Scope)
	})
}

// MoveOutage takes an outage one step on: makes it public, begins, restores or
// cancels it. was is the outage as its reader saw it.
func (s *Store) MoveOutage(ctx context.Context, by app.Actor, was app.Outage, step app.OutageStep) (masked app.Outage, _ error) {
	defer mask(by, &masked)
	return s.changeOutage(ctx, by, was, app.Why{Note: step.Reason}, "move outage", func(x *tx) (app.Outage, error) {
		return was.Move(step, x.now)
	})
}

// RestoreOutage says that power is back, and answers the linked fault reports
// that are still open: their restoration is theirs to record.
func (s *Store) RestoreOutage(ctx context.Context, by app.Actor, was app.Outage, step app.OutageStep) (masked app.Outage, _ []app.CaseID, _ error) {
	defer mask(by, &masked)
	step.To = app.OutageRestored
	restored, err := s.MoveOutage(ctx, by, was, step)
	if err != nil {
		return app.Outage{}, nil, err
	}
	open, err := collect(ctx, s.reader, scanID[app.Case], "SELECT c.id FROM outage_cases k JOIN cases c ON c.id = k.case_id"+
		" WHERE k.outage_id = ? AND k.withdrawn_at IS NULL AND c.withdrawn_at IS NULL AND c."+openStatuses+" AND "+seesCasesAs("c")+" ORDER BY c.accepted_at", was.ID[:], by.Staff[:])
	return restored, open, wrap("restore outage", err)
}

// changeOutage stores what a rule makes of an outage, unless somebody moved it
// meanwhile.
func (s *Store) changeOutage(ctx context.Context, by app.Actor, was app.Outage, why app.Why, verb string, rule func(*tx) (app.Outage, error)) (app.Outage, error) {
	if err := by.May(app.ChangeCases); err != nil {
		return app.Outage{}, err
	}
	var changed app.Outage
	err := s.write(ctx, by, why, func(x *tx) error {
		current, err := x.outage(ctx, was.ID)
		if err != nil {
			return err
		}
		if current.Status != was.Status {
			return app.ErrChangedMeantime
		}
		next, err := rule(x)
		if err != nil {
			return err
		}
		if err := x.putOutage(ctx, was, next); err != nil {
			return err
		}
		changed, err = x.outage(ctx, was.ID)
		return err
	})
	if err != nil {
		return app.Outage{}, wrap(verb, err)
	}
	return changed, nil
}

// outage reads one as it stands in the transaction.
func (x *tx) outage(ctx context.Context, id app.OutageID) (app.Outage, error) {
	q, err := x.reads()
	if err != nil {
		return app.Outage{}, err
	}
	return one(ctx, q, scanOutage, "SELECT "+outageColumns+" FROM outages WHERE id = ? AND withdrawn_at IS NULL", id[:])
}

func (s *Store) outageScopes(ctx context.Context, q querier, id app.OutageID) ([]app.OutageScope, error) {
	return collect(ctx, q, scanOutageScope, "SELECT "+outageScopeColumns+" WHERE s.outage_id = ? AND s.withdrawn_at IS NULL ORDER BY s.n", id[:])
}

// RecordNotices proves that these accounts, by row number, were told of an
// outage, in one transaction; it answers how many.
func (s *Store) RecordNotices(ctx context.Context, by app.Actor, id app.OutageID, rows []int64, d app.NoticeDraft) (int, error) {
	if err := by.May(app.ChangeCases); err != nil {
		return 0, err
	}
	told := 0
	err := s.write(ctx, by, app.Why{Source: d.Channel}, func(x *tx) error {
		o, err := x.outage(ctx, id)
		if err != nil {
			return err
		}
		accounts, err := collect(ctx, x.s.conn, scanID[app.Account],
			"SELECT a.id FROM json_each(?) j JOIN accounts a ON a.n = j.value WHERE a.withdrawn_at IS NULL ORDER BY j.key", jsonRows(rows))
		if err != nil {
			return err
		}
		notices, err := d.Notices(o, accounts, by, x.now)
		if err != nil {
			return err
		}
		for _, n := range notices {
			if err := x.putOutageNotice(ctx, n); err != nil {
				return err
			}
		}
		told = len(notices)
		return nil
	})
	if err != nil {
		return 0, wrap("record notices", err)
	}
	return told, nil
}

// LinkFault makes a fault report one of an outage. A report is of one outage
// alone.
func (s *Store) LinkFault(ctx context.Context, by app.Actor, id app.CaseID, outage app.OutageID) error {
	if err := by.May(app.ChangeCases); err != nil {
		return err
	}
	return wrap("link fault", s.write(ctx, by, app.Why{}, func(x *tx) error { return x.linkFault(ctx, id, outage) }))
}

func (x *tx) linkFault(ctx context.Context, id app.CaseID, outage app.OutageID) error {
	o, err := x.outage(ctx, outage)
	if err != nil {
		return err
	}
	c, err := one(ctx, x.s.conn, scanCase, "SELECT "+caseColumns+" FROM cases WHERE id = ? AND withdrawn_at IS NULL AND "+seesCases, id[:], x.by.Staff[:])
	if err != nil {
		return err
	}
	links, err := x.linksOf(ctx, id)
	switch {
	case err != nil:
		return err
	case o.Status == app.OutageCancelled:
		return app.Refuse("status", app.OutageNotFromHere)
	case c.Kind != app.Fault:
		return app.Refuse("kind", app.Impossible)
	case len(links) > 0 && links[0].Outage == outage:
		return app.Refuse("outage", app.NothingToDo)
	case len(links) > 0:
		return app.Refuse("outage", app.LinkedElsewhere)
	}
	return x.putOutageCase(ctx, app.OutageCase{}, app.OutageCase{
		ID: newID[app.OutageCaseID](), Area: o.Area, Outage: outage, Case: id, By: x.by.Staff, At: x.now.UnixMilli(),
	})
}

func (x *tx) linksOf(ctx context.Context, id app.CaseID) ([]app.OutageCase, error) {
	return collect(ctx, x.s.conn, scanOutageCase, "SELECT "+outageCaseColumns+" FROM outage_cases WHERE case_id = ? AND withdrawn_at IS NULL ORDER BY n", id[:])
}

// UnlinkFault takes a report off its outage.
func (s *Store) UnlinkFault(ctx context.Context, by app.Actor, id app.CaseID) error {
	if err := by.May(app.ChangeCases); err != nil {
		return err
	}
	return wrap("unlink fault", s.write(ctx, by, app.Why{}, func(x *tx) error {
		links, err := x.linksOf(ctx, id)
		if err != nil {
			return err
		}
		if len(links) == 0 {
			return app.Refuse("outage", app.NothingToDo)
		}
		for _, was := range links {
			now := was
			now.WithdrawnAt = x.now.UnixMilli()
			if err := x.putOutageCase(ctx, was, now); err != nil {
				return err
			}
		}
		return nil
	}))
}
