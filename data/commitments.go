package data

import (
	"context"

	"lamplighter/app"
)

// MakeCommitment keeps a promise to a customer; one made in a visit is linked
// to it.
func (s *Store) MakeCommitment(ctx context.Context, by app.Actor, d app.CommitmentDraft) (masked app.Commitment, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Commitment{}, err
	}
	var made app.Commitment
	err := s.write(ctx, by, madeIn(d.Visit), func(x *tx) error {
		var err error
		made, err = x.makeCommitment(ctx, d)
		return err
	})
	if err != nil {
		return app.Commitment{}, wrap("make promise", err)
	}
	return made, nil
}

func (x *tx) makeCommitment(ctx context.Context, d app.CommitmentDraft) (app.Commitment, error) {
	c, err := d.Promised(app.DayOf(x.now))
	if err != nil {
		return c, err
	}
	if err := x.checkOwner(ctx, c.Owner); err != nil {
		return c, err
	}
	c.ID, c.Area, c.CreatedBy, c.CreatedAt = newID[app.CommitmentID](), x.by.Area, x.by.Staff, x.now.UnixMilli()
	if !c.Case.IsZero() {
		of, err := x.readCase(ctx, c.Case)
		if err != nil {
			return c, err
		}
		c.Area = of.Area // what belongs to a protected case travels with it
	}
	if err := x.linkMade(ctx, madeRecord{c.Visit, c.Customer, app.LinkCommitment, app.RecordID(c.ID), c.Area, ""}); err != nil {
		return c, err
	}
	if err := x.putCommitment(ctx, app.Commitment{}, c); err != nil {
		return c, err
	}
	c.Seen = x.wrote
	return c, nil
}

// EndCommitment says that a promise was kept, or that the customer released the
// company from it. was is the promise as its reader saw it.
func (s *Store) EndCommitment(ctx context.Context, by app.Actor, was app.Commitment, end app.CommitmentEnd) (masked app.Commitment, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Commitment{}, err
	}
	var ended app.Commitment
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		if err := x.stillOpen(ctx, was); err != nil {
			return err
		}
		proofs, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM attachments WHERE of_table = 'promises' AND of_id = ? AND withdrawn_at IS NULL", was.ID[:])
		if err != nil {
			return err
		}
		end.Attached = proofs > 0
		if ended, err = was.End(end, app.DayOf(x.now)); err != nil {
			return err
		}
		err = x.putCommitment(ctx, was, ended)
		ended.Seen = x.wrote
		return err
	})
	if err != nil {
		return app.Commitment{}, wrap("end promise", err)
	}
	return ended, nil
}

// RenewCommitment ends a promise and makes the one that follows it.
func (s *Store) RenewCommitment(ctx context.Context, by app.Actor, was app.Commitment, r app.CommitmentRenewal) (masked app.Commitment, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.Commitment{}, err
	}
	var next app.Commitment
	err := s.write(ctx, by, madeIn(r.Visit), func(x *tx) error {
		if err := x.stillOpen(ctx, was); err != nil {
			return err
		}
		ended, draft, err := was.Renew(r, app.DayOf(x.now))
		if err != nil {
			return err
		}
		if err := x.putCommitment(ctx, was, ended); err != nil {
			return err
		}
		next, err = x.makeCommitment(ctx, draft)
		return err
	})
	if err != nil {
		return app.Commitment{}, wrap("renew promise", err)
	}
	return next, nil
}

// stillOpen answers ErrChangedMeantime for a promise that its reader saw open
// and that was ended since.
func (x *tx) stillOpen(ctx context.Context, was app.Commitment) error {
	current, err := one(ctx, x.s.conn, scanCommitment, "SELECT "+commitmentColumns+" FROM promises p WHERE id = ? AND withdrawn_at IS NULL AND "+seesPromises, was.ID[:], x.by.Staff[:])
	if err != nil {
		return err
	}
	if was.Open() && !current.Open() {
		return app.ErrChangedMeantime
	}
	return nil
}

// seesPromises leaves out the promises of protected cases that a person is not
// named on; it takes the person's id.
const seesPromises = "(p.area >= 0 OR p.case_id IN (SELECT case_id FROM case_named WHERE staff_id = ? AND withdrawn_at IS NULL))"
