package data

import (
	"database/sql"
	"testing"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// SeesOtherwise are the tables of which somebody is shown other rows than those
// that the condition of the table tells, asked of each row.
func SeesOtherwise(t testing.TB, s *Store, by app.Actor) []string {
	t.Helper()
	ctx := s.within(t.Context(), by)
	a, err := s.audienceOf(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.sees) == 0 && len(a.wheres) > 0 && a.wheres["cases"] != "" {
		t.Fatal("nothing is told once")
	}
	plain := &audience{by: a.by, held: a.held, people: a.people, wheres: a.wheres}
	db := sql.OpenDB(&connector{dsn: readerDSN(s.path), setUp: func(c *sqlite3.SQLiteConn) error {
		return errorsFirst(readerPragmas(c), run(c, plain.views()...))
	}})
	defer func() { _ = db.Close() }()
	var otherwise []string
	for table := range a.wheres {
		ask := "SELECT count(*) FROM " + table
		if s.tables[table] != nil {
			ask = "SELECT coalesce(group_concat(id), '') FROM (SELECT hex(id) AS id FROM " + table + " ORDER BY id)"
		}
		want, err := one(ctx, db, scanText, ask)
		if err != nil {
			t.Fatal(table, err)
		}
		got, err := one(ctx, s.reader, scanText, ask)
		if err != nil {
			t.Fatal(table, err)
		}
		if got != want {
			otherwise = append(otherwise, table)
		}
	}
	return otherwise
}

func TestAnAudienceThatIsGoneFillsNothing(t *testing.T) {
	s, by := loadStore(t)
	by.Staff, by.Roles = app.StaffID{1}, []app.Role{app.Manager}
	a, err := s.audienceOf(s.within(t.Context(), by))
	if err != nil {
		t.Fatal(err)
	}
	a.close()
	a.close()
	for _, v := range a.sees {
		v.anew, v.wrote = true, v.wrote+1
	}
	if err := a.lookAgain(t.Context()); err == nil {
		t.Error("what was closed was filled")
	}
}
