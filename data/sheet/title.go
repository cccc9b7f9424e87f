package sheet

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// titleForm is a column's name without what lists vary it by: units in
// brackets, blanks, line breaks, signs, width and case.
func titleForm(title string) string {
	var out strings.Builder
	depth := 0
	for _, r := range norm.NFKC.String(title) {
		switch {
		case r == '(' || r == '[' || r == '【' || r == '〔':
			depth++
		case r == ')' || r == ']' || r == '】' || r == '〕':
			depth = max(depth-1, 0)
		case depth == 0 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			out.WriteRune(simplified(unicode.ToLower(r)))
		}
	}
	return out.String()
}

// traditional holds the characters of titles that are also written otherwise,
// each before its simplified form.
var traditional = func() map[rune]rune {
	pairs := []rune("戶户號号電电話话聯联絡络繫系證证碼码類类別别壓压運运業业區区經经開开備备註注費费變变臺台線线錶表總总稱称單单務务機机員员責责裝装報报" +
		"約约質质級级實实際际額额條条" + "鄉乡鎮镇組组門门牌牌")
	known := map[rune]rune{}
	for i := 0; i < len(pairs); i += 2 {
		known[pairs[i]] = pairs[i+1]
	}
	return known
}()

func simplified(r rune) rune {
	if plain, ok := traditional[r]; ok {
		return plain
	}
	return r
}

// titleUnit is the unit a title names in brackets: 欠费(万元).
func titleUnit(title string) string {
	title = norm.NFKC.String(title)
	open := strings.LastIndexAny(title, "([【")
	if open < 0 {
		return ""
	}
	unit := strings.TrimPrefix(strings.TrimLeft(title[open:], "([【"), "单位")
	if end := strings.IndexAny(unit, ")]】"); end >= 0 {
		unit = unit[:end]
	}
	return strings.ToLower(strings.Trim(unit, ")]】: "))
}

// titleLikeness is how sure one name of a column means another, 0 to 100.
func titleLikeness(title, known string) int {
	switch {
	case title == "" || known == "":
		return 0
	case title == known:
		return 100
	}
	a, b := []rune(title), []rune(known)
	if strings.Contains(title, known) || strings.Contains(known, title) {
		shorter, longer := min(len(a), len(b)), max(len(a), len(b))
		if shorter >= 2 {
			return 40 + 45*shorter/longer
		}
		return 0
	}
	if same := pairsInCommon(a, b); same >= 0.6 {
		return int(70 * same)
	}
	return 0
}

// pairsInCommon is the share of neighbouring letters two titles have in common.
func pairsInCommon(a, b []rune) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	pairs := map[[2]rune]int{}
	for i := range len(a) - 1 {
		pairs[[2]rune{a[i], a[i+1]}]++
	}
	common := 0
	for i := range len(b) - 1 {
		if pair := [2]rune{b[i], b[i+1]}; pairs[pair] > 0 {
			pairs[pair]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b)-2)
}
