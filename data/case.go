package data

import (
	"context"
	"database/sql"
	"fmt"

	"lamplighter/app"
)

// The rows of cases and what belongs to them: for each noun its select list,
// its scan and its row for put, side by side and in the table's order.

const caseColumns = "id, area, sy_hlc, sy_dev, sy_ovr, number, kind, sub_kind, channel, customer_id, account_id, contact_name, contact_phone, anonymous, content, urgency, " +
	"area_type, line_works, mood, secrecy, external_no, owner_id, unit_id, status, flow_version, answer, result, opinion, first_contact, rework, " +
	"accepted_by, accepted_at, replied_at, closed_at, due_at, due_step, provisional, stage, held_stage, grade, green_reason, green_by_id, parent_id, " +
	"linked_to_id, protected, withdrawn_at"

func scanCase(r scanner) (app.Case, error) {
	var c app.Case
	err := r.Scan(caseInto(&c)...)
	return c, err
}

func caseInto(c *app.Case) []any {
	return []any{
		idInto(&c.ID), &c.Area, &c.Seen.HLC, &c.Seen.Device, laterInto(&c.Seen), &c.Number, &c.Kind, &c.SubKind, &c.Channel, idInto(&c.Customer), idInto(&c.Account),
		&c.ContactName, &c.ContactPhone, &c.Anonymous, &c.Content, &c.Urgency, &c.AreaType, &c.LineWorks, &c.Mood, &c.Secrecy, &c.ExternalNo,
		idInto(&c.Owner), idInto(&c.Unit), &c.Status, &c.FlowVersion, &c.Answer, &c.Result, &c.Opinion, &c.FirstContact, &c.Rework,
		idInto(&c.AcceptedBy), &c.AcceptedAt, &c.RepliedAt, &c.ClosedAt, &c.DueAt, &c.DueStep, &c.Provisional,
		stageInto(c), &c.Held, &c.Grade, &c.GreenReason, idInto(&c.GreenBy), idInto(&c.Parent), idInto(&c.LinkedTo), &c.Protected, orZero(&c.WithdrawnAt),
	}
}

func caseRow(c app.Case) row {
	return row{id: c.ID, area: c.Area, seen: c.Seen, fields: []field{
		{"number", c.Number},
		{"kind", string(c.Kind)},
		{"sub_kind", c.SubKind},
		{"channel", c.Channel},
		{"customer_id", idOf(c.Customer)},
		{"account_id", idOf(c.Account)},
		{"contact_name", c.ContactName},
		{"contact_phone", c.ContactPhone},
		{"anonymous", flagOf(c.Anonymous)},
		{"content", c.Content},
		{"urgency", c.Urgency},
		{"area_type", c.AreaType},
		{"line_works", flagOf(c.LineWorks)},
		{"mood", c.Mood},
		{"secrecy", c.Secrecy},
		{"external_no", c.ExternalNo},
		{"owner_id", idOf(c.Owner)},
		{"unit_id", idOf(c.Unit)},
		{"status", string(c.Status)},
		{"flow_version", c.FlowVersion},
		{"answer", c.Answer},
		{"result", c.Result},
		{"opinion", c.Opinion},
		{"first_contact", flagOf(c.FirstContact)},
		{"rework", c.Rework},
		{"accepted_by", idOf(c.AcceptedBy)},
		{"accepted_at", c.AcceptedAt},
		{"replied_at", c.RepliedAt},
		{"closed_at", c.ClosedAt},
		{"due_at", c.DueAt},
		{"due_step", c.DueStep},
		{"provisional", flagOf(c.Provisional)},
		{"withdrawn_at", timeOf(c.WithdrawnAt)},
		{"stage", string(c.Stage)},
		{"held_stage", string(c.Held)},
		{"grade", c.Grade},
		{"green_reason", c.GreenReason},
		{"green_by_id", idOf(c.GreenBy)},
		{"parent_id", idOf(c.Parent)},
		{"linked_to_id", idOf(c.LinkedTo)},
		{"protected", flagOf(c.Protected)},
	}}
}

func (x *tx) putCase(ctx context.Context, was, now app.Case) error {
	return x.put(ctx, "cases", before(was.ID.IsZero(), was, caseRow), caseRow(now))
}

func caseStepRow(s app.CaseStep) row {
	return row{id: s.ID, area: s.Area, fields: []field{
		{"case_id", idOf(s.Case)},
		{"from_status", string(s.From)},
		{"to_status", string(s.To)},
		{"by_id", idOf(s.By)},
		{"at", s.At},
		{"note", s.Note},
		{"reason", s.Reason},
		{"new_owner_id", idOf(s.NewOwner)},
		{"forced", flagOf(s.Forced)},
		{"withdrawn_at", nil},
		{"from_stage", string(s.FromStage)},
		{"to_stage", string(s.ToStage)},
		{"contact", s.Contact},
		{"evidence", s.Evidence},
	}}
}

// putCaseStep adds an entry to a case's life; entries are never changed.
func (x *tx) putCaseStep(ctx context.Context, s app.CaseStep) error {
	s.ID = newID[app.CaseStepID]()
	if s.Forced && !x.untold() {
		x.deeds = append(x.deeds, audited{kind: app.AuditForced, what: "made", table: "cases", record: s.Case, area: s.Area, reason: s.Reason})
	}
	return x.put(ctx, "case_steps", row{}, caseStepRow(s))
}

const caseClockColumns = "id, area, sy_hlc, sy_dev, sy_ovr, case_id, rule_id, start_at, due_at, provisional, paused_at, paused_ms, stopped_at, withdrawn_at, amount"

func scanCaseClock(r scanner) (app.CaseClock, error) {
	var c app.CaseClock
	k := &c.Clock
	err := r.Scan(idInto(&c.ID), &c.Area, &c.Seen.HLC, &c.Seen.Device, laterInto(&c.Seen), idInto(&c.Case), idInto(&k.Rule), &k.StartAt, &k.DueAt,
		&k.Provisional, &k.PausedAt, &k.PausedMs, &k.StoppedAt, orZero(&c.WithdrawnAt), &k.Amount)
	return c, err
}

func caseClockRow(c app.CaseClock) row {
	k := c.Clock
	return row{id: c.ID, area: c.Area, seen: c.Seen, fields: []field{
		{"case_id", idOf(c.Case)},
		{"rule_id", idOf(k.Rule)},
		{"start_at", k.StartAt},
		{"due_at", k.DueAt},
		{"provisional", flagOf(k.Provisional)},
		{"paused_at", k.PausedAt},
		{"paused_ms", k.PausedMs},
		{"stopped_at", k.StoppedAt},
		{"withdrawn_at", timeOf(c.WithdrawnAt)},
		{"amount", k.Amount},
	}}
}

func (x *tx) putCaseClock(ctx context.Context, was, now app.CaseClock) error {
	return x.put(ctx, "case_clocks", before(was.ID.IsZero(), was, caseClockRow), caseClockRow(now))
}

// caseField is one field of a flow as a case has it.
type caseField struct {
	id          app.ID[caseField]
	area        app.Area
	of          app.CaseID
	name, value string
	seen        app.Seen
}

func scanCaseField(r scanner) (caseField, error) {
	var f caseField
	err := r.Scan(idInto(&f.id), &f.area, &f.seen.HLC, &f.seen.Device, laterInto(&f.seen), idInto(&f.of), &f.name, &f.value)
	return f, err
}

const caseFieldColumns = "id, area, sy_hlc, sy_dev, sy_ovr, case_id, name, value"

func caseFieldRow(f caseField) row {
	return row{id: f.id, area: f.area, seen: f.seen, fields: []field{
		{"case_id", idOf(f.of)}, {"name", f.name}, {"value", f.value}, {"withdrawn_at", nil},
	}}
}

const caseDocumentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, case_id, code, need, received_on, due_on, note, withdrawn_at"

func scanCaseDocument(r scanner) (app.CaseDocument, error) {
	var d app.CaseDocument
	err := r.Scan(idInto(&d.ID), &d.Area, &d.Seen.HLC, &d.Seen.Device, laterInto(&d.Seen), idInto(&d.Case), &d.Code, &d.Need, &d.ReceivedOn, &d.DueOn,
		&d.Note, orZero(&d.WithdrawnAt))
	return d, err
}

func caseDocumentRow(d app.CaseDocument) row {
	return row{id: d.ID, area: d.Area, seen: d.Seen, fields: []field{
		{"case_id", idOf(d.Case)},
		{"code", d.Code},
		{"need", d.Need},
		{"received_on", string(d.ReceivedOn)},
		{"due_on", string(d.DueOn)},
		{"note", d.Note},
		{"withdrawn_at", timeOf(d.WithdrawnAt)},
	}}
}

func (x *tx) putCaseDocument(ctx context.Context, was, now app.CaseDocument) error {
	return x.put(ctx, "case_documents", before(was.ID.IsZero(), was, caseDocumentRow), caseDocumentRow(now))
}

// putCaseNamed lets a person see a protected case.
func (x *tx) putCaseNamed(ctx context.Context, c app.Case, who app.StaffID) error {
	id := newID[app.ID[app.CaseStep]]()
	return x.put(ctx, "case_named", row{}, row{id: id, area: c.Area, fields: []field{
		{"case_id", idOf(c.ID)}, {"staff_id", idOf(who)}, {"withdrawn_at", nil},
	}})
}

// stageInto reads where a case stands; one accepted before flows had stages of
// their own stands where its status says.
func stageInto(c *app.Case) sql.Scanner { return stageScanner{c} }

type stageScanner struct{ c *app.Case }

// Scan implements sql.Scanner.
func (s stageScanner) Scan(src any) error {
	text, is := src.(string)
	if !is {
		return fmt.Errorf("a stage of type %T", src)
	}
	if s.c.Stage = app.StageCode(text); text == "" {
		s.c.Stage = app.StageCode(s.c.Status)
	}
	return nil
}
