package words

import (
	"errors"
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
	return ""
}

// FileProblem says what is wrong with a sheet and what to do.
func FileProblem(p *app.FileProblem) string {
	values := map[string]any{"Name": p.Name, "Line": p.Line, "Limit": Count(p.Limit)}
	switch p.Kind {
	case "not_a_sheet", "web_page":
		return lang.L("{{.Name}} is not a sheet. Nothing was changed; choose an XLSX or CSV file.", values)
	case "old_format":
		return lang.L("{{.Name}} has an old format. Open it in Excel or WPS, save it as XLSX, and choose that.", values)
	case "encrypted":
		return lang.L("{{.Name}} is locked by a password. Nothing was changed; save it without a password first.", values)
	case "truncated", "damaged":
		return lang.L("{{.Name}} is damaged or its end is missing. Nothing was changed; ask for the file again.", values)
	case "too_big":
		return lang.L("{{.Name}} unpacks to more than any list needs. Nothing was changed; ask for the file again.", values)
	case "too_many_rows":
		return lang.L("{{.Name}} is too large. Nothing was changed; split it into files of at most {{.Limit}} rows.", values)
	case "empty":
		return lang.L("{{.Name}} is empty. Nothing was changed.", values)
	case "no_header":
		return lang.L("{{.Name}} has no line of column names. Nothing was changed; add one, then try again.", values)
	case "no_column":
		return lang.L("{{.Name}} lacks a column for: {{.Fields}}. Give a column to it, then try again.",
			map[string]any{"Name": p.Name, "Fields": fieldList(p.Fields)})
	case "wrong_encoding":
		return lang.L("The text of {{.Name}} cannot be read. Nothing was changed; save it as UTF-8 or XLSX.", values)
	case "no_such_sheet":
		return lang.L("{{.Name}} has no such sheet. Choose another.", values)
	case "changed":
		return lang.L("{{.Name}} was changed while it was being read. Nothing was changed here; try again.", values)
	case "not_found":
		return lang.L("There is no file {{.Name}}. Check the folder and the name.", values)
	case "forbidden", "read_only":
		return lang.L("{{.Name}} may not be read or written there. Nothing was changed; choose another folder.", values)
	case "in_use":
		return lang.L("{{.Name}} is open in another program. Close it there, then try again.", values)
	case "disk_full":
		return lang.L("The disk is full. {{.Name}} was not written; free some space, then try again.", values)
	}
	return lang.L("{{.Name}} could not be read or written. Nothing was changed.", values)
}

func fieldList(names []string) string {
	labels := make([]string, len(names))
	for i, name := range names {
		labels[i] = Column(name)
	}
	return strings.Join(labels, lang.X("list.separator", ", "))
}

// ImportProblem says why a row was refused, or what is doubtful in it.
func ImportProblem(p app.ImportProblem) string {
	values := map[string]any{"Field": Column(p.Field), "Line": p.Refers}
	switch p.Reason {
	case "missing":
		return lang.L("{{.Field}} is empty, and nothing can be kept without it.", values)
	case "number_destroyed":
		return lang.L("A spreadsheet destroyed {{.Field}} and kept only the first digits. Ask for the list with text cells.", values)
	case "not_a_code":
		return lang.L("{{.Field}} holds words, not a number.", values)
	case "duplicate":
		return lang.L("{{.Field}} stood in line {{.Line}} already.", values)
	case "columns_shifted":
		return lang.L("The row has more cells than the header: a comma was not quoted.")
	case "other_holder":
		return lang.L("The account is held under another name. A change of holder is made by hand.")
	case "running_above_contracted":
		return lang.L("The running capacity is above the contracted one. Both are taken as they are.")
	}
	if said := phoneProblem(p.Reason, values); said != "" {
		return said
	}
	if said := cellProblem(p.Reason, values); said != "" {
		return said
	}
	return Refusal(&app.Refusal{Field: p.Field, Reason: app.Reason(p.Reason)})
}

func phoneProblem(reason string, values map[string]any) string {
	switch reason {
	case "phone_second":
		return lang.L("{{.Field}} holds two numbers. The second is taken as the other phone, where that is free.", values)
	case "phone_short":
		return lang.L("{{.Field}} is a mobile number with a digit missing. It is taken as it is.", values)
	case "phone_odd":
		return lang.L("{{.Field}} does not look like a telephone number. It is taken as it is.", values)
	}
	return ""
}

// cellProblem words what is odd about a cell of any field.
func cellProblem(reason string, values map[string]any) string {
	switch reason {
	case "day_unreadable":
		return lang.L("{{.Field}} cannot be read as a day. It is left out.", values)
	case "amount_unreadable":
		return lang.L("{{.Field}} cannot be read as an amount. It is left out.", values)
	case "amount_negative":
		return lang.L("{{.Field}} is below nothing. It is left out.", values)
	case "voltage_unknown", "category_unknown", "industry_unknown":
		return lang.L("{{.Field}} is not on the list of codes. It is taken as it is.", values)
	case "industry_mismatch":
		return lang.L("Letter and digits of {{.Field}} contradict each other. It is taken as it is.", values)
	case "holder_unknown":
		return lang.L("{{.Field}} is neither person nor organisation. It is told by the name instead.", values)
	case "formula_error":
		return lang.L("{{.Field}} is a formula that failed. It is left out.", values)
	case "letters_lost":
		return lang.L("Some letters of {{.Field}} cannot be read.", values)
	case "number_looks_wrong":
		return lang.L("{{.Field}} looks mistyped. It is taken as it is.", values)
	}
	return ""
}

// ImportReason is the short name of a reason, to count rows under.
func ImportReason(reason string) string {
	if said := refusedFor(reason); said != "" {
		return said
	}
	switch reason {
	case "phone_second":
		return lang.L("two numbers in one cell")
	case "phone_short":
		return lang.L("a digit missing")
	case "phone_odd":
		return lang.L("no telephone number")
	case "day_unreadable":
		return lang.L("no day")
	case "amount_unreadable":
		return lang.L("no amount")
	case "amount_negative":
		return lang.L("below nothing")
	case "voltage_unknown", "category_unknown", "industry_unknown", "holder_unknown":
		return lang.L("not on the list")
	case "industry_mismatch":
		return lang.L("letter and digits contradict")
	case "formula_error":
		return lang.L("a failed formula")
	case "letters_lost":
		return lang.L("letters lost")
	case "number_looks_wrong":
		return lang.L("looks mistyped")
	case "running_above_contracted":
		return lang.L("above the contracted capacity")
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
	case "duplicate":
		return lang.L("stood in the list already")
	case "columns_shifted":
		return lang.L("columns shifted")
	case "other_holder":
		return lang.L("held under another name")
	case string(app.TooLong):
		return lang.L("too long")
	case string(app.Impossible):
		return lang.L("cannot be")
	}
	return ""
}

// Column names a column of a list that goes in or out, so that a list that
// went out is understood when it comes in again.
func Column(key string) string {
	switch key {
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
	return Field(key)
}

// asFileProblem finds what is wrong with a sheet inside an error.
func asFileProblem(err error) (*app.FileProblem, bool) { return errors.AsType[*app.FileProblem](err) }
