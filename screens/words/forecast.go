package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// forecastRefusal says what is wrong with what people put beside a forecast;
// empty for another reason.
func forecastRefusal(reason app.Reason) string {
	switch reason {
	case app.MonthClosed:
		return lang.L("What was used in this month is known already: it is not adjusted any more. Choose a later month.")
	case app.MonthNotIn:
		return lang.L("The use of this month has not come in yet, or only in part. Import it, then close the month.")
	case app.MonthFrozen:
		return lang.L("This month is closed already. Its frozen forecast stays as it is.")
	case app.MonthNotFrozen:
		return lang.L("Nothing is frozen for this month any more. Somebody may have reopened it.")
	case app.NoUseYet:
		return lang.L("No use of electricity is known yet. Import it by month, then forecast.")
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
