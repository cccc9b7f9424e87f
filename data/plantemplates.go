package data

import (
	"context"

	"lamplighter/app"
)

func keptPlanTemplates(ctx context.Context, q querier) ([]app.PlanTemplate, error) {
	return collect(ctx, q, scanPlanTemplate, "SELECT "+planTemplateColumns+" FROM plan_templates ORDER BY segment, code, version DESC, n")
}

// PlanTemplates lists every version of the templates of service plans.
func (s *Store) PlanTemplates(ctx context.Context, by app.Actor) ([]app.PlanTemplate, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	kept, err := keptPlanTemplates(ctx, s.reader)
	return inUseOf(kept, func(t app.PlanTemplate) int64 { return t.WithdrawnAt }), wrap("plan templates", err)
}

// SavePlanTemplate keeps a template as the next version of its code. Plans
// that were made keep what they were made with.
func (s *Store) SavePlanTemplate(ctx context.Context, by app.Actor, t app.PlanTemplate) (app.PlanTemplate, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.PlanTemplate{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "plan template", OccurredOn: t.ValidFrom}, func(x *tx) error {
		kept, err := keptPlanTemplates(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if t, err = app.NextPlanTemplate(kept, t, app.DayOf(x.now)); err != nil {
			return err
		}
		if err := x.checkCode(ctx, "segment", t.Segment); err != nil {
			return err
		}
		if err := x.checkItemKinds(ctx, t.Items); err != nil {
			return err
		}
		t.ID = newID[app.PlanTemplateID]()
		err = x.putPlanTemplate(ctx, app.PlanTemplate{}, t)
		t.Seen = x.wrote
		return err
	})
	return t, wrap("save plan template", err)
}

// checkItemKinds refuses an item of a kind that the code table does not have.
func (x *tx) checkItemKinds(ctx context.Context, items string) error {
	lines, err := app.ParsePlanItems(items)
	for _, l := range lines {
		if err == nil {
			err = x.checkCode(ctx, "plan_item_kind", l.Kind)
		}
	}
	return err
}

// FreshnessLimits lists how long what is known counts as known.
func (s *Store) FreshnessLimits(ctx context.Context, by app.Actor) ([]app.FreshnessLimit, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	limits, err := keptFreshness(ctx, s.reader)
	return limits, wrap("freshness limits", err)
}

func keptFreshness(ctx context.Context, q querier) (app.FreshnessLimits, error) {
	return collect(ctx, q, scanFreshnessLimit, "SELECT "+freshnessLimitColumns+" FROM freshness_limits WHERE withdrawn_at IS NULL ORDER BY field_group, segment, n")
}

// SaveFreshnessLimit changes how long a group counts as known for a segment,
// or says so for the first time.
func (s *Store) SaveFreshnessLimit(ctx context.Context, by app.Actor, was, now app.FreshnessLimit) (app.FreshnessLimit, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.FreshnessLimit{}, err
	}
	if err := now.Check(); err != nil {
		return app.FreshnessLimit{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "freshness limit"}, func(x *tx) error {
		kept, err := keptFreshness(ctx, x.s.conn)
		if err != nil {
			return err
		}
		for _, l := range kept {
			if l.Group == now.Group && l.Segment == now.Segment && l.ID != was.ID {
				return &app.Refusal{Field: "segment", Reason: app.AlreadyThere, Value: l.Segment}
			}
		}
		if now.Segment != "" {
			if err := x.checkCode(ctx, "segment", now.Segment); err != nil {
				return err
			}
		}
		if was.ID.IsZero() {
			now.ID = newID[app.FreshnessLimitID]()
		}
		err = x.putFreshnessLimit(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	return now, wrap("save freshness limit", err)
}

// WithdrawFreshnessLimit takes the limit of a segment away: the one for all
// holds again.
func (s *Store) WithdrawFreshnessLimit(ctx context.Context, by app.Actor, gone app.FreshnessLimit) error {
	if err := by.May(app.ChangeRules); err != nil {
		return err
	}
	return wrap("withdraw freshness limit", s.write(ctx, by, app.Why{Source: "freshness limit"}, func(x *tx) error {
		now := gone
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putFreshnessLimit(ctx, gone, now)
	}))
}
