package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// trim takes blanks of every width, and signs without any width, from both
// ends. Nearly every cell has none, and then costs two comparisons.
func trim(cell string) string {
	if cell == "" {
		return ""
	}
	first, last := cell[0], cell[len(cell)-1]
	if first > ' ' && first < 0xc2 && last > ' ' && last < utf8.RuneSelf {
		return cell
	}
	if isCommonLead(first) && (last > ' ' && last < utf8.RuneSelf || len(cell) > 2 && isCommonLead(cell[len(cell)-3])) {
		return cell
	}
	return strings.TrimFunc(cell, isPadding)
}

// isCommonLead reports the first byte of a common Han character.
func isCommonLead(c byte) bool { return c >= 0xe4 && c <= 0xe9 }

func isPadding(r rune) bool {
	return r == ' ' || unicode.IsSpace(r) || r == '\ufeff' || r >= '\u200b' && r <= '\u200f' || r == 0
}

// unwrapped takes a cell out of ="…", by which lists keep a spreadsheet from
// reading digits as a number, and an apostrophe that means the same.
func unwrapped(cell string) string {
	cell = trim(cell)
	if inner, ok := strings.CutPrefix(cell, `="`); ok {
		if inner, ok = strings.CutSuffix(inner, `"`); ok {
			return trim(strings.ReplaceAll(inner, `""`, `"`))
		}
	}
	if len(cell) > 1 && (cell[0] == '\'' || cell[0] == '`') {
		return trim(cell[1:])
	}
	if rest, ok := strings.CutPrefix(cell, "’"); ok {
		return trim(rest)
	}
	return cell
}

// isNothing recognises the signs lists write for "none".
func isNothing(cell string) bool {
	if len(cell) > 9 {
		return false
	}
	switch cell {
	case "-", "--", "---", "—", "——", "－", "－－", "–", "/", "\\", "／", "无", "暂无", "(空)", "（空）", "空",
		"N/A", "n/a", "NA", "NULL", "null", "None", "none", "nil", "*":
		return true
	}
	return false
}

// isFormulaError recognises what a formula shows when it fails.
func isFormulaError(cell string) bool {
	switch cell {
	case "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// isScientific recognises 5.14210E+12, and the ##### of a column that was too
// narrow: what is left of a number a spreadsheet has destroyed.
func isScientific(cell string) bool {
	if len(cell) >= 3 && strings.Trim(cell, "#") == "" {
		return true
	}
	mantissa, exponent, ok := scientific(cell)
	return ok && mantissa != "" && strings.Trim(mantissa, "0123456789.-") == "" && exponent != "" && strings.Trim(exponent, "0123456789") == ""
}

// scientific cuts 5.1421E+12, and 5.1421E12 as programs write it: without the
// point, 12E3 may be the number of a meter.
func scientific(cell string) (mantissa, exponent string, ok bool) {
	mantissa, exponent, ok = strings.Cut(strings.ToUpper(cell), "E")
	if rest, signed := strings.CutPrefix(exponent, "+"); signed {
		return mantissa, rest, ok
	}
	return mantissa, exponent, ok && strings.Contains(mantissa, ".")
}

// restored writes 5.104210000011E+12 out when all its digits are still there.
func restored(cell string) (string, bool) {
	mantissa, exponent, ok := scientific(cell)
	if !ok {
		return "", false
	}
	whole, part, _ := strings.Cut(mantissa, ".")
	digits := 0
	for _, c := range exponent {
		digits = min(digits*10+int(c-'0'), 1000)
	}
	if len(whole) != 1 || len(part) != digits || strings.Trim(whole+part, "0123456789") != "" {
		return "", false
	}
	return whole + part, true
}

// withoutPoint takes the .0 off a number that went through a program which
// counts with fractions; a longer number has lost its end there.
func withoutPoint(code string) string {
	whole, part, ok := strings.Cut(code, ".")
	if ok && whole != "" && len(whole) <= sheetDigits && countDigits(whole) == len(whole) && strings.Trim(part, "0") == "" {
		return whole
	}
	return code
}

// isMasked recognises 510421********6053 and 139****0000.
func isMasked(code string) bool { return strings.Contains(strings.ReplaceAll(code, "＊", "*"), "**") }

// holdsSeveral recognises two numbers in a cell: 5104210000011/5104210000018.
func holdsSeveral(cell string) bool {
	if !strings.ContainsAny(cell, "/、,;；，\n\r") {
		return false
	}
	numbers := 0
	for _, part := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("/、,;；，\n\r", r) }) {
		if countDigits(part) >= 6 {
			numbers++
		}
	}
	return numbers > 1
}

// halfWidth turns full-width signs into plain ones.
func halfWidth(text string) string {
	if strings.IndexByte(text, 0xef) < 0 && strings.IndexByte(text, 0xe3) < 0 {
		return text
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r == '　':
			return ' '
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		}
		return r
	}, text)
}

// hasHan reports whether a text holds a Chinese character.
func hasHan(text string) bool {
	for _, r := range text {
		if r >= 0x2e80 && unicode.Is(unicode.Han, r) {
			return true
		}
	}
	return false
}
