package data

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"lamplighter/app"
)

// OpenCase accepts a case: it gets its number and its limits, is stored and
// logged. A draft marked Close is accepted and closed in the same transaction.
func (s *Store) OpenCase(ctx context.Context, by app.Actor, draft app.CaseDraft) (masked app.Case, _ error) {
	defer mask(by, &masked)
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
	flow := book.flowOn(draft.Kind, app.DayOf(x.now))
	if err := draft.Check(flow); err != nil {
		return app.Case{}, err // before a number is spent
	}
	if err := x.checkOwner(ctx, draft.Owner); err != nil {
		return app.Case{}, err
	}
	number, err := x.nextNumber(ctx)
	if err != nil {
		return app.Case{}, err
	}
	opened, err := draft.Open(app.Opening{
		ID: newID[app.CaseID](), Area: x.caseArea(flow), Number: number, By: x.by, Now: x.now, Flow: flow, Rules: book.Rules,
	})
	if err != nil {
		return app.Case{}, err
	}
	c := opened.Case
	if c.ContactPhone, err = x.clearPhone(ctx, c.Customer, c.ContactPhone); err != nil {
		return app.Case{}, err
	}
	if err := x.putCase(ctx, app.Case{}, c); err != nil {
		return app.Case{}, err
	}
	c.Seen = x.wrote
	if err := x.rateCase(ctx, app.Case{}, c, contactOf(c.Channel)); err != nil {
		return app.Case{}, err
	}
	if err := x.putOpened(ctx, draft, opened); err != nil {
		return app.Case{}, err
	}
	return c, x.putFirstSteps(ctx, c, flow)
}

// caseArea is where a case is kept. Protected ones have areas of their own,
// so that they never travel with the others.
func (x *tx) caseArea(flow app.Flow) app.Area {
	if flow.Protected {
		return x.by.Area.Protected()
	}
	return x.by.Area
}

// putOpened puts what begins with a case.
func (x *tx) putOpened(ctx context.Context, draft app.CaseDraft, o app.Opened) error {
	if err := x.putNewClocks(ctx, o.Case, o.Clocks); err != nil {
		return err
	}
	if err := x.putCaseFields(ctx, o.Case, nil, o.Fields); err != nil {
		return err
	}
	for _, d := range o.Documents {
		d.ID = newID[app.CaseDocumentID]()
		if err := x.putCaseDocument(ctx, app.CaseDocument{}, d); err != nil {
			return err
		}
	}
	if !draft.Outage.IsZero() {
		if err := x.flush(); err != nil {
			return err
		}
		if err := x.linkFault(ctx, o.Case.ID, draft.Outage); err != nil {
			return err
		}
	}
	return x.nameOn(ctx, o.Case, append(draft.Named, draft.Owner)...)
}

// putFirstSteps begins a case's life; one closed at once has its end as well.
func (x *tx) putFirstSteps(ctx context.Context, c app.Case, flow app.Flow) error {
	step := app.CaseStep{Area: c.Area, Case: c.ID, To: c.Status, ToStage: c.Stage, By: x.by.Staff, At: c.AcceptedAt, NewOwner: c.Owner}
	if c.Status != app.Closed {
		return x.putCaseStep(ctx, step)
	}
	first, _ := flow.First(app.Accepted)
	step.To, step.ToStage, step.NewOwner = first.Status, first.Code, app.StaffID{}
	if err := x.putCaseStep(ctx, step); err != nil {
		return err
	}
	return x.putCaseStep(ctx, app.CaseStep{
		Area: c.Area, Case: c.ID, From: step.To, FromStage: step.ToStage, To: c.Status, ToStage: c.Stage, By: x.by.Staff, At: c.ClosedAt, Note: c.Result,
		Contact: contactOf(c.Channel),
	})
}

// contactOf is how a customer was met who was answered at once.
func contactOf(channel string) string {
	switch channel {
	case "counter", "reception_day":
		return "hall"
	case "hall_phone", "95598_phone", "12398", "12345":
		return "phone"
	case "visit":
		return "site"
	}
	return "online"
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
	numbers, err := x.nextNumbers(ctx, 1)
	if err != nil {
		return "", err
	}
	return numbers[0], nil
}

// nextNumbers is so many numbers, one after the other.
func (x *tx) nextNumbers(ctx context.Context, count int) ([]string, error) {
	name := fmt.Sprintf("%s-%s", x.s.device.code, x.now.In(app.Local).Format("060102"))
	if err := x.exec(ctx, "INSERT INTO numbers (name, last) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET last = last + ?2", name, count); err != nil {
		return nil, err
	}
	var last int
	err := x.s.conn.QueryRowContext(ctx, "SELECT last FROM numbers WHERE name = ?", name).Scan(&last)
	numbers := make([]string, count)
	for i := range numbers {
		numbers[i] = fmt.Sprintf("%s-%03d", name, last-count+1+i)
	}
	return numbers, err
}

// MoveCase takes a case one step on. was is the case as its reader saw it;
// ErrChangedMeantime when somebody moved it since.
func (s *Store) MoveCase(ctx context.Context, by app.Actor, was app.Case, p app.Progress) (masked app.Case, _ error) {
	defer mask(by, &masked)
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
	file, err := x.caseFile(ctx, was, book)
	if err != nil {
		return app.Case{}, err
	}
	if err := x.checkOwner(ctx, p.Owner); err != nil {
		return app.Case{}, err
	}
	m, err := file.Move(p, book.Rules, x.by, x.now)
	if err != nil {
		return app.Case{}, err
	}
	if err := x.putCase(ctx, was, m.Case); err != nil {
		return app.Case{}, err
	}
	if err := x.rateCase(ctx, was, m.Case, p.Contact); err != nil {
		return app.Case{}, err
	}
	if err := x.putClocks(ctx, m.Case, file.clocks, m.Clocks); err != nil {
		return app.Case{}, err
	}
	if err := x.putCaseFields(ctx, m.Case, file.fields, m.Fields); err != nil {
		return app.Case{}, err
	}
	if err := x.nameOn(ctx, m.Case, p.Owner); err != nil {
		return app.Case{}, err
	}
	if err := x.putCaseStep(ctx, m.Step); err != nil {
		return app.Case{}, err
	}
	return x.readCase(ctx, was.ID)
}

// putClocks puts the clocks of a case after a move: those it had in their
// order, new ones behind them.
func (x *tx) putClocks(ctx context.Context, c app.Case, kept []app.CaseClock, now []app.Clock) error {
	for i, k := range kept {
		after := k
		after.Clock = now[i]
		if err := x.putCaseClock(ctx, k, after); err != nil {
			return err
		}
	}
	return x.putNewClocks(ctx, c, now[len(kept):])
}

// putCaseFields puts the fields that differ from what is kept.
func (x *tx) putCaseFields(ctx context.Context, c app.Case, kept []caseField, now map[string]string) error {
	for _, name := range slices.Sorted(maps.Keys(now)) {
		i := slices.IndexFunc(kept, func(f caseField) bool { return f.name == name })
		f := caseField{id: newID[app.ID[caseField]](), area: c.Area, of: c.ID, name: name, value: now[name]}
		was := row{}
		if i >= 0 {
			f.id, f.seen = kept[i].id, kept[i].seen
			was = caseFieldRow(kept[i])
		} else if f.value == "" {
			continue
		}
		if err := x.put(ctx, "case_fields", was, caseFieldRow(f)); err != nil {
			return err
		}
	}
	return nil
}

// nameOn lets people see a protected case who could not yet.
func (x *tx) nameOn(ctx context.Context, c app.Case, people ...app.StaffID) error {
	if !c.Protected {
		return nil
	}
	q, err := x.reads()
	if err != nil {
		return err
	}
	named, err := collect(ctx, q, scanStaffID, "SELECT staff_id FROM case_named WHERE case_id = ? AND withdrawn_at IS NULL", c.ID[:])
	if err != nil {
		return err
	}
	for _, who := range people {
		if who.IsZero() || slices.Contains(named, who) {
			continue
		}
		named = append(named, who)
		if err := x.putCaseNamed(ctx, c, who); err != nil {
			return err
		}
	}
	return nil
}

func scanStaffID(r scanner) (app.StaffID, error) {
	var id app.StaffID
	err := r.Scan(idInto(&id))
	return id, err
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
