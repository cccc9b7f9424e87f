package datatest

import (
	"testing"

	"github.com/google/uuid"

	"lamplighter/app"
	"lamplighter/data"
)

// PutCourses puts courses into a file past the door, as Visits does, and gives
// them their ids.
func PutCourses(t testing.TB, s *data.Store, courses ...app.Course) []app.Course {
	t.Helper()
	for i := range courses {
		c := &courses[i]
		c.ID = app.CourseID(uuid.New())
		insert(t, s, "courses", map[string]any{
			"id": c.ID[:], "area": 0, "code": c.Code, "name": c.Name, "name_en": c.NameEN, "category": c.Category, "subject": c.Subject, "minutes": c.Minutes,
			"validity_months": c.ValidityMonths, "mode": string(c.Mode), "rule": c.Rule, "full_score": c.Full, "ended_on": string(c.EndedOn),
		})
	}
	return courses
}

// PutCoursePosts lets posts require courses in the same way.
func PutCoursePosts(t testing.TB, s *data.Store, posts ...app.CoursePost) {
	t.Helper()
	for _, p := range posts {
		insert(t, s, "course_posts", map[string]any{
			"id": uuidBytes(), "area": 0, "course_id": p.Course[:], "post": p.Post, "within_months": p.WithinMonths, "from_on": string(p.FromOn), "to_on": string(p.ToOn),
		})
	}
}

// PutCompletions lets people have completed courses in the same way.
func PutCompletions(t testing.TB, s *data.Store, all ...app.Completion) {
	t.Helper()
	for _, c := range all {
		insert(t, s, "completions", map[string]any{
			"id": uuidBytes(), "staff_id": c.Staff[:], "course_id": c.Course[:], "completed_on": string(c.CompletedOn), "until_on": string(c.UntilOn),
			"rule": c.Rule, "way": string(c.Way), "score": c.Score, "has_score": c.HasScore, "minutes": c.Minutes, "mode": string(c.Mode), "source": c.Source,
		})
	}
}
