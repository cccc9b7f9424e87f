package data

import (
	"context"
	"time"

	"lamplighter/app"
)

// trainedPeople are those of the units asked for who work here on the day of the
// report, with what they have of what their posts require, and what is said of
// their work. Their hours are not filled in.
func (s *Store) trainedPeople(ctx context.Context, of trainedSpan) ([]app.TrainedPerson, error) {
	units, err := unitAndBelow(ctx, s.reader, of.ask.Unit)
	if err != nil {
		return nil, err
	}
	staff, err := collect(ctx, s.reader, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE withdrawn_at IS NULL ORDER BY staff_no, n")
	if err != nil {
		return nil, err
	}
	required, err := requiredValid(ctx, s.reader, of.on)
	if err != nil {
		return nil, err
	}
	granted, err := grantedUntil(ctx, s.reader, of.on)
	if err != nil {
		return nil, err
	}
	said, err := s.saidOfWork(ctx, of)
	if err != nil {
		return nil, err
	}
	complaints, overruns, err := s.countedAgainst(ctx, of)
	if err != nil {
		return nil, err
	}
	trained, err := s.trains(ctx)
	if err != nil {
		return nil, err
	}
	var out []app.TrainedPerson
	for _, who := range staff {
		unit, within := units[who.Unit]
		if !trained(who.ID) || !who.ActiveOn(of.on) || !within && !of.ask.Unit.IsZero() {
			continue
		}
		p := app.TrainedPerson{
			Staff: who, UnitName: unit.Name, Required: required(who), Said: said[who.ID], Complaints: complaints[who.ID], Overruns: overruns[who.ID],
		}
		if g, once := granted[who.ID]; once {
			p.Qualified, p.Until, p.Lapsed = g.holds, g.until, !g.holds
		}
		out = append(out, p)
	}
	return out, nil
}

// requiredValid tells of anybody how many of the courses that his post requires
// of him by a day are valid on it.
func requiredValid(ctx context.Context, q querier, on app.Day) (func(app.Staff) app.Ratio, error) {
	posts, err := collect(ctx, q, scanCoursePost, "SELECT "+coursePostColumns+" FROM course_posts WHERE withdrawn_at IS NULL")
	if err != nil {
		return nil, err
	}
	byPost := map[string][]app.CoursePost{}
	for _, p := range posts {
		if p.RequiredOn(p.Post, on) {
			byPost[p.Post] = append(byPost[p.Post], p)
		}
	}
	all, err := collect(ctx, q, func(r scanner) (app.StaffCourse, error) {
		var of app.StaffCourse
		err := r.Scan(idInto(&of.Staff), idInto(&of.Course))
		return of, err
	}, `SELECT DISTINCT staff_id, course_id FROM completions INDEXED BY completions_by_staff
		WHERE withdrawn_at IS NULL AND completed_on <= ?1 AND (until_on = '' OR until_on >= ?1)`, string(on))
	if err != nil {
		return nil, err
	}
	valid := make(map[app.StaffCourse]bool, len(all))
	for _, of := range all {
		valid[of] = true
	}
	return func(who app.Staff) app.Ratio {
		var r app.Ratio
		due := map[app.CourseID]bool{}
		for _, p := range byPost[who.Post] {
			if !due[p.Course] && p.DueFor(who) <= on {
				due[p.Course] = true
				r.Of++
				if valid[app.StaffCourse{Staff: who.ID, Course: p.Course}] {
					r.Sum++
				}
			}
		}
		return r
	}, nil
}

// grant is a person's qualifications in one: whether one holds, and the last day
// of the one that holds the longest; no day: for good.
type grant struct {
	holds bool
	until app.Day
}

func grantedUntil(ctx context.Context, q querier, on app.Day) (map[app.StaffID]grant, error) {
	type row struct {
		of app.StaffID
		grant
	}
	const forGood = "9999-12-31"
	all, err := collect(ctx, q, func(r scanner) (row, error) {
		var g row
		err := r.Scan(idInto(&g.of), &g.until)
		g.holds = g.until >= on
		if g.until == forGood {
			g.until = ""
		}
		return g, err
	}, "SELECT staff_id, max(iif(until_on = '', '"+forGood+"', until_on)) FROM qualified WHERE withdrawn_at IS NULL AND from_on <= ? GROUP BY staff_id", string(on))
	out := make(map[app.StaffID]grant, len(all))
	for _, g := range all {
		out[g.of] = g.grant
	}
	return out, err
}

// saidOfWork is the mean of what was said of each person's visits and cases in
// the twelve months.
func (s *Store) saidOfWork(ctx context.Context, of trainedSpan) (map[app.StaffID]app.Ratio, error) {
	type row struct {
		who  app.StaffID
		said app.Ratio
	}
	all, err := collect(ctx, s.reader, func(r scanner) (row, error) {
		var one row
		err := r.Scan(idInto(&one.who), &one.said.Sum, &one.said.Of)
		return one, err
	}, "SELECT "+whose+" AS who, sum(score), count(*) FROM ("+saidBetween+") r WHERE r.source IN ('visit', 'case') GROUP BY who",
		saidArgs(app.SatisfactionAsk{From: of.yearFrom, To: of.on})...)
	out := make(map[app.StaffID]app.Ratio, len(all))
	for _, one := range all {
		out[one.who] = one.said
	}
	return out, err
}

// countedAgainst counts the complaints about each person and the overruns of his
// cases in the twelve months.
func (s *Store) countedAgainst(ctx context.Context, of trainedSpan) (complaints, overruns map[app.StaffID]int64, err error) {
	complaints, overruns = map[app.StaffID]int64{}, map[app.StaffID]int64{}
	since, until := of.yearFrom.AddDays(-1), s.until(of.on)
	found, _, err := complaintEvidence(ctx, s.reader, since, until)
	if err != nil {
		return nil, nil, err
	}
	for _, e := range found {
		complaints[e.Staff]++
	}
	if found, err = overrunEvidence(ctx, s.reader, since, until); err != nil {
		return nil, nil, err
	}
	for _, e := range found {
		overruns[e.Staff]++
	}
	return complaints, overruns, nil
}

// until is the last moment of a day, or now while the day runs.
func (s *Store) until(day app.Day) time.Time {
	if end := time.UnixMilli(afterDay(day) - 1); end.Before(s.now()) {
		return end
	}
	return s.now()
}
