package data

import (
	"context"
	"fmt"
	"time"

	"lamplighter/app"
)

const caseColumns = "id, area, sy_hlc, sy_dev, sy_ovr, number, kind, sub_kind, channel, customer_id, account_id, contact_name, contact_phone, anonymous, content, urgency, " +
	"area_type, line_works, mood, secrecy, external_no, owner_id, unit_id, status, flow_version, answer, result, opinion, first_contact, rework, " +
	"accepted_by, accepted_at, replied_at, closed_at, due_at, due_step, provisional, withdrawn_at"

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
		idInto(&c.AcceptedBy), &c.AcceptedAt, &c.RepliedAt, &c.ClosedAt, &c.DueAt, &c.DueStep, &c.Provisional, orZero(&c.WithdrawnAt),
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
	}}
}

// putCaseStep adds an entry to a case's life; entries are never changed.
func (x *tx) putCaseStep(ctx context.Context, s app.CaseStep) error {
	s.ID = newID[app.CaseStepID]()
	return x.put(ctx, "case_steps", row{}, caseStepRow(s))
}

const caseClockColumns = "id, area, sy_hlc, sy_dev, sy_ovr, case_id, rule_id, start_at, due_at, provisional, paused_at, paused_ms, stopped_at, withdrawn_at"

func scanCaseClock(r scanner) (app.CaseClock, error) {
	var c app.CaseClock
	k := &c.Clock
	err := r.Scan(idInto(&c.ID), &c.Area, &c.Seen.HLC, &c.Seen.Device, laterInto(&c.Seen), idInto(&c.Case), idInto(&k.Rule), &k.StartAt, &k.DueAt,
		&k.Provisional, &k.PausedAt, &k.PausedMs, &k.StoppedAt, orZero(&c.WithdrawnAt))
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
	}}
}

func (x *tx) putCaseClock(ctx context.Context, was, now app.CaseClock) error {
	return x.put(ctx, "case_clocks", before(was.ID.IsZero(), was, caseClockRow), caseClockRow(now))
}

// Promise tells, before anything is saved, which limits a draft would start
// and when they end; the strictest is first.
func (s *Store) Promise(ctx context.Context, by app.Actor, draft app.CaseDraft) ([]app.Clock, error) {
	if err := by.May(app.OpenCases); err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	now := s.now()
	clocks := app.StartClocks(app.Matching(book.rules, draft.Kind, draft.Class(), app.DayOf(now)), app.EventAccepted, now, book.days)
	app.SortClocks(clocks)
	return clocks, nil
}

// OpenCase accepts a case: it gets its number and its limits, is stored and
// logged. A draft marked Close is accepted and closed in the same transaction.
func (s *Store) OpenCase(ctx context.Context, by app.Actor, draft app.CaseDraft) (app.Case, error) {
	if err := by.May(app.OpenCases); err != nil {
		return app.Case{}, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.Case{}, err
	}
	var opened app.Case
	err = s.write(ctx, by, app.Why{Source: draft.Channel}, func(x *tx) error {
		opened, err = x.openCase(ctx, draft, book)
		return err
	})
	if err != nil {
		return app.Case{}, wrap("open case", err)
	}
	return opened, nil
}

func (x *tx) openCase(ctx context.Context, draft app.CaseDraft, book *rulebook) (app.Case, error) {
	if err := draft.Check(); err != nil {
		return app.Case{}, err // before a number is spent
	}
	number, err := x.nextNumber(ctx)
	if err != nil {
		return app.Case{}, err
	}
	c, clocks, err := draft.Open(app.Opening{
		ID: newID[app.CaseID](), Area: x.by.Area, Number: number, By: x.by, Now: x.now, Rules: book.rules, Days: book.days,
	})
	if err != nil {
		return app.Case{}, err
	}
	if err := x.putCase(ctx, app.Case{}, c); err != nil {
		return app.Case{}, err
	}
	c.Seen = x.wrote
	if err := x.putNewClocks(ctx, c, clocks); err != nil {
		return app.Case{}, err
	}
	step := app.CaseStep{Area: c.Area, Case: c.ID, To: app.Accepted, By: x.by.Staff, At: c.AcceptedAt}
	if c.Status == app.Assigned {
		step.To, step.NewOwner = app.Assigned, c.Owner
	}
	if err := x.putCaseStep(ctx, step); err != nil {
		return app.Case{}, err
	}
	if c.Status == app.Closed {
		closing := app.CaseStep{Area: c.Area, Case: c.ID, From: app.Accepted, To: app.Closed, By: x.by.Staff, At: c.ClosedAt, Note: c.Result}
		return c, x.putCaseStep(ctx, closing)
	}
	return c, nil
}

func (x *tx) putNewClocks(ctx context.Context, c app.Case, clocks []app.Clock) error {
	for _, k := range clocks {
		if err := x.putCaseClock(ctx, app.CaseClock{}, app.CaseClock{ID: newID[app.CaseClockID](), Area: c.Area, Case: c.ID, Clock: k}); err != nil {
			return err
		}
	}
	return nil
}

// nextNumber is the number people read: device code, day, running number of
// that device and day. Two computers without a network never give the same.
func (x *tx) nextNumber(ctx context.Context) (string, error) {
	name := fmt.Sprintf("%s-%s", x.s.device.code, x.now.In(app.Local).Format("060102"))
	if err := x.exec(ctx, "INSERT INTO numbers (name, last) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET last = last + 1", name); err != nil {
		return "", err
	}
	var last int64
	err := x.s.conn.QueryRowContext(ctx, "SELECT last FROM numbers WHERE name = ?", name).Scan(&last)
	return fmt.Sprintf("%s-%03d", name, last), err
}

// MoveCase takes a case one step on. was is the case as its reader saw it;
// ErrChangedMeantime when somebody moved it since.
func (s *Store) MoveCase(ctx context.Context, by app.Actor, was app.Case, p app.Progress) (app.Case, error) {
	right := app.ChangeCases
	if p.Force {
		right = app.ForceCases
	}
	if err := by.May(right); err != nil {
		return app.Case{}, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.Case{}, err
	}
	var moved app.Case
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		moved, err = x.moveCase(ctx, was, p, book)
		return err
	})
	if err != nil {
		return app.Case{}, wrap("move case", err)
	}
	return moved, nil
}

func (x *tx) moveCase(ctx context.Context, was app.Case, p app.Progress, book *rulebook) (app.Case, error) {
	q, err := x.reads()
	if err != nil {
		return app.Case{}, err
	}
	current, err := one(ctx, q, scanCase, "SELECT "+caseColumns+" FROM cases WHERE id = ?", was.ID[:])
	if err != nil {
		return app.Case{}, err
	}
	if current.Status != was.Status {
		return app.Case{}, app.ErrChangedMeantime
	}
	if err := x.checkOwner(ctx, p.Owner); err != nil {
		return app.Case{}, err
	}
	kept, err := x.s.caseClocks(ctx, q, book, was.ID)
	if err != nil {
		return app.Case{}, err
	}
	clocks := make([]app.Clock, len(kept))
	for i, k := range kept {
		clocks[i] = k.Clock
	}
	rules := app.Matching(book.rules, was.Kind, was.Class(), app.DayOf(time.UnixMilli(was.AcceptedAt)))
	m, err := was.Move(p, clocks, rules, book.days, x.by, x.now)
	if err != nil {
		return app.Case{}, err
	}
	if err := x.putCase(ctx, was, m.Case); err != nil {
		return app.Case{}, err
	}
	for i, k := range kept {
		after := k
		after.Clock = m.Clocks[i]
		if err := x.putCaseClock(ctx, k, after); err != nil {
			return app.Case{}, err
		}
	}
	if err := x.putNewClocks(ctx, m.Case, m.Clocks[len(kept):]); err != nil {
		return app.Case{}, err
	}
	if err := x.putCaseStep(ctx, m.Step); err != nil {
		return app.Case{}, err
	}
	return one(ctx, q, scanCase, "SELECT "+caseColumns+" FROM cases WHERE id = ?", was.ID[:])
}

// checkOwner refuses to hand a case to somebody who does not work here today.
func (x *tx) checkOwner(ctx context.Context, id app.StaffID) error {
	if id.IsZero() {
		return nil
	}
	who, err := one(ctx, x.s.conn, scanStaff, "SELECT "+staffColumns+" FROM staff WHERE id = ?", id[:])
	if err != nil {
		return err
	}
	if !who.ActiveOn(app.DayOf(x.now)) {
		return app.Refuse("owner", app.NotActive)
	}
	return nil
}

// NoteOnCase adds a note to a case's life without moving it.
func (s *Store) NoteOnCase(ctx context.Context, by app.Actor, c app.Case, note string) error {
	if err := by.May(app.ChangeCases); err != nil {
		return err
	}
	if note == "" {
		return app.Refuse("note", app.Missing)
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		return x.putCaseStep(ctx, app.CaseStep{Area: c.Area, Case: c.ID, From: c.Status, To: c.Status, By: by.Staff, At: x.now.UnixMilli(), Note: note})
	})
	return wrap("note on case", err)
}

// CasePage is a case with everything its page shows.
func (s *Store) CasePage(ctx context.Context, by app.Actor, id app.CaseID) (app.CasePage, error) {
	if err := by.May(app.ReadCases); err != nil {
		return app.CasePage{}, err
	}
	page, err := s.casePage(ctx, id)
	return page, wrap("case page", err)
}

func (s *Store) casePage(ctx context.Context, id app.CaseID) (app.CasePage, error) {
	var p app.CasePage
	found, err := collect(ctx, s.reader, scanCaseRow, "SELECT "+caseRowColumns+caseRowFrom+" WHERE c.id = ?", id[:])
	if err != nil {
		return p, err
	}
	if len(found) == 0 {
		return p, app.ErrNotFound
	}
	p.Case = found[0]
	book, err := s.rulebook(ctx)
	if err != nil {
		return p, err
	}
	kept, err := s.caseClocks(ctx, s.reader, book, id)
	if err != nil {
		return p, err
	}
	for _, k := range kept {
		p.Clocks = append(p.Clocks, k.Clock)
	}
	app.SortClocks(p.Clocks)
	p.Steps, err = collect(ctx, s.reader, scanCaseStep, "SELECT "+caseStepColumns+" WHERE s.case_id = ? ORDER BY s.at, s.n", id[:])
	return p, err
}

const caseStepColumns = `s.id, s.area, s.case_id, s.from_status, s.to_status, s.by_id, s.at, s.note, s.reason, s.new_owner_id, s.forced,
	coalesce(b.name, ''), coalesce(o.name, '')
	FROM case_steps s LEFT JOIN staff b ON b.id = s.by_id LEFT JOIN staff o ON o.id = s.new_owner_id`

func scanCaseStep(r scanner) (app.CaseStep, error) {
	var s app.CaseStep
	err := r.Scan(idInto(&s.ID), &s.Area, idInto(&s.Case), &s.From, &s.To, idInto(&s.By), &s.At, &s.Note, &s.Reason, idInto(&s.NewOwner), &s.Forced,
		&s.ByName, &s.OwnerName)
	return s, err
}

// caseClocks reads a case's clocks and gives each the words of its rule.
func (s *Store) caseClocks(ctx context.Context, q querier, book *rulebook, id app.CaseID) ([]app.CaseClock, error) {
	kept, err := collect(ctx, q, scanCaseClock, "SELECT "+caseClockColumns+" FROM case_clocks WHERE case_id = ? AND withdrawn_at IS NULL ORDER BY n", id[:])
	if err != nil {
		return nil, err
	}
	for i := range kept {
		if rule, known := book.byID[kept[i].Clock.Rule]; known {
			kept[i].Clock = kept[i].Clock.Under(rule)
		}
	}
	return kept, nil
}
