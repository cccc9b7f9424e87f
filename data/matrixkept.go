package data

import (
	"context"
	"sync"

	"lamplighter/app"
)

// keptMatrix is everybody's matrix as it was last read, and what was written
// since: at the next question only the people whom that is about are read anew.
type keptMatrix struct {
	mu    sync.Mutex
	all   *app.TrainingMatrix // nil: nothing is kept
	since matrixChange
	times int // how often something was written
}

// matrixChange are the rows written of the tables that a matrix is read from.
// What is told of a course or a requirement is read each time, so that of these
// it is enough to know that there were some.
type matrixChange struct {
	any         bool
	staff       []app.StaffID
	units       []app.OrgUnitID
	completions []app.CompletionID
}

// noteMatrix remembers a row that everybody's matrix is told from.
func (x *tx) noteMatrix(t *table, id [16]byte) {
	c := &x.matrix
	if c.rows() > followAtMost {
		return // all is read anew
	}
	switch t.name {
	case "staff":
		c.staff = append(c.staff, app.StaffID(id))
	case "org_units":
		c.units = append(c.units, app.OrgUnitID(id))
	case "completions":
		c.completions = append(c.completions, app.CompletionID(id))
	case "courses", "course_posts":
	default:
		return
	}
	c.any = true
}

func (c *matrixChange) rows() int { return len(c.staff) + len(c.units) + len(c.completions) }

// wrote notes what a transaction wrote; after a write of very many rows the
// matrix is read as a whole.
func (k *keptMatrix) wrote(c matrixChange) {
	if !c.any {
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.times++
	k.since.any = true
	k.since.staff = append(k.since.staff, c.staff...)
	k.since.units = append(k.since.units, c.units...)
	k.since.completions = append(k.since.completions, c.completions...)
	if k.since.rows() > followAtMost {
		k.all, k.since = nil, matrixChange{}
	}
}

// trainees is the matrix of those whose training is read with a context.
func (s *Store) trainees(ctx context.Context) (*app.TrainingMatrix, error) {
	a, err := s.audienceOf(ctx)
	if err != nil {
		return nil, err
	}
	all, err := s.everybody(everything(ctx))
	if err != nil || a == nil || a.people == nil {
		return all, err
	}
	return all.Only(a.people), nil
}

// everybody is the matrix of all people, those who left among them, as
// remembered; who is in which class is no part of it, since that changes with
// each mark of a trainer and is read quickly.
func (s *Store) everybody(ctx context.Context) (*app.TrainingMatrix, error) {
	k := &s.trained
	today := app.DayOf(s.now())
	k.mu.Lock()
	was, since, times := k.all, k.since, k.times
	k.mu.Unlock()
	if was != nil && was.Today == today && !since.any {
		return was, nil
	}
	now, err := followMatrix(ctx, s.reader, today, was, since)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.times == times { // else it is given, not kept
		k.all, k.since = now, matrixChange{}
	}
	return now, nil
}

// followMatrix brings everybody's matrix up to what was written since it was
// read, or reads it when there is none.
func followMatrix(ctx context.Context, q querier, today app.Day, was *app.TrainingMatrix, since matrixChange) (*app.TrainingMatrix, error) {
	people := where{}
	people.add("s.withdrawn_at IS NULL")
	if was == nil {
		return matrix(ctx, q, today, people)
	}
	m, err := nobodyYet(ctx, q, today)
	if err != nil {
		return nil, err
	}
	again, err := ofWhom(ctx, q, since, m.NotIn(was))
	if err != nil {
		return nil, err
	}
	m.Keep(was, again)
	people.add("s.id IN (SELECT unhex(value) FROM json_each(?))", hexIDs(again))
	return m, filled(ctx, q, m, people)
}

// ofWhom are those whom a change is about, and those who have completed one of
// some courses. Whose completion it is, and of what, never changes.
func ofWhom(ctx context.Context, q querier, c matrixChange, courses []app.CourseID) ([]app.StaffID, error) {
	return collect(ctx, q, scanStaffID, `SELECT unhex(value) FROM json_each(?)
		UNION SELECT id FROM staff WHERE unit_id IN (SELECT unhex(value) FROM json_each(?))
		UNION SELECT staff_id FROM completions WHERE id IN (SELECT unhex(value) FROM json_each(?))
		UNION SELECT staff_id FROM completions WHERE course_id IN (SELECT unhex(value) FROM json_each(?))`,
		hexIDs(c.staff), hexIDs(c.units), hexIDs(c.completions), hexIDs(courses))
}
