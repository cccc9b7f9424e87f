package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// The people of a class are counted in a query of the class alone, so that a
// short list costs little however many classes there were.
var classRowColumns = prefixed("c", classColumns) + `, coalesce(k.name, ''), coalesce(k.name_en, ''), coalesce(k.category, ''), coalesce(u.name, ''),
	CASE c.lecturer_kind WHEN 'external' THEN c.lecturer ELSE coalesce(l.name, c.lecturer) END,
	coalesce(p.people, 0), coalesce(p.noted, 0), coalesce(p.completed, 0), coalesce(p.failed, 0)`

const (
	enrolmentNoted = "(e.attendance <> '' OR e.scored_on <> '' OR e.assignment_on <> '' OR e.mentor_on <> '')"
	classRowJoins  = ` LEFT JOIN courses k ON k.id = c.course_id LEFT JOIN org_units u ON u.id = c.unit_id LEFT JOIN staff l ON l.id = c.lecturer_id
	LEFT JOIN (SELECT e.class_id, count(*) AS people, sum` + enrolmentNoted + ` AS noted, sum(e.outcome = 'completed') AS completed, sum(e.outcome = 'failed') AS failed
		FROM enrolments e WHERE e.withdrawn_at IS NULL AND e.attendance <> 'taken_off' AND e.class_id IN (SELECT id FROM picked) GROUP BY e.class_id) p ON p.class_id = c.id`
)

func scanClassRow(s scanner) (app.ClassRow, error) {
	var r app.ClassRow
	var err error
	r.Class, err = scanClass(scannerFunc(func(into ...any) error {
		return s.Scan(append(into, &r.CourseName, &r.CourseNameEN, &r.Category, &r.UnitName, &r.LecturerName, &r.In, &r.Noted, &r.Completed, &r.Failed)...)
	}))
	return r, err
}

// Classes are the classes of a filter in its order. Who may not read the
// training of others gets those he is in.
func (s *Store) Classes(ctx context.Context, by app.Actor, f app.ClassFilter) ([]app.ClassRow, error) {
	ctx = s.within(ctx, by)
	f, err := ownClasses(by, f)
	if err != nil {
		return nil, err
	}
	today := app.DayOf(s.now())
	q := narrowClasses(f, today)
	found, err := collect(ctx, s.reader, scanClassRow, "WITH picked AS (SELECT c.id FROM classes c"+q.text()+") SELECT "+classRowColumns+
		" FROM classes c"+classRowJoins+" WHERE c.id IN (SELECT id FROM picked)"+classOrderBy(f), append(q.args, orderArgs(f, today)...)...)
	return found, wrap("classes", err)
}

// ownClasses lets a learner see what he is in.
func ownClasses(by app.Actor, f app.ClassFilter) (app.ClassFilter, error) {
	if by.May(app.ReadTraining) == nil {
		return f, nil
	}
	f.Learner = by.Staff
	return f, by.May(app.LearnHere)
}

const classWaits = `c.begins_on <= ? AND c.status IN ('planned', 'enrolling', 'running', 'assessing')
	AND EXISTS (SELECT 1 FROM enrolments e WHERE e.class_id = c.id AND e.withdrawn_at IS NULL AND NOT ` + enrolmentNoted + ")"

func narrowClasses(f app.ClassFilter, today app.Day) where {
	q := where{}
	q.add("c.withdrawn_at IS NULL")
	in(&q, "c.status", f.Statuses)
	if f.Waiting {
		q.add(classWaits, string(today))
	}
	if !f.Course.IsZero() {
		q.add("c.course_id = ?", f.Course[:])
	}
	if f.Mode != "" {
		q.add("c.mode = ?", string(f.Mode))
	}
	if !f.Unit.IsZero() {
		q.add("c.unit_id = ?", f.Unit[:])
	}
	if !f.Learner.IsZero() {
		q.add("c.id IN (SELECT class_id FROM enrolments WHERE staff_id = ? AND withdrawn_at IS NULL AND attendance <> 'taken_off')", f.Learner[:])
	}
	if f.From != "" {
		q.add("c.ends_on >= ?", string(f.From))
	}
	if f.To != "" {
		q.add("c.begins_on <= ?", string(f.To))
	}
	if text := strings.TrimSpace(f.Text); text != "" {
		like := "%" + text + "%"
		q.add(`(c.number LIKE ? OR c.title LIKE ? OR c.place LIKE ? OR c.lecturer LIKE ?
			OR c.lecturer_id IN (SELECT id FROM staff WHERE name LIKE ?) OR c.course_id IN (SELECT id FROM courses WHERE name LIKE ? OR name_en LIKE ?))`,
			like, like, like, like, like, like, like)
	}
	return q
}

func orderArgs(f app.ClassFilter, today app.Day) []any {
	if f.Sort == app.ClassesByWork {
		return []any{string(today), string(today), string(today), string(today)}
	}
	return nil
}

// classOrderBy is an order; that of work has what waits for its results first,
// the latest of it on top, then what runs and comes, then what is over.
func classOrderBy(f app.ClassFilter) string {
	desc := ""
	if f.Descending {
		desc = " DESC"
	}
	switch f.Sort {
	case app.ClassesByDay:
		return " ORDER BY c.begins_on" + desc + ", c.n"
	case app.ClassesByNumber:
		return " ORDER BY c.number" + desc
	case app.ClassesByCourse:
		return " ORDER BY k.category" + desc + ", k.code" + desc + ", c.begins_on DESC, c.n"
	case app.ClassesByStatus:
		return " ORDER BY instr('planned enrolling running assessing recognised archived cancelled', c.status)" + desc + ", c.begins_on, c.n"
	case app.ClassesByWork:
	}
	const waits = "(c.begins_on <= ? AND c.status IN ('planned', 'enrolling', 'running', 'assessing') AND coalesce(p.noted, 0) < coalesce(p.people, 0))"
	return " ORDER BY CASE WHEN " + waits + " THEN 0 WHEN c.status IN ('planned', 'enrolling', 'running', 'assessing') AND c.ends_on >= ? THEN 1 ELSE 2 END," +
		" CASE WHEN " + waits + " OR c.ends_on < ? THEN '' ELSE c.begins_on END, c.begins_on DESC, c.n"
}

// ClassPage is a class with who is in it, by unit and number. Who may not read
// the training of others finds himself alone.
func (s *Store) ClassPage(ctx context.Context, by app.Actor, id app.ClassID) (app.ClassPage, error) {
	ctx = s.within(ctx, by)
	f, err := ownClasses(by, app.ClassFilter{})
	if err != nil {
		return app.ClassPage{}, err
	}
	page, err := s.classPage(ctx, id, f.Learner)
	return page, wrap("class page", err)
}

func (s *Store) classPage(ctx context.Context, id app.ClassID, only app.StaffID) (app.ClassPage, error) {
	var page app.ClassPage
	var err error
	page.ClassRow, err = one(ctx, s.reader, scanClassRow, "WITH picked AS (SELECT ? AS id) SELECT "+classRowColumns+" FROM classes c"+classRowJoins+
		" WHERE c.id IN (SELECT id FROM picked) AND c.withdrawn_at IS NULL", id[:])
	if err != nil {
		return page, err
	}
	if page.Learners, err = s.learners(ctx, id, only); err != nil {
		return page, err
	}
	if !only.IsZero() && len(page.Learners) == 0 {
		return app.ClassPage{}, app.ErrNotAllowed
	}
	page.Course, err = one(ctx, s.reader, scanCourse, "SELECT "+courseColumns+" FROM courses WHERE id = ?", idOf(page.ClassRow.Course))
	return page, err
}

// learners are the people of a class, or one of them, with what they have of its
// course.
func (s *Store) learners(ctx context.Context, id app.ClassID, only app.StaffID) ([]app.Learner, error) {
	all, err := collect(ctx, s.reader, scanLearner, "SELECT "+prefixed("e", enrolmentColumns)+", coalesce(u.name, ''), "+prefixed("s", staffColumns)+
		` FROM enrolments e JOIN staff s ON s.id = e.staff_id LEFT JOIN org_units u ON u.id = s.unit_id
		WHERE e.class_id = ? AND e.withdrawn_at IS NULL AND (? IS NULL OR e.staff_id = ?) ORDER BY e.attendance = 'taken_off', u.code, s.staff_no, e.n`,
		id[:], idOf(only), idOf(only))
	if err != nil {
		return nil, err
	}
	ids := make([]app.EnrolmentID, len(all))
	places := make(map[app.StaffID]int, len(all))
	for i, l := range all {
		ids[i], places[l.Staff.ID] = l.Enrolment.ID, i
	}
	list := hexIDs(ids)
	entries, err := practised(ctx, s.reader, list)
	if err != nil {
		return nil, err
	}
	had, err := collect(ctx, s.reader, scanCompletion, "SELECT "+prefixed("c", completionColumns)+` FROM json_each(?) j JOIN enrolments e ON e.id = unhex(j.value)
		JOIN completions c ON c.staff_id = e.staff_id AND c.course_id = e.course_id WHERE c.withdrawn_at IS NULL ORDER BY c.completed_on, c.n`, list)
	if err != nil {
		return nil, err
	}
	for _, c := range had {
		l := &all[places[c.Staff]]
		l.Had = append(l.Had, c)
	}
	for i := range all {
		all[i].Practice = entries[all[i].Enrolment.ID]
	}
	return all, nil
}

func scanLearner(r scanner) (app.Learner, error) {
	var l app.Learner
	var err error
	l.Enrolment, err = scanEnrolment(scannerFunc(func(into ...any) error {
		l.Staff, err = scanStaff(scannerFunc(func(more ...any) error { return r.Scan(append(append(into, &l.Unit), more...)...) }))
		return err
	}))
	return l, err
}
