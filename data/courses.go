package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// SaveCourse keeps a course, or what was changed of it. Classes that were
// planned before keep the rule and validity they were planned with, and so does
// who completed it.
func (s *Store) SaveCourse(ctx context.Context, by app.Actor, was, now app.Course) (app.Course, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.Course{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "course"}, func(x *tx) error {
		kept, err := coursesInUse(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if err := app.CheckCourse(kept, was, now); err != nil {
			return err
		}
		if err := x.checkCode(ctx, "course_category", now.Category); err != nil {
			return err
		}
		if now.Subject != "" {
			if err := x.checkCode(ctx, "course_subject", now.Subject); err != nil {
				return err
			}
		}
		if was.ID.IsZero() {
			now.ID = newID[app.CourseID]()
		}
		err = x.putCourse(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save course", err)
}

// WithdrawCourse takes a course out of the catalogue that nobody used, and the
// requirements of posts with it. One that was used ends instead.
func (s *Store) WithdrawCourse(ctx context.Context, by app.Actor, gone app.Course) error {
	if err := by.May(app.ChangeTraining); err != nil {
		return err
	}
	return wrap("withdraw course", s.write(ctx, by, app.Why{Source: "course"}, func(x *tx) error {
		use, err := courseUse(ctx, x.s.conn, gone, app.DayOf(x.now))
		if err != nil {
			return err
		}
		if err := use.Withdrawable(); err != nil {
			return err
		}
		posts, err := coursePosts(ctx, x.s.conn)
		if err != nil {
			return err
		}
		for _, p := range posts {
			if p.Course == gone.ID {
				if err := x.withdrawCoursePost(ctx, p); err != nil {
					return err
				}
			}
		}
		now := gone
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putCourse(ctx, gone, now)
	}))
}

// SaveCoursePost keeps that a post requires a course, or what was changed of it.
func (s *Store) SaveCoursePost(ctx context.Context, by app.Actor, was, now app.CoursePost) (app.CoursePost, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.CoursePost{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "required course", OccurredOn: now.FromOn}, func(x *tx) error {
		kept, err := coursePosts(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if err := app.CheckCoursePost(kept, now); err != nil {
			return err
		}
		if err := x.checkCode(ctx, "post", now.Post); err != nil {
			return err
		}
		if was.ID.IsZero() {
			now.ID = newID[app.CoursePostID]()
		}
		err = x.putCoursePost(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save required course", err)
}

// WithdrawCoursePost takes a requirement back, as if it had never been there.
func (s *Store) WithdrawCoursePost(ctx context.Context, by app.Actor, gone app.CoursePost) error {
	if err := by.May(app.ChangeTraining); err != nil {
		return err
	}
	return wrap("withdraw required course", s.write(ctx, by, app.Why{Source: "required course"}, func(x *tx) error {
		return x.withdrawCoursePost(ctx, gone)
	}))
}

func (x *tx) withdrawCoursePost(ctx context.Context, gone app.CoursePost) error {
	now := gone
	now.WithdrawnAt = x.now.UnixMilli()
	return x.putCoursePost(ctx, gone, now)
}

// CourseHolders counts for each course who has it now. It names nobody.
func (s *Store) CourseHolders(ctx context.Context, by app.Actor) (map[app.CourseID]app.CourseHolders, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	all, err := s.trainees(ctx)
	if err != nil {
		return nil, wrap("course holders", err)
	}
	return all.Holders(), nil
}

// CourseUse tells what stands and falls with a course.
func (s *Store) CourseUse(ctx context.Context, by app.Actor, of app.Course) (app.CourseUse, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return app.CourseUse{}, err
	}
	use, err := courseUse(ctx, s.reader, of, app.DayOf(s.now()))
	return use, wrap("course use", err)
}

// holdersOf counts the holders of one course. Who is valid until when is the
// latest of his completions; for good is later than every day.
func holdersOf(ctx context.Context, q querier, of app.CourseID, today app.Day) (app.CourseHolders, error) {
	return one(ctx, q, func(r scanner) (app.CourseHolders, error) {
		var h app.CourseHolders
		err := r.Scan(&h.Expired, &h.Expiring, &h.Valid)
		return h, err
	}, `SELECT coalesce(sum(until < ?1), 0), coalesce(sum(until >= ?1 AND until <= ?2), 0), coalesce(sum(until > ?2), 0) FROM (
			SELECT max(CASE c.until_on WHEN '' THEN '9999-12-31' ELSE c.until_on END) AS until
			FROM completions c JOIN staff s ON s.id = c.staff_id
			WHERE c.withdrawn_at IS NULL AND c.course_id = ?3 AND s.withdrawn_at IS NULL AND s.valid_from <= ?1 AND (s.valid_to = '' OR s.valid_to >= ?1)
			GROUP BY c.staff_id)`, today, today.AddDays(app.RenewalDays), of[:])
}

func courseUse(ctx context.Context, q querier, of app.Course, today app.Day) (app.CourseUse, error) {
	var u app.CourseUse
	var err error
	if u.Holders, err = holdersOf(ctx, q, of.ID, today); err != nil {
		return u, err
	}
	if err := q.QueryRowContext(ctx, `SELECT count(DISTINCT c.id), count(e.id) FROM classes c
		LEFT JOIN enrolments e ON e.class_id = c.id AND e.withdrawn_at IS NULL AND e.attendance <> 'taken_off' AND e.outcome = ''
		WHERE c.course_id = ? AND c.withdrawn_at IS NULL AND c.status IN ('planned', 'enrolling', 'running', 'assessing')`, of.ID[:]).Scan(&u.Classes, &u.Enrolled); err != nil {
		return u, err
	}
	if u.Required, err = one(ctx, q, scanInt, `SELECT count(*) FROM staff s WHERE s.withdrawn_at IS NULL AND s.valid_from <= ?1
		AND (s.valid_to = '' OR s.valid_to >= ?1) AND s.post IN (SELECT post FROM course_posts p WHERE p.course_id = ?2 AND p.withdrawn_at IS NULL
		AND p.from_on <= ?1 AND (p.to_on = '' OR p.to_on >= ?1))`, today, of.ID[:]); err != nil {
		return u, err
	}
	used, err := one(ctx, q, scanInt, `SELECT EXISTS (SELECT 1 FROM classes WHERE course_id = ?1) OR EXISTS (SELECT 1 FROM completions WHERE course_id = ?1)
		OR EXISTS (SELECT 1 FROM questions WHERE course_id = ?1) OR EXISTS (SELECT 1 FROM quizzes WHERE course_id = ?1)
		OR EXISTS (SELECT 1 FROM training_proposals WHERE course_id = ?1) OR EXISTS (SELECT 1 FROM practice WHERE course_id = ?1)`, of.ID[:])
	if err != nil {
		return u, err
	}
	u.Used = used == 1
	u.Named, err = namesCourse(ctx, q, of.Code, today)
	return u, err
}

// namesCourse lists the codes of the qualifications, and of the triggers in
// force by then or later, that name a course.
func namesCourse(ctx context.Context, q querier, code string, today app.Day) ([]string, error) {
	all, err := qualificationsInUse(ctx, q)
	if err != nil {
		return nil, err
	}
	var named []string
	for _, one := range all {
		if slices.Contains(strings.Split(one.Courses, ","), code) {
			named = append(named, one.Code)
		}
	}
	triggers, err := keptTriggers(ctx, q)
	if err != nil {
		return nil, err
	}
	for _, t := range append(app.TrainingTriggersOn(triggers, today), app.TrainingTriggersOn(triggers, "9999-12-31")...) {
		if t.Course == code && !slices.Contains(named, t.Code) {
			named = append(named, t.Code)
		}
	}
	return named, nil
}
