package data

import (
	"context"
	"errors"
	"slices"

	"lamplighter/app"
	"lamplighter/data/keys"
)

// RecoverTo opens a file by two recovery shares and lets somebody in again as an
// administrator: the way back when nobody knows a password any more.
func RecoverTo(ctx context.Context, path string, o Options, r app.Recovery) (*Store, app.Actor, error) {
	if err := app.CheckPassword(r.Password, r.StaffNo); err != nil {
		return nil, app.Actor{}, err
	}
	ring, err := keys.Read(path)
	if err != nil {
		return nil, app.Actor{}, wrap("recover", err)
	}
	key, err := ring.Recover(r.One, r.Other)
	if errors.Is(err, keys.ErrNoShares) {
		err = app.Refuse("share_one", app.OldShare)
	}
	if err != nil {
		return nil, app.Actor{}, err
	}
	o.Key = key
	s, err := OpenWith(ctx, path, o)
	if err != nil {
		return nil, app.Actor{}, err
	}
	by, err := s.recover(ctx, r)
	if err != nil {
		return nil, app.Actor{}, errorsFirst(err, s.Close())
	}
	return s, by, nil
}

func (s *Store) recover(ctx context.Context, r app.Recovery) (app.Actor, error) {
	who, known, err := s.staffNumbered(ctx, s.reader, r.StaffNo)
	if err != nil || !known {
		return app.Actor{}, errorsFirst(err, app.Refuse("staff_no", app.Unknown))
	}
	if !who.ActiveOn(app.DayOf(s.now())) {
		return app.Actor{}, app.Refuse("staff_no", app.NotWorkingHere)
	}
	verifier := keys.Verifier(r.Password, s.cost())
	err = s.write(ctx, app.Actor{Staff: who.ID}, app.Why{Source: "recovery"}, func(x *tx) error {
		if !slices.Contains(who.Roles, app.Admin) {
			was := who
			who.Roles = append(slices.Clone(who.Roles), app.Admin)
			if err := x.putStaff(ctx, was, who); err != nil {
				return err
			}
		}
		was, err := s.signInOf(ctx, s.conn, who.ID)
		if err != nil {
			return err
		}
		now := was
		if was.ID.IsZero() {
			now.ID, now.Staff = newID[app.SignInID](), who.ID
		}
		now.verifier, now.MustChange, now.ChangedAt, now.DisabledAt = verifier, false, x.now.UnixMilli(), 0
		if err := x.putSignIn(ctx, was, now); err != nil {
			return err
		}
		return x.audit(ctx, aboutPerson(app.AuditRecovered, who.ID, "recovered"))
	})
	if err != nil {
		return app.Actor{}, wrap("recover", err)
	}
	triesOf(s.path, s.now).good(who.StaffNo)
	if err := s.giveKey(who.StaffNo, r.Password); err != nil {
		return app.Actor{}, wrap("recover", err)
	}
	return s.actorOf(ctx, who)
}

// NewShares makes three new recovery shares, shown this once; the ones before
// open nothing any more. It takes two persons.
func (s *Store) NewShares(ctx context.Context, by app.Actor) ([]app.RecoveryShare, error) {
	if err := s.together(by, app.EnrolDevices); err != nil {
		return nil, err
	}
	if s.key == nil {
		return nil, app.ErrSignIn
	}
	var made []app.RecoveryShare
	err := s.editRing(func(ring *keys.Ring) (bool, error) {
		var err error
		made, err = ring.Shares(s.key)
		return true, err
	})
	if err == nil {
		err = s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditShares})
	}
	return made, wrap("new shares", err)
}
