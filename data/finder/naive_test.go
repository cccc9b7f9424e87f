package finder

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// person is a record the naive search reads: names in characters, each reading
// by syllables, numbers, addresses.
type person struct {
	names     []string
	readings  [][]string
	numbers   []string
	addresses []string
}

func (p person) keys() Keys {
	var full, short []string
	for _, syllables := range p.readings {
		full = append(full, strings.Join(syllables, ""))
		short = append(short, initialsOf(syllables))
	}
	return Keys{strings.Join(p.names, "\t"), strings.Join(full, "\t"), strings.Join(short, "\t"), p.numbers, p.addresses}
}

func initialsOf(syllables []string) (short string) {
	for _, s := range syllables {
		short += s[:1]
	}
	return short
}

// class is the rank of one word by the letter of the rules, none if it is not
// there.
func (p person) class(word string) (Class, bool) {
	best, ok := Loose, false
	take := func(field, text string, plus Class) {
		c := Middle
		switch {
		case field == text:
			c = Whole
		case strings.HasPrefix(field, text):
			c = Start
		case strings.HasSuffix(field, text):
			c = End
		}
		best, ok = min(best, c+plus), true
	}
	plain := strings.NewReplacer("·", "")
	for _, field := range append(p.names, p.numbers...) {
		if field = plain.Replace(field); strings.Contains(field, word) {
			take(field, word, 0)
		}
	}
	for _, syllables := range p.readings {
		if short := initialsOf(syllables); strings.Contains(short, word) {
			take(short, word, 0)
		}
		for i := range syllables {
			rest := strings.Join(syllables[i:], "")
			if !strings.HasPrefix(rest, word) || len(word) == 1 {
				continue
			}
			c := Middle
			if rest == word {
				c = End
			}
			if i == 0 {
				c -= Middle - Start // Middle becomes Start, End becomes Whole
			}
			if i == 0 && rest == word {
				c = Whole
			}
			best, ok = min(best, c+1), true
		}
	}
	return best, ok
}

// addressClass is the rank of one word among the addresses.
func (p person) addressClass(word string) (Class, bool) {
	best, ok := Loose, false
	for _, address := range p.addresses {
		address = strings.TrimSpace(flat(address))
		for at := range address {
			rest := address[at:]
			inWord := at > 0 && isASCIIWord(rune(address[at-1])) && isASCIIWord(rune(word[0]))
			if strings.HasPrefix(rest, word) && !inWord {
				best, ok = min(best, placed(at == 0, rest == word)), true
			}
		}
	}
	return best, ok
}

// naive looks at each record by itself.
type naive struct {
	people map[int64]person
	recent []int64
}

// byName asks for each run of one script by itself, as if punctuation was not
// there.
func (n naive) byName(query string, limit int) Result {
	runs := regexp.MustCompile(`\p{Han}+|[a-z]+|[0-9]+`).FindAllString(strings.NewReplacer("·", "", "Ａ", "a").Replace(query), -1)
	return n.searchBy(person.class, strings.Join(runs, " "), limit)
}

// search asks for addresses where no name fits; a word of an address may change
// its script.
func (n naive) search(query string, limit int) Result {
	found := n.byName(query, limit)
	if found.Total == 0 && hasHan(query) {
		found = n.searchBy(person.addressClass, flat(query), limit)
	}
	return found
}

func (n naive) searchBy(classOf func(person, string) (Class, bool), query string, limit int) Result {
	var hits []Hit
	for row, p := range n.people {
		worst, all := Whole, true
		for _, word := range strings.Fields(query) {
			class, ok := classOf(p, word)
			worst, all = max(worst, class), all && ok
		}
		if all && strings.TrimSpace(query) != "" {
			hits = append(hits, Hit{row, worst})
		}
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		if a.Class != b.Class {
			return int(a.Class) - int(b.Class)
		}
		if i, j := slices.Index(n.recent, a.Row), slices.Index(n.recent, b.Row); i != j {
			return j - i // later is better, -1 is never
		}
		return int(a.Row - b.Row)
	})
	return Result{hits[:min(limit, len(hits))], len(hits)}
}

func (n *naive) touch(row int64) {
	n.recent = append(slices.DeleteFunc(n.recent, func(r int64) bool { return r == row }), row)
}

var (
	anySyllable = rapid.SampledFrom([]string{"li", "lin", "ming", "xiao", "zhang", "an", "ou", "na", "mi"})
	anyName     = rapid.StringOfN(rapid.SampledFrom([]rune("李娜王明·㛃𠅤")), 0, 5, -1)
	anyNumber   = rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom([]rune("0129")), 0, 14, -1),
		rapid.Map(rapid.StringOfN(rapid.SampledFrom([]rune("0129")), 0, 3, -1), func(s string) string { return "20210" + s }),
	)
	anyAddress = rapid.StringOfN(rapid.SampledFrom([]rune("李明村组号012aＡ·，")), 0, 9, -1)
	anyPerson  = rapid.Custom(func(t *rapid.T) person {
		return person{
			names:    rapid.SliceOfN(anyName, 0, 2).Draw(t, "names"),
			readings: rapid.SliceOfN(rapid.SliceOfN(anySyllable, 1, 4), 0, 2).Draw(t, "readings"),
			numbers:  rapid.SliceOfN(anyNumber, 0, 3).Draw(t, "numbers"),

			addresses: rapid.SliceOfN(anyAddress, 0, 3).Draw(t, "addresses"),
		}
	})
	anyWord = rapid.OneOf(
		rapid.StringOfN(rapid.SampledFrom([]rune("李娜明·𠅤")), 1, 2, -1),
		rapid.StringOfN(rapid.SampledFrom([]rune("李明村组号012aＡ")), 1, 5, -1),
		rapid.StringOfN(rapid.SampledFrom([]rune("0129")), 1, 7, -1),
		rapid.SampledFrom([]string{"2021", "20210", "0210", "202100"}),
		rapid.StringOfN(rapid.SampledFrom([]rune("lixman")), 1, 3, -1),
		rapid.Map(rapid.SliceOfN(anySyllable, 1, 3), func(s []string) string { return strings.Join(s, "") }),
	)
)

// isLoose reports hits the rules by letter know nothing of.
func isLoose(r Result) bool {
	return len(r.Rows) > 0 && r.Rows[0].Class == Loose
}

// TestAgainstNaive compares hits, classes, order and counts over random
// records, changes and queries, with blocks small enough to have many.
func TestAgainstNaive(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x := newIndex(0, rapid.IntRange(1, 9).Draw(t, "rows in a block"))
		n := naive{people: map[int64]person{}}
		for range rapid.IntRange(1, 40).Draw(t, "changes") {
			row := rapid.Int64Range(-3, 20).Draw(t, "row")
			switch rapid.IntRange(0, 5).Draw(t, "change") {
			case 0:
				x.Delete(row)
				delete(n.people, row)
			case 1:
				x.Touch(row)
				n.touch(row)
			default:
				p := anyPerson.Draw(t, "person")
				x.Upsert(row, p.keys())
				n.people[row] = p
			}
		}
		query := strings.Join(rapid.SliceOfN(anyWord, 1, 3).Draw(t, "words"), " ")
		limit := rapid.IntRange(1, 25).Draw(t, "limit")
		want := n.search(query, limit)
		got := x.Search(query, limit)
		if isLoose(got) && n.byName(query, 1).Total == 0 {
			return
		}
		if !slices.Equal(got.Rows, want.Rows) || got.Total != want.Total {
			t.Fatalf("Search(%q, %d) = %v of %d, want %v of %d", query, limit, got.Rows, got.Total, want.Rows, want.Total)
		}
		if x.Len() != len(n.people) {
			t.Fatalf("%d rows, want %d", x.Len(), len(n.people))
		}
	})
}

// TestRebuiltAgainstNaive changes so many rows, in no order, that the index is
// built anew several times.
func TestRebuiltAgainstNaive(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	x, n := newIndex(0, 100), naive{people: map[int64]person{}}
	rebuilt := 0
	for range 12_000 {
		row := int64(r.IntN(6000))
		if r.IntN(4) == 0 {
			x.Delete(row)
			delete(n.people, row)
			continue
		}
		p := person{names: []string{fmt.Sprintf("李%c", '一'+rune(r.IntN(40)))}, numbers: []string{fmt.Sprint(r.IntN(1e6))}}
		before := x.dead
		x.Upsert(row, p.keys())
		n.people[row] = p
		if x.dead < before {
			rebuilt++
		}
	}
	if rebuilt < 2 {
		t.Fatalf("built anew %d times, want several", rebuilt)
	}
	for _, query := range []string{"李", "丁", "12", "123", "李丁 7", "900000"} {
		if got, want := x.Search(query, 500), n.search(query, 500); !slices.Equal(got.Rows, want.Rows) || got.Total != want.Total {
			t.Errorf("Search(%q) = %d rows of %d, want %d of %d", query, len(got.Rows), got.Total, len(want.Rows), want.Total)
		}
	}
}
