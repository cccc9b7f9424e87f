package data

import (
	"context"

	"lamplighter/app"
)

// fillTracking judges the last month of the invented use: of those most off some
// are explained and some have a task.
func (s *Store) fillTracking(ctx context.Context, by app.Actor) error {
	last, err := s.lastUse(ctx, 0)
	if err != nil || last == 0 {
		return err
	}
	list, err := s.Deviations(ctx, by, app.DeviationFilter{Month: last, Most: invented})
	if err != nil {
		return err
	}
	found := []struct{ cause, reason string }{
		{app.CauseEvent, "车间检修，停产两周，下月恢复"}, {app.CauseMarket, "订单减少，改为单班生产"}, {app.CauseMeter, "抄表日调整，下月补齐"}, {app.CauseSeason, "气温偏高，空调用电增加"},
	}
	var ask []app.CustomerID
	for i, d := range list.Rows {
		if i%3 == 2 {
			ask = append(ask, d.Customer)
			continue
		}
		if i < len(found) {
			r := app.DeviationReason{Customer: d.Customer, Month: list.Month, Cause: found[i].cause, Reason: found[i].reason}
			if _, err := s.ExplainDeviation(ctx, by, r); err != nil {
				return err
			}
		}
	}
	if len(ask) == 0 {
		return nil
	}
	_, err = s.GiveUseTasks(ctx, by, app.UseTaskDraft{Customers: ask, Month: list.Month, About: app.AboutDeviation, Text: "了解用电偏离预测的原因并填写"})
	return err
}

// invented is how many of the deviations somebody has looked at.
const invented = 12
