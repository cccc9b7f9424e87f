package sheet

import "strings"

// largest is the largest amount taken for true, in whole units: a million
// million kVA or yuan.
const largest = 1_000_000_000_000

// parseAmount reads a number as people and sheets write it, into the unit of
// its kind: 1,204.00, (35.20), －35.2, ￥12.5元, 16千伏安, 1.2MVA. More decimals
// than the kind keeps are rounded.
func parseAmount(cell string, kind Kind) (int64, bool) {
	decimals, _ := kind.scale()
	if n, ok := parseDigits(commonForm(cell, kind), decimals); ok {
		return n, true
	}
	text := strings.ReplaceAll(halfWidth(unwrapped(cell)), "，", ",")
	text = strings.TrimSpace(text)
	negative := false
	if inner, ok := strings.CutPrefix(text, "("); ok {
		if inner, ok = strings.CutSuffix(inner, ")"); ok {
			text, negative = strings.TrimSpace(inner), true
		}
	}
	text, times := withoutUnit(text, kind)
	for _, sign := range []string{"-", "−", "–"} {
		if rest, ok := strings.CutPrefix(text, sign); ok {
			text, negative = strings.TrimSpace(rest), !negative
			break
		}
	}
	text = strings.TrimPrefix(text, "+")
	text, _ = withoutUnit(text, kind) // ￥ may stand behind the sign
	text, ok := withoutGroups(text)
	if !ok {
		return 0, false
	}
	n, ok := parseDigits(text, decimals)
	if n *= times; negative {
		n = -n
	}
	return n, ok
}

// commonForm takes the unit off the commonest form there is, 16千伏安 or 16kVA.
func commonForm(cell string, kind Kind) string {
	if kind == KVA {
		for _, unit := range []string{"千伏安", "kVA", "KVA"} {
			if number, ok := strings.CutSuffix(cell, unit); ok {
				return strings.TrimRight(number, " ")
			}
		}
	}
	return cell
}

// parseDigits reads plain digits with at most one point.
func parseDigits(text string, decimals int) (int64, bool) {
	var n int64
	kept, points, digits := 0, 0, 0
	for i := range len(text) {
		c := text[i]
		switch {
		case c == '.' && points == 0:
			points = 1
			continue
		case c < '0' || c > '9' || n >= largest*1000:
			return 0, false
		}
		digits++
		switch {
		case points == 0, kept < decimals:
			n = n*10 + int64(c-'0')
			kept += points
		case kept == decimals:
			if kept++; c >= '5' {
				n++
			}
		}
	}
	for ; kept < decimals; kept++ {
		n *= 10
	}
	return n, digits > 0 && n <= largest*1000
}

// units are the units lists write behind numbers, longest first, and how many
// of the field's own unit they are.
var units = map[Kind][]struct {
	sign  string
	times int64
}{
	KVA:   {{"兆伏安", 1000}, {"千伏安", 1}, {"mva", 1000}, {"kva", 1}, {"千瓦", 1}, {"kw", 1}},
	Money: {{"元整", 1}, {"万元", 10000}, {"rmb", 1}, {"cny", 1}, {"元", 1}, {"￥", 1}, {"¥", 1}, {"$", 1}},
}

// withoutUnit takes units off both ends, ￥ and 元 alike.
func withoutUnit(text string, kind Kind) (number string, times int64) {
	times = 1
	for found := true; found; {
		found = false
		for _, u := range units[kind] {
			n := len(text) - len(u.sign)
			switch {
			case n < 0:
				continue
			case strings.EqualFold(text[n:], u.sign):
				text, times, found = strings.TrimSpace(text[:n]), u.times, true
			case strings.EqualFold(text[:len(u.sign)], u.sign):
				text, found = strings.TrimSpace(text[len(u.sign):]), true
			}
		}
	}
	return text, times
}

// withoutGroups takes the commas out of 1,204.00, if they part thousands.
func withoutGroups(text string) (string, bool) {
	if strings.IndexByte(text, ',') < 0 {
		return text, true
	}
	whole, part, point := strings.Cut(text, ".")
	groups := strings.Split(whole, ",")
	for i, group := range groups {
		if len(group) != 3 && (i > 0 || len(group) == 0 || len(group) > 3) {
			return "", false
		}
	}
	whole = strings.Join(groups, "")
	if point {
		whole += "." + part
	}
	return whole, true
}
