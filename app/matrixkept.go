package app

import (
	"maps"
	"slices"
)

// Keep takes on the people of a matrix that was read before, with all they have
// completed, but for some. Courses may have come, gone or changed their places
// since: a course that the other matrix did not have counts as completed by
// nobody.
func (m *TrainingMatrix) Keep(was *TrainingMatrix, but []StaffID) {
	anew := make(map[StaffID]bool, len(but))
	for _, id := range but {
		anew[id] = true
	}
	from := make([]int, len(m.courses)) // the other's place of each course; -1: none
	for i, c := range m.courses {
		from[i] = was.column(c.ID)
	}
	m.grow(len(was.people))
	for person, p := range was.people {
		if anew[p.ID] {
			continue
		}
		m.Add(p)
		had := was.untils[person*len(was.courses) : (person+1)*len(was.courses)]
		now := m.untils[len(m.untils)-len(m.courses):]
		for i, at := range from {
			if at >= 0 {
				now[i] = had[at]
			}
		}
	}
}

// NotIn are the courses of this matrix that another does not have.
func (m *TrainingMatrix) NotIn(other *TrainingMatrix) []CourseID {
	var out []CourseID
	for _, c := range m.courses {
		if other.column(c.ID) < 0 {
			out = append(out, c.ID)
		}
	}
	return out
}

// grow makes room for so many people more.
func (m *TrainingMatrix) grow(n int) {
	places := make(map[StaffID]int32, len(m.places)+n)
	maps.Copy(places, m.places)
	m.places = places
	m.rows, m.people, m.needs = slices.Grow(m.rows, n), slices.Grow(m.people, n), slices.Grow(m.needs, n)
	m.untils = slices.Grow(m.untils, n*len(m.courses))
}
