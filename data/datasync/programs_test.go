package datasync_test

import "slices"

// The tables that the simulation works on: one of today's, which the program
// takes for one of two versions ago, and what the two versions after it have
// added, two tables and five columns.

// synced is a table that travels, its columns by their numbers in the log.
type synced struct {
	name      string
	columns   map[byte]column
	withdrawn byte
	since     int
}

// schema are tables by their numbers in the log.
type schema map[uint64]synced

// newest is the last of the programs, which know more and more: 0, 1, 2.
const newest = 2

var tables = schema{
	3: {"transformer_areas", map[byte]column{
		3: {name: "code", like: "", zero: ""}, 4: {name: "name", like: "", zero: ""}, 5: {name: "capacity_va", like: int64(0), zero: int64(0)}, 6: {name: "grid", like: "", zero: ""},
		7: {name: "unit_id", like: []byte{}}, 8: {name: "substation", like: "", zero: ""}, 9: {name: "line", like: "", zero: ""}, 10: {name: "area_type", like: "", zero: ""},
		11: {name: "withdrawn_at", like: int64(0)}, 15: {name: "remark", like: "", zero: "", since: 1}, 16: {name: "feeder_id", like: []byte{}, since: 1},
		17: {name: "phases", like: int64(0), zero: int64(0), since: 2}, 18: {name: "measured_at", like: int64(0), since: 2},
	}, 11, 0},
	120: {"poles", map[byte]column{
		3: {name: "code", like: "", zero: "", since: 1}, 4: {name: "height_cm", like: int64(0), zero: int64(0), since: 1}, 5: {name: "withdrawn_at", like: int64(0), since: 1},
		9: {name: "owner", like: "", zero: "", since: 2},
	}, 5, 1},
	121: {"lamps", map[byte]column{3: {name: "code", like: "", zero: "", since: 2}, 4: {name: "pole_id", like: []byte{}, since: 2}, 5: {name: "withdrawn_at", like: int64(0), since: 2}}, 5, 2},
}

// upgrades are what a program does to a file of the one before it.
var upgrades = [...][]string{
	1: {
		"ALTER TABLE transformer_areas ADD COLUMN remark TEXT NOT NULL DEFAULT ''",
		"ALTER TABLE transformer_areas ADD COLUMN feeder_id BLOB",
		"CREATE TABLE poles (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, area INTEGER NOT NULL, code TEXT NOT NULL, height_cm INTEGER NOT NULL, withdrawn_at INTEGER, " + stamps + ") STRICT",
	},
	2: {
		"ALTER TABLE transformer_areas ADD COLUMN phases INTEGER NOT NULL DEFAULT 0",
		"ALTER TABLE transformer_areas ADD COLUMN measured_at INTEGER",
		"ALTER TABLE poles ADD COLUMN owner TEXT NOT NULL DEFAULT ''",
		"CREATE TABLE lamps (n INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, area INTEGER NOT NULL, code TEXT NOT NULL, pole_id BLOB, withdrawn_at INTEGER, " + stamps + ") STRICT",
	},
}

const stamps = "sy_hlc INTEGER NOT NULL, sy_dev INTEGER NOT NULL, sy_ovr BLOB"

// tablesOf are the numbers of the tables a program knows.
func tablesOf(program int) (out []uint64) {
	for no, t := range tables {
		if t.since <= program {
			out = append(out, no)
		}
	}
	slices.Sort(out)
	return out
}

// columnsOf are the numbers of the columns a program knows of a table.
func columnsOf(table uint64, program int) (out []byte) {
	for no, c := range tables[table].columns {
		if c.since <= program {
			out = append(out, no)
		}
	}
	slices.Sort(out)
	return out
}
