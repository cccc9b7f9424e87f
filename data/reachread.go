package data

import (
	"database/sql"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/mattn/go-sqlite3"

	"lamplighter/app"
)

// open opens the connections that read for an audience.
func (a *audience) open(s *Store) error {
	if err := a.lookFirst(); err != nil {
		return err
	}
	db := sql.OpenDB(&connector{dsn: readerDSN(s.path), setUp: func(c *sqlite3.SQLiteConn) error {
		if err := readerPragmas(c); err != nil {
			return err
		}
		for _, v := range a.sees {
			if err := v.give(c); err != nil {
				return err
			}
		}
		return run(c, a.views()...)
	}})
	db.SetMaxOpenConns(readersAtMost)
	db.SetMaxIdleConns(readersAtMost)
	a.read = &readers{db: db}
	if err := db.Ping(); err != nil {
		a.close()
		return err
	}
	return nil
}

func (a *audience) close() {
	a.read.close()
	for _, v := range a.sees {
		v.close()
	}
}

// views are the statements that hide the tables of an audience. They are the
// connection's own and touch nothing in the file.
func (a *audience) views() []string {
	statements := []string{"PRAGMA query_only = 0", "CREATE TEMP TABLE held (id BLOB PRIMARY KEY) WITHOUT ROWID"}
	if len(a.held) > 0 {
		statements = append(statements, "INSERT INTO held SELECT unhex(value) FROM json_each('"+hexIDs(a.held)+"')")
	}
	if a.people != nil {
		statements = append(statements, "CREATE TEMP TABLE people (id BLOB PRIMARY KEY) WITHOUT ROWID",
			"INSERT INTO people SELECT unhex(value) FROM json_each('"+hexIDs(slices.Collect(maps.Keys(a.people)))+"')")
	}
	for name := range a.wheres {
		statements = append(statements, "CREATE TEMP VIEW "+name+" AS SELECT * FROM main."+name+" t WHERE "+a.asked(name, "t"))
	}
	return append(statements, "PRAGMA query_only = 1")
}

// asked is the condition of a narrowed table that goes by a name.
func (a *audience) asked(table, name string) string {
	v := a.sees[table]
	switch {
	case v == nil:
		return strings.ReplaceAll(a.wheres[table], "{t}", name)
	case table == "cases" && a.all(app.MatterCases): // as the indexes of cases know it
		return "(" + name + ".protected = 0 OR " + v.function() + "(" + name + ".n))"
	}
	return v.function() + "(" + name + ".n)"
}

// hinted is a table in a query that is told its index: a view has none.
var hinted = regexp.MustCompile(`\b(FROM|JOIN) (\w+)((?: \w+)?) (INDEXED BY \w+|NOT INDEXED)( WHERE )?`)

// narrowed asks the table itself where a query says by which index, with the
// condition of its view.
func (a *audience) narrowed(query string) string {
	if !strings.Contains(query, "INDEXED") {
		return query
	}
	if known, is := a.hinted.Load(query); is {
		return known.(string)
	}
	asked := hinted.ReplaceAllStringFunc(query, func(found string) string {
		part := hinted.FindStringSubmatch(found)
		_, is := a.wheres[part[2]]
		switch {
		case !is:
			return found
		case part[5] == "":
			return part[1] + " " + part[2] + part[3]
		}
		name := strings.TrimSpace(part[3])
		if name == "" {
			name = part[2]
		}
		return part[1] + " main." + part[2] + part[3] + " " + part[4] + part[5] + a.asked(part[2], name) + " AND "
	})
	a.hinted.Store(query, asked)
	return asked
}
