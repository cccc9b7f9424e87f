package data

import (
	"bytes"
	"context"
	"fmt"

	"lamplighter/app"
)

// readServices reads how customers are placed in segments, what is done for
// each, and how long what is known of them counts as known.
func (t Tables) readServices(s *Seed) error {
	var err error
	if len(t.Segments) > 0 {
		if s.Segments, err = app.ParseSegmentRules(bytes.NewReader(t.Segments)); err != nil {
			return err
		}
	}
	if len(t.Plans) > 0 {
		if s.Templates, err = app.ParsePlanTemplates(bytes.NewReader(t.Plans)); err != nil {
			return err
		}
	}
	if len(t.Freshness) > 0 {
		s.Freshness, err = app.ParseFreshnessLimits(bytes.NewReader(t.Freshness))
	}
	return err
}

func (x *tx) putServiceSeed(ctx context.Context, seed Seed) error {
	for _, r := range seed.Segments {
		r.ID = SeedID[app.SegmentRuleID]("segment_rules", r.Segment, fmt.Sprint(r.Version))
		if err := x.putSegmentRule(ctx, app.SegmentRule{}, r); err != nil {
			return err
		}
	}
	for _, t := range seed.Templates {
		t.ID = SeedID[app.PlanTemplateID]("plan_templates", t.Code, fmt.Sprint(t.Version))
		if err := x.putPlanTemplate(ctx, app.PlanTemplate{}, t); err != nil {
			return err
		}
	}
	for _, l := range seed.Freshness {
		l.ID = SeedID[app.FreshnessLimitID]("freshness_limits", l.Group, l.Segment)
		if err := x.putFreshnessLimit(ctx, app.FreshnessLimit{}, l); err != nil {
			return err
		}
	}
	return nil
}
