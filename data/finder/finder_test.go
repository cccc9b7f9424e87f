package finder

import (
	"slices"
	"strings"
	"testing"
)

func sample() *Index {
	x := New(4)
	x.Upsert(1, Keys{Name: "李晓明", Pinyin: "lixiaoming", Initials: "lxm", Digits: []string{"13900000001", "5104210000011"}})
	x.Upsert(2, Keys{Name: "李娜", Pinyin: "lina", Initials: "ln", Digits: []string{"139-0000 0002", "5104210000018"}})
	x.Upsert(3, Keys{Name: "阿木·曲比", Pinyin: "amuqubi", Initials: "amqb", Digits: []string{"+8613900001234", "51042119900101001X"}})
	x.Upsert(4, Keys{Name: "米易县李娜超市（2店）", Pinyin: "miyixianlinachaoshi2dian", Initials: "myxlncs2d", Digits: []string{"0812555001"}})
	x.Upsert(5, Keys{Name: "吕长乐", Pinyin: "lvchangle\tluchangle\tlvchangyue\tluchangyue", Initials: "lcl\tlcy", Digits: []string{"13900000005"}, Addresses: []string{"米易县新村8组"}})
	x.Upsert(6, Keys{Name: "张𠅤", Pinyin: "zhangzhong", Initials: "zz"})
	return x
}

func rowsOf(r Result) []int64 {
	out := make([]int64, len(r.Rows))
	for i, h := range r.Rows {
		out[i] = h.Row
	}
	return out
}

func TestSearch(t *testing.T) {
	tests := []struct {
		name, query string
		want        []int64
	}{
		{"a whole name comes before a name that holds it", "李娜", []int64{2, 4}},
		{"a surname", "李", []int64{1, 2, 4}},
		{"a rare character", "𠅤", []int64{6}},
		{"initials", "lxm", []int64{1}},
		{"initials, the beginning", "lx", []int64{1}},
		{"whole initials come before others", "ln", []int64{2, 4}},
		{"initials come before pinyin that begins alike", "l", []int64{1, 2, 5, 4}},
		{"whole pinyin", "lixiaoming", []int64{1}},
		{"pinyin in two words", "li xiaoming", []int64{1}},
		{"pinyin from the given name on", "xiaom", []int64{1}},
		{"no pinyin from the middle of a syllable on", "iao", nil},
		{"ü as v", "lvchang", []int64{5}},
		{"ü as u", "luchang", []int64{5}},
		{"ü as itself", "lü", []int64{5}},
		{"a second reading", "changyue", []int64{5}},
		{"mixed beginnings", "lixm", []int64{1}},
		{"z for zh, n for ng", "zanzong", []int64{6}},
		{"ng for n", "xiangli", []int64{4}},
		{"nothing loose where something fits", "zz", []int64{6}},
		{"capital and full-width letters", "ＬＸＭ", []int64{1}},
		{"the tail of a telephone number", "1234", []int64{3}},
		{"the middle of a number", "000000", []int64{1, 2, 5}},
		{"full-width digits", "１２３４", []int64{3}},
		{"a number with dashes", "139-0000-0002", []int64{2}},
		{"a number with its country", "+8613900000002", []int64{2}},
		{"the end of an identity number", "001x", []int64{3}},
		{"no digits across two numbers", "15104", nil},
		{"a name with any middle dot", "阿木•曲比", []int64{3}},
		{"a name without its middle dot", "阿木曲", []int64{3}},
		{"a digit in a name", "超市2店", []int64{4}},
		{"surname and telephone tail", "李 0018", []int64{2}},
		{"surname and tail without a blank", "李0018", []int64{2}},
		{"pinyin and tail", "lina 0002", []int64{2}},
		{"one word fits, the other does not", "李 9999", nil},
		{"loose pinyin beside digits", "lixm 0001", []int64{1}},
		{"nobody", "王", nil},
		{"nothing asked", "  ", nil},
		{"only punctuation", "·（", nil},
		{"a letter pasted by mistake", strings.Repeat("李 ", queryMax), nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sample().Search(tt.query, 10)
			if !slices.Equal(rowsOf(got), tt.want) || got.Total != len(tt.want) {
				t.Errorf("Search(%q) = %v of %d, want %v", tt.query, got.Rows, got.Total, tt.want)
			}
		})
	}
}

func TestClasses(t *testing.T) {
	tests := []struct {
		query string
		row   int64
		want  Class
	}{
		{"李娜", 2, Whole},
		{"李娜", 4, Middle},
		{"李", 2, Start},
		{"娜", 2, End},
		{"lina", 2, WholePinyin},
		{"lxm", 1, Whole},
		{"lixiao", 1, StartPinyin},
		{"ming", 1, EndPinyin},
		{"linachao", 4, MiddlePinyin},
		{"lixm", 1, Loose},
		{"0018", 2, End},
		{"娜 0018", 2, End},
		{"李 10000", 2, Middle},
	}
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			got := sample().Search(tt.query, 10)
			if !slices.Contains(got.Rows, Hit{tt.row, tt.want}) {
				t.Errorf("Search(%q) = %v, want row %d in class %d", tt.query, got.Rows, tt.row, tt.want)
			}
		})
	}
}

func TestTheLimitCutsTheRowsNotTheCount(t *testing.T) {
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 2, 3: 3, 1 << 40: 3} {
		if got := sample().Search("李", limit); len(got.Rows) != want || got.Total != 3 {
			t.Errorf("limit %d gave %d rows of %d, want %d of 3", limit, len(got.Rows), got.Total, want)
		}
	}
}

func TestChangesAreFound(t *testing.T) {
	x := sample()
	x.Upsert(2, Keys{Name: "李兰", Pinyin: "lilan", Initials: "ll"})
	x.Delete(4)
	x.Delete(4)
	if got := rowsOf(x.Search("李娜", 10)); len(got) != 0 {
		t.Errorf("the former name finds %v", got)
	}
	if got := rowsOf(x.Search("李兰", 10)); !slices.Equal(got, []int64{2}) {
		t.Errorf("the new name finds %v", got)
	}
	if x.Len() != 5 {
		t.Errorf("%d customers, want 5", x.Len())
	}
}

func TestDeletedKeysAreOverwritten(t *testing.T) {
	x := sample()
	x.Delete(5)
	b := x.blocks[0]
	for _, text := range [][]byte{b.names.record(4), b.latin.record(4)} {
		if slices.Max(text) != noText {
			t.Errorf("a deleted customer left %q", text)
		}
	}
	if left := b.digits.record(4); slices.Min(left) != noDigits {
		t.Errorf("a deleted customer left the digits %x", left)
	}
	if b.letters[4] != 0 || b.homes[4] != (home{}) {
		t.Error("a deleted customer left letters or an address")
	}
}

func TestLatelyOpenedComeFirstInTheirClass(t *testing.T) {
	x := sample()
	x.Touch(1)
	x.Touch(4)
	x.Touch(2)
	x.Touch(99)
	if got := rowsOf(x.Search("李", 3)); !slices.Equal(got, []int64{2, 1, 4}) {
		t.Errorf("after opening 1, 4 and 2: %v", got)
	}
	if got := rowsOf(x.Search("李", 1)); !slices.Equal(got, []int64{2}) {
		t.Errorf("after opening 1, 4 and 2, the first: %v", got)
	}
}

func TestTouchForgetsTheOldest(t *testing.T) {
	x := sample()
	x.Touch(2)
	for row := range int64(recentMax) {
		x.Touch(1000 + row)
	}
	if got := rowsOf(x.Search("李", 1)); !slices.Equal(got, []int64{1}) {
		t.Errorf("row 2 still comes first: %v", got)
	}
}

func TestSyllables(t *testing.T) {
	tests := []struct {
		full, initials string
		want           []int
	}{
		{"lixiaoming", "lxm", []int{0, 2, 6}},
		{"xian", "xa", []int{0, 2}},
		{"xian", "x", []int{0}},
		{"nannan", "nn", []int{0, 3}},
		{"fangan", "fg", []int{0, 3}},
		{"fangan", "fa", []int{0, 4}},
		{"erren", "er", []int{0, 2}},
		{"zhuangyuan", "zy", []int{0, 6}},
		{"ktvgege", "ktvgg", []int{0, 1, 2, 3, 5}},
		{"21shiji", "21sj", []int{0, 1, 2, 5}},
		{"lina", "wx", nil},
		{"lina", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.full+" "+tt.initials, func(t *testing.T) {
			var s splitter
			if got := s.syllables(tt.full, tt.initials); !slices.Equal(got, tt.want) {
				t.Errorf("syllables start at %v, want %v", got, tt.want)
			}
		})
	}
}

func FuzzSearch(f *testing.F) {
	for _, query := range []string{"李 12", "lixm", "0018", "00x", "·", "吕lü１", "\xff\x00\n\t\v", "zzhzhangn"} {
		f.Add(query, "", "", "", "")
		f.Add(query, query, query, query, query)
	}
	f.Fuzz(func(t *testing.T, query, name, pinyin, initials, number string) {
		x := sample()
		x.Upsert(7, Keys{name, pinyin, initials, []string{number}, []string{name, number + name}})
		got := x.Search(query, 5)
		if len(got.Rows) > 5 || got.Total < len(got.Rows) || got.Total > x.Len() {
			t.Errorf("Search(%q) = %d rows of %d", query, len(got.Rows), got.Total)
		}
		if parts := parse(name); len(parts) == 1 && parts[0].kind == han && !slices.Contains(rowsOf(x.Search(name, 10)), 7) {
			t.Errorf("the name %q does not find its customer", name)
		}
	})
}
