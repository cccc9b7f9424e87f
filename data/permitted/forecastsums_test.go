package permitted_test

import (
	"testing"

	"lamplighter/app"
)

func TestSumsOfForecastsAreOfThoseWhomTheReaderReaches(t *testing.T) {
	c := newCounty(t)
	for who, customers := range map[string]int{"counter": 3, "manager": 1, "colleague": 1, "elsewhere": 1, "supervisor": 3, "secretary": 3, "leader": 3, "head": 4, "auditor": 4} {
		by := c.actor(who)
		list := must[app.UsePage](t)(c.CustomerForecasts(t.Context(), by, app.UseFilter{}))
		run := must[app.ForecastRun](t)(c.ForecastRun(t.Context(), by))
		if list.Total != customers || run.Customers != int64(customers) {
			t.Errorf("%s finds %d customers of a run of %d, want %d", who, list.Total, run.Customers, customers)
		}
		var ahead int64
		for _, row := range list.Rows {
			ahead += must[app.UseForecast](t)(c.UseForecast(t.Context(), by, app.ForecastOf{Level: app.OfCustomer, Customer: row.Customer})).Ahead[0].Point
		}
		whole := must[app.UseForecast](t)(c.UseForecast(t.Context(), by, app.ForecastOf{Level: app.OfAll}))
		if whole.Ahead[0].Point != ahead || whole.Members.Customers != customers {
			t.Errorf("to %s %d customers are to use %d kWh together, want %d and %d", who, whole.Members.Customers, whole.Ahead[0].Point, customers, ahead)
		}
		if whole.Ahead[0].Low80 > ahead || whole.Ahead[0].High80 < ahead {
			t.Errorf("to %s %d kWh do not lie within %+v", who, ahead, whole.Ahead[0])
		}
		for _, level := range []app.ForecastLevel{app.OfAll, app.OfSection, app.OfDivision, app.OfSegment, app.OfArea} {
			var used int64
			for _, row := range must[[]app.GroupRow](t)(c.GroupForecasts(t.Context(), by, level)) {
				used += row.Used
				if level == app.OfArea && customers < 4 && row.Members.Customers != customers {
					t.Errorf("%s is told of %d customers of %s", who, row.Members.Customers, row.Name)
				}
			}
			if used != list.Of.Used {
				t.Errorf("to %s the groups of %s used %d kWh, want %d", who, level, used, list.Of.Used)
			}
		}
	}
}
