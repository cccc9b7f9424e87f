package data

import (
	"context"
	"crypto/rand"
	"fmt"
	"strconv"
	"time"

	"lamplighter/app"
)

// witnessed is a second person who agrees to one act of the first.
type witnessed struct {
	by    app.StaffID
	other app.Actor
	until int64
}

// witnessHolds is how long a second person's word holds.
const witnessHolds = 5 * time.Minute

// Witness lets a second person agree to what an actor is about to do. The actor
// it answers does one thing that takes two, within five minutes.
func (s *Store) Witness(ctx context.Context, by app.Actor, staffNo, password string) (app.Actor, error) {
	if err := by.May(app.ReadCompany); err != nil {
		return by, err
	}
	other, who, kept, err := s.identify(ctx, staffNo, password)
	switch {
	case err != nil:
		return by, err
	case who.ID == by.Staff:
		return by, app.Refuse("staff_no", app.SamePerson)
	case kept.MustChange:
		return by, app.ErrMustChange
	}
	_, _ = rand.Read(by.Pass[:]) // never fails
	by.Witness = who.ID
	s.passes.Store(by.Pass, witnessed{by.Staff, other, s.now().Add(witnessHolds).UnixMilli()})
	return by, wrap("witness", s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditWitnessed}))
}

// together refuses what takes two persons with a right unless a second one has
// just agreed, and uses up what he left.
func (s *Store) together(by app.Actor, right app.Right) error {
	if err := by.MayTogether(right); err != nil || by.Witness.IsZero() {
		return err
	}
	left, there := s.passes.LoadAndDelete(by.Pass)
	if !there {
		return fmt.Errorf("%w: %s", app.ErrNeedsWitness, right)
	}
	w := left.(witnessed)
	if w.by != by.Staff || w.other.Staff != by.Witness || s.now().UnixMilli() > w.until {
		return fmt.Errorf("%w: %s", app.ErrNeedsWitness, right)
	}
	return w.other.May(right)
}

// mayWithdraw refuses the withdrawal of many records in one act to one person
// alone.
func (s *Store) mayWithdraw(by app.Actor, right app.Right, records int) error {
	if records > app.MassWithdrawal {
		return s.together(by, right)
	}
	return by.May(right)
}

// withdrawing counts what an act takes back of the records as it goes. Many of
// them, one that others built on and a frozen month take two persons; that is asked
// as soon as it is known, so that nothing long is done in vain.
type withdrawing struct {
	s       *Store
	by      app.Actor
	right   app.Right
	records int
	agreed  bool
}

// one counts a record that goes.
func (w *withdrawing) one(t *table) error {
	w.records++
	if w.records > app.MassWithdrawal || t.name == frozenTable {
		return w.together()
	}
	return nil
}

// together asks for the second person, once.
func (w *withdrawing) together() error {
	if w.agreed {
		return nil
	}
	err := w.s.together(w.by, w.right)
	w.agreed = err == nil
	return err
}

// noteWithdrawal tells the audit log of one that takes two.
func (x *tx) noteWithdrawal(ctx context.Context, table string, records int, reason string) error {
	if records <= app.MassWithdrawal {
		return nil
	}
	return x.audit(ctx, app.AuditEntry{Kind: app.AuditMassWithdrawal, Table: table, Reason: reason, Details: map[string]string{"records": strconv.Itoa(records)}})
}

// mayCopyOpenly refuses a copy that anybody could read, of a file that people
// sign in to, to one person alone.
func (s *Store) mayCopyOpenly(ctx context.Context, by app.Actor) error {
	if s.key != nil {
		return nil
	}
	asks, err := s.AsksSignIn(ctx)
	if err != nil || !asks {
		return err
	}
	return s.together(by, app.BackUp)
}
