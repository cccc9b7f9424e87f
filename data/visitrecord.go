package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// StartVisit begins a visit nobody planned: a row to hang the form, its photos
// and what is made in it on.
func (s *Store) StartVisit(ctx context.Context, by app.Actor, customer app.CustomerID, on app.Day) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Visit{}, err
	}
	if !on.Valid() {
		return app.Visit{}, app.Refuse("planned_on", app.Malformed)
	}
	var started app.Visit
	err := s.write(ctx, by, app.Why{Source: "visit"}, func(x *tx) error {
		var err error
		started, err = x.startVisit(ctx, customer, on)
		return err
	})
	return started, wrap("start visit", err)
}

func (x *tx) startVisit(ctx context.Context, customer app.CustomerID, on app.Day) (app.Visit, error) {
	q, err := x.reads()
	if err != nil {
		return app.Visit{}, err
	}
	c, err := one(ctx, q, scanCustomer, "SELECT "+customerColumns+" FROM customers WHERE id = ? AND withdrawn_at IS NULL", customer[:])
	if err != nil {
		return app.Visit{}, err
	}
	number, err := x.nextNumber(ctx)
	if err != nil {
		return app.Visit{}, err
	}
	v := app.Visit{
		ID: newID[app.VisitID](), Area: c.Area, Number: visitNumbers + number, Customer: c.ID, Manager: x.by.Staff, PlannedOn: on, FirstOn: on, Basis: "other",
		Status: app.VisitPlanned, CreatedBy: x.by.Staff, CreatedAt: x.now.UnixMilli(),
	}
	err = x.putVisit(ctx, app.Visit{}, v)
	v.Seen = x.wrote
	return v, err
}

// RecordVisit writes down a visit: the visit, its answers, and what it brought
// to light about the customer, all or nothing. was is the visit as its reader
// saw it; ErrChangedMeantime when somebody recorded, moved or cancelled it
// since.
func (s *Store) RecordVisit(ctx context.Context, by app.Actor, was app.Visit, r app.VisitRecord) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Visit{}, err
	}
	return s.recordVisit(ctx, by, was, nil, r, func(x *tx, open int64) (app.Visit, error) {
		book, err := s.rulebook(ctx)
		if err != nil {
			return was, err
		}
		return was.Record(r, open, x.now, book.Days)
	})
}

// ReviseVisit corrects a recorded visit. was is its page as its reader saw it.
func (s *Store) ReviseVisit(ctx context.Context, by app.Actor, was app.VisitPage, r app.VisitRecord) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Visit{}, err
	}
	return s.recordVisit(ctx, by, was.Visit, was.Answers, r, func(x *tx, _ int64) (app.Visit, error) { return was.Visit.Correct(r, x.now) })
}

// contactWays are the channels of visits in the code list contact_way, which
// tells how satisfaction was asked.
var contactWays = map[app.VisitChannel]string{app.OnSite: "site", app.ByTelephone: "phone", app.Online: "online"}

func (s *Store) recordVisit(
	ctx context.Context, by app.Actor, was app.Visit, answers []app.VisitAnswer, r app.VisitRecord, rule func(x *tx, open int64) (app.Visit, error),
) (app.Visit, error) {
	var now app.Visit
	err := s.write(ctx, by, app.Why{Source: "visit", OccurredOn: r.VisitedOn}, func(x *tx) error {
		open, err := x.unmoved(ctx, was)
		if err != nil {
			return err
		}
		if now, err = rule(x, open); err != nil {
			return err
		}
		if err := x.putAnswers(ctx, now, answers, r); err != nil {
			return err
		}
		if err := x.putFound(ctx, now, answers, r); err != nil {
			return err
		}
		if err := x.putDone(ctx, now, r.Done); err != nil {
			return err
		}
		now.Asked = int64(len(r.Form.Shown(r.Answers)))
		if now, err = x.judged(ctx, now); err != nil {
			return err
		}
		if err := x.putVisit(ctx, was, now); err != nil {
			return err
		}
		now.Seen = x.wrote
		return x.rateVisit(ctx, now, contactWays[now.Channel], now.VisitedOn)
	})
	return now, wrap("record visit", err)
}

// unmoved refuses a visit that stands elsewhere by now, and counts its open
// measures.
func (x *tx) unmoved(ctx context.Context, was app.Visit) (open int64, err error) {
	q, err := x.reads()
	if err != nil {
		return 0, err
	}
	status, err := one(ctx, q, scanText, "SELECT status FROM visits WHERE id = ? AND withdrawn_at IS NULL", was.ID[:])
	if err != nil {
		return 0, err
	}
	if app.VisitStatus(status) != was.Status {
		return 0, app.ErrChangedMeantime
	}
	_, open, err = measures(ctx, q, was.ID)
	return open, err
}

// putAnswers puts a row for each question that is asked and answered; what was
// answered before and is not any more is withdrawn.
func (x *tx) putAnswers(ctx context.Context, v app.Visit, was []app.VisitAnswer, r app.VisitRecord) error {
	kept := r.Form.Kept(r.Answers)
	for _, a := range was {
		now := a
		value, still := kept[a.Name]
		if now.Value, now.Copied = value, r.Copied[a.Name]; !still {
			now.Value, now.Copied, now.WithdrawnAt = a.Value, a.Copied, x.now.UnixMilli()
		}
		if err := x.putVisitAnswer(ctx, a, now); err != nil {
			return err
		}
	}
	for _, q := range r.Form.Questions {
		value, given := kept[q.Name]
		if !given || slices.ContainsFunc(was, func(a app.VisitAnswer) bool { return a.Name == q.Name }) {
			continue
		}
		err := x.putVisitAnswer(ctx, app.VisitAnswer{}, app.VisitAnswer{
			ID: newID[app.VisitAnswerID](), Area: v.Area, Visit: v.ID, Name: q.Name, Value: value, Copied: r.Copied[q.Name],
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// putFound puts what the visit brought to light about the customer.
func (x *tx) putFound(ctx context.Context, v app.Visit, was []app.VisitAnswer, r app.VisitRecord) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	known, err := readFacts(ctx, q, v.Customer)
	if err != nil {
		return err
	}
	fresh, confirmed := v.FactsFrom(r, was, known)
	for _, f := range fresh {
		f.ID = newID[app.FactID]()
		if err := x.putFact(ctx, app.Fact{}, f); err != nil {
			return err
		}
	}
	for _, f := range confirmed {
		i := slices.IndexFunc(known, func(k app.Fact) bool { return k.ID == f.ID })
		if err := x.putFact(ctx, known[i], f); err != nil {
			return err
		}
	}
	return nil
}

// putDone ends the items of service plans that a visit did.
func (x *tx) putDone(ctx context.Context, v app.Visit, items []app.PlanItem) error {
	for _, was := range items {
		now, err := v.Doing(was, app.DayOf(x.now))
		if err != nil {
			return err
		}
		if err := x.putPlanItem(ctx, was, now); err != nil {
			return err
		}
	}
	return nil
}

// DropVisit takes back a visit that was begun and nothing of which was written:
// neither an answer nor anything that hangs on it.
func (s *Store) DropVisit(ctx context.Context, by app.Actor, was app.Visit) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	return wrap("drop visit", s.write(ctx, by, app.Why{Source: "visit"}, func(x *tx) error {
		q, err := x.reads()
		if err != nil {
			return err
		}
		current, err := x.visit(ctx, was.ID)
		if err != nil {
			return err
		}
		holds, err := one(ctx, q, scanInt, holdsQuery, was.ID[:])
		if err != nil {
			return err
		}
		now, err := current.Drop(holds > 0, x.now)
		if err != nil {
			return err
		}
		return x.putVisit(ctx, current, now)
	}))
}

// holdsQuery counts what hangs on a visit.
const holdsQuery = `SELECT (SELECT count(*) FROM visit_answers WHERE visit_id = ?1 AND withdrawn_at IS NULL) +
	(SELECT count(*) FROM visit_links WHERE visit_id = ?1 AND withdrawn_at IS NULL) +
	(SELECT count(*) FROM attachments WHERE of_id = ?1 AND withdrawn_at IS NULL)`

// ArchiveVisit closes a visit nothing of which is open any more.
func (s *Store) ArchiveVisit(ctx context.Context, by app.Actor, was app.Visit) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Visit{}, err
	}
	var now app.Visit
	err := s.write(ctx, by, app.Why{Source: "visit"}, func(x *tx) error {
		open, err := x.unmoved(ctx, was)
		if err != nil {
			return err
		}
		if now, err = was.Archive(open); err != nil {
			return err
		}
		err = x.putVisit(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("archive visit", err)
}
