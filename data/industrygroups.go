package data

import (
	"context"
	"encoding/json"
	"strings"

	"lamplighter/app"
)

func industryGroups(ctx context.Context, q querier) ([]app.IndustryGroup, error) {
	return collect(ctx, q, scanIndustryGroup, "SELECT "+industryGroupColumns+" FROM industry_groups WHERE withdrawn_at IS NULL ORDER BY name, n")
}

// IndustryGroups lists the company's own groups of industries by name.
func (s *Store) IndustryGroups(ctx context.Context, by app.Actor) ([]app.IndustryGroup, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadForecasts); err != nil {
		return nil, err
	}
	groups, err := industryGroups(ctx, s.reader)
	return groups, wrap("groups of industries", err)
}

// SaveIndustryGroup makes a group, or changes the one that was read as was.
func (s *Store) SaveIndustryGroup(ctx context.Context, by app.Actor, was, now app.IndustryGroup) (app.IndustryGroup, error) {
	if err := by.May(app.CloseForecasts); err != nil {
		return app.IndustryGroup{}, err
	}
	now.Name = strings.TrimSpace(now.Name)
	if err := now.Check(); err != nil {
		return app.IndustryGroup{}, err
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		if err := x.knownIndustries(ctx, now.Industries); err != nil {
			return err
		}
		others, err := industryGroups(ctx, x.s.conn)
		if err != nil {
			return err
		}
		for _, g := range others {
			if g.ID != was.ID && g.Name == now.Name {
				return app.Refuse("name", app.AlreadyThere)
			}
		}
		if was.ID.IsZero() {
			now.ID = newID[app.IndustryGroupID]()
			now.By, now.MadeAt = by.Staff, x.now.UnixMilli()
		}
		err = x.putIndustryGroup(ctx, was, now)
		now.Seen = x.wrote
		return err
	})
	if err != nil {
		return app.IndustryGroup{}, wrap("save group of industries", err)
	}
	return now, nil
}

// WithdrawIndustryGroup takes a group out of use.
func (s *Store) WithdrawIndustryGroup(ctx context.Context, by app.Actor, was app.IndustryGroup) error {
	if err := by.May(app.CloseForecasts); err != nil {
		return err
	}
	return wrap("withdraw group of industries", s.write(ctx, by, app.Why{}, func(x *tx) error {
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return x.putIndustryGroup(ctx, was, now)
	}))
}

// knownIndustries refuses codes with commas between of which the code table
// does not know one.
func (x *tx) knownIndustries(ctx context.Context, industries string) error {
	list, _ := json.Marshal(app.IndustryList(industries)) // texts always marshal
	unknown, err := one(ctx, x.s.conn, scanInt,
		"SELECT count(*) FROM json_each(?) j WHERE NOT EXISTS (SELECT 1 FROM codes WHERE list = 'industry' AND code = j.value)", string(list))
	if err == nil && unknown > 0 {
		return app.Refuse("industries", app.Unknown)
	}
	return err
}
