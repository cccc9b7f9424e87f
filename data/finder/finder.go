// Package finder answers the search box: which customers have these
// characters in their name, these letters in its pinyin or these digits in one
// of their numbers, and, if nobody has, who lives at such an address. It keeps
// the keys of all of them in memory, looks at every hit, and so counts exactly
// and ranks over all.
//
// It reads no database and writes no file: what it knows is derived, handed in
// by the one write path after each commit and again at each start. It does not
// search long texts; for these it only makes and checks the grams a full-text
// table is asked with (Bigrams, BigramQuery, Verify).
package finder

import (
	"cmp"
	"slices"
	"sync"
)

const (
	blockRows = 1 << 16 // rows of a full block, the unit two cores share
	fewDead   = 256     // deleted rows not worth a rebuild
	fewLate   = 4096    // rows out of order not worth one
	recentMax = 200     // rows remembered as recently used
)

// Index is the keys of all customers. Any number of goroutines may search while
// others write. Writers wait for each other and for the searches under way; a
// search waits for one record to be written, never for a rebuild.
type Index struct {
	rowsPerBlock int
	writing      sync.Mutex // held by whoever changes anything below
	room         room       // the writer's scratch space

	mu     sync.RWMutex // held, beside writing, for the moment of the change
	blocks []*block     // all full but the last
	counts counts
	places places
	sorted int           // so many slots from the first have ascending rows
	late   map[int64]int // row → slot, for the living rows in the slots after
	live   int
	dead   int
	recent []int64 // the row used last comes last
}

// New makes an empty index for about capacity rows.
func New(capacity int) *Index {
	return newIndex(capacity, blockRows)
}

func newIndex(capacity, rowsPerBlock int) *Index {
	blocks := max(capacity, 0)/rowsPerBlock + 1
	return &Index{rowsPerBlock: rowsPerBlock, blocks: make([]*block, 0, blocks), places: newPlaces(), late: make(map[int64]int)}
}

// Len is the number of rows.
func (x *Index) Len() int {
	x.mu.RLock()
	defer x.mu.RUnlock()
	return x.live
}

// Upsert puts the keys of a row in the place of those it had. Rows are added
// fastest in ascending order.
func (x *Index) Upsert(row int64, keys Keys) {
	x.writing.Lock()
	defer x.writing.Unlock()
	x.room.fold(keys)
	old, known := x.find(row)

	x.mu.Lock()
	if known {
		x.bury(old)
	}
	x.append(row, &x.room)
	x.mu.Unlock()

	x.tidy()
}

// Delete forgets a row, and overwrites what was known of it; of its address,
// that it was there.
func (x *Index) Delete(row int64) {
	x.writing.Lock()
	defer x.writing.Unlock()
	slot, known := x.find(row)
	if !known {
		return
	}
	x.mu.Lock()
	x.bury(slot)
	x.mu.Unlock()

	x.tidy()
}

// Touch notes that a row was just used: among hits of one class it comes first.
func (x *Index) Touch(row int64) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if i := slices.Index(x.recent, row); i >= 0 {
		x.recent = slices.Delete(x.recent, i, i+1)
	}
	if len(x.recent) == recentMax {
		x.recent = slices.Delete(x.recent, 0, 1)
	}
	x.recent = append(x.recent, row)
}

// at is the block a slot lies in and its place there.
func (x *Index) at(slot int) (*block, int) {
	return x.blocks[slot/x.rowsPerBlock], slot % x.rowsPerBlock
}

func (x *Index) row(slot int) int64 {
	b, i := x.at(slot)
	return b.rows[i]
}

// slots is how many there are, the buried included.
func (x *Index) slots() int {
	if len(x.blocks) == 0 {
		return 0
	}
	return (len(x.blocks)-1)*x.rowsPerBlock + len(x.blocks[len(x.blocks)-1].rows)
}

// find is where a living row is kept.
func (x *Index) find(row int64) (slot int, ok bool) {
	if slot, ok = x.late[row]; ok {
		return slot, true
	}
	low, high := 0, x.sorted
	for low < high {
		middle := int(uint(low+high) / 2)
		if x.row(middle) < row {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == x.sorted || x.row(low) != row {
		return 0, false
	}
	b, i := x.at(low)
	return low, !b.isDead(i)
}

func (x *Index) append(row int64, from *room) {
	slot := x.slots()
	if slot == len(x.blocks)*x.rowsPerBlock {
		if slot > 0 {
			x.blocks[len(x.blocks)-1].clip()
		}
		x.blocks = append(x.blocks, newBlock())
	}
	if x.sorted == slot && (slot == 0 || row > x.row(slot-1)) {
		x.sorted++
	} else {
		x.late[row] = slot
	}
	from.homes = x.places.lodge(from.homes[:0], from.addresses)
	x.blocks[len(x.blocks)-1].append(row, from)
	x.counts.add(from)
	x.live++
}

func (x *Index) bury(slot int) {
	b, i := x.at(slot)
	b.bury(i)
	if slot >= x.sorted {
		delete(x.late, b.rows[i])
	}
	x.live--
	x.dead++
}

// tidy builds everything anew, in the order of rows, when a tenth is dead or
// out of order. Searches go on in the old blocks meanwhile.
func (x *Index) tidy() {
	tooDead := x.dead > fewDead && x.dead > x.live/10
	tooLate := len(x.late) > fewLate && len(x.late) > x.live/10
	if !tooDead && !tooLate {
		return
	}
	fresh := newIndex(x.live, x.rowsPerBlock)
	for _, slot := range x.order() {
		b, i := x.at(slot)
		b.read(i, &x.room)
		x.room.addresses = x.places.text(x.room.addresses[:0], x.room.homes)
		fresh.append(b.rows[i], &x.room)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.blocks, x.counts, x.places = fresh.blocks, fresh.counts, fresh.places
	x.sorted, x.late, x.dead = fresh.sorted, fresh.late, 0
}

// order is the slots of the living, by row.
func (x *Index) order() []int {
	late := make([]int, 0, len(x.late))
	for _, slot := range x.late {
		late = append(late, slot)
	}
	slices.SortFunc(late, func(a, b int) int { return cmp.Compare(x.row(a), x.row(b)) })

	order := make([]int, 0, x.live)
	for slot := range x.sorted {
		b, i := x.at(slot)
		if b.isDead(i) {
			continue
		}
		for len(late) > 0 && x.row(late[0]) < b.rows[i] {
			order, late = append(order, late[0]), late[1:]
		}
		order = append(order, slot)
	}
	return append(order, late...)
}
