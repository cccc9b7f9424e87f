package app

import (
	"strconv"
	"strings"
)

// Warning says that a number looks wrong, and where. It never blocks: genuine
// numbers exist that fail their check.
type Warning struct {
	Field  string
	Reason WarningReason
	At     int    // the character meant, counted from 1; 0: the whole
	Got    string // a character or a count, never the number itself
	Want   string
}

// WarningReason is what looks wrong. Package words has a sentence for each.
type WarningReason string

// The reasons to warn.
const (
	WrongLength      WarningReason = "wrong_length"       // Got and Want count characters
	WrongCharacter   WarningReason = "wrong_character"    // At cannot hold Got
	WrongCheckDigit  WarningReason = "wrong_check_digit"  // At holds Got, the rest asks for Want
	NoSuchDate       WarningReason = "no_such_date"       // the date from At on does not exist
	DateAhead        WarningReason = "date_ahead"         // the date from At on is still to come
	NoSuchDivision   WarningReason = "no_such_division"   // the division from At on does not exist
	NotAMobile       WarningReason = "not_a_mobile"       // not 11 digits beginning 13 … 19
	NotALandline     WarningReason = "not_a_landline"     // not area code and number
	UnusualAccountNo WarningReason = "unusual_account_no" // not of the company's pattern
	EmergencyNeeded  WarningReason = "emergency_needed"   // a grade that needs a supply of its own
	InterlockNeeded  WarningReason = "interlock_needed"   // it could feed back
	DrillLate        WarningReason = "drill_late"         // the last drill, on Got, is more than a year ago
)

// ResidentIDCard is the id_type the check of an identity number is for; other
// documents have numbers of their own kinds.
const ResidentIDCard = "resident_id"

// DefaultAccountPattern is 户号 as the State Grid writes it, thirteen digits.
const DefaultAccountPattern = "#############"

// Warnings looks at every number of a draft. pattern is the company's for
// account numbers, today the day up to which people are born.
func (d CustomerDraft) Warnings(pattern string, today Day) []Warning {
	var out []Warning
	add := func(value string, check func(string) (Warning, bool)) {
		if w, warned := check(value); value != "" && !LooksMasked(value) && warned {
			out = append(out, w)
		}
	}
	if d.Customer.IDType == "" || d.Customer.IDType == ResidentIDCard {
		add(d.Customer.IDNo, func(no string) (Warning, bool) { return CheckIDNo(no, today) })
	}
	add(d.Customer.USCC, CheckUSCC)
	add(d.Contact.Mobile, CheckMobile)
	add(d.Contact.Landline, CheckLandline)
	add(d.Account.AccountNo, func(no string) (Warning, bool) { return CheckAccountNo(no, pattern) })
	add(d.Account.Division, CheckDivision)
	return out
}

// idWeights weigh the first 17 digits of an identity number (GB 11643), and
// idChecks are the check characters by remainder.
var idWeights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const idChecks = "10X98765432"

// CheckIDNo checks the number of a resident's identity card: division, date of
// birth, check character.
func CheckIDNo(no string, today Day) (Warning, bool) {
	no = NormaliseCode(no)
	if w, warned := checkShape("id_no", no, 18, func(i int, c byte) bool {
		return c >= '0' && c <= '9' || i == 17 && c == 'X'
	}); warned {
		return w, true
	}
	if !provinces[no[:2]] {
		return Warning{Field: "id_no", Reason: NoSuchDivision, At: 1, Got: no[:2]}, true
	}
	born := Day(no[6:10] + "-" + no[10:12] + "-" + no[12:14])
	if !born.Valid() {
		return Warning{Field: "id_no", Reason: NoSuchDate, At: 7}, true
	}
	if today.Before(born) {
		return Warning{Field: "id_no", Reason: DateAhead, At: 7}, true
	}
	sum := 0
	for i, weight := range idWeights {
		sum += weight * int(no[i]-'0')
	}
	return checkLast("id_no", no, idChecks[sum%11])
}

// usccSigns are the 31 signs of GB 32100 in the order of their values: no
// I, O, S, V, Z.
const usccSigns = "0123456789ABCDEFGHJKLMNPQRTUWXY"

var usccWeights = [17]int{1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28}

// CheckUSCC checks a unified social credit code.
func CheckUSCC(code string) (Warning, bool) {
	code = NormaliseCode(code)
	if w, warned := checkShape("uscc", code, 18, func(_ int, c byte) bool {
		return strings.IndexByte(usccSigns, c) >= 0
	}); warned {
		return w, true
	}
	sum := 0
	for i, weight := range usccWeights {
		sum += weight * strings.IndexByte(usccSigns, code[i])
	}
	return checkLast("uscc", code, usccSigns[(31-sum%31)%31])
}

// checkShape warns of the first character that cannot stand where it does,
// then of a wrong length.
func checkShape(field, no string, length int, fits func(i int, c byte) bool) (Warning, bool) {
	at := 0
	for i, r := range no {
		if at++; at > length {
			break
		}
		if r > 0x7F || !fits(i, byte(r)) {
			return Warning{Field: field, Reason: WrongCharacter, At: at, Got: string(r)}, true
		}
	}
	if got := len([]rune(no)); got != length {
		return Warning{Field: field, Reason: WrongLength, Got: strconv.Itoa(got), Want: strconv.Itoa(length)}, true
	}
	return Warning{}, false
}

func checkLast(field, no string, want byte) (Warning, bool) {
	last := len(no) - 1
	if no[last] == want {
		return Warning{}, false
	}
	return Warning{Field: field, Reason: WrongCheckDigit, At: last + 1, Got: no[last:], Want: string(rune(want))}, true
}

// CheckMobile warns of what is no mobile number.
func CheckMobile(phone string) (Warning, bool) {
	p := NormalisePhone(phone)
	if isDigits(p) && len(p) == 11 && p[0] == '1' && p[1] >= '3' {
		return Warning{}, false
	}
	return Warning{Field: "mobile", Reason: NotAMobile}, true
}

// CheckLandline warns of what is no landline number with its area code, 0812
// in Panzhihua.
func CheckLandline(phone string) (Warning, bool) {
	number, extension, extended := strings.Cut(NormalisePhone(phone), "-")
	area := 4
	if strings.HasPrefix(number, "01") || strings.HasPrefix(number, "02") {
		area = 3
	}
	local := len(number) - area
	good := isDigits(number) && number[0] == '0' && (local == 7 || local == 8) &&
		(!extended || isDigits(extension) && len(extension) <= 6)
	if good {
		return Warning{}, false
	}
	return Warning{Field: "landline", Reason: NotALandline}, true
}

// CheckPhone warns of what is neither a mobile nor a landline number, for
// fields that take both.
func CheckPhone(phone string) (Warning, bool) {
	if strings.HasPrefix(NormalisePhone(phone), "0") {
		return CheckLandline(phone)
	}
	return CheckMobile(phone)
}

// CheckAccountNo warns of a 户号 that is not of the company's pattern, in which
// # stands for a digit, | parts two patterns, and all else for itself.
func CheckAccountNo(no, pattern string) (Warning, bool) {
	no = NormaliseCode(no)
	for one := range strings.SplitSeq(pattern, "|") {
		if fitsPattern(no, one) {
			return Warning{}, false
		}
	}
	return Warning{Field: "account_no", Reason: UnusualAccountNo, Got: strconv.Itoa(len([]rune(no))), Want: pattern}, true
}

func fitsPattern(no, pattern string) bool {
	if len(no) != len(pattern) {
		return false
	}
	for i := range len(no) {
		digit := no[i] >= '0' && no[i] <= '9'
		if pattern[i] == '#' && !digit || pattern[i] != '#' && no[i] != pattern[i] {
			return false
		}
	}
	return true
}

// provinces are the first two digits of GB/T 2260, and those the identity
// cards of residents from Hong Kong, Macao and Taiwan and of foreigners bear.
var provinces = func() map[string]bool {
	known := map[string]bool{}
	for code := range strings.FieldsSeq("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 " +
		"50 51 52 53 54 61 62 63 64 65 71 81 82 83 91") {
		known[code] = true
	}
	return known
}()

// CheckDivision checks 行政区划: six digits of GB/T 2260, or twelve with
// township and village.
func CheckDivision(code string) (Warning, bool) {
	code = NormaliseCode(code)
	length := 6
	if len(code) > 6 {
		length = 12
	}
	if w, warned := checkShape("division", code, length, func(_ int, c byte) bool { return c >= '0' && c <= '9' }); warned {
		return w, true
	}
	if !provinces[code[:2]] {
		return Warning{Field: "division", Reason: NoSuchDivision, At: 1, Got: code[:2]}, true
	}
	return Warning{}, false
}
