package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// planItemFrom is the items of plans that run, or ran.
const planItemFrom = ` FROM plan_items i JOIN service_plans p ON p.id = i.plan_id JOIN customers c ON c.id = i.customer_id
	LEFT JOIN staff o ON o.id = i.owner_id`

// PlanItemOrder is the whole answer to a filter, as row numbers in the order
// they fall due; PlanItemsAt reads the rows of a window of it.
func (s *Store) PlanItemOrder(ctx context.Context, by app.Actor, f app.PlanItemFilter) ([]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	f = f.For(by)
	direction := ""
	if f.View == app.ItemsEnded {
		direction = " DESC"
	}
	q := s.planItemsOf(f)
	order, err := s.order(ctx, "SELECT i.n AS n"+planItemFrom+q.text()+" ORDER BY i.due_on"+direction+", i.n", q.args...)
	return order, wrap("order plan items", err)
}

func (s *Store) planItemsOf(f app.PlanItemFilter) where {
	q := where{}
	q.add("i.withdrawn_at IS NULL AND p.withdrawn_at IS NULL AND c.withdrawn_at IS NULL AND c.merged_into_id IS NULL")
	if f.View == app.ItemsEnded {
		q.add("i.status <> 'open'")
	} else {
		q.add("i.status = 'open' AND p.status = 'running'")
	}
	from, to := f.View.Span(app.DayOf(s.now()))
	if from != "" {
		q.add("i.due_on >= ?", string(from))
	}
	if to != "" {
		q.add("i.due_on <= ?", string(to))
	}
	if !f.Owner.IsZero() {
		q.add("i.owner_id = ?", f.Owner[:])
	}
	if f.Kind != "" {
		q.add("i.kind = ?", f.Kind)
	}
	if f.Segment != "" {
		q.add("c.segment = ?", wordOrNone(f.Segment))
	}
	if !f.Customer.IsZero() {
		q.add("i.customer_id = ?", f.Customer[:])
	}
	if f.Text != "" {
		like := "%" + f.Text + "%"
		q.add("(i.what LIKE ? OR c.name LIKE ? OR o.name LIKE ?)", like, like, like)
	}
	return q
}

var planItemRowColumns = prefixed("i", planItemColumns) + ", c.name, c.segment, coalesce(o.name, ''), coalesce(o.withdrawn_at IS NOT NULL OR o.valid_to <> '' AND o.valid_to < ?1, 0), p.title"

func scanPlanItemRow(r scanner) (app.PlanItemRow, error) {
	var row app.PlanItemRow
	var err error
	row.PlanItem, err = scanPlanItem(scannerFunc(func(into ...any) error {
		return r.Scan(append(into, &row.CustomerName, &row.Segment, &row.OwnerName, &row.OwnerLeft, &row.Title)...)
	}))
	return row, err
}

// PlanItemsAt reads the items of some row numbers, in their order.
func (s *Store) PlanItemsAt(ctx context.Context, by app.Actor, rows []int64) (masked []app.PlanItemRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanPlanItemRow, "SELECT "+planItemRowColumns+` FROM json_each(?2) j JOIN plan_items i ON i.n = j.value
		JOIN service_plans p ON p.id = i.plan_id JOIN customers c ON c.id = i.customer_id LEFT JOIN staff o ON o.id = i.owner_id ORDER BY j.key`,
		string(app.DayOf(s.now())), jsonRows(rows))
	return found, wrap("plan items at", err)
}

// PlanItemCounts says how long each list of items is under a filter.
func (s *Store) PlanItemCounts(ctx context.Context, by app.Actor, f app.PlanItemFilter) (map[app.PlanItemView]int64, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	f = f.For(by)
	counts := map[app.PlanItemView]int64{}
	for _, view := range app.PlanItemViews() {
		f.View = view
		q := s.planItemsOf(f)
		n, err := one(ctx, s.reader, scanInt, "SELECT count(*)"+planItemFrom+q.text(), q.args...)
		if err != nil {
			return nil, wrap("plan item counts", err)
		}
		counts[view] = n
	}
	return counts, nil
}

// PlanItemsDue lists the visits that service plans ask for until a day, so that
// the planning of visits can take them up.
func (s *Store) PlanItemsDue(ctx context.Context, by app.Actor, until app.Day) (masked []app.PlanItemRow, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanPlanItemRow, "SELECT "+planItemRowColumns+planItemFrom+
		` WHERE i.status = 'open' AND i.due_on <= ?2 AND i.kind = ?3 AND i.withdrawn_at IS NULL AND p.status = 'running' AND p.withdrawn_at IS NULL
		AND c.withdrawn_at IS NULL AND c.merged_into_id IS NULL ORDER BY i.due_on, i.n`, string(app.DayOf(s.now())), string(until), app.VisitItem)
	return found, wrap("plan items due", err)
}

func planItemColumnsOut() []exportColumn[app.PlanItemRow] {
	return []exportColumn[app.PlanItemRow]{
		{"due_on", sheet.Day, 12, text(func(i app.PlanItemRow) string { return string(i.DueOn) })},
		{"kind", sheet.Text, 14, code("plan_item_kind", func(i app.PlanItemRow) string { return i.Kind })},
		{"what", sheet.Text, 36, code("plan_item", func(i app.PlanItemRow) string { return i.What })},
		{"customer", sheet.Name, 22, text(func(i app.PlanItemRow) string { return i.CustomerName })},
		{"segment", sheet.Text, 16, code("segment", func(i app.PlanItemRow) string { return i.Segment })},
		{"owner", sheet.Name, 12, text(func(i app.PlanItemRow) string { return i.OwnerName })},
		{"status", sheet.Text, 10, code("plan_item_status", func(i app.PlanItemRow) string { return string(i.Status) })},
		{"done_on", sheet.Day, 12, text(func(i app.PlanItemRow) string { return string(i.DoneOn) })},
		{"effect", sheet.Text, 36, text(func(i app.PlanItemRow) string { return i.Effect })},
	}
}

// ExportPlanItems writes some items, in their order, as a sheet or JSON.
func (s *Store) ExportPlanItems(ctx context.Context, by app.Actor, rows []int64, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ExportRecords); err != nil {
		return 0, err
	}
	o := s.out(ctx, by, job, "plan_items")
	read := func(ctx context.Context, rows []int64) ([]app.PlanItemRow, error) {
		return s.PlanItemsAt(ctx, o.reads, rows)
	}
	n, err := export(ctx, o, rows, planItemColumnsOut(), read, report)
	return n, wrap("export plan items", fileProblem(err))
}
