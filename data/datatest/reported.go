package datatest

import (
	"testing"

	"github.com/google/uuid"

	"lamplighter/app"
	"lamplighter/data"
)

// HeldClass puts a class with those in it into a file past the door, as if it had
// come from another computer, and answers it with its id.
func HeldClass(t testing.TB, s *data.Store, c app.Class, in ...app.Enrolment) app.Class {
	t.Helper()
	c.ID = app.ClassID(uuid.New())
	if c.EndsOn == "" {
		c.EndsOn = c.BeginsOn
	}
	insert(t, s, "classes", map[string]any{
		"id": c.ID[:], "number": c.Number, "course_id": c.Course[:], "status": string(c.Status), "mode": string(c.Mode), "fee_fen": c.FeeFen,
		"begins_on": string(c.BeginsOn), "ends_on": string(c.EndsOn), "minutes": c.Minutes, "seats": c.Seats, "rule": c.Rule, "unit_id": orNull(c.Unit),
	})
	for _, e := range in {
		id := uuid.New()
		insert(t, s, "enrolments", map[string]any{
			"id": id[:], "class_id": c.ID[:], "course_id": c.Course[:], "staff_id": e.Staff[:], "attendance": string(e.Attendance),
			"attended_minutes": e.AttendedMinutes, "outcome": string(e.Outcome), "outcome_on": string(e.OutcomeOn),
		})
	}
	return c
}

// LoggedPractice puts a confirmed entry of the log into a file in the same way.
func LoggedPractice(t testing.TB, s *data.Store, p app.Practice) {
	t.Helper()
	id := uuid.New()
	insert(t, s, "practice", map[string]any{
		"id": id[:], "staff_id": p.Staff[:], "course_id": orNull(p.Course), "kind": string(p.Kind), "done_on": string(p.DoneOn), "minutes": p.Minutes,
		"confirmed_at": 1, "confirmed_minutes": p.Minutes,
	})
}

// KnownCompletion puts a completion into a file in the same way.
func KnownCompletion(t testing.TB, s *data.Store, c app.Completion) {
	t.Helper()
	id := uuid.New()
	insert(t, s, "completions", map[string]any{
		"id": id[:], "staff_id": c.Staff[:], "course_id": c.Course[:], "completed_on": string(c.CompletedOn), "until_on": string(c.UntilOn), "way": string(app.ByOthers),
	})
}

// FailedQuiz puts a quiz that is of no class, and an attempt that did not pass
// it, into a file in the same way.
func FailedQuiz(t testing.TB, s *data.Store, number string, course app.CourseID, who app.StaffID, on app.Day) {
	t.Helper()
	quiz, attempt := uuid.New(), uuid.New()
	insert(t, s, "quizzes", map[string]any{"id": quiz[:], "number": number, "course_id": course[:]})
	insert(t, s, "quiz_attempts", map[string]any{"id": attempt[:], "quiz_id": quiz[:], "staff_id": who[:], "marked_at": on.Time().UnixMilli() + 1})
}

func orNull[T any](id app.ID[T]) any {
	if id.IsZero() {
		return nil
	}
	return id[:]
}
