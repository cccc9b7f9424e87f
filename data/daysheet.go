package data

import (
	"context"

	"lamplighter/app"
)

// What to watch at a visit: care, an important user, cases not closed, arrears,
// promises not kept yet.
var dayVisitColumns = visitRowColumns + `,
	coalesce(k.name, ''), coalesce(nullif(k.mobile, ''), k.landline, ''),
	coalesce((SELECT max(visited_on) FROM visits p WHERE p.customer_id = v.customer_id AND p.id <> v.id AND p.withdrawn_at IS NULL AND p.visited_on <> ''), ''),
	coalesce(c.care, ''), coalesce(c.important_grade, ''),
	(SELECT count(*) FROM cases s WHERE s.customer_id = v.customer_id AND s.withdrawn_at IS NULL AND s.protected = 0 AND s.` + openStatuses + `),
	(SELECT coalesce(sum(arrears_fen), 0) FROM accounts r WHERE r.customer_id = v.customer_id AND r.withdrawn_at IS NULL),
	(SELECT count(*) FROM promises p WHERE p.customer_id = v.customer_id AND p.withdrawn_at IS NULL AND p.ended_on = '')`

const dayVisitJoins = visitRowJoins + `
	LEFT JOIN contacts k ON k.n = (SELECT n FROM contacts WHERE customer_id = v.customer_id AND withdrawn_at IS NULL ORDER BY n LIMIT 1)`

func scanDayVisit(s scanner) (app.DayVisit, error) {
	var d app.DayVisit
	var care, grade string
	var cases, promises int
	var arrears int64
	err := s.Scan(append(visitRowInto(&d.VisitRow), &d.Contact, &d.Phone, &d.Last, &care, &grade, &cases, &arrears, &promises)...)
	if care != "" {
		d.Watch = append(d.Watch, app.Alert{Kind: app.AlertCare, Text: care})
	}
	if grade != "" {
		d.Watch = append(d.Watch, app.Alert{Kind: app.AlertImportant, Text: grade})
	}
	if cases > 0 {
		d.Watch = append(d.Watch, app.Alert{Kind: app.AlertOpenCases, Count: cases})
	}
	if promises > 0 {
		d.Watch = append(d.Watch, app.Alert{Kind: app.AlertPromises, Count: promises})
	}
	if arrears > 0 {
		d.Watch = append(d.Watch, app.Alert{Kind: app.AlertArrears, Fen: arrears})
	}
	return d, err
}

// DaySheet is the visits of a manager on a day in the order of the route, with
// where to go, whom to ask for and what to watch. Cancelled ones are left out.
func (s *Store) DaySheet(ctx context.Context, by app.Actor, manager app.StaffID, day app.Day) (masked app.DaySheet, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.DaySheet{}, err
	}
	sheet := app.DaySheet{Day: day, Manager: manager}
	names, err := staffNames(ctx, s.reader)
	if err != nil {
		return sheet, wrap("day sheet", err)
	}
	sheet.Name = names[manager]
	sheet.Visits, err = collect(ctx, s.reader, scanDayVisit, "SELECT "+dayVisitColumns+" FROM visits v"+dayVisitJoins+
		" WHERE v.manager_id IS ? AND v.planned_on = ? AND v.status <> 'cancelled' AND v.withdrawn_at IS NULL ORDER BY v.route_no = 0, v.route_no, t.code, v.n",
		idOf(manager), string(day))
	return sheet, wrap("day sheet", err)
}

// VisitLoads says how many visits each manager has within a span, who has most
// first; managers without any are among them.
func (s *Store) VisitLoads(ctx context.Context, by app.Actor, span app.DaySpan) ([]app.VisitLoad, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	loads, err := collect(ctx, s.reader, func(r scanner) (app.VisitLoad, error) {
		var l app.VisitLoad
		err := r.Scan(idInto(&l.Manager), &l.Name, &l.Open, &l.Made, &l.Overdue, &l.Days, &l.Most)
		return l, err
	}, `WITH days AS (SELECT manager_id, planned_on, sum(`+openVisits+`) AS open, sum(`+madeVisits+`) AS made, sum(`+openVisits+` AND planned_on < ?3) AS late
			FROM visits WHERE withdrawn_at IS NULL AND planned_on BETWEEN ?1 AND ?2 GROUP BY manager_id, planned_on)
		SELECT m.id, m.name, coalesce(sum(d.open), 0), coalesce(sum(d.made), 0), coalesce(sum(d.late), 0), count(nullif(d.open, 0)), coalesce(max(d.open), 0)
		FROM staff m LEFT JOIN days d ON d.manager_id = m.id
		WHERE m.withdrawn_at IS NULL AND (d.manager_id IS NOT NULL OR (m.valid_to = '' OR m.valid_to >= ?3) AND m.valid_from <= ?3 AND (m.post = 'account_manager' OR ',' || m.roles || ',' LIKE '%,manager,%'))
		GROUP BY m.id ORDER BY 3 DESC, m.staff_no`, string(span.From), string(span.To), string(app.DayOf(s.now())))
	return loads, wrap("visit loads", err)
}
