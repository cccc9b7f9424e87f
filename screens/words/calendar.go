package words

import (
	"errors"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// CalendarError says what is wrong with a year's list of days, naming the line
// and the day.
func CalendarError(err error) string {
	said := ""
	if no, is := errors.AsType[*app.Refusal](err); is {
		said = calendarRefusal(no)
	}
	if said == "" {
		return Error(err)
	}
	if at, is := errors.AsType[*app.LineFault](err); is {
		return lang.L("Line {{.Line}}: {{.Text}} Nothing was imported.", map[string]any{"Line": at.Line, "Text": said})
	}
	return said
}

func calendarRefusal(no *app.Refusal) string {
	value := map[string]any{"Value": no.Value}
	switch {
	case no.Field == "header":
		return lang.L("The first line must read date,name,kind.")
	case no.Field == "line":
		return lang.L("This line cannot be read: three values with commas between are wanted.")
	case no.Field == "day" && no.Reason == app.Impossible:
		return lang.L("{{.Value}} is no day. Write it as 2027-01-31.", value)
	case no.Field == "kind" && no.Reason == app.Unknown:
		return lang.L("“{{.Value}}” is not a kind of day. Write off or work.", value)
	case no.Field == "name" && no.Value != "":
		return lang.L("{{.Value}} has no name of a holiday. Add it to the list, then import again.", value)
	case no.Field == "day" && no.Reason == app.AlreadyThere:
		return lang.L("{{.Value}} stands twice in the list. Take one out, then import again.", value)
	case no.Field == "year" && no.Reason == app.Missing:
		return lang.L("The year {{.Value}} is missing between this list and the calendar. Import that year first.", value)
	}
	return ""
}
