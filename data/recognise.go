package data

import (
	"context"

	"lamplighter/app"
)

// recognise settles what came of classes for some who are in them, after any of
// their evidence changed: results, confirmed practice, a marked quiz. Outcomes
// follow, completions are kept or withdrawn.
func (x *tx) recognise(ctx context.Context, ids []app.EnrolmentID) error {
	all, err := x.recognitions(ctx, ids)
	if err != nil {
		return err
	}
	today := app.DayOf(x.now)
	for _, r := range all {
		s, err := r.Settle(today)
		if err != nil {
			return err
		}
		if err := x.putSettled(ctx, r.Enrolment, s); err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) putSettled(ctx context.Context, was app.Enrolment, s app.Settled) error {
	if s.Enrolment.Outcome != was.Outcome || s.Enrolment.OutcomeOn != was.OutcomeOn {
		if err := x.putEnrolment(ctx, was, s.Enrolment); err != nil {
			return err
		}
	}
	if w := s.Withdraw; !w.ID.IsZero() {
		gone := w
		gone.WithdrawnAt, gone.Reason = x.now.UnixMilli(), "corrected"
		if err := x.putCompletion(ctx, w, gone); err != nil {
			return err
		}
	}
	if c := s.Complete; c.Staff != (app.StaffID{}) {
		c.ID, c.By, c.CreatedAt = newID[app.CompletionID](), x.by.Staff, x.now.UnixMilli()
		return x.putCompletion(ctx, app.Completion{}, c)
	}
	return nil
}

// recognitions reads what is at hand, each table once however many people.
func (x *tx) recognitions(ctx context.Context, ids []app.EnrolmentID) ([]app.Recognition, error) {
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	return recognitions(ctx, q, ids)
}

func recognitions(ctx context.Context, q querier, ids []app.EnrolmentID) ([]app.Recognition, error) {
	list := hexIDs(ids)
	enrolments, err := collect(ctx, q, scanEnrolment, "SELECT "+prefixed("e", enrolmentColumns)+
		" FROM json_each(?) j JOIN enrolments e ON e.id = unhex(j.value) WHERE e.withdrawn_at IS NULL", list)
	if err != nil {
		return nil, err
	}
	classes, err := collect(ctx, q, scanClass, "SELECT "+classColumns+
		" FROM classes WHERE id IN (SELECT e.class_id FROM json_each(?) j JOIN enrolments e ON e.id = unhex(j.value))", list)
	if err != nil {
		return nil, err
	}
	had, err := collect(ctx, q, scanCompletion, "SELECT DISTINCT "+prefixed("c", completionColumns)+
		` FROM json_each(?) j JOIN enrolments e ON e.id = unhex(j.value)
		JOIN completions c ON c.staff_id = e.staff_id AND c.course_id = e.course_id WHERE c.withdrawn_at IS NULL ORDER BY c.completed_on, c.n`, list)
	if err != nil {
		return nil, err
	}
	type of struct {
		staff  app.StaffID
		course app.CourseID
	}
	completed := map[of][]app.Completion{}
	for _, c := range had {
		completed[of{c.Staff, c.Course}] = append(completed[of{c.Staff, c.Course}], c)
	}
	byID := map[app.ClassID]app.Class{}
	for _, c := range classes {
		byID[c.ID] = c
	}
	practised, err := practised(ctx, q, list)
	if err != nil {
		return nil, err
	}
	out := make([]app.Recognition, len(enrolments))
	for i, e := range enrolments {
		r := app.Recognition{Class: byID[e.Class], Enrolment: e, Had: completed[of{e.Staff, e.Course}]}
		r.Practice, r.Practised = app.PractisedFor(practised[e.ID], r.Had, e.Class)
		out[i] = r
	}
	return out, nil
}

// practised are the confirmed entries on the job of each enrolment's person and
// course.
func practised(ctx context.Context, q querier, list string) (map[app.EnrolmentID][]app.Practice, error) {
	type entry struct {
		of app.EnrolmentID
		p  app.Practice
	}
	all, err := collect(ctx, q, func(r scanner) (entry, error) {
		var e entry
		var err error
		e.p, err = scanPractice(scannerFunc(func(into ...any) error { return r.Scan(append([]any{idInto(&e.of)}, into...)...) }))
		return e, err
	}, "SELECT e.id, "+prefixed("p", practiceColumns)+` FROM json_each(?) j JOIN enrolments e ON e.id = unhex(j.value)
		JOIN practice p ON p.staff_id = e.staff_id AND p.course_id = e.course_id
		WHERE p.withdrawn_at IS NULL AND p.confirmed_at > 0 AND p.kind = 'practice'`, list)
	out := map[app.EnrolmentID][]app.Practice{}
	for _, e := range all {
		out[e.of] = append(out[e.of], e.p)
	}
	return out, err
}
