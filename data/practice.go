package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// LogPractice keeps an entry that whoever writes it did or learned himself.
func (s *Store) LogPractice(ctx context.Context, by app.Actor, d app.PracticeDraft) (masked app.Practice, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.StudyHere); err != nil {
		return app.Practice{}, err
	}
	var kept app.Practice
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		areas, err := x.staffAreas(ctx, []app.StaffID{by.Staff})
		if err != nil {
			return err
		}
		made := app.Practice{ID: newID[app.PracticeID](), Area: areas[by.Staff], CreatedAt: x.now.UnixMilli()}
		kept, err = x.writePractice(ctx, app.Practice{}, made, d)
		return err
	})
	return kept, wrap("log practice", err)
}

// ChangePractice writes an entry that still waits anew. was is the entry as its
// writer saw it.
func (s *Store) ChangePractice(ctx context.Context, by app.Actor, was app.Practice, d app.PracticeDraft) (masked app.Practice, _ error) {
	defer mask(by, &masked)
	if err := mayWrite(by, was); err != nil {
		return app.Practice{}, err
	}
	var kept app.Practice
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		if err := x.stillWaits(ctx, was); err != nil {
			return err
		}
		var err error
		kept, err = x.writePractice(ctx, was, was, d)
		return err
	})
	return kept, wrap("change practice", err)
}

// DropPractice takes back an entry that still waits.
func (s *Store) DropPractice(ctx context.Context, by app.Actor, was app.Practice) error {
	if err := mayWrite(by, was); err != nil {
		return err
	}
	return wrap("drop practice", s.write(ctx, by, app.Why{}, func(x *tx) error {
		if err := x.stillWaits(ctx, was); err != nil {
			return err
		}
		now, err := was.Drop(x.now)
		if err != nil {
			return err
		}
		return x.putPractice(ctx, was, now)
	}))
}

func mayWrite(by app.Actor, was app.Practice) error {
	if err := by.May(app.StudyHere); err != nil {
		return err
	}
	if was.Staff != by.Staff {
		return app.ErrNotAllowed
	}
	return nil
}

// stillWaits refuses an entry that was settled since its reader saw it.
func (x *tx) stillWaits(ctx context.Context, was app.Practice) error {
	now, err := one(ctx, x.s.conn, scanPractice, "SELECT "+practiceColumns+" FROM practice WHERE id = ? AND withdrawn_at IS NULL", was.ID[:])
	if err == nil && now.State() != app.PracticeWaiting {
		return app.Refuse("practice", app.EntrySettled)
	}
	return err
}

func (x *tx) writePractice(ctx context.Context, was, now app.Practice, d app.PracticeDraft) (app.Practice, error) {
	b, err := practiceBeside(ctx, x.s.conn, x.by, was.ID, d, app.DayOf(x.now))
	if err != nil {
		return now, err
	}
	if now, err = now.Write(d, b); err != nil {
		return now, err
	}
	err = x.putPractice(ctx, was, now)
	now.Seen = x.wrote
	return now, err
}

// ForeseePractice tells what is odd about an entry before it is kept, and how
// many minutes the learner logged of that day besides; id names an entry that
// is changed.
func (s *Store) ForeseePractice(ctx context.Context, by app.Actor, id app.PracticeID, d app.PracticeDraft) (masked app.PracticeBeside, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.LearnHere); err != nil {
		return app.PracticeBeside{}, err
	}
	b, err := practiceBeside(ctx, s.reader, by, id, d, app.DayOf(s.now()))
	return b, wrap("foresee practice", err)
}

// practiceBeside reads what an entry is judged by. A case that its writer may
// not see cannot be named.
func practiceBeside(ctx context.Context, q querier, by app.Actor, id app.PracticeID, d app.PracticeDraft, today app.Day) (app.PracticeBeside, error) {
	b := app.PracticeBeside{Today: today}
	var err error
	if b.Learner, err = staffOf(ctx, q, by.Staff); err != nil {
		return b, err
	}
	if !d.Mentor.IsZero() {
		if b.Mentor, err = staffOf(ctx, q, d.Mentor); err != nil {
			return b, err
		}
	}
	if !d.Course.IsZero() {
		if b.Course, err = one(ctx, q, scanCourse, "SELECT "+courseColumns+" FROM courses WHERE id = ?", d.Course[:]); err != nil {
			return b, err
		}
	}
	if b.OfDay, err = one(ctx, q, scanInt, `SELECT coalesce(sum(minutes), 0) FROM practice
		WHERE staff_id = ? AND done_on = ? AND id <> ? AND refused_at = 0 AND withdrawn_at IS NULL`, by.Staff[:], string(d.DoneOn), id[:]); err != nil {
		return b, err
	}
	if !d.Case.IsZero() {
		if b.Protected, err = one(ctx, q, scanFlag, "SELECT protected FROM cases WHERE id = ? AND "+seesCases, d.Case[:], by.Staff[:]); err != nil {
			return b, err
		}
		if b.CaseOfOthers, err = one(ctx, q, scanFlag, "SELECT NOT "+hisCase("?1", "?2"), d.Case[:], by.Staff[:]); err != nil {
			return b, err
		}
		if b.CaseAgain, err = one(ctx, q, scanFlag, "SELECT "+namedAgain("case_id", "?1", "?2", "?3", "?4"), d.Case[:], by.Staff[:], idOf(d.Course), id[:]); err != nil {
			return b, err
		}
	}
	if !d.Visit.IsZero() {
		if b.VisitOfOthers, err = one(ctx, q, scanFlag, "SELECT manager_id IS NOT ? FROM visits WHERE id = ?", by.Staff[:], d.Visit[:]); err != nil {
			return b, err
		}
		b.VisitAgain, err = one(ctx, q, scanFlag, "SELECT "+namedAgain("visit_id", "?1", "?2", "?3", "?4"), d.Visit[:], by.Staff[:], idOf(d.Course), id[:])
	}
	return b, err
}

func staffOf(ctx context.Context, q querier, id app.StaffID) (app.Staff, error) {
	return one(ctx, q, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = ?", id[:])
}

func scanFlag(r scanner) (bool, error) {
	var yes bool
	err := r.Scan(&yes)
	return yes, err
}

// hisCase holds when somebody owns a case, accepted it or took a step of it.
func hisCase(of, staff string) string {
	return `(EXISTS (SELECT 1 FROM cases h WHERE h.id = ` + of + ` AND (h.owner_id = ` + staff + ` OR h.accepted_by = ` + staff + `))
		OR EXISTS (SELECT 1 FROM case_steps h WHERE h.case_id = ` + of + ` AND (h.by_id = ` + staff + ` OR h.new_owner_id = ` + staff + `)))`
}

// namedAgain holds when another entry of somebody names the same case or visit
// for the same course.
func namedAgain(column, of, staff, course, id string) string {
	return `EXISTS (SELECT 1 FROM practice o WHERE o.` + column + ` = ` + of + ` AND o.staff_id = ` + staff + ` AND o.course_id IS ` + course +
		` AND o.id <> ` + id + ` AND o.refused_at = 0 AND o.withdrawn_at IS NULL)`
}

// SettlePractice confirms entries or refuses them, as their mentor saw them.
// Confirmed minutes count at once: courses whose classes they complete are
// completed. An entry alone says why it cannot be settled; of many, those are
// counted and left.
func (s *Store) SettlePractice(ctx context.Context, by app.Actor, seen []app.Practice, v app.PracticeVerdict) (app.PracticeSettled, error) {
	if by.May(app.ConfirmPractice) != nil {
		if err := by.May(app.StudyHere); err != nil {
			return app.PracticeSettled{}, err
		}
	}
	var told app.PracticeSettled
	err := s.write(ctx, by, app.Why{Note: v.Remark}, func(x *tx) error {
		current, err := x.practiceNow(ctx, seen)
		if err != nil {
			return err
		}
		var confirmed []app.Practice
		for _, was := range seen {
			now, err := x.settled(ctx, was, current[was.ID], v)
			switch {
			case err == nil:
			case len(seen) == 1 || !lets(err):
				return err
			default:
				told.Left++
				continue
			}
			told.Done++
			told.Minutes += now.ConfirmedMinutes
			if now.State() == app.PracticeConfirmed {
				confirmed = append(confirmed, now)
			}
		}
		told.Completed, err = x.recognisePractice(ctx, confirmed)
		return err
	})
	return told, wrap("settle practice", err)
}

// lets reports whether the others of many entries may be settled all the same.
func lets(err error) bool {
	no, is := errors.AsType[*app.Refusal](err)
	return is && no.Field == "practice" || errors.Is(err, app.ErrNotAllowed) || errors.Is(err, app.ErrChangedMeantime) || errors.Is(err, app.ErrNotFound)
}

// settled settles one entry, unless what its mentor saw is no longer what it
// says.
func (x *tx) settled(ctx context.Context, was, current app.Practice, v app.PracticeVerdict) (app.Practice, error) {
	if current.ID.IsZero() {
		return was, app.ErrNotFound
	}
	if !was.ClaimsAs(current) {
		return was, app.ErrChangedMeantime
	}
	if err := x.mustReach(ctx, "practice", current.ID); err != nil {
		return was, err
	}
	now, err := current.Settle(x.by, v, x.now)
	if err != nil {
		return was, err
	}
	return now, x.putPractice(ctx, current, now)
}

func (x *tx) practiceNow(ctx context.Context, seen []app.Practice) (map[app.PracticeID]app.Practice, error) {
	ids := make([]app.PracticeID, len(seen))
	for i, p := range seen {
		ids[i] = p.ID
	}
	all, err := collect(ctx, x.s.conn, scanPractice, "SELECT "+prefixed("p", practiceColumns)+
		" FROM json_each(?) j JOIN practice p ON p.id = unhex(j.value) WHERE p.withdrawn_at IS NULL", hexIDs(ids))
	out := make(map[app.PracticeID]app.Practice, len(all))
	for _, p := range all {
		out[p.ID] = p
	}
	return out, err
}
