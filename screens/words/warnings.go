package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Warning says what looks wrong with a number; it may be right all the same.
func Warning(w app.Warning) string {
	values := map[string]any{"Field": Field(w.Field), "At": w.At, "Got": w.Got, "Want": w.Want}
	switch w.Reason {
	case app.WrongLength:
		return lang.L("{{.Field}} has {{.Got}} characters, usually {{.Want}}. Please check; it can be saved as it is.", values)
	case app.WrongCharacter:
		return lang.L("Character {{.At}} of {{.Field}} cannot be “{{.Got}}”. Please check; it can be saved as it is.", values)
	case app.WrongCheckDigit:
		return lang.L("The check digit of {{.Field}} does not fit: place {{.At}} is “{{.Got}}”, the rest asks for “{{.Want}}”. Please check; it can be saved as it is.", values)
	case app.NoSuchDate:
		return lang.L("{{.Field}} holds a date that does not exist. Please check; it can be saved as it is.", values)
	case app.DateAhead:
		return lang.L("{{.Field}} holds a date that is still to come. Please check; it can be saved as it is.", values)
	case app.NoSuchDivision:
		return lang.L("{{.Field}} begins with a division that does not exist. Please check; it can be saved as it is.", values)
	case app.NotAMobile:
		return lang.L("This does not look like a mobile number. It can be saved as it is.")
	case app.NotALandline:
		return lang.L("This does not look like a landline number. It can be saved as it is.")
	case app.UnusualAccountNo:
		return lang.L("Account numbers here usually have 13 digits. It can be saved as it is.")
	}
	return sheetWarning(w)
}

// Column names a column of a list that goes in or out, so that a list that
// went out is understood when it comes in again.
func Column(key string) string {
	switch key {
	case "export_mark":
		return lang.L("Who took it out")
	case "name":
		return lang.L("Customer name")
	case "phone_other", "landline":
		return lang.L("Other phone")
	case "contracted_kva":
		return lang.L("Contracted capacity (kVA)")
	case "running_kva":
		return lang.L("Running capacity (kVA)")
	case "arrears":
		return lang.L("Arrears (yuan)")
	case "accepted_at":
		return lang.L("Accepted at")
	case "due_at":
		return lang.L("Due at")
	case "closed_at":
		return lang.L("Closed at")
	}
	return useColumn(key)
}

// useColumn names a column of a list of use; of one with a column for each month
// so that the month is read again.
func useColumn(key string) string {
	if month, is := strings.CutPrefix(key, "kwh_"); is && len(month) == len("202601") {
		return month[:4] + "-" + month[4:] + " (kWh)"
	}
	switch key {
	case "demand_kw":
		return lang.L("Maximum demand (kW)")
	case "previous_reading":
		return lang.L("Previous reading")
	case "current_reading":
		return lang.L("Current reading")
	case "multiplier":
		return lang.L("Multiplier")
	case "estimated":
		return lang.L("Estimated")
	case "use_source":
		return lang.L("Source")
	}
	return Field(key)
}
