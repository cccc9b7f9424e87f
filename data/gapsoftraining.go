package data

import (
	"context"
	"errors"
	"iter"
	"slices"
	"sync"

	"lamplighter/app"
)

// Standings tells what people have of courses: the whole matrix, narrowed.
func (s *Store) Standings(ctx context.Context, by app.Actor, f app.TrainingFilter) (*app.TrainingMatrix, error) {
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
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	return s.lackingCounts.or(app.DayOf(s.now()), func() (map[app.TrainingDue]int64, error) {
		found, err := s.TrainingGaps(ctx, by, app.TrainingFilter{Due: app.Due7}) // the counts are of all
		return found.Counts, err
	})
}

// standings reads the people that a filter is about.
func (s *Store) standings(ctx context.Context, f app.TrainingFilter) (*app.TrainingMatrix, error) {
	today := app.DayOf(s.now())
	q := where{}
	q.add("s.withdrawn_at IS NULL")
	if !f.Left {
		q.add("(s.valid_to = '' OR s.valid_to >= ?)", string(today))
	}
	if f.Post != "" {
		q.add("s.post = ?", f.Post)
	}
	if !f.Unit.IsZero() {
		units, err := collect(ctx, s.reader, scanUnit, "SELECT "+unitColumns+" FROM org_units WHERE withdrawn_at IS NULL")
		if err != nil {
			return nil, err
		}
		q.add("s.unit_id IN (SELECT unhex(value) FROM json_each(?))", hexIDs(app.UnitsBelow(units, f.Unit)))
	}
	if f.Text != "" {
		q.add("(instr(s.name, ?) > 0 OR instr(s.staff_no, ?) > 0)", f.Text, f.Text)
	}
	return matrix(ctx, s.reader, today, q)
}

// matrix reads the people of some conditions with all they have.
func matrix(ctx context.Context, q querier, today app.Day, people where) (*app.TrainingMatrix, error) {
	courses, err := coursesInUse(ctx, q)
	if err != nil {
		return nil, err
	}
	posts, err := collect(ctx, q, scanCoursePost, "SELECT "+coursePostColumns+" FROM course_posts WHERE withdrawn_at IS NULL ORDER BY n")
	if err != nil {
		return nil, err
	}
	m := app.NewTrainingMatrix(today, courses, posts)
	columns := make(map[string]int, len(courses))
	for i, c := range m.AllCourses() {
		columns[string(c.ID[:])] = i
	}
	trained, err := readTrained(ctx, q, people)
	if err != nil {
		return nil, err
	}
	rows := make(map[app.StaffID]int, len(trained))
	for row, t := range trained {
		rows[t.person.ID] = row
		m.Add(t.person)
		for course, until := range t.completed() {
			if at, is := columns[course]; is {
				m.Completed(at, until)
			}
		}
	}
	m.Sort()
	return m, inOpenClasses(ctx, q, m, rows)
}

// trained is a person with all his completions in one text, since a row each
// takes several times as long: the id of the course, the last day of its
// validity if it has one, a comma.
type trained struct {
	person app.TrainingPerson
	had    string
}

const trainedColumns = "s.id, s.staff_no, s.name, s.post, s.unit_id, s.valid_from, s.valid_to, coalesce(u.name, ''), coalesce(u.code, '')," +
	" coalesce((SELECT group_concat(c.course_id || c.until_on) FROM completions c WHERE c.staff_id = s.id AND c.withdrawn_at IS NULL), '')"

func scanTrained(r scanner) (trained, error) {
	var t trained
	p := &t.person
	err := r.Scan(idInto(&p.ID), &p.StaffNo, &p.Name, &p.Post, idInto(&p.Unit), &p.ValidFrom, &p.ValidTo, &p.UnitName, &p.UnitCode, &t.had)
	return t, err
}

// completed takes the text apart: ids of courses and the days until they are
// valid.
func (t trained) completed() iter.Seq2[string, app.Day] {
	const id, day = 16, len("2006-01-02")
	return func(yield func(string, app.Day) bool) {
		for had := t.had; len(had) >= id; {
			course, until := had[:id], ""
			if had = had[id:]; len(had) >= day && had[0] != ',' {
				until, had = had[:day], had[day:]
			}
			if !yield(course, app.Day(until)) || had == "" {
				return
			}
			had = had[1:]
		}
	}
}

// readTrained reads the people of some conditions. Where there are several
// connections each reads a share of them at the same time.
func readTrained(ctx context.Context, q querier, people where) ([]trained, error) {
	shares := 1
	if _, several := q.(*readers); several {
		shares = 2
	}
	parts, errs := make([][]trained, shares), make([]error, shares)
	var wg sync.WaitGroup
	for i := range shares {
		of := where{slices.Clone(people.terms), slices.Clone(people.args)}
		of.add("s.n % ? = ?", shares, i)
		wg.Go(func() {
			parts[i], errs[i] = collect(ctx, q, scanTrained, "SELECT "+trainedColumns+" FROM staff s LEFT JOIN org_units u ON u.id = s.unit_id"+of.text(), of.args...)
		})
	}
	wg.Wait()
	return slices.Concat(parts...), errors.Join(errs...)
}

// inOpenClasses notes who is in a class whose outcome is open.
func inOpenClasses(ctx context.Context, q querier, m *app.TrainingMatrix, rows map[app.StaffID]int) error {
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var c app.OpenClass
		var status app.ClassStatus
		var e app.Enrolment
		err := r.Scan(idInto(&c.ID), &c.Number, &c.BeginsOn, &status, idInto(&e.Staff), idInto(&e.Course), &e.Attendance, &e.Outcome)
		if row, asked := rows[e.Staff]; asked && e.Pending(status) {
			m.InClass(row, e.Course, c)
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
