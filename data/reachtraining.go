package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

// Whose training somebody reads is decided by the unit each person works in
// today, not by the area of a row: who moves takes his record along, and a team
// keeps no area of its own.

// personal are the tables of training whose rows are about one person.
var personal = []string{"enrolments", "completions", "practice", "qualified", "quiz_attempts", "certificates", "training_proposals"}

// readPeople asks whose training an audience reads; nobody is noted where that
// is everybody's, or where the reads themselves answer with one's own.
func (s *Store) readPeople(ctx context.Context, a *audience) error {
	if reach := a.reach[app.MatterTraining]; reach[app.ReachAll] || !reach[app.ReachUnit] {
		return nil
	}
	type person struct {
		id     app.StaffID
		within bool
	}
	staff, err := collect(ctx, s.reader, func(r scanner) (person, error) {
		var p person
		err := r.Scan(idInto(&p.id), &p.within)
		return p, err
	}, "SELECT id, id = ? OR coalesce(unit_id IN "+among(a.units, blob)+", 0) FROM staff", a.by.Staff[:])
	if err != nil {
		return err
	}
	people := map[app.StaffID]bool{}
	for _, p := range staff {
		if p.within {
			people[p.id] = true
		}
	}
	if len(people) < len(staff) {
		a.people = people
	}
	return nil
}

// trainees are the conditions of the tables of training. A class is read by the
// unit that holds it, those above and below, and by whoever has people in it. A
// list that was frozen of the whole company is one row, which cannot be shown
// in part.
func (a *audience) trainees(wheres map[string]string) {
	if a.people == nil {
		return
	}
	for _, name := range personal {
		wheres[name] = "{t}.staff_id IN (SELECT id FROM temp.people)"
	}
	wheres["practice"] = fmt.Sprintf("(%s OR {t}.mentor_id = %s)", wheres["practice"], blob(a.by.Staff))
	wheres["quiz_answers"] = "EXISTS (SELECT 1 FROM quiz_attempts q WHERE q.id = {t}.attempt_id)"
	wheres["classes"] = fmt.Sprintf(`({t}.unit_id IS NULL OR {t}.unit_id IN %s OR {t}.lecturer_id IN (SELECT id FROM temp.people)
		OR {t}.id IN (SELECT class_id FROM main.enrolments WHERE staff_id IN (SELECT id FROM temp.people) AND withdrawn_at IS NULL)
		OR {t}.unit_id IN (WITH RECURSIVE above (id) AS (SELECT parent_id FROM main.org_units WHERE id = %s
			UNION SELECT u.parent_id FROM main.org_units u JOIN above ON u.id = above.id) SELECT id FROM above WHERE id IS NOT NULL))`,
		among(a.units, blob), blob(a.by.Unit))
	wheres["quizzes"] = "({t}.class_id IS NULL OR EXISTS (SELECT 1 FROM classes q WHERE q.id = {t}.class_id))"
	wheres["qualification_lists"] = "0"
}

// trains answers whose training is read with a context.
func (s *Store) trains(ctx context.Context) (func(app.StaffID) bool, error) {
	a, err := s.audienceOf(ctx)
	if err != nil || a == nil || a.people == nil {
		return func(app.StaffID) bool { return true }, err
	}
	return func(id app.StaffID) bool { return a.people[id] }, nil
}
