// Package industries shows how the use of groups of customers grows and what is
// expected of them: industries by GB/T 4754, the company's own groups of them,
// units and segments; and it keeps those groups and the market factors. The page
// of one group, with its chart, has a package of its own.
package industries

import (
	"context"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
)

// Store is what these screens ask of the records.
type Store interface {
	GroupForecasts(context.Context, app.Actor, app.ForecastLevel) ([]app.GroupRow, error)
	ForecastRun(context.Context, app.Actor) (app.ForecastRun, error)
	IndustryGroups(context.Context, app.Actor) ([]app.IndustryGroup, error)
	SaveIndustryGroup(ctx context.Context, by app.Actor, was, now app.IndustryGroup) (app.IndustryGroup, error)
	WithdrawIndustryGroup(context.Context, app.Actor, app.IndustryGroup) error
	MarketFactors(context.Context, app.Actor) ([]app.MarketFactor, error)
	SaveMarketFactor(ctx context.Context, by app.Actor, was, now app.MarketFactor) (app.MarketFactor, error)
	WithdrawMarketFactor(context.Context, app.Actor, app.MarketFactor) error
	WatchRules(context.Context, app.Actor) ([]app.WatchRule, error)
}

// mayChange reports whether whoever works here keeps groups and factors.
func mayChange(d *desk.Desk) bool { return d.By.May(app.CloseForecasts) == nil }

// industryNames words codes of industries with commas between.
func industryNames(d *desk.Desk, industries string) string {
	codes := app.IndustryList(industries)
	for i, code := range codes {
		codes[i] = d.Codes.Label("industry", code)
	}
	return strings.Join(codes, lang.X("list.separator", ", "))
}
