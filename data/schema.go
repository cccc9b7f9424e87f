package data

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"lamplighter/app"
)

// travelling numbers the synced tables for the change log. A number is never
// reused; a table joins at the end the day it is born.
var travelling = []struct {
	no    uint64
	name  string
	kinds app.Changes
}{
	{1, "org_units", app.Company},
	{2, "staff", app.Company},
	{3, "transformer_areas", app.Company},
	{4, "customers", app.Customers},
	{5, "contacts", app.Customers},
	{6, "accounts", app.Customers},
	{7, "meters", app.Customers},
	{8, "assignments", app.Customers},
	{9, "cases", app.Cases},
	{10, "case_steps", app.Cases},
	{11, "case_clocks", app.Cases},
	{12, "limit_rules", app.Reference},
	{13, "calendar_days", app.Reference},
	{14, "codes", app.Reference},
	{15, "flows", app.Reference},
	{16, "case_fields", app.Cases},
	{17, "case_documents", app.Cases},
	{18, "case_named", app.Cases},
	{19, "draws", app.Cases},
	{20, "call_backs", app.Cases},
	{21, "articles", app.Articles},
	{22, "saved_views", app.SavedViews},
	{23, "outages", app.Outages},
	{24, "outage_scopes", app.Outages},
	{25, "outage_notices", app.Outages},
	{26, "outage_cases", app.Outages},
	{27, "office_hours", app.Reference},
	{28, "visit_rhythms", app.Visits},
	{29, "visit_forms", app.Reference},
	{30, "visits", app.Visits},
	{31, "visit_answers", app.Visits},
	{32, "visit_links", app.Visits},
	{33, "attachments", app.Attachments},
	{34, "promises", app.Commitments},
	{35, "opportunities", app.Profiles},
	{36, "usage_events", app.Usage},
	{37, "readings", app.Usage},
	{38, "usage_sheets", app.Usage},
	{39, "customer_facts", app.Profiles},
	{40, "segment_rules", app.Services},
	{41, "segmentings", app.Services},
	{42, "plan_templates", app.Services},
	{43, "service_plans", app.Services},
	{44, "plan_items", app.Services},
	{45, "freshness_limits", app.Reference},
	{46, "important_users", app.Profiles},
	{47, "special_cares", app.Profiles},
	{48, "relations", app.Profiles},
	{49, "agreements", app.Profiles},
	{50, "survey_responses", app.Surveys},
	{51, "courses", app.Training},
	{52, "course_posts", app.Training},
	{53, "qualifications", app.Training},
	{54, "qualified", app.Training},
	{55, "classes", app.Training},
	{56, "enrolments", app.Training},
	{57, "completions", app.Training},
	{58, "practice", app.Training},
	{59, "questions", app.Quizzes},
	{60, "quizzes", app.Quizzes},
	{61, "quiz_questions", app.Quizzes},
	{62, "quiz_keys", app.Quizzes},
	{63, "quiz_attempts", app.Quizzes},
	{64, "quiz_answers", app.Quizzes},
	{65, "certificates", app.Training},
	{66, "certificate_keys", app.Training},
	{67, "training_triggers", app.Training},
	{68, "training_proposals", app.Training},
	{69, "qualification_lists", app.Training},
	{70, "forecast_sheets", app.Forecasts},
	{71, "adjustments", app.Forecasts},
	{72, "industry_groups", app.Forecasts},
	{73, "deviation_reasons", app.Forecasts},
	{74, "market_factors", app.Forecasts},
	{75, "use_tasks", app.Forecasts},
	{76, "watch_rules", app.Forecasts},
	{77, "lead_decisions", app.Forecasts},
	{78, "device_certificates", app.Company},
	{79, "device_revocations", app.Company},
	{80, "record_merges", app.Customers},
	{81, "customers_apart", app.Customers},
	{82, "audit_entries", app.Audits},
	{83, signInTable, app.Company},
	{85, "data_requests", app.DataRegisters},
	{86, "impact_assessments", app.DataRegisters},
	{87, "incidents", app.DataRegisters},
	{88, "retention_rules", app.Reference},
}

// column is one column that travels; its number in the log is its place in the
// table, which never changes because columns are only ever added at the end.
type column struct {
	no   byte
	name string
	kind string // its type in SQLite
	zero any    // what a new row has when the log says nothing: "", 0 or NULL
}

// table is a synced table as the file has it.
type table struct {
	no      uint64
	name    string
	kinds   app.Changes
	columns []column // those that travel: all but n, id, area and sy_…

	selectRow  string // the travelling columns and stamps of one row
	selectRows string // of several, by their ids in hexadecimal, each with its id
	insertOne  string

	audited   app.AuditKind // what the audit log calls a write to it; "": it tells of none
	groups    [][]int       // places of columns that are written together, see mergegroups.go
	parents   []uint64      // of which table each column names a record that the row belongs to; 0: of none
	withdrawn int           // place of withdrawn_at; -1 in a table without
	masks     []maskedColumn
	follows   []string // of which table each column names records that may be merged, see survivors.go

	fields []string // the columns, as the nouns spell them; of whose turn it is to write

	// A full batch gives what each row has of its own; what all of its rows
	// shared in every batch so far, most often a zero, it gives once. Whose turn
	// it is to write owns these.
	own, shared []int  // places of a row's values
	insertMax   string // batchRows rows at once
}

// width is how many values a row has.
func (t *table) width() int { return frame + len(t.columns) }

// frame is how many values of a row stand before its columns: id, area, stamp
// and device.
const frame = 4

// batchRows new rows go to SQLite in one statement.
const batchRows = 50

func (t *table) column(name string) int {
	for i, c := range t.columns {
		if c.name == name {
			return i
		}
	}
	return -1
}

// readSchema learns the synced tables' columns from the file itself.
func (s *Store) readSchema(ctx context.Context) error {
	s.tables, s.byNo = map[string]*table{}, map[uint64]*table{}
	for _, entry := range travelling {
		if err := s.readTable(ctx, &table{no: entry.no, name: entry.name, kinds: entry.kinds, audited: auditedTables[entry.name]}); err != nil {
			return err
		}
	}
	for name, no := range s.newer {
		if err := s.readTable(ctx, &table{no: no, name: name}); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) readTable(ctx context.Context, t *table) error {
	if err := t.read(ctx, s.conn); err != nil {
		return fmt.Errorf("read schema of %s: %w", t.name, err)
	}
	s.tables[t.name], s.byNo[t.no] = t, t
	return nil
}

func (t *table) read(ctx context.Context, conn *sql.Conn) error {
	rows, err := conn.QueryContext(ctx, `SELECT cid, name, type, "notnull" FROM pragma_table_info(?) ORDER BY cid`, t.name)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var no int
		var name, kind string
		var notNull bool
		if err := rows.Scan(&no, &name, &kind, &notNull); err != nil {
			return err
		}
		if name == "n" || name == "id" || name == "area" || strings.HasPrefix(name, "sy_") {
			continue
		}
		t.columns = append(t.columns, column{no: byte(no), name: name, kind: kind, zero: zeroOf(kind, notNull)})
	}
	t.readGroups()
	t.findMasks()
	t.withdrawn = t.column("withdrawn_at")
	t.readParents()
	t.readFollowing()
	t.prepare()
	return rows.Err()
}

func zeroOf(kind string, notNull bool) any {
	switch {
	case !notNull:
		return nil
	case kind == "INTEGER":
		return int64(0)
	case kind == "REAL":
		return float64(0)
	case kind == "BLOB":
		return []byte{}
	}
	return ""
}

func (t *table) prepare() {
	names := make([]string, len(t.columns))
	for i, c := range t.columns {
		names[i] = c.name
	}
	t.fields = names
	list := strings.Join(names, ", ")
	t.selectRow = "SELECT area, sy_hlc, sy_dev, sy_ovr, " + list + " FROM " + t.name + " WHERE id = ?"
	t.selectRows = "SELECT id, area, sy_hlc, sy_dev, sy_ovr, " + list + " FROM " + t.name + " WHERE id IN (SELECT unhex(value) FROM json_each(?))"
	t.insertOne = "INSERT INTO " + t.name + " (id, area, sy_hlc, sy_dev, " + list + ") VALUES (?,?,?,?" + strings.Repeat(",?", len(names)) + ")"
	for place := range t.width() {
		t.shared = append(t.shared, place)
	}
}

// tellApart lets the statement of a full batch take the places that differ
// from each row.
func (t *table) tellApart(differ []bool) {
	grown := slices.ContainsFunc(t.shared, func(place int) bool { return differ[place] })
	if !grown && t.insertMax != "" {
		return
	}
	own := make([]bool, t.width())
	for _, place := range t.own {
		own[place] = true
	}
	t.own, t.shared = t.own[:0], t.shared[:0]
	for place := range own {
		if own[place] || differ[place] {
			t.own = append(t.own, place)
		} else {
			t.shared = append(t.shared, place)
		}
	}
	head, _, _ := strings.Cut(t.insertOne, "(?")
	rows := make([]string, batchRows)
	for i := range rows {
		rows[i] = t.numbers(i)
	}
	t.insertMax = head + strings.Join(rows, ",")
}

// numbers are the places of a row of a full batch, by the numbers of their
// arguments: those that are shared come first.
func (t *table) numbers(row int) string {
	of := make([]string, t.width())
	for i, place := range t.shared {
		of[place] = fmt.Sprintf("?%d", i+1)
	}
	for i, place := range t.own {
		of[place] = fmt.Sprintf("?%d", len(t.shared)+row*len(t.own)+i+1)
	}
	return "(" + strings.Join(of, ",") + ")"
}
