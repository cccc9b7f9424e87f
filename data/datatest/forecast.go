package datatest

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data"
)

// Adjustment puts a manager's figure into a file past the door, as Visits does.
func Adjustment(t testing.TB, s *data.Store, a app.Adjustment) {
	t.Helper()
	insert(t, s, "adjustments", map[string]any{
		"id": uuidBytes(), "customer_id": a.Customer[:], "month": a.Month, "known_to": a.KnownTo, "model_kwh": a.Model, "kwh": a.KWh, "reason": a.Reason, "made_at": a.MadeAt,
	})
}

// MarketFactor puts what bears on industries into a file past the door.
func MarketFactor(t testing.TB, s *data.Store, m app.MarketFactor) {
	t.Helper()
	insert(t, s, "market_factors", map[string]any{
		"id": uuidBytes(), "title": m.Title, "industries": m.Industries, "from_month": m.FromMonth, "to_month": m.ToMonth, "change_permille": m.ChangePermille,
		"confidence": m.Confidence, "made_at": 1,
	})
}
