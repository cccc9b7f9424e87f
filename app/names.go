package app

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// NormaliseName writes a name the one way it is kept: no blanks around it, one
// blank inside, none in a two-character name padded for a list, and · between
// the parts of a minority name. Nothing else changes: rare characters and
// full-width letters are part of the name.
func NormaliseName(name string) string {
	if isCleanName(name) {
		return name
	}
	runes := make([]rune, 0, len(name))
	for _, r := range name {
		switch {
		case unicode.Is(unicode.Cf, r):
		case !unicode.IsSpace(r):
			runes = append(runes, r)
		case len(runes) > 0 && runes[len(runes)-1] != ' ':
			runes = append(runes, ' ')
		}
	}
	runes = joinDots([]rune(strings.TrimRight(string(runes), " ")))
	if len(runes) == 3 && runes[1] == ' ' && isHan(runes[0]) && isHan(runes[2]) {
		runes = []rune{runes[0], runes[2]}
	}
	return string(runes)
}

// isCleanName spares nearly every name of a list the work: it holds characters
// that NormaliseName never touches.
func isCleanName(name string) bool {
	for _, r := range name {
		clean := r >= 0x4E00 && r <= 0x9FFF || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' ||
			r == '·' || r == '（' || r == '）'
		if !clean {
			return false
		}
	}
	return true
}

// nameDots are the signs typed for the middle dot of a name.
const nameDots = "·•‧∙・.･．⋅˙﹒●∘◦"

// joinDots turns the dots between two Han characters into ·, with the blanks
// around them.
func joinDots(name []rune) []rune {
	out := name[:0:0]
	for i := 0; i < len(name); i++ {
		start, end := i, i
		for end < len(name) && (name[end] == ' ' || strings.ContainsRune(nameDots, name[end])) {
			end++
		}
		gap := name[start:end]
		dots := len(gap) - countBlanks(gap)
		switch {
		case dots == 1 && len(out) > 0 && isHan(out[len(out)-1]) && end < len(name) && isHan(name[end]):
			out = append(out, '·')
			i = end - 1
		case len(gap) > 0:
			out = append(out, gap...)
			i = end - 1
		default:
			out = append(out, name[i])
		}
	}
	return out
}

func countBlanks(text []rune) int {
	n := 0
	for _, r := range text {
		if r == ' ' {
			n++
		}
	}
	return n
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// NormaliseCode writes a number people copy from documents the one way it is
// kept: plain width, capitals, no blanks. Hyphens stay, as one kind of sign:
// they belong to case and asset numbers.
func NormaliseCode(text string) string {
	if isCleanCode(text) {
		return text
	}
	for range 8 { // what NFKC unfolds may hold blanks, and what blanks parted may compose
		folded := strings.Map(codeRune, norm.NFKC.String(text))
		if folded == text {
			break
		}
		text = folded
	}
	return text
}

func isCleanCode(text string) bool {
	for i := range len(text) {
		if c := text[i]; c <= ' ' || c >= 0x7F || c >= 'a' && c <= 'z' {
			return false
		}
	}
	return true
}

func codeRune(r rune) rune {
	switch {
	case unicode.IsSpace(r), unicode.IsControl(r), unicode.Is(unicode.Cf, r):
		return -1
	case r >= 'a' && r <= 'z':
		return r - 'a' + 'A'
	case r >= '‐' && r <= '―', r == '−':
		return '-'
	}
	return r
}

// NormalisePhone writes a telephone number as digits alone, an extension
// behind a hyphen, and a Chinese number without its country code. What is not
// one number stays as it was typed, without the blanks around it.
func NormalisePhone(text string) string {
	if isDigits(text) {
		return withoutCountry(text)
	}
	typed := strings.TrimSpace(norm.NFKC.String(text))
	plain := strings.Map(codeRune, strings.ReplaceAll(typed, "转", "-"))
	plain = strings.NewReplacer("(", "", ")", "", ".", "").Replace(strings.TrimPrefix(plain, "+"))
	groups := strings.Split(plain, "-")
	for _, g := range groups {
		if !isDigits(g) {
			return typed
		}
	}
	extension := ""
	last := len(groups) - 1
	number := withoutCountry(strings.Join(groups[:max(last, 1)], ""))
	if last > 0 {
		local := (len(number) == 7 || len(number) == 8) && number[0] != '0' && number[0] != '1' && len(groups[last]) <= 5
		if len(number) >= 10 && number[0] == '0' || local {
			extension = "-" + groups[last]
		} else {
			number = withoutCountry(number + groups[last])
		}
	}
	return number + extension
}

func isDigits(text string) bool {
	for i := range len(text) {
		if text[i] < '0' || text[i] > '9' {
			return false
		}
	}
	return text != ""
}

// withoutCountry takes 86 or 0086 off a mobile number, or gives a landline its
// long-distance 0 back.
func withoutCountry(digits string) string {
	for _, code := range []string{"0086", "86"} {
		rest, ok := strings.CutPrefix(digits, code)
		switch {
		case !ok:
		case len(rest) == 11 && (rest[0] == '1' || rest[0] == '0'), len(rest) == 12 && rest[0] == '0':
			return rest
		case code == "0086" && len(rest) >= 9 && len(rest) <= 10:
			return "0" + rest
		}
	}
	return digits
}

// organisationWords are words only an organisation's name holds, by their
// first character: names come by the hundred thousand.
var organisationWords = func() map[rune][]string {
	words := map[rune][]string{}
	for word := range strings.FieldsSeq("公司 集团 委员会 村委 居委 合作社 政府 银行 学校 医院 超市 酒店 宾馆 饭店 餐厅 中心 协会 基金会 " +
		"事务所 工作室 经营部 门市 服务部 幼儿园 有限 物业 加油站 小组") {
		first := []rune(word)[0]
		words[first] = append(words[first], word)
	}
	return words
}()

// Last characters of an organisation's name; the surest count for names of
// three characters too.
const (
	organisationEnds     = "厂店局所站院校部处队馆场坊铺组"
	sureOrganisationEnds = "厂店局"
)

// LooksLikeOrganisation guesses from a name alone.
func LooksLikeOrganisation(name string) bool {
	count, last := 0, rune(0)
	word := false
	for i, r := range name {
		if r == '·' {
			return false
		}
		count, last = count+1, r
		word = word || slices.ContainsFunc(organisationWords[r], func(w string) bool { return strings.HasPrefix(name[i:], w) })
	}
	return count >= 3 && (word || strings.ContainsRune(sureOrganisationEnds, last)) ||
		count >= 4 && strings.ContainsRune(organisationEnds, last)
}

// The likeness of names that are not written alike.
const (
	likeSound  = 0.9 // read alike: 李娜, 李那
	likePartOf = 0.8 // one within the other: 光明超市, 米易县光明超市
)

// NameLikeness says how alike two names are, from 0 to 1: 1 for the same name
// apart from blanks, dots and brackets, less the more characters differ.
func NameLikeness(a, b string) float64 {
	one, two := bareName(a), bareName(b)
	if one == "" || two == "" {
		return 0
	}
	if one == two {
		return 1
	}
	x, y := []rune(one), []rune(two)
	longest := max(len(x), len(y))
	score := 1 - float64(distance(x, y))/float64(longest)
	if min(len(x), len(y)) >= 3 && (strings.Contains(one, two) || strings.Contains(two, one)) {
		score = max(score, likePartOf)
	}
	if len(x) == len(y) && score < likeSound && soundAlike(one, two) {
		score = likeSound
	}
	return score
}

func bareName(name string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsPunct(r), strings.ContainsRune(nameDots, r):
			return -1
		}
		return unicode.ToLower(narrow(r))
	}, name)
}

// narrow makes a full-width sign a plain one.
func narrow(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}

func soundAlike(a, b string) bool {
	one, _ := Pinyin(a)
	two, _ := Pinyin(b)
	return slices.ContainsFunc(strings.Split(one, "\t"), func(s string) bool {
		return s != "" && slices.Contains(strings.Split(two, "\t"), s)
	})
}

// distance counts the characters to change, add, drop, or swap with the next
// one, to make one name of the other.
func distance(a, b []rune) int {
	if len(a) > NameMax || len(b) > NameMax {
		return max(len(a), len(b))
	}
	var rows [3][NameMax + 1]int
	before, above, row := rows[0][:], rows[1][:], rows[2][:]
	for j := range len(b) + 1 {
		above[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			change := 1
			if a[i] == b[j] {
				change = 0
			}
			row[j+1] = min(above[j]+change, above[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, above, row = above, row, before
	}
	return above[len(b)]
}
