package screens

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/hosting"
	"lamplighter/screens/usepage"
)

// forecast is the tab of forecasts with its parts.
func (w *Window) forecast() desk.Screen {
	store, give := w.set.Store, w.give.Export
	return hosting.NewTab(w.desk, []hosting.Part[desk.ForecastPart]{
		{
			Name: lang.L("Customers"), Part: desk.UseOfCustomers, Right: app.ReadForecasts,
			Takes: func(r desk.Route) bool { return r.Use.Level == app.OfCustomer },
			Make:  func() desk.Screen { return usepage.New(w.desk, store, give) },
		},
	}, hosting.About[desk.ForecastPart]{
		Named: func(r desk.Route) desk.ForecastPart { return r.Forecast }, First: desk.UseOfCustomers,
		Nothing: lang.L("Nothing of forecasts is open to your role."),
	})
}
