package sheet

import "strings"

// footers begin the lines that stand below a list, or below each of its pages.
var footers = []string{
	"合计", "总计", "小计", "共计", "累计", "总和", "本页", "本页合计", "制表", "填表", "审核", "复核", "审批", "打印", "打印日期",
	"单位负责人", "负责人", "编制", "备注", "说明", "注", "盖章", "签字", "日期", "total", "subtotal", "sum", "prepared", "printed", "approved", "page",
}

// skip says why a row is no record; empty if it is one. A row whose key looks
// like a key is always a record.
func (r *reading) skip(cells []string) Reason {
	if r.keyAt >= 0 && r.keyAt < len(cells) && countDigits(cells[r.keyAt]) >= 4 {
		return ""
	}
	if r.isHeader(cells) {
		return RepeatedHeader
	}
	if r.isFooter(cells) {
		return Footer
	}
	return ""
}

func (r *reading) isHeader(cells []string) bool {
	same := 0
	for i, cell := range cells {
		title := ""
		if i < len(r.table.Header) {
			title = r.table.Header[i]
		}
		switch {
		case isBlankCell(cell):
		case titleForm(cell) != titleForm(title):
			return false
		default:
			same++
		}
	}
	return same > 1
}

// isFooter recognises totals, signatures, page numbers and the title again, in
// rows without a key.
func (r *reading) isFooter(cells []string) bool {
	first := ""
	for _, cell := range cells {
		if first = trim(cell); first != "" {
			break
		}
	}
	if filled(cells) == 1 && (first == r.table.Title || isPageNumber(first)) {
		return true
	}
	if filled(cells) > max(3, len(r.table.Header)/2) {
		return false
	}
	word := titleForm(first)
	if word == "" { // （合计）
		word = titleForm(strings.Trim(first, "()（）[]【】 "))
	}
	for _, footer := range footers {
		if rest, ok := strings.CutPrefix(word, footer); ok && (rest == "" || len(footer) > len("注") || strings.ContainsAny(first, ":：")) {
			return true
		}
	}
	return false
}

// isPageNumber recognises 第3页 共20页.
func isPageNumber(text string) bool {
	return strings.HasPrefix(text, "第") && strings.Contains(text, "页") && countDigits(text) > 0
}
