package data

import (
	"context"

	"lamplighter/app"
)

// The rows of forecasts and of what people put beside them: for each noun its select list, its scan and its row
// for put.

const forecastSheetColumns = "id, area, sy_hlc, sy_dev, sy_ovr, month, method, customers, hash, body, by_id, made_at, withdrawn_at"

func scanForecastSheet(s scanner) (app.ForecastSheet, error) {
	var r app.ForecastSheet
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Month, &r.Method, &r.Customers, &r.Hash, &r.Body,
		idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func forecastSheetRow(r app.ForecastSheet) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"month", r.Month},
		{"method", r.Method},
		{"customers", r.Customers},
		{"hash", r.Hash},
		{"body", r.Body},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putForecastSheet(ctx context.Context, was, now app.ForecastSheet) error {
	return x.put(ctx, "forecast_sheets", before(was.ID.IsZero(), was, forecastSheetRow), forecastSheetRow(now))
}

const adjustmentColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, month, known_to, model_kwh, kwh, reason, by_id, made_at, " +
	"withdrawn_at"

func scanAdjustment(s scanner) (app.Adjustment, error) {
	var r app.Adjustment
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Month, &r.KnownTo, &r.Model,
		&r.KWh, &r.Reason, idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func adjustmentRow(r app.Adjustment) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"month", r.Month},
		{"known_to", r.KnownTo},
		{"model_kwh", r.Model},
		{"kwh", r.KWh},
		{"reason", r.Reason},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putAdjustment(ctx context.Context, was, now app.Adjustment) error {
	return x.put(ctx, "adjustments", before(was.ID.IsZero(), was, adjustmentRow), adjustmentRow(now))
}

const industryGroupColumns = "id, area, sy_hlc, sy_dev, sy_ovr, name, industries, note, by_id, made_at, withdrawn_at"

func scanIndustryGroup(s scanner) (app.IndustryGroup, error) {
	var r app.IndustryGroup
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Name, &r.Industries, &r.Note, idInto(&r.By),
		&r.MadeAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func industryGroupRow(r app.IndustryGroup) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"name", r.Name},
		{"industries", r.Industries},
		{"note", r.Note},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putIndustryGroup(ctx context.Context, was, now app.IndustryGroup) error {
	return x.put(ctx, "industry_groups", before(was.ID.IsZero(), was, industryGroupRow), industryGroupRow(now))
}

const deviationReasonColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, month, cause, reason, by_id, made_at, withdrawn_at"

func scanDeviationReason(s scanner) (app.DeviationReason, error) {
	var r app.DeviationReason
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Month, &r.Cause, &r.Reason,
		idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func deviationReasonRow(r app.DeviationReason) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"month", r.Month},
		{"cause", r.Cause},
		{"reason", r.Reason},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putDeviationReason(ctx context.Context, was, now app.DeviationReason) error {
	return x.put(ctx, "deviation_reasons", before(was.ID.IsZero(), was, deviationReasonRow), deviationReasonRow(now))
}

const marketFactorColumns = "id, area, sy_hlc, sy_dev, sy_ovr, title, industries, from_month, to_month, change_permille, confidence, source, " +
	"note, by_id, made_at, withdrawn_at"

func scanMarketFactor(s scanner) (app.MarketFactor, error) {
	var r app.MarketFactor
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Title, &r.Industries, &r.FromMonth, &r.ToMonth,
		&r.ChangePermille, &r.Confidence, &r.Source, &r.Note, idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func marketFactorRow(r app.MarketFactor) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"title", r.Title},
		{"industries", r.Industries},
		{"from_month", r.FromMonth},
		{"to_month", r.ToMonth},
		{"change_permille", r.ChangePermille},
		{"confidence", r.Confidence},
		{"source", r.Source},
		{"note", r.Note},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putMarketFactor(ctx context.Context, was, now app.MarketFactor) error {
	return x.put(ctx, "market_factors", before(was.ID.IsZero(), was, marketFactorRow), marketFactorRow(now))
}

const useTaskColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, month, about, text, manager_id, due_on, done_on, outcome, by_id, " +
	"made_at, withdrawn_at"

func scanUseTask(s scanner) (app.UseTask, error) {
	var r app.UseTask
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Month, &r.About, &r.Text,
		idInto(&r.Manager), &r.DueOn, &r.DoneOn, &r.Outcome, idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func useTaskRow(r app.UseTask) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"month", r.Month},
		{"about", string(r.About)},
		{"text", r.Text},
		{"manager_id", idOf(r.Manager)},
		{"due_on", string(r.DueOn)},
		{"done_on", string(r.DoneOn)},
		{"outcome", r.Outcome},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putUseTask(ctx context.Context, was, now app.UseTask) error {
	return x.put(ctx, "use_tasks", before(was.ID.IsZero(), was, useTaskRow), useTaskRow(now))
}

const watchRuleColumns = "id, area, sy_hlc, sy_dev, sy_ovr, code, permille, version, valid_from, source, withdrawn_at"

func scanWatchRule(s scanner) (app.WatchRule, error) {
	var r app.WatchRule
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), &r.Code, &r.Permille, &r.Version, &r.ValidFrom,
		&r.Source, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func watchRuleRow(r app.WatchRule) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"code", string(r.Code)},
		{"permille", r.Permille},
		{"version", r.Version},
		{"valid_from", string(r.ValidFrom)},
		{"source", r.Source},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putWatchRule(ctx context.Context, was, now app.WatchRule) error {
	return x.put(ctx, "watch_rules", before(was.ID.IsZero(), was, watchRuleRow), watchRuleRow(now))
}

const leadDecisionColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, month, capacity_permille, growth_permille, opportunity_id, reason, " +
	"by_id, made_at, withdrawn_at"

func scanLeadDecision(s scanner) (app.LeadDecision, error) {
	var r app.LeadDecision
	err := s.Scan(
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Month, &r.CapacityPermille,
		&r.GrowthPermille, idInto(&r.Opportunity), &r.Reason, idInto(&r.By), &r.MadeAt, orZero(&r.WithdrawnAt),
	)
	return r, err
}

func leadDecisionRow(r app.LeadDecision) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"month", r.Month},
		{"capacity_permille", r.CapacityPermille},
		{"growth_permille", r.GrowthPermille},
		{"opportunity_id", idOf(r.Opportunity)},
		{"reason", r.Reason},
		{"by_id", idOf(r.By)},
		{"made_at", r.MadeAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putLeadDecision(ctx context.Context, was, now app.LeadDecision) error {
	return x.put(ctx, "lead_decisions", before(was.ID.IsZero(), was, leadDecisionRow), leadDecisionRow(now))
}
