package sheet

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"lamplighter/app"
)

// enough is the score from which a guess is made at all.
const enough = 45

// telling is how many cells of a column are looked at.
const telling = 60

// Guess says what the columns of a list hold, by their titles and by what
// stands in them. A title that is known word for word wins unless its column
// plainly holds something else; a column with a strange title is known by its
// contents only where these speak for themselves.
func Guess(profile Profile, header []string, sample [][]string) Mapping {
	m := Mapping{Profile: profile.Name, Columns: make([]Column, len(header))}
	var offers []offer
	for i, title := range header {
		m.Columns[i].Title = title
		offers = append(offers, offersFor(profile, i, titleForm(title), columnOfSample(sample, i))...)
	}
	slices.SortStableFunc(offers, func(a, b offer) int { return cmp.Compare(b.score, a.score) })
	taken := map[int]bool{}
	for _, o := range offers {
		if column := &m.Columns[o.column]; column.Field == "" && !taken[o.field] {
			column.Field, column.Score = profile.Fields[o.field].Key, o.score
			taken[o.field] = true
		}
	}
	return m
}

// offer is one way to understand one column.
type offer struct {
	column, field, score int
}

func offersFor(profile Profile, column int, title string, cells []string) []offer {
	var out []offer
	for i, f := range profile.Fields {
		score := titleLikeness(title, titleForm(f.Key))
		for _, known := range f.Titles {
			score = max(score, titleLikeness(title, titleForm(known)))
		}
		share, sure := evidence(f, cells)
		switch {
		case len(cells) == 0:
		case score == 0 && sure && share >= 0.8:
			score = int(60 * share)
		case score > 0 && sure && share >= 0.5:
			score = min(score+10, 110)
		case score > 0 && share < 0.2:
			score -= 40
		}
		if score >= enough {
			out = append(out, offer{column, i, score})
		}
	}
	return out
}

// columnOfSample is what stands in a column, without blanks.
func columnOfSample(sample [][]string, column int) []string {
	var out []string
	for _, row := range sample {
		if len(out) == telling {
			break
		}
		if column < len(row) {
			if text := trim(row[column]); text != "" && !isNothing(text) {
				out = append(out, text)
			}
		}
	}
	return out
}

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
		return func(s string) bool { _, ok := app.ParseSheetDay(s); return ok }, true
	case Voltage:
		return func(s string) bool { _, ok := voltageCode(s); return ok && strings.ContainsAny(s, "Vv伏") }, true
	case Category:
		return func(s string) bool { _, ok := categoryCode(s); return ok && countDigits(s) == 0 }, true
	case KVA, Money, Number:
		return func(s string) bool { _, ok := parseAmount(s, f.Kind); return ok }, false
	}
	return nil, false
}

func looksLikeKey(cell string) bool {
	code := app.NormaliseCode(unwrapped(cell))
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
