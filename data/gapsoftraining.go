package data

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"slices"
	"sync"

	"lamplighter/app"
)

// Standings tells what people have of courses: the whole matrix, narrowed.
func (s *Store) Standings(ctx context.Context, by app.Actor, f app.TrainingFilter) (*app.TrainingMatrix, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	m, err := s.standings(ctx, f)
	if err != nil {
		return nil, wrap("standings", err)
	}
	return m.Narrow(f), nil
}

// TrainingGaps lists who lacks what, those due first in front.
func (s *Store) TrainingGaps(ctx context.Context, by app.Actor, f app.TrainingFilter) (app.TrainingGaps, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return app.TrainingGaps{}, err
	}
	m, err := s.standings(ctx, f)
	if err != nil {
		return app.TrainingGaps{}, wrap("training gaps", err)
	}
	return m.Gaps(f), nil
}

// TrainingGapCounts is how many gaps there are by when they are due, of all
// people; "" are all. Callers do not change it.
func (s *Store) TrainingGapCounts(ctx context.Context, by app.Actor) (map[app.TrainingDue]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	return s.recalls(ctx).lackingCounts.or(app.DayOf(s.now()), func() (map[app.TrainingDue]int64, error) {
		found, err := s.TrainingGaps(ctx, by, app.TrainingFilter{Due: app.Due7}) // the counts are of all
		return found.Counts, err
	})
}

// standings are the people that a filter is about.
func (s *Store) standings(ctx context.Context, f app.TrainingFilter) (*app.TrainingMatrix, error) {
	all, err := s.trainees(ctx)
	if err != nil {
		return nil, err
	}
	var below []app.OrgUnitID
	if !f.Unit.IsZero() {
		units, err := collect(ctx, s.reader, scanUnit, "SELECT "+unitColumns+" FROM org_units WHERE withdrawn_at IS NULL")
		if err != nil {
			return nil, err
		}
		below = app.UnitsBelow(units, f.Unit)
	}
	m := all.Of(f, below)
	return m, inOpenClasses(ctx, s.reader, m)
}

// matrix reads the people of some conditions with all they have completed.
func matrix(ctx context.Context, q querier, today app.Day, people where) (*app.TrainingMatrix, error) {
	m, err := nobodyYet(ctx, q, today)
	if err != nil {
		return nil, err
	}
	return m, filled(ctx, q, m, people)
}

// nobodyYet is a matrix of the courses and of what posts require.
func nobodyYet(ctx context.Context, q querier, today app.Day) (*app.TrainingMatrix, error) {
	courses, err := coursesInUse(ctx, q)
	if err != nil {
		return nil, err
	}
	posts, err := collect(ctx, q, scanCoursePost, "SELECT "+coursePostColumns+" FROM course_posts WHERE withdrawn_at IS NULL ORDER BY n")
	if err != nil {
		return nil, err
	}
	return app.NewTrainingMatrix(today, courses, posts), nil
}

// filled takes people of some conditions on, and puts all in their order.
func filled(ctx context.Context, q querier, m *app.TrainingMatrix, people where) error {
	if err := readTrained(ctx, q, m, people); err != nil {
		return err
	}
	m.Sort()
	return nil
}

// readTrained reads the people of some conditions. Where there are several
// connections each reads a share of them at the same time.
func readTrained(ctx context.Context, q querier, m *app.TrainingMatrix, people where) error {
	columns := make(map[[16]byte]int, len(m.AllCourses()))
	for i, c := range m.AllCourses() {
		columns[c.ID] = i
	}
	shares := 1
	if _, several := q.(*readers); several {
		shares = 2
	}
	parts, errs := make([]*app.TrainingMatrix, shares), make([]error, shares)
	var wg sync.WaitGroup
	for i := range shares {
		part, of := m.Empty(), where{slices.Clone(people.terms), slices.Clone(people.args)}
		of.add("s.n % ? = ?", shares, i)
		parts[i] = part
		wg.Go(func() {
			_, errs[i] = collect(ctx, q, func(r scanner) (struct{}, error) { return struct{}{}, addTrained(part, columns, r) },
				"SELECT "+trainedColumns+" FROM staff s LEFT JOIN org_units u ON u.id = s.unit_id"+of.text(), of.args...)
		})
	}
	wg.Wait()
	for _, part := range parts {
		m.Join(part)
	}
	return errors.Join(errs...)
}

// A person comes with all his completions in one text, since a row each takes
// several times as long: the id of the course, the last day of its validity if
// it has one, a comma.
const trainedColumns = "s.id, s.staff_no, s.name, s.post, s.unit_id, s.valid_from, s.valid_to, coalesce(u.name, ''), coalesce(u.code, '')," +
	" coalesce((SELECT group_concat(c.course_id || c.until_on) FROM completions c WHERE c.staff_id = s.id AND c.withdrawn_at IS NULL), '')"

func addTrained(m *app.TrainingMatrix, columns map[[16]byte]int, r scanner) error {
	var p app.TrainingPerson
	var had sql.RawBytes
	if err := r.Scan(idInto(&p.ID), &p.StaffNo, &p.Name, &p.Post, idInto(&p.Unit), &p.ValidFrom, &p.ValidTo, &p.UnitName, &p.UnitCode, &had); err != nil {
		return err
	}
	m.Add(p)
	for course, until := range completed(had) {
		if at, is := columns[course]; is {
			m.Completed(at, until)
		}
	}
	return nil
}

// completed takes such a text apart: ids of courses and the days until they are
// valid.
func completed(had []byte) iter.Seq2[[16]byte, app.Day] {
	const id, day = 16, len("2006-01-02")
	return func(yield func([16]byte, app.Day) bool) {
		for len(had) >= id {
			course, until := [16]byte(had[:id]), app.Day("")
			if had = had[id:]; len(had) >= day && had[0] != ',' {
				until, had = app.Day(had[:day]), had[day:]
			}
			if !yield(course, until) || len(had) == 0 {
				return
			}
			had = had[1:]
		}
	}
}

// inOpenClasses notes who is in a class whose outcome is open.
func inOpenClasses(ctx context.Context, q querier, m *app.TrainingMatrix) error {
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var c app.OpenClass
		var status app.ClassStatus
		var e app.Enrolment
		err := r.Scan(idInto(&c.ID), &c.Number, &c.BeginsOn, &status, idInto(&e.Staff), idInto(&e.Course), &e.Attendance, &e.Outcome)
		if e.Pending(status) {
			m.InClass(e.Staff, e.Course, c)
		}
		return struct{}{}, err
	}, "SELECT c.id, c.number, c.begins_on, c.status, e.staff_id, e.course_id, e.attendance, e.outcome FROM classes c"+
		" JOIN enrolments e ON e.class_id = c.id WHERE c.withdrawn_at IS NULL AND e.withdrawn_at IS NULL AND c.status NOT IN ('archived', 'cancelled')"+
		" ORDER BY c.begins_on, c.n")
	return err
}

// namedPeople is the condition of being one of some.
func namedPeople(ids []app.StaffID) where {
	q := where{}
	q.add("s.id IN (SELECT unhex(value) FROM json_each(?))", hexIDs(ids))
	return q
}
