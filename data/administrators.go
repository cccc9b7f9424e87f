package data

import (
	"context"

	"lamplighter/app"
)

// administratorsLast is the last day on which somebody who signs in can let others
// in; empty when nobody can.
func (s *Store) administratorsLast(ctx context.Context, q querier) (app.Day, error) {
	people, err := collect(ctx, q, scanStaff, "SELECT "+prefixed("p", staffColumns)+` FROM staff p JOIN sign_ins i ON i.id =
		(SELECT id FROM sign_ins WHERE staff_id = p.id AND withdrawn_at IS NULL ORDER BY changed_at DESC, id DESC LIMIT 1)
		WHERE p.withdrawn_at IS NULL AND i.disabled_at IS NULL`)
	return app.AdministratorsLast(people, app.DayOf(s.now())), err
}

// keepAdministrators refuses what somebody here did if it leaves nobody to let
// people in, at once or from an earlier day than before, whichever verb it was.
// What two computers did without knowing of each other may come to that; it is
// taken as it is, and recovery shares lead out of it.
func (x *tx) keepAdministrators(ctx context.Context) error {
	if x.merging != nil || x.dev == seedDevice || !x.wroteTo("staff", signInTable) {
		return nil
	}
	before, err := x.s.administratorsLast(ctx, x.s.reader) // it sees what was committed
	if err != nil {
		return err
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	after, err := x.s.administratorsLast(ctx, q)
	if err == nil && after < before {
		err = app.Refuse("staff_no", app.LastAdministrator)
	}
	return err
}

// AdministeredUntil is the last day on which somebody can let people in; empty
// when nobody can, though people sign in.
func (s *Store) AdministeredUntil(ctx context.Context, by app.Actor) (app.Day, error) {
	if err := by.May(app.ReadCompany); err != nil {
		return "", err
	}
	asks, err := s.AsksSignIn(ctx)
	if err != nil || !asks {
		return app.Forever, err
	}
	until, err := s.administratorsLast(ctx, s.reader)
	return until, wrap("administered until", err)
}
