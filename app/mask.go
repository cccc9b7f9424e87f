package app

import (
	"regexp"
	"slices"
	"strings"
)

// Mask is a value as it reads to whoever may not see it in clear.
func (k MaskKind) Mask(value string) string {
	if value == "" {
		return ""
	}
	switch k {
	case NameMask:
		return MaskName(value)
	case PhoneMask:
		return MaskPhone(value)
	case IDMask:
		return MaskID(value)
	case AccountMask:
		return MaskAccount(value)
	case AddressMask:
		return MaskAddress(value)
	case BankMask:
		return keepEnds(value, 0, 4)
	case EmailMask:
		return maskEmail(value)
	case PositionMask:
		return fractions.ReplaceAllString(value, ".**")
	case TextMask:
		return MaskPersonal(value)
	case HiddenMask:
		return "**"
	}
	return value
}

// LooksMasked reports whether parts of a value are hidden by stars.
func LooksMasked(value string) bool { return strings.Contains(value, "*") }

// fractions are the decimals of a position.
var fractions = regexp.MustCompile(`\.\d+`)

// MaskPhone leaves of a telephone number what tells it from another, as in
// 138****5678; of one with an extension or a second number each part.
func MaskPhone(no string) string {
	if len(no) >= 7 && isDigits(no) { // as nearly every one
		return maskDigits(no)
	}
	return digitRuns.ReplaceAllStringFunc(no, maskDigits)
}

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

// keepEnds hides what stands between the first and the last characters, or all
// of a value that is too short to hide anything between.
func keepEnds(value string, first, last int) string {
	runes := []rune(value)
	hidden := len(runes) - first - last
	if hidden < 2 {
		return strings.Repeat("*", max(2, len(runes)))
	}
	return string(runes[:first]) + strings.Repeat("*", hidden) + string(runes[len(runes)-last:])
}

// MaskID leaves of an identity number the division and the last four, of another
// document's number the last four.
func MaskID(no string) string {
	if len(no) == 18 || len(no) == 15 {
		return keepEnds(no, 6, 4)
	}
	return keepEnds(no, 0, 4)
}

// MaskAccount leaves of a 户号 what public bills print: the first five and the
// last four.
func MaskAccount(no string) string {
	if len(no) < 11 {
		return keepEnds(no, 0, 4)
	}
	return keepEnds(no, 5, 4)
}

// compounds end the part of an address that many households share, the closest
// first.
var compounds = []string{"小区", "花园", "家园", "公寓", "家属院", "宿舍", "大厦", "园区", "社区", "组", "村", "街道", "镇", "乡"}

// MaskAddress leaves of an address its village or compound, without the house;
// of one that names none what stands before the first number.
func MaskAddress(address string) string {
	for _, mark := range compounds {
		if at := strings.LastIndex(address, mark); at > 0 {
			return starred(address, at+len(mark))
		}
	}
	if at := strings.IndexAny(address, "0123456789０１２３４５６７８９"); at > 0 {
		return starred(address, at)
	}
	return starred(address, len(string([]rune(address)[:min(6, len([]rune(address)))])))
}

func starred(text string, keep int) string {
	if keep >= len(text) {
		return text
	}
	return text[:keep] + "**"
}

func maskEmail(address string) string {
	name, host, found := strings.Cut(address, "@")
	if !found || name == "" {
		return "***"
	}
	return string([]rune(name)[:1]) + "***@" + host
}

// moreDoubleSurnames are those that read as their characters do alone, beside
// doubleSurnames.
var moreDoubleSurnames = []string{
	"欧阳", "司马", "上官", "诸葛", "东方", "公孙", "慕容", "司徒", "宇文", "轩辕", "端木", "夏侯", "南宫", "独孤", "申屠", "太史", "钟离", "濮阳", "淳于",
	"公羊", "赫连", "呼延", "闻人", "西门", "百里", "东郭", "司空", "第五", "完颜", "纳兰", "耶律",
}

func isDoubleSurname(name string) bool {
	_, read := doubleSurnames[name]
	return read || slices.Contains(moreDoubleSurnames, name)
}

// MaskName leaves of a person's name the surname: 张*, 欧阳**, of a Yi name what
// stands before the first dot. An organisation's name stays.
func MaskName(name string) string {
	if LooksLikeOrganisation(name) {
		return name
	}
	if family, _, dotted := strings.Cut(name, "·"); dotted && family != "" {
		return family + "·**"
	}
	runes := []rune(name)
	keep := 1
	if len(runes) > 2 && isDoubleSurname(string(runes[:2])) {
		keep = 2
	}
	if len(runes) <= keep {
		return "*"
	}
	return string(runes[:keep]) + strings.Repeat("*", min(len(runes)-keep, 3))
}
