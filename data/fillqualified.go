package data

import (
	"context"
	"slices"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// qualified lets the sample's managers stand in their qualification: some hold
// it, some must renew it, some are on the way. What was granted was granted on
// its day, by the same rule.
func (f *filling) qualified(ctx context.Context, s *Store, by app.Actor) error {
	if f.county.Quiet {
		return nil
	}
	all, err := s.Qualifications(ctx, by)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(q app.Qualification) bool { return q.AskedOf("account_manager") })
	if at < 0 {
		return nil // a file that was not made with the delivered tables
	}
	for i, m := range f.county.Managers {
		q := f.county.Qualify(i)
		err := s.write(ctx, by, app.Why{Source: sampleSource}, func(x *tx) error {
			if err := x.qualifying(ctx, m.ID, q); err != nil || q.GrantOn == "" {
				return err
			}
			x.now = q.GrantOn.Time().Add(10 * time.Hour)
			_, err := x.grant(ctx, []app.QualificationOf{{Staff: m.ID, Qualification: all[at].ID}})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (x *tx) qualifying(ctx context.Context, who app.StaffID, q sample.Qualifying) error {
	for _, c := range q.Courses {
		err := x.putCompletion(ctx, app.Completion{}, app.Completion{
			ID: newID[app.CompletionID](), Area: x.by.Area, Staff: who, Course: seedCourse(c.Code), CompletedOn: c.On, UntilOn: c.UntilOn, Way: app.ByOthers,
			Minutes: 480, Mode: app.Central, Source: "原培训档案", By: x.by.Staff, CreatedAt: c.On.Time().UnixMilli(),
		})
		if err != nil {
			return err
		}
	}
	for _, p := range q.Entries {
		p.ID, p.Area, p.Staff, p.Mentor, p.ConfirmedBy = newID[app.PracticeID](), x.by.Area, who, x.by.Staff, x.by.Staff
		p.ConfirmedMinutes, p.CreatedAt, p.ConfirmedAt = p.Minutes, p.DoneOn.Time().UnixMilli(), p.DoneOn.AddDays(2).Time().UnixMilli()
		if err := x.putPractice(ctx, app.Practice{}, p); err != nil {
			return err
		}
	}
	return nil
}
