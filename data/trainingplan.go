package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// PlanTraining opens the classes of a plan and puts the people in them, in one
// transaction, and answers what it came to.
func (s *Store) PlanTraining(ctx context.Context, by app.Actor, ask app.TrainingPlanAsk) (app.TrainingPlan, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.TrainingPlan{}, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return app.TrainingPlan{}, err
	}
	var plan app.TrainingPlan
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		if plan, err = planTraining(ctx, x.s.conn, ask, calendar, app.DayOf(x.now)); err != nil {
			return err
		}
		for i := range plan.Classes {
			if err := x.putPlannedClass(ctx, &plan.Classes[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return plan, wrap("plan training", err)
}

func (x *tx) putPlannedClass(ctx context.Context, p *app.PlannedClass) error {
	opened, err := x.openClass(ctx, p.Course, p.Class)
	if err != nil {
		return err
	}
	p.Class = opened
	ids := make([]app.StaffID, len(p.People))
	for i, person := range p.People {
		ids[i] = person.ID
	}
	_, err = x.enrol(ctx, opened, ids) // who is not here by then was left out when it was planned
	return err
}

// ForeseeTrainingPlan tells what PlanTraining would come to, and keeps nothing.
func (s *Store) ForeseeTrainingPlan(ctx context.Context, by app.Actor, ask app.TrainingPlanAsk) (app.TrainingPlan, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return app.TrainingPlan{}, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return app.TrainingPlan{}, err
	}
	trained, err := s.trains(ctx)
	if err != nil {
		return app.TrainingPlan{}, wrap("foresee training", err)
	}
	ask.Needs = slices.DeleteFunc(slices.Clone(ask.Needs), func(need app.TrainingNeed) bool { return !trained(need.Staff) })
	plan, err := planTraining(ctx, s.reader, ask, calendar, app.DayOf(s.now()))
	return plan, wrap("foresee training", err)
}

func planTraining(ctx context.Context, q querier, ask app.TrainingPlanAsk, calendar *app.Calendar, today app.Day) (app.TrainingPlan, error) {
	var ids []app.StaffID
	named := map[app.StaffID]bool{}
	for _, need := range ask.Needs {
		if !named[need.Staff] {
			named[need.Staff] = true
			ids = append(ids, need.Staff)
		}
	}
	m, err := matrix(ctx, q, today, namedPeople(ids))
	if err == nil {
		err = inOpenClasses(ctx, q, m)
	}
	if err != nil {
		return app.TrainingPlan{}, err
	}
	plan, err := m.Plan(ask, calendar)
	if err != nil {
		return plan, err
	}
	plan.Before, err = classHours(ctx, q, ask.Month/100)
	plan.Hours.Central += plan.Before.Central
	plan.Hours.Decentral += plan.Before.Decentral
	return plan, err
}

// classHours are the minutes of people in the classes of a year.
func classHours(ctx context.Context, q querier, year int64) (app.TrainingHours, error) {
	var hours app.TrainingHours
	span := app.MonthSpan(year*100+1, 12)
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var mode app.ClassMode
		var minutes int64
		err := r.Scan(&mode, &minutes)
		hours.Add(mode, minutes)
		return struct{}{}, err
	}, `SELECT c.mode, sum(c.minutes) FROM classes c JOIN enrolments e ON e.class_id = c.id
		WHERE c.begins_on BETWEEN ? AND ? AND c.withdrawn_at IS NULL AND c.status <> 'cancelled' AND e.withdrawn_at IS NULL AND e.attendance <> 'taken_off'
		GROUP BY c.mode`, string(span.From), string(span.To))
	return hours, err
}
