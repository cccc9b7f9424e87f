package data

import (
	"context"
	"fmt"
	"strings"

	"lamplighter/app"
)

// TrainingReport tells what training there was in a period and in the one
// before, what it cost, and how those who have all they need are spoken of
// beside those who do not. Each query sums in SQL over one stretch of an index.
func (s *Store) TrainingReport(ctx context.Context, by app.Actor, ask app.TrainingAsk) (app.TrainingReport, error) {
	if err := by.May(app.ReadTraining); err != nil {
		return app.TrainingReport{}, err
	}
	from, err := s.trainingSources(ctx, ask)
	if err != nil {
		return app.TrainingReport{}, wrap("training report", err)
	}
	return app.NewTrainingReport(from), nil
}

func (s *Store) trainingSources(ctx context.Context, ask app.TrainingAsk) (app.TrainingSources, error) {
	today := app.DayOf(s.now())
	of := newTrained(ask, today)
	from := app.TrainingSources{Ask: ask, Before: of.before, On: of.on}
	var err error
	if from.Courses, err = collect(ctx, s.reader, scanCourse, "SELECT "+courseColumns+" FROM courses"); err != nil {
		return from, err
	}
	if from.Units, err = collect(ctx, s.reader, scanUnit, "SELECT "+unitColumns+" FROM org_units"); err != nil {
		return from, err
	}
	for _, sum := range []func(context.Context, querier, trained) ([]app.CourseSums, error){sumClasses, sumPractice} {
		sums, err := sum(ctx, s.reader, of)
		if err != nil {
			return from, err
		}
		from.Sums = append(from.Sums, sums...)
	}
	if from.Persons, err = sumPersons(ctx, s.reader, of); err != nil {
		return from, err
	}
	if from.Held, err = heldByUnit(ctx, s.reader, of); err != nil {
		return from, err
	}
	from.People, err = s.trainedPeople(ctx, of)
	return from, err
}

// trained is the days a report is read of, and whose training it tells.
type trained struct {
	ask      app.TrainingAsk
	before   app.Period
	on       app.Day // the last day of the period, today while it runs
	first    app.Day // that is read: of the series, or of the period before
	yearFrom app.Day // of the twelve months up to on
}

func newTrained(ask app.TrainingAsk, today app.Day) trained {
	of := trained{ask: ask, before: ask.Period.Before(today), on: min(ask.Period.To, today)}
	of.yearFrom = of.on.AddMonths(-app.TrainingMonths).AddDays(1)
	last := app.PeriodOf(app.PeriodMonth, ask.Period.To)
	of.first = min(of.before.From, of.yearFrom, last.From.AddMonths(1-app.TrainingMonths))
	return of
}

// args are the parameters of the queries: ?1 and ?2 the period, ?3 and ?4 the one
// before, ?5 and ?6 all that is read, ?7 the unit, ?8 the first day of the year.
func (of trained) args() []any {
	now, before := of.ask.Period, of.before
	return []any{
		string(now.From), string(now.To), string(before.From), string(before.To), string(of.first), string(of.on), idOf(of.ask.Unit), string(of.yearFrom),
	}
}

// The people asked for are looked up one by one by their ids. The index is named,
// because a file that had one person when it was last closed has statistics that
// make SQLite go through all of them instead.
const (
	staffByID   = "staff w INDEXED BY sqlite_autoindex_staff_1 ON w.id = "
	unitTrained = `WITH RECURSIVE below (id) AS (SELECT ?7 UNION SELECT u.id FROM org_units u JOIN below ON u.parent_id = below.id WHERE u.withdrawn_at IS NULL)`
	asked       = "(?7 IS NULL OR w.unit_id IN (SELECT id FROM below))"
)

// slotOf says which span a day is counted in.
func slotOf(day string) string {
	return "CASE WHEN " + day + " BETWEEN ?1 AND ?2 THEN 0 WHEN " + day + " BETWEEN ?3 AND ?4 THEN 1 ELSE 2 END"
}

func monthOf(day string) string { return "substr(" + day + ", 1, 4) * 100 + substr(" + day + ", 6, 2)" }

// begunClasses is every class that begins within what is read, group by group in
// the order of its index, so that nothing is sorted.
const (
	begunClasses = ` FROM classes c INDEXED BY classes_by_begin LEFT JOIN enrolments e ON e.class_id = c.id AND e.withdrawn_at IS NULL AND e.attendance <> 'taken_off'
		LEFT JOIN ` + staffByID + `e.staff_id AND ` + asked + ` WHERE c.begins_on BETWEEN ?5 AND ?6 AND c.withdrawn_at IS NULL`
	byClass = " GROUP BY c.begins_on, c.status, c.withdrawn_at, c.n"
)

// there is the condition of somebody e who was in a class, or completed it at
// work.
const there = "(e.attended_minutes > 0 OR e.outcome <> '')"

// sumClasses sums classes by course and month. Of people of some units alone, a
// class counts when one of them is in it, or one of the units holds it; its cost
// counts by heads.
func sumClasses(ctx context.Context, q querier, of trained) ([]app.CourseSums, error) {
	return collect(ctx, q, func(r scanner) (app.CourseSums, error) {
		var c app.CourseSums
		err := r.Scan(idInto(&c.Course), &c.Month, &c.Slot, &c.Held, &c.Cancelled, &c.Taught.Central, &c.Taught.Decentral,
			&c.Attended.Central, &c.Attended.Decentral, &c.Times, &c.Completed, &c.Failed, &c.CostFen)
		return c, err
	}, unitTrained+`, class AS (SELECT c.course_id, `+monthOf("c.begins_on")+` AS month, `+slotOf("c.begins_on")+` AS slot, c.status <> 'cancelled' AS held,
			c.mode = 'central' AS central, c.minutes, c.fee_fen, c.unit_id IN (SELECT id FROM below) AS holds, count(e.n) AS heads, count(w.id) AS mine,
			sum(iif(w.id IS NULL, 0, e.attended_minutes)) AS attended, sum(w.id IS NOT NULL AND `+there+`) AS times,
			sum(w.id IS NOT NULL AND e.outcome = 'completed') AS completed, sum(w.id IS NOT NULL AND e.outcome = 'failed') AS failed`+
		begunClasses+byClass+`)
		SELECT course_id, month, slot, sum(held), sum(NOT held), sum(held * central * minutes), sum(held * (1 - central) * minutes),
			sum(held * central * attended), sum(held * (1 - central) * attended), sum(held * times), sum(held * completed), sum(held * failed),
			CAST(round(sum(CASE WHEN NOT held THEN 0 WHEN ?7 IS NULL OR heads = 0 THEN fee_fen ELSE fee_fen * mine * 1.0 / heads END)) AS INTEGER)
		FROM class WHERE ?7 IS NULL OR mine > 0 OR holds GROUP BY course_id, month, slot`, of.args()...)
}

// loggedDays are the confirmed entries of the log within what is read.
const loggedDays = ` FROM practice p INDEXED BY practice_by_day CROSS JOIN ` + staffByID + `p.staff_id AND ` + asked + `
	WHERE p.confirmed_at > 0 AND p.withdrawn_at IS NULL AND p.done_on BETWEEN ?5 AND ?6`

// sumPractice sums what was confirmed of the log by course and month.
func sumPractice(ctx context.Context, q querier, of trained) ([]app.CourseSums, error) {
	return collect(ctx, q, func(r scanner) (app.CourseSums, error) {
		var c app.CourseSums
		err := r.Scan(idInto(&c.Course), &c.Month, &c.Slot, &c.Practice, &c.Study)
		return c, err
	}, unitTrained+" SELECT p.course_id, "+monthOf("p.done_on")+" AS month, "+slotOf("p.done_on")+` AS slot, sum(iif(p.kind = 'practice', p.confirmed_minutes, 0)),
		sum(iif(p.kind = 'study', p.confirmed_minutes, 0))`+loggedDays+" GROUP BY p.course_id, month, slot", of.args()...)
}

// sumPersons sums by person.
func sumPersons(ctx context.Context, q querier, of trained) ([]app.PersonSums, error) {
	return collect(ctx, q, func(r scanner) (app.PersonSums, error) {
		var p app.PersonSums
		n, b := &p.Now, &p.Before
		err := r.Scan(idInto(&p.Staff), idInto(&p.Unit), &n.Attended.Central, &n.Attended.Decentral, &n.Practice, &n.Study, &n.Times, &n.Completed, &n.Failed,
			&b.Attended.Central, &b.Attended.Decentral, &b.Practice, &b.Study, &b.Times, &b.Completed, &b.Failed, &p.Year)
		return p, err
	}, unitTrained+`, one AS (SELECT w.id, w.unit_id, `+slotOf("c.begins_on")+` AS slot, c.begins_on >= ?8 AS year, iif(c.mode = 'central', e.attended_minutes, 0) AS central,
			iif(c.mode = 'central', 0, e.attended_minutes) AS decentral, 0 AS practice, 0 AS study, `+there+` AS times, e.outcome = 'completed' AS completed, e.outcome = 'failed' AS failed
			FROM classes c INDEXED BY classes_by_begin CROSS JOIN enrolments e ON e.class_id = c.id AND e.withdrawn_at IS NULL AND e.attendance <> 'taken_off'
			CROSS JOIN ` + staffByID + `e.staff_id AND `+asked+` WHERE c.begins_on BETWEEN ?5 AND ?6 AND c.withdrawn_at IS NULL AND c.status <> 'cancelled'
		UNION ALL SELECT w.id, w.unit_id, `+slotOf("p.done_on")+", p.done_on >= ?8, 0, 0, iif(p.kind = 'practice', p.confirmed_minutes, 0), iif(p.kind = 'study', p.confirmed_minutes, 0), 0, 0, 0"+
		loggedDays+`)
		SELECT id, unit_id, `+inSlot(0)+", "+inSlot(1)+", sum(year * (central + decentral + practice + study)) FROM one GROUP BY id", of.args()...)
}

// inSlot sums the columns of a person in one of the spans.
func inSlot(slot int) string {
	var sums []string
	for _, column := range []string{"central", "decentral", "practice", "study", "times", "completed", "failed"} {
		sums = append(sums, fmt.Sprintf("sum((slot = %d) * %s)", slot, column))
	}
	return strings.Join(sums, ", ")
}

// heldByUnit counts the classes of the two periods by the unit of those in them,
// and gives each unit its share of the cost by heads.
func heldByUnit(ctx context.Context, q querier, of trained) (map[app.OrgUnitID]app.HeldClasses, error) {
	type held struct {
		unit    app.OrgUnitID
		earlier bool
		app.ClassCount
	}
	all, err := collect(ctx, q, func(r scanner) (held, error) {
		var h held
		err := r.Scan(idInto(&h.unit), &h.earlier, &h.Held, &h.Cancelled, &h.CostFen)
		return h, err
	}, unitTrained+`, class AS MATERIALIZED (SELECT c.id, c.status <> 'cancelled' AS held, c.begins_on < ?1 AS earlier, c.fee_fen, count(e.n) AS heads`+
		begunClasses+" AND (c.begins_on BETWEEN ?1 AND ?2 OR c.begins_on BETWEEN ?3 AND ?4)"+byClass+`),
		part AS (SELECT held, earlier, fee_fen, heads, w.unit_id AS unit, count(*) AS mine FROM class c CROSS JOIN enrolments e ON e.class_id = c.id AND e.withdrawn_at IS NULL
			AND e.attendance <> 'taken_off' CROSS JOIN ` + staffByID + `e.staff_id AND `+asked+` GROUP BY c.id, w.unit_id)
		SELECT unit, earlier, sum(held), sum(NOT held), CAST(round(sum(held * fee_fen * mine * 1.0 / heads)) AS INTEGER) FROM part GROUP BY unit, earlier`, of.args()[:7]...)
	out := map[app.OrgUnitID]app.HeldClasses{}
	for _, h := range all {
		counts := out[h.unit]
		if h.earlier {
			counts.Before = h.ClassCount
		} else {
			counts.Now = h.ClassCount
		}
		out[h.unit] = counts
	}
	return out, err
}
