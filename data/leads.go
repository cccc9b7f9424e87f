package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// knownLeads is what is computed once out of everybody's use: who may need more
// and who uses nothing, without what was decided.
type knownLeads struct {
	last   int64
	limits app.LeadLimits
	rows   []app.Lead
}

// leadMonths of use tell the growth of a year.
const leadMonths = 24

// leads computes them or answers from memory.
func (s *Store) leads(ctx context.Context) (*knownLeads, error) {
	today := app.DayOf(s.now())
	return s.recalls(ctx).led.or(today, func() (*knownLeads, error) { return s.findLeads(ctx, today) })
}

// leadBy are the tables that leads follow from before it is said whose they are.
var leadBy = []string{"usage_sheets", "accounts", "watch_rules"}

// findLeads tells whose the leads are. Who is no longer a customer is none.
func (s *Store) findLeads(ctx context.Context, today app.Day) (*knownLeads, error) {
	use, err := s.recalls(ctx).ledUse.or(today, func() (*knownLeads, error) { return s.findLeadUse(ctx, today) })
	if err != nil || len(use.rows) == 0 {
		return use, err
	}
	whose, err := s.placedCustomers(ctx)
	if err != nil {
		return nil, err
	}
	known := &knownLeads{last: use.last, limits: use.limits}
	for _, l := range use.rows {
		if who, here := whose.kinds[l.Customer]; here {
			l.Industry = who.industry
			l.Manager, l.Unit = whose.of(l.Customer)
			known.rows = append(known.rows, l)
		}
	}
	slices.SortFunc(known.rows, func(a, b app.Lead) int {
		return cmp.Or(cmp.Compare(max(b.Year, b.Before), max(a.Year, a.Before)), slices.Compare(a.Customer[:], b.Customer[:]))
	})
	return known, nil
}

func (s *Store) findLeadUse(ctx context.Context, today app.Day) (*knownLeads, error) {
	known := &knownLeads{}
	months, err := s.usageMonths(ctx, leadMonths)
	if err != nil || len(months) == 0 {
		return known, err
	}
	known.last = months[len(months)-1]
	rules, err := watchRules(ctx, s.reader)
	if err != nil {
		return nil, err
	}
	known.limits = app.LeadLimitsOn(rules, today)
	closed, err := s.closedCustomers(ctx)
	if err != nil {
		return nil, err
	}
	for after, more := int64(0), true; more; {
		chunk, err := s.usersAfter(ctx, after, "")
		if err == nil {
			err = s.fillLeadUsers(ctx, chunk, months)
		}
		if err != nil {
			return nil, err
		}
		for _, c := range chunk {
			lead, is, err := app.LeadFacts{Used: c.used, CapacityVA: c.capacity, Last: known.last, Closed: closed[c.id]}.Lead(known.limits)
			if err != nil {
				return nil, err
			}
			if is {
				lead.Customer = c.id
				known.rows = append(known.rows, lead)
			}
			after = c.n
		}
		more = len(chunk) == profileChunk
	}
	return known, nil
}

// closedCustomers have no account any more that is supplied.
func (s *Store) closedCustomers(ctx context.Context) (map[app.CustomerID]bool, error) {
	out := map[app.CustomerID]bool{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		err := r.Scan(idInto(&id))
		out[id] = true
		return struct{}{}, err
	}, `SELECT c.customer_id FROM accounts c WHERE c.status = ?1 AND c.withdrawn_at IS NULL
		AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.customer_id = c.customer_id AND a.status <> ?1 AND a.withdrawn_at IS NULL)`, string(app.AccountClosed))
	return out, err
}

// leadDecided is what was decided on leads and which customers have an
// opportunity that is open.
type leadDecided struct {
	latest map[app.CustomerID]app.LeadDecision
	open   map[app.CustomerID]bool
}

func leadDecisions(ctx context.Context, q querier) (leadDecided, error) {
	d := leadDecided{map[app.CustomerID]app.LeadDecision{}, map[app.CustomerID]bool{}}
	all, err := collect(ctx, q, scanLeadDecision, "SELECT "+leadDecisionColumns+" FROM lead_decisions WHERE withdrawn_at IS NULL ORDER BY made_at, id")
	if err != nil {
		return d, err
	}
	for _, one := range all {
		d.latest[one.Customer] = one
	}
	_, err = collect(ctx, q, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		err := r.Scan(idInto(&id))
		d.open[id] = true
		return struct{}{}, err
	}, "SELECT DISTINCT customer_id FROM opportunities WHERE withdrawn_at IS NULL AND stage NOT IN (?, ?)", app.StageConnected, app.StageLost)
	return d, err
}

// Leads lists who may need more, what was made of them, and who no longer uses
// anything.
func (s *Store) Leads(ctx context.Context, by app.Actor, f app.LeadFilter) (masked app.LeadList, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadForecasts); err != nil {
		return app.LeadList{}, err
	}
	list, err := s.listLeads(ctx, f.For(by))
	return list, wrap("leads", err)
}

func (s *Store) listLeads(ctx context.Context, f app.LeadFilter) (app.LeadList, error) {
	known, err := s.leads(ctx)
	if err != nil {
		return app.LeadList{}, err
	}
	decided, err := leadDecisions(ctx, s.reader)
	if err != nil {
		return app.LeadList{}, err
	}
	if f.State == "" {
		f.State = app.LeadNew
	}
	list := app.LeadList{Last: known.last, Limits: known.limits, Counts: map[app.LeadState]int64{}}
	var taken []*app.Lead
	for i := range known.rows {
		l := &known.rows[i]
		if !f.Takes(l) {
			continue
		}
		state := l.Stands(decided.latest[l.Customer], decided.open[l.Customer])
		list.Counts[state]++
		if state == f.State {
			taken = append(taken, l)
		}
	}
	list.Total = len(taken)
	list.Rows = page(taken, f.From, f.Most)
	return list, s.nameLeads(ctx, list.Rows, f.State, decided)
}

// nameLeads puts names, decisions and tasks to the rows of a page.
func (s *Store) nameLeads(ctx context.Context, rows []app.Lead, state app.LeadState, decided leadDecided) error {
	customers, people := make([]app.CustomerID, len(rows)), make([]app.StaffID, len(rows))
	for i := range rows {
		rows[i].State, rows[i].Decided = state, decided.latest[rows[i].Customer]
		customers[i], people[i] = rows[i].Customer, rows[i].Decided.By
	}
	names, err := namesOf(ctx, s.reader, "customers", customers)
	if err != nil {
		return err
	}
	whose, err := namesOf(ctx, s.reader, "staff", slices.Compact(people))
	if err != nil {
		return err
	}
	tasks, err := s.latestTasks(ctx, customers, []app.UseTaskAbout{app.AboutLead, app.AboutIdle, app.AboutLost}, 0)
	for i := range rows {
		rows[i].Name, rows[i].ByName, rows[i].Task = names[rows[i].Customer], whose[rows[i].Decided.By], tasks[rows[i].Customer]
	}
	return err
}
