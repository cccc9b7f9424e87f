package data

import (
	"context"

	"lamplighter/app"
)

// TrainingProposals draws from the evidence who should take which course. They
// are computed at each question; only what was decided is kept.
func (s *Store) TrainingProposals(ctx context.Context, by app.Actor, f app.ProposalFilter) (app.ProposalList, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return app.ProposalList{}, err
	}
	list, err := s.drawProposals(ctx, s.reader, f)
	return list, wrap("training proposals", err)
}

func (s *Store) drawProposals(ctx context.Context, q querier, f app.ProposalFilter) (app.ProposalList, error) {
	today := app.DayOf(s.now())
	facts, nameless, err := s.proposalFacts(ctx, q, today)
	if err != nil {
		return app.ProposalList{}, err
	}
	units, err := unitAndBelow(ctx, q, f.Unit)
	if err != nil {
		return app.ProposalList{}, err
	}
	trained, err := s.trains(ctx)
	if err != nil {
		return app.ProposalList{}, err
	}
	list := app.ProposalList{Nameless: nameless}
	for _, p := range facts.Propose(today) {
		unit, within := units[p.Staff.Unit]
		if trained(p.Staff.ID) && f.Takes(p.Trigger.Code, p.Course.ID) && (within || f.Unit.IsZero()) {
			p.UnitName = unit.Name
			list.Proposals = append(list.Proposals, p)
		}
	}
	return list, nil
}

// proposalFacts reads what proposals are drawn from, each table once.
func (s *Store) proposalFacts(ctx context.Context, q querier, today app.Day) (app.ProposalFacts, int64, error) {
	var f app.ProposalFacts
	kept, err := collect(ctx, q, scanTrainingTrigger, "SELECT "+trainingTriggerColumns+" FROM training_triggers ORDER BY code, version DESC, n")
	if err != nil {
		return f, 0, err
	}
	f.Triggers = app.TrainingTriggersOn(kept, today)
	since := today.AddMonths(-app.TrainingMonths)
	for _, t := range f.Triggers {
		since = min(since, today.AddMonths(-int(t.Months)))
	}
	var nameless int64
	if f.Evidence, nameless, err = trainingEvidence(ctx, q, since, s.now()); err != nil {
		return f, 0, err
	}
	if f.Courses, err = coursesInUse(ctx, q); err != nil {
		return f, 0, err
	}
	return f, nameless, readProposed(ctx, q, &f)
}

// readProposed reads what decides beside the evidence, of those alone of whom
// there is some.
func readProposed(ctx context.Context, q querier, f *app.ProposalFacts) error {
	people := map[app.StaffID]bool{}
	for _, e := range f.Evidence {
		people[e.Staff] = true
	}
	ids := make([]app.StaffID, 0, len(people))
	for id := range people {
		ids = append(ids, id)
	}
	list := hexIDs(ids)
	staff, err := collect(ctx, q, scanStaff, "SELECT "+staffColumns+" FROM staff")
	if err != nil {
		return err
	}
	f.Staff = make(map[app.StaffID]app.Staff, len(staff))
	for _, s := range staff {
		f.Staff[s.ID] = s
	}
	type completed struct {
		of app.StaffCourse
		on app.Day
	}
	done, err := collect(ctx, q, func(r scanner) (completed, error) {
		var c completed
		err := r.Scan(idInto(&c.of.Staff), idInto(&c.of.Course), &c.on)
		return c, err
	}, `SELECT c.staff_id, c.course_id, max(c.completed_on) FROM json_each(?) j CROSS JOIN completions c ON c.staff_id = unhex(j.value)
		WHERE c.withdrawn_at IS NULL GROUP BY c.staff_id, c.course_id`, list)
	if err != nil {
		return err
	}
	f.Completed = make(map[app.StaffCourse]app.Day, len(done))
	for _, c := range done {
		f.Completed[c.of] = c.on
	}
	in, err := collect(ctx, q, func(r scanner) (app.StaffCourse, error) {
		var of app.StaffCourse
		err := r.Scan(idInto(&of.Staff), idInto(&of.Course))
		return of, err
	}, `SELECT DISTINCT e.staff_id, e.course_id FROM json_each(?) j CROSS JOIN enrolments e ON e.staff_id = unhex(j.value) CROSS JOIN classes c ON c.id = e.class_id
		WHERE e.withdrawn_at IS NULL AND e.outcome = '' AND e.attendance <> 'taken_off' AND c.withdrawn_at IS NULL AND c.status IN (`+classesInUse+")", list)
	if err != nil {
		return err
	}
	f.Enrolled = make(map[app.StaffCourse]bool, len(in))
	for _, of := range in {
		f.Enrolled[of] = true
	}
	f.Decided, err = collect(ctx, q, scanTrainingDecision, "SELECT "+prefixed("d", trainingDecisionColumns)+
		" FROM json_each(?) j CROSS JOIN training_proposals d ON d.staff_id = unhex(j.value) WHERE d.withdrawn_at IS NULL", list)
	return err
}

// classesInUse are the statuses of classes that are not over.
const classesInUse = "'planned', 'enrolling', 'running', 'assessing'"

// belowUnit is the unit that takes the place of ?, and all below it.
const belowUnit = `WITH RECURSIVE below (id) AS (SELECT ? UNION SELECT u.id FROM org_units u JOIN below ON u.parent_id = below.id WHERE u.withdrawn_at IS NULL)`

// unitAndBelow are a unit and those below it; without one, all there are.
func unitAndBelow(ctx context.Context, q querier, top app.OrgUnitID) (map[app.OrgUnitID]app.OrgUnit, error) {
	query, args := "SELECT "+unitColumns+" FROM org_units", []any{}
	if !top.IsZero() {
		query, args = belowUnit+query+" WHERE id IN (SELECT id FROM below)", []any{top[:]}
	}
	found, err := collect(ctx, q, scanUnit, query, args...)
	units := make(map[app.OrgUnitID]app.OrgUnit, len(found))
	for _, u := range found {
		units[u.ID] = u
	}
	return units, err
}
