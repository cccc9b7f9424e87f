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
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	rules, err := collect(ctx, s.reader, scanWatchRule, "SELECT "+watchRuleColumns+" FROM watch_rules WHERE withdrawn_at IS NULL ORDER BY code, valid_from, version")
	return rules, wrap("rules of watching use", err)
}
