package sheet

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"lamplighter/app"
)

func (c *cleaner) name(field *Field, cell string) Value {
	if len(cell) < 10 && c.left(field, cell) {
		return Value{}
	}
	name := app.NormaliseName(c.text(cell))
	switch {
	case isPlainName(name):
	case isMasked(name), strings.HasSuffix(name, "*"):
		c.note(field, Masked, name)
	case !strings.ContainsFunc(name, unicode.IsLetter):
		c.note(field, NameOdd, name)
	case holdsMore(name):
		c.note(field, NameMore, name)
	}
	return TextValue(name)
}

// isPlainName reports common Han characters only, as nearly every name is.
func isPlainName(name string) bool {
	for i := 0; i < len(name); i += 3 {
		if !isCommonLead(name[i]) {
			return false
		}
	}
	return true
}

// holdsMore recognises a person's name with a second one or a note behind it:
// 张三（已故）, 张三、李四. The brackets of a company are part of its name.
func holdsMore(name string) bool {
	at := strings.IndexAny(name, "(（[【、/;；,，")
	return at > 0 && !app.LooksLikeOrganisation(name) && utf8.RuneCountInString(name[:at]) <= 5
}

func (c *cleaner) code(field *Field, cell string) Value {
	if isPlainCode(cell) {
		return Value{Text: cell, Given: true}
	}
	cell = unwrapped(cell)
	if c.left(field, cell) {
		return Value{}
	}
	if holdsSeveral(cell) {
		c.note(field, Several, cell)
		return Value{}
	}
	code := withoutPoint(app.NormaliseCode(cell))
	if isMasked(code) {
		c.note(field, Masked, cell)
		return Value{}
	}
	if !isScientific(code) && !losesEnd(code) {
		return TextValue(code)
	}
	if whole, ok := restored(code); ok {
		return TextValue(whole)
	}
	c.note(field, NumberDestroyed, cell)
	return Value{}
}

// losesEnd recognises a number with a fraction that is too long to be true.
func losesEnd(code string) bool {
	whole, part, ok := strings.Cut(code, ".")
	return ok && len(whole) > sheetDigits && countDigits(whole) == len(whole) && strings.Trim(part, "0") == ""
}

// isPlainCode reports digits and capitals only, as nearly every code is.
func isPlainCode(cell string) bool {
	for i := range len(cell) {
		if c := cell[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}

func (c *cleaner) identity(field *Field, cell string) Value {
	v := c.code(field, cell)
	if !v.Given {
		return v
	}
	var odd app.Warning
	var warned bool
	switch {
	case isCreditCode(v.Text) || field.Key == "uscc":
		odd, warned = app.CheckUSCC(v.Text)
	case len(v.Text) == 18 || countDigits(v.Text) > 13:
		odd, warned = app.CheckIDNo(v.Text, c.today)
	}
	if warned && len(v.Text) == 18 && isRounded(v.Text) {
		c.note(field, NumberDestroyed, v.Text)
		return Value{}
	}
	if warned {
		odd.Field = field.Key
		c.record.Notes = append(c.record.Notes, Note{Field: field.Key, Reason: NumberLooksWrong, Text: v.Text, Check: odd})
	}
	return v
}
