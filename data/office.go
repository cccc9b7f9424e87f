package data

import (
	"context"

	"lamplighter/app"
)

type officeID = app.ID[app.OfficeDay]

// keptHours is the office day as a row has it.
type keptHours struct {
	id    officeID
	seen  app.Seen
	hours string
}

func scanHours(r scanner) (keptHours, error) {
	var h keptHours
	err := r.Scan(idInto(&h.id), &h.seen.HLC, &h.seen.Device, laterInto(&h.seen), &h.hours)
	return h, err
}

func hoursRow(h keptHours) row {
	return row{id: h.id, seen: h.seen, fields: []field{{"hours", h.hours}, {"withdrawn_at", nil}}}
}

// keptHoursNow is the row that holds: of two that two computers made, the later.
func keptHoursNow(ctx context.Context, q querier) (keptHours, error) {
	rows, err := collect(ctx, q, scanHours, "SELECT id, sy_hlc, sy_dev, sy_ovr, hours FROM office_hours WHERE withdrawn_at IS NULL ORDER BY sy_hlc DESC, sy_dev DESC LIMIT 1")
	if err != nil || len(rows) == 0 {
		return keptHours{}, err
	}
	return rows[0], nil
}

func keptOffice(ctx context.Context, q querier) (app.OfficeDay, error) {
	kept, err := keptHoursNow(ctx, q)
	if err != nil || kept.hours == "" {
		return app.DefaultOffice(), err
	}
	return app.ParseOffice(kept.hours)
}

// SaveOffice sets when the offices work on a working day; the limits in
// working hours that run are counted anew.
func (s *Store) SaveOffice(ctx context.Context, by app.Actor, office app.OfficeDay, report func(done, total int64)) (app.CalendarReport, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.CalendarReport{}, err
	}
	if err := office.Check(); err != nil {
		return app.CalendarReport{}, err
	}
	var rep app.CalendarReport
	err := s.write(ctx, by, app.Why{Source: "office hours", Note: office.String()}, func(x *tx) error {
		book, err := readRulebook(ctx, x.s.conn)
		if err != nil {
			return err
		}
		was, err := keptHoursNow(ctx, x.s.conn)
		if err != nil {
			return err
		}
		now := was
		now.hours = office.String()
		if now.id.IsZero() {
			now.id = newID[officeID]()
		}
		if err := x.put(ctx, "office_hours", before(was.id.IsZero(), was, hoursRow), hoursRow(now)); err != nil {
			return err
		}
		book.Days = book.Days.WithOffice(office)
		return x.recount(ctx, book, nil, &rep, report)
	})
	return rep, wrap("save office hours", err)
}
