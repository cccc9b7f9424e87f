package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// TellRows gives an import the words for what it writes about single rows.
func TellRows(job app.ImportJob) app.ImportJob {
	job.Say, job.Column, job.ReasonTitle = ImportProblem, Column, lang.L("Reason")
	number, name := Column("account_no"), Column("name")
	if job.Kind != app.ImportAccounts {
		number, name = Column("staff_no"), Column("staff_name")
	}
	job.DoubtTitles = [6]string{
		lang.X("import.line", "Row"), number, name, lang.L("Column of the list"), lang.L("Value"), lang.L("What is wrong"),
	}
	return job
}

// ImportProblem says why a row was refused or passed over, or what is doubtful
// in it.
func ImportProblem(p app.ImportProblem) string {
	if p.Check.Reason != "" {
		check := p.Check
		check.Field = p.Field
		return Warning(check)
	}
	if said := trainingRow(p); said != "" {
		return said
	}
	values := map[string]any{"Field": Column(p.Field), "Line": p.Refers, "Text": p.Text}
	if p.Verdict != app.RowDoubted {
		if said := useRefused(p); said != "" {
			return said
		}
		if said := refusedRow(p.Reason, values); said != "" {
			return said
		}
	}
	if said := useDoubted(p); said != "" {
		return said
	}
	for _, say := range []func(string, map[string]any) string{doubtedRow, doubtedCell} {
		if said := say(p.Reason, values); said != "" {
			return said
		}
	}
	if said := passedRow(p.Reason); said != "" {
		return lang.L("Passed over: {{.Why}}", map[string]any{"Why": said})
	}
	return Refusal(&app.Refusal{Field: p.Field, Reason: app.Reason(p.Reason)})
}

// refusedRow words why a row is not taken, and how it is mended.
func refusedRow(reason string, values map[string]any) string {
	switch reason {
	case "formula_error":
		return lang.L("{{.Field}} is a formula that failed ({{.Text}}), and nothing can be kept without it. Write the value itself there.", values)
	case "missing":
		return lang.L("{{.Field}} is empty, and nothing can be kept without it.", values)
	case "number_destroyed":
		return lang.L("A spreadsheet destroyed {{.Field}}: the last digits of {{.Text}} are lost. Set the column to text in the original, paste the numbers again, and import that; do not guess them.", values)
	case "not_a_code":
		return lang.L("{{.Field}} is no number: {{.Text}}.", values)
	case "day_unreadable":
		return lang.L("{{.Field}} cannot be read as a day: {{.Text}}. Correct it, then import the row again.", values)
	case "amount_unreadable":
		return lang.L("{{.Field}} cannot be read as a number: {{.Text}}. Correct it, then import the row again.", values)
	case "several":
		return lang.L("{{.Field}} holds several numbers: {{.Text}}. Give each a row of its own.", values)
	case "masked":
		return lang.L("{{.Field}} is partly hidden by stars: {{.Text}}. Ask for the list without hidden digits.", values)
	case "duplicate":
		return lang.L("{{.Field}} {{.Text}} stood in row {{.Line}} already. Keep one of the two, or correct the number.", values)
	case "columns_shifted":
		return lang.L("The row has more cells than the header, so its values stand in wrong columns: a comma was not quoted. Put the text with the comma in quotes, or move the cells back.", values)
	case "looks_shifted":
		return lang.L("Several values of the row do not fit their columns; it seems to have slipped. Move the cells back to their columns.", values)
	case "other_header":
		return lang.L("Below row {{.Line}} the columns have other names. Make a list of its own of these rows, with that header.", values)
	case "other_holder":
		return lang.L("The account is held under another name. A change of holder is made by hand.", values)
	case string(app.IsSealed):
		return lang.L("The data of this customer are sealed: only kept and protected. A supervisor can take the seal away; then import the row again.", values)
	}
	return ""
}

// doubtedRow words what is odd about a row, or about a cell of any kind.
func doubtedRow(reason string, values map[string]any) string {
	switch reason {
	case "several":
		return lang.L("{{.Field}} holds several numbers and is left out: {{.Text}}", values)
	case "masked":
		return lang.L("{{.Field}} is partly hidden by stars: {{.Text}}. A hidden number is left out, a hidden name is taken as it is.", values)
	case "number_destroyed":
		return lang.L("A spreadsheet destroyed {{.Field}}: the last digits of {{.Text}} are lost. It is left out.", values)
	case "formula_error":
		return lang.L("{{.Field}} is a formula that failed. It is left out.", values)
	case "number_looks_wrong":
		return lang.L("{{.Field}} looks mistyped. It is taken as it is.", values)
	case "letters_lost":
		return lang.L("Some letters of {{.Field}} cannot be read.", values)
	case "running_above_contracted":
		return lang.L("The running capacity is above the contracted one. Both are taken as they are.", values)
	case "row_hidden":
		return lang.L("The row is out of view in the sheet, by a filter perhaps. It is taken all the same.", values)
	case "ends_in_zeros":
		return lang.L("{{.Field}} {{.Text}} ends in zeros, as a number does that a spreadsheet has destroyed. It is taken as it is.", values)
	case "cells_beyond":
		return lang.L("Right of the columns stands “{{.Text}}”, under no name. It is left out.", values)
	case "name_more":
		return lang.L("{{.Field}} holds a second name or a note: {{.Text}}. It is taken as it is.", values)
	case "name_odd":
		return lang.L("{{.Field}} has no letter in it: {{.Text}}. It is taken as it is.", values)
	}
	return ""
}

// doubtedCell words what is odd about a telephone number, a day, an amount, a code.
func doubtedCell(reason string, values map[string]any) string {
	switch reason {
	case "phone_second":
		return lang.L("{{.Field}} holds two numbers. The second, {{.Text}}, is taken as the other phone.", values)
	case "phone_more":
		return lang.L("Beside the number, {{.Field}} holds “{{.Text}}”, for which there is no place. It is left out.", values)
	case "phone_short":
		return lang.L("{{.Field}} is a mobile number with a digit missing. It is taken as it is.", values)
	case "phone_odd":
		return lang.L("{{.Field}} does not look like a telephone number. It is taken as it is.", values)
	case "day_unreadable":
		return lang.L("{{.Field}} cannot be read as a day: {{.Text}}. It is left out.", values)
	case "day_short":
		return lang.L("The year of {{.Field}} has two digits. It is read as year, month, day: {{.Text}}", values)
	case "day_ahead":
		return lang.L("{{.Field}} is still to come: {{.Text}}. It is taken as it is.", values)
	case "amount_unreadable":
		return lang.L("{{.Field}} cannot be read as an amount: {{.Text}}. It is left out.", values)
	case "amount_negative":
		return lang.L("{{.Field}} is below nothing: {{.Text}}. It is left out.", values)
	case "amount_large":
		return lang.L("{{.Field}} is larger than any here: {{.Text}}. It is taken as it is.", values)
	case "voltage_unknown", "category_unknown", "industry_unknown":
		return lang.L("{{.Field}} is not on the list of codes: {{.Text}}. It is taken as it is.", values)
	case "industry_mismatch":
		return lang.L("Letter and digits of {{.Field}} contradict each other. It is taken as it is.", values)
	case "holder_unknown":
		return lang.L("{{.Field}} is neither person nor organisation. It is told by the name instead.", values)
	}
	return ""
}

// passedRow names the lines that are no records.
func passedRow(reason string) string {
	switch reason {
	case "footer":
		return lang.L("a total, a signature or a page number")
	case "repeated_header":
		return lang.L("the column names again")
	case "new_header":
		return lang.L("the column names of another list")
	case "section":
		return lang.L("a line that names the rows below it")
	}
	return ""
}

// ImportReason is the short name of a reason, to count rows under.
func ImportReason(reason string) string {
	for _, say := range []func(string) string{trainingFor, refusedFor, doubtedFor, cellFor, checkedFor, useFor, passedRow} {
		if said := say(reason); said != "" {
			return said
		}
	}
	return lang.L("something else")
}

func refusedFor(reason string) string {
	switch reason {
	case "missing":
		return lang.L("needed, but empty")
	case "number_destroyed":
		return lang.L("destroyed by a spreadsheet")
	case "not_a_code":
		return lang.L("words in place of a number")
	case "several":
		return lang.L("several numbers in one cell")
	case "masked":
		return lang.L("hidden by stars")
	case "duplicate":
		return lang.L("stood in the list already")
	case "columns_shifted":
		return lang.L("columns shifted")
	case "looks_shifted":
		return lang.L("columns seem shifted")
	case "other_header":
		return lang.L("below other column names")
	case "other_holder":
		return lang.L("held under another name")
	case string(app.IsSealed):
		return lang.L("data are sealed")
	case string(app.TooLong):
		return lang.L("too long")
	case string(app.Impossible):
		return lang.L("cannot be")
	}
	return ""
}

func doubtedFor(reason string) string {
	switch reason {
	case "formula_error":
		return lang.L("a failed formula")
	case "number_looks_wrong":
		return lang.L("looks mistyped")
	case "letters_lost":
		return lang.L("letters lost")
	case "running_above_contracted":
		return lang.L("above the contracted capacity")
	case "row_hidden":
		return lang.L("hidden in the sheet")
	case "ends_in_zeros":
		return lang.L("ends in many zeros")
	case "cells_beyond":
		return lang.L("right of all columns")
	case "name_more":
		return lang.L("a note within the name")
	case "name_odd":
		return lang.L("a name without letters")
	}
	return ""
}

func cellFor(reason string) string {
	switch reason {
	case "phone_second":
		return lang.L("two numbers in one cell")
	case "phone_more":
		return lang.L("more than the number")
	case "phone_short":
		return lang.L("a digit missing")
	case "phone_odd":
		return lang.L("no telephone number")
	case "day_unreadable":
		return lang.L("no day")
	case "day_short":
		return lang.L("a year of two digits")
	case "day_ahead":
		return lang.L("still to come")
	case "amount_unreadable":
		return lang.L("no amount")
	case "amount_negative":
		return lang.L("below nothing")
	case "amount_large":
		return lang.L("larger than any here")
	case "voltage_unknown", "category_unknown", "industry_unknown":
		return lang.L("not on the list")
	case "industry_mismatch":
		return lang.L("letter and digits contradict")
	case "holder_unknown":
		return lang.L("not on the list")
	}
	return ""
}

// checkedFor names what looks wrong with a number that has a check of its own.
func checkedFor(reason string) string {
	switch app.WarningReason(reason) {
	case app.WrongLength:
		return lang.L("not as long as usual")
	case app.WrongCharacter:
		return lang.L("a character that cannot be")
	case app.WrongCheckDigit:
		return lang.L("the check digit does not fit")
	case app.NoSuchDate:
		return lang.L("a date that does not exist")
	case app.DateAhead:
		return lang.L("a date still to come")
	case app.NoSuchDivision:
		return lang.L("a division that does not exist")
	}
	return ""
}

// TakenBack says what taking something back did.
func TakenBack(r app.UndoReport) string {
	return lang.L("Taken back: {{.Withdrawn}} withdrawn, {{.Restored}} restored, {{.Kept}} kept because they were used since.", map[string]any{
		"Withdrawn": Count(r.Withdrawn), "Restored": Count(r.Restored), "Kept": Count(r.Kept),
	})
}
