package data

import (
	"cmp"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// AuditLog reads the newest entries of the audit log, and what was changed where
// that is asked for. Who may not look into what others did sees what he did
// himself.
func (s *Store) AuditLog(ctx context.Context, by app.Actor, f app.AuditFilter) (masked app.AuditList, _ error) {
	defer mask(by, &masked)
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return app.AuditList{}, err
	}
	f = f.For(by)
	lines, err := s.auditEntries(ctx, by, f)
	if err == nil && f.Changes {
		var changes []app.AuditLine
		changes, err = s.auditChanges(ctx, f)
		lines = append(lines, changes...)
	}
	slices.SortStableFunc(lines, func(a, b app.AuditLine) int { return cmp.Compare(b.At, a.At) })
	list := app.AuditList{Lines: lines, More: len(lines) > app.AuditAtMost}
	list.Lines = list.Lines[:min(len(lines), app.AuditAtMost)]
	return list, wrap("audit log", err)
}

// auditEntries never name a customer: who is about to be looked into must not be
// told by the log.
func (s *Store) auditEntries(ctx context.Context, by app.Actor, f app.AuditFilter) ([]app.AuditLine, error) {
	var w where
	if f.From != "" {
		w.add("e.at >= ?", f.From.Time().UnixMilli())
	}
	if f.To != "" {
		w.add("e.at < ?", f.To.AddDays(1).Time().UnixMilli())
	}
	if !f.Staff.IsZero() {
		w.add("e.staff_id = ?", f.Staff[:])
	}
	if !f.Unit.IsZero() {
		w.add("p.unit_id IN ("+belowUnit+" SELECT id FROM below)", f.Unit[:])
	}
	if !f.Record.IsZero() {
		w.add("e.record_id = ?", f.Record[:])
	}
	if len(f.Kinds) > 0 {
		kinds, _ := json.Marshal(f.Kinds) // of strings: never fails
		w.add("e.kind IN (SELECT value FROM json_each(?))", string(kinds))
	}
	args := append([]any{by.Staff[:]}, w.args...)
	return collect(ctx, s.reader, scanAuditLine, "SELECT "+prefixed("e", auditColumns)+`, coalesce(p.name, ''), coalesce(v.name, ''), coalesce(d.code, ''),
		coalesce(CASE e.of_table WHEN 'cases' THEN c.number WHEN 'staff' THEN q.name WHEN 'org_units' THEN u.name END, '')
		FROM audit_entries e LEFT JOIN staff p ON p.id = e.staff_id LEFT JOIN staff v ON v.id = e.witness_id LEFT JOIN sy_devices d ON d.dev = e.device
		LEFT JOIN cases c ON c.id = e.record_id AND `+seesCasesAs("c")+` LEFT JOIN staff q ON q.id = e.record_id LEFT JOIN org_units u ON u.id = e.record_id`+
		w.text()+fmt.Sprintf(" ORDER BY e.at DESC, e.number DESC LIMIT %d", app.AuditAtMost+1), args...)
}

func scanAuditLine(r scanner) (app.AuditLine, error) {
	var l app.AuditLine
	err := r.Scan(append(auditInto(&l.AuditEntry), &l.By, &l.Second, &l.Device, &l.Subject)...)
	return l, err
}

// auditChanges are change sets as lines, without their entries of this log and
// without what was delivered.
func (s *Store) auditChanges(ctx context.Context, f app.AuditFilter) ([]app.AuditLine, error) {
	if len(f.Kinds) > 0 && !slices.Contains(f.Kinds, app.AuditChange) {
		return nil, nil
	}
	var w where
	w.add("dev <> ?", seedDevice)
	if f.From != "" {
		w.add("hlc >= ?", f.From.Time().UnixMilli()<<clockBits)
	}
	if f.To != "" {
		w.add("hlc < ?", f.To.AddDays(1).Time().UnixMilli()<<clockBits)
	}
	people, err := s.auditPeople(ctx, f.Unit)
	if err != nil {
		return nil, err
	}
	var out []app.AuditLine
	err = s.eachSet(ctx, "SELECT dev, area, seq, hlc, body FROM sy_changes"+w.text()+" ORDER BY hlc DESC", w.args, func(set changeSet) bool {
		if line, is := s.auditChange(set, f, people); is {
			out = append(out, line)
		}
		return len(out) <= app.AuditAtMost
	})
	if err != nil {
		return nil, err
	}
	codes, err := s.deviceCodes(ctx)
	for i := range out {
		out[i].Device = codes[int64(out[i].AuditEntry.Device)]
	}
	return out, err
}

func (s *Store) auditChange(set changeSet, f app.AuditFilter, people map[app.StaffID]auditPerson) (app.AuditLine, bool) {
	who := people[set.who]
	if !f.Staff.IsZero() && set.who != f.Staff || !f.Unit.IsZero() && !who.within || set.area < 0 {
		return app.AuditLine{}, false
	}
	l := app.AuditLine{By: who.name, AuditEntry: app.AuditEntry{
		Kind: app.AuditChange, At: set.at, Staff: set.who, Device: app.DeviceID(set.dev), Area: app.Area(set.area), Number: set.seq, Reason: set.why.Note,
		Details: map[string]string{"source": set.why.Source},
	}}
	var tables []string
	about := f.Record.IsZero()
	for _, r := range set.rows {
		t, known := s.byNo[r.table]
		if known && t.kinds == app.Audits {
			continue
		}
		l.Rows++
		about = about || r.id == f.Record
		if known && !slices.Contains(tables, t.name) { // else of a newer program
			tables = append(tables, t.name)
		}
	}
	l.Tables = strings.Join(tables, ",")
	return l, about && l.Rows > 0
}

type auditPerson struct {
	name   string
	within bool // the unit that is asked for
}

func (s *Store) auditPeople(ctx context.Context, unit app.OrgUnitID) (map[app.StaffID]auditPerson, error) {
	type entry struct {
		id app.StaffID
		auditPerson
	}
	all, err := collect(ctx, s.reader, func(r scanner) (entry, error) {
		var e entry
		err := r.Scan(idInto(&e.id), &e.name, &e.within)
		return e, err
	}, "SELECT id, name, coalesce(unit_id IN ("+belowUnit+" SELECT id FROM below), 0) FROM staff", unit[:])
	people := make(map[app.StaffID]auditPerson, len(all))
	for _, e := range all {
		people[e.id] = e.auditPerson
	}
	return people, err
}

func (s *Store) deviceCodes(ctx context.Context) (map[int64]string, error) {
	codes := map[int64]string{}
	_, err := collect(ctx, s.reader, func(r scanner) (bool, error) {
		var dev int64
		var code string
		err := r.Scan(&dev, &code)
		codes[dev] = code
		return true, err
	}, "SELECT dev, code FROM sy_devices")
	return codes, err
}

// eachSet reads change sets one by one until each has enough.
func (s *Store) eachSet(ctx context.Context, query string, args []any, each func(changeSet) bool) error {
	rows, err := s.reader.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		set, err := scanSet(rows)
		if err != nil {
			return err
		}
		if !each(set) {
			break
		}
	}
	return rows.Err()
}

func auditColumnsOut() []exportColumn[app.AuditLine] {
	return []exportColumn[app.AuditLine]{
		{"audit_at", sheet.Text, 18, moment(func(l app.AuditLine) int64 { return l.At })},
		{"audit_kind", sheet.Text, 18, code("audit_kind", func(l app.AuditLine) string { return string(l.Kind) })},
		{"staff_name", sheet.Name, 12, text(func(l app.AuditLine) string { return l.By })},
		{"witness", sheet.Name, 12, text(func(l app.AuditLine) string { return l.Second })},
		{"audit_device", sheet.Code, 10, text(func(l app.AuditLine) string { return l.Device })},
		{"audit_tables", sheet.Text, 24, func(l app.AuditLine, job app.ExportJob) sheet.Value {
			var words []string
			for _, table := range l.WrittenTables() {
				words = append(words, job.Label("table", table))
			}
			return sheet.Value{Text: strings.Join(words, " "), Given: len(words) > 0}
		}},
		{"audit_record", sheet.Code, 34, text(func(l app.AuditLine) string { return l.RecordText() })},
		{"reason", sheet.Text, 40, text(func(l app.AuditLine) string { return l.Reason })},
		{"audit_details", sheet.Text, 30, text(func(l app.AuditLine) string { return detailsText(l.Details) })},
		{"audit_hash", sheet.Code, 66, text(func(l app.AuditLine) string { return hex.EncodeToString(l.Hash) })},
	}
}

// ExportAudit writes lines of the audit log as they were listed, with their
// hashes, so that a reader can hold them against the file.
func (s *Store) ExportAudit(ctx context.Context, by app.Actor, lines []app.AuditLine, job app.ExportJob, report func(done, total int64)) (int, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadAudit); err != nil {
		return 0, err
	}
	n, err := exportListed(ctx, s.goesOut(ctx, by, job, app.ExportList{Name: "audit_log", Roster: true, Right: app.ReadAudit}), lines, auditColumnsOut(), report)
	return n, wrap("export audit log", fileProblem(err))
}
