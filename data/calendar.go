package data

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"lamplighter/app"
)

type dayID = app.ID[app.CalendarDay]

// keptDay is a day of the calendar as a row has it.
type keptDay struct {
	app.CalendarDay
	id          dayID
	seen        app.Seen
	withdrawnAt int64
}

func scanDay(r scanner) (keptDay, error) {
	var d keptDay
	err := r.Scan(idInto(&d.id), &d.seen.HLC, &d.seen.Device, laterInto(&d.seen), &d.Day, &d.Name, &d.Kind, orZero(&d.withdrawnAt))
	return d, err
}

func dayRow(d keptDay) row {
	return row{id: d.id, seen: d.seen, fields: []field{
		{"day", string(d.Day)}, {"name", d.Name}, {"kind", string(d.Kind)}, {"withdrawn_at", timeOf(d.withdrawnAt)},
	}}
}

func (x *tx) putDay(ctx context.Context, was, now keptDay) error {
	return x.put(ctx, "calendar_days", before(was.id.IsZero(), was, dayRow), dayRow(now))
}

// keptDays are the days that were ever listed, in order, each once: of a day
// that two computers listed the later row holds.
func keptDays(ctx context.Context, q querier) ([]keptDay, error) {
	days, err := collect(ctx, q, scanDay, "SELECT id, sy_hlc, sy_dev, sy_ovr, day, name, kind, withdrawn_at FROM calendar_days ORDER BY day, sy_hlc DESC, sy_dev DESC")
	return slices.CompactFunc(days, func(a, b keptDay) bool { return a.Day == b.Day }), err
}

func listedNow(kept []keptDay) []app.CalendarDay {
	var out []app.CalendarDay
	for _, d := range kept {
		if d.withdrawnAt == 0 {
			out = append(out, d.CalendarDay)
		}
	}
	return out
}

// keptCalendar is the calendar of the days in use, with the office hours.
func keptCalendar(ctx context.Context, q querier) (*app.Calendar, error) {
	days, err := keptDays(ctx, q)
	if err != nil {
		return nil, err
	}
	office, err := keptOffice(ctx, q)
	if err != nil {
		return nil, err
	}
	return calendarOf(listedNow(days), office)
}

func calendarOf(days []app.CalendarDay, office app.OfficeDay) (*app.Calendar, error) {
	calendar, err := app.NewCalendar(days)
	if err != nil {
		return nil, err
	}
	return calendar.WithOffice(office), nil
}

// CalendarDays lists the days the notices name, in order.
func (s *Store) CalendarDays(ctx context.Context, by app.Actor) ([]app.CalendarDay, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	kept, err := keptDays(ctx, s.reader)
	return listedNow(kept), wrap("read calendar", err)
}

// SaveCalendarDay says something else of one day; app.DayPlain leaves it to
// the week. The limits it touches are counted anew.
func (s *Store) SaveCalendarDay(ctx context.Context, by app.Actor, was, now app.CalendarDay, report func(done, total int64)) (app.CalendarReport, error) {
	return s.changeCalendar(ctx, by, string(now.Day), report, false, func(known []app.CalendarDay) ([]app.CalendarDay, error) {
		return app.TakeDay(known, was, now)
	})
}

// ImportCalendar takes the notice of a year in, or tells what that would do.
// Limits that run past the last year known before are counted anew.
func (s *Store) ImportCalendar(ctx context.Context, by app.Actor, notice []app.CalendarDay, dryRun bool, report func(done, total int64)) (app.CalendarReport, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.CalendarReport{}, err
	}
	if err := app.CheckNotice(notice); err != nil {
		return app.CalendarReport{}, err
	}
	year := strconv.Itoa(app.LastYear(notice))
	return s.changeCalendar(ctx, by, year, report, dryRun, func(known []app.CalendarDay) ([]app.CalendarDay, error) {
		return app.TakeNotice(known, notice), nil
	})
}

// changeCalendar is one transaction: the days, then the limits they touch.
func (s *Store) changeCalendar(ctx context.Context, by app.Actor, what string, report func(done, total int64), dryRun bool,
	change func([]app.CalendarDay) ([]app.CalendarDay, error),
) (app.CalendarReport, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.CalendarReport{}, err
	}
	rep := app.CalendarReport{DryRun: dryRun}
	err := s.write(ctx, by, app.Why{Source: "calendar", Note: what}, func(x *tx) error {
		book, err := readRulebook(ctx, x.s.conn)
		if err != nil {
			return err
		}
		kept, err := keptDays(ctx, x.s.conn)
		if err != nil {
			return err
		}
		known := listedNow(kept)
		days, err := change(known)
		if err != nil {
			return err
		}
		calendar, err := calendarOf(days, book.Days.Office())
		if err != nil {
			return err
		}
		if err := x.putDays(ctx, kept, days, &rep); err != nil {
			return err
		}
		rep.Year = calendar.PublishedThrough()
		rep.WorkingDays = calendar.WorkingDaysIn(rep.Year)
		changed := app.ChangedDays(known, days)
		if rep.Year != book.Days.PublishedThrough() {
			changed = nil // any limit may have become certain, or doubtful
		}
		book.Days = calendar
		if err := x.recount(ctx, book, changed, &rep, report); err != nil {
			return err
		}
		if dryRun {
			return errDryRun
		}
		return nil
	})
	if errors.Is(err, errDryRun) {
		err = nil
	}
	return rep, wrap("change calendar", err)
}

// putDays brings the rows to a list of days.
func (x *tx) putDays(ctx context.Context, kept []keptDay, days []app.CalendarDay, rep *app.CalendarReport) error {
	wanted := map[app.Day]app.CalendarDay{}
	for _, d := range days {
		wanted[d.Day] = d
	}
	for _, was := range kept {
		now := was
		day, listed := wanted[was.Day]
		delete(wanted, was.Day)
		switch {
		case listed && was.withdrawnAt != 0:
			now.CalendarDay, now.withdrawnAt = day, 0
			rep.Added++
		case listed && was.CalendarDay != day:
			now.CalendarDay = day
			rep.Changed++
		case !listed && was.withdrawnAt == 0:
			now.withdrawnAt = x.now.UnixMilli()
			rep.Removed++
		default:
			continue
		}
		if err := x.putDay(ctx, was, now); err != nil {
			return err
		}
	}
	for _, d := range days {
		if _, missing := wanted[d.Day]; missing {
			rep.Added++
			if err := x.putDay(ctx, keptDay{}, keptDay{CalendarDay: d, id: newID[dayID]()}); err != nil {
				return err
			}
		}
	}
	return nil
}
