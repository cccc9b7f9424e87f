package data

import (
	"context"
	"strconv"

	"lamplighter/app"
)

// auditedTables are those of which each write through the door is an entry of
// the audit log, so that no verb can forget it.
var auditedTables = map[string]app.AuditKind{
	"limit_rules": app.AuditRule, "calendar_days": app.AuditRule, "office_hours": app.AuditRule, "codes": app.AuditRule, "flows": app.AuditRule,
	"visit_forms": app.AuditRule, "segment_rules": app.AuditRule, "plan_templates": app.AuditRule, "freshness_limits": app.AuditRule,
	"watch_rules": app.AuditRule, "training_triggers": app.AuditRule, "courses": app.AuditRule, "course_posts": app.AuditRule,
	"qualifications": app.AuditRule, "industry_groups": app.AuditRule, "market_factors": app.AuditRule, "retention_rules": app.AuditRule,
	"data_requests": app.AuditPrivacy, "impact_assessments": app.AuditPrivacy, "incidents": app.AuditPrivacy,
	"record_merges": app.AuditMerged, "device_certificates": app.AuditDevice, "device_revocations": app.AuditDevice, "staff": app.AuditPerson,
}

// auditedSources are deeds that write to many tables, by what the change log
// says of them.
var auditedSources = map[string]app.AuditKind{
	moveSource: app.AuditMoved, undoImportSource: app.AuditImportUndone, undoReceivedSource: app.AuditImportUndone,
}

// audited is what a transaction did that the audit log must tell.
type audited struct {
	kind   app.AuditKind
	what   string // made, changed or withdrawn
	table  string
	record [16]byte
	area   app.Area
	reason string
}

// deedsTold one by one; of more of a kind only how many there were.
const deedsTold = 20

// noteDeed keeps a row that is written for the audit log.
func (x *tx) noteDeed(t *table, was, now row) {
	if t.audited == "" || x.untold() {
		return
	}
	d := audited{kind: t.audited, what: "changed", table: t.name, record: now.id, area: now.area, reason: x.why.Note}
	switch {
	case was.fields == nil:
		d.what = "made"
	case t.withdrawn >= 0 && now.fields[t.withdrawn].value != nil:
		d.what = "withdrawn"
	}
	x.deeds = append(x.deeds, d)
}

// untold reports whether this transaction does what nobody here decided: it
// brings delivered tables or invented records, or takes in what others logged.
func (x *tx) untold() bool {
	return x.dev == seedDevice || x.by.Staff.IsZero() || x.why.Source == sampleSource || x.merging != nil && x.why.Source != moveSource
}

// auditDeeds writes what was noted.
func (x *tx) auditDeeds(ctx context.Context) error {
	counts := map[audited]int{}
	key := func(d audited) audited { return audited{kind: d.kind, what: d.what, table: d.table} }
	for _, d := range x.deeds {
		counts[key(d)]++
	}
	for _, d := range x.deeds {
		e := app.AuditEntry{Kind: d.kind, Area: d.area, Table: d.table, Record: d.record, Reason: d.reason, Details: map[string]string{"what": d.what}}
		switch n := counts[key(d)]; {
		case n < 0: // told
			continue
		case n > deedsTold:
			e.Record = app.RecordID{}
			e.Details["rows"] = strconv.Itoa(n)
			counts[key(d)] = -1
		}
		if err := x.audit(ctx, e); err != nil {
			return err
		}
	}
	if kind, is := auditedSources[x.why.Source]; is {
		rows := 0
		for _, set := range x.sets {
			rows += set.count
		}
		return x.audit(ctx, app.AuditEntry{Kind: kind, Reason: x.why.Note, Details: map[string]string{"rows": strconv.Itoa(rows)}})
	}
	return nil
}
