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
	case "too_big", "too_many_rows":
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
		labels[i] = Field(name)
	}
	return strings.Join(labels, lang.X("list.separator", ", "))
}

// ImportProblem says why a row was refused, or what is doubtful in it.
func ImportProblem(p app.ImportProblem) string {
	values := map[string]any{"Field": Field(p.Field), "Line": p.Refers}
	switch p.Reason {
	case "destroyed", "destroyed_number", "scientific":
		return lang.L("{{.Field}} was destroyed by a spreadsheet (5.1E+12); ask for the list with text cells.", values)
	case "duplicate":
		return lang.L("Repeats line {{.Line}} of the file.", values)
	case "other_holder":
		return lang.L("The account is held under another name; a change of holder is made by hand.")
	case "missing":
		return lang.L("{{.Field}} is missing.", values)
	case "short", "too_short":
		return lang.L("{{.Field}} is too short.", values)
	}
	if no := (&app.Refusal{Field: p.Field, Reason: app.Reason(p.Reason)}); Refusal(no) != Refusal(&app.Refusal{Field: p.Field}) {
		return Refusal(no)
	}
	return lang.L("{{.Field}} is doubtful: {{.Reason}}", map[string]any{"Field": Field(p.Field), "Reason": strings.ReplaceAll(p.Reason, "_", " ")})
}

// asFileProblem finds what is wrong with a sheet inside an error.
func asFileProblem(err error) (*app.FileProblem, bool) { return errors.AsType[*app.FileProblem](err) }
