package app

import (
	"cmp"
	"slices"
	"strings"
)

// WriteID names one write of a field: when by the clock of the change log, and
// on which device.
type WriteID struct{ HLC, Device int64 }

// Conflict is a field that was changed by people who did not know of each other.
// One value holds, the others are kept until somebody decides.
type Conflict struct {
	Record       RecordRef
	Of           string // what the record is called: a name, a number
	Customer     CustomerID
	CustomerName string // whose record it is, if it is a customer's
	Field        string // the column
	Holds        ConflictValue
	Lost         []ConflictValue // newest first; none equals what holds
}

// ConflictValue is one of the values of a conflict, and whose it is.
type ConflictValue struct {
	Value  string `field:"*"`
	Write  WriteID
	Who    StaffID
	By     string
	At     int64  // Unix ms by the clock of the device
	Device string // its code
}

// Conflicts is the inbox: some of the conflicts, and how many losing values
// there are in all.
type Conflicts struct {
	Open []Conflict
	All  int64
}

// Decision says which value of a conflict shall hold. It is good for the values
// that were seen: another that came meanwhile stays for the next decision.
type Decision struct {
	Record RecordRef
	Field  string
	Seen   []WriteID // of all values seen, the one that holds first
	Take   WriteID   // which of them; zero for Text
	Text   string    // another value, typed by hand
}

// Decide takes one of the values of a conflict.
func (c Conflict) Decide(take WriteID) Decision {
	d := Decision{Record: c.Record, Field: c.Field, Seen: []WriteID{c.Holds.Write}, Take: take}
	for _, lost := range c.Lost {
		d.Seen = append(d.Seen, lost.Write)
	}
	return d
}

// Write puts another value in the place of all of a conflict's.
func (c Conflict) Write(text string) Decision {
	d := c.Decide(WriteID{})
	d.Text = text
	return d
}

// ConflictRule decides many conflicts alike.
type ConflictRule string

// The rules for many.
const (
	KeepWhatHolds ConflictRule = "keep"   // as it is now
	TakeMine      ConflictRule = "mine"   // what I wrote, where I did
	TakeTheirs    ConflictRule = "theirs" // the newest that somebody else wrote
)

// ByRule decides the conflicts that a rule tells of; where it does not, none is
// made.
func ByRule(rule ConflictRule, me StaffID, conflicts []Conflict) []Decision {
	var out []Decision
	for _, c := range conflicts {
		for _, v := range append([]ConflictValue{c.Holds}, c.Lost...) {
			if rule == KeepWhatHolds || (rule == TakeMine) == (v.Who == me) {
				out = append(out, c.Decide(v.Write))
				break
			}
		}
	}
	return out
}

// prose are the columns that hold sentences, so that of two texts one can stand
// behind the other.
var prose = []string{
	"customers.credit_note", "customers.preference", "customers.care", "customers.note", "accounts.note", "contacts.hours",
	"cases.content", "cases.answer", "cases.result", "outages.note", "outage_notices.note", "call_backs.note",
	"visits.purposes", "visits.follow_up", "visits.note", "promises.content", "promises.evidence", "opportunities.note", "opportunities.next_step", "opportunities.result",
	"usage_events.reason", "plan_items.what", "plan_items.effect", "agreements.note", "relations.note", "special_cares.note", "important_users.note",
	"deviation_reasons.reason", "market_factors.note", "use_tasks.text", "practice.what", "practice.remark", "classes.note", "courses.about",
	"articles.body_zh", "articles.body_en", "articles.keys",
}

// short are the columns beside them whose value a person may write by hand.
var short = []string{
	"contacts.name", "contacts.mobile", "contacts.landline", "contacts.email", "accounts.address", "accounts.substation", "accounts.line", "accounts.reading_book",
	"customers.legal_rep", "cases.contact_name", "cases.contact_phone", "cases.external_no", "staff.name", "staff.mobile", "org_units.name", "transformer_areas.name",
	"articles.title_zh", "articles.title_en", "articles.source", "visits.signed_by",
}

func (c Conflict) column() string { return c.Record.Table + "." + c.Field }

// Both joins all values of a conflict, the oldest first, where they are
// sentences; false where only one of them can hold.
func (c Conflict) Both() (string, bool) {
	if !slices.Contains(prose, c.column()) {
		return "", false
	}
	all := append([]ConflictValue{c.Holds}, c.Lost...)
	slices.SortStableFunc(all, func(a, b ConflictValue) int { return cmp.Compare(a.At, b.At) })
	var texts []string
	for _, v := range all {
		if text := strings.TrimSpace(v.Value); text != "" && !slices.Contains(texts, text) {
			texts = append(texts, text)
		}
	}
	return strings.Join(texts, "；"), len(texts) > 1
}

// Written reports whether another value may be written by hand in place of all;
// codes, days, numbers and what other fields follow are chosen.
func (c Conflict) Written() bool {
	return slices.Contains(prose, c.column()) || slices.Contains(short, c.column())
}
