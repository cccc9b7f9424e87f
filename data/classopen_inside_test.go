package data

import (
	"context"

	"lamplighter/app"
)

// OpenClassFor opens a class with people in it, for the tests of what classes
// are for.
func (s *Store) OpenClassFor(ctx context.Context, by app.Actor, course app.Course, c app.Class, people []app.StaffID) (app.Class, error) {
	var made app.Class
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		var err error
		if made, err = x.openClass(ctx, course, c); err != nil {
			return err
		}
		_, err = x.enrol(ctx, made, people)
		return err
	})
	return made, err
}
