package data

import (
	"context"
	"strings"
	"time"

	"lamplighter/app"
)

// visitNumbers head the numbers of visits, which run on with those of cases.
const visitNumbers = "ZF-"

// The conditions of the indexes on visits.
const (
	openVisits = "status IN ('planned', 'appointed')"
	madeVisits = "status IN ('recorded', 'follow_up', 'archived')"
)

// PlanVisits plans visits to many customers in one transaction and answers what
// the plan came to. Who is responsible on the day makes the visit, whoever it
// was when the plan was thought of.
func (s *Store) PlanVisits(ctx context.Context, by app.Actor, ask app.PlanAsk) (masked app.VisitPlan, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.VisitPlan{}, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return app.VisitPlan{}, err
	}
	var plan app.VisitPlan
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		p := planning{ask: ask, by: by, now: x.now, calendar: calendar}
		if plan, err = p.plan(ctx, x.s.conn); err != nil {
			return err
		}
		if len(plan.Placed) == 0 {
			return nil
		}
		return x.putPlan(ctx, ask, plan)
	})
	return plan, wrap("plan visits", err)
}

// ForeseeVisits tells what PlanVisits would come to, and keeps nothing.
func (s *Store) ForeseeVisits(ctx context.Context, by app.Actor, ask app.PlanAsk) (masked app.VisitPlan, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.VisitPlan{}, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return app.VisitPlan{}, err
	}
	p := planning{ask: ask, by: by, now: s.now(), calendar: calendar}
	plan, err := p.plan(ctx, s.reader)
	return plan, wrap("foresee visits", err)
}

func (x *tx) putPlan(ctx context.Context, ask app.PlanAsk, plan app.VisitPlan) error {
	numbers, err := x.nextNumbers(ctx, len(plan.Placed))
	if err != nil {
		return err
	}
	for i, p := range plan.Placed {
		err := x.putVisit(ctx, app.Visit{}, app.Visit{
			ID: newID[app.VisitID](), Area: x.by.Area, Number: visitNumbers + numbers[i], Customer: p.Customer, Manager: p.Manager,
			Month: app.MonthOf(p.On), PlannedOn: p.On, RouteNo: p.RouteNo, Basis: p.Basis, Status: app.VisitPlanned, FirstOn: p.On,
			Channel: ask.Channel, Purposes: ask.Purposes, Note: strings.TrimSpace(ask.Note), CreatedBy: x.by.Staff, CreatedAt: x.now.UnixMilli(),
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// planning is what is known while a plan is made.
type planning struct {
	ask      app.PlanAsk
	by       app.Actor
	now      time.Time
	calendar *app.Calendar

	people   map[app.CustomerID]visitee
	who      *responsibles
	rhythms  []app.VisitRhythm
	last     map[app.CustomerID]app.LastVisits
	open     map[app.CustomerID]app.Day // the first open visit within the span
	asked    map[app.CustomerID]app.Day // the first visit that a service plan asks for
	occupied map[app.ManagerDay]int64
}

func (p *planning) plan(ctx context.Context, q querier) (app.VisitPlan, error) {
	if err := p.ask.Check(p.now); err != nil {
		return app.VisitPlan{}, err
	}
	span := p.ask.Span
	span.From = max(span.From, app.DayOf(p.now))
	if days, _ := span.Working(p.calendar); len(days) == 0 && p.ask.Span.From != p.ask.Span.To {
		return app.VisitPlan{}, app.Refuse("planned_on", app.NoWorkingDay)
	}
	if err := p.read(ctx, q, span); err != nil {
		return app.VisitPlan{}, err
	}
	plan := app.VisitPlan{Span: span}
	var stops []app.Stop
	named := map[app.CustomerID]bool{}
	for _, c := range p.ask.Customers {
		if named[c.Customer] {
			continue
		}
		named[c.Customer] = true
		v, known := p.people[c.Customer]
		if !known || v.gone {
			plan.Left = append(plan.Left, app.NotPlanned{Customer: c.Customer, Name: v.name, Why: app.ErrNotFound})
			continue
		}
		if on, taken := p.open[v.id]; taken && !p.ask.Twice {
			plan.Left = append(plan.Left, app.NotPlanned{Customer: v.id, Name: v.name, On: on, Why: p.taken(on)})
			continue
		}
		for _, within := range p.windows(v, span) {
			stops = append(stops, app.Stop{Customer: v.id, Manager: p.responsible(v, within.From), Place: v.place(), Within: within})
		}
	}
	plan.Placed = app.Spread(stops, p.calendar, p.occupied)
	p.settle(&plan)
	return plan, nil
}

// taken says why a customer who has an open visit is left out.
func (p *planning) taken(on app.Day) error {
	if p.ask.Span.From == p.ask.Span.To {
		return &app.Refusal{Field: "planned_on", Reason: app.SecondThatDay, Value: string(on)}
	}
	return &app.Refusal{Field: "planned_on", Reason: app.PlannedThen, Value: string(on)}
}

func (p *planning) responsible(v visitee, day app.Day) app.StaffID {
	if who := p.who.on(v, day); !who.IsZero() {
		return who
	}
	return p.by.Staff
}

// windows are the days within which each visit to a customer should lie: what
// falls due within the span comes by then, what is late may come at any time of
// it; of several visits each has its month.
func (p *planning) windows(v visitee, span app.DaySpan) []app.DaySpan {
	rhythm, has := app.RhythmOn(p.rhythms, v.id, v.segment, span.From)
	if !has || span.From == span.To {
		return []app.DaySpan{span}
	}
	due := rhythm.Due(p.last[v.id], v.known)
	days := rhythm.DueIn(due, span)
	if len(days) < 2 {
		within := span
		if len(days) == 1 && due > span.From {
			within.To = min(app.MonthSpan(app.MonthOf(due), 1).To, span.To)
		}
		return []app.DaySpan{p.workable(within, span)}
	}
	out := make([]app.DaySpan, len(days))
	for i, day := range days {
		month := app.MonthSpan(app.MonthOf(day), 1)
		out[i] = p.workable(app.DaySpan{From: max(month.From, span.From), To: min(month.To, span.To)}, span)
	}
	return out
}

// workable is the window, or the whole span where nothing of it is worked.
func (p *planning) workable(within, span app.DaySpan) app.DaySpan {
	if days, _ := within.Working(p.calendar); len(days) == 0 {
		return span
	}
	return within
}

// basis is why a visit is made on a day. What a service plan asks for by the end
// of that month stands before the rhythm.
func (p *planning) basis(c app.CustomerID, on app.Day) string {
	if by, asked := p.asked[c]; asked && p.ask.Basis == "rhythm" && app.MonthOf(by) <= app.MonthOf(on) {
		return "service_plan"
	}
	return p.ask.Basis
}

// settle gives each visit to who is responsible on its very day, and tells what
// the planner should know.
func (p *planning) settle(plan *app.VisitPlan) {
	seen := map[app.CustomerID]app.StaffID{}
	for _, c := range p.ask.Customers {
		seen[c.Customer] = c.Seen
	}
	unassigned := map[app.CustomerID]bool{}
	for i := range plan.Placed {
		placed := &plan.Placed[i]
		v := p.people[placed.Customer]
		placed.Manager = p.responsible(v, placed.On)
		placed.Basis = p.basis(v.id, placed.On)
		if p.who.on(v, placed.On).IsZero() && !unassigned[v.id] {
			unassigned[v.id] = true
			plan.Unassigned++
		}
		plan.Provisional = plan.Provisional || !p.calendar.Published(placed.On)
		if was := seen[v.id]; !was.IsZero() && was != placed.Manager {
			plan.HandedOver = append(plan.HandedOver, app.HandedOver{
				Customer: v.id, Name: v.name, On: placed.On, To: placed.Manager, ToName: p.who.names[placed.Manager],
			})
		}
	}
}

func (p *planning) read(ctx context.Context, q querier, span app.DaySpan) error {
	ids := make([]app.CustomerID, len(p.ask.Customers))
	for i, c := range p.ask.Customers {
		ids[i] = c.Customer
	}
	var err error
	if p.people, err = visitees(ctx, q, ids, span.From); err != nil {
		return err
	}
	if p.who, err = readResponsibles(ctx, q, p.people, span); err != nil {
		return err
	}
	if p.rhythms, err = rhythmsInUse(ctx, q); err != nil {
		return err
	}
	list := jsonIDs(ids)
	if p.last, err = lastVisits(ctx, q, "customer_id IN (SELECT unhex(value) FROM json_each(?))", list); err != nil {
		return err
	}
	p.open = map[app.CustomerID]app.Day{}
	_, err = collect(ctx, q, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		var on app.Day
		err := r.Scan(idInto(&id), &on)
		p.open[id] = on
		return struct{}{}, err
	}, "SELECT customer_id, min(planned_on) FROM visits WHERE withdrawn_at IS NULL AND status <> 'cancelled' AND planned_on BETWEEN ? AND ?"+
		" AND customer_id IN (SELECT unhex(value) FROM json_each(?)) GROUP BY customer_id", string(span.From), string(span.To), list)
	if err != nil {
		return err
	}
	if p.asked, err = visitsAsked(ctx, q, list, span.To); err != nil {
		return err
	}
	p.occupied, err = occupiedDays(ctx, q, span)
	return err
}

// visitsAsked is the first day by which a service plan asks for a visit.
func visitsAsked(ctx context.Context, q querier, list string, until app.Day) (map[app.CustomerID]app.Day, error) {
	out := map[app.CustomerID]app.Day{}
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		var by app.Day
		err := r.Scan(idInto(&id), &by)
		out[id] = by
		return struct{}{}, err
	}, "SELECT i.customer_id, min(i.due_on) FROM plan_items i JOIN service_plans s ON s.id = i.plan_id WHERE "+dueItems+
		" AND i.customer_id IN (SELECT unhex(value) FROM json_each(?)) AND i.due_on <= ? GROUP BY i.customer_id",
		app.VisitItem, list, string(app.MonthSpan(app.MonthOf(until), 1).To))
	return out, err
}

// occupiedDays counts the open visits of each manager and day.
func occupiedDays(ctx context.Context, q querier, span app.DaySpan) (map[app.ManagerDay]int64, error) {
	out := map[app.ManagerDay]int64{}
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var day app.ManagerDay
		var n int64
		err := r.Scan(idInto(&day.Manager), &day.Day, &n)
		out[day] = n
		return struct{}{}, err
	}, "SELECT manager_id, planned_on, count(*) FROM visits WHERE withdrawn_at IS NULL AND "+openVisits+" AND planned_on BETWEEN ? AND ? GROUP BY manager_id, planned_on",
		string(span.From), string(span.To))
	return out, err
}

// lastVisits reads when customers were last visited.
func lastVisits(ctx context.Context, q querier, condition string, args ...any) (map[app.CustomerID]app.LastVisits, error) {
	out := map[app.CustomerID]app.LastVisits{}
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		var last app.LastVisits
		err := r.Scan(idInto(&id), &last.Any, &last.OnSite)
		out[id] = last
		return struct{}{}, err
	}, "SELECT customer_id, max(visited_on), max(CASE WHEN channel = 'on_site' THEN visited_on ELSE '' END) FROM visits"+
		" WHERE withdrawn_at IS NULL AND visited_on <> '' AND "+madeVisits+" AND "+condition+" GROUP BY customer_id", args...)
	return out, err
}
