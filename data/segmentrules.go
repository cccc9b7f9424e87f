package data

import (
	"context"

	"lamplighter/app"
)

// keptSegmentRules are all versions of all rules, withdrawn ones too.
func keptSegmentRules(ctx context.Context, q querier) ([]app.SegmentRule, error) {
	return collect(ctx, q, scanSegmentRule, "SELECT "+segmentRuleColumns+" FROM segment_rules ORDER BY priority, segment, version DESC, n")
}

// SegmentRules lists every version of the rules, in the order they are asked.
func (s *Store) SegmentRules(ctx context.Context, by app.Actor) ([]app.SegmentRule, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	kept, err := keptSegmentRules(ctx, s.reader)
	return inUseOf(kept, func(r app.SegmentRule) int64 { return r.WithdrawnAt }), wrap("segment rules", err)
}

// inUseOf leaves out what was withdrawn.
func inUseOf[T any](all []T, withdrawn func(T) int64) []T {
	var out []T
	for _, r := range all {
		if withdrawn(r) == 0 {
			out = append(out, r)
		}
	}
	return out
}

// SaveSegmentRule keeps a rule as the next version of its segment's. Customers
// stay where they are until a person confirms what it proposes.
func (s *Store) SaveSegmentRule(ctx context.Context, by app.Actor, rule app.SegmentRule) (app.SegmentRule, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.SegmentRule{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "segment rule", OccurredOn: rule.ValidFrom, Note: rule.Note}, func(x *tx) error {
		kept, err := keptSegmentRules(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if err := x.checkCode(ctx, "segment", rule.Segment); err != nil {
			return err
		}
		if rule, err = app.NextSegmentRule(kept, rule, app.DayOf(x.now)); err != nil {
			return err
		}
		rule.ID = newID[app.SegmentRuleID]()
		err = x.putSegmentRule(ctx, app.SegmentRule{}, rule)
		rule.Seen = x.wrote
		return err
	})
	return rule, wrap("save segment rule", err)
}

// checkCode refuses a word that its code table does not have.
func (x *tx) checkCode(ctx context.Context, list, code string) error {
	n, err := one(ctx, x.s.conn, scanInt, "SELECT count(*) FROM codes WHERE list = ? AND code = ? AND withdrawn_at IS NULL", list, code)
	if err == nil && n == 0 {
		err = &app.Refusal{Field: list, Reason: app.Unknown, Value: code}
	}
	return err
}

// TryRule says what a rule would do if it were saved: how many customers it
// would take, and how many the rules would then place elsewhere. It names
// nobody and keeps nothing.
func (s *Store) TryRule(ctx context.Context, by app.Actor, rule app.SegmentRule) (masked app.SegmentTrial, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ChangeRules); err != nil {
		return app.SegmentTrial{}, err
	}
	if err := rule.Check(); err != nil {
		return app.SegmentTrial{}, err
	}
	trial, err := s.tryRule(ctx, rule)
	return trial, wrap("try segment rule", err)
}

func (s *Store) tryRule(ctx context.Context, rule app.SegmentRule) (app.SegmentTrial, error) {
	kept, err := keptSegmentRules(ctx, s.reader)
	if err != nil {
		return app.SegmentTrial{}, err
	}
	day := max(rule.ValidFrom, app.DayOf(s.now()))
	rule.ID, rule.Version, rule.WithdrawnAt = newID[app.SegmentRuleID](), trialVersion, 0
	before, _ := app.NewSegmentOrder(app.SegmentRulesOn(kept, day))
	after, _ := app.NewSegmentOrder(app.SegmentRulesOn(append(kept, rule), day))
	conditions, err := app.ParseConditions(rule.Conditions)
	if err != nil {
		return app.SegmentTrial{}, err
	}
	var t app.SegmentTrial
	moves := map[[2]string]int64{}
	used, err := s.readUse(ctx, before.NeedsUse() || after.NeedsUse())
	if err != nil {
		return t, err
	}
	err = s.eachSegmentRow(ctx, s.reader, used, where{}, func(r *segmentRow) {
		was, now := before.Place(&r.facts), after.Place(&r.facts)
		if now.Rule == rule.ID {
			t.Takes++
		}
		if conditions.Evaluate(&r.facts).Truth == app.NotKnown {
			t.NotKnown++
		}
		if was.Segment != now.Segment {
			moves[[2]string{was.Segment, now.Segment}]++
		}
	})
	for pair, n := range moves {
		t.Moves = append(t.Moves, app.SegmentMove{Was: pair[0], Now: pair[1], N: n})
	}
	app.SortMoves(t.Moves)
	return t, err
}

// trialVersion takes the place of every version that was saved.
const trialVersion = 1 << 40
