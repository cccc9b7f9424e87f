package sheet

import (
	"strings"

	"lamplighter/app"
)

// secondPhone is a second number in a cell, before it is known whether there is
// a place for it.
type secondPhone struct {
	field  *Field
	number string
}

func (c *cleaner) phone(field *Field, cell string) Value {
	if len(cell) == 11 && cell[0] == '1' && cell[1] >= '3' && isPlainCode(cell) && countDigits(cell) == 11 {
		return Value{Text: cell, Given: true}
	}
	cell = halfWidth(unwrapped(cell))
	if c.left(field, cell) {
		return Value{}
	}
	if isScientific(cell) {
		whole, ok := restored(cell)
		if !ok {
			c.note(field, NumberDestroyed, cell)
			return Value{}
		}
		cell = whole
	}
	if cell = withoutPoint(cell); isMasked(cell) {
		c.note(field, Masked, cell)
		return Value{}
	}
	number, rest := firstPhone(cell)
	c.rest(field, rest)
	odd := phoneOddity(number)
	if _, day := plainDay(cell); day && len(cell) > len("20210305") {
		odd = PhoneOdd
	}
	if odd != "" {
		c.note(field, odd, cell)
	}
	return TextValue(number)
}

// rest keeps the second number of a cell for its own field, and notes what else
// stands there, for which there is no field.
func (c *cleaner) rest(field *Field, rest string) {
	if rest == "" {
		return
	}
	second, more := firstPhone(rest)
	if phoneOddity(second) != "" || c.second.number != "" {
		c.note(field, PhoneMore, rest)
		return
	}
	c.second = secondPhone{field, second}
	if more != "" {
		c.note(field, PhoneMore, more)
	}
}

// splitPhones cuts a cell with several numbers behind the first one. Blanks
// part two numbers only where both sides are long enough to be one.
func splitPhones(cell string) (first, rest string) {
	cell = strings.TrimSpace(cell)
	if i := strings.IndexAny(cell, "/,;|\\、；，或\n"); i > 0 {
		return strings.TrimSpace(cell[:i]), strings.TrimLeft(cell[i:], "/,;|\\、；，或\n \t")
	}
	for i := range len(cell) {
		if cell[i] == ' ' && countDigits(cell[:i]) >= 7 && countDigits(cell[i:]) >= 7 {
			return strings.TrimSpace(cell[:i]), strings.TrimSpace(cell[i:])
		}
	}
	return cell, ""
}

// firstPhone is the first number of a cell, and what else stands there.
func firstPhone(cell string) (number, rest string) {
	first, rest := splitPhones(cell)
	number, plain := plainPhone(first)
	if !plain {
		number = app.NormalisePhone(first)
	}
	if phoneOddity(number) == "" {
		return number, rest
	}
	if mobile, others, ok := mobileAhead(first); ok {
		return mobile, strings.Trim(others+" "+rest, " -")
	}
	return number, rest
}

// plainPhone takes blanks and hyphens out of a mobile number, or the hyphen out
// of a landline: what nearly all odd cells need, at a tenth of the price.
func plainPhone(cell string) (string, bool) {
	if len(cell) > 16 {
		return "", false
	}
	var digits [16]byte
	n := 0
	for i := range len(cell) {
		switch c := cell[i]; {
		case c >= '0' && c <= '9':
			digits[n] = c
			n++
		case c != ' ' && c != '-':
			return "", false
		}
	}
	if n == 12 && digits[0] == '0' && digits[1] == '1' && digits[2] >= '3' {
		return string(digits[1:n]), true // dialled from another place, as mobiles once were
	}
	if n == 11 && digits[0] == '1' && digits[1] >= '3' || n >= 11 && n <= 12 && digits[0] == '0' && digits[1] != '0' && cell[n-1] != '-' {
		return string(digits[:n]), true
	}
	return "", false
}

// mobileAhead finds a mobile number within other words: 13900000000(张三)
func mobileAhead(text string) (number, rest string, ok bool) {
	for i := 0; i+11 <= len(text); i++ {
		run := 0
		for i+run < len(text) && text[i+run] >= '0' && text[i+run] <= '9' {
			run++
		}
		if run == 11 && text[i] == '1' {
			return text[i : i+11], strings.TrimSpace(text[:i] + " " + text[i+11:]), true
		}
		i += run
	}
	return "", "", false
}

// phoneOddity says what is odd about a number; empty if nothing is.
func phoneOddity(number string) Reason {
	digits := countDigits(number)
	if digits == 11 && len(number) == 11 && number[0] == '1' && number[1] >= '3' {
		return ""
	}
	_, odd := app.CheckPhone(number)
	switch {
	case !odd:
		return ""
	case digits == 10 && len(number) == 10 && number[0] == '1':
		return PhoneShort
	case digits == len(number) && (digits == 5 || digits == 7 || digits == 8) && number[0] != '0':
		return "" // a service number, or a number of the own town
	}
	if town, extension, ok := strings.Cut(number, "-"); ok && (len(town) == 7 || len(town) == 8) && town[0] != '0' && len(extension) <= 5 {
		return ""
	}
	return PhoneOdd
}
