package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/keys"
)

// SignIns lists the people of the company and how each stands with signing in.
func (s *Store) SignIns(ctx context.Context, by app.Actor) ([]app.SignInPerson, error) {
	if err := by.May(app.ChangeCompany); err != nil {
		return nil, err
	}
	people, err := s.Staff(ctx, by)
	if err != nil {
		return nil, wrap("sign-ins", err)
	}
	kept, err := collect(ctx, s.reader, scanSignIn, "SELECT "+signInColumns+" FROM sign_ins WHERE withdrawn_at IS NULL ORDER BY changed_at, id")
	if err != nil {
		return nil, wrap("sign-ins", err)
	}
	last := map[app.StaffID]app.SignIn{}
	for _, k := range kept {
		last[k.Staff] = k.SignIn
	}
	ring, ringErr := keys.Read(s.path)
	out := make([]app.SignInPerson, len(people))
	for i, p := range people {
		out[i] = app.SignInPerson{Staff: p, SignIn: last[p.ID], Here: ringErr == nil && ring.Knows(p.StaffNo)}
	}
	return out, nil
}

// FirstAdministrator lets the first person in: the one user of the file becomes
// an administrator with a password, and the key of the file gets its three
// recovery shares, which are shown this once.
func (s *Store) FirstAdministrator(ctx context.Context, by app.Actor, a app.FirstAdministrator) ([]app.RecoveryShare, error) {
	if err := by.May(app.ChangeCompany); err != nil {
		return nil, err
	}
	if err := a.Check(); err != nil {
		return nil, err
	}
	if asks, err := s.AsksSignIn(ctx); err != nil || asks {
		return nil, errorsFirst(err, app.Refuse("staff_no", app.AlreadyThere))
	}
	verifier := keys.Verifier(a.Password, s.cost())
	err := s.write(ctx, by, app.Why{Source: "start"}, func(x *tx) error {
		was, err := s.staffOf(ctx, s.conn, by.Staff)
		if err != nil {
			return err
		}
		taken, is, err := s.staffNumbered(ctx, s.conn, a.StaffNo)
		if err != nil || is && taken.ID != was.ID {
			return errorsFirst(err, app.Refuse("staff_no", app.AlreadyThere))
		}
		now := was
		now.StaffNo, now.Name, now.Roles = a.StaffNo, a.Name, append([]app.Role{app.Admin}, a.Roles...)
		if err := x.putStaff(ctx, was, now); err != nil {
			return err
		}
		made := keptSignIn{app.SignIn{ID: newID[app.SignInID](), Staff: was.ID, ChangedAt: x.now.UnixMilli()}, verifier}
		if err := x.putSignIn(ctx, keptSignIn{}, made); err != nil {
			return err
		}
		return x.audit(ctx, aboutPerson(app.AuditPerson, was.ID, "made"))
	})
	if err != nil {
		return nil, wrap("first administrator", err)
	}
	var made []app.RecoveryShare
	err = s.editRing(func(ring *keys.Ring) (bool, error) {
		var err error
		if err = ring.Give(s.key, a.StaffNo, a.Password); err == nil {
			made, err = ring.Shares(s.key)
		}
		return true, err
	})
	return made, wrap("first administrator", err)
}

// aboutPerson is an entry of the audit log about somebody who signs in.
func aboutPerson(kind app.AuditKind, who app.StaffID, what string) app.AuditEntry {
	return app.AuditEntry{Kind: kind, Table: "staff", Record: app.RecordID(who), Details: map[string]string{"what": what}}
}

// SetPassword lets somebody in by a password that he must change at once, or
// again after he has forgotten his own or was disabled.
func (s *Store) SetPassword(ctx context.Context, by app.Actor, who app.StaffID, password string) error {
	if err := by.May(app.ChangeCompany); err != nil {
		return err
	}
	staff, err := s.staffOf(ctx, s.reader, who)
	if err != nil {
		return wrap("set password", err)
	}
	if err := app.CheckPassword(password, staff.StaffNo); err != nil {
		return err
	}
	verifier := keys.Verifier(password, s.cost())
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		was, err := s.signInOf(ctx, s.conn, who)
		if err != nil {
			return err
		}
		now := was
		now.Staff, now.verifier, now.MustChange, now.ChangedAt, now.DisabledAt = who, verifier, true, x.now.UnixMilli(), 0
		what := "reset"
		if was.ID.IsZero() {
			now.ID, what = newID[app.SignInID](), "added"
		}
		if err := x.putSignIn(ctx, was, now); err != nil {
			return err
		}
		return x.audit(ctx, aboutPerson(app.AuditPassword, who, what))
	})
	if err != nil {
		return wrap("set password", err)
	}
	triesOf(s.path, s.now).good(staff.StaffNo)
	return wrap("set password", s.giveKey(staff.StaffNo, password))
}

// ChangePassword gives whoever works here another password. The key of the file
// is wrapped anew by it; the file is not written again.
func (s *Store) ChangePassword(ctx context.Context, by app.Actor, password, own string) error {
	if err := by.May(app.ReadCompany); err != nil {
		return err
	}
	staff, err := s.staffOf(ctx, s.reader, by.Staff)
	if err != nil {
		return wrap("change password", err)
	}
	_, who, kept, err := s.identify(ctx, staff.StaffNo, password)
	if err == nil {
		_, err = s.ownPassword(ctx, by, who, kept, password, own)
	}
	return wrap("change password", err)
}

// ownPassword puts a password that a person chose himself.
func (s *Store) ownPassword(ctx context.Context, by app.Actor, who app.Staff, kept keptSignIn, password, own string) (keptSignIn, error) {
	if err := app.CheckPassword(own, who.StaffNo); err != nil {
		return kept, err
	}
	if own == password {
		return kept, app.Refuse("password", app.SamePassword)
	}
	now := kept
	now.verifier, now.MustChange = keys.Verifier(own, s.cost()), false
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		now.ChangedAt = x.now.UnixMilli()
		if err := x.putSignIn(ctx, kept, now); err != nil {
			return err
		}
		return x.audit(ctx, aboutPerson(app.AuditPassword, who.ID, "changed"))
	})
	if err != nil {
		return kept, err
	}
	return now, s.giveKey(who.StaffNo, own)
}

// DisableSignIn keeps somebody out until he gets another password. The last
// administrator stays.
func (s *Store) DisableSignIn(ctx context.Context, by app.Actor, who app.StaffID, reason string) error {
	if err := by.May(app.ChangeCompany); err != nil {
		return err
	}
	if reason == "" {
		return app.Refuse("reason", app.Missing)
	}
	staff, err := s.staffOf(ctx, s.reader, who)
	if err != nil {
		return wrap("disable sign-in", err)
	}
	err = s.write(ctx, by, app.Why{Note: reason}, func(x *tx) error {
		was, err := s.signInOf(ctx, s.conn, who)
		if err != nil || was.ID.IsZero() {
			return errorsFirst(err, app.ErrNotFound)
		}
		now := was
		now.DisabledAt = x.now.UnixMilli()
		if err := x.putSignIn(ctx, was, now); err != nil {
			return err
		}
		e := aboutPerson(app.AuditPerson, who, "disabled")
		e.Reason = reason
		return x.audit(ctx, e)
	})
	if err != nil || s.key == nil {
		return wrap("disable sign-in", err)
	}
	err = s.editRing(func(ring *keys.Ring) (bool, error) {
		ring.Take(staff.StaffNo)
		return true, nil
	})
	if err == nil && s.keptFor() == who.String() {
		_ = s.forgetKey(ctx, by) // else the next opening forgets it, see OpenKept
	}
	return wrap("disable sign-in", err)
}
