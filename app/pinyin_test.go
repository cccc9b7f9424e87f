package app

import (
	"strings"
	"testing"
)

func TestPinyin(t *testing.T) {
	tests := []struct {
		name, written  string
		full, initials string
	}{
		{"a plain name", "李晓明", "lixiaoming", "lxm"},
		{"surname 单 is shan", "单国强", "shanguoqiang", "sgq"},
		{"surname 解 is xie", "解小东", "xiexiaodong", "xxd"},
		{"surname 仇 is qiu", "仇英", "qiuying", "qy"},
		{"surname 查 is zha", "查良", "zhaliang", "zl"},
		{"surname 区 is ou", "区志", "ouzhi", "oz"},
		{"surname 朴 is piao", "朴英", "piaoying", "py"},
		{"surname 曾 is zeng", "曾国", "zengguo", "zg"},
		{"surname 任 is ren", "任静", "renjing", "rj"},
		{"surname 盖 is ge, for some gai", "盖伟", "gewei\tgaiwei", "gw"},
		{"surname 覃 is qin, for some tan", "覃丽", "qinli\ttanli", "ql\ttl"},
		{"尉迟", "尉迟恭", "yuchigong", "ycg"},
		{"万俟", "万俟明", "moqiming", "mqm"},
		{"长孙", "长孙皓", "zhangsunhao", "zsh"},
		{"单于", "单于飞", "chanyufei", "cyf"},
		{"曾 within a name keeps its common reading first", "王曾", "wangceng\twangzeng", "wc\twz"},
		{"a given name read in two ways", "王乐", "wangle\twangyue", "wl\twy"},
		{"an organisation is not read as a surname", "单县供电公司", "danxiangongdiangongsi\tshanxiangongdiangongsi", "dxgdgs\tsxgdgs"},
		{"the town comes before the adjective", "重庆饭店", "chongqingfandian\tzhongqingfandian", "cqfd\tzqfd"},
		{"ü as v and as u", "吕布", "lvbu\tlubu", "lb"},
		{"a Yi name", "吉克·阿依", "jikeayi", "jkay"},
		{"a rare character of Extension A", "李㛃", "lijie", "lj"},
		{"a rare character beyond the first plane", "李𨭎", "lixi", "lx"},
		{"letters and digits stay", "米易县ABC有限公司2号", "miyixianabcyouxiangongsi2hao", "myxabcyxgs2h"},
		{"full-width letters are letters", "ＡＢ厂", "abchang", "abc"},
		{"signs fall away", "（李—明）", "liming", "lm"},
		{"a surname alone is a character", "解", "jie\txie", "j\tx"},
		{"nothing", "", "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			full, initials := Pinyin(tt.written)
			if full != tt.full || initials != tt.initials {
				t.Errorf("Pinyin(%q) = %q, %q, want %q, %q", tt.written, full, initials, tt.full, tt.initials)
			}
		})
	}
}

func TestPinyinKeepsAtMostFourReadings(t *testing.T) {
	full, initials := Pinyin("乐长重行朝翟吕")
	if got := strings.Count(full, "\t") + 1; got != PinyinVariants {
		t.Errorf("%d readings are kept, want %d: %q", got, PinyinVariants, full)
	}
	if got := strings.Count(initials, "\t") + 1; got > PinyinVariants {
		t.Errorf("%d initials are kept: %q", got, initials)
	}
}

func TestReadingsSayMoreThanTheDictionary(t *testing.T) {
	for r, readings := range polyphones {
		if !strings.Contains(readings, " ") {
			t.Errorf("%c has one reading, %s; it belongs among the surnames or nowhere", r, readings)
		}
	}
	for name, readings := range doubleSurnames {
		if len([]rune(name)) != 2 || len(strings.Fields(readings)) != 2 {
			t.Errorf("%s is read %q", name, readings)
		}
	}
}

func FuzzPinyin(f *testing.F) {
	for _, name := range []string{"单于飞", "吕布", "阿依·木果", "ABC公司", "\xff李", "𨭎"} {
		f.Add(name)
	}
	f.Fuzz(func(t *testing.T, name string) {
		full, initials := Pinyin(name)
		for _, r := range full + initials {
			if r != '\t' && (r < '0' || r > '9') && (r < 'a' || r > 'z') {
				t.Fatalf("Pinyin(%q) = %q, %q holds %q", name, full, initials, r)
			}
		}
		if (full == "") != (initials == "") || strings.Count(full, "\t") >= PinyinVariants {
			t.Fatalf("Pinyin(%q) = %q, %q", name, full, initials)
		}
	})
}

func TestReadingsArePinyinAndSortKey(t *testing.T) {
	for _, name := range []string{"李晓明", "单国强", "王乐", "吉克·阿依木果", "米易县攀莲镇水塘村集体经济合作联合社", "（）", ""} {
		full, initials := Pinyin(name)
		if f, i, key := Readings(name); f != full || i != initials || key != SortKey(name) {
			t.Errorf("Readings(%q) = %q, %q, %q; alone they are %q, %q, %q", name, f, i, key, full, initials, SortKey(name))
		}
	}
}

func BenchmarkPinyin(b *testing.B) {
	for _, bm := range []struct{ name, written string }{
		{"person", "李晓明"},
		{"surname read differently", "单国强"},
		{"two readings", "王乐"},
		{"Yi name", "吉克·阿依木果"},
		{"organisation", "米易县攀莲镇水塘村集体经济合作联合社"},
	} {
		b.Run(bm.name, func(b *testing.B) {
			Pinyin(bm.written) // makes the table
			b.ReportAllocs()
			for b.Loop() {
				Pinyin(bm.written)
			}
		})
	}
}

func BenchmarkPinyinTable(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		makePinyinBook()
	}
}

func TestSortKeyKeepsSurnamesTogether(t *testing.T) {
	for _, pair := range [][2]string{{"陈国", "程飞杰"}, {"李晓明", "林娜"}, {"单明", "邵平"}} {
		if a, b := SortKey(pair[0]), SortKey(pair[1]); a >= b {
			t.Errorf("%s (%s) comes after %s (%s)", pair[0], a, pair[1], b)
		}
	}
}
