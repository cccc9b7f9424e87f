package data

import (
	"context"
	"strings"

	"lamplighter/app"
)

// GiveUseTasks gives the managers of customers something to find out or to do,
// within some working days. A customer of whom the same is open already is left.
func (s *Store) GiveUseTasks(ctx context.Context, by app.Actor, d app.UseTaskDraft) (app.UseTasksGiven, error) {
	var given app.UseTasksGiven
	if err := by.May(app.AdjustForecasts); err != nil {
		return given, err
	}
	if err := d.Check(); err != nil {
		return given, err
	}
	calendar, err := s.Calendar(ctx)
	if err != nil {
		return given, wrap("give use tasks", err)
	}
	err = s.write(ctx, by, app.Why{Source: "use task"}, func(x *tx) error {
		today := app.DayOf(x.now)
		given.DueOn, _ = calendar.AddWorkingDays(today, app.UseTaskDays)
		return x.giveUseTasks(ctx, d, today, &given)
	})
	if err != nil {
		return app.UseTasksGiven{}, wrap("give use tasks", err)
	}
	return given, nil
}

func (x *tx) giveUseTasks(ctx context.Context, d app.UseTaskDraft, today app.Day, given *app.UseTasksGiven) error {
	customers, err := x.customersByID(ctx, d.Customers)
	if err != nil {
		return err
	}
	managers, err := x.managersOf(ctx, d.Customers)
	if err != nil {
		return err
	}
	open, err := collect(ctx, x.s.conn, func(r scanner) (app.CustomerID, error) {
		var id app.CustomerID
		err := r.Scan(idInto(&id))
		return id, err
	}, "SELECT customer_id FROM use_tasks WHERE month = ? AND about = ? AND done_on = '' AND withdrawn_at IS NULL", d.Month, string(d.About))
	if err != nil {
		return err
	}
	left := make(map[app.CustomerID]bool, len(open))
	for _, id := range open {
		left[id] = true
	}
	for _, id := range d.Customers {
		c, here := customers[id]
		if !here || left[id] || c.WithdrawnAt != 0 {
			given.Left++
			continue
		}
		left[id] = true
		t := app.UseTask{
			ID: newID[app.UseTaskID](), Area: c.Area, Customer: id, Month: d.Month, About: d.About, Text: strings.TrimSpace(d.Text),
			Manager: managers.on(id, today), DueOn: given.DueOn, By: x.by.Staff, MadeAt: x.now.UnixMilli(),
		}
		if t.Manager.IsZero() {
			t.Manager = x.by.Staff
			given.Nobody++
		}
		if err := x.putUseTask(ctx, app.UseTask{}, t); err != nil {
			return err
		}
		given.Given++
	}
	return nil
}

// EndUseTask notes what came of a task.
func (s *Store) EndUseTask(ctx context.Context, by app.Actor, was app.UseTask, outcome string) (masked app.UseTask, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.AdjustForecasts); err != nil {
		return app.UseTask{}, err
	}
	var now app.UseTask
	err := s.write(ctx, by, app.Why{Source: "use task"}, func(x *tx) error {
		var err error
		if now, err = was.End(outcome, app.DayOf(x.now)); err != nil {
			return err
		}
		err = x.putUseTask(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	if err != nil {
		return app.UseTask{}, wrap("end use task", err)
	}
	return now, nil
}

// useTasksOf is the condition of a filter that names people.
func (s *Store) useTasksOf(f app.UseTaskFilter, view app.UseTaskView) where {
	q := where{}
	q.add("t.withdrawn_at IS NULL")
	today := string(app.DayOf(s.now()))
	switch view {
	case app.UseTasksLate:
		q.add("t.done_on = '' AND t.due_on < ?", today)
	case app.UseTasksOpen:
		q.add("t.done_on = ''")
	case app.UseTasksDone:
		q.add("t.done_on <> ''")
	}
	if !f.Manager.IsZero() {
		q.add("t.manager_id = ?", f.Manager[:])
	}
	if !f.Customer.IsZero() {
		q.add("t.customer_id = ?", f.Customer[:])
	}
	if f.About != "" {
		q.add("t.about = ?", string(f.About))
	}
	if f.Text != "" {
		like := "%" + f.Text + "%"
		q.add("(t.text LIKE ? OR t.customer_id IN (SELECT id FROM customers WHERE name LIKE ?))", like, like)
	}
	return q
}

// useTasksShown is how many a list holds: what is open comes first.
const useTasksShown = 5000

// UseTasks lists tasks: what is open by its day, the next first; what is done by
// its day, the last first.
func (s *Store) UseTasks(ctx context.Context, by app.Actor, f app.UseTaskFilter) (masked app.UseTaskList, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadForecasts); err != nil {
		return app.UseTaskList{}, err
	}
	f = f.For(by)
	counts, err := s.useTaskCounts(ctx, f)
	if err != nil {
		return app.UseTaskList{}, wrap("use tasks", err)
	}
	of, err := s.nameOf(ctx, f.Customer)
	if err != nil {
		return app.UseTaskList{}, wrap("use tasks", err)
	}
	q := s.useTasksOf(f, f.View)
	rows, err := collect(ctx, s.reader, func(r scanner) (app.UseTaskRow, error) {
		var t app.UseTaskRow
		var err error
		t.UseTask, err = scanUseTask(scannerFunc(func(into ...any) error {
			return r.Scan(append(into, &t.CustomerName, &t.ManagerName, &t.ByName)...)
		}))
		return t, err
	}, "SELECT "+prefixed("t", useTaskColumns)+`, coalesce(c.name, ''), coalesce(m.name, ''), coalesce(b.name, '')
		FROM use_tasks t LEFT JOIN customers c ON c.id = t.customer_id LEFT JOIN staff m ON m.id = t.manager_id LEFT JOIN staff b ON b.id = t.by_id`+q.text()+
		" ORDER BY t.done_on <> '', CASE WHEN t.done_on = '' THEN t.due_on END, t.done_on DESC, t.n LIMIT ?", append(q.args, useTasksShown)...)
	return app.UseTaskList{Counts: counts, Of: of, Rows: rows}, wrap("use tasks", err)
}

// UseTaskCounts says how long each list of tasks is under a filter.
func (s *Store) UseTaskCounts(ctx context.Context, by app.Actor, f app.UseTaskFilter) (map[app.UseTaskView]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	counts, err := s.useTaskCounts(ctx, f.For(by))
	return counts, wrap("count use tasks", err)
}

func (s *Store) useTaskCounts(ctx context.Context, f app.UseTaskFilter) (map[app.UseTaskView]int64, error) {
	counts := map[app.UseTaskView]int64{}
	for _, view := range app.UseTaskViews() {
		q := s.useTasksOf(f, view)
		n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM use_tasks t"+q.text(), q.args...)
		if err != nil {
			return nil, err
		}
		counts[view] = n
	}
	return counts, nil
}

// latestTasks is the last task of each of some customers about one of these
// things, those of a month alone where one is given.
func (s *Store) latestTasks(ctx context.Context, customers []app.CustomerID, about []app.UseTaskAbout, month int64) (map[app.CustomerID]app.UseTask, error) {
	q := where{}
	q.add("t.withdrawn_at IS NULL")
	if month != 0 {
		q.add("t.month = ?", month)
	}
	in(&q, "t.about", about)
	all, err := collect(ctx, s.reader, scanUseTask, "SELECT "+prefixed("t", useTaskColumns)+" FROM json_each(?) j CROSS JOIN use_tasks t ON t.customer_id = unhex(j.value)"+
		q.text()+" ORDER BY t.made_at, t.id", append([]any{jsonIDs(customers)}, q.args...)...)
	out := make(map[app.CustomerID]app.UseTask, len(all))
	for _, t := range all {
		out[t.Customer] = t
	}
	return out, err
}
