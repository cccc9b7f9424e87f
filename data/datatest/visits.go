package datatest

import (
	"database/sql"
	"testing"

	"github.com/google/uuid"

	"lamplighter/app"
	"lamplighter/data"
)

// Visits puts visits into a file past the door, as if they had come from
// another computer long ago, and gives them their ids. A made visit is written
// down at EnteredAt, or at noon of its day.
func Visits(t testing.TB, s *data.Store, visits ...app.Visit) []app.Visit {
	t.Helper()
	for i := range visits {
		v := &visits[i]
		v.ID = app.VisitID(uuid.New())
		if v.VisitedOn != "" && v.EnteredAt == 0 {
			v.EnteredAt = v.VisitedOn.Time().UnixMilli() + 12*60*60*1000
		}
		insert(t, s, "visits", map[string]any{
			"id": v.ID[:], "number": v.Number, "customer_id": v.Customer[:], "manager_id": v.Manager[:], "month": v.Month, "planned_on": string(v.PlannedOn),
			"status": string(v.Status), "moves": v.Moves, "channel": string(v.Channel), "purposes": v.Purposes, "visited_on": string(v.VisitedOn),
			"entered_at": v.EnteredAt, "late_days": v.LateDays, "met": v.Met, "satisfaction": v.Satisfaction, "signed_by": v.SignedBy, "follow_up_on": string(v.FollowUpOn),
			"note": v.Note, "asked": v.Asked, "blanks": v.Blanks, "facts": v.Facts, "quality": v.Quality,
		})
	}
	return visits
}

// Promises puts promises into a file in the same way.
func Promises(t testing.TB, s *data.Store, promises ...app.Commitment) {
	t.Helper()
	for _, p := range promises {
		insert(t, s, "promises", map[string]any{
			"id": uuidBytes(), "customer_id": p.Customer[:], "content": p.Content, "owner_id": p.Owner[:], "made_on": string(p.MadeOn), "due_on": string(p.DueOn),
			"ended_on": string(p.EndedOn), "ending": string(p.Ending), "evidence": p.Evidence,
		})
	}
}

func uuidBytes() []byte {
	id := uuid.New()
	return id[:]
}

// insert makes a row: what is not given is empty.
func insert(t testing.TB, s *data.Store, table string, given map[string]any) {
	t.Helper()
	db, err := sql.Open("sqlite3", "file:"+s.Path()+"?_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	rows, err := db.QueryContext(t.Context(), "SELECT name, type, \"notnull\" FROM pragma_table_info(?) WHERE name <> 'n'", table)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var names, places string
	var values []any
	for rows.Next() {
		var name, kind string
		var needed bool
		if err := rows.Scan(&name, &kind, &needed); err != nil {
			t.Fatal(err)
		}
		value, is := given[name]
		switch {
		case is:
		case !needed:
			value = nil
		case kind == "TEXT":
			value = ""
		default:
			value = map[string]int{"area": 1, "sy_hlc": 1, "sy_dev": 1}[name]
		}
		names, places, values = names+", "+name, places+", ?", append(values, value)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	if _, err := db.ExecContext(t.Context(), "INSERT INTO "+table+" ("+names[2:]+") VALUES ("+places[2:]+")", values...); err != nil {
		t.Fatal(err)
	}
}
