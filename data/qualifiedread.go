package data

import (
	"context"
	"strconv"
	"strings"

	"lamplighter/app"
)

// How people stand in qualifications is computed at each question. Each table is
// read once for all of them, and what SQLite can sum arrives summed: of the log
// of practice two numbers a person, of completions one text.

// qualifying is what states are told from.
type qualifying struct {
	on             app.Day
	staff          []app.Staff // in the order of their numbers
	units          map[app.OrgUnitID]string
	qualifications []sought
	byRow          map[int64]*app.Course // by the row number of the course
	held           map[app.StaffID]map[*app.Course]app.Day
	log            map[app.StaffID][]entry
	last           map[app.QualificationOf]app.Qualified
	papers         map[app.QualifiedID]app.CertificateID
	room           []app.HeldCourse // used again for each state
}

// sought is a qualification with its courses.
type sought struct {
	app.Qualification
	courses []*app.Course
}

// entry is what was confirmed of a day of practice or study.
type entry struct {
	on      app.Day
	study   bool
	minutes int64
}

// qualify reads it for some people, or for everybody when of is nil.
func qualify(ctx context.Context, q querier, on app.Day, of []app.StaffID) (*qualifying, error) {
	k := &qualifying{on: on}
	only, args := onlyOf(of)
	return k, errorsFirst(
		k.readCatalogue(ctx, q),
		k.readPeople(ctx, q, only, args),
		k.readHeld(ctx, q, only, args),
		k.readGrants(ctx, q, only, args),
		k.readHours(ctx, q, only, args),
	)
}

// onlyOf is the condition that narrows a table to some people.
func onlyOf(of []app.StaffID) (string, []any) {
	if of == nil {
		return "", nil
	}
	return " AND staff_id IN (SELECT unhex(value) FROM json_each(?))", []any{hexIDs(of)}
}

func (k *qualifying) readCatalogue(ctx context.Context, q querier) error {
	type numbered struct {
		n int64
		c app.Course
	}
	courses, err := collect(ctx, q, func(r scanner) (numbered, error) {
		var one numbered
		var err error
		one.c, err = scanCourse(scannerFunc(func(into ...any) error { return r.Scan(append([]any{&one.n}, into...)...) }))
		return one, err
	}, "SELECT n, "+courseColumns+" FROM courses WHERE withdrawn_at IS NULL ORDER BY n DESC")
	if err != nil {
		return err
	}
	byCode := make(map[string]*app.Course, len(courses))
	k.byRow = make(map[int64]*app.Course, len(courses))
	for _, one := range courses {
		byCode[one.c.Code], k.byRow[one.n] = &one.c, &one.c
	}
	all, err := collect(ctx, q, scanQualification, "SELECT "+qualificationColumns+" FROM qualifications WHERE withdrawn_at IS NULL ORDER BY code, n")
	for _, one := range all {
		if one.InForce(k.on) {
			k.qualifications = append(k.qualifications, sought{one, coursesOf(one, byCode)})
		}
	}
	return err
}

// coursesOf are the courses of a qualification; a code that is not in the
// catalogue stands for itself.
func coursesOf(q app.Qualification, byCode map[string]*app.Course) []*app.Course {
	var out []*app.Course
	for code := range strings.SplitSeq(q.Courses, ",") {
		switch c := byCode[code]; {
		case code == "":
		case c == nil:
			out = append(out, &app.Course{Code: code, Name: code})
		default:
			out = append(out, c)
		}
	}
	return out
}

func (k *qualifying) readPeople(ctx context.Context, q querier, only string, args []any) (err error) {
	only = strings.Replace(only, "staff_id", "id", 1)
	if k.staff, err = collect(ctx, q, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE withdrawn_at IS NULL"+only+" ORDER BY staff_no, n", args...); err != nil {
		return err
	}
	units, err := collect(ctx, q, scanUnit, "SELECT "+unitColumns+" FROM org_units")
	k.units = make(map[app.OrgUnitID]string, len(units))
	for _, u := range units {
		k.units[u.ID] = u.Name
	}
	return err
}

// readHeld reads of each person the last day of validity of every course he
// completed: what is for good sorts behind all days.
func (k *qualifying) readHeld(ctx context.Context, q querier, only string, args []any) error {
	k.held = map[app.StaffID]map[*app.Course]app.Day{}
	return eachText(ctx, q, func(of app.StaffID, all []string) {
		mine := make(map[*app.Course]app.Day, len(all))
		for _, text := range all {
			number, until, _ := strings.Cut(text, "=")
			n, _ := strconv.ParseInt(number, 10, 64)
			mine[k.byRow[n]] = app.Day(strings.TrimPrefix(until, "~"))
		}
		k.held[of] = mine
	}, `SELECT staff_id, group_concat(k.n || '=' || c.until, ' ') FROM (
			SELECT staff_id, course_id, max(iif(until_on = '', '~', until_on)) AS until FROM completions
			WHERE withdrawn_at IS NULL AND completed_on <= ?`+only+` GROUP BY staff_id, course_id
		) c JOIN courses k ON k.id = c.course_id GROUP BY staff_id`, append([]any{string(k.on)}, args...)...)
}

// readGrants reads the grants and keeps of each person and qualification the one
// that none outlasts.
func (k *qualifying) readGrants(ctx context.Context, q querier, only string, args []any) error {
	all, err := collect(ctx, q, func(r scanner) (app.Qualified, error) {
		var g app.Qualified
		err := r.Scan(idInto(&g.ID), idInto(&g.Staff), idInto(&g.Qualification), &g.FromOn, &g.UntilOn)
		return g, err
	}, "SELECT id, staff_id, qualification_id, from_on, until_on FROM qualified WHERE withdrawn_at IS NULL AND from_on <= ?"+only+" ORDER BY n",
		append([]any{string(k.on)}, args...)...)
	if err != nil {
		return err
	}
	k.last = make(map[app.QualificationOf]app.Qualified, len(all))
	for _, g := range all {
		of := app.QualificationOf{Staff: g.Staff, Qualification: g.Qualification}
		if was, is := k.last[of]; !is || g.Outlasts(was) {
			k.last[of] = g
		}
	}
	type paper struct {
		of app.QualifiedID
		id app.CertificateID
	}
	papers, err := collect(ctx, q, func(r scanner) (paper, error) {
		var p paper
		err := r.Scan(idInto(&p.of), idInto(&p.id))
		return p, err
	}, "SELECT qualified_id, id FROM certificates WHERE withdrawn_at IS NULL AND qualified_id IS NOT NULL"+only, args...)
	k.papers = make(map[app.QualifiedID]app.CertificateID, len(papers))
	for _, p := range papers {
		k.papers[p.of] = p.id
	}
	return err
}

// readHours reads of each person, as one text, what was confirmed on which day.
func (k *qualifying) readHours(ctx context.Context, q querier, only string, args []any) error {
	k.log = map[app.StaffID][]entry{}
	return eachText(ctx, q, func(of app.StaffID, all []string) {
		mine := make([]entry, len(all))
		for i, text := range all { // a day, s or p, minutes
			const day = len("2006-01-02")
			mine[i] = entry{on: app.Day(text[:day]), study: text[day] == 's'}
			mine[i].minutes, _ = strconv.ParseInt(text[day+1:], 10, 64)
		}
		k.log[of] = mine
	}, `SELECT staff_id, group_concat(done_on || substr(kind, 1, 1) || confirmed_minutes, ' ') FROM practice
		WHERE withdrawn_at IS NULL AND confirmed_at > 0 AND done_on <= ?`+only+" GROUP BY staff_id", append([]any{string(k.on)}, args...)...)
}

// hoursOf sums what was confirmed of days after another; no such day: ever.
func (k *qualifying) hoursOf(who app.StaffID, after app.Day) (study, practice int64) {
	for _, e := range k.log[who] {
		switch {
		case e.on <= after:
		case e.study:
			study += e.minutes
		default:
			practice += e.minutes
		}
	}
	return study, practice
}

// eachText reads a list for each person, which comes as one text with blanks
// between: that costs a fraction of what a row each does.
func eachText(ctx context.Context, q querier, each func(of app.StaffID, all []string), query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var of app.StaffID
		var text string
		if err := rows.Scan(idInto(&of), &text); err != nil {
			return err
		}
		each(of, strings.Split(text, " "))
	}
	return rows.Err()
}
