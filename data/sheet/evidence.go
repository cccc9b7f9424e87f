package sheet

import (
	"strings"
	"unicode/utf8"

	"lamplighter/app"
)

// evidence is the share of cells that could belong to a field; sure says
// that a high share could hardly be chance.
func evidence(f Field, cells []string) (share float64, sure bool) {
	looks, sure := looksOf(f)
	if len(cells) == 0 || looks == nil {
		return 1, false
	}
	hits := 0
	for _, cell := range cells {
		if looks(cell) {
			hits++
		}
	}
	return float64(hits) / float64(len(cells)), sure
}

// looksOf is the look of a field's cells; nil where anything may stand.
func looksOf(f Field) (looks func(string) bool, sure bool) {
	switch {
	case f.IsKey:
		return looksLikeKey, true
	case f.Key == "address":
		return looksLikeAddress, true
	case f.Key == "uscc":
		return func(s string) bool { return isCreditCode(app.NormaliseCode(s)) }, true
	}
	switch f.Kind {
	case Phone:
		return looksLikePhone, f.Second != 0
	case IDNo:
		return looksLikeID, true
	case Day:
		return func(s string) bool { _, _, ok := readDay(s, "2100-12-31"); return ok }, true
	case Voltage:
		return func(s string) bool { _, ok := voltageCode(s); return ok && strings.ContainsAny(s, "Vv伏") }, true
	case Category:
		return func(s string) bool { _, ok := categoryCode(s); return ok && countDigits(s) == 0 }, true
	case Holder:
		return func(s string) bool { _, ok := holderOf(s); return ok }, false
	case Month:
		return func(s string) bool { _, ok := readMonth(withoutPoint(s)); return ok }, false
	case KVA, Money, Number, Energy:
		return func(s string) bool { _, ok := parseAmount(s, f.Kind); return ok }, false
	}
	return nil, false
}

func looksLikeKey(cell string) bool {
	code := withoutPoint(app.NormaliseCode(unwrapped(cell)))
	return isScientific(code) || (len(code) == 10 || len(code) == 13 || len(code) == 16) && countDigits(code) == len(code)
}

func looksLikePhone(cell string) bool {
	first, _ := splitPhones(halfWidth(cell))
	if digits := countDigits(first); digits < 7 || digits > 16 || hasHan(first) {
		return false
	}
	number, plain := plainPhone(first)
	if !plain {
		number = app.NormalisePhone(first)
	}
	return phoneOddity(number) == "" || phoneOddity(number) == PhoneShort
}

func looksLikeID(cell string) bool {
	code := app.NormaliseCode(unwrapped(cell))
	return len(code) == 18 && countDigits(code[:17]) >= 9
}

func looksLikeAddress(cell string) bool {
	return utf8.RuneCountInString(cell) >= 8 && strings.ContainsAny(cell, "省市县镇乡村路街组号")
}
