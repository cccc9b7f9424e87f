package app

import (
	"cmp"
	"slices"
)

// TrainingGap is a course that somebody's post requires and that he never
// completed, no longer has, or will not have for long.
type TrainingGap struct {
	Person *TrainingPerson
	Course *Course
	TrainingCell
}

// TrainingNeed names what somebody is to complete.
type TrainingNeed struct {
	Staff  StaffID
	Course CourseID
}

// Need names the gap.
func (g TrainingGap) Need() TrainingNeed { return TrainingNeed{g.Person.ID, g.Course.ID} }

// Narrow is the matrix with the people and courses that have something the
// filter is about; its cells stay what they are.
func (m *TrainingMatrix) Narrow(f TrainingFilter) *TrainingMatrix {
	narrow := *m
	narrow.columns = slices.DeleteFunc(slices.Clone(m.columns), func(c int32) bool {
		course := &m.courses[c]
		return f.Category != "" && course.Category != f.Category || !f.Course.IsZero() && course.ID != f.Course
	})
	if f.State == "" && f.Due == "" && !f.OnlyGaps {
		return &narrow
	}
	rows, columns := make([]bool, len(m.people)), make([]bool, len(m.courses))
	for _, row := range m.rows {
		for _, column := range narrow.columns {
			if m.matches(f, int(row), int(column)) {
				rows[row], columns[column] = true, true
			}
		}
	}
	narrow.rows = slices.DeleteFunc(slices.Clone(m.rows), func(r int32) bool { return !rows[r] })
	narrow.columns = slices.DeleteFunc(narrow.columns, func(c int32) bool { return !columns[c] })
	return &narrow
}

func (m *TrainingMatrix) matches(f TrainingFilter, person, course int) bool {
	l := m.lean(person, course)
	if (f.OnlyGaps || f.Due != "") && !l.gap() {
		return false
	}
	if f.Due != "" && !m.dueIn(f.Due, m.due(person, l)) {
		return false
	}
	return f.State == "" || m.stateOf(person, course, l) == f.State
}

func (m *TrainingMatrix) stateOf(person, course int, l leanCell) TrainingState {
	c := TrainingCell{Required: l.need > 0, Standing: l.standing}
	if at, in := m.pending[person*len(m.courses)+course]; in {
		c.Class = &m.classes[at]
	}
	return c.State()
}

func (m *TrainingMatrix) dueIn(in TrainingDue, due int32) bool {
	if in == DueOverdue {
		return due < m.today
	}
	return due >= m.today && due-m.today <= in.days()
}

// TrainingGaps is a list of gaps and how many there are of each time, whichever
// of these the list is narrowed to.
type TrainingGaps struct {
	Gaps   []TrainingGap
	Counts map[TrainingDue]int64 // "": all
}

// Gaps lists the gaps a filter is about, those due first in front; gaps of one
// day stand as their people do.
func (m *TrainingMatrix) Gaps(f TrainingFilter) TrainingGaps {
	found := m.leanGaps(f)
	out := TrainingGaps{Counts: map[TrainingDue]int64{"": int64(len(found))}}
	for _, due := range TrainingDues() {
		out.Counts[due] = 0
	}
	shown := found[:0]
	for _, g := range found {
		for _, due := range TrainingDues() {
			if m.dueIn(due, g.due) {
				out.Counts[due]++
			}
		}
		if f.Due == "" || m.dueIn(f.Due, g.due) {
			shown = append(shown, g)
		}
	}
	slices.SortFunc(shown, func(a, b leanGap) int { return cmp.Or(cmp.Compare(a.due, b.due), cmp.Compare(a.place, b.place)) })
	out.Gaps = make([]TrainingGap, len(shown))
	for i, g := range shown {
		out.Gaps[i] = TrainingGap{Person: m.Person(int(g.row)), Course: m.Course(int(g.column)), TrainingCell: m.Cell(int(g.row), int(g.column))}
	}
	return out
}

type leanGap struct {
	due, row, column int32
	place            int32 // among all cells
}

func (m *TrainingMatrix) leanGaps(f TrainingFilter) []leanGap {
	f.Due, f.OnlyGaps = "", true
	var found []leanGap
	for i, row := range m.rows {
		for j, column := range m.columns {
			if course := &m.courses[column]; f.Category != "" && course.Category != f.Category || !f.Course.IsZero() && course.ID != f.Course {
				continue
			}
			if person, course := int(row), int(column); m.matches(f, person, course) {
				found = append(found, leanGap{m.due(person, m.lean(person, course)), int32(i), int32(j), int32(i*len(m.columns) + j)})
			}
		}
	}
	return found
}
