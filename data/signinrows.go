package data

import (
	"context"

	"lamplighter/app"
)

const signInColumns = "id, sy_hlc, sy_dev, sy_ovr, staff_id, verifier, must_change, changed_at, disabled_at, withdrawn_at"

// keptSignIn is a sign-in with what its password is compared with, which never
// leaves the store.
type keptSignIn struct {
	app.SignIn
	verifier string
}

func scanSignIn(r scanner) (keptSignIn, error) {
	var s keptSignIn
	err := r.Scan(idInto(&s.ID), &s.Seen.HLC, &s.Seen.Device, laterInto(&s.Seen), idInto(&s.Staff), &s.verifier, &s.MustChange, &s.ChangedAt,
		orZero(&s.DisabledAt), orZero(&s.WithdrawnAt))
	return s, err
}

// Sign-ins lie in area 0.

func signInRow(s keptSignIn) row {
	return row{id: s.ID, seen: s.Seen, fields: []field{
		{"staff_id", idOf(s.Staff)},
		{"verifier", s.verifier},
		{"must_change", flagOf(s.MustChange)},
		{"changed_at", s.ChangedAt},
		{"disabled_at", timeOf(s.DisabledAt)},
		{"withdrawn_at", timeOf(s.WithdrawnAt)},
	}}
}

func (x *tx) putSignIn(ctx context.Context, was, now keptSignIn) error {
	return x.put(ctx, signInTable, before(was.ID.IsZero(), was, signInRow), signInRow(now))
}

const signInTable = "sign_ins"

// signInOf is the sign-in of a person; of two that were made at once on two
// computers the one whose password was set last.
func (s *Store) signInOf(ctx context.Context, q querier, who app.StaffID) (keptSignIn, error) {
	found, err := collect(ctx, q, scanSignIn, "SELECT "+signInColumns+
		" FROM sign_ins WHERE staff_id = ? AND withdrawn_at IS NULL ORDER BY changed_at DESC, id DESC LIMIT 1", who[:])
	if err != nil || len(found) == 0 {
		return keptSignIn{}, err
	}
	return found[0], nil
}

// staffNumbered finds a person by the number he types.
func (s *Store) staffNumbered(ctx context.Context, q querier, number string) (app.Staff, bool, error) {
	found, err := collect(ctx, q, scanStaff, "SELECT "+prefixed("p", staffColumns)+
		" FROM staff p LEFT JOIN sign_ins i ON i.staff_id = p.id AND i.withdrawn_at IS NULL WHERE upper(p.staff_no) = upper(trim(?)) AND p.withdrawn_at IS NULL ORDER BY i.id IS NULL, p.n LIMIT 1", number)
	if err != nil || len(found) == 0 {
		return app.Staff{}, false, err
	}
	return found[0], true, nil
}

func (s *Store) staffOf(ctx context.Context, q querier, id app.StaffID) (app.Staff, error) {
	found, err := collect(ctx, q, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = ? AND withdrawn_at IS NULL", id[:])
	if err == nil && len(found) == 0 {
		err = app.ErrNotFound
	}
	if err != nil {
		return app.Staff{}, err
	}
	return found[0], nil
}
