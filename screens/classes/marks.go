package classes

import (
	"maps"
	"strings"

	"lamplighter/app"
)

// marks is what is being written down of a class: the results as they stand,
// with the texts of hours and points as they are typed.
type marks struct {
	page app.ClassPage
	rule app.CompletionRule
	rows []mark
	on   app.Day
	by   app.StaffID

	before map[int]mark // those that "all done" changed last, to take it back
}

// mark is what is written down of one person.
type mark struct {
	result app.ClassResult
	hours  string
	points string
}

// typed is what a draft keeps of one person.
type typed struct {
	Attendance app.Attendance `json:"attendance"`
	Hours      string         `json:"hours"`
	Points     string         `json:"points"`
	Assignment bool           `json:"assignment"`
	Mentor     bool           `json:"mentor"`
	Reason     string         `json:"reason"`
}

func markOf(e app.Enrolment) mark {
	m := mark{result: e.Result()}
	if e.Attendance == app.Partly {
		m.hours = app.HoursText(e.AttendedMinutes)
	}
	if e.ScoredOn != "" {
		m.points = app.PointsText(e.Score)
	}
	return m
}

// take shows a page; what was written down and not saved stays.
func (m *marks) take(page app.ClassPage, today app.Day) {
	pending := m.pending()
	if page.ID != m.page.ID {
		pending, m.on = nil, page.ResultsOn(today)
	}
	m.page, m.before = page, nil
	m.rule, _ = app.ParseCompletionRule(page.Rule) // kept rules can be read; without one nobody completes
	m.rows = make([]mark, len(page.Learners))
	for i, l := range page.Learners {
		m.rows[i] = markOf(l.Enrolment)
	}
	m.restore(pending)
}

// restore writes down again what was not saved.
func (m *marks) restore(pending map[app.EnrolmentID]typed) {
	for i, l := range m.page.Learners {
		t, is := pending[l.Enrolment.ID]
		if !is || !l.In() {
			continue
		}
		r := &m.rows[i]
		r.result.Attendance, r.result.Assignment, r.result.Mentor, r.result.Reason = t.Attendance, t.Assignment, t.Mentor, t.Reason
		r.hours, r.points = t.Hours, t.Points
		m.read(i)
	}
}

// pending is what was written down and not saved.
func (m *marks) pending() map[app.EnrolmentID]typed {
	out := map[app.EnrolmentID]typed{}
	for i, r := range m.rows {
		if m.changed(i) {
			out[r.result.Enrolment] = typed{r.result.Attendance, r.hours, r.points, r.result.Assignment, r.result.Mentor, r.result.Reason}
		}
	}
	return out
}

func (m *marks) changed(i int) bool { return m.rows[i] != markOf(m.page.Learners[i].Enrolment) }

// read takes the texts of a row into its result.
func (m *marks) read(i int) {
	r := &m.rows[i]
	r.result.Score, r.result.Scored = app.ParsePoints(r.points)
	switch r.result.Attendance {
	case app.Present:
		r.hours, r.result.Minutes = "", m.page.Minutes
		if m.page.Learners[i].Enrolment.Attendance == app.Present {
			r.result.Minutes = m.page.Learners[i].Enrolment.AttendedMinutes
		}
	case app.Partly:
		r.result.Minutes, _ = app.ParseHours(r.hours)
	case app.Absent, app.Excused, app.NotNoted, app.TakenOff:
		r.hours, r.result.Minutes = "", 0
	}
}

// allDone notes everybody of whom nothing is noted as there for all of it;
// pressed again it takes that back. It answers how many it changed.
func (m *marks) allDone() (n int, back bool) {
	was := map[int]mark{}
	for i, r := range m.rows {
		if done := m.page.Done(r.result, m.rule); m.page.Learners[i].In() && done != r.result {
			was[i] = r
			m.rows[i].result = done
			m.read(i)
		}
	}
	if len(was) > 0 {
		m.before = was
		return len(was), false
	}
	was, m.before = m.before, nil
	for i, r := range was {
		m.rows[i] = r
	}
	return len(was), true
}

// except makes somebody absent, or there again.
func (m *marks) except(i int) {
	m.rows[i].result = m.page.Except(m.rows[i].result, m.rule)
	m.rows[i].hours = ""
	m.read(i)
}

// results are those to be saved. A text that is no number is refused with its
// place.
func (m *marks) results() (out []app.ClassResult, places []int, at int, err error) {
	for i, r := range m.rows {
		if !m.changed(i) {
			continue
		}
		if field := r.unread(); field != "" {
			return nil, nil, i, app.Refuse(field, app.Malformed)
		}
		out, places = append(out, r.result), append(places, i)
	}
	return out, places, 0, nil
}

// unread is the field whose text is no number.
func (r mark) unread() string {
	if _, ok := app.ParsePoints(r.points); !ok && strings.TrimSpace(r.points) != "" {
		return "points"
	}
	if _, ok := app.ParseHours(r.hours); !ok && strings.TrimSpace(r.hours) != "" {
		return "attended_minutes"
	}
	return ""
}

// prospect is what would come of the class for somebody, what he lacks, and what
// speaks against his result.
func (m *marks) prospect(i int, today app.Day) (app.Outcome, []app.CompletionNeed, error) {
	l := m.page.Learners[i]
	e := l.Enrolment
	if m.changed(i) {
		if field := m.rows[i].unread(); field != "" {
			return e.Outcome, nil, app.Refuse(field, app.Malformed)
		}
		var err error
		if e, err = m.page.TakeDown(e, m.rows[i].result, l.Staff, app.Noting{By: m.by, On: m.on, Today: today}); err != nil {
			return e.Outcome, nil, err
		}
	}
	outcome, lacks := m.page.Prospect(l, e, m.rule, today)
	return outcome, lacks, nil
}

// unsaved counts the rows that are not saved.
func (m *marks) unsaved() (n int) {
	for i := range m.rows {
		if m.changed(i) {
			n++
		}
	}
	return n
}

func (m *marks) clone() *marks {
	c := *m
	c.rows = append([]mark(nil), m.rows...)
	c.before = maps.Clone(m.before)
	return &c
}
