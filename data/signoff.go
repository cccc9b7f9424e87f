package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// placeOpen are places in classes whose outcome may still come.
const placeOpen = `e.outcome = '' AND e.attendance <> 'taken_off' AND e.withdrawn_at IS NULL
	AND k.status NOT IN ('archived', 'cancelled') AND k.withdrawn_at IS NULL`

// recognisePractice settles the classes that confirmed entries count for, and
// answers how many places in them that completed.
func (x *tx) recognisePractice(ctx context.Context, entries []app.Practice) (int64, error) {
	type of struct {
		staff  app.StaffID
		course app.CourseID
	}
	count := map[of]bool{}
	var people []app.StaffID
	for _, p := range entries {
		if p.Kind == app.OnTheJob && !p.Course.IsZero() {
			count[of{p.Staff, p.Course}] = true
			people = append(people, p.Staff)
		}
	}
	if len(people) == 0 {
		return 0, nil
	}
	q, err := x.reads()
	if err != nil {
		return 0, err
	}
	open, err := collect(ctx, q, scanEnrolment, "SELECT "+prefixed("e", enrolmentColumns)+" FROM enrolments e JOIN classes k ON k.id = e.class_id WHERE "+placeOpen+
		" AND e.staff_id IN (SELECT unhex(value) FROM json_each(?))", hexIDs(people))
	if err != nil {
		return 0, err
	}
	open = slices.DeleteFunc(open, func(e app.Enrolment) bool { return !count[of{e.Staff, e.Course}] })
	ids := make([]app.EnrolmentID, len(open))
	for i, e := range open {
		ids[i] = e.ID
	}
	return x.recogniseCounting(ctx, ids)
}

// recogniseCounting settles places in classes and counts those that are
// completed by it.
func (x *tx) recogniseCounting(ctx context.Context, ids []app.EnrolmentID) (int64, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	if err := x.recognise(ctx, ids); err != nil {
		return 0, err
	}
	q, err := x.reads()
	if err != nil {
		return 0, err
	}
	return one(ctx, q, scanInt, "SELECT count(*) FROM json_each(?) j JOIN enrolments e ON e.id = unhex(j.value) WHERE e.outcome = 'completed'", hexIDs(ids))
}

// SignOff is a mentor's word that somebody masters a course: it stands in each
// of his open places whose class asks for it. A mentor without the right over
// all gives it where an entry of that person and course named him. It answers
// how many places it completed.
func (s *Store) SignOff(ctx context.Context, by app.Actor, ask app.SignOffAsk) (completed int64, err error) {
	if err := by.May(app.StudyHere); err != nil {
		return 0, err
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		if err := x.maySignOff(ctx, ask); err != nil {
			return err
		}
		all, err := mentored(ctx, x.s.conn, "e.staff_id = ? AND e.course_id = ?", ask.Staff[:], ask.Course[:])
		if err != nil {
			return err
		}
		var ids []app.EnrolmentID
		signed := 0
		for _, m := range all {
			if m.Enrolment.MentorOn != "" {
				signed++
				continue
			}
			now, err := m.Enrolment.SignOff(by.Staff, ask.On, app.DayOf(x.now))
			if err != nil {
				return err
			}
			if err := x.putEnrolment(ctx, m.Enrolment, now); err != nil {
				return err
			}
			ids = append(ids, now.ID)
		}
		switch {
		case len(ids) == 0 && signed > 0:
			return app.Refuse("mentor", app.SignedBefore)
		case len(ids) == 0:
			return app.Refuse("course", app.NothingToSign)
		}
		completed, err = x.recogniseCounting(ctx, ids)
		return err
	})
	return completed, wrap("sign off", err)
}

func (x *tx) maySignOff(ctx context.Context, ask app.SignOffAsk) error {
	if ask.Staff == x.by.Staff {
		return app.Refuse("mentor", app.OwnWork)
	}
	err := x.by.May(app.ConfirmPractice)
	if err == nil {
		trained, wrong := x.s.trains(x.s.within(ctx, x.by))
		if wrong != nil || trained(ask.Staff) {
			return wrong
		}
		err = app.ErrNotAllowed
	}
	asked, wrong := one(ctx, x.s.conn, scanFlag, "SELECT "+askedAsMentor("?1", "?2", "?3"), ask.Staff[:], ask.Course[:], x.by.Staff[:])
	switch {
	case wrong != nil:
		return wrong
	case asked:
		return nil
	}
	return err
}

// askedAsMentor holds when an entry of somebody for a course names a mentor.
func askedAsMentor(staff, course, mentor string) string {
	return "EXISTS (SELECT 1 FROM practice o WHERE o.staff_id = " + staff + " AND o.course_id = " + course + " AND o.mentor_id = " + mentor + " AND o.withdrawn_at IS NULL)"
}

// Mentored lists the people whose course waits for a mentor's word, each with
// his practice against what the rule asks: all for whoever reads the training of
// others, else those who named the reader as their mentor.
func (s *Store) Mentored(ctx context.Context, by app.Actor, f app.PracticeFilter) (masked []app.Mentored, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	q := where{}
	q.add("e.mentor_on = ''")
	q.add("e.staff_id <> ?", by.Staff[:])
	if by.May(app.ReadTraining) != nil || f.Whose == app.PracticeAsked {
		q.add(askedAsMentor("e.staff_id", "e.course_id", "?"), by.Staff[:])
	}
	narrowPeople(&q, f, "e")
	all, err := mentored(ctx, s.reader, strings.Join(q.terms, " AND "), q.args...)
	return all, wrap("mentored", err)
}

// mentored reads the open places whose class asks for a mentor.
func mentored(ctx context.Context, q querier, cond string, args ...any) ([]app.Mentored, error) {
	all, err := collect(ctx, q, func(r scanner) (app.Mentored, error) {
		var m app.Mentored
		var err error
		m.Enrolment, err = scanEnrolment(scannerFunc(func(into ...any) error {
			return r.Scan(append(into, &m.Name, &m.StaffNo, &m.Course.Code, &m.Course.Name, &m.Course.NameEN, &m.Waiting)...)
		}))
		return m, err
	}, "SELECT "+prefixed("e", enrolmentColumns)+`, s.name, s.staff_no, c.code, c.name, c.name_en,
		(SELECT coalesce(sum(o.minutes), 0) FROM practice o WHERE o.staff_id = e.staff_id AND o.course_id = e.course_id AND o.kind = 'practice'
			AND o.confirmed_at = 0 AND o.refused_at = 0 AND o.withdrawn_at IS NULL) 
		FROM enrolments e JOIN classes k ON k.id = e.class_id JOIN staff s ON s.id = e.staff_id JOIN courses c ON c.id = e.course_id
		WHERE `+placeOpen+" AND k.rule LIKE '%mentor%' AND "+cond+" ORDER BY s.staff_no, e.n", args...)
	if err != nil || len(all) == 0 {
		return nil, err
	}
	ids := make([]app.EnrolmentID, len(all))
	for i, m := range all {
		ids[i] = m.Enrolment.ID
	}
	known, err := recognitions(ctx, q, ids)
	if err != nil {
		return nil, err
	}
	of := make(map[app.EnrolmentID]app.Recognition, len(known))
	for _, r := range known {
		of[r.Enrolment.ID] = r
	}
	out := all[:0]
	for _, m := range all {
		r := of[m.Enrolment.ID]
		rule, err := app.ParseCompletionRule(r.Class.Rule)
		if err != nil {
			return nil, err
		}
		needs, asks := rule.MentorNeeds()
		if !asks {
			continue
		}
		m.Class, m.Practice, m.Needs = r.Class, r.Evidence().PracticeMinutes, needs
		out = append(out, m)
	}
	return out, nil
}
