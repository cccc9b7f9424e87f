package rowset_test

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"sync"
	"testing"

	"github.com/mattn/go-sqlite3"

	"lamplighter/data/rowset"
)

func open(t *testing.T, set *rowset.Set) *sql.DB {
	t.Helper()
	driverOf := &sqlite3.SQLiteDriver{ConnectHook: func(c *sqlite3.SQLiteConn) error { return set.Give(c, "is_seen") }}
	db := sql.OpenDB(connector{driverOf})
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func newSet(t *testing.T) *rowset.Set {
	t.Helper()
	set, err := rowset.New()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestSQLiteAsksWhichRowsAreInTheSet(t *testing.T) {
	set := newSet(t)
	defer set.Close()
	db := open(t, set)
	for _, tt := range []struct {
		name string
		bits []uint64
		want string
	}{
		{"nothing before it is filled", nil, ""},
		{"the rows that are set", []uint64{1 << 3, 1}, "3,64"},
		{"more rows than there was room for", append(make([]uint64, 500), 1<<1), "32001"},
		{"fewer afterwards", []uint64{1 << 63}, "63"},
	} {
		if tt.bits != nil {
			if err := set.Fill(tt.bits); err != nil {
				t.Fatal(err)
			}
		}
		var got string
		err := db.QueryRow(`WITH RECURSIVE n (i) AS (VALUES (-70) UNION ALL SELECT i + 1 FROM n WHERE i < 50000)
			SELECT coalesce(group_concat(i), '') FROM (SELECT i FROM n UNION ALL SELECT NULL UNION ALL SELECT 9223372036854775807) WHERE is_seen(i)`).Scan(&got)
		if err != nil || got != tt.want {
			t.Errorf("%s: %q %v, want %q", tt.name, got, err, tt.want)
		}
	}
}

func TestASetIsAskedWhileItIsFilledAndAfterItWasClosed(t *testing.T) {
	set := newSet(t)
	db := open(t, set)
	held, err := db.Conn(t.Context()) // or the set might be gone before the first question
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = held.Close() }()
	var asking sync.WaitGroup
	for range 3 {
		asking.Go(func() {
			for range 200 {
				var got int
				if err := db.QueryRow("SELECT is_seen(1)").Scan(&got); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for n := range 200 {
		if err := set.Fill(append(make([]uint64, n), 2)); err != nil {
			t.Fatal(err)
		}
	}
	set.Close()
	asking.Wait()
	var got int
	if err := db.QueryRow("SELECT is_seen(199*64+1)").Scan(&got); err != nil || got != 1 {
		t.Errorf("the last filling: %d %v", got, err)
	}
}

type connector struct{ *sqlite3.SQLiteDriver }

func (c connector) Connect(_ context.Context) (driver.Conn, error) { return c.Open(":memory:") }
func (c connector) Driver() driver.Driver                          { return c.SQLiteDriver }

func TestAPlanHoldsWhateverIsAsked(t *testing.T) {
	for _, tt := range []struct {
		name  string
		setUp func(*sqlite3.SQLiteConn) error
		want  string
	}{
		{"as SQLite comes", func(*sqlite3.SQLiteConn) error { return nil }, "SCAN t USING COVERING INDEX of_five"},
		{"when plans are kept", rowset.KeepPlans, "SCAN t"},
	} {
		db := sql.OpenDB(connector{&sqlite3.SQLiteDriver{ConnectHook: tt.setUp}})
		db.SetMaxOpenConns(1)
		defer func() { _ = db.Close() }()
		if _, err := db.Exec("CREATE TABLE t (a INTEGER, b TEXT); CREATE INDEX of_five ON t (b) WHERE a = 5"); err != nil {
			t.Fatal(err)
		}
		var id, parent, unused int
		var plan string
		if err := db.QueryRow("EXPLAIN QUERY PLAN SELECT b FROM t WHERE a = ?", 5).Scan(&id, &parent, &unused, &plan); err != nil || plan != tt.want {
			t.Errorf("%s: %q, %v", tt.name, plan, err)
		}
	}
}
