package data

import (
	"context"
	"slices"
	"strings"

	"lamplighter/app"
)

// Deviations lists who used other than was forecast in a month, with what their
// managers found.
func (s *Store) Deviations(ctx context.Context, by app.Actor, f app.DeviationFilter) (masked app.DeviationList, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadForecasts); err != nil {
		return app.DeviationList{}, err
	}
	list, err := s.listDeviations(ctx, f.For(by))
	return list, wrap("deviations", err)
}

func (s *Store) listDeviations(ctx context.Context, f app.DeviationFilter) (app.DeviationList, error) {
	list := app.DeviationList{Month: f.Month}
	var err error
	if list.Of, err = s.nameOf(ctx, f.Customer); err != nil {
		return list, err
	}
	if list.Months, err = judgedMonths(ctx, s.reader); err != nil {
		return list, err
	}
	if list.Month == 0 && len(list.Months) > 0 {
		list.Month = list.Months[0]
	}
	if list.Month == 0 {
		return list, nil
	}
	known, err := s.deviations(ctx, list.Month)
	if err != nil {
		return list, err
	}
	reasons, err := s.latestReasons(ctx, list.Month)
	if err != nil {
		return list, err
	}
	list.Judged, list.Outside80 = known.judged, len(known.rows)
	var likely []app.LikelyCause
	if f.Cause != "" {
		if likely, err = s.causes(ctx, known); err != nil {
			return list, err
		}
	}
	var taken []*app.Deviation
	for i := range known.rows {
		d := &known.rows[i]
		reason, explained := reasons[d.Customer]
		if explained || likely != nil { // of a copy: what is remembered is never written to
			told := *d
			told.Explained = reason
			if likely != nil {
				told.Likely = likely[i]
			}
			d = &told
		}
		if !explained {
			list.Unexplained++
		}
		if d.Beyond95() {
			list.Outside95++
		}
		if f.Takes(d) {
			taken = append(taken, d)
		}
	}
	if f.Sort == app.DeviationsByShare {
		slices.SortStableFunc(taken, func(a, b *app.Deviation) int { return int(shareOff(b) - shareOff(a)) })
	}
	list.Total = len(taken)
	list.Rows = page(taken, f.From, f.Most)
	if likely == nil {
		if err := s.tellCauses(ctx, known, list.Rows); err != nil {
			return list, err
		}
	}
	return list, s.nameDeviations(ctx, list)
}

// nameOf is what the customer is called that a list is narrowed to; "" for none.
func (s *Store) nameOf(ctx context.Context, id app.CustomerID) (string, error) {
	if id.IsZero() {
		return "", nil
	}
	return one(ctx, s.reader, scanText, "SELECT name FROM customers WHERE id = ?", id[:])
}

// shareOff is how far off a month is for what was forecast; from nothing, all the
// way.
func shareOff(d *app.Deviation) int64 {
	if permille, known := d.OffPermille(); known {
		return far(permille)
	}
	return 1 << 40
}

// page copies a part of a list.
func page[T any](all []*T, from, most int) []T {
	all = all[min(max(0, from), len(all)):]
	if most > 0 {
		all = all[:min(most, len(all))]
	}
	out := make([]T, len(all))
	for i, one := range all {
		out[i] = *one
	}
	return out
}

// nameDeviations puts names and tasks to the rows of a page.
func (s *Store) nameDeviations(ctx context.Context, list app.DeviationList) error {
	customers, people := make([]app.CustomerID, len(list.Rows)), make([]app.StaffID, len(list.Rows))
	for i, d := range list.Rows {
		customers[i], people[i] = d.Customer, d.Explained.By
	}
	names, err := namesOf(ctx, s.reader, "customers", customers)
	if err != nil {
		return err
	}
	whose, err := namesOf(ctx, s.reader, "staff", slices.Compact(people))
	if err != nil {
		return err
	}
	tasks, err := s.latestTasks(ctx, customers, []app.UseTaskAbout{app.AboutDeviation}, list.Month)
	if err != nil {
		return err
	}
	for i := range list.Rows {
		d := &list.Rows[i]
		d.Name, d.ByName, d.Task = names[d.Customer], whose[d.Explained.By], tasks[d.Customer]
	}
	return nil
}

// latestReasons is what was found last of each customer of a month.
func (s *Store) latestReasons(ctx context.Context, month int64) (map[app.CustomerID]app.DeviationReason, error) {
	all, err := collect(ctx, s.reader, scanDeviationReason, "SELECT "+deviationReasonColumns+
		" FROM deviation_reasons WHERE month = ? AND withdrawn_at IS NULL ORDER BY made_at, id", month)
	out := make(map[app.CustomerID]app.DeviationReason, len(all))
	for _, r := range all {
		out[r.Customer] = r
	}
	return out, err
}

// ExplainDeviation keeps why a customer used other than forecast. What was said
// before stays as its history.
func (s *Store) ExplainDeviation(ctx context.Context, by app.Actor, r app.DeviationReason) (masked app.DeviationReason, _ error) {
	defer mask(by, &masked)
	if err := by.May(app.AdjustForecasts); err != nil {
		return app.DeviationReason{}, err
	}
	r.Reason = strings.TrimSpace(r.Reason)
	if err := r.Check(); err != nil {
		return app.DeviationReason{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "deviation", Note: r.Reason}, func(x *tx) error {
		area, err := x.areaOfCustomer(ctx, r.Customer)
		if err != nil {
			return err
		}
		if err := x.knownCode(ctx, "deviation_cause", r.Cause); err != nil {
			return err
		}
		r.ID, r.Area, r.By, r.MadeAt, r.WithdrawnAt = newID[app.DeviationReasonID](), area, by.Staff, x.now.UnixMilli(), 0
		err = x.putDeviationReason(ctx, app.DeviationReason{}, r)
		r.Seen = x.wrote
		return err
	})
	return r, wrap("explain deviation", err)
}

// areaOfCustomer is whose records a customer belongs to, so that what is noted
// of his use travels with him.
func (x *tx) areaOfCustomer(ctx context.Context, id app.CustomerID) (app.Area, error) {
	n, err := one(ctx, x.s.conn, scanInt, "SELECT area FROM customers WHERE id = ? AND withdrawn_at IS NULL", id[:])
	return app.Area(n), err
}

// knownCode refuses a code that its list does not have.
func (x *tx) knownCode(ctx context.Context, list, code string) error {
	n, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM codes WHERE list = ? AND code = ? AND withdrawn_at IS NULL", list, code)
	if err == nil && n == 0 {
		return &app.Refusal{Field: list, Reason: app.Unknown, Value: code}
	}
	return err
}

// DeviationReasons is what was found of a customer's months, the latest first.
func (s *Store) DeviationReasons(ctx context.Context, by app.Actor, customer app.CustomerID) (masked []app.ToldReason, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, func(r scanner) (app.ToldReason, error) {
		var t app.ToldReason
		var err error
		t.DeviationReason, err = scanDeviationReason(scannerFunc(func(into ...any) error { return r.Scan(append(into, &t.ByName)...) }))
		return t, err
	}, "SELECT "+prefixed("d", deviationReasonColumns)+", coalesce(p.name, '') FROM deviation_reasons d LEFT JOIN staff p ON p.id = d.by_id"+
		" WHERE d.customer_id = ? AND d.withdrawn_at IS NULL ORDER BY d.made_at DESC, d.id DESC", customer[:])
	return found, wrap("deviation reasons", err)
}
