package words

import (
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
