package data

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/google/uuid"

	"lamplighter/app"
)

// Seed is what a new file starts with. Its records have ids and stamps that
// come from their content, so that two files that start alike stay alike and
// anything a person changes wins over it.
type Seed struct {
	Codes []app.Code
	Days  []app.CalendarDay
	Rules []app.LimitRule
}

// seedSpace makes the ids of seeded records.
var seedSpace = uuid.NewSHA1(uuid.NameSpaceDNS, []byte("seed.desk.lamplighter.app"))

// SeedID is the id of a seeded record, from what names it.
func SeedID[T ~[16]byte](parts ...string) T {
	return T(uuid.NewSHA1(seedSpace, []byte(strings.Join(parts, "\x00"))))
}

// sow writes the seed into a file that has none.
func (s *Store) sow(ctx context.Context, seed Seed) error {
	var sown int
	if err := s.conn.QueryRowContext(ctx, "SELECT count(*) FROM sy_have WHERE dev = ?", seedDevice).Scan(&sown); err != nil {
		return err
	}
	if sown > 0 || len(seed.Codes)+len(seed.Days)+len(seed.Rules) == 0 {
		return nil
	}
	x := &tx{s: s, dev: seedDevice}
	return s.writeAs(ctx, x, func(x *tx) error {
		x.now = time.UnixMilli(0)
		return x.putSeed(ctx, seed)
	})
}

func (x *tx) putSeed(ctx context.Context, seed Seed) error {
	for _, c := range seed.Codes {
		r := row{id: SeedID[app.ID[app.Code]]("codes", c.List, c.Code), fields: codeFields(c)}
		if err := x.put(ctx, "codes", row{}, r); err != nil {
			return err
		}
	}
	for _, d := range seed.Days {
		r := row{id: SeedID[app.ID[app.CalendarDay]]("calendar_days", string(d.Day)), fields: dayFields(d)}
		if err := x.put(ctx, "calendar_days", row{}, r); err != nil {
			return err
		}
	}
	for _, l := range seed.Rules {
		name := fmt.Sprint(l.RuleSet, l.Version, l.Kind, l.Step, l.Class)
		r := row{id: SeedID[app.RuleID]("limit_rules", name), fields: ruleFields(l)}
		if err := x.put(ctx, "limit_rules", row{}, r); err != nil {
			return err
		}
	}
	return nil
}

func codeFields(c app.Code) []field {
	return []field{
		{"list", c.List},
		{"code", c.Code},
		{"zh", c.ZH},
		{"en", c.EN},
		{"valid_from", string(c.ValidFrom)},
		{"valid_to", string(c.ValidTo)},
		{"sort", c.Sort},
		{"withdrawn_at", nil},
	}
}

func dayFields(d app.CalendarDay) []field {
	return []field{{"day", string(d.Day)}, {"name", d.Name}, {"kind", string(d.Kind)}, {"withdrawn_at", nil}}
}

func ruleFields(l app.LimitRule) []field {
	return []field{
		{"rule_set", string(l.RuleSet)},
		{"version", int64(l.Version)},
		{"source", l.Source},
		{"mark", l.Mark},
		{"valid_from", string(l.ValidFrom)},
		{"valid_to", string(l.ValidTo)},
		{"kind", string(l.Kind)},
		{"step", l.Step},
		{"class", l.Class},
		{"amount", int64(l.Amount)},
		{"unit", string(l.Unit)},
		{"starts", string(l.Starts)},
		{"stops", string(l.Stops)},
		{"pauses", l.Pauses},
		{"severity", l.Severity},
		{"withdrawn_at", nil},
	}
}

// rulebook is the limits and working days in force.
type rulebook struct {
	rules []app.LimitRule
	byID  map[app.RuleID]app.LimitRule
	days  *app.Calendar
}

// rulebook reads the rules and the calendar once.
func (s *Store) rulebook(ctx context.Context) (*rulebook, error) {
	s.rulesMu.Lock()
	defer s.rulesMu.Unlock()
	if s.rules != nil {
		return s.rules, nil
	}
	rules, err := collect(ctx, s.reader, scanRule, `SELECT id, rule_set, version, source, mark, valid_from, valid_to, kind, step, class, amount, unit, starts, stops, pauses, severity
		FROM limit_rules WHERE withdrawn_at IS NULL ORDER BY n`)
	if err != nil {
		return nil, wrap("read limit rules", err)
	}
	days, err := collect(ctx, s.reader, scanDay, "SELECT day, name, kind FROM calendar_days WHERE withdrawn_at IS NULL ORDER BY day")
	if err != nil {
		return nil, wrap("read calendar", err)
	}
	calendar, err := app.NewCalendar(days)
	if err != nil {
		return nil, wrap("read calendar", err)
	}
	book := &rulebook{rules: rules, byID: map[app.RuleID]app.LimitRule{}, days: calendar}
	for _, r := range rules {
		book.byID[r.ID] = r
	}
	s.rules = book
	return book, nil
}

func scanRule(r scanner) (app.LimitRule, error) {
	var l app.LimitRule
	err := r.Scan(idInto(&l.ID), &l.RuleSet, &l.Version, &l.Source, &l.Mark, &l.ValidFrom, &l.ValidTo, &l.Kind, &l.Step, &l.Class, &l.Amount, &l.Unit,
		&l.Starts, &l.Stops, &l.Pauses, &l.Severity)
	return l, err
}

func scanDay(r scanner) (app.CalendarDay, error) {
	var d app.CalendarDay
	err := r.Scan(&d.Day, &d.Name, &d.Kind)
	return d, err
}

// Codes reads all code tables, in the order they are offered.
func (s *Store) Codes(ctx context.Context, by app.Actor) ([]app.Code, error) {
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	return collect(ctx, s.reader, func(r scanner) (app.Code, error) {
		var c app.Code
		err := r.Scan(&c.List, &c.Code, &c.ZH, &c.EN, &c.ValidFrom, &c.ValidTo, &c.Sort)
		return c, err
	}, "SELECT list, code, zh, en, valid_from, valid_to, sort FROM codes WHERE withdrawn_at IS NULL ORDER BY list, sort, code")
}

// Calendar is the working-day calendar in force.
func (s *Store) Calendar(ctx context.Context) (*app.Calendar, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	return book.days, nil
}
