package screens

import (
	"slices"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/deviations"
	"lamplighter/screens/forecasterrors"
	"lamplighter/screens/hosting"
	"lamplighter/screens/industries"
	"lamplighter/screens/leads"
	"lamplighter/screens/usepage"
	"lamplighter/screens/usetasks"
)

// forecast is the tab of forecasts with its parts.
func (w *Window) forecast() desk.Screen {
	d, store, give := w.desk, w.set.Store, w.give.Export
	groups := func(name string, part desk.ForecastPart, levels ...app.ForecastLevel) hosting.Part[desk.ForecastPart] {
		return hosting.Part[desk.ForecastPart]{
			Name: name, Part: part, Right: app.ReadForecasts,
			Takes: func(r desk.Route) bool { return slices.Contains(levels, r.Use.Level) },
			Make:  func() desk.Screen { return industries.New(d, store, levels, usepage.NewPage(d, store, give)) },
		}
	}
	return hosting.NewTab(d, []hosting.Part[desk.ForecastPart]{
		{
			Name: lang.L("Customers"), Part: desk.UseOfCustomers, Right: app.ReadForecasts,
			Takes: func(r desk.Route) bool { return r.Use.Level == app.OfCustomer },
			Make:  func() desk.Screen { return usepage.New(d, store, give) },
		},
		groups(lang.L("Industries"), desk.UseOfIndustries, app.OfSection, app.OfDivision, app.OfGroup),
		groups(lang.L("Units and segments"), desk.UseOfAreas, app.OfArea, app.OfSegment, app.OfAll),
		{
			Name: lang.L("Deviations"), Part: desk.Deviations, Right: app.ReadForecasts,
			Takes: func(r desk.Route) bool { return r.Month != 0 },
			Make:  func() desk.Screen { return deviations.New(d, store, give) },
		},
		{Name: lang.L("Leads"), Part: desk.Leads, Right: app.ReadForecasts, Make: func() desk.Screen { return leads.New(d, store) }},
		{Name: lang.L("Tasks"), Part: desk.UseTasks, Right: app.ReadForecasts, Make: func() desk.Screen { return usetasks.New(d, store) }},
		{Name: lang.L("Accuracy"), Part: desk.ForecastErrors, Right: app.ReadForecasts, Make: func() desk.Screen { return forecasterrors.New(d, store) }},
		{Name: lang.L("Market factors"), Part: desk.MarketFactors, Right: app.ReadForecasts, Make: func() desk.Screen { return industries.NewFactors(d, store) }},
	}, hosting.About[desk.ForecastPart]{
		Named: func(r desk.Route) desk.ForecastPart { return r.Forecast }, First: desk.UseOfCustomers,
		Nothing: lang.L("Nothing of forecasts is open to your role."),
	})
}
