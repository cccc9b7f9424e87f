package sheet

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// isSection recognises a line between the rows that names those below it, as
// lists have one for each transformer area. Its name is kept for them.
func (r *reading) isSection(cells []string) bool {
	text := sectionText(cells)
	if text == "" {
		return false
	}
	area := areaNamed(text)
	alone := filled(cells) == 1 && !isBlankCell(cells[0]) && r.keyAt == 0
	if area == "" && !alone {
		return false
	}
	r.area = area
	return true
}

// sectionText is the text of a line with no more than two cells.
func sectionText(cells []string) string {
	if filled(cells) > 2 {
		return ""
	}
	var out []string
	for _, cell := range cells {
		if text := trim(cell); text != "" {
			out = append(out, text)
		}
	}
	return strings.Join(out, " ")
}

// areaNamed finds the name of a transformer area in such a line: 白马14台区
// （共35户）, 台区：白马14公变.
func areaNamed(text string) string {
	text = norm.NFKC.String(text)
	if !strings.Contains(text, "台区") && !strings.Contains(text, "公变") && !strings.Contains(text, "配变") {
		return ""
	}
	if at := strings.IndexByte(text, ':'); at >= 0 {
		text = text[at+1:]
	}
	text, _, _ = strings.Cut(text, "(")
	words := strings.Fields(text)
	if len(words) == 0 {
		return ""
	}
	return words[0]
}

// namesAreas reports whether lines between the first rows name the transformer
// area that no column has.
func (t *Table) namesAreas() bool {
	for _, c := range t.Mapping.Columns {
		if c.Field == "transformer_area" {
			return false
		}
	}
	for _, row := range t.Sample {
		if areaNamed(sectionText(row)) != "" {
			return t.Profile.Index("transformer_area") >= 0
		}
	}
	return false
}
