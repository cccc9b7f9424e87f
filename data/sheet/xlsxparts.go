package sheet

import (
	"strconv"
	"strings"
)

// The names the format gives its parts.
const (
	xmlHead      = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace    = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	officeSpace  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageSpace = "http://schemas.openxmlformats.org/package/2006/"
	contentType  = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// stylesPart: plain, header, text, day, money.
const stylesPart = xmlHead + `<styleSheet xmlns="` + mainSpace + `"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd"/></numFmts>` +
	`<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>` +
	`<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
	`<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>` +
	`<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
	`<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
	`<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>` +
	`<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
	`<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>` +
	`<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

// close writes the parts that name the sheets, and ends the archive.
func (w *xlsxWriter) close() error {
	if err := w.endSheet(); err != nil {
		return err
	}
	var types, book, links strings.Builder
	for i := range w.sheets {
		n := strconv.Itoa(i + 1)
		types.WriteString(`<Override PartName="/xl/worksheets/sheet` + n + `.xml" ContentType="` + contentType + `worksheet+xml"/>`)
		book.WriteString(`<sheet name="` + string(appendXML(nil, w.sheetName(i))) + `" sheetId="` + n + `" r:id="rId` + n + `"/>`)
		links.WriteString(`<Relationship Id="rId` + n + `" Type="` + officeSpace + `/worksheet" Target="worksheets/sheet` + n + `.xml"/>`)
	}
	links.WriteString(`<Relationship Id="rId` + strconv.Itoa(w.sheets+1) + `" Type="` + officeSpace + `/styles" Target="styles.xml"/>`)
	for _, part := range []struct{ name, text string }{
		{"[Content_Types].xml", xmlHead + `<Types xmlns="` + packageSpace + `content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
			`<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + contentType + `sheet.main+xml"/>` +
			`<Override PartName="/xl/styles.xml" ContentType="` + contentType + `styles+xml"/>` + types.String() + `</Types>`},
		{"_rels/.rels", relationsPart(`<Relationship Id="rId1" Type="` + officeSpace + `/officeDocument" Target="xl/workbook.xml"/>`)},
		{"xl/workbook.xml", xmlHead + `<workbook xmlns="` + mainSpace + `" xmlns:r="` + officeSpace + `"><sheets>` + book.String() + `</sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", relationsPart(links.String())},
		{"xl/styles.xml", stylesPart},
	} {
		out, err := w.archive.Create(part.name)
		if err != nil {
			return err
		}
		if _, err := out.Write([]byte(part.text)); err != nil {
			return err
		}
	}
	return w.archive.Close()
}

func relationsPart(links string) string {
	return xmlHead + `<Relationships xmlns="` + packageSpace + `relationships">` + links + `</Relationships>`
}

// sheetName is the list's name as a sheet may be called, numbered from the
// second sheet on.
func (w *xlsxWriter) sheetName(i int) string {
	if w.marked && i == w.sheets-1 && w.list.MarkSheet != "" {
		return w.list.MarkSheet
	}
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`[]:*?/\"'`, r) || r < ' ' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(w.list.Sheet, ""))
	if name == "" {
		name = "Sheet1"
	}
	number := ""
	if i > 0 {
		number = " (" + strconv.Itoa(i+1) + ")"
	}
	if runes := []rune(name); len(runes) > 31-len(number) {
		name = string(runes[:31-len(number)])
	}
	return name + number
}
