package sample

import (
	"time"

	"lamplighter/app"
)

// Blackout is one outage, and when power came back if it has.
type Blackout struct {
	Draft app.OutageDraft
	Ended time.Time
}

// Blackouts invents what is off, was off and will be off: one that is
// announced next, a fault of this hour and one of the day before. The areas
// have their ids by then.
func (c *County) Blackouts() []Blackout {
	if c.Quiet {
		return nil
	}
	line := func(i int) []app.GridPlace {
		return []app.GridPlace{{Substation: c.Areas[i].Substation, Line: c.Areas[i].Line}}
	}
	begins := app.DayOf(c.now).AddDays(9).Time().Add(8 * time.Hour)
	before := c.now.Add(-26 * time.Hour)
	return []Blackout{
		{Draft: app.OutageDraft{
			Kind: app.PlannedOutage, Scope: line(1), Reason: "10kV线路更换柱上开关", Cause: "plan",
			PlannedFrom: begins.UnixMilli(), PlannedTo: begins.Add(9*time.Hour + 30*time.Minute).UnixMilli(),
		}},
		{Draft: app.OutageDraft{
			Kind: app.FaultOutage, Scope: []app.GridPlace{{TransformerArea: c.Areas[2].ID}}, Reason: "雷击，跌落式熔断器熔断", Cause: "weather",
			PlannedFrom: c.now.Add(-40 * time.Minute).UnixMilli(), PlannedTo: c.now.Add(2 * time.Hour).UnixMilli(),
		}},
		{Draft: app.OutageDraft{
			Kind: app.FaultOutage, Scope: line(1), Reason: "树障短路", Cause: "external", PlannedFrom: before.UnixMilli(),
		}, Ended: before.Add(95 * time.Minute)},
	}
}
