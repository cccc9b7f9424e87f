package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// recognise settles what came of classes for some who are in them, after any of
// their evidence changed: results, confirmed practice, a marked quiz. Outcomes
// follow, completions are kept or withdrawn. Of two classes of one course the
// earlier goes first, and what it used does not count for the other.
func (x *tx) recognise(ctx context.Context, ids []app.EnrolmentID) error {
	all, err := x.recognitions(ctx, ids)
	if err != nil {
		return err
	}
	today := app.DayOf(x.now)
	had := map[staffCourse][]app.Completion{}
	var made []app.Completion
	for _, r := range all {
		of := staffCourse{r.Enrolment.Staff, r.Enrolment.Course}
		if changed, is := had[of]; is {
			r.Had = changed
		}
		s, err := r.Settle(today)
		if err != nil {
			return err
		}
		if s.Complete, err = x.putSettled(ctx, r.Enrolment, s); err != nil {
			return err
		}
		had[of] = haveNow(r.Had, s)
		if !s.Complete.ID.IsZero() {
			made = append(made, s.Complete)
		}
	}
	// All at once, so that new rows go to their table by the fifty.
	for _, c := range made {
		if err := x.putCompletion(ctx, app.Completion{}, c); err != nil {
			return err
		}
	}
	return nil
}

// staffCourse is one person and one course.
type staffCourse struct {
	staff  app.StaffID
	course app.CourseID
}

// haveNow is what somebody has of a course after it was settled.
func haveNow(had []app.Completion, s app.Settled) []app.Completion {
	now := slices.DeleteFunc(slices.Clone(had), func(c app.Completion) bool { return c.ID == s.Withdraw.ID })
	if !s.Complete.ID.IsZero() {
		now = append(now, s.Complete)
	}
	return now
}

// putSettled puts what changes of somebody, and answers the completion that is to
// be kept.
func (x *tx) putSettled(ctx context.Context, was app.Enrolment, s app.Settled) (app.Completion, error) {
	if s.Enrolment.Outcome != was.Outcome || s.Enrolment.OutcomeOn != was.OutcomeOn {
		if err := x.putEnrolmentRead(ctx, was, s.Enrolment); err != nil {
			return app.Completion{}, err
		}
	}
	if w := s.Withdraw; !w.ID.IsZero() {
		gone := w
		gone.WithdrawnAt, gone.Reason = x.now.UnixMilli(), "corrected"
		if err := x.putCompletion(ctx, w, gone); err != nil {
			return app.Completion{}, err
		}
	}
	c := s.Complete
	if c.Staff.IsZero() {
		return c, nil
	}
	c.ID, c.By, c.CreatedAt = newID[app.CompletionID](), x.by.Staff, x.now.UnixMilli()
	return c, nil
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
	completed := map[staffCourse][]app.Completion{}
	for _, c := range had {
		of := staffCourse{c.Staff, c.Course}
		completed[of] = append(completed[of], c)
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
		out[i] = app.Recognition{
			Class: byID[e.Class], Enrolment: e, Practice: practised[e.ID], Had: completed[staffCourse{e.Staff, e.Course}],
		}
	}
	slices.SortStableFunc(out, func(a, b app.Recognition) int {
		return cmp.Or(cmp.Compare(a.Class.BeginsOn, b.Class.BeginsOn), cmp.Compare(a.Class.Number, b.Class.Number))
	})
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
