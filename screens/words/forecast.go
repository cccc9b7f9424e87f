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
	case app.NoUseYet:
		return lang.L("No use of electricity is known yet. Import it by month, then forecast.")
	}
	return ""
}
