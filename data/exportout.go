package data

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// listOut is a list on its way out: whose, which, and by which profile.
type listOut struct {
	s    *Store
	by   app.Actor
	list app.ExportList
	job  app.ExportJob

	redaction app.Redaction
	wrong     error     // what is wrong with the profile: nothing goes out
	reads     app.Actor // who reads its rows: in clear where the profile shows what is protected, and masks the rest itself
}

// out is a list about customers, roster one of the company's own people.
func (s *Store) out(ctx context.Context, by app.Actor, job app.ExportJob, name string) listOut {
	return s.goesOut(ctx, by, job, app.ExportList{Name: name})
}

func (s *Store) roster(ctx context.Context, by app.Actor, job app.ExportJob, name string) listOut {
	return s.goesOut(ctx, by, job, app.ExportList{Name: name, Roster: true})
}

func (s *Store) goesOut(ctx context.Context, by app.Actor, job app.ExportJob, list app.ExportList) listOut {
	o := listOut{s: s, by: by, list: list, job: job, reads: by}
	kept, err := keptExportProfiles(ctx, s.reader)
	if err == nil {
		o.redaction, err = app.RedactionOf(kept, by.ProfileFor(job))
	}
	if err == nil && o.redaction.Unmasks() {
		o.reads = by.InClear()
	}
	o.wrong = err
	return o
}

// allowed is the mark of a list that may go out.
func (o listOut) allowed(ctx context.Context) (app.ExportMark, error) {
	if o.wrong != nil {
		return app.ExportMark{}, o.wrong
	}
	if err := o.by.CheckExport(o.list, o.job, o.redaction); err != nil {
		return app.ExportMark{}, err
	}
	return o.mark(ctx)
}

// outFields are the columns of lists that hold something of a person, by the
// key of the list's column. Texts of other columns are masked as running text.
var outFields = map[string]string{
	"name": "customers.name", "customer": "customers.name", "contact": "contacts.name", "phone": "contacts.mobile", "landline": "contacts.landline", "mobile": "contacts.mobile",
	"id_no": "customers.id_no", "uscc": "customers.uscc", "account_no": "accounts.account_no", "address": "accounts.address", "email": "contacts.email",
	"meter_no": meterColumn, "number": "cases.number", "position": "visits.position", "legal_rep": "customers.legal_rep",
}

const meterColumn = "meters.asset_no"

// plainOut are the columns of lists that hold words of the company: kinds, places
// of the grid, courses. A profile that hides running text leaves them.
var plainOut = []string{
	"kind", "status", "channel", "basis", "class_mode", "class_unit", "class_title", "course", "course_category", "important_grade", "lecturer_kind", "lecturer_unit", "line",
	"segment", "substation", "transformer_area", "unit_id", "training_state", "use_evidence", "use_source", "opinion", "post", "practice_kind", "purposes", "question_kind",
	"topic", "accepted_at", "due_at", "closed_at", "notice_at", "notice_channel", "estimated", "attendance",
}

// mask is how a column reads in the list.
func (o listOut) mask(c sheet.OutColumn) app.MaskKind {
	r := o.redaction
	text := app.FieldKind{Class: app.Personal, Mask: app.TextMask}
	if column, personal := outFields[c.Key]; personal {
		return o.maskField(column)
	}
	m := r.Mask(app.TextField, text)
	if m == app.HiddenMask && (c.Kind != sheet.Text || slices.Contains(plainOut, c.Key)) {
		m = app.TextMask
	}
	if m == app.TextMask && c.Kind == sheet.Code {
		m = app.NoMask // a number of the company's
	}
	return m
}

// maskField is how a column of the records reads in a list.
func (o listOut) maskField(column string) app.MaskKind {
	kind, _ := app.FieldOf(column)
	switch {
	case column == meterColumn:
		return o.redaction.Mask(app.MeterField, kind)
	case kind.Mask == app.NoMask, o.list.Roster && kind.Mask == app.NameMask: // of colleagues
		return app.NoMask
	}
	return o.redaction.Mask(app.ExportFieldOf(kind), kind)
}

// redact masks the rows of a list as its profile says.
func (o listOut) redact(list sheet.List) sheet.List {
	masks, any := make([]app.MaskKind, len(list.Columns)), false
	for i, c := range list.Columns {
		masks[i] = o.mask(c)
		any = any || masks[i] != app.NoMask
	}
	if !any {
		return list
	}
	rows := list.Rows
	list.Rows = iter.Seq2[[]sheet.Value, error](func(yield func([]sheet.Value, error) bool) {
		for values, err := range rows {
			for i := range min(len(values), len(masks)) {
				values[i].Text = masks[i].Mask(values[i].Text)
			}
			if !yield(values, err) {
				return
			}
		}
	})
	return list
}

// write writes a list as the job orders it, and notes it in the audit log. No
// file stays whose note could not be kept.
func (o listOut) write(ctx context.Context, list sheet.List) (int, error) {
	m, err := o.allowed(ctx)
	if err != nil {
		return 0, err
	}
	var fields []string
	for _, c := range list.Columns {
		fields = append(fields, c.Key)
	}
	m.Fields = strings.Join(fields, ",")
	list = o.redact(list)
	if o.job.Mark != nil && m.Purpose != "" {
		list.MarkSheet = o.job.Title("export_mark")
		list.Mark = func(rows int) [][2]string { said := m; said.Rows = int64(rows); return o.job.Mark(said) }
	}
	n, err := writeList(ctx, list, o.job)
	if err != nil {
		return n, err
	}
	m.Rows = int64(n)
	return n, o.note(ctx, m, o.job.Path)
}

// keep writes what is no list, such as a picture, and notes it likewise.
func (o listOut) keep(ctx context.Context, write func() (int, error)) (int, error) {
	m, err := o.allowed(ctx)
	if err != nil {
		return 0, err
	}
	n, err := write()
	if err != nil {
		return n, err
	}
	m.Rows = int64(n)
	return n, o.note(ctx, m, o.job.Path)
}

// mark is who takes the list out, when and what for.
func (o listOut) mark(ctx context.Context) (app.ExportMark, error) {
	own := o.redaction.Own
	m := app.ExportMark{
		By: o.by.Name, At: o.s.now().UnixMilli(), Purpose: strings.TrimSpace(o.job.Purpose), Profile: o.redaction.Profile, Version: own.Version, List: o.list.Name, Format: o.job.Format,
	}
	numbers, err := collect(ctx, o.s.reader, scanText, "SELECT staff_no FROM staff WHERE id = ?", o.by.Staff[:])
	if len(numbers) > 0 {
		m.StaffNo = numbers[0]
	}
	return m, err
}

// note writes into the audit log that a file went out.
func (o listOut) note(ctx context.Context, m app.ExportMark, path string) error {
	var err error
	if m.Hash, err = hashOf(path); err == nil {
		details := map[string]string{
			"list": m.List, "format": string(m.Format), "profile": string(m.Profile), "rows": strconv.FormatInt(m.Rows, 10), "fields": m.Fields, "hash": m.Hash,
		}
		if m.Version > 0 {
			details["version"] = strconv.FormatInt(m.Version, 10)
			details["shows"] = strings.TrimSpace(string(o.redaction.Own.Basis) + " " + o.redaction.Own.Shows)
		}
		err = o.s.noteAudit(context.WithoutCancel(ctx), o.by, app.AuditEntry{Kind: app.AuditExported, Reason: m.Purpose, Details: details})
	}
	if err != nil {
		_ = os.Remove(path)
	}
	return err
}

func hashOf(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// ExportOf tells who took a file out, when and what for, by the hash of what
// stands in it; app.ErrNotFound where the log knows no such file.
func (s *Store) ExportOf(ctx context.Context, by app.Actor, path string) (app.ExportMark, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadAudit); err != nil {
		return app.ExportMark{}, err
	}
	hash, err := hashOf(path)
	if err != nil {
		return app.ExportMark{}, wrap("export of", fileProblem(err))
	}
	m, err := one(ctx, s.reader, scanExport, exportsQuery+" AND e.details ->> 'hash' = ?2 ORDER BY e.at LIMIT 1", string(app.AuditExported), hash)
	return m, wrap("export of", err)
}

// Exports are the lists that went out, the newest first.
func (s *Store) Exports(ctx context.Context, by app.Actor, most int) (masked []app.ExportMark, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadAudit); err != nil {
		return nil, err
	}
	all, err := collect(ctx, s.reader, scanExport, exportsQuery+" ORDER BY e.at DESC LIMIT ?2", string(app.AuditExported), most)
	return all, wrap("exports", err)
}

const exportsQuery = `SELECT coalesce(s.name, ''), coalesce(s.staff_no, ''), e.at, e.reason, e.details ->> 'profile', e.details ->> 'list', e.details ->> 'format',
	CAST(e.details ->> 'rows' AS INTEGER), e.details ->> 'fields', e.details ->> 'hash',
	coalesce(CAST(e.details ->> 'version' AS INTEGER), 0)
	FROM audit_entries e LEFT JOIN staff s ON s.id = e.staff_id WHERE e.kind = ?1`

func scanExport(r scanner) (app.ExportMark, error) {
	var m app.ExportMark
	err := r.Scan(&m.By, &m.StaffNo, &m.At, &m.Purpose, &m.Profile, &m.List, &m.Format, &m.Rows, &m.Fields, &m.Hash, &m.Version)
	return m, err
}

// NotePaper notes in the audit log that a paper was made: which, by whom, what
// for, and the hash of its PDF.
func (s *Store) NotePaper(ctx context.Context, by app.Actor, p app.PaperOut) error {
	if err := by.May(app.ReadCompany); err != nil {
		return err
	}
	if err := by.CheckPaper(p); err != nil {
		return err
	}
	hash := sha256.Sum256(p.PDF)
	return s.noteAudit(ctx, by, app.AuditEntry{Kind: app.AuditExported, Reason: p.Reason(), Details: map[string]string{
		"list": paperList, "format": "pdf", "profile": string(app.FieldExport), "rows": strconv.Itoa(max(1, p.Rows)), "fields": "",
		"hash": hex.EncodeToString(hash[:]), "paper": string(p.Kind),
	}})
}

// paperList is what the log calls a paper.
const paperList = "paper"
