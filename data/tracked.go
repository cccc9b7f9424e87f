package data

import "lamplighter/app"

// tellsTracked are the tables of forecasts that deviations, leads and errors
// are computed from. What people note beside them – reasons, tasks, decisions –
// is read at each question and makes nothing be computed anew.
var tellsTracked = []string{"forecast_sheets", "adjustments", "market_factors", "watch_rules"}

// forgetTracked lets deviations, leads and errors be computed anew, and lists by
// use be ordered anew, when what they are told from was written.
func (s *Store) forgetTracked(x *tx) {
	if x.kinds&(app.Customers|app.Forecasts) != 0 {
		s.useSums.forget()
		s.useOrders.forget()
	}
	if x.wroteTo(heldBy...) {
		s.againstFrozen.forget()
	}
	if x.wroteTo(leadBy...) {
		s.ledUse.forget()
	}
	if x.wroteTo(tellsTracked...) || x.kinds&(app.Usage|app.Customers|app.Company|app.Outages|app.Reference) != 0 {
		s.deviated.forget()
		s.likely.forget()
		s.led.forget()
		s.judgedErrors.forget()
	}
}
