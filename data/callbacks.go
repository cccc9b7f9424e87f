package data

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"strings"

	"lamplighter/app"
)

const drawColumns = "d.id, d.area, d.sy_hlc, d.sy_dev, d.sy_ovr, d.at, d.by_id, d.kinds, d.from_on, d.to_on, d.percent, d.at_least, d.seed, d.total, d.picked, " +
	"(SELECT count(*) FROM call_backs b WHERE b.draw_id = d.id AND b.called_at > 0)"

func scanDraw(r scanner) (app.Draw, error) {
	var d app.Draw
	var kinds string
	err := r.Scan(idInto(&d.ID), &d.Area, &d.Seen.HLC, &d.Seen.Device, laterInto(&d.Seen), &d.At, idInto(&d.By), &kinds, &d.From, &d.To, &d.Percent, &d.AtLeast,
		&d.Seed, &d.Total, &d.Picked, &d.Called)
	for kind := range strings.SplitSeq(kinds, ",") {
		if kind != "" {
			d.Kinds = append(d.Kinds, app.CaseKind(kind))
		}
	}
	return d, err
}

func drawRow(d app.Draw) row {
	kinds := make([]string, len(d.Kinds))
	for i, kind := range d.Kinds {
		kinds[i] = string(kind)
	}
	return row{id: d.ID, area: d.Area, seen: d.Seen, fields: []field{
		{"at", d.At},
		{"by_id", idOf(d.By)},
		{"kinds", strings.Join(kinds, ",")},
		{"from_on", string(d.From)},
		{"to_on", string(d.To)},
		{"percent", d.Percent},
		{"at_least", d.AtLeast},
		{"seed", d.Seed},
		{"total", d.Total},
		{"picked", d.Picked},
		{"withdrawn_at", nil},
	}}
}

func callBackRow(b app.CallBackOf) row {
	return row{id: b.ID, area: b.Area, seen: b.Seen, fields: []field{
		{"draw_id", idOf(b.Draw)},
		{"case_id", idOf(b.Case.ID)},
		{"called_at", b.CalledAt},
		{"by_id", idOf(b.By)},
		{"opinion", b.Opinion},
		{"note", b.Note},
		{"withdrawn_at", nil},
	}}
}

// DrawCallBacks chooses at random among the cases that were closed in a span,
// and keeps what was chosen. The draw comes back with its seed, by which it
// can be repeated. Protected cases are never drawn.
func (s *Store) DrawCallBacks(ctx context.Context, by app.Actor, d app.Draw) (app.Draw, error) {
	if err := by.May(app.ChangeCases); err != nil {
		return app.Draw{}, err
	}
	if err := d.Check(); err != nil {
		return app.Draw{}, err
	}
	var seed [8]byte
	_, _ = rand.Read(seed[:]) // never fails
	d.Seed = int64(binary.BigEndian.Uint64(seed[:]) >> 12)
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		cases, err := x.closedBetween(ctx, d)
		if err != nil {
			return err
		}
		picked := d.Pick(cases)
		d.ID, d.Area, d.At, d.By = newID[app.DrawID](), by.Area, x.now.UnixMilli(), by.Staff
		d.Total, d.Picked = int64(len(cases)), int64(len(picked))
		if d.Picked == 0 {
			return app.Refuse("from_on", app.NothingToDo)
		}
		if err := x.put(ctx, "draws", row{}, drawRow(d)); err != nil {
			return err
		}
		for _, id := range picked {
			b := app.CallBackOf{ID: newID[app.CallBackID](), Area: by.Area, Draw: d.ID}
			b.Case.ID = id
			if err := x.put(ctx, "call_backs", row{}, callBackRow(b)); err != nil {
				return err
			}
		}
		return nil
	})
	return d, wrap("draw call-backs", err)
}

func (x *tx) closedBetween(ctx context.Context, d app.Draw) ([]app.CaseID, error) {
	q := where{}
	q.add("withdrawn_at IS NULL AND protected = 0 AND anonymous = 0")
	q.add("closed_at >= ? AND closed_at < ?", max(1, d.From.Time().UnixMilli()), d.To.AddDays(1).Time().UnixMilli())
	in(&q, "kind", d.Kinds)
	reads, err := x.reads()
	if err != nil {
		return nil, err
	}
	return collect(ctx, reads, func(r scanner) (app.CaseID, error) {
		var id app.CaseID
		err := r.Scan(idInto(&id))
		return id, err
	}, "SELECT id FROM cases"+q.text(), q.args...)
}

// Draws lists the draws, newest first.
func (s *Store) Draws(ctx context.Context, by app.Actor) ([]app.Draw, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanDraw, "SELECT "+drawColumns+" FROM draws d WHERE d.withdrawn_at IS NULL ORDER BY d.at DESC LIMIT 200")
	return found, wrap("draws", err)
}

// CallBacks lists the cases of a draw: those not called yet first.
func (s *Store) CallBacks(ctx context.Context, by app.Actor, draw app.DrawID) (masked []app.CallBackOf, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadCases); err != nil {
		return nil, err
	}
	found, err := collect(ctx, s.reader, scanCallBack, "SELECT b.id, b.area, b.sy_hlc, b.sy_dev, b.sy_ovr, b.draw_id, b.called_at, b.by_id, b.opinion, b.note, "+
		caseRowColumns+" FROM call_backs b JOIN cases c ON c.id = b.case_id"+strings.TrimPrefix(caseRowFrom, " FROM cases c")+
		" WHERE b.draw_id = ? AND b.withdrawn_at IS NULL AND "+seesCasesAs("c")+" ORDER BY b.called_at > 0, c.closed_at", draw[:], by.Staff[:])
	return found, wrap("call-backs", err)
}

func scanCallBack(r scanner) (app.CallBackOf, error) {
	var b app.CallBackOf
	c := &b.Case
	into := []any{idInto(&b.ID), &b.Area, &b.Seen.HLC, &b.Seen.Device, laterInto(&b.Seen), idInto(&b.Draw), &b.CalledAt, idInto(&b.By), &b.Opinion, &b.Note}
	into = append(into, caseInto(&c.Case)...)
	err := r.Scan(append(into, &c.CustomerName, &c.AccountNo, &c.OwnerName, &c.Keeping)...)
	return b, err
}

// RecordCallBack enters what the customer of a drawn case said. It stands in
// the case's life as well.
func (s *Store) RecordCallBack(ctx context.Context, by app.Actor, was app.CallBackOf, opinion, note string) error {
	if err := by.May(app.ChangeCases); err != nil {
		return err
	}
	if opinion == "" {
		return app.Refuse("opinion", app.NeedsOpinion)
	}
	err := s.write(ctx, by, app.Why{Source: "call_back"}, func(x *tx) error {
		c, err := x.readCase(ctx, was.Case.ID)
		if err != nil {
			return err
		}
		now := was
		now.CalledAt, now.By, now.Opinion, now.Note = x.now.UnixMilli(), by.Staff, opinion, strings.TrimSpace(note)
		if err := x.put(ctx, "call_backs", callBackRow(was), callBackRow(now)); err != nil {
			return err
		}
		way := "phone"
		if opinion == app.OpinionNotReached {
			way = app.ContactNotReached
		}
		if err := x.rateCalledBack(ctx, c, opinion); err != nil {
			return err
		}
		return x.putCaseStep(ctx, app.CaseStep{
			Area: c.Area, Case: c.ID, From: c.Status, To: c.Status, FromStage: c.Stage, ToStage: c.Stage, By: by.Staff, At: now.CalledAt, Note: now.Note, Contact: way,
		})
	})
	return wrap("record call-back", err)
}
