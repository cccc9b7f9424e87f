package sheet

import (
	"strconv"
	"strings"
)

// footers begin the lines that stand below a list, or below each of its pages.
var footers = []string{
	"合计", "总计", "小计", "共计", "累计", "总和", "本页", "本页合计", "制表", "填表", "审核", "复核", "审批", "打印", "打印日期",
	"单位负责人", "负责人", "编制", "备注", "说明", "注", "盖章", "签字", "日期", "total", "subtotal", "sum", "prepared", "printed", "approved", "page",
}

// totals are whole cells by which a row is a sum, however many figures it has.
var totals = map[string]bool{
	"合计": true, "总计": true, "小计": true, "共计": true, "累计": true, "总和": true, "本页合计": true, "本页小计": true, "台区合计": true, "台区小计": true,
	"total": true, "subtotal": true, "grandtotal": true, "sum": true,
}

// skip says why a row is no record; empty if it is one.
func (r *reading) skip(row Row) Reason {
	cells := row.Cells
	if r.table.Profile.plain {
		if r.isHeader(cells) {
			return RepeatedHeader
		}
		return ""
	}
	digits, words := 0, false
	if r.keyAt >= 0 && r.keyAt < len(cells) {
		digits, words = countDigits(cells[r.keyAt]), hasHan(cells[r.keyAt])
	}
	switch {
	case digits >= 8 && !words:
		return ""
	case r.isHeader(cells), isColumnNumbers(cells):
		r.other = 0
		return RepeatedHeader
	case isTotal(cells):
		return Footer
	case digits >= 4 && !words:
		return ""
	case r.isOtherHeader(cells):
		r.other = row.Line
		return NewHeader
	case r.isFooter(cells):
		return Footer
	case r.isSection(cells):
		return Section
	}
	return ""
}

// isHeader recognises one of the rows of the header.
func (r *reading) isHeader(cells []string) bool {
	for _, header := range r.table.headers {
		if repeatsRow(cells, header) {
			return true
		}
	}
	return false
}

func repeatsRow(cells, header []string) bool {
	same := 0
	for i, cell := range cells {
		title := ""
		if i < len(header) {
			title = header[i]
		}
		switch {
		case isBlankCell(cell):
		case trim(cell) != trim(title) && (titleForm(cell) == "" || titleForm(cell) != titleForm(title)):
			return false
		default:
			same++
		}
	}
	return same > 1 || same == 1 && filled(header) == 1 // a line of one unit
}

// isOtherHeader recognises the names of other columns, or of the same ones in
// another order: a second list below the first one.
func (r *reading) isOtherHeader(cells []string) bool {
	names := len(knownTitles(cells, r.known))
	return names > 2 && names*2 > filled(cells)
}

// isColumnNumbers recognises the row 1 2 3 … that forms have below the header.
func isColumnNumbers(cells []string) bool {
	last, count := 0, 0
	for _, cell := range cells {
		if cell = trim(cell); cell == "" || count == 0 && (cell == "甲" || cell == "乙" || cell == "栏次") {
			continue
		}
		n, err := strconv.Atoi(strings.Trim(cell, "()（）"))
		if err != nil || count > 0 && n != last+1 || n > 99 {
			return false
		}
		last = n
		count++
	}
	return count > 2
}

// isTotal looks for the word in the first three cells.
func isTotal(cells []string) bool {
	looked := 0
	for _, cell := range cells {
		if isBlankCell(cell) {
			continue
		}
		if totals[footerForm(cell)] {
			return true
		}
		if looked++; looked == 3 {
			break
		}
	}
	return false
}

// footerForm is the form of a word, in brackets or not: （合计）.
func footerForm(cell string) string {
	if word := titleForm(cell); word != "" {
		return word
	}
	return titleForm(strings.Trim(cell, "()（）[]【】 "))
}

// isFooter recognises totals, signatures, page numbers and the title again, in
// rows without a key.
func (r *reading) isFooter(cells []string) bool {
	first := firstOf(cells)
	if filled(cells) == 1 && (first == r.table.Title || isPageNumber(first)) {
		return true
	}
	if filled(cells) > max(3, len(r.table.Header)/2) {
		return false
	}
	word := footerForm(first)
	for _, footer := range footers {
		rest, ok := strings.CutPrefix(word, footer)
		switch {
		case !ok:
		case rest == "", strings.ContainsAny(first, ":："):
			return true
		case footer[0] >= 0x80 && len(footer) > len("注"):
			return true
		}
	}
	return false
}

func firstOf(cells []string) string {
	for _, cell := range cells {
		if text := trim(cell); text != "" {
			return text
		}
	}
	return ""
}

// isPageNumber recognises 第3页 共20页.
func isPageNumber(text string) bool {
	return strings.HasPrefix(text, "第") && strings.Contains(text, "页") && countDigits(text) > 0
}
