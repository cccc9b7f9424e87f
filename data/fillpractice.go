package data

import (
	"context"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// The latest visits and cases of a manager that a sample looks at.
const loggedMost = 12

// practice puts what the sample's managers logged on their own visits and cases,
// and what their mentors said of it, each at its time.
func (f *filling) practice(ctx context.Context, s *Store, by app.Actor) error {
	if f.county.Quiet {
		return nil
	}
	courses, err := coursesInUse(ctx, s.reader)
	if err != nil {
		return err
	}
	byCode := map[string]app.Course{}
	for _, c := range courses {
		byCode[c.Code] = c
	}
	return s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error {
		now := x.now
		defer func() { x.now = now }()
		var confirmed []app.Practice
		for i, m := range f.county.Managers {
			worked, err := x.worked(ctx, m.ID)
			if err != nil {
				return err
			}
			ofDay := map[app.Day]int64{}
			for _, l := range f.county.Log(i, worked) {
				p, err := f.logged(ctx, x, m, l, byCode[l.Course], ofDay)
				if err != nil {
					return err
				}
				if p.State() == app.PracticeConfirmed {
					confirmed = append(confirmed, p)
				}
			}
		}
		x.now = now
		_, err := x.recognisePractice(ctx, confirmed)
		return err
	})
}

// worked are the latest visits somebody made and cases he owns.
func (x *tx) worked(ctx context.Context, who app.StaffID) ([]sample.Worked, error) {
	visits, err := collect(ctx, x.s.conn, func(r scanner) (sample.Worked, error) {
		var w sample.Worked
		err := r.Scan(idInto(&w.Visit), &w.On)
		return w, err
	}, "SELECT id, visited_on FROM visits WHERE manager_id = ? AND visited_on <> '' AND withdrawn_at IS NULL ORDER BY visited_on DESC, number LIMIT ?", who[:], loggedMost)
	if err != nil {
		return nil, err
	}
	cases, err := collect(ctx, x.s.conn, func(r scanner) (sample.Worked, error) {
		var w sample.Worked
		var at int64
		err := r.Scan(idInto(&w.Case), &at)
		w.On = app.DayOf(time.UnixMilli(at))
		return w, err
	}, "SELECT id, accepted_at FROM cases WHERE owner_id = ? AND protected = 0 AND withdrawn_at IS NULL ORDER BY accepted_at DESC, number LIMIT ?", who[:], loggedMost)
	return append(visits, cases...), err
}

// logged puts one entry by the rules; ofDay gathers what its learner logged of
// each day.
func (f *filling) logged(ctx context.Context, x *tx, m app.Staff, l sample.Logged, course app.Course, ofDay map[app.Day]int64) (app.Practice, error) {
	mentor := f.county.Managers[l.Mentor]
	d := l.Draft
	d.Course, d.Mentor = course.ID, mentor.ID
	x.now = d.DoneOn.Time().Add(18 * time.Hour)
	p := app.Practice{ID: newID[app.PracticeID](), Area: x.by.Area, CreatedAt: x.now.UnixMilli()}
	p, err := p.Write(d, app.PracticeBeside{Today: app.DayOf(x.now), Learner: m, Mentor: mentor, Course: course, OfDay: ofDay[d.DoneOn]})
	if err != nil {
		return p, err
	}
	ofDay[d.DoneOn] += d.Minutes
	if l.Settled {
		settled, err := p.Settle(app.Actor{Staff: mentor.ID, Roles: mentor.Roles}, l.Verdict, x.now.Add(l.After))
		if err != nil {
			return p, err
		}
		p = settled
	}
	return p, x.putPractice(ctx, app.Practice{}, p)
}
