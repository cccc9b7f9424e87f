package data

import (
	"strconv"
	"strings"

	"lamplighter/app"
)

// Which rows of a table somebody reaches, as a condition in which {t} stands
// for the table's name in a query. The plus before a column keeps SQLite from
// looking rows up by it: how they are found is the query's business.

// matterOf is what the rows of a synced table are about; "" for those that
// everybody reads: the company, its rules, the knowledge base.
func matterOf(t *table) app.Matter {
	switch t.kinds {
	case app.Customers:
		return app.MatterCustomers
	case app.Cases:
		return app.MatterCases
	case app.Visits, app.Commitments, app.Profiles, app.Usage, app.Surveys, app.Services, app.Forecasts:
		for _, on := range hangsOn {
			if t.column(on.column) >= 0 {
				return app.MatterVisits
			}
		}
	}
	return ""
}

// ownRows are the rows somebody reaches since they are his own, beside those
// of his customers.
var ownRows = map[string][]string{
	"cases":         {"owner_id", "accepted_by"},
	"visits":        {"manager_id"},
	"promises":      {"owner_id"},
	"opportunities": {"owner_id"},
	"plan_items":    {"owner_id"},
	"use_tasks":     {"manager_id"},
}

// ofNobody are the tables whose rows may be of no customer: of a segment, of
// a group.
var ofNobody = map[string]bool{"visit_rhythms": true, "adjustments": true, "survey_responses": true}

// mentoredBy are the columns by which an exercise names the record that its
// mentor is asked about.
var mentoredBy = map[string]string{"cases": "case_id", "visits": "visit_id"}

// linkedRows are the records that exercises of the log name.
var linkedRows = map[string]string{
	"cases":  "{t}.id IN (SELECT case_id FROM main.practice WHERE withdrawn_at IS NULL AND case_id IS NOT NULL)",
	"visits": "{t}.id IN (SELECT visit_id FROM main.practice WHERE withdrawn_at IS NULL AND visit_id IS NOT NULL)",
}

// hangsOn are the columns by which a row belongs to another, the first that a
// table has; the row is reached with it.
var hangsOn = []struct{ column, table string }{
	{"customer_id", "customers"}, {"account_id", "accounts"}, {"case_id", "cases"}, {"visit_id", "visits"}, {"stays_id", "customers"}, {"one_id", "customers"},
}

// wheresOf are the conditions of all tables that an audience does not reach
// as a whole.
func (s *Store) wheresOf(a *audience) map[string]string {
	wheres := map[string]string{}
	for _, t := range s.tables {
		if m := matterOf(t); m != "" {
			wheres[t.name] = a.rowsOf(t, m)
		}
	}
	wheres["attachments"] = a.attached()
	if !a.reach[app.MatterProtected][app.ReachLog] { // who sees that a report was looked into, not what it says
		wheres["audit_entries"] = "({t}.area >= 0 OR {t}.record_id IN " + a.namedCases() + ")"
	}
	if !a.all(app.MatterVisits) { // what follows from the synced tables
		wheres["usage"] = "EXISTS (SELECT 1 FROM accounts q WHERE q.n = {t}.account)"
		wheres["forecasts"] = "EXISTS (SELECT 1 FROM customers q WHERE q.n = {t}.customer)"
		wheres["frozen"] = "EXISTS (SELECT 1 FROM customers q WHERE q.id = {t}.customer_id)"
	}
	a.trainees(wheres)
	for name, where := range wheres {
		if where == "" {
			delete(wheres, name)
		}
	}
	return wheres
}

// rowsOf is the condition of a table; "" where all is reached.
func (a *audience) rowsOf(t *table, m app.Matter) string {
	var any []string
	reach := a.reach[m]
	switch {
	case a.all(m):
		any = append(any, "1")
	default:
		if reach[app.ReachUnit] {
			any = append(any, a.ofUnit(t)...)
		}
		if reach[app.ReachOwn] {
			any = append(any, a.ofOwn(t)...)
		}
		if reach[app.ReachLinked] {
			any = append(any, linked(t)...)
		}
	}
	if len(any) > 0 && ofNobody[t.name] {
		any = append(any, "{t}.customer_id IS NULL")
	}
	rows := "0"
	if len(any) > 0 {
		rows = "(" + strings.Join(any, " OR ") + ")"
	}
	named := a.named(t)
	switch {
	case named == "" && rows == "(1)":
		return ""
	case named == "":
		return rows
	case t.name == "cases" && rows == "(1)": // as the indexes of cases know it
		return "({t}.protected = 0 OR " + named + ")"
	case rows == "(1)":
		return "({t}.area >= 0 OR " + named + ")"
	}
	return "({t}.area >= 0 AND " + rows + " OR {t}.area < 0 AND " + named + ")"
}

func (a *audience) ofUnit(t *table) []string {
	var any []string
	for _, area := range a.areas { // a list would be made a table of at each question
		any = append(any, "+{t}.area = "+strconv.FormatInt(int64(area), 10))
	}
	if t.name == "cases" { // handed to a unit that keeps other records
		any = append(any, "+{t}.unit_id IN "+among(a.units, blob))
	}
	if t.kinds == app.Cases && t.name != "cases" && t.column("case_id") >= 0 {
		any = append(any, "EXISTS (SELECT 1 FROM cases q WHERE q.id = {t}.case_id)")
	}
	return any
}

func (a *audience) ofOwn(t *table) []string {
	var any []string
	for _, column := range ownRows[t.name] {
		any = append(any, "+{t}."+column+" = "+blob(a.by.Staff))
	}
	if column := mentoredBy[t.name]; column != "" {
		any = append(any, "+{t}.id IN (SELECT "+column+" FROM main.practice WHERE mentor_id = "+blob(a.by.Staff)+
			" AND confirmed_at = 0 AND refused_at = 0 AND withdrawn_at IS NULL AND "+column+" IS NOT NULL)")
	}
	const held = " IN (SELECT id FROM temp.held)"
	switch t.name {
	case "customers":
		return []string{"{t}.id" + held}
	case "assignments":
		return []string{"{t}.customer_id" + held, "{t}.customer_id IS NULL"}
	}
	for _, on := range hangsOn {
		switch {
		case t.column(on.column) < 0:
			continue
		case on.table == "customers":
			any = append(any, "+{t}."+on.column+held)
		default:
			any = append(any, "EXISTS (SELECT 1 FROM "+on.table+" q WHERE q.id = {t}."+on.column+")")
		}
		return any
	}
	if len(any) == 0 && t.name == "draws" {
		any = append(any, "1") // a draw names no case
	}
	return any
}

// linked is the condition of those who reach what exercises name.
func linked(t *table) []string {
	if where, is := linkedRows[t.name]; is {
		return []string{where}
	}
	for _, on := range hangsOn {
		if _, is := linkedRows[on.table]; is && t.column(on.column) >= 0 {
			return []string{"EXISTS (SELECT 1 FROM " + on.table + " q WHERE q.id = {t}." + on.column + ")"}
		}
	}
	return nil
}

// named is the condition of what belongs to reports of wrongdoing, which lie in
// areas below zero; "" for tables that have nothing there.
func (a *audience) named(t *table) string {
	switch {
	case t.name == "cases":
		return "+{t}.id IN " + a.namedCases()
	case t.column("case_id") >= 0:
		return "+{t}.case_id IN " + a.namedCases()
	}
	return ""
}

func (a *audience) namedCases() string {
	return "(SELECT case_id FROM main.case_named WHERE staff_id = " + blob(a.by.Staff) + " AND withdrawn_at IS NULL)"
}

// attached is the condition of attachments: they are reached with their records.
func (a *audience) attached() string {
	var any []string
	for _, name := range app.AttachmentTables() {
		any = append(any, "{t}.of_table = '"+name+"' AND EXISTS (SELECT 1 FROM "+name+" q WHERE q.id = {t}.of_id)")
	}
	return "(" + strings.Join(any, " OR ") + ")"
}
