package data

import (
	"context"

	"lamplighter/app"
)

// FollowUpVisit records the call after the measures of a visit: it goes to the
// archive, or is called again. was is the visit as its reader saw it. The
// record is judged anew, since what came of the visit is known now.
func (s *Store) FollowUpVisit(ctx context.Context, by app.Actor, was app.Visit, f app.FollowUp) (masked app.Visit, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Visit{}, err
	}
	var followed app.Visit
	err := s.write(ctx, by, app.Why{Source: "telephone"}, func(x *tx) error {
		now, err := was.FollowUpBy(f, x.now)
		if err != nil {
			return err
		}
		if now, err = x.judged(ctx, now); err != nil {
			return err
		}
		if err := x.putVisit(ctx, was, now); err != nil {
			return err
		}
		now.Seen = x.wrote
		if followed = now; f.Satisfaction == 0 {
			return nil
		}
		return x.rateVisit(ctx, now, "phone", app.DayOf(x.now))
	})
	return followed, wrap("follow up visit", err)
}

// FollowUps lists the visits whose call after the measures is due until a day,
// the longest due first: those of one manager, or of all. A visit that waits
// for its measures alone is due on no day.
func (s *Store) FollowUps(ctx context.Context, by app.Actor, manager app.StaffID, until app.Day) (masked []app.FollowUpCall, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	q := where{}
	q.add("v.status = 'follow_up' AND v.withdrawn_at IS NULL")
	if until != "" {
		q.add("v.follow_up_on <> '' AND v.follow_up_on <= ?", string(until))
	}
	if !manager.IsZero() {
		q.add("v.manager_id = ?", manager[:])
	}
	found, err := collect(ctx, s.reader, scanFollowUp, "SELECT "+prefixed("v", visitColumns)+`, coalesce(k.name, ''), coalesce(t.name, ''),
		coalesce((SELECT coalesce(nullif(mobile, ''), landline) FROM contacts WHERE customer_id = v.customer_id AND withdrawn_at IS NULL ORDER BY n LIMIT 1), '')
		FROM visits v LEFT JOIN customers k ON k.id = v.customer_id LEFT JOIN staff t ON t.id = v.manager_id`+q.text()+" ORDER BY v.follow_up_on, v.n LIMIT 500", q.args...)
	return found, wrap("follow-ups", err)
}

func scanFollowUp(r scanner) (app.FollowUpCall, error) {
	var c app.FollowUpCall
	err := r.Scan(append(visitInto(&c.Visit), &c.CustomerName, &c.ManagerName, &c.Phone)...)
	return c, err
}

// judged is a visit with what its record is worth as it stands.
func (x *tx) judged(ctx context.Context, v app.Visit) (app.Visit, error) {
	q, err := x.reads()
	if err != nil {
		return v, err
	}
	e, err := evidenceOf(ctx, q, v)
	return v.Judge(e), err
}

// VisitQuality is what the record of a visit is worth, part by part.
func (s *Store) VisitQuality(ctx context.Context, by app.Actor, id app.VisitID) (app.VisitQuality, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return app.VisitQuality{}, err
	}
	v, err := one(ctx, s.reader, scanVisit, "SELECT "+visitColumns+" FROM visits WHERE id = ?", id[:])
	if err != nil {
		return app.VisitQuality{}, wrap("visit quality", err)
	}
	e, err := evidenceOf(ctx, s.reader, v)
	return e.Quality(), wrap("visit quality", err)
}

func evidenceOf(ctx context.Context, q querier, v app.Visit) (app.VisitEvidence, error) {
	e := app.VisitEvidence{Channel: v.Channel, Asked: v.Asked, Purposes: v.PurposeCount(), Met: v.MetCount(), LateDays: v.LateDays}
	err := q.QueryRowContext(ctx, `SELECT
		(SELECT count(*) FROM visit_answers WHERE visit_id = ?1 AND value <> '' AND withdrawn_at IS NULL),
		(SELECT count(*) FROM customer_facts WHERE customer_id = ?2 AND visit_id = ?1 AND withdrawn_at IS NULL),
		(SELECT count(*) FROM visit_links WHERE visit_id = ?1 AND withdrawn_at IS NULL),
		(SELECT count(*) FROM attachments WHERE of_id = ?1 AND withdrawn_at IS NULL)`, v.ID[:], v.Customer[:]).Scan(&e.Answered, &e.Facts, &e.Made, &e.Proof)
	if v.SignedBy != "" || v.SignedPaper {
		e.Proof++
	}
	return e, err
}
