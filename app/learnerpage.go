package app

import (
	"cmp"
	"slices"
)

// LearnerPage is what one person has, lacks and is to do.
type LearnerPage struct {
	Person   TrainingPerson
	Courses  []LearnerCourse // those required first
	Classes  []LearnerClass  // the newest first
	Practice []PracticeSum
}

// LearnerCourse is a course that somebody's post requires, that he completed or
// that he is in a class of.
type LearnerCourse struct {
	Course Course
	TrainingCell
	History []Completion // the newest first
}

// PracticeSum is what somebody wrote down of one course and kind.
type PracticeSum struct {
	Course    CourseID // zero: in general
	Kind      PracticeKind
	Entries   int64
	Confirmed int64 // minutes
	Waiting   int64 // minutes claimed and neither confirmed nor refused
	Last      Day
}

// LearnerCourses are the courses of the only row of a matrix: the gaps first,
// then what else is required, then all else he had.
func (m *TrainingMatrix) LearnerCourses(had []Completion) []LearnerCourse {
	history := map[CourseID][]Completion{}
	for _, c := range had {
		history[c.Course] = append(history[c.Course], c)
	}
	var out []LearnerCourse
	for column := range m.Columns() {
		c := LearnerCourse{Course: *m.Course(column), TrainingCell: m.Cell(0, column)}
		c.History = history[c.Course.ID]
		if c.Required || c.Class != nil || len(c.History) > 0 {
			out = append(out, c)
		}
	}
	slices.SortStableFunc(out, func(a, b LearnerCourse) int {
		return cmp.Or(cmp.Compare(a.rank(), b.rank()), cmp.Compare(a.Due, b.Due))
	})
	return out
}

func (c LearnerCourse) rank() int {
	switch {
	case c.Gap():
		return 0
	case c.Required:
		return 1
	}
	return 2
}

// Next are the gaps in the order they are due.
func (p LearnerPage) Next() []LearnerCourse {
	return slices.DeleteFunc(slices.Clone(p.Courses), func(c LearnerCourse) bool { return !c.Gap() })
}
