package app

import (
	"regexp"
	"strings"
)

// MaskPersonal masks what looks like a mobile, an identity number or a bank card
// within running text; other numbers, of accounts or meters, stay.
func MaskPersonal(text string) string {
	if !hasLongNumber(text) {
		return text
	}
	return numbers.ReplaceAllStringFunc(text, maskPersonalNumber)
}

func maskPersonalNumber(no string) string {
	switch {
	case len(no) == 11 && no[0] == '1' && isDigits(no):
		return maskDigits(no)
	case idCard.MatchString(no):
		return strings.Repeat("*", len(no))
	case isBankCard(no):
		return keepEnds(no, 0, 4)
	}
	return no
}

// MaskIDs masks what looks like a resident identity number within running
// text, wholly: papers never carry one.
func MaskIDs(text string) string {
	return numbers.ReplaceAllStringFunc(text, func(no string) string {
		if idCard.MatchString(no) {
			return strings.Repeat("*", len(no))
		}
		return no
	})
}

var (
	numbers = regexp.MustCompile(`\d+[Xx]?`)
	idCard  = regexp.MustCompile(`^[1-9]\d{5}(18|19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dXx]$`)
)

// hasLongNumber spares most texts a closer look.
func hasLongNumber(text string) bool {
	run := 0
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			run = 0
		} else if run++; run == 11 {
			return true
		}
	}
	return false
}

// isBankCard recognises the number of a card of a Chinese bank by its length,
// its beginning and its last digit (Luhn).
func isBankCard(no string) bool {
	if len(no) < 16 || len(no) > 19 || no[:2] != "62" || !isDigits(no) {
		return false
	}
	sum := 0
	for i := range len(no) {
		d := int(no[len(no)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

// Unmasked is what somebody means who writes a value back that he was shown
// masked: where his text holds the mask of what stands, what stands. ok is false
// where a field of a single number holds the mask of another one.
func (k MaskKind) Unmasked(typed, stands string) (clear string, ok bool) {
	if !LooksMasked(typed) || typed == stands {
		return typed, true
	}
	if k == TextMask {
		return unmaskedText(typed, stands), true
	}
	if typed == k.Mask(stands) {
		return stands, true
	}
	return typed, !k.Hides(typed)
}

// Hides reports whether a value can only be a mask: no telephone, identity number or
// address of mail has two stars, no name has one.
func (k MaskKind) Hides(value string) bool {
	switch k {
	case NoMask, TextMask, HiddenMask:
		return false
	case NameMask:
		return LooksMasked(value)
	}
	return strings.Contains(value, "**")
}

// unmaskedText puts the numbers of a text back where another has their masks.
// Two that are masked alike come in their order.
func unmaskedText(typed, stands string) string {
	from := 0
	for _, no := range numbers.FindAllString(stands, -1) {
		masked := maskPersonalNumber(no)
		if masked == no {
			continue
		}
		at := strings.Index(typed[from:], masked)
		if at < 0 {
			continue
		}
		typed = typed[:from+at] + no + typed[from+at+len(masked):]
		from += at + len(no)
	}
	return typed
}
