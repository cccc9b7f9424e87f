package words

import (
	"strconv"
	"strings"
	"time"

	"lamplighter/app"
)

// columnLists says which list words the codes of a column, by the column alone
// or with its table, which goes first.
var columnLists = map[string]string{
	"customers.kind": "customer_kind", "cases.kind": "case_kind", "cases.status": "case_status", "accounts.status": "account_status",
	"important_users.grade": "important_grade", "special_cares.kind": "care_kind", "relations.kind": "relation_kind", "agreements.kind": "agreement_kind",
	"agreements.status": "agreement_status", "opportunities.kind": "opportunity_kind", "opportunities.stage": "opportunity_stage", "usage_events.kind": "usage_event",
	"outage_notices.result": "notice_result", "plan_items.status": "plan_item_status", "practice.kind": "practice_kind", "practice.state": "practice_state",
	"classes.status": "class_status", "classes.mode": "class_mode", "enrolments.attendance": "attendance", "enrolments.outcome": "class_outcome",
	"cases.opinion": "closing_opinion", "contacts.role": "contact_role", "cases.sub_kind": "service_sub_kind",

	"id_type": "id_type", "class": "customer_class", "segment": "segment", "important_grade": "important_grade", "industry": "industry",
	"usage_category": "usage_category", "price_class": "price_class", "voltage": "voltage", "supply_mode": "supply_mode", "metering_mode": "metering_mode",
	"ownership": "ownership", "type": "meter_type", "channel": "channel", "urgency": "urgency", "area_type": "area_type", "mood": "mood", "secrecy": "secrecy",
	"green_reason": "green_reason", "cancel_reason": "cancel_reason", "post": "post", "emergency_kind": "emergency_source",
}

// ListOf names the list a column takes its codes from; "" for a column of none.
func ListOf(table, column string) string {
	if list := columnLists[table+"."+column]; list != "" {
		return list
	}
	return columnLists[column]
}

// Value is a value of any column as people read it; now tells how to write a
// moment.
func (c *Codes) Value(table, column, value string, now time.Time) string {
	if value == "" {
		return ""
	}
	if list := ListOf(table, column); list != "" {
		return c.Word(list, value)
	}
	switch table + "." + column {
	case "customers.keeping":
		return Keeping(app.Keeping(value))
	case "visits.status":
		return VisitStatus(app.VisitStatus(value))
	case "outages.status":
		return OutageStatus(app.OutageStatus(value))
	case "outages.kind":
		return OutageKind(app.OutageKind(value))
	case "promises.ending":
		return CommitmentEnding(app.Commitment{Ending: app.CommitmentEnding(value)})
	}
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		return figure(column, value, n, now)
	}
	if day := app.Day(value); len(value) == len("2026-03-02") && day.Valid() {
		return Day(day)
	}
	return value
}

// figure is a whole number in the unit of its column.
func figure(column, value string, n int64, now time.Time) string {
	_, unit, _ := strings.Cut(column[max(0, strings.LastIndex(column, "_")):], "_")
	switch {
	case (unit == "at" || unit == "from" || unit == "to") && n > 1e11:
		return Moment(n, now)
	case unit == "at":
		return ""
	case unit == "va":
		return KVA(n)
	case unit == "w":
		return KW(n)
	case unit == "wh":
		return KWh(n)
	case unit == "fen":
		return Money(n)
	case strings.HasSuffix(column, "month"):
		return Month(n)
	case column == "anonymous", column == "protected", column == "line_works", column == "provisional", column == "first_contact", column == "asked", column == "signed_paper":
		return YesNo(map[string]string{"1": "yes", "0": "no"}[value])
	}
	return value
}
