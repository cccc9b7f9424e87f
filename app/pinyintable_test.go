package app

import (
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	gopinyin "github.com/mozillazg/go-pinyin"
)

// The readings are those of a dictionary that is kept by others; with
// LAMPLIGHTER_GOLDEN=1 this writes them anew.
func TestTheReadingsAreThoseOfTheDictionary(t *testing.T) {
	read := map[string][]rune{}
	for r, readings := range gopinyin.PinyinDict {
		if reading := firstReading(readings); reading != "" {
			read[reading] = append(read[reading], rune(r))
		}
	}
	var text strings.Builder
	for _, reading := range slices.Sorted(maps.Keys(read)) {
		slices.Sort(read[reading])
		fmt.Fprintf(&text, "%s %s\n", reading, string(read[reading]))
	}
	if os.Getenv("LAMPLIGHTER_GOLDEN") != "" {
		if err := os.WriteFile("pinyin.txt", []byte(text.String()), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if text.String() != characters {
		t.Error("pinyin.txt is not what the dictionary says")
	}
}

// firstReading is the commonest reading of a dictionary entry, lǚ as lv.
func firstReading(readings string) string {
	reading, _, _ := strings.Cut(readings, ",")
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		if plain, ok := toneless[r]; ok {
			return plain
		}
		return -1
	}, reading)
}

var toneless = func() map[rune]rune {
	marked := map[rune]rune{}
	for plain, letters := range map[rune]string{
		'a': "āáǎà", 'o': "ōóǒò", 'e': "ēéěèếềê", 'i': "īíǐì", 'u': "ūúǔù", 'v': "üǖǘǚǜ", 'n': "ńňǹ", 'm': "ḿ",
	} {
		for _, letter := range letters {
			marked[letter] = plain
		}
	}
	return marked
}()
