package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// SaveQualification keeps what makes somebody qualified for posts, or what was
// changed of it. Who was granted it keeps it until the day it was granted for.
func (s *Store) SaveQualification(ctx context.Context, by app.Actor, was, now app.Qualification) (app.Qualification, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Qualification{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "qualification", OccurredOn: now.FromOn}, func(x *tx) error {
		kept, err := qualificationsInUse(ctx, x.s.conn)
		if err != nil {
			return err
		}
		courses, err := coursesInUse(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if err := app.CheckQualification(kept, courses, was, now); err != nil {
			return err
		}
		for post := range strings.SplitSeq(now.Posts, ",") {
			if err := x.checkCode(ctx, "post", post); err != nil {
				return err
			}
		}
		if was.ID.IsZero() {
			now.ID = newID[app.QualificationID]()
		}
		err = x.putQualification(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save qualification", err)
}

// WithdrawQualification takes back a qualification that nobody was granted.
func (s *Store) WithdrawQualification(ctx context.Context, by app.Actor, gone app.Qualification) error {
	if err := by.May(app.ChangeTraining); err != nil {
		return err
	}
	return wrap("withdraw qualification", s.write(ctx, by, app.Why{Source: "qualification"}, func(x *tx) error {
		granted, err := one(ctx, x.s.conn, scanInt, "SELECT EXISTS (SELECT 1 FROM qualified WHERE qualification_id = ?)", gone.ID[:])
		if err != nil {
			return err
		}
		if granted == 1 {
			return app.Refuse("qualification", app.GrantedOnce)
		}
		now := gone
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putQualification(ctx, gone, now)
	}))
}
