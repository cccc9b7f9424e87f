package data

import (
	"context"

	"lamplighter/app"
)

// managers answers who is responsible for customers on a day.
type managers struct {
	held  map[app.CustomerID][]app.Assignment
	staff map[app.StaffID]app.Staff
}

// managersOf reads the assignments of customers and of the transformer areas
// they hang on.
func (x *tx) managersOf(ctx context.Context, ids []app.CustomerID) (managers, error) {
	m := managers{held: map[app.CustomerID][]app.Assignment{}, staff: map[app.StaffID]app.Staff{}}
	staff, err := collect(ctx, x.s.conn, scanStaff, "SELECT "+staffColumns+" FROM staff")
	if err != nil {
		return m, err
	}
	for _, s := range staff {
		m.staff[s.ID] = s
	}
	type held struct {
		of app.CustomerID
		a  app.Assignment
	}
	read := func(query string) error {
		all, err := collect(ctx, x.s.conn, func(r scanner) (held, error) {
			var h held
			var err error
			h.a, err = scanAssignment(scannerFunc(func(into ...any) error { return r.Scan(append([]any{idInto(&h.of)}, into...)...) }))
			return h, err
		}, query, hexIDs(ids))
		for _, h := range all {
			m.held[h.of] = append(m.held[h.of], h.a)
		}
		return err
	}
	columns := prefixed("g", assignmentColumns)
	err = read("SELECT g.customer_id, " + columns + " FROM json_each(?) j JOIN assignments g ON g.customer_id = unhex(j.value) WHERE g.withdrawn_at IS NULL")
	if err == nil {
		err = read("SELECT DISTINCT a.customer_id, " + columns + ` FROM json_each(?) j JOIN accounts a ON a.customer_id = unhex(j.value) AND a.withdrawn_at IS NULL
			JOIN assignments g ON g.transformer_area_id = a.transformer_area_id WHERE g.withdrawn_at IS NULL`)
	}
	return m, err
}

// scannerFunc lets a scan read more than its own columns.
type scannerFunc func(into ...any) error

// Scan implements scanner.
func (f scannerFunc) Scan(into ...any) error { return f(into...) }

// on is the manager of a customer on a day, or his deputy when he has left by
// then; nobody when there is neither.
func (m managers) on(id app.CustomerID, day app.Day) app.StaffID {
	a, found := app.ManagerOn(m.held[id], day)
	if !found {
		return app.StaffID{}
	}
	for _, who := range []app.StaffID{a.Manager, a.Deputy} {
		if s, known := m.staff[who]; known && s.ActiveOn(day) {
			return who
		}
	}
	return app.StaffID{}
}
