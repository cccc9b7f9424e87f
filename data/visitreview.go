package data

import (
	"context"

	"lamplighter/app"
)

// VisitReview tells how the managers fare in a period and in the one before:
// their visits, what they learned and promised, what customers said. Who may
// not review others is told of himself alone. Each query sums in SQL, over both
// periods at once.
func (s *Store) VisitReview(ctx context.Context, by app.Actor, ask app.ReviewAsk) (masked app.VisitReview, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.VisitReview{}, err
	}
	ask = ask.For(by)
	r, err := s.visitReview(ctx, by, ask)
	return r, wrap("visit review", err)
}

func (s *Store) visitReview(ctx context.Context, by app.Actor, ask app.ReviewAsk) (app.VisitReview, error) {
	today := app.DayOf(s.now())
	of := spans{now: ask.Period, before: ask.Period.Before(today), today: today}
	var sums []app.ReviewSums
	for _, sum := range []func(context.Context, spans) ([]app.ReviewSums, error){s.sumPlanned, s.sumMade, s.sumPromises, s.sumChanges} {
		rows, err := sum(ctx, of)
		if err != nil {
			return app.VisitReview{}, err
		}
		sums = append(sums, rows...)
	}
	said, err := s.sumSatisfaction(ctx, app.SatisfactionAsk{From: of.now.From, To: of.now.To, BeforeFrom: of.before.From, BeforeTo: of.before.To})
	if err != nil {
		return app.VisitReview{}, err
	}
	staff, err := collect(ctx, s.reader, scanStaff, "SELECT "+staffColumns+" FROM staff")
	return app.NewVisitReview(ask, by, today, staff, sums, said), err
}

// spans are the two periods that are counted.
type spans struct {
	now, before app.Period
	today       app.Day
}

// within is the condition that a day lies in one of the spans of args. It is
// one stretch of an index, with a gap where the earlier span ends early.
func within(day string) string {
	return day + " BETWEEN ?3 AND ?2 AND (" + day + " >= ?1 OR " + day + " <= ?4)"
}

func (of spans) args() []any {
	return []any{string(of.now.From), string(of.now.To), string(of.before.From), string(of.before.To), string(of.today)}
}

const made = "status IN ('recorded', 'follow_up', 'archived')"

// sumPlanned counts by the day planned for. Who was visited without a plan has
// no month.
func (s *Store) sumPlanned(ctx context.Context, of spans) ([]app.ReviewSums, error) {
	return collect(ctx, s.reader, func(r scanner) (app.ReviewSums, error) {
		var c app.ReviewSums
		err := r.Scan(idInto(&c.Manager), &c.Earlier, &c.Planned, &c.Kept, &c.Overdue, &c.Moved, &c.Cancelled)
		return c, err
	}, `SELECT manager_id, planned_on < ?1 AS earlier, count(*), sum(`+made+`), sum(status IN ('planned', 'appointed') AND planned_on < ?5), sum(moves > 0), sum(status = 'cancelled')
		FROM visits WHERE month > 0 AND withdrawn_at IS NULL AND `+within("planned_on")+" GROUP BY manager_id, earlier", of.args()...)
}

// sumMade counts by the day made: day by day first, which tells how visits are
// spread.
func (s *Store) sumMade(ctx context.Context, of spans) ([]app.ReviewSums, error) {
	return collect(ctx, s.reader, func(r scanner) (app.ReviewSums, error) {
		var c app.ReviewSums
		err := r.Scan(idInto(&c.Manager), &c.Earlier, &c.Days, &c.Busiest, &c.OnSite, &c.Telephone, &c.Online, &c.Late, &c.Blanks, &c.Facts, &c.Quality.Sum, &c.Quality.Of)
		return c, err
	}, `SELECT manager_id, visited_on < ?1 AS earlier, count(*), max(visits), sum(visits - telephone - online), sum(telephone), sum(online),
			sum(late), sum(blanks), sum(facts), sum(quality), sum(judged)
		FROM (SELECT manager_id, visited_on, count(*) AS visits, sum(channel = 'telephone') AS telephone, sum(channel = 'online') AS online,
				sum(late_days > 0) AS late, sum(blanks) AS blanks, sum(facts) AS facts, sum(quality) AS quality, sum(quality > 0) AS judged
			FROM visits WHERE `+made+" AND visited_on <> '' AND withdrawn_at IS NULL AND "+within("visited_on")+` GROUP BY visited_on, manager_id)
		GROUP BY manager_id, earlier`, of.args()[:4]...)
}

// broken is the condition of a promise not kept by its day; it takes today.
const broken = "(ended_on = '' AND due_on < ?5 OR ended_on > due_on)"

// sumPromises counts by the day promised.
func (s *Store) sumPromises(ctx context.Context, of spans) ([]app.ReviewSums, error) {
	return collect(ctx, s.reader, func(r scanner) (app.ReviewSums, error) {
		var c app.ReviewSums
		p := &c.Promises
		err := r.Scan(idInto(&c.Manager), &c.Earlier, &p.Made, &p.Kept, &p.Broken, &p.Open)
		return c, err
	}, `SELECT owner_id, made_on < ?1 AS earlier, count(*), sum(ending = 'kept' AND ended_on <= due_on), sum(`+broken+`), sum(ended_on = '' AND due_on >= ?5)
		FROM promises WHERE withdrawn_at IS NULL AND `+within("made_on")+" GROUP BY owner_id, earlier", of.args()...)
}
