package app

import (
	"regexp"
	"strings"
)

// MaskPhone leaves of a telephone number what tells it from another, as in
// 138****5678; of one with an extension or a second number each part.
func MaskPhone(no string) string { return digitRuns.ReplaceAllStringFunc(no, maskDigits) }

// digitRuns are runs of digits as telephone numbers are written, with the dash
// after the area code.
var digitRuns = regexp.MustCompile(`\d{3,4}-\d{7,8}|\d{7,}`)

func maskDigits(no string) string {
	digits := strings.ReplaceAll(no, "-", "")
	if len(digits) < 10 { // without an area code
		return "****" + digits[len(digits)-4:]
	}
	return digits[:3] + "****" + digits[len(digits)-4:]
}

// MaskPersonal masks what looks like a mobile or an identity number within
// running text; other numbers, of accounts or meters, stay.
func MaskPersonal(text string) string {
	return MaskIDs(eachNumber(text, func(no string) string {
		if len(no) == 11 && no[0] == '1' {
			return maskDigits(no)
		}
		return no
	}))
}

// MaskIDs masks what looks like a resident identity number within running
// text, wholly: papers never carry one.
func MaskIDs(text string) string {
	return eachNumber(text, func(no string) string {
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

func eachNumber(text string, change func(string) string) string {
	return numbers.ReplaceAllStringFunc(text, change)
}
