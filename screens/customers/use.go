package customers

import (
	"context"

	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/theme"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/look"
	"lamplighter/screens/usemonths"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// What the customer uses: a chart of the last year beside the one before, and
// what is particular about it in words.

// use is what the section shows.
type use struct {
	months  []app.MonthUse
	profile app.UsageProfile
	unseen  bool // not for this person's eyes
}

// monthsOfUse are what the chart needs: the year on view and the one before.
const monthsOfUse = 24

// readUse reads it, away from the UI thread.
func readUse(ctx context.Context, store Store, by app.Actor, id app.CustomerID) (use, error) {
	if by.May(app.ReadVisits) != nil {
		return use{unseen: true}, nil
	}
	months, err := store.UsageOf(ctx, by, id, monthsOfUse)
	if err != nil {
		return use{}, err
	}
	profile, err := store.UsageProfile(ctx, by, id)
	return use{months: months, profile: profile}, err
}

// longFeature is from how many characters on a feature takes the whole line.
const longFeature = 22

// toForecast goes to what the customer will use.
func (p *Detail) toForecast() {
	if p.desk.By.May(app.ReadForecasts) == nil {
		p.desk.Open(desk.Route{Tab: desk.Forecast, Use: app.ForecastOf{Level: app.OfCustomer, Customer: p.id}})
	}
}

// chartLines is how high the chart stands, in rows of a table.
const chartLines = 7.6

func (p *Detail) showUse() {
	p.chart.Set(p.use.months)
	if p.use.unseen {
		return
	}
	months := widgets.NewButton(lang.L("Months and corrections"), func() { usemonths.Show(p.desk, p.store, p.page.Accounts, p.Reload) })
	months.Hidden = len(p.use.months) == 0
	ahead := widgets.NewButton(lang.L("Forecast")+"  Ctrl+G", p.toForecast)
	ahead.Hidden = p.desk.By.May(app.ReadForecasts) != nil
	p.left.Add(widgets.NewSectionHeader(lang.L("Electricity use")).WithTail(container.NewHBox(months, ahead)))
	if len(p.use.months) == 0 {
		p.left.Add(widgets.NewMutedText(lang.L("No electricity use is known yet.")))
		return
	}
	height := max(chartLines*theme.Size(look.SizeRow), p.chart.MinSize().Height)
	p.left.Add(container.New(&tall{height}, p.chart))
	if idle := p.use.profile.Idle; idle > 0 {
		since := app.AddMonths(p.use.profile.Until, 1-idle)
		p.left.Add(widgets.NewText(lang.L("Nothing has been used since {{.Month}}.", map[string]any{"Month": words.Month(since)})))
	}
	facts := widgets.NewFacts()
	for _, bound := range app.FeatureBounds() {
		text := words.Feature(p.use.profile, bound)
		add := facts.Add
		if len([]rune(text)) > longFeature {
			add = facts.AddWide
		}
		add(words.FeatureName(bound.Name), text)
	}
	p.left.Add(facts)
	about := widgets.NewParagraph(lang.L("Up to {{.Month}}. Where no rule names them, the bounds of low and high are the company's to check.",
		map[string]any{"Month": words.Month(p.use.profile.Until)}))
	about.Color, about.SizeName = look.ColorMuted, theme.SizeNameCaptionText
	p.left.Add(about)
}
