package data

import (
	"context"

	"lamplighter/app"
)

// TrainingReport tells what training there was in a period and in the one
// before, what it cost, and how those who have all they need are spoken of
// beside those who do not. Each query goes over one stretch of an index once.
func (s *Store) TrainingReport(ctx context.Context, by app.Actor, ask app.TrainingAsk) (app.TrainingReport, error) {
	ctx = s.within(ctx, by)
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
	tally, err := tallyClasses(ctx, s.reader, of)
	if err != nil {
		return from, err
	}
	if err := tally.logPersons(ctx, s.reader, of); err != nil {
		return from, err
	}
	practice, err := sumPractice(ctx, s.reader, of)
	if err != nil {
		return from, err
	}
	tally.into(&from)
	from.Sums = append(from.Sums, practice...)
	from.People, err = s.trainedPeople(ctx, of)
	return from, err
}

// trainedSpan is the days a report is read of, and whose training it tells.
type trainedSpan struct {
	ask      app.TrainingAsk
	before   app.Period
	on       app.Day // the last day of the period, today while it runs
	first    app.Day // that is read: of the series, or of the period before
	yearFrom app.Day // of the twelve months up to on
}

func newTrained(ask app.TrainingAsk, today app.Day) trainedSpan {
	of := trainedSpan{ask: ask, before: ask.Period.Before(today), on: min(ask.Period.To, today)}
	of.yearFrom = of.on.AddMonths(-app.TrainingMonths).AddDays(1)
	last := app.PeriodOf(app.PeriodMonth, ask.Period.To)
	of.first = min(of.before.From, of.yearFrom, last.From.AddMonths(1-app.TrainingMonths))
	return of
}

// args are the parameters of the queries: ?1 and ?2 the period, ?3 and ?4 the one
// before, ?5 and ?6 all that is read, ?7 the unit, ?8 the first day of the year.
func (of trainedSpan) args() []any {
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

// loggedDays are the confirmed entries of the log within what is read.
const loggedDays = ` FROM practice p INDEXED BY practice_by_day CROSS JOIN ` + staffByID + `p.staff_id AND ` + asked + `
	WHERE p.confirmed_at > 0 AND p.withdrawn_at IS NULL AND p.done_on BETWEEN ?5 AND ?6`

// sumPractice sums what was confirmed of the log by course and month.
func sumPractice(ctx context.Context, q querier, of trainedSpan) ([]app.CourseSums, error) {
	return collect(ctx, q, func(r scanner) (app.CourseSums, error) {
		var c app.CourseSums
		err := r.Scan(idInto(&c.Course), &c.Month, &c.Slot, &c.Practice, &c.Study)
		return c, err
	}, unitTrained+" SELECT p.course_id, "+monthOf("p.done_on")+" AS month, "+slotOf("p.done_on")+` AS slot, sum(iif(p.kind = 'practice', p.confirmed_minutes, 0)),
		sum(iif(p.kind = 'study', p.confirmed_minutes, 0))`+loggedDays+" GROUP BY p.course_id, month, slot", of.args()...)
}

// logPersons adds what was confirmed of the log to each person's sums.
func (t *trainingTally) logPersons(ctx context.Context, q querier, of trainedSpan) error {
	type logged struct {
		who                              app.StaffID
		unit                             app.OrgUnitID
		practice, study, before, earlier int64
		year                             int64
	}
	all, err := collect(ctx, q, func(r scanner) (logged, error) {
		var l logged
		err := r.Scan(idInto(&l.who), idInto(&l.unit), &l.practice, &l.study, &l.before, &l.earlier, &l.year)
		return l, err
	}, unitTrained+", one AS (SELECT w.id, w.unit_id, "+slotOf("p.done_on")+` AS slot, p.done_on >= ?8 AS year, iif(p.kind = 'practice', p.confirmed_minutes, 0) AS practice,
			iif(p.kind = 'study', p.confirmed_minutes, 0) AS study`+loggedDays+`)
		SELECT id, unit_id, sum((slot = 0) * practice), sum((slot = 0) * study), sum((slot = 1) * practice), sum((slot = 1) * study), sum(year * (practice + study))
		FROM one GROUP BY id`, of.args()...)
	for _, l := range all {
		p := t.person(l.who, l.unit)
		p.Now.Practice, p.Now.Study, p.Before.Practice, p.Before.Study = l.practice, l.study, l.before, l.earlier
		p.Year += l.year
	}
	return err
}
