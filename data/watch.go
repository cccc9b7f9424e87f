package data

import (
	"context"
	"fmt"

	"lamplighter/app"
)

func (x *tx) putWatchSeed(ctx context.Context, rules []app.WatchRule) error {
	for _, r := range rules {
		r.ID = SeedID[app.WatchRuleID]("watch_rules", string(r.Code), fmt.Sprint(r.Version))
		if err := x.putWatchRule(ctx, app.WatchRule{}, r); err != nil {
			return err
		}
	}
	return nil
}

// WatchRules are all versions of the rules of watching use.
func (s *Store) WatchRules(ctx context.Context, by app.Actor) ([]app.WatchRule, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	rules, err := watchRules(ctx, s.reader)
	return inUseOf(rules, func(r app.WatchRule) int64 { return r.WithdrawnAt }), wrap("rules of watching use", err)
}

// watchRules are all versions, withdrawn ones too.
func watchRules(ctx context.Context, q querier) ([]app.WatchRule, error) {
	return collect(ctx, q, scanWatchRule, "SELECT "+watchRuleColumns+" FROM watch_rules ORDER BY code, valid_from, version")
}

// ChangeWatchRule keeps a rule as the next version of its code.
func (s *Store) ChangeWatchRule(ctx context.Context, by app.Actor, r app.WatchRule) (app.WatchRule, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.WatchRule{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "watch rule", OccurredOn: r.ValidFrom, Note: r.Source}, func(x *tx) error {
		kept, err := watchRules(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if r, err = app.NextWatchRule(kept, r, app.DayOf(x.now)); err != nil {
			return err
		}
		r.ID = newID[app.WatchRuleID]()
		err = x.putWatchRule(ctx, app.WatchRule{}, r)
		r.Seen = x.wrote
		return err
	})
	if err != nil {
		return app.WatchRule{}, wrap("change watch rule", err)
	}
	return r, nil
}
