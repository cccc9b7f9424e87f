package sheet

import (
	"strings"
	"unicode/utf8"

	"lamplighter/app"
)

// cleaner turns cells into values for one reading of one table. Words of the
// coded fields repeat from row to row: each is looked up once.
type cleaner struct {
	fields  []Field
	lookup  func(Kind, string) (string, bool)
	today   app.Day
	wrapped bool // the file is a CSV, where texts may stand in ="…"
	known   map[knownWord]codedValue
	record  *Record
	second  secondPhone // of the row being read
}

type knownWord struct {
	kind Kind
	cell string
}

type codedValue struct {
	value Value
	odd   Reason
	text  string
}

// wordsKept bounds the words remembered: a column of free text given to a
// coded field must not fill the memory.
const wordsKept = 20000

// clean reads one cell for a field.
func (c *cleaner) clean(field *Field, cell string) Value {
	if cell = trim(cell); cell == "" {
		return Value{}
	}
	if strings.IndexByte(cell, 0xef) >= 0 && strings.ContainsRune(cell, utf8.RuneError) {
		c.note(field, LettersLost, cell)
	}
	switch field.Kind {
	case Text:
		return TextValue(c.text(cell))
	case Name:
		return c.name(field, cell)
	case Code:
		return c.code(field, cell)
	case Phone:
		return c.phone(field, cell)
	case IDNo:
		return c.identity(field, cell)
	case Day:
		return c.day(field, cell)
	case KVA, Money, Number, Energy:
		return c.amount(field, cell)
	case Month:
		return c.month(field, cell)
	}
	return c.coded(field, cell)
}

func (c *cleaner) note(field *Field, reason Reason, text string) {
	c.record.Notes = append(c.record.Notes, Note{Field: field.Key, Reason: reason, Text: text})
}

// left reports whether a cell that holds no value of its kind is to be left
// out, and notes a failed formula.
func (c *cleaner) left(field *Field, cell string) bool {
	if isFormulaError(cell) {
		c.note(field, FormulaError, cell)
		return true
	}
	return isNothing(cell)
}

// text keeps what people wrote, formulas included: they are text here.
func (c *cleaner) text(cell string) string {
	if c.wrapped && strings.HasPrefix(cell, `="`) {
		cell = unwrapped(cell)
	}
	if strings.IndexByte(cell, '\r') >= 0 {
		cell = strings.ReplaceAll(strings.ReplaceAll(cell, "\r\n", "\n"), "\r", "\n")
	}
	return cell
}

func (c *cleaner) day(field *Field, cell string) Value {
	if day := app.Day(cell); day.Valid() {
		return Value{Text: cell, Given: true}
	}
	if day, ok := plainDay(cell); ok {
		return DayValue(day)
	}
	cell = unwrapped(cell)
	if c.left(field, cell) {
		return Value{}
	}
	day, short, ok := readDay(cell, c.today)
	switch {
	case !ok:
		c.note(field, DayUnreadable, cell)
		return Value{}
	case short:
		c.note(field, DayShort, cell+" → "+string(day))
	}
	return DayValue(day)
}

func (c *cleaner) month(field *Field, cell string) Value {
	cell = unwrapped(cell)
	if c.left(field, cell) {
		return Value{}
	}
	month, ok := readMonth(withoutPoint(cell))
	if !ok {
		c.note(field, MonthUnreadable, cell)
		return Value{}
	}
	return IntValue(month)
}

func (c *cleaner) amount(field *Field, cell string) Value {
	decimals, _ := field.Kind.scale()
	n, ok := parseDigits(cell, decimals)
	if !ok {
		if c.left(field, cell) {
			return Value{}
		}
		n, ok = parseAmount(cell, field.Kind)
	}
	switch {
	case !ok:
		c.note(field, AmountUnreadable, cell)
		return Value{}
	case n < 0 && field.Kind == KVA:
		c.note(field, AmountNegative, cell)
		return Value{}
	case field.Kind == KVA && n > largestVA || field.Kind == Money && n > largestFen:
		c.note(field, AmountLarge, cell)
	}
	return IntValue(n)
}

// What is above these is taken for a slip: a substation's worth of capacity, a
// year's bill of the whole county.
const (
	largestVA  = 1_000_000 * 1000
	largestFen = 100_000_000 * 100
)

// coded reads the fields that come from a table of codes.
func (c *cleaner) coded(field *Field, cell string) Value {
	word := knownWord{field.Kind, cell}
	known, ok := c.known[word]
	if !ok {
		known = c.decode(field.Kind, unwrapped(cell))
		if len(c.known) < wordsKept {
			word.cell = strings.Clone(cell)
			c.known[word] = known
		}
	}
	if known.odd != "" {
		c.note(field, known.odd, known.text)
	}
	return known.value
}

func (c *cleaner) decode(kind Kind, cell string) codedValue {
	cell = strings.Clone(cell)
	switch {
	case isFormulaError(cell):
		return codedValue{odd: FormulaError, text: cell}
	case isNothing(cell):
		return codedValue{}
	}
	if c.lookup != nil {
		if code, ok := c.lookup(kind, cell); ok {
			return codedValue{value: TextValue(code)}
		}
	}
	out := codedValue{value: TextValue(cell), text: cell}
	code, ok := "", false
	switch kind {
	case Voltage:
		code, ok = voltageCode(cell)
		out.odd = VoltageUnknown
	case Category:
		code, ok = categoryCode(cell)
		out.odd = CategoryUnknown
	case Industry:
		code, out.odd = industryCode(cell)
		return codedValue{TextValue(code), out.odd, cell}
	case Holder:
		var holder app.CustomerKind
		if holder, ok = holderOf(cell); !ok {
			out.value = Value{}
		}
		code, out.odd = string(holder), HolderUnknown
	}
	if ok {
		return codedValue{value: TextValue(code)}
	}
	return out
}
