package data

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// QualificationStates tells how everybody stands in every qualification that his
// post asks for or that he holds, by staff number; what a filter leaves out is
// left out.
func (s *Store) QualificationStates(ctx context.Context, by app.Actor, f app.QualifiedFilter) ([]app.QualificationState, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadTraining); err != nil {
		return nil, err
	}
	found, err := s.qualificationStates(ctx, f)
	return found, wrap("qualification states", err)
}

func (s *Store) qualificationStates(ctx context.Context, f app.QualifiedFilter) ([]app.QualificationState, error) {
	if f.On == "" {
		f.On = app.DayOf(s.now())
	}
	var below []app.OrgUnitID
	if !f.Unit.IsZero() {
		units, err := collect(ctx, s.reader, scanUnit, "SELECT "+unitColumns+" FROM org_units")
		if err != nil {
			return nil, err
		}
		below = app.UnitsBelow(units, f.Unit)
	}
	of, err := s.trains(ctx)
	if err != nil {
		return nil, err
	}
	k, err := qualify(ctx, s.reader, f.On, nil)
	if err != nil {
		return nil, err
	}
	all := k.states(func(p app.Staff) bool {
		return of(p.ID) && (f.Post == "" || p.Post == f.Post) && (below == nil || slices.Contains(below, p.Unit)) &&
			(f.Text == "" || strings.Contains(p.Name, f.Text) || strings.Contains(strings.ToUpper(p.StaffNo), strings.ToUpper(f.Text)))
	})
	return slices.DeleteFunc(all, func(one app.QualificationState) bool {
		return !f.View.Takes(one) || !f.Qualification.IsZero() && one.Qualification.ID != f.Qualification
	}), nil
}

// states tells how those who work here and are asked for stand, by their numbers
// and the codes of the qualifications.
func (k *qualifying) states(asked func(app.Staff) bool) []app.QualificationState {
	room := arena{}
	out := make([]app.QualificationState, 0, len(k.staff)*len(k.qualifications))
	for i := range k.staff {
		p := &k.staff[i]
		if !p.ActiveOn(k.on) || !asked(*p) {
			continue
		}
		for j := range k.qualifications {
			q := &k.qualifications[j]
			if q.AskedOf(p.Post) || k.last[app.QualificationOf{Staff: p.ID, Qualification: q.ID}].ValidOn(k.on) {
				out = append(out, k.state(p, q, room.next(len(q.courses))))
			}
		}
	}
	return out
}

// state is that of one person in one qualification; the parts go into room.
func (k *qualifying) state(p *app.Staff, q *sought, room []app.CoursePart) app.QualificationState {
	f := app.QualificationFile{
		Staff: p, UnitName: k.units[p.Unit], Qualification: &q.Qualification, Last: k.last[app.QualificationOf{Staff: p.ID, Qualification: q.ID}], Held: k.room[:0],
	}
	f.Study, f.Practice = k.hoursOf(p.ID, f.Last.FromOn)
	mine := k.held[p.ID]
	for _, c := range q.courses {
		until, had := mine[c]
		f.Held = append(f.Held, app.HeldCourse{Course: c, Had: had, UntilOn: until})
	}
	k.room = f.Held // the next one's
	s := f.State(k.on, room)
	s.Certificate = k.papers[s.Last.ID]
	return s
}

// arena hands out room for the parts of states, those of many at a time.
type arena struct{ free []app.CoursePart }

func (a *arena) next(count int) []app.CoursePart {
	if len(a.free) < count {
		a.free = make([]app.CoursePart, max(4096, count))
	}
	room := a.free[:0:count]
	a.free = a.free[count:]
	return room
}

// QualificationsOf tells how one person stands in what his post asks for or he
// holds. For oneself it takes no more than the right to learn.
func (s *Store) QualificationsOf(ctx context.Context, by app.Actor, id app.StaffID) ([]app.QualificationState, error) {
	ctx = s.within(ctx, by)
	right := app.ReadTraining
	if id == by.Staff {
		right = app.LearnHere
	}
	if err := by.May(right); err != nil {
		return nil, err
	}
	if of, err := s.trains(ctx); err != nil || !of(id) {
		return nil, wrap("qualifications of a person", cmp.Or(err, app.ErrNotFound))
	}
	k, err := qualify(ctx, s.reader, app.DayOf(s.now()), []app.StaffID{id})
	if err != nil {
		return nil, wrap("qualifications of a person", err)
	}
	return k.states(func(app.Staff) bool { return true }), nil
}

// GrantsOf are the grants of a qualification to somebody, the newest first, those
// withdrawn among them. For oneself it takes no more than the right to learn.
func (s *Store) GrantsOf(ctx context.Context, by app.Actor, of app.QualificationOf) ([]app.Qualified, error) {
	ctx = s.within(ctx, by)
	right := app.ReadTraining
	if of.Staff == by.Staff {
		right = app.LearnHere
	}
	if err := by.May(right); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanQualified, "SELECT "+qualifiedColumns+
		" FROM qualified WHERE staff_id = ? AND qualification_id = ? ORDER BY granted_at DESC, n DESC", of.Staff[:], of.Qualification[:])
	return found, wrap("grants", err)
}

// QualificationCounts says how long each list of states is: of everybody, or of
// whoever asks where he may see no others.
func (s *Store) QualificationCounts(ctx context.Context, by app.Actor) (map[app.QualifiedView]int64, error) {
	ctx = s.within(ctx, by)
	if by.May(app.ReadTraining) != nil {
		states, err := s.QualificationsOf(ctx, by, by.Staff)
		return app.CountQualified(states), wrap("count qualifications", err)
	}
	counts, err := s.recalls(ctx).qualifiedCounts.or(app.DayOf(s.now()), func() (map[app.QualifiedView]int64, error) {
		states, err := s.qualificationStates(ctx, app.QualifiedFilter{})
		return app.CountQualified(states), err
	})
	return counts, wrap("count qualifications", err)
}
