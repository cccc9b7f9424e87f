package words

import (
	"errors"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// FileProblem says what is wrong with a sheet and what to do.
func FileProblem(p *app.FileProblem) string {
	values := map[string]any{"Name": p.Name, "Line": p.Line, "Limit": Count(p.Limit)}
	if p.Kind == "no_column" {
		return lang.L("{{.Name}} lacks a column for: {{.Fields}}. Give a column to it, then try again.",
			map[string]any{"Name": p.Name, "Fields": fieldList(p.Fields)})
	}
	if said := contentProblem(p.Kind, values); said != "" {
		return said
	}
	if said := accessProblem(p.Kind, values); said != "" {
		return said
	}
	return lang.L("{{.Name}} could not be read or written. Nothing was changed.", values)
}

// contentProblem words what is wrong with what a file holds.
func contentProblem(kind string, values map[string]any) string {
	switch kind {
	case "not_a_sheet":
		return lang.L("{{.Name}} is not a sheet but a document, a picture or a program. Nothing was changed; ask for the list as XLSX or CSV.", values)
	case "web_page":
		return lang.L("{{.Name}} is called a sheet, but inside it is a web page. Nothing was changed; open it in Excel or WPS, save it as XLSX, and choose that.", values)
	case "old_format":
		return lang.L("{{.Name}} has the format of Excel 97 to 2003. Nothing was changed; open it in Excel or WPS, save it as XLSX, and choose that.", values)
	case "other_format":
		return lang.L("{{.Name}} is a sheet of a format that is not read here. Nothing was changed; open it in WPS, LibreOffice or Excel, save it as XLSX, and choose that.", values)
	case "archive":
		return lang.L("{{.Name}} is packed. Nothing was changed; unpack it, then choose the list in it.", values)
	case "folder":
		return lang.L("{{.Name}} is a folder. Choose the list in it.", values)
	case "encrypted":
		return lang.L("{{.Name}} is locked by a password. Nothing was changed; save it without a password first.", values)
	case "truncated", "damaged":
		return lang.L("{{.Name}} is damaged or its end is missing. Nothing was changed; ask for the file again.", values)
	case "too_big":
		return lang.L("{{.Name}} unpacks to more than any list needs. Nothing was changed; ask for the file again.", values)
	case "too_many_rows":
		return lang.L("{{.Name}} is too large. Nothing was changed; split it into files of at most {{.Limit}} rows.", values)
	case "merged_too_big":
		return lang.L("{{.Name}} is long and has merged cells among its rows. Nothing was changed; split the merged cells or save it as CSV, then try again.", values)
	case "empty":
		return lang.L("{{.Name}} is empty. Nothing was changed.", values)
	case "no_rows":
		return lang.L("{{.Name}} has column names, but no row below them. Nothing was changed; check whether this is the right file or sheet.", values)
	case "no_header":
		return lang.L("{{.Name}} has no line of column names. Nothing was changed; add one, then try again.", values)
	}
	return ""
}

// accessProblem words what keeps a file from being read or written.
func accessProblem(kind string, values map[string]any) string {
	switch kind {
	case "wrong_encoding":
		return lang.L("The text of {{.Name}} cannot be read. Nothing was changed; save it as UTF-8 or XLSX.", values)
	case "no_such_sheet":
		return lang.L("{{.Name}} has no such sheet. Choose another.", values)
	case "changed":
		return lang.L("{{.Name}} was changed while it was being read. Nothing was changed here; try again.", values)
	case "not_found":
		return lang.L("There is no file {{.Name}}. Check the folder and the name.", values)
	case "unreadable":
		return lang.L("You may not read {{.Name}}. Nothing was changed; copy it into a folder of your own, or ask its owner for the right.", values)
	case "forbidden", "read_only":
		return lang.L("{{.Name}} may not be written there. Nothing was changed; choose another folder.", values)
	case "in_use":
		return lang.L("{{.Name}} is open in another program. Close it there, then try again.", values)
	case "disk_full":
		return lang.L("The disk is full. {{.Name}} was not written; free some space, then try again.", values)
	}
	return ""
}

// SheetNote says what is worth knowing about a sheet as a whole; some of it
// needs no word.
func SheetNote(n app.ImportProblem) string {
	values := map[string]any{"Line": n.Line, "N": n.Line, "Names": n.Text}
	switch n.Reason {
	case "header_guessed":
		return lang.L("No known column names were found. Row {{.Line}} is taken for them; please look at each column.", values)
	case "merged_cells":
		return lang.L("{{.N}} merged cells go over several rows: each of the rows has their value.", values)
	case "other_sheets":
		return lang.L("This workbook holds further lists, which are not taken along: {{.Names}}. Choose them one by one.", values)
	case "month_column_twice":
		return useDoubted(n)
	case "area_from_title":
		return lang.L("No column names the transformer area. It is taken from the lines between the rows.")
	}
	return ""
}

func fieldList(names []string) string {
	labels := make([]string, len(names))
	for i, name := range names {
		labels[i] = Column(name)
	}
	return strings.Join(labels, lang.X("list.separator", ", "))
}

// asFileProblem finds what is wrong with a sheet inside an error.
func asFileProblem(err error) (*app.FileProblem, bool) { return errors.AsType[*app.FileProblem](err) }
