package main

import (
	"lamplighter/app"
	"lamplighter/data"
)

// completionList is the word of the command line for completions.
const completionList = "completions"

// completionsAsked are which completions the command line asks for, and how they
// are told as statements.
type completionsAsked struct {
	learner, course, unit string
	from, to, state       string
	home                  string
	names                 bool
}

func (t *terminal) completionFlags() *completionsAsked {
	a := &completionsAsked{}
	t.flags.StringVar(&a.learner, "learner", "", "of completions: those of one staff number")
	t.flags.StringVar(&a.course, "course", "", "of completions: those of the course with this code")
	t.flags.StringVar(&a.unit, "unit", "", "of completions: those of the unit with this code")
	t.flags.StringVar(&a.from, "from", "", "of completions: from this day on, 2026-01-01; of usage: the first month, 2026-01, else a year before the last")
	t.flags.StringVar(&a.to, "to", "", "of completions: up to this day; of usage: the last month, else the last known")
	t.flags.StringVar(&a.state, "state", "", "of completions: valid, expired, or failed for classes that were not completed")
	t.flags.StringVar(&a.home, "home", app.XAPIHome, "of statements: the home page to which staff numbers belong")
	t.flags.BoolVar(&a.names, "names", false, "of statements: with the people's names")
	return a
}

// filter is what needs no look into the file.
func (a *completionsAsked) filter() app.CompletionFilter {
	return app.CompletionFilter{From: app.Day(a.from), To: app.Day(a.to), Standing: app.CompletionStanding(a.state)}
}

func (t *terminal) exportCompletions(s *data.Store, by app.Actor, a *completionsAsked, text string, job app.ExportJob) (int, error) {
	f := a.filter()
	f.Text = text
	courses, err := s.Courses(t.ctx, by)
	if err != nil {
		return 0, err
	}
	units, err := s.Units(t.ctx, by)
	if err != nil {
		return 0, err
	}
	people, err := s.Staff(t.ctx, by)
	if err != nil {
		return 0, err
	}
	if f.Course, err = named("course", a.course, courses, func(c app.Course) (string, app.CourseID) { return c.Code, c.ID }); err != nil {
		return 0, err
	}
	if f.Unit, err = named("unit_id", a.unit, units, func(u app.OrgUnit) (string, app.OrgUnitID) { return u.Code, u.ID }); err != nil {
		return 0, err
	}
	if f.Staff, err = named("staff_no", a.learner, people, func(s app.Staff) (string, app.StaffID) { return s.StaffNo, s.ID }); err != nil {
		return 0, err
	}
	return s.ExportCompletions(t.ctx, by, f, job, noReport)
}

// named finds a record by its code; none for no code.
func named[T, R any](field, code string, records []R, of func(R) (string, app.ID[T])) (app.ID[T], error) {
	if code == "" {
		return app.ID[T]{}, nil
	}
	for _, r := range records {
		if known, id := of(r); known == code {
			return id, nil
		}
	}
	return app.ID[T]{}, app.Refuse(field, app.Unknown)
}
