package finder

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func sample() *Index {
	x := New(4)
	x.Upsert(1, Keys{Name: "李晓明", Pinyin: "lixiaoming", Initials: "lxm", Digits: []string{"13900000001", "5104210000011"}})
	x.Upsert(2, Keys{Name: "李娜", Pinyin: "lina", Initials: "ln", Digits: []string{"13900000002", "5104210000018"}})
	x.Upsert(3, Keys{Name: "阿木·曲比", Pinyin: "amuqubi", Initials: "amqb", Digits: []string{"13900001234"}})
	x.Upsert(4, Keys{Name: "米易县李娜超市", Pinyin: "miyixianlinachaoshi", Initials: "myxlncs", Digits: []string{"0812555001"}})
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
		{"initials", "lxm", []int64{1}},
		{"initials come before pinyin", "ln", []int64{2, 4}},
		{"whole pinyin", "lixiaoming", []int64{1}},
		{"pinyin in two words", "li xiaoming", []int64{1}},
		{"capital and full-width letters", "ＬＸＭ", []int64{1}},
		{"the tail of a telephone number", "1234", []int64{3}},
		{"the middle of a number", "0000002", []int64{2}},
		{"full-width digits", "１２３４", []int64{3}},
		{"a name with any middle dot", "阿木•曲比", []int64{3}},
		{"surname and telephone tail", "李 0018", []int64{2}},
		{"surname and tail without a blank", "李0018", []int64{2}},
		{"nobody", "王", nil},
		{"nothing asked", "  ", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sample().Search(tt.query, 10)
			if !slices.Equal(rowsOf(got), tt.want) || got.Total != len(tt.want) {
				t.Errorf("Search(%q) = %v of %d, want %v", tt.query, rowsOf(got), got.Total, tt.want)
			}
		})
	}
}

func TestChangesAreFound(t *testing.T) {
	x := sample()
	x.Upsert(2, Keys{Name: "李兰", Pinyin: "lilan", Initials: "ll"})
	x.Delete(4)
	if got := rowsOf(x.Search("李娜", 10)); len(got) != 0 {
		t.Errorf("the former name finds %v", got)
	}
	if got := rowsOf(x.Search("李兰", 10)); !slices.Equal(got, []int64{2}) {
		t.Errorf("the new name finds %v", got)
	}
	if x.Len() != 3 {
		t.Errorf("%d customers, want 3", x.Len())
	}
}

func TestLatelyOpenedComeFirstInTheirClass(t *testing.T) {
	x := sample()
	x.Touch(2)
	if got := rowsOf(x.Search("李", 2)); !slices.Equal(got, []int64{2, 1}) {
		t.Errorf("after opening 2: %v", got)
	}
}

// TestAgainstNaive compares hits and counts with a search that looks at each
// record by itself, over random records, changes and queries.
func TestAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.StringOfN(rapid.SampledFrom([]rune("李娜王明·")), 1, 4, -1)
		letters := rapid.StringOfN(rapid.SampledFrom([]rune("abl")), 0, 4, -1)
		number := rapid.StringOfN(rapid.SampledFrom([]rune("012")), 1, 5, -1)
		x, naive := New(2), map[int64]Keys{}
		for range rapid.IntRange(1, 30).Draw(t, "changes") {
			row := rapid.Int64Range(1, 12).Draw(t, "row")
			if rapid.IntRange(0, 4).Draw(t, "delete") == 0 {
				x.Delete(row)
				delete(naive, row)
				continue
			}
			k := Keys{Name: name.Draw(t, "name"), Pinyin: letters.Draw(t, "pinyin"), Initials: letters.Draw(t, "initials"), Digits: []string{number.Draw(t, "no")}}
			x.Upsert(row, k)
			naive[row] = k
		}
		query := rapid.OneOf(name, letters, number).Draw(t, "query")
		var want []int64
		for row, k := range naive {
			all := k.Name + "\t" + k.Initials + "\t" + k.Pinyin + "\t" + strings.Join(k.Digits, "\t")
			if query != "" && strings.Contains(all, query) {
				want = append(want, row)
			}
		}
		got := x.Search(query, 100)
		rows := rowsOf(got)
		slices.Sort(rows)
		slices.Sort(want)
		if !slices.Equal(rows, want) || got.Total != len(want) {
			t.Fatalf("Search(%q) = %v of %d, want %v", query, rows, got.Total, want)
		}
		if !slices.IsSortedFunc(got.Rows, func(a, b Hit) int { return int(a.Class) - int(b.Class) }) {
			t.Fatalf("classes out of order: %v", got.Rows)
		}
	})
}

func FuzzSearch(f *testing.F) {
	x := sample()
	f.Add("李 12")
	f.Fuzz(func(_ *testing.T, query string) {
		x.Search(query, 5)
		BigramQuery(query)
	})
}

func TestBigrams(t *testing.T) {
	const address = "米易县麻陇彝族乡新村村8组78号"
	if got, want := Bigrams("新村村8组"), "新村 村村 8 组"; got != want {
		t.Errorf("Bigrams = %q, want %q", got, want)
	}
	for query, want := range map[string]bool{"新村村8组": true, "麻陇 78号": true, "新村8组": false, "陇麻": false} {
		if got := Verify(address, query); got != want {
			t.Errorf("Verify(%q) = %v", query, got)
		}
	}
	if got, want := BigramQuery("新村 8"), `"新村" AND "8"*`; got != want {
		t.Errorf("BigramQuery = %q, want %q", got, want)
	}
}

// big fills an index with so many invented customers.
func big(n int) *Index {
	r := rand.New(rand.NewPCG(1, 2))
	surnames, given := []rune("李王张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗"), []rune("明娜晓芳伟军丽强敏静国平海燕春霞")
	syllables := []string{"li", "wang", "zhang", "liu", "chen", "yang", "ming", "na", "xiao", "fang", "wei", "jun"}
	x := New(n)
	for i := 1; i <= n; i++ {
		a, b, c := r.IntN(len(syllables)), r.IntN(len(syllables)), r.IntN(len(syllables))
		x.Upsert(int64(i), Keys{
			Name:     string([]rune{surnames[r.IntN(len(surnames))], given[r.IntN(len(given))], given[r.IntN(len(given))]}),
			Pinyin:   syllables[a] + syllables[b] + syllables[c],
			Initials: syllables[a][:1] + syllables[b][:1] + syllables[c][:1],
			Digits:   []string{fmt.Sprintf("1%010d", r.IntN(1e10)), fmt.Sprintf("5104%09d", i*7), fmt.Sprintf("M%09d", r.IntN(1e9))},
		})
	}
	return x
}

// BenchmarkFind prints the 95th percentile of each kind of query.
func BenchmarkFind(b *testing.B) {
	queries := map[string][]string{
		"han1": {"李", "王", "娜"}, "han2": {"李娜", "明芳", "王伟"}, "han3": {"李晓明", "陈国平"}, "initials1": {"l", "x"}, "initials3": {"lxm", "wmn"},
		"pinyin": {"limingna", "xiaowei"}, "phone3": {"139", "158"}, "tail4": {"1234", "0907"}, "middle7": {"5551234", "0042007"}, "number6": {"420001", "510400"},
		"none": {"鑫鑫", "qqq", "99999999"}, "words2": {"李 1234", "lxm 139"},
	}
	for _, n := range []int{20_000, 1_000_000} {
		x := big(n)
		for name, list := range queries {
			b.Run(fmt.Sprintf("%d/%s", n, name), func(b *testing.B) {
				took := make([]time.Duration, 0, b.N)
				for i := range b.N {
					start := time.Now()
					x.Search(list[i%len(list)], 50)
					took = append(took, time.Since(start))
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
			})
		}
	}
}
