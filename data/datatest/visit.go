package datatest

import (
	"database/sql"
	"testing"

	"github.com/google/uuid"

	"lamplighter/app"
	"lamplighter/data"
)

// Visit is a planned visit to a customer, put beside the door and therefore not
// in the log.
func Visit(t testing.TB, s *data.Store, c app.Customer) app.Visit {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.Path())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	v := app.Visit{ID: app.VisitID(uuid.New()), Area: c.Area, Customer: c.ID, Status: app.VisitPlanned, PlannedOn: app.DayOf(now)}
	_, err = db.ExecContext(t.Context(), `INSERT INTO visits (id, area, number, customer_id, month, planned_on, route_no, basis, status, first_on, moves, reason, channel,
		purposes, form, form_version, visited_on, began_at, ended_at, entered_at, met, satisfaction, position, signed_by, follow_up_on, followed_up_at, follow_up,
		note, created_at, sy_hlc, sy_dev) VALUES (?, ?, '', ?, 0, ?, 0, '', 'planned', '', 0, '', '', '', '', 0, '', 0, 0, 0, '', 0, '', '', '', 0, '', '', 0, 1, 1)`,
		v.ID[:], int64(v.Area), v.Customer[:], string(v.PlannedOn))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
