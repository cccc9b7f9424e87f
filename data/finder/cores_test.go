package finder

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"testing"
)

// TestOneCoreFindsWhatSeveralFind asks a county: its account numbers begin
// alike, people share villages, and some have gone.
func TestOneCoreFindsWhatSeveralFind(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	x, n := newIndex(0, 64), naive{people: map[int64]person{}}
	for range 1500 {
		row := int64(r.IntN(1000))
		p := person{
			names:     []string{"李" + string('一'+rune(r.IntN(40)))},
			readings:  [][]string{{"li", pick(r, []string{"ming", "xiao", "zhang", "an"})}},
			numbers:   []string{fmt.Sprintf("1%d", r.IntN(1e6)), fmt.Sprintf("5104%0*d", r.IntN(4), r.IntN(10))},
			addresses: []string{fmt.Sprintf("米易县%s村%d组%d号", pick(r, []string{"青皮", "新", "水塘"}), r.IntN(9), r.IntN(90))},
		}
		x.Upsert(row, p.keys())
		n.people[row] = p
		if row%7 == 0 {
			x.Delete(row)
			delete(n.people, row)
		}
	}
	for _, cores := range []int{1, 2, 5} {
		before := runtime.GOMAXPROCS(cores)
		for _, query := range []string{"5", "51", "510", "5104", "51040", "104", "1", "李", "l", "lm", "lizhang", "ming", "lx 5104", "新村", "水塘村3组", "青皮 8", "米易县", "易县新村", "村3组12号", "3组 米易"} {
			for _, limit := range []int{1, 50, 2000} {
				got, want := x.Search(query, limit), n.search(query, limit)
				if !slices.Equal(got.Rows, want.Rows) || got.Total != want.Total {
					t.Errorf("on %d cores Search(%q, %d) = %v of %d, want %v of %d", cores, query, limit, got.Rows, got.Total, want.Rows, want.Total)
				}
			}
		}
		runtime.GOMAXPROCS(before)
	}
}

// TestSearchWhileWriting is for the race detector; a row rewritten is never
// missed, nor found twice.
func TestSearchWhileWriting(t *testing.T) {
	x := newIndex(0, 64)
	for row := range int64(1000) {
		x.Upsert(row, Keys{Name: "李娜", Digits: []string{"5104"}})
	}
	var searching sync.WaitGroup
	for range 3 {
		searching.Go(func() {
			for range 200 {
				if got := x.Search("李 5104", 5); got.Total != 1000 {
					t.Errorf("%d rows while writing, want 1000", got.Total)
					return
				}
			}
		})
	}
	for row := range int64(2000) {
		x.Upsert(row%1000, Keys{Name: "李娜", Digits: []string{"5104"}})
		x.Touch(row % 7)
	}
	searching.Wait()
}
