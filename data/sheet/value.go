package sheet

import (
	"strconv"

	"lamplighter/app"
)

// Kind is what a column holds; it decides how a cell is read and written.
type Kind uint8

// The kinds of columns. The first five are text and stay text in every format,
// so that leading zeros and more than 15 digits survive.
const (
	Text     Kind = iota // remarks, addresses: line breaks and formulas are kept as they are
	Name                 // people and companies: middle dots made alike
	Code                 // account, meter, book numbers: blanks and full-width forms removed
	Phone                // one number; a second one goes to the field named by Field.Second
	IDNo                 // identity card or credit code, X in upper case
	Day                  // Value.Text is an app.Day
	Number               // Value.Int is the number × 1000
	KVA                  // Value.Int is volt-amperes: 8 kVA is 8000
	Money                // Value.Int is fen
	Voltage              // Value.Text is the nominal voltage as a code, 220V … 500kV
	Category             // Value.Text is the code of 用电类别
	Industry             // Value.Text is the code of GB/T 4754
	Holder               // Value.Text is an app.CustomerKind
	Month                // Value.Int is YYYYMM
	Energy               // Value.Int is watt-hours: 8 kWh is 8000
)

// Value is one cleaned cell.
type Value struct {
	Text  string
	Int   int64
	Given bool // false: the cell was empty, or could not be read (then a Note says so)
}

// TextValue is a text as a Value; the empty text is not given.
func TextValue(text string) Value { return Value{Text: text, Given: text != ""} }

// IntValue is a number as a Value, in the unit of its Kind.
func IntValue(n int64) Value { return Value{Int: n, Given: true} }

// DayValue is a day as a Value; the empty day is not given.
func DayValue(day app.Day) Value { return TextValue(string(day)) }

// scale is how many decimals the whole number of a kind carries, and whether
// the kind is a number at all.
func (k Kind) scale() (decimals int, isNumber bool) {
	switch k {
	case Number, KVA, Energy:
		return 3, true
	case Money:
		return 2, true
	}
	return 0, false
}

// appendDecimal writes n with its decimals, without trailing zeros except that
// money keeps both.
func (k Kind) appendDecimal(dst []byte, n int64) []byte {
	decimals, _ := k.scale()
	if n < 0 {
		dst = append(dst, '-')
	}
	size := uint64(n)
	if n < 0 {
		size = -size // holds for the smallest int64 too
	}
	unit := uint64(1)
	for range decimals {
		unit *= 10
	}
	dst = strconv.AppendUint(dst, size/unit, 10)
	rest := size % unit
	if rest == 0 && k != Money {
		return dst
	}
	dst = append(dst, '.')
	for unit /= 10; unit > 0 && (rest > 0 || k == Money); unit /= 10 {
		dst = append(dst, '0'+byte(rest/unit))
		rest %= unit
	}
	return dst
}
