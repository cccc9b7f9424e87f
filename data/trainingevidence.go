package data

import (
	"context"
	"time"

	"lamplighter/app"
)

// What speaks for training somebody is read from cases, opinions, classes and
// quizzes. Protected cases are never evidence, for nobody: a decision keeps the
// numbers of what it was taken on, and is read by people who may not know them.

// asEvidence is the condition of a case c that may speak against its owner or
// whom it names.
const asEvidence = "c.protected = 0 AND c.withdrawn_at IS NULL AND c.status NOT IN ('cancelled', 'linked')"

// trainingEvidence is all the evidence of the days after since up to today; how
// many complaints name nobody is told beside it.
func trainingEvidence(ctx context.Context, q querier, since app.Day, now time.Time) (all []app.TrainingEvidence, nameless int64, err error) {
	all, nameless, err = complaintEvidence(ctx, q, since, now)
	if err != nil {
		return nil, 0, err
	}
	for _, read := range []func(context.Context, querier, app.Day, time.Time) ([]app.TrainingEvidence, error){overrunEvidence, lowScoreEvidence, failedClasses, failedQuizzes} {
		more, err := read(ctx, q, since, now)
		if err != nil {
			return nil, 0, err
		}
		all = append(all, more...)
	}
	return all, nameless, nil
}

// afterDay is the first moment after a day.
func afterDay(day app.Day) int64 { return day.AddDays(1).Time().UnixMilli() }

// complaintEvidence is the complaints that count for somebody; see
// app.ComplaintFacts.
func complaintEvidence(ctx context.Context, q querier, since app.Day, now time.Time) ([]app.TrainingEvidence, int64, error) {
	type complaint struct {
		app.TrainingEvidence
		app.ComplaintFacts
	}
	found, err := collect(ctx, q, func(r scanner) (complaint, error) {
		c := complaint{TrainingEvidence: app.TrainingEvidence{Kind: app.EvidenceComplaints}}
		var about string
		err := r.Scan(idInto(&c.Case), &c.Number, &c.On, &c.Detail, idInto(&c.Owner), &about, &c.Matter, &c.Responsibility, &c.Conclusion)
		c.About, _ = app.ParseID[app.Staff](about) // an unreadable one names nobody
		return c, err
	}, `SELECT c.id, c.number, `+dayOf("c.accepted_at")+`, c.sub_kind, c.owner_id, `+complaintField("about")+", "+complaintField("matter")+", "+
		complaintField("responsibility")+", "+complaintField("conclusion")+`
		FROM cases c INDEXED BY cases_by_kind LEFT JOIN case_fields f ON f.case_id = c.id AND f.withdrawn_at IS NULL
		WHERE c.kind = 'complaint' AND c.accepted_at >= ? AND c.accepted_at <= ? AND `+asEvidence+" GROUP BY c.n", afterDay(since), now.UnixMilli())
	if err != nil {
		return nil, 0, err
	}
	var out []app.TrainingEvidence
	var nameless int64
	for _, c := range found {
		who, asOwner := c.AboutWhom()
		switch {
		case !who.IsZero():
			c.Staff, c.AsOwner = who, asOwner
			out = append(out, c.TrainingEvidence)
		case c.Nameless():
			nameless++
		}
	}
	return out, nameless, nil
}

func complaintField(name string) string {
	return "coalesce(max(iif(f.name = '" + name + "', f.value, NULL)), '')"
}

// overrunEvidence is the cases that ran over a limit, each once, by the first
// day that was not kept: limits that were met too late, and those that run.
func overrunEvidence(ctx context.Context, q querier, since app.Day, now time.Time) ([]app.TrainingEvidence, error) {
	return collect(ctx, q, func(r scanner) (app.TrainingEvidence, error) {
		e := app.TrainingEvidence{Kind: app.EvidenceOverruns}
		err := r.Scan(idInto(&e.Case), &e.Number, &e.Detail, idInto(&e.Staff), &e.On)
		return e, err
	}, `WITH late AS (SELECT case_id, due_at FROM case_clocks INDEXED BY case_clocks_late
			WHERE stopped_at > due_at AND withdrawn_at IS NULL AND due_at >= ?1 AND due_at <= ?2 AND (paused_at = 0 OR paused_at > due_at)
		UNION ALL SELECT id, due_at FROM cases INDEXED BY cases_open_by_due WHERE withdrawn_at IS NULL AND `+openStatuses+` AND due_at >= ?1 AND due_at <= ?2)
		SELECT c.id, c.number, c.kind, c.owner_id, `+dayOf("min(late.due_at)")+" FROM late CROSS JOIN cases c ON c.id = late.case_id WHERE c.owner_id IS NOT NULL AND "+asEvidence+
		" GROUP BY c.n", afterDay(since), now.UnixMilli())
}

// lowScoreEvidence is the customers who were not satisfied with a visit or a case.
func lowScoreEvidence(ctx context.Context, q querier, since app.Day, now time.Time) ([]app.TrainingEvidence, error) {
	args := append(saidArgs(app.SatisfactionAsk{From: since.AddDays(1), To: app.DayOf(now)}), app.LowScore)
	return collect(ctx, q, func(r scanner) (app.TrainingEvidence, error) {
		e := app.TrainingEvidence{Kind: app.EvidenceLowScores}
		var of app.RecordID
		err := r.Scan(idInto(&e.Staff), &e.On, &e.Detail, &e.Score, idInto(&of), &e.Number)
		if e.Detail == string(app.SurveyOfVisit) {
			e.Visit = app.VisitID(of)
		} else {
			e.Case = app.CaseID(of)
		}
		return e, err
	}, `SELECT who, asked_on, source, score, source_id, number FROM (SELECT r.*, `+whose+` AS who,
			CASE r.source WHEN 'visit' THEN (SELECT number FROM visits WHERE id = r.source_id) ELSE (SELECT number FROM cases WHERE id = r.source_id) END AS number
			FROM (`+saidBetween+`) r WHERE r.source IN ('visit', 'case') AND r.score <= ?9)
		WHERE who IS NOT NULL AND number IS NOT NULL`, args...)
}

// failedClasses is who did not pass a class.
func failedClasses(ctx context.Context, q querier, since app.Day, now time.Time) ([]app.TrainingEvidence, error) {
	return collect(ctx, q, func(r scanner) (app.TrainingEvidence, error) {
		e := app.TrainingEvidence{Kind: app.EvidenceFailed}
		err := r.Scan(idInto(&e.Staff), idInto(&e.Course), &e.On, idInto(&e.Class), &e.Number)
		return e, err
	}, `SELECT e.staff_id, e.course_id, e.outcome_on, c.id, c.number FROM enrolments e INDEXED BY enrolments_failed JOIN classes c ON c.id = e.class_id
		WHERE e.outcome = 'failed' AND e.withdrawn_at IS NULL AND e.outcome_on > ? AND e.outcome_on <= ? AND e.attendance <> 'taken_off'
			AND c.withdrawn_at IS NULL AND c.status <> 'cancelled'`, string(since), string(app.DayOf(now)))
}

// failedQuizzes is who did not pass a quiz that is of no class, which tells it
// itself, and has not passed it since.
func failedQuizzes(ctx context.Context, q querier, since app.Day, now time.Time) ([]app.TrainingEvidence, error) {
	return collect(ctx, q, func(r scanner) (app.TrainingEvidence, error) {
		e := app.TrainingEvidence{Kind: app.EvidenceFailed}
		err := r.Scan(idInto(&e.Staff), idInto(&e.Course), &e.On, idInto(&e.Quiz), &e.Number)
		return e, err
	}, `SELECT a.staff_id, z.course_id, `+dayOf("a.marked_at")+`, z.id, z.number FROM quiz_attempts a INDEXED BY quiz_attempts_failed JOIN quizzes z ON z.id = a.quiz_id
		WHERE a.marked_at > 0 AND a.passed = 0 AND a.withdrawn_at IS NULL AND a.marked_at >= ? AND a.marked_at <= ? AND z.class_id IS NULL AND z.withdrawn_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM quiz_attempts b WHERE b.staff_id = a.staff_id AND b.quiz_id = a.quiz_id AND b.passed = 1 AND b.marked_at > a.marked_at AND b.withdrawn_at IS NULL)`,
		afterDay(since), now.UnixMilli())
}
