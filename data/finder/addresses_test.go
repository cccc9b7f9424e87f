package finder

import (
	"fmt"
	"slices"
	"testing"
)

func neighbours() *Index {
	x := newIndex(0, 2)
	x.Upsert(1, Keys{Name: "李晓明", Addresses: []string{"米易县麻陇彝族乡新村村8组78号（Ａ座）"}})
	x.Upsert(2, Keys{Name: "李娜", Addresses: []string{"米易县攀莲镇新村8组", "米易县白马镇"}})
	x.Upsert(3, Keys{Name: "白马"})
	x.Upsert(4, Keys{Name: "王芳", Addresses: []string{"", "8组"}})
	return x
}

func TestSearchByAddress(t *testing.T) {
	tests := []struct {
		name, query string
		want        []Hit
	}{
		{"a village and a group", "新村村8组", []Hit{{1, Middle}}},
		{"the end of an address comes first", "村8组", []Hit{{2, End}, {1, Middle}}},
		{"a whole address comes before a part of one", "8组", []Hit{{4, Whole}, {2, End}, {1, Middle}}},
		{"the beginning of all", "米易县", []Hit{{1, Start}, {2, Start}}},
		{"the second account of a customer", "白马镇", []Hit{{2, End}}},
		{"a name comes before an address", "白马", []Hit{{3, Whole}}},
		{"two words", "麻陇 78号", []Hit{{1, Middle}}},
		{"a number that begins so", "新村村8组7", []Hit{{1, Middle}}},
		{"full-width letters", "号 a座", []Hit{{1, Middle}}},
		{"no number from its middle on", "8号", nil},
		{"not across what lies between", "新村村78号", nil},
		{"not across punctuation", "78号a座", nil},
		{"words of two accounts", "攀莲镇 白马镇", []Hit{{2, Middle}}},
		{"nobody there", "普威镇", nil},
		{"numbers alone mean no address", "8", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := neighbours().Search(tt.query, 10)
			if !slices.Equal(got.Rows, tt.want) || got.Total != len(tt.want) {
				t.Errorf("Search(%q) = %v of %d, want %v", tt.query, got.Rows, got.Total, tt.want)
			}
		})
	}
}

func TestWhoMovesIsFoundAtTheNewAddress(t *testing.T) {
	x := neighbours()
	x.Upsert(2, Keys{Name: "李娜", Addresses: []string{"米易县普威镇水井村3组"}})
	x.Delete(1)
	for query, want := range map[string][]int64{"新村8组": nil, "白马镇": nil, "麻陇": nil, "水井村3组": {2}} {
		if got := rowsOf(x.Search(query, 10)); !slices.Equal(got, want) {
			t.Errorf("Search(%q) = %v, want %v", query, got, want)
		}
	}
}

func TestALexiconCallsATextByOneNumber(t *testing.T) {
	l := newLexicon()
	text := func(i int) []byte { return fmt.Appendf(nil, "%d组%d号", i%50, i/50) }
	for round := range 2 {
		for i := range 1000 {
			if got := l.number(text(i)); int(got) != i+1 {
				t.Fatalf("round %d: %s is number %d, want %d", round, text(i), got, i+1)
			}
		}
	}
	if l.number(nil) != 0 || l.len() != 1001 || string(l.text(1000)) != "49组19号" {
		t.Errorf("%d texts, the last is %s", l.len(), l.text(1000))
	}
}
