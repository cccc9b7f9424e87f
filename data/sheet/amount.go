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
	text, u := withoutUnit(strings.TrimSpace(text), kind) // a unit may stand outside of the brackets
	negative := false
	if inner, ok := strings.CutPrefix(text, "("); ok {
		if inner, ok = strings.CutSuffix(inner, ")"); ok {
			text, negative = strings.TrimSpace(inner), true
		}
	}
	text, inside := withoutUnit(text, kind)
	u = u.times(inside)
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
	if n *= u.by; negative {
		n = -n
	}
	return n / u.of, ok
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

// unit is how many of a field's own unit a sign stands for, as a fraction.
type unit struct{ by, of int64 }

var one = unit{1, 1}

func (u unit) times(other unit) unit { return unit{u.by * other.by, u.of * other.of} }

// units are the units lists write behind numbers, longest first.
var units = map[Kind][]struct {
	sign string
	unit unit
}{
	KVA:    {{"兆伏安", unit{1000, 1}}, {"千伏安", one}, {"mva", unit{1000, 1}}, {"kva", one}, {"千瓦", one}, {"kw", one}, {"伏安", unit{1, 1000}}, {"va", unit{1, 1000}}},
	Energy: {{"万千瓦时", unit{10000, 1}}, {"兆瓦时", unit{1000, 1}}, {"千瓦时", one}, {"万度", unit{10000, 1}}, {"mwh", unit{1000, 1}}, {"kwh", one}, {"度", one}},
	Money:  {{"元整", one}, {"万元", unit{10000, 1}}, {"千元", unit{1000, 1}}, {"rmb", one}, {"cny", one}, {"元", one}, {"￥", one}, {"¥", one}, {"$", one}, {"角", unit{1, 10}}, {"分", unit{1, 100}}},
}

// withoutUnit takes units off both ends, ￥ and 元 alike.
func withoutUnit(text string, kind Kind) (string, unit) {
	found := one
	for again := true; again; {
		again = false
		for _, u := range units[kind] {
			n := len(text) - len(u.sign)
			switch {
			case n < 0:
				continue
			case strings.EqualFold(text[n:], u.sign):
				text, found, again = strings.TrimSpace(text[:n]), u.unit, true
			case strings.EqualFold(text[:len(u.sign)], u.sign):
				text, again = strings.TrimSpace(text[len(u.sign):]), true
			}
		}
	}
	return text, found
}

// otherUnit is the unit a column's title names for the bare numbers below it;
// empty where it is the usual one.
func otherUnit(kind Kind, title string) string {
	sign := titleUnit(title)
	if kind == Voltage && (sign == "kv" || sign == "千伏" || sign == "v" || sign == "伏") {
		return sign
	}
	for _, u := range units[kind] {
		if sign == u.sign && u.unit != one {
			return sign
		}
	}
	return ""
}

// isBareNumber reports a number without any unit.
func isBareNumber(cell string) bool {
	return cell != "" && strings.Trim(cell, "0123456789.,()（）-－−") == "" && countDigits(cell) > 0
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
