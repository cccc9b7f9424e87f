package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// recountAtOnce is how many cases are read and counted anew together: as many
// as fit easily into memory, however many are open.
const recountAtOnce = 200

// recount counts the running clocks of open cases anew where changed days of
// the calendar touch them, or where they were provisional; without days it
// looks at every one. Stopped clocks and closed cases stay as they are.
func (x *tx) recount(ctx context.Context, book *rulebook, changed []app.Day, rep *app.CalendarReport, report func(done, total int64)) error {
	rows, err := x.touchedCases(ctx, changed)
	if err != nil {
		return err
	}
	total := int64(len(rows))
	for chunk := range slices.Chunk(rows, recountAtOnce) {
		if err := x.recountCases(ctx, book, jsonRows(chunk), rep); err != nil {
			return err
		}
		total -= int64(len(chunk))
		report(int64(len(rows))-total, int64(len(rows)))
	}
	return nil
}

// touchedCases are the row numbers of the open cases with a clock that may end
// on another day now.
func (x *tx) touchedCases(ctx context.Context, changed []app.Day) ([]int64, error) {
	q, err := x.reads()
	if err != nil {
		return nil, err
	}
	from, to := int64(0), int64(1)<<62
	if len(changed) > 0 {
		from, to = changed[0].Time().UnixMilli(), changed[len(changed)-1].AddDays(1).Time().UnixMilli()
	}
	return collect(ctx, q, scanInt, `SELECT n FROM cases WHERE `+openStatuses+` AND withdrawn_at IS NULL AND EXISTS (
		SELECT 1 FROM case_clocks k WHERE k.case_id = cases.id AND k.stopped_at = 0 AND k.withdrawn_at IS NULL
		AND (k.provisional = 1 OR k.start_at < ?2 AND k.due_at >= ?1)) ORDER BY n`, from, to)
}

func (x *tx) recountCases(ctx context.Context, book *rulebook, rows string, rep *app.CalendarReport) error {
	q, err := x.reads()
	if err != nil {
		return err
	}
	const those = " IN (SELECT id FROM cases WHERE n IN (SELECT value FROM json_each(?)))"
	cases, err := collect(ctx, q, scanCase, "SELECT "+caseColumns+" FROM cases WHERE id"+those, rows)
	if err != nil {
		return err
	}
	clocks, err := collect(ctx, q, scanCaseClock, "SELECT "+caseClockColumns+" FROM case_clocks WHERE withdrawn_at IS NULL AND case_id"+those+" ORDER BY n", rows)
	if err != nil {
		return err
	}
	steps, err := collect(ctx, q, scanCaseStep, "SELECT "+caseStepColumns+" WHERE 'wait_customer' IN (s.from_status, s.to_status) AND s.case_id"+those+" ORDER BY s.at, s.n", rows)
	if err != nil {
		return err
	}
	clocksOf, stepsOf := map[app.CaseID][]app.CaseClock{}, map[app.CaseID][]app.CaseStep{}
	for _, k := range clocks {
		if rule, known := book.byID[k.Clock.Rule]; known {
			k.Clock = k.Clock.Under(rule)
		}
		clocksOf[k.Case] = append(clocksOf[k.Case], k)
	}
	for _, s := range steps {
		stepsOf[s.Case] = append(stepsOf[s.Case], s)
	}
	for _, c := range cases {
		if err := x.recountCase(ctx, book, c, clocksOf[c.ID], app.PausesOf(stepsOf[c.ID]), rep); err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) recountCase(ctx context.Context, book *rulebook, was app.Case, kept []app.CaseClock, pauses []app.Pause, rep *app.CalendarReport) error {
	clocks := make([]app.Clock, len(kept))
	for i, k := range kept {
		clocks[i] = k.Clock
	}
	now, anew := was.Recount(clocks, pauses, book.Days)
	moved := int64(0)
	for i, k := range kept {
		after := k
		after.Clock = anew[i]
		if after.Clock == k.Clock {
			continue
		}
		moved++
		if k.Clock.Provisional && !after.Clock.Provisional {
			rep.Confirmed++
		}
		if err := x.putCaseClock(ctx, k, after); err != nil {
			return err
		}
	}
	if moved == 0 {
		return nil
	}
	rep.Cases++
	rep.Clocks += moved
	return x.putCase(ctx, was, now)
}
