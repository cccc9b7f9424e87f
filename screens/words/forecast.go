package words

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// forecastRefusal says what is wrong with what people put beside a forecast;
// empty for another reason.
func forecastRefusal(reason app.Reason) string {
	if reason == app.MonthClosed {
		return lang.L("What was used in this month is known already: it is not adjusted any more. Choose a later month.")
	}
	return ""
}

// ForecastLevel names what the groups of a level are.
func ForecastLevel(level app.ForecastLevel) string {
	switch level {
	case app.OfCustomer:
		return lang.L("Customer")
	case app.OfSection:
		return lang.L("Section of industries")
	case app.OfDivision:
		return lang.L("Division of industries")
	case app.OfGroup:
		return lang.L("Group of industries")
	case app.OfArea:
		return lang.L("Unit")
	case app.OfSegment:
		return lang.L("Segment")
	case app.OfAll:
		return lang.L("All customers")
	}
	return string(level)
}

// ForecastGroup names a group: by its own name, or as its code is called.
func ForecastGroup(of app.ForecastOf, name string, codes *Codes) string {
	switch {
	case of.Level == app.OfAll:
		return ForecastLevel(of.Level)
	case name != "":
		return name
	case of.Code == "" && of.Level == app.OfSegment:
		return lang.L("In no segment")
	case of.Code == "":
		return lang.L("Industry not known")
	case of.Level == app.OfSegment:
		return codes.Label("segment", of.Code)
	}
	return codes.Label("industry", of.Code)
}

// Permille is thousandths as percent with a sign, "+12.3%"; what is not known is
// a dash.
func Permille(n int64, known bool) string {
	if !known {
		return "–"
	}
	return strings.ReplaceAll(fmt.Sprintf("%+.1f%%", float64(n)/10), "-", "−")
}
