package data

import (
	"context"

	"lamplighter/app"
)

const retentionRuleColumns = "id, area, sy_hlc, sy_dev, sy_ovr, kind, months, version, valid_from, source, by_id, made_at, withdrawn_at"

func scanRetentionRule(s scanner) (app.RetentionRule, error) {
	var r app.RetentionRule
	err := s.Scan(idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Kind, &r.Months, &r.Version, &r.ValidFrom, &r.Source,
		idInto(&r.By), &r.At, orZero(&r.WithdrawnAt))
	return r, err
}

func retentionRuleRow(r app.RetentionRule) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"kind", string(r.Kind)},
		{"months", r.Months},
		{"version", r.Version},
		{"valid_from", string(r.ValidFrom)},
		{"source", r.Source},
		{"by_id", idOf(r.By)},
		{"made_at", r.At},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putRetentionRule(ctx context.Context, was, now app.RetentionRule) error {
	return x.put(ctx, "retention_rules", before(was.ID.IsZero(), was, retentionRuleRow), retentionRuleRow(now))
}

// retentionRules are all versions that the company wrote, withdrawn ones too.
func retentionRules(ctx context.Context, q querier) ([]app.RetentionRule, error) {
	return collect(ctx, q, scanRetentionRule, "SELECT "+retentionRuleColumns+" FROM retention_rules ORDER BY n")
}

// retentionOn is the rule of a kind that holds on a day.
func retentionOn(ctx context.Context, q querier, kind app.RetentionKind, day app.Day) (app.RetentionRule, error) {
	kept, err := retentionRules(ctx, q)
	if err != nil {
		return app.RetentionRule{}, err
	}
	return app.RetentionOn(kept, kind, day)
}

// retentionsOn are the rules of all kinds that hold on a day.
func retentionsOn(ctx context.Context, q querier, day app.Day) (map[app.RetentionKind]app.RetentionRule, error) {
	kept, err := retentionRules(ctx, q)
	if err != nil {
		return nil, err
	}
	rules := map[app.RetentionKind]app.RetentionRule{}
	for _, kind := range app.RetentionKinds() {
		if rules[kind], err = app.RetentionOn(kept, kind, day); err != nil {
			return nil, err
		}
	}
	return rules, nil
}

// mayReadRetention asks for the right to look into the periods: of who reads the
// registers of personal data, and of who changes rules.
func mayReadRetention(by app.Actor) error {
	if by.May(app.ChangeRules) == nil {
		return nil
	}
	return by.May(app.ReadPrivacy)
}

// RetentionRules are all versions of the periods with who wrote them, kind by
// kind, the newest first and the delivered one last.
func (s *Store) RetentionRules(ctx context.Context, by app.Actor) (masked []app.RetentionVersion, _ error) {
	defer mask(by, &masked)
	if err := mayReadRetention(by); err != nil {
		return nil, err
	}
	ctx = s.within(ctx, by)
	kept, err := retentionRules(ctx, s.reader)
	if err != nil {
		return nil, wrap("retention rules", err)
	}
	names, err := staffNames(ctx, s.reader)
	if err != nil {
		return nil, wrap("retention rules", err)
	}
	var out []app.RetentionVersion
	for _, kind := range app.RetentionKinds() {
		for _, r := range app.RetentionVersions(kept, kind) {
			out = append(out, app.RetentionVersion{RetentionRule: r, ByName: names[r.By]})
		}
	}
	return out, nil
}

// ChangeRetention keeps a period as the next version of its kind.
func (s *Store) ChangeRetention(ctx context.Context, by app.Actor, r app.RetentionRule) (app.RetentionRule, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.RetentionRule{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "retention rule", OccurredOn: r.ValidFrom, Note: r.Source}, func(x *tx) error {
		kept, err := retentionRules(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if r, err = app.NextRetention(kept, r, app.DayOf(x.now)); err != nil {
			return err
		}
		r.ID, r.Area, r.By, r.At = newID[app.RetentionRuleID](), 0, by.Staff, x.now.UnixMilli()
		err = x.putRetentionRule(ctx, app.RetentionRule{}, r)
		r.Seen = x.wrote
		return err
	})
	if err != nil {
		return app.RetentionRule{}, wrap("change retention", err)
	}
	return r, nil
}

// WithdrawRetention takes back a version that is still to come; the one before it
// goes on.
func (s *Store) WithdrawRetention(ctx context.Context, by app.Actor, id app.RetentionRuleID) error {
	if err := by.May(app.ChangeRules); err != nil {
		return err
	}
	err := s.write(ctx, by, app.Why{Source: "retention rule"}, func(x *tx) error {
		was, err := one(ctx, x.s.conn, scanRetentionRule, "SELECT "+retentionRuleColumns+" FROM retention_rules WHERE id = ? AND withdrawn_at IS NULL", id[:])
		if err != nil {
			return err
		}
		now, err := app.WithdrawnRetention(was, x.now)
		if err != nil {
			return err
		}
		return x.putRetentionRule(ctx, was, now)
	})
	return wrap("withdraw retention", err)
}

// ForeseeRetention tells, before it is kept, how many records another period would
// make due on its first day, of all there are on this computer: a rule holds for
// everybody, whoever writes it.
func (s *Store) ForeseeRetention(ctx context.Context, by app.Actor, r app.RetentionRule) (app.RetentionChange, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.RetentionChange{}, err
	}
	ctx = everything(ctx)
	kept, err := retentionRules(ctx, s.reader)
	if err != nil {
		return app.RetentionChange{}, wrap("foresee retention", err)
	}
	today := app.DayOf(s.now())
	if r, err = app.NextRetention(kept, r, today); err != nil {
		return app.RetentionChange{}, err
	}
	out := app.RetentionChange{Now: r, On: max(today, r.ValidFrom)}
	if out.Was, err = app.RetentionOn(kept, r.Kind, out.On); err != nil {
		return app.RetentionChange{}, err
	}
	was, err := s.countDue(ctx, out.Was, out.On)
	if err != nil {
		return app.RetentionChange{}, wrap("foresee retention", err)
	}
	now, err := s.countDue(ctx, out.Now, out.On)
	out.Due, out.Then = was.records, now.records
	return out, wrap("foresee retention", err)
}
