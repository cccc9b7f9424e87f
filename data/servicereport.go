package data

import (
	"context"
	"time"

	"lamplighter/app"
)

// ServiceReport counts how the cases accepted in a span went: what they asked
// of the customer and the company, how their limits were kept, what the green
// channel was used for. Each query sums in SQL, over the same cases.
func (s *Store) ServiceReport(ctx context.Context, by app.Actor, ask app.ServiceAsk) (app.ServiceReport, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCases); err != nil {
		return app.ServiceReport{}, err
	}
	if err := ask.Check(); err != nil {
		return app.ServiceReport{}, err
	}
	r, err := s.serviceReport(ctx, by, ask)
	return r, wrap("service report", err)
}

func (s *Store) serviceReport(ctx context.Context, by app.Actor, ask app.ServiceAsk) (app.ServiceReport, error) {
	of := s.caseLeg(caseAsk{CaseFilter: ask.Cases().For(by), by: by.Staff})
	var cases []app.ServiceSums
	for _, sum := range []func(context.Context, leg) ([]app.ServiceSums, error){s.sumCases, s.sumLives, s.sumDocuments} {
		rows, err := sum(ctx, of)
		if err != nil {
			return app.ServiceReport{}, err
		}
		cases = append(cases, rows...)
	}
	limits, err := s.sumLimits(ctx, of)
	if err != nil {
		return app.ServiceReport{}, err
	}
	approvals, err := s.greenApprovals(ctx, of)
	return app.NewServiceReport(ask, cases, limits, approvals), err
}

// solved is the condition of cases that were seen through to their end.
const solved = "status IN ('closed', 'archived')"

// sumCases sums what stands in the cases themselves.
func (s *Store) sumCases(ctx context.Context, of leg) ([]app.ServiceSums, error) {
	_, late := app.WorkOverdue.Span(s.now())
	return collect(ctx, s.reader, func(r scanner) (app.ServiceSums, error) {
		var c app.ServiceSums
		err := r.Scan(&c.Kind, &c.Green, &c.Accepted, &c.Open, &c.Overdue, &c.Reopened, &c.Closed, &c.FirstContact, &c.Rated, &c.Satisfied)
		return c, err
	}, `SELECT kind, green_reason, count(*), sum(`+openStatuses+`), sum(`+openStatuses+` AND due_at > 0 AND due_at < ?), sum(rework),
		sum(`+solved+`), sum(`+solved+` AND first_contact),
		sum(`+solved+` AND opinion IN ('satisfied', 'mostly_satisfied', 'dissatisfied')), sum(`+solved+` AND opinion IN ('satisfied', 'mostly_satisfied'))`+
		of.from()+" GROUP BY kind, green_reason", append([]any{late}, of.args...)...)
}

// sumLives sums what the steps of the closed cases tell. It counts as
// app.Measure does for one case; a test holds the two together. A span of time
// is the moment it was left less the moment it was entered, which needs no
// sorting of steps; where merged steps do not follow on each other, the company
// had the case all the time. Row numbers out of a list come in their order, so
// that the steps of a case stand together without sorting.
func (s *Store) sumLives(ctx context.Context, of leg) ([]app.ServiceSums, error) {
	of = of.with(solved)
	return collect(ctx, s.reader, func(r scanner) (app.ServiceSums, error) {
		var c app.ServiceSums
		var company, customer int64
		err := r.Scan(&c.Kind, &c.Green, &c.Persons, &c.Trips, &c.Contacts, &c.Moves, &company, &customer)
		c.Company, c.Customer = span(company), span(customer)
		return c, err
	}, `WITH step AS (SELECT c.n, kind, green_reason, channel = 'counter' AS counter, accepted_by, t.at, iif(t.contact NOT IN ('', 'not_reached'), coalesce(t.by_id, x''), NULL) AS met,
			t.contact = 'hall' AND t.at <> accepted_at AS trip, from_stage <> to_stage OR from_status <> to_status AS moved,
			(from_status NOT IN ('', `+notCompany+`)) - (to_status NOT IN (`+notCompany+`)) AS company, (from_status = 'wait_customer') - (to_status = 'wait_customer') AS customer
		FROM cases c LEFT JOIN case_steps t ON t.case_id = c.id WHERE c.n IN (SELECT n`+of.from()+`)),
	life AS (SELECT kind, green_reason, count(DISTINCT met) + (counter AND NOT coalesce(max(met = accepted_by), 0)) AS persons, counter + coalesce(sum(trip), 0) AS trips,
			count(met) AS contacts, coalesce(sum(moved), 0) AS moves, coalesce(max(at) - min(at), 0) AS whole, sum(company) = 0 AND sum(customer) = 0 AS chained,
			sum(at * company) AS company, sum(at * customer) AS customer
		FROM step GROUP BY n)
	SELECT kind, green_reason, sum(persons), sum(trips), sum(contacts), sum(moves), sum(iif(chained, company, whole)), sum(iif(chained, customer, 0))
		FROM life GROUP BY kind, green_reason`, of.args...)
}

// notCompany are the statuses in which the company does not have the case.
const notCompany = "'closed', 'archived', 'cancelled', 'linked', 'wait_customer'"

// sumDocuments counts the documents the closed cases asked for.
func (s *Store) sumDocuments(ctx context.Context, of leg) ([]app.ServiceSums, error) {
	of = of.with(solved)
	return collect(ctx, s.reader, func(r scanner) (app.ServiceSums, error) {
		var c app.ServiceSums
		err := r.Scan(&c.Kind, &c.Green, &c.Documents)
		return c, err
	}, "WITH p AS MATERIALIZED (SELECT id, kind, green_reason"+of.from()+`)
		SELECT kind, green_reason, count(*) FROM p CROSS JOIN case_documents d ON d.case_id = p.id
		WHERE d.need <> ? AND d.withdrawn_at IS NULL GROUP BY kind, green_reason`, append(of.args[:len(of.args):len(of.args)], app.DocumentOptional)...)
}

// sumLimits counts the clocks as app.Clock.State does.
func (s *Store) sumLimits(ctx context.Context, of leg) ([]app.LimitSums, error) {
	return collect(ctx, s.reader, func(r scanner) (app.LimitSums, error) {
		var l app.LimitSums
		var all int64
		err := r.Scan(&l.Set, &l.Step, &l.Kind, &l.Green, &all, &l.Count.Met, &l.Count.Broken)
		l.Count.Running = all - l.Count.Met - l.Count.Broken
		return l, err
	}, "WITH p AS MATERIALIZED (SELECT id, kind, green_reason"+of.from()+`),
	clock AS (SELECT k.rule_id, kind, green_reason, count(*) AS clocks,
			sum(stopped_at > 0 AND min(stopped_at, stood) <= due_at) AS met, sum(min(iif(stopped_at > 0, stopped_at, ?), stood) > due_at) AS broken
		FROM p CROSS JOIN (SELECT *, iif(paused_at > 0, paused_at, 1 << 62) AS stood FROM case_clocks WHERE withdrawn_at IS NULL) k ON k.case_id = p.id
		GROUP BY k.rule_id, kind, green_reason)
	SELECT rule_set, step, clock.kind, green_reason, sum(clocks), sum(met), sum(broken)
		FROM clock JOIN limit_rules r ON r.id = clock.rule_id GROUP BY rule_set, step, clock.kind, green_reason`,
		append(of.args[:len(of.args):len(of.args)], s.now().UnixMilli())...)
}

// greenApprovals counts who let how many cases into the green channel.
func (s *Store) greenApprovals(ctx context.Context, of leg) ([]app.GreenApproval, error) {
	of = of.with("green_reason <> ''")
	return collect(ctx, s.reader, func(r scanner) (app.GreenApproval, error) {
		var a app.GreenApproval
		err := r.Scan(&a.Reason, &a.Name, &a.N)
		return a, err
	}, "WITH p AS MATERIALIZED (SELECT green_reason, green_by_id, count(*) AS cases"+of.from()+` GROUP BY green_reason, green_by_id)
		SELECT green_reason, coalesce(o.name, ''), cases FROM p LEFT JOIN staff o ON o.id = green_by_id ORDER BY cases DESC, o.name`, of.args...)
}

func span(ms int64) time.Duration { return time.Duration(ms) * time.Millisecond }
