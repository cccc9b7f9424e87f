package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// ClassOffers lists the open classes of a course that people may still be put
// in, the next one first.
func (s *Store) ClassOffers(ctx context.Context, by app.Actor, course app.CourseID) ([]app.ClassOffer, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	found, err := classOffers(ctx, s.reader, "c.course_id = ? AND c.begins_on >= ?", course[:], string(app.DayOf(s.now())))
	return found, wrap("class offers", err)
}

func classOffers(ctx context.Context, q querier, condition string, args ...any) ([]app.ClassOffer, error) {
	return collect(ctx, q, func(r scanner) (app.ClassOffer, error) {
		var o app.ClassOffer
		var err error
		o.Class, err = scanClass(scannerFunc(func(into ...any) error { return r.Scan(append(into, &o.In)...) }))
		return o, err
	}, "SELECT "+prefixed("c", classColumns)+`, (SELECT count(*) FROM enrolments e WHERE e.class_id = c.id AND e.withdrawn_at IS NULL AND e.attendance <> 'taken_off')
		FROM classes c WHERE c.withdrawn_at IS NULL AND c.status IN (`+classesInUse+") AND "+condition+" ORDER BY c.begins_on, c.n", args...)
}

// AcceptProposals puts the proposed people in a class: an open one, or a new one
// planned for each course. What is no longer proposed is left, and so is who
// does not work here on the first day of the class.
func (s *Store) AcceptProposals(ctx context.Context, by app.Actor, chosen []app.TrainingProposal, to app.ProposalAccept) (app.ProposalsDone, error) {
	var done app.ProposalsDone
	if err := by.May(app.ChangeTraining); err != nil {
		return done, err
	}
	if err := to.Check(app.DayOf(s.now())); err != nil {
		return done, err
	}
	err := s.decide(ctx, by, chosen, &done, func(x *tx, still []app.TrainingProposal) error { return x.enrolProposed(ctx, still, to, &done) })
	return done, wrap("accept proposals", err)
}

// DismissProposals notes that no training comes of them, and why. The same
// evidence proposes the course to that person no more.
func (s *Store) DismissProposals(ctx context.Context, by app.Actor, chosen []app.TrainingProposal, reason string) (app.ProposalsDone, error) {
	var done app.ProposalsDone
	if err := by.May(app.ChangeTraining); err != nil {
		return done, err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return done, app.Refuse("reason", app.Missing)
	}
	err := s.decide(ctx, by, chosen, &done, func(x *tx, still []app.TrainingProposal) error {
		for _, p := range still {
			if err := x.putDecision(ctx, p, app.TrainingDecision{Reason: reason}); err != nil {
				return err
			}
		}
		done.Done = int64(len(still))
		return nil
	})
	return done, wrap("dismiss proposals", err)
}

// decide draws the proposals anew and hands on those of the chosen ones that
// still stand, with their evidence as it is now.
func (s *Store) decide(ctx context.Context, by app.Actor, chosen []app.TrainingProposal, done *app.ProposalsDone, each func(*tx, []app.TrainingProposal) error) error {
	return s.write(ctx, by, app.Why{Source: "training proposal"}, func(x *tx) error {
		q, err := x.reads()
		if err != nil {
			return err
		}
		list, err := s.drawProposals(ctx, q, app.ProposalFilter{})
		if err != nil {
			return err
		}
		standing := map[string]app.TrainingProposal{}
		for _, p := range list.Proposals {
			standing[p.Key()] = p
		}
		var still []app.TrainingProposal
		for _, p := range chosen {
			if now, stands := standing[p.Key()]; stands {
				still = append(still, now)
				delete(standing, p.Key())
			}
		}
		done.Left = int64(len(chosen) - len(still))
		return each(x, still)
	})
}

// enrolProposed puts people in a class of each course and notes the decisions.
// Who was put in for one reason is in for every other one.
func (x *tx) enrolProposed(ctx context.Context, still []app.TrainingProposal, to app.ProposalAccept, done *app.ProposalsDone) error {
	var courses []app.CourseID
	of := map[app.CourseID][]app.TrainingProposal{}
	for _, p := range still {
		if len(of[p.Course.ID]) == 0 {
			courses = append(courses, p.Course.ID)
		}
		of[p.Course.ID] = append(of[p.Course.ID], p)
	}
	for _, course := range courses {
		proposals := of[course]
		people := peopleOf(proposals)
		class, err := x.classOfDecision(ctx, proposals[0].Course, to, len(people))
		if err != nil {
			return err
		}
		left, err := x.enrol(ctx, class, people)
		if err != nil {
			return err
		}
		done.Classes = append(done.Classes, class)
		for _, p := range proposals {
			if slices.Contains(left, p.Staff.ID) {
				done.Left++
				continue
			}
			done.Done++
			if err := x.putDecision(ctx, p, app.TrainingDecision{Accepted: true, Class: class.ID}); err != nil {
				return err
			}
		}
	}
	return nil
}

func peopleOf(proposals []app.TrainingProposal) []app.StaffID {
	var people []app.StaffID
	for _, p := range proposals {
		if !slices.Contains(people, p.Staff.ID) {
			people = append(people, p.Staff.ID)
		}
	}
	return people
}

// classOfDecision is the class that so many people of a course go to.
func (x *tx) classOfDecision(ctx context.Context, course app.Course, to app.ProposalAccept, people int) (app.Class, error) {
	if to.Class.IsZero() {
		ends := to.EndsOn
		if ends == "" {
			ends = to.BeginsOn
		}
		return x.openClass(ctx, course, app.Class{Status: app.ClassPlanned, Mode: course.Mode, BeginsOn: to.BeginsOn, EndsOn: ends, Minutes: course.Minutes})
	}
	q, err := x.reads()
	if err != nil {
		return app.Class{}, err
	}
	found, err := classOffers(ctx, q, "c.id = ?", to.Class[:])
	switch {
	case err != nil:
		return app.Class{}, err
	case len(found) == 0:
		return app.Class{}, app.Refuse("class", app.NotActive)
	case found[0].Course != course.ID:
		return app.Class{}, app.Refuse("class", app.OtherCourse)
	case !found[0].Free(people):
		return app.Class{}, app.Refuse("class", app.TooFewSeats)
	}
	return found[0].Class, nil
}

// putDecision notes a decision on a proposal, in the area of the person's unit.
func (x *tx) putDecision(ctx context.Context, p app.TrainingProposal, d app.TrainingDecision) error {
	areas, err := x.staffAreas(ctx, []app.StaffID{p.Staff.ID})
	if err != nil {
		return err
	}
	d.ID, d.Area = newID[app.TrainingDecisionID](), areas[p.Staff.ID]
	d.Staff, d.Trigger, d.Course, d.Evidence = p.Staff.ID, p.Trigger.Code, p.Course.ID, p.EvidenceText()
	d.DecidedOn, d.By = app.DayOf(x.now), x.by.Staff
	return x.putTrainingDecision(ctx, app.TrainingDecision{}, d)
}

// TrainingDecisions lists what was decided on proposals, the newest first.
func (s *Store) TrainingDecisions(ctx context.Context, by app.Actor, f app.ProposalFilter) ([]app.DecidedProposal, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	q := where{}
	q.add("d.withdrawn_at IS NULL")
	if !f.Unit.IsZero() {
		q.add("s.unit_id IN ("+belowUnit+" SELECT id FROM below)", f.Unit[:])
	}
	if f.Trigger != "" {
		q.add("d.trigger_code = ?", f.Trigger)
	}
	if !f.Course.IsZero() {
		q.add("d.course_id = ?", f.Course[:])
	}
	found, err := collect(ctx, s.reader, scanDecided, "SELECT "+prefixed("d", trainingDecisionColumns)+", "+prefixed("s", staffColumns)+`,
		coalesce(u.name, ''), coalesce(k.name, ''), coalesce(k.name_en, ''), coalesce(c.number, ''), coalesce(b.name, ''),
		coalesce((SELECT evidence FROM training_triggers t WHERE t.code = d.trigger_code ORDER BY version DESC LIMIT 1), '')
		FROM training_proposals d JOIN staff s ON s.id = d.staff_id LEFT JOIN org_units u ON u.id = s.unit_id LEFT JOIN courses k ON k.id = d.course_id
		LEFT JOIN classes c ON c.id = d.class_id LEFT JOIN staff b ON b.id = d.by_id`+q.text()+" ORDER BY d.decided_on DESC, d.n DESC LIMIT 5000", q.args...)
	return found, wrap("training decisions", err)
}

func scanDecided(r scanner) (app.DecidedProposal, error) {
	var d app.DecidedProposal
	var err error
	d.TrainingDecision, err = scanTrainingDecision(scannerFunc(func(decision ...any) error {
		var inner error
		d.Person, inner = scanStaff(scannerFunc(func(person ...any) error {
			into := append(decision, person...)
			return r.Scan(append(into, &d.UnitName, &d.CourseName, &d.CourseEN, &d.ClassNumber, &d.ByName, &d.Kind)...)
		}))
		return inner
	}))
	return d, err
}
