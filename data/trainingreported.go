package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// narrow holds what all the lists behind the report's numbers are narrowed by;
// day and course are the columns.
func (q *where) narrowReported(f app.ReportedAsk, day, course string) {
	q.add(day+" BETWEEN ? AND ?", string(f.From), string(f.To))
	if !f.Course.IsZero() {
		q.add(course+" = ?", f.Course[:])
	}
	if f.NoCourse {
		q.add(course + " IS NULL")
	}
	if f.Category != "" {
		q.add(course+" IN (SELECT id FROM courses WHERE category = ?)", f.Category)
	}
}

func (q *where) narrowPeople(f app.ReportedAsk, staff string) {
	if !f.Staff.IsZero() {
		q.add(staff+" = ?", f.Staff[:])
	}
	switch {
	case f.Unit.IsZero():
	case f.Alone:
		q.add(staff+" IN (SELECT id FROM staff WHERE unit_id = ?)", f.Unit[:])
	default:
		q.add(staff+" IN (SELECT id FROM staff WHERE unit_id IN ("+belowUnit+" SELECT id FROM below))", f.Unit[:])
	}
}

// ReportedClasses lists the classes behind a number, the newest first: those that
// people of the unit are in, or that one of the units holds.
func (s *Store) ReportedClasses(ctx context.Context, by app.Actor, f app.ReportedAsk) ([]app.ReportedClass, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	f.To = min(f.To, app.DayOf(s.now()))
	q, people := where{}, where{}
	q.add("c.withdrawn_at IS NULL")
	q.narrowReported(f, "c.begins_on", "c.course_id")
	if f.Mode != "" {
		q.add("c.mode = ?", string(f.Mode))
	}
	if f.Cancelled {
		q.add("c.status = 'cancelled'")
	} else {
		q.add("c.status <> 'cancelled'")
	}
	people.add("e.withdrawn_at IS NULL AND e.attendance <> 'taken_off'")
	people.narrowPeople(f, "e.staff_id")
	switch {
	case f.Unit.IsZero():
	case f.Alone:
		q.add("p.class_id IS NOT NULL")
	default:
		q.add("(p.class_id IS NOT NULL OR c.unit_id IN ("+belowUnit+" SELECT id FROM below))", f.Unit[:])
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.ReportedClass, error) {
		var c app.ReportedClass
		var err error
		c.Class, err = scanClass(scannerFunc(func(into ...any) error {
			return r.Scan(append(into, &c.CourseName, &c.CourseEN, &c.UnitName, &c.There, &c.Completed, &c.Failed)...)
		}))
		return c, err
	}, "SELECT "+prefixed("c", classColumns)+`, coalesce(k.name, ''), coalesce(k.name_en, ''), coalesce(u.name, ''), coalesce(p.there, 0), coalesce(p.completed, 0), coalesce(p.failed, 0)
		FROM classes c LEFT JOIN courses k ON k.id = c.course_id LEFT JOIN org_units u ON u.id = c.unit_id
		LEFT JOIN (SELECT class_id, sum`+there+` AS there, sum(outcome = 'completed') AS completed, sum(outcome = 'failed') AS failed
			FROM enrolments e`+people.text()+" GROUP BY class_id) p ON p.class_id = c.id"+q.text()+" ORDER BY c.begins_on DESC, c.n DESC"+reviewed, append(people.args, q.args...)...)
	return found, wrap("reported classes", err)
}

// ReportedLearners lists who was in the classes behind a number.
func (s *Store) ReportedLearners(ctx context.Context, by app.Actor, f app.ReportedAsk) ([]app.ReportedLearner, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	f.To = min(f.To, app.DayOf(s.now()))
	q := where{}
	q.add("e.withdrawn_at IS NULL AND e.attendance <> 'taken_off' AND c.withdrawn_at IS NULL AND c.status <> 'cancelled' AND " + there)
	q.narrowReported(f, "c.begins_on", "c.course_id")
	q.narrowPeople(f, "e.staff_id")
	if f.Mode != "" {
		q.add("c.mode = ?", string(f.Mode))
	}
	if f.Outcome != "" {
		q.add("e.outcome = ?", string(f.Outcome))
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.ReportedLearner, error) {
		var l app.ReportedLearner
		var err error
		l.Enrolment, err = scanEnrolment(scannerFunc(func(into ...any) error {
			return r.Scan(append(into, &l.Person.StaffNo, &l.Person.Name, &l.UnitName, &l.ClassNumber, &l.BeginsOn, &l.Mode, &l.CourseName, &l.CourseEN)...)
		}))
		return l, err
	}, "SELECT "+prefixed("e", enrolmentColumns)+`, s.staff_no, s.name, coalesce(u.name, ''), c.number, c.begins_on, c.mode, coalesce(k.name, ''), coalesce(k.name_en, '')
		FROM classes c CROSS JOIN enrolments e ON e.class_id = c.id JOIN staff s ON s.id = e.staff_id LEFT JOIN org_units u ON u.id = s.unit_id
		LEFT JOIN courses k ON k.id = c.course_id`+q.text()+" ORDER BY c.begins_on DESC, c.n DESC, s.staff_no"+reviewed, q.args...)
	return found, wrap("reported learners", err)
}

// ReportedPractice lists the confirmed entries of the log behind a number.
func (s *Store) ReportedPractice(ctx context.Context, by app.Actor, f app.ReportedAsk) (masked []app.ReportedPractice, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	q := where{}
	q.add("p.confirmed_at > 0 AND p.withdrawn_at IS NULL AND p.kind = ?", string(f.Kind))
	q.narrowReported(f, "p.done_on", "p.course_id")
	q.narrowPeople(f, "p.staff_id")
	found, err := collect(ctx, s.reader, func(r scanner) (app.ReportedPractice, error) {
		var p app.ReportedPractice
		var err error
		p.Practice, err = scanPractice(scannerFunc(func(into ...any) error {
			return r.Scan(append(into, &p.Person.StaffNo, &p.Person.Name, &p.CourseName, &p.CourseEN, &p.ConfirmedByName)...)
		}))
		return p, err
	}, "SELECT "+prefixed("p", practiceColumns)+`, s.staff_no, s.name, coalesce(k.name, ''), coalesce(k.name_en, ''), coalesce(b.name, '')
		FROM practice p JOIN staff s ON s.id = p.staff_id LEFT JOIN courses k ON k.id = p.course_id LEFT JOIN staff b ON b.id = p.confirmed_by`+q.text()+
		" ORDER BY p.done_on DESC, p.n DESC"+reviewed, q.args...)
	return found, wrap("reported practice", err)
}

// ReportedEvidence lists the complaints about a person, the overruns of his cases
// and the opinions of customers who were not satisfied, the newest first.
func (s *Store) ReportedEvidence(ctx context.Context, by app.Actor, of app.StaffID, from, to app.Day) (masked []app.TrainingEvidence, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	if trained, err := s.trains(ctx); err != nil || !trained(of) {
		return nil, wrap("reported evidence", err)
	}
	all, _, err := trainingEvidence(ctx, s.reader, from.AddDays(-1), s.until(to))
	all = slices.DeleteFunc(all, func(e app.TrainingEvidence) bool { return e.Staff != of })
	slices.SortStableFunc(all, func(a, b app.TrainingEvidence) int { return cmp.Compare(b.On, a.On) })
	return all, wrap("reported evidence", err)
}

// ReportedAnswers lists what was said of a person's visits and cases, the newest
// first.
func (s *Store) ReportedAnswers(ctx context.Context, by app.Actor, of app.StaffID, from, to app.Day) (masked []app.SurveyAnswer, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	if trained, err := s.trains(ctx); err != nil || !trained(of) {
		return nil, wrap("reported answers", err)
	}
	found, err := collect(ctx, s.reader, scanAnswer, answersOf("SELECT * FROM ("+saidBetween+") r WHERE r.source IN ('visit', 'case') AND "+whose+" = ?9")+reviewed,
		append(saidArgs(app.SatisfactionAsk{From: from, To: to}), of[:])...)
	return found, wrap("reported answers", err)
}
