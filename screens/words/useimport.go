package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// useRefused words why the use of a month is not taken, and how it is mended.
func useRefused(p app.ImportProblem) string {
	values := useValues(p)
	switch p.Reason {
	case app.UseUnknownAccount:
		return lang.L("No account here has the number {{.Text}}. Import the customer first, or correct the number.", values)
	case app.UseAhead:
		return lang.L("{{.Month}} has not come yet. Correct the month.", values)
	case app.UseTwice:
		return lang.L("{{.Month}} of this account stood in row {{.Line}} already. Keep one of the two.", values)
	case app.UseNegative:
		return lang.L("{{.Month}} is below nothing. Put what was credited into the month it belongs to, or leave the cell empty.", values)
	case app.UseBeyond:
		return lang.L("{{.Month}} is more than any account can draw. Look for a number that slipped into the column.", values)
	case app.UseBeforeSupply:
		return lang.L("{{.Month}} lies before the supply began. Correct the month, or the day on which the account was opened.", values)
	case app.UseAfterSupply:
		return lang.L("{{.Month}} lies after the end of the supply. Correct the month, or the status of the account.", values)
	case app.UseBackwards:
		return lang.L("{{.Month}}: the register ran backwards and was far from its end. Correct the readings, or note the new meter with its day first.", values)
	case "month_unreadable":
		return lang.L("“{{.Text}}” cannot be read as a month. Write it as 2026-02.", values)
	}
	return ""
}

// useDoubted words what is odd about a month that is taken.
func useDoubted(p app.ImportProblem) string {
	values := useValues(p)
	switch p.Reason {
	case app.UsePartsDiffer:
		return lang.L("{{.Month}}: sharp, peak, flat and valley hours do not add up to the whole. They are taken as they are.", values)
	case app.UseMeterChanged:
		return lang.L("{{.Month}}: the reading is lower than the last, since the meter was changed. The total is taken as it is.", values)
	case app.UseRolled:
		return lang.L("{{.Month}}: the register passed its end and began anew. The total is taken as it is.", values)
	case app.UseReadingsDiffer:
		return lang.L("{{.Month}}: the readings say something else than the total. The total is taken.", values)
	case app.UseReadOutside:
		return lang.L("{{.Month}}: the reading on {{.Text}} lies too far from its month. The day is left out.", values)
	case app.UseFactorOdd:
		return lang.L("{{.Month}}: the power factor cannot be. It is left out.", values)
	case app.UseNameDiffers:
		return lang.L("The account is held under another name here than “{{.Text}}”. The use is taken; look whether the number is right.", values)
	case app.UseGap:
		return lang.L("{{.Month}}: months missing right before it: {{.N}}.", values)
	case app.UseJump:
		return lang.L("{{.Month}}: {{.Text}} kWh are far from the usual {{.N}} kWh. They are taken as they are.", values)
	case app.UseZero:
		return lang.L("{{.Month}}: nothing was used, where there was use in every month before. It is taken as it is.", values)
	case app.UseAboveCapacity:
		return lang.L("{{.Month}}: more than the capacity of the account can draw. It is taken as it is.", values)
	case app.UseAreaMissing:
		return lang.L("Nobody was read in the whole area in: {{.Text}}. Import these months too, if there are lists of them.", values)
	case app.UseMarkUnreadable:
		return lang.L("“{{.Text}}” says neither that it was read nor that it was estimated. It is taken as read.", values)
	case app.UseSourceUnknown:
		return lang.L("“{{.Text}}” is no source that is known. It is left out.", values)
	case "month_column_twice":
		return lang.L("A month has two columns: {{.Text}}. The later one is left out.", values)
	}
	return ""
}

func useValues(p app.ImportProblem) map[string]any {
	return map[string]any{"Month": Month(p.Month), "Text": p.Text, "Line": Count(int64(p.Refers)), "N": Count(p.Figure)}
}

// useFor is the short name of a reason of a list of use.
func useFor(reason string) string {
	switch reason {
	case app.UseUnknownAccount:
		return lang.L("no such account")
	case app.UseAhead:
		return lang.L("a month to come")
	case app.UseTwice:
		return lang.L("a month of an account twice")
	case app.UseNegative:
		return lang.L("below nothing")
	case app.UseBeyond:
		return lang.L("more than any account draws")
	case app.UseBeforeSupply:
		return lang.L("before the supply began")
	case app.UseAfterSupply:
		return lang.L("after the supply ended")
	case app.UseBackwards:
		return lang.L("a register that ran backwards")
	case "month_unreadable":
		return lang.L("no month")
	case app.UsePartsDiffer:
		return lang.L("parts that do not add up")
	case app.UseMeterChanged:
		return lang.L("a changed meter")
	case app.UseRolled:
		return lang.L("a register that passed its end")
	case app.UseReadingsDiffer:
		return lang.L("readings against the total")
	case app.UseReadOutside:
		return lang.L("a reading far from its month")
	}
	return usePastFor(reason)
}

func usePastFor(reason string) string {
	switch reason {
	case app.UseFactorOdd:
		return lang.L("no power factor")
	case app.UseNameDiffers:
		return lang.L("held under another name")
	case app.UseGap:
		return lang.L("months missing before")
	case app.UseJump:
		return lang.L("far from the usual")
	case app.UseZero:
		return lang.L("nothing, for the first time")
	case app.UseAboveCapacity:
		return lang.L("above the capacity")
	case app.UseAreaMissing:
		return lang.L("months missing in a whole area")
	case app.UseMarkUnreadable:
		return lang.L("read or estimated, not clear")
	case app.UseSourceUnknown:
		return lang.L("not on the list")
	case "month_column_twice":
		return lang.L("a column of a month twice")
	}
	return ""
}

// UseSource names where the use of a month is known from.
func UseSource(from app.UseSource) string {
	switch from {
	case app.UseMarketing:
		return lang.L("Marketing system")
	case app.UseRemote:
		return lang.L("Read remotely")
	case app.UseOnSite:
		return lang.L("Read on site")
	case app.UseTold:
		return lang.L("Told by the customer")
	case app.UseCorrected:
		return lang.X("use.corrected", "Corrected")
	}
	return ""
}

// SheetSource names what a sheet of use came in by.
func SheetSource(source string) string {
	switch source {
	case "import":
		return lang.L("Imported list")
	case "correction":
		return lang.L("Correction by hand")
	case "sample":
		return lang.L("Invented sample")
	}
	return source
}
