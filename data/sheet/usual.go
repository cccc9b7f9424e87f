package sheet

import (
	"strconv"
	"strings"

	"lamplighter/app"
)

// usual is what most rows of a list have in common; a row that differs has
// slipped, or its key has lost digits.
type usual struct {
	width     int  // the cells of a row
	keyLength int  // the signs of a key; 0 where they vary
	rounded   bool // the long keys lost their last digits in a spreadsheet, all of them
	zeros     bool // so many keys end in zeros that it is no chance
}

// enoughKeys are needed to speak of a usual length.
const enoughKeys = 10

func usualOf(t *Table, keyAt int) usual {
	widths, lengths := map[int]int{}, map[int]int{}
	keys, long, rounded, zeros := 0, 0, 0, 0
	for _, row := range t.Sample {
		widths[len(row)]++
		if keyAt < 0 || keyAt >= len(row) {
			continue
		}
		key := withoutPoint(app.NormaliseCode(unwrapped(row[keyAt])))
		if countDigits(key) != len(key) || len(key) < 6 {
			continue
		}
		keys++
		lengths[len(key)]++
		if endsInZeros(key) {
			zeros++
		}
		if len(key) > sheetDigits {
			long++
			if isRounded(key) {
				rounded++
			}
		}
	}
	u := usual{width: mostFrequent(widths), rounded: long >= 3 && long == rounded, zeros: zeros >= 3}
	if length := mostFrequent(lengths); keys >= enoughKeys && lengths[length]*5 >= keys*4 {
		u.keyLength = length
	}
	return u
}

func mostFrequent(counts map[int]int) int {
	best := 0
	for n, count := range counts {
		if count > counts[best] || count == counts[best] && n < best {
			best = n
		}
	}
	return best
}

// sheetDigits is how many digits of a number a spreadsheet keeps.
const sheetDigits = 15

// isRounded reports a number of which nothing but zeros is left behind the
// digits a spreadsheet keeps.
func isRounded(digits string) bool {
	return len(digits) > sheetDigits && strings.Trim(digits[sheetDigits:], "0") == "" && countDigits(digits) == len(digits)
}

// endsInZeros recognises 5142100000000: a 5.1421E+12 that a spreadsheet has
// taken for the number.
func endsInZeros(key string) bool {
	return len(key) > 11 && key[0] != '0' && strings.HasSuffix(key, "0000000") && countDigits(key) == len(key)
}

// destroyed reports a key that has lost its end.
func (u usual) destroyed(key string) bool {
	return u.rounded && isRounded(key) || u.zeros && endsInZeros(key)
}

func (u usual) oddLength(field *Field, key string) Note {
	return Note{Field: field.Key, Reason: NumberLooksWrong, Text: key, Check: app.Warning{
		Field: field.Key, Reason: app.WrongLength, Got: strconv.Itoa(len(key)), Want: strconv.Itoa(u.keyLength),
	}}
}

// judgeWidth refuses a row of a text with more cells than it may have, an empty
// one at its end included: a comma that was not quoted has moved all behind it.
func (r *reading) judgeWidth(row Row) {
	width := len(r.table.Header)
	if len(row.Cells) <= width {
		return
	}
	beyond := row.Cells[width:]
	text := strings.Join(beyond, ", ")
	switch {
	case r.table.book.Format == CSV && (!blank(beyond) || len(row.Cells) > max(width, r.usual.width)):
		r.record.refuse(Note{Reason: ColumnsShifted, Text: text})
	case !blank(beyond):
		r.record.Notes = append(r.record.Notes, Note{Reason: CellsBeyond, Text: strings.Trim(text, ", ")})
	}
}

// looksShifted reports a row in which three columns or more cannot be read as
// what they are to hold, and fewer can.
func (r *reading) looksShifted() bool {
	bad := map[string]bool{}
	for _, n := range r.record.Notes {
		switch n.Reason {
		case PhoneOdd, DayUnreadable, AmountUnreadable, AmountLarge, VoltageUnknown, CategoryUnknown, NameOdd, NotACode:
			bad[n.Field] = true
		}
	}
	if len(bad) < 3 {
		return false
	}
	good := 0
	for i := range r.clean.fields {
		switch f := &r.clean.fields[i]; f.Kind {
		case Phone, Day, KVA, Money, Voltage, Category, Energy:
			if r.record.Values[i].Given && !bad[f.Key] {
				good++
			}
		}
	}
	return len(bad) > good
}
