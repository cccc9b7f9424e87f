package words

import (
	"lamplighter/app"
)

// Codes gives code tables their labels in one language.
type Codes struct {
	language string
	lists    map[string][]app.Code
	labels   map[[2]string]string
}

// NewCodes takes the tables as the file has them, in their order.
func NewCodes(language string, codes []app.Code) *Codes {
	c := &Codes{language: language, lists: map[string][]app.Code{}, labels: map[[2]string]string{}}
	for _, code := range codes {
		c.lists[code.List] = append(c.lists[code.List], code)
		c.labels[[2]string{code.List, code.Code}] = c.label(code)
	}
	return c
}

// Language is the one the labels are in.
func (c *Codes) Language() string { return c.language }

// Label is a code's word; the code itself when the table does not know it.
func (c *Codes) Label(list, code string) string {
	if label := c.labels[[2]string{list, code}]; label != "" {
		return label
	}
	return code
}

// Option is one choice of a list: its code, its label and what else it is
// found by.
type Option struct{ Code, Label, Keys string }

// Options lists what can be chosen on a day; expired codes are left out.
func (c *Codes) Options(list string, on app.Day) []Option {
	var out []Option
	for _, code := range c.lists[list] {
		if code.ValidFrom != "" && on < code.ValidFrom || code.ValidTo != "" && code.ValidTo < on {
			continue
		}
		full, initials := app.Pinyin(code.ZH)
		out = append(out, Option{Code: code.Code, Label: c.label(code), Keys: initials + " " + full + " " + code.EN})
	}
	return out
}

func (c *Codes) label(code app.Code) string {
	if c.language == English {
		return code.EN
	}
	return code.ZH
}

// English reports whether what has two names goes by the English one here.
func (c *Codes) English() bool { return c.language == English }
