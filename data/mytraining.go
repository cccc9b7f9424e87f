package data

import (
	"context"

	"lamplighter/app"
)

// MyTraining tells whoever asks how he himself stands: what he has, lacks and
// must renew, his classes and his log. It reads nothing of others but how many
// entries ask him as their mentor.
func (s *Store) MyTraining(ctx context.Context, by app.Actor) (masked app.MyTraining, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.LearnHere); err != nil {
		return app.MyTraining{}, err
	}
	r, err := s.learnerRecords(ctx, by.Staff)
	if err != nil {
		return app.MyTraining{}, wrap("my training", err)
	}
	t := r.Training(app.DayOf(s.now()))
	t.Asked, err = one(ctx, s.reader, scanInt,
		"SELECT count(*) FROM practice WHERE mentor_id = ? AND confirmed_at = 0 AND refused_at = 0 AND withdrawn_at IS NULL", by.Staff[:])
	return t, wrap("my training", err)
}

func (s *Store) learnerRecords(ctx context.Context, id app.StaffID) (app.LearnerRecords, error) {
	var r app.LearnerRecords
	q := s.reader
	var err error
	if r.Staff, err = staffOf(ctx, q, id); err != nil {
		return r, err
	}
	if r.Courses, err = coursesInUse(ctx, q); err != nil {
		return r, err
	}
	const his = " WHERE staff_id = ? AND withdrawn_at IS NULL ORDER BY n"
	if r.Posts, err = collect(ctx, q, scanCoursePost, "SELECT "+coursePostColumns+" FROM course_posts WHERE post = ? AND withdrawn_at IS NULL", r.Staff.Post); err != nil {
		return r, err
	}
	if r.Completions, err = collect(ctx, q, scanCompletion, "SELECT "+completionColumns+" FROM completions"+his, id[:]); err != nil {
		return r, err
	}
	if r.Practice, err = collect(ctx, q, scanPractice, "SELECT "+practiceColumns+" FROM practice"+his, id[:]); err != nil {
		return r, err
	}
	if r.Qualifications, err = collect(ctx, q, scanQualification, "SELECT "+qualificationColumns+" FROM qualifications WHERE withdrawn_at IS NULL ORDER BY code, n"); err != nil {
		return r, err
	}
	if r.Qualified, err = collect(ctx, q, scanQualified, "SELECT "+qualifiedColumns+" FROM qualified"+his, id[:]); err != nil {
		return r, err
	}
	r.Classes, err = learnerClasses(ctx, q, id)
	return r, err
}

// learnerClasses are the classes somebody is or was in, each with the practice
// that counts for it.
func learnerClasses(ctx context.Context, q querier, id app.StaffID) ([]app.LearnerClass, error) {
	ids, err := collect(ctx, q, func(r scanner) (app.EnrolmentID, error) {
		var e app.EnrolmentID
		err := r.Scan(idInto(&e))
		return e, err
	}, "SELECT id FROM enrolments WHERE staff_id = ? AND withdrawn_at IS NULL", id[:])
	if err != nil {
		return nil, err
	}
	known, err := recognitions(ctx, q, ids)
	out := make([]app.LearnerClass, len(known))
	for i, r := range known {
		out[i] = app.LearnerClass{Class: r.Class, Enrolment: r.Enrolment, Practice: r.Evidence().PracticeMinutes}
	}
	return out, err
}
