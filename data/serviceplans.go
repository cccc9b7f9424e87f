package data

import (
	"context"

	"lamplighter/app"
)

// MakePlans makes a service plan for each of some customers in one go, from
// one template or from that of each customer's segment. Who cannot have one is
// left, and told with the reason.
func (s *Store) MakePlans(ctx context.Context, by app.Actor, customers []app.CustomerID, ask app.ServicePlanAsk) (masked app.PlansMade, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.PlansMade{}, err
	}
	if err := ask.Check(); err != nil {
		return app.PlansMade{}, err
	}
	var made app.PlansMade
	err := s.write(ctx, by, app.Why{Source: "service plan"}, func(x *tx) error {
		made = app.PlansMade{}
		p, err := x.serving(ctx, customers, ask)
		if err != nil {
			return err
		}
		for _, id := range dedupe(customers) {
			c, known := p.customers[id]
			if !known {
				return app.ErrNotFound
			}
			plan, items, err := p.forCustomer(c)
			if err != nil {
				made.Left = append(made.Left, app.PlanLeft{Customer: id, Name: c.Name, Why: err})
				continue
			}
			if plan, err = x.addPlan(ctx, plan, items); err != nil {
				return err
			}
			made.Plans, made.Items = append(made.Plans, plan), made.Items+int64(len(items))
		}
		return nil
	})
	return made, wrap("make plans", err)
}

// CustomersWithoutPlan lists the customers of a segment who have no plan that
// is proposed or runs.
func (s *Store) CustomersWithoutPlan(ctx context.Context, by app.Actor, f app.SegmentFilter) ([]app.CustomerID, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	f = f.For(by)
	q := where{}
	s.narrowCustomers(&q, app.CustomerFilter{Manager: f.Manager})
	q.add("c.withdrawn_at IS NULL AND c.merged_into_id IS NULL")
	q.add("c.segment = ?", f.Segment)
	q.add("NOT EXISTS (SELECT 1 FROM service_plans p WHERE p.customer_id = c.id AND p.withdrawn_at IS NULL AND p.status <> 'ended' AND p.to_on >= ?)", string(app.DayOf(s.now())))
	ids, err := collect(ctx, s.reader, scanID[app.Customer], "SELECT c.id FROM customers c"+q.text()+" ORDER BY c.n", q.args...)
	return ids, wrap("customers without a plan", err)
}

// serving is what plans for many are made from, read once.
type serving struct {
	ask       app.ServicePlanAsk
	today     app.Day
	calendar  *app.Calendar
	customers map[app.CustomerID]app.Customer
	templates []app.PlanTemplate
	planned   map[app.CustomerID][]app.ServicePlan // not ended
	managers  managers
}

func (x *tx) serving(ctx context.Context, ids []app.CustomerID, ask app.ServicePlanAsk) (serving, error) {
	p := serving{ask: ask, today: app.DayOf(x.now), planned: map[app.CustomerID][]app.ServicePlan{}}
	book, err := x.s.rulebook(ctx)
	if err != nil {
		return p, err
	}
	p.calendar = book.Days
	if p.customers, err = x.customersByID(ctx, ids); err != nil {
		return p, err
	}
	kept, err := keptPlanTemplates(ctx, x.s.conn)
	if err != nil {
		return p, err
	}
	p.templates = app.PlanTemplatesOn(kept, max(p.today, ask.From))
	plans, err := collect(ctx, x.s.conn, scanServicePlan, "SELECT "+servicePlanColumns+
		" FROM service_plans WHERE customer_id IN (SELECT unhex(value) FROM json_each(?)) AND status <> 'ended' AND withdrawn_at IS NULL", hexIDs(ids))
	if err != nil {
		return p, err
	}
	for _, plan := range plans {
		p.planned[plan.Customer] = append(p.planned[plan.Customer], plan)
	}
	p.managers, err = x.managersOf(ctx, ids)
	return p, err
}

// forCustomer is the plan of one customer, or why he gets none.
func (p serving) forCustomer(c app.Customer) (app.ServicePlan, []app.PlanItem, error) {
	if c.WithdrawnAt != 0 || !c.MergedInto.IsZero() {
		return app.ServicePlan{}, nil, app.Refuse("customer", app.NotActive)
	}
	for _, other := range p.planned[c.ID] {
		if other.FromOn <= p.ask.To() && p.ask.From <= other.ToOn {
			return app.ServicePlan{}, nil, app.Refuse("plan", app.PlanRuns)
		}
	}
	t, err := p.template(c)
	if err != nil {
		return app.ServicePlan{}, nil, err
	}
	plan, items, err := app.ServicePlanFor(t, p.ask, p.calendar)
	if err != nil {
		return plan, nil, err
	}
	plan.ID, plan.Area, plan.Customer, plan.Owner = newID[app.ServicePlanID](), c.Area, c.ID, p.managers.on(c.ID, p.today)
	for i := range items {
		items[i].ID, items[i].Area, items[i].Plan, items[i].Customer = newID[app.PlanItemID](), c.Area, plan.ID, c.ID
		items[i].Owner = p.managers.on(c.ID, items[i].DueOn)
	}
	return plan, items, nil
}

func (p serving) template(c app.Customer) (app.PlanTemplate, error) {
	if p.ask.Template.IsZero() && c.Segment == "" {
		return app.PlanTemplate{}, app.Refuse("segment", app.NotSegmented)
	}
	for _, t := range p.templates {
		if t.ID == p.ask.Template || p.ask.Template.IsZero() && t.Segment == c.Segment {
			return t, nil
		}
	}
	return app.PlanTemplate{}, app.Refuse("template", app.NoTemplate)
}

func (x *tx) addPlan(ctx context.Context, plan app.ServicePlan, items []app.PlanItem) (app.ServicePlan, error) {
	plan.CreatedBy, plan.CreatedAt = x.by.Staff, x.now.UnixMilli()
	if err := x.putServicePlan(ctx, app.ServicePlan{}, plan); err != nil {
		return plan, err
	}
	plan.Seen = x.wrote
	for _, i := range items {
		if err := x.putPlanItem(ctx, app.PlanItem{}, i); err != nil {
			return plan, err
		}
	}
	return plan, nil
}

// ConfirmPlans lets proposed plans run, all in one go.
func (s *Store) ConfirmPlans(ctx context.Context, by app.Actor, plans []app.ServicePlan) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	return wrap("confirm plans", s.write(ctx, by, app.Why{Source: "service plan"}, func(x *tx) error {
		for _, was := range plans {
			now, err := was.Move(app.PlanRunning)
			if err != nil {
				return err
			}
			if err := x.putServicePlan(ctx, was, now); err != nil {
				return err
			}
		}
		return nil
	}))
}

// EndPlan ends a plan before its time; what is open in it is dropped with the
// same reason.
func (s *Store) EndPlan(ctx context.Context, by app.Actor, was app.ServicePlan, reason string) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	if reason == "" {
		return app.Refuse("reason", app.Missing)
	}
	return wrap("end plan", s.write(ctx, by, app.Why{Source: "service plan", Note: reason}, func(x *tx) error {
		now, err := was.Move(app.PlanEnded)
		if err != nil {
			return err
		}
		now.Note = reason
		if err := x.putServicePlan(ctx, was, now); err != nil {
			return err
		}
		items, err := collect(ctx, x.s.conn, scanPlanItem, "SELECT "+planItemColumns+" FROM plan_items WHERE plan_id = ? AND withdrawn_at IS NULL", was.ID[:])
		if err != nil {
			return err
		}
		for _, item := range items {
			if item.Status != app.ItemOpen {
				continue
			}
			dropped, err := item.Dropped(reason, app.DayOf(x.now))
			if err != nil {
				return err
			}
			if err := x.putPlanItem(ctx, item, dropped); err != nil {
				return err
			}
		}
		return nil
	}))
}

// AddPlanItem adds what only this customer's plan has.
func (s *Store) AddPlanItem(ctx context.Context, by app.Actor, plan app.ServicePlan, item app.PlanItem) (masked app.PlanItem, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.ChangeVisits); err != nil {
		return app.PlanItem{}, err
	}
	switch {
	case plan.Status == app.PlanEnded:
		return app.PlanItem{}, app.Refuse("plan", app.PlanNotFromHere)
	case item.Check() != nil:
		return app.PlanItem{}, item.Check()
	}
	err := s.write(ctx, by, app.Why{Source: "service plan"}, func(x *tx) error {
		if err := x.checkCode(ctx, "plan_item_kind", item.Kind); err != nil {
			return err
		}
		item.ID, item.Area, item.Plan, item.Customer, item.Status = newID[app.PlanItemID](), plan.Area, plan.ID, plan.Customer, app.ItemOpen
		if item.Owner.IsZero() {
			m, err := x.managersOf(ctx, []app.CustomerID{plan.Customer})
			if err != nil {
				return err
			}
			item.Owner = m.on(plan.Customer, item.DueOn)
		}
		err := x.putPlanItem(ctx, app.PlanItem{}, item)
		item.Seen = x.wrote
		return err
	})
	return item, wrap("add plan item", err)
}

// ChangePlanItem moves an open item to another day or owner, or words it anew.
func (s *Store) ChangePlanItem(ctx context.Context, by app.Actor, was, now app.PlanItem, why app.Why) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	switch {
	case was.Status != app.ItemOpen || now.Status != app.ItemOpen:
		return app.Refuse("plan_item", app.PlanNotFromHere)
	case now.Check() != nil:
		return now.Check()
	}
	return wrap("change plan item", s.write(ctx, by, why, func(x *tx) error {
		if now.Owner != was.Owner {
			if err := x.checkOwner(ctx, now.Owner); err != nil {
				return err
			}
		}
		return x.putPlanItem(ctx, was, now)
	}))
}

// FinishPlanItem notes that an item was done, when, and with what effect.
func (s *Store) FinishPlanItem(ctx context.Context, by app.Actor, was app.PlanItem, end app.ItemEnd) (masked app.PlanItem, _ error) {
	defer mask(by, &masked)
	return s.endItem(ctx, by, was, func(today app.Day) (app.PlanItem, error) { return was.Done(end, today) })
}

// DropPlanItem gives an item up, with the reason.
func (s *Store) DropPlanItem(ctx context.Context, by app.Actor, was app.PlanItem, reason string) (masked app.PlanItem, _ error) {
	defer mask(by, &masked)
	return s.endItem(ctx, by, was, func(today app.Day) (app.PlanItem, error) { return was.Dropped(reason, today) })
}

func (s *Store) endItem(ctx context.Context, by app.Actor, was app.PlanItem, end func(today app.Day) (app.PlanItem, error)) (app.PlanItem, error) {
	if err := by.May(app.ChangeVisits); err != nil {
		return app.PlanItem{}, err
	}
	now, err := end(app.DayOf(s.now()))
	if err != nil {
		return was, err
	}
	err = s.write(ctx, by, app.Why{Source: "service plan", OccurredOn: now.DoneOn}, func(x *tx) error {
		err := x.putPlanItem(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("end plan item", err)
}
