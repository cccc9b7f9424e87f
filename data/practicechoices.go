package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// How many of his own cases and visits an entry offers, and how many days back
// those are looked for that somebody accepted for others.
const (
	practiceOffers  = 60
	practiceOffered = 30
)

// PracticeChoices reads what an entry may name, and what one written from a case
// or a visit begins with.
func (s *Store) PracticeChoices(ctx context.Context, by app.Actor, of app.PracticeOf) (masked app.PracticeChoices, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	var c app.PracticeChoices
	if err := by.May(app.LearnHere); err != nil {
		return c, err
	}
	today := app.DayOf(s.now())
	c.Begin = app.PracticeDraft{Kind: app.OnTheJob, DoneOn: today, Case: of.Case}
	read := errorsFirst(
		s.offerCases(ctx, by, of.Case, &c),
		s.offerVisits(ctx, by, of.Visit, &c),
		s.offerOthers(ctx, by, today, &c),
	)
	return c, wrap("practice choices", read)
}

// offerCases offers the cases somebody owns and those he accepted lately.
func (s *Store) offerCases(ctx context.Context, by app.Actor, of app.CaseID, c *app.PracticeChoices) error {
	if by.May(app.ReadCases) != nil {
		return nil
	}
	const head = " AND c.withdrawn_at IS NULL AND "
	sees := head + seesCasesAs("c") + " ORDER BY c.accepted_at DESC LIMIT ?"
	since := s.now().AddDate(0, 0, -practiceOffered).UnixMilli()
	own, err := collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+" WHERE c.owner_id = ?"+sees, by.Staff[:], by.Staff[:], practiceOffers)
	if err != nil {
		return err
	}
	accepted, err := collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+" WHERE c.accepted_at >= ? AND c.accepted_by = ?"+sees,
		since, by.Staff[:], by.Staff[:], practiceOffers)
	if err != nil {
		return err
	}
	c.Cases = append(own, accepted...)
	slices.SortStableFunc(c.Cases, func(a, b app.CaseRow) int { return int(min(1, max(-1, b.AcceptedAt-a.AcceptedAt))) })
	if !of.IsZero() {
		this, err := collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+" WHERE c.id = ? AND "+seesCasesAs("c"), of[:], by.Staff[:])
		if err != nil {
			return err
		}
		c.Cases = append(this, c.Cases...)
	}
	c.Cases = onceEach(c.Cases, func(r app.CaseRow) app.CaseID { return r.ID })
	return nil
}

// offerVisits offers the visits somebody made.
func (s *Store) offerVisits(ctx context.Context, by app.Actor, of app.VisitID, c *app.PracticeChoices) error {
	if by.May(app.ReadVisits) != nil {
		return nil
	}
	var err error
	c.Visits, err = collect(ctx, s.reader, scanVisitRow, "SELECT "+visitRowColumns+" FROM visits v"+visitRowJoins+
		" WHERE v.manager_id = ? AND v.visited_on <> '' AND v.withdrawn_at IS NULL ORDER BY v.visited_on DESC, v.n DESC LIMIT ?", by.Staff[:], practiceOffers)
	if err != nil || of.IsZero() {
		return err
	}
	this, err := collect(ctx, s.reader, scanVisitRow, "SELECT "+visitRowColumns+" FROM visits v"+visitRowJoins+" WHERE v.id = ?", of[:])
	if len(this) > 0 {
		c.Begin = c.Begin.Begun(this[0].Visit)
	}
	c.Visits = onceEach(append(this, c.Visits...), func(r app.VisitRow) app.VisitID { return r.ID })
	return err
}

func onceEach[T any, K comparable](all []T, key func(T) K) []T {
	seen := make(map[K]bool, len(all))
	return slices.DeleteFunc(all, func(one T) bool {
		again := seen[key(one)]
		seen[key(one)] = true
		return again
	})
}

// offerOthers offers courses, articles and the people who may be asked.
func (s *Store) offerOthers(ctx context.Context, by app.Actor, today app.Day, c *app.PracticeChoices) error {
	courses, err := coursesInUse(ctx, s.reader)
	if err != nil {
		return err
	}
	c.Courses = slices.DeleteFunc(courses, func(one app.Course) bool { return !one.Offered(today) })
	staff, err := collect(ctx, s.reader, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE withdrawn_at IS NULL AND id <> ? ORDER BY staff_no", by.Staff[:])
	if err != nil {
		return err
	}
	c.Mentors = slices.DeleteFunc(staff, func(one app.Staff) bool { return !one.ActiveOn(today) })
	if by.May(app.ReadArticles) != nil {
		return nil
	}
	c.Articles, err = collect(ctx, s.reader, func(r scanner) (app.Article, error) {
		var a app.Article
		err := r.Scan(idInto(&a.ID), &a.TitleZH, &a.TitleEN)
		return a, err
	}, "SELECT id, title_zh, title_en FROM articles WHERE withdrawn_at IS NULL AND (valid_to = '' OR valid_to >= ?) ORDER BY title_zh", string(today))
	return err
}
