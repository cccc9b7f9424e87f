package data

import (
	"context"

	"lamplighter/app"
)

const ruleColumns = "id, sy_hlc, sy_dev, sy_ovr, rule_set, version, source, mark, valid_from, valid_to, kind, step, class, amount, unit, starts, stops, pauses, " +
	"severity, withdrawn_at"

func scanRule(r scanner) (app.LimitRule, error) {
	var l app.LimitRule
	err := r.Scan(idInto(&l.ID), &l.Seen.HLC, &l.Seen.Device, laterInto(&l.Seen), &l.RuleSet, &l.Version, &l.Source, &l.Mark, &l.ValidFrom, &l.ValidTo,
		&l.Kind, &l.Step, &l.Class, &l.Amount, &l.Unit, &l.Starts, &l.Stops, &l.Pauses, &l.Severity, orZero(&l.WithdrawnAt))
	return l, err
}

func ruleRow(l app.LimitRule) row {
	return row{id: l.ID, seen: l.Seen, fields: []field{
		{"rule_set", string(l.RuleSet)},
		{"version", l.Version},
		{"source", l.Source},
		{"mark", l.Mark},
		{"valid_from", string(l.ValidFrom)},
		{"valid_to", string(l.ValidTo)},
		{"kind", string(l.Kind)},
		{"step", l.Step},
		{"class", l.Class},
		{"amount", l.Amount},
		{"unit", string(l.Unit)},
		{"starts", string(l.Starts)},
		{"stops", string(l.Stops)},
		{"pauses", l.Pauses},
		{"severity", l.Severity},
		{"withdrawn_at", timeOf(l.WithdrawnAt)},
	}}
}

func (x *tx) putRule(ctx context.Context, was, now app.LimitRule) error {
	return x.put(ctx, "limit_rules", before(was.ID.IsZero(), was, ruleRow), ruleRow(now))
}

// keptRules are all rules, withdrawn ones too.
func keptRules(ctx context.Context, q querier) ([]app.LimitRule, error) {
	return collect(ctx, q, scanRule, "SELECT "+ruleColumns+" FROM limit_rules ORDER BY n")
}

// LimitRules lists the rules in use, all versions, in the order of the file.
func (s *Store) LimitRules(ctx context.Context, by app.Actor) ([]app.LimitRule, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	return book.Limits, nil
}

// SaveLimitRule makes a limit, or the next version of one when was is given;
// the version before it ends the day before. Cases that run keep the version
// they started under.
func (s *Store) SaveLimitRule(ctx context.Context, by app.Actor, was, now app.LimitRule) (app.LimitRule, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.LimitRule{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "limit rule", OccurredOn: now.ValidFrom, Note: now.Source}, func(x *tx) error {
		kept, err := keptRules(ctx, x.s.conn)
		if err != nil {
			return err
		}
		var old app.LimitRule
		if old, now, err = app.NextVersion(kept, was, now); err != nil {
			return err
		}
		now.ID, now.Seen = newID[app.RuleID](), app.Seen{}
		if !was.ID.IsZero() {
			if err := x.putRule(ctx, was, old); err != nil {
				return err
			}
		}
		err = x.putRule(ctx, app.LimitRule{}, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save limit rule", err)
}

// WithdrawLimitRule takes a version out of use: no case starts it any more,
// and those it runs for keep it. A version that had not begun gives the one
// before it its open end back.
func (s *Store) WithdrawLimitRule(ctx context.Context, by app.Actor, gone app.LimitRule) error {
	if err := by.May(app.ChangeRules); err != nil {
		return err
	}
	err := s.write(ctx, by, app.Why{Source: "limit rule", Note: gone.Source}, func(x *tx) error {
		kept, err := keptRules(ctx, x.s.conn)
		if err != nil {
			return err
		}
		withdrawn, earlier := app.WithoutVersion(kept, gone, x.now)
		if !earlier.ID.IsZero() {
			open := earlier
			open.ValidTo = gone.ValidTo
			if err := x.putRule(ctx, earlier, open); err != nil {
				return err
			}
		}
		return x.putRule(ctx, gone, withdrawn)
	})
	return wrap("withdraw limit rule", err)
}
