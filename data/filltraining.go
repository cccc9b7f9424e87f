package data

import (
	"context"
	"fmt"
	"time"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// colleagues puts the other units and their people. Each unit keeps an area of
// its own; the records of customers stay in the hall's.
func (f *filling) colleagues(ctx context.Context, x *tx) error {
	for i := range f.county.Units {
		u := &f.county.Units[i]
		u.ID = newID[app.OrgUnitID]()
		u.Area, u.Parent = areaOf(u.ID), x.by.Unit
		if err := x.putUnit(ctx, app.OrgUnit{}, *u); err != nil {
			return err
		}
	}
	for i := range f.county.Colleagues {
		c := &f.county.Colleagues[i]
		c.Staff.ID, c.Staff.Unit = newID[app.StaffID](), x.by.Unit
		if c.Unit >= 0 {
			c.Staff.Unit = f.county.Units[c.Unit].ID
		}
		if err := x.putStaff(ctx, app.Staff{}, c.Staff); err != nil {
			return err
		}
	}
	return nil
}

// lessons puts the classes one after the other, with who was in them and what
// came of it by the rule that classes live by.
func (f *filling) lessons(ctx context.Context, x *tx) error {
	all, err := coursesInUse(ctx, x.s.conn)
	if err != nil {
		return err
	}
	courses := make(map[string]app.Course, len(all))
	for _, c := range all {
		courses[c.Code] = c
	}
	s := schoolbook{f: f, x: x, had: map[staffCourse][]app.Completion{}, numbers: map[string]int{}}
	for _, l := range f.county.Lessons(courses) {
		if err := s.lesson(ctx, l); err != nil {
			return err
		}
	}
	return nil
}

// schoolbook knows what everybody has while the classes are put.
type schoolbook struct {
	f       *filling
	x       *tx
	had     map[staffCourse][]app.Completion
	numbers map[string]int // of classes given so far, by day
}

// pupil is somebody of a lesson, and the area of his unit.
func (s *schoolbook) pupil(at int) (app.Staff, app.Area) {
	county := s.f.county
	if at < len(county.Managers) {
		return county.Managers[at], s.x.by.Area
	}
	c := county.Colleagues[at-len(county.Managers)]
	if c.Unit < 0 {
		return c.Staff, s.x.by.Area
	}
	return c.Staff, county.Units[c.Unit].Area
}

func (s *schoolbook) lesson(ctx context.Context, l sample.Lesson) error {
	trainer := s.f.county.Trainer()
	at := l.Class.BeginsOn.AddDays(-l.Days).Time().Add(9 * time.Hour)
	day := at.In(app.Local).Format("060102")
	s.numbers[day]++
	c := l.Class
	c.ID, c.Number = newID[app.ClassID](), fmt.Sprintf("%s%s-%s-%03d", classNumbers, s.x.s.device.code, day, 500+s.numbers[day])
	c.Unit, c.CreatedBy, c.CreatedAt = s.x.by.Unit, trainer, at.UnixMilli()
	if c.LecturerKind != app.ExternalLecturer {
		c.LecturerStaff = trainer
	}
	if err := s.x.putClass(ctx, app.Class{}, c); err != nil {
		return err
	}
	for _, place := range l.Pupils {
		who, area := s.pupil(place)
		e := app.Enrolment{
			ID: newID[app.EnrolmentID](), Area: area, Class: c.ID, Course: c.Course, Staff: who.ID, CreatedBy: trainer, CreatedAt: at.UnixMilli(),
		}
		if r, noted := l.Results[place]; noted {
			then := c
			then.Status = app.ClassAssessing // as it was when the results were noted
			var err error
			if e, err = then.TakeDown(e, r, who, app.Noting{By: trainer, On: l.NotedOn, Today: app.DayOf(s.x.now)}); err != nil {
				return err
			}
		}
		if err := s.settle(ctx, c, e); err != nil {
			return err
		}
	}
	return nil
}

// settle puts somebody in a class with what came of it.
func (s *schoolbook) settle(ctx context.Context, c app.Class, e app.Enrolment) error {
	of := staffCourse{e.Staff, e.Course}
	settled, err := app.Recognition{Class: c, Enrolment: e, Had: s.had[of]}.Settle(app.DayOf(s.x.now))
	if err != nil {
		return err
	}
	if err := s.x.putEnrolment(ctx, app.Enrolment{}, settled.Enrolment); err != nil {
		return err
	}
	done := settled.Complete
	if done.Staff.IsZero() {
		return nil
	}
	done.ID, done.By = newID[app.CompletionID](), c.CreatedBy
	done.CreatedAt = done.CompletedOn.AddDays(1).Time().Add(10 * time.Hour).UnixMilli()
	s.had[of] = append(s.had[of], done)
	return s.x.putCompletion(ctx, app.Completion{}, done)
}
