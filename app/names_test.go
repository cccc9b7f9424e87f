package app

import (
	"strings"
	"testing"
)

func TestNormaliseName(t *testing.T) {
	tests := []struct{ name, typed, want string }{
		{"a plain name", "李娜", "李娜"},
		{"blanks around", "　李娜 ", "李娜"},
		{"a two-character name padded for a list", "李　娜", "李娜"},
		{"blanks within are one", "四川  米易\t分公司", "四川 米易 分公司"},
		{"a bullet for the middle dot", "吉克•阿依", "吉克·阿依"},
		{"a hyphenation point", "吉克‧阿依", "吉克·阿依"},
		{"an operator", "吉克∙阿依", "吉克·阿依"},
		{"a katakana dot", "吉克・阿依", "吉克·阿依"},
		{"a full stop", "吉克.阿依", "吉克·阿依"},
		{"a full-width full stop", "吉克．阿依", "吉克·阿依"},
		{"blanks around the dot", "吉克 · 阿依", "吉克·阿依"},
		{"several parts", "吉克•阿依.木果", "吉克·阿依·木果"},
		{"a dot between letters stays", "A.B公司", "A.B公司"},
		{"dots in a row stay", "米易..公司", "米易..公司"},
		{"a rare character stays", "李㛃䶮", "李㛃䶮"},
		{"a compatibility character stays", "李凞", "李凞"},
		{"full-width letters stay", "ＡＢ公司", "ＡＢ公司"},
		{"brackets stay", "光明超市（米易店）", "光明超市（米易店）"},
		{"an invisible mark goes", "李\u200b娜", "李娜"},
		{"nothing", " ", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := NormaliseName(tt.typed); got != tt.want {
				t.Errorf("NormaliseName(%q) = %q, want %q", tt.typed, got, tt.want)
			}
		})
	}
}

func TestNormaliseCode(t *testing.T) {
	tests := []struct{ name, typed, want string }{
		{"digits", "0104210000001", "0104210000001"},
		{"full-width digits", "０１０４２１", "010421"},
		{"blanks", " 0104 2100 0000\t1 ", "0104210000001"},
		{"a small x", "11010519491231002x", "11010519491231002X"},
		{"a full-width x", "11010519491231002ｘ", "11010519491231002X"},
		{"hyphens are part of it", "A01-20261123-0007", "A01-20261123-0007"},
		{"a dash is a hyphen", "A01–20261123－0007", "A01-20261123-0007"},
		{"an invisible mark goes", "\ufeff510421\u200e", "510421"},
		{"nothing", "　", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := NormaliseCode(tt.typed); got != tt.want {
				t.Errorf("NormaliseCode(%q) = %q, want %q", tt.typed, got, tt.want)
			}
		})
	}
}

func TestNormalisePhone(t *testing.T) {
	tests := []struct{ name, typed, want string }{
		{"a mobile number", "13800000000", "13800000000"},
		{"in groups", "138 0000-0000", "13800000000"},
		{"full-width", "１３８００００００００", "13800000000"},
		{"with the country code", "+86 13800000000", "13800000000"},
		{"with 0086", "008613800000000", "13800000000"},
		{"a landline number", "0812-3000000", "08123000000"},
		{"in brackets", "（0812）3000000", "08123000000"},
		{"from abroad", "+86-0812-3000000", "08123000000"},
		{"with an extension", "0812-3000000-801", "08123000000-801"},
		{"with an extension in words", "0812-3000000转801", "08123000000-801"},
		{"two numbers stay", " 13800000000/13900000000 ", "13800000000/13900000000"},
		{"words stay", "无", "无"},
		{"nothing", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := NormalisePhone(tt.typed); got != tt.want {
				t.Errorf("NormalisePhone(%q) = %q, want %q", tt.typed, got, tt.want)
			}
		})
	}
}

func TestLooksLikeOrganisation(t *testing.T) {
	tests := []struct {
		written string
		want    bool
	}{
		{"李娜", false},
		{"欧阳春园", false},
		{"吉克·阿依木呷", false},
		{"阿依木呷", false},
		{"王所", false},
		{"米易县光明超市", true},
		{"米易县攀莲镇水塘村村民委员会", true},
		{"单县供电公司", true},
		{"光明店", true},
		{"砖瓦厂", true},
		{"米易县中学校", true},
		{"水塘村三社提灌站", true},
	}
	for _, tt := range tests {
		t.Run(tt.written, func(t *testing.T) {
			if got := LooksLikeOrganisation(tt.written); got != tt.want {
				t.Errorf("LooksLikeOrganisation(%q) = %v", tt.written, got)
			}
		})
	}
}

func TestNameLikeness(t *testing.T) {
	tests := []struct {
		name, a, b string
		least      float64
		most       float64
	}{
		{"the same", "李娜", "李娜", 1, 1},
		{"the same but for the dot", "吉克·阿依", "吉克阿依", 1, 1},
		{"the same but for the brackets", "光明超市（米易）", "光明超市(米易)", 1, 1},
		{"read alike", "李娜", "李那", likeSound, 1},
		{"one within the other", "光明超市", "米易县光明超市", likelyName, 1},
		{"one character of eight", "米易县光明超市店", "米易县光辉超市店", likelyName, 1},
		{"two exchanged", "米易光明超市", "米易明光超市", likelyName, 1},
		{"a shared surname", "李娜", "李强", 0, 0.6},
		{"a shared given name", "李晓明", "王晓明", 0, 0.7},
		{"nothing in common", "李娜", "王强", 0, 0},
		{"a name and none", "李娜", "", 0, 0},
		{"a name within a longer one is not enough for two characters", "李娜", "李娜娜", 0.6, 0.7},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, back := NameLikeness(tt.a, tt.b), NameLikeness(tt.b, tt.a)
			if got < tt.least || got > tt.most || got != back {
				t.Errorf("likeness is %.2f, back %.2f, want %.2f to %.2f", got, back, tt.least, tt.most)
			}
		})
	}
}

func TestLikenessOfVeryLongNames(t *testing.T) {
	long := strings.Repeat("米易县", NameMax)
	if got := NameLikeness(long, long[:len(long)-3]); got < 0 || got > 1 {
		t.Errorf("likeness is %.2f", got)
	}
}

func FuzzNormalise(f *testing.F) {
	for _, text := range []string{"李　娜", "吉克 • 阿依", "１１０ｘ", "a¨", "+86 138", "0812-3000000转8", "\xff ", "． . ·", "ﷺ", "ǰ"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, normalise := range map[string]func(string) string{
			"NormaliseName": NormaliseName, "NormaliseCode": NormaliseCode, "NormalisePhone": NormalisePhone,
		} {
			once := normalise(text)
			if twice := normalise(once); twice != once {
				t.Fatalf("%s(%q) = %q, again %q", name, text, once, twice)
			}
		}
	})
}

func BenchmarkNormalise(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		NormaliseName("李晓明")
		NormaliseCode("0104210000001")
		NormalisePhone("13800000000")
	}
}

func BenchmarkNameLikeness(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		NameLikeness("米易县光明超市", "米易县光辉商店")
	}
}
