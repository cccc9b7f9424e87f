package datasync_test

import (
	"encoding/binary"
	"errors"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"lamplighter/data"
)

var (
	oneSeed      = flag.Int64("seed", 0, "run the simulation of this seed alone")
	seeds        = flag.Int64("seeds", 20, "run the simulations of the seeds from 1 to this")
	devices      = flag.Int("devices", 5, "in each simulation")
	transactions = flag.Int("transactions", 120, "of each simulation")
	permutations = flag.Int("permutations", 12, "in how many orders the same change sets are taken in")
	permuted     = flag.Int("permuted", 150, "how many change sets these are")
)

// world is a simulation in the middle of its run.
type world struct {
	t      *testing.T
	chance *rand.Rand
	now    time.Time
	all    []*replica
	sets   []data.Change // of everybody
	bad    int64         // of them cannot be merged
	equal  int           // of them have the stamp of another device's
	cells  int           // that they write
	blank  string
}

func TestSimulation(t *testing.T) {
	file := blank(t)
	var sets, equal, cells atomic.Int64
	eachSeed(t, seedsTo(*seeds), func(t *testing.T, seed int64) {
		w := worldOf(t, file, seed, *devices)
		w.run(*transactions)
		w.agree()
		sets.Add(int64(len(w.sets)))
		equal.Add(int64(w.equal))
		cells.Add(int64(w.cells))
	})
	t.Logf("%d change sets wrote %d columns; %d had the stamp of another", sets.Load(), cells.Load(), equal.Load())
	if equal.Load()*20 < sets.Load() && sets.Load() > 1000 {
		t.Errorf("of %d change sets only %d have the stamp of another device's", sets.Load(), equal.Load())
	}
}

// seedsTo are the seeds from 1 to a number, or the one that is asked for.
func seedsTo(last int64) (all []int64) {
	if *oneSeed != 0 {
		return []int64{*oneSeed}
	}
	for seed := int64(1); seed <= last; seed++ {
		all = append(all, seed)
	}
	return all
}

// eachSeed runs seeds beside each other, and returns when all are done.
func eachSeed(t *testing.T, seeds []int64, run func(t *testing.T, seed int64)) {
	t.Helper()
	t.Run("seeds", func(t *testing.T) {
		for _, seed := range seeds {
			t.Run(fmt.Sprint(seed), func(t *testing.T) {
				t.Parallel()
				run(t, seed)
			})
		}
	})
}

func worldOf(t *testing.T, blank string, seed int64, devices int) *world {
	t.Helper()
	w := &world{t: t, chance: rand.New(rand.NewPCG(uint64(seed), 7)), now: time.Date(2026, 3, 2, 9, 30, 0, 0, time.UTC), blank: blank}
	shifts := []time.Duration{0, -20 * 365 * 24 * time.Hour, 3 * time.Hour, 5 * time.Minute, 10 * 365 * 24 * time.Hour, -5 * time.Minute}
	for i := range devices {
		r := replicaOf(t, blank, int64(1000+w.chance.IntN(9000)*100+i))
		r.shift = shifts[w.chance.IntN(len(shifts))]
		w.all = append(w.all, r)
		for range i % (newest + 1) {
			r.upgrade()
		}
	}
	t.Cleanup(func() {
		for _, r := range w.all {
			r.close()
		}
	})
	return w
}

func (w *world) run(transactions int) {
	for i := range transactions {
		w.now = w.now.Add(time.Duration(w.chance.IntN(90_000)) * time.Millisecond)
		r := w.pick()
		switch w.chance.IntN(100) {
		case 0, 1:
			r.shift -= time.Hour // somebody sets the clock
		case 2:
			r.last += 70_000 // so much was done within a millisecond
		}
		w.write(r, 12+transactions/400)
		if w.chance.IntN(3) == 0 {
			w.exchange(w.pick(), w.pick(), true)
		}
		if i > transactions/2 && w.chance.IntN(40) == 0 {
			w.pick().upgrade()
		}
	}
}

func (w *world) pick() *replica { return w.all[w.chance.IntN(len(w.all))] }

// write is one transaction of a person at a replica. So many rows of an area are
// everybody's.
func (w *world) write(r *replica, hot int) {
	area := int64(1 + w.chance.IntN(2))
	hlc := w.next(r)
	lines := w.lines(r, area, stamp{hlc, r.dev}, hot)
	for _, l := range lines {
		w.cells += len(l.cells)
	}
	body := bodyOf(r.dev, lines)
	switch w.chance.IntN(60) {
	case 0:
		body = []byte{9, 9, 9} // of another format
		w.bad++
	case 1:
		wrong := line{table: 3, id: w.id(3, 0), made: true, cells: []written{{column: 4, value: int64(7)}}}
		body = bodyOf(r.dev, append(lines, wrong))
		w.bad++
	}
	set := r.set(area, hlc, body)
	w.sets = append(w.sets, set)
	if err := r.store.Apply(w.t.Context(), []data.Change{set}); err != nil {
		w.t.Fatal(err)
	}
}

// next is the next stamp of a replica. Now and then it is the very one of
// another device.
func (w *world) next(r *replica) int64 {
	h := max(r.last+1, w.now.Add(r.shift).UnixMilli()<<16)
	if o := w.pick(); w.chance.IntN(5) == 0 && o.last > r.last {
		h = o.last
		w.equal++
	}
	r.last = h
	return h
}

func (w *world) lines(r *replica, area int64, own stamp, hot int) (lines []line) {
	touched := map[rowOf]bool{}
	for range 1 + w.chance.IntN(3) {
		table := uint64(3)
		if known := tablesOf(r.program); w.chance.IntN(3) == 0 {
			table = known[w.chance.IntN(len(known))]
		}
		rows := r.rows(table, area, hot+sharedIDs)
		if len(rows) == 0 || w.chance.IntN(8) == 0 {
			l := w.made(r, table, area)
			of := rowOf{table, l.id}
			if !touched[of] && !slices.ContainsFunc(rows, func(s seen) bool { return s.rowOf == of }) {
				touched[of] = true
				lines = append(lines, l)
				if w.chance.IntN(4) == 0 { // and changed at once
					lines = append(lines, line{table: table, id: l.id, cells: []written{{column: 3, value: w.value(table, 3), base: own}}})
				}
			}
			continue
		}
		s := rows[w.chance.IntN(min(len(rows), hot))]
		if !touched[s.rowOf] {
			touched[s.rowOf] = true
			lines = append(lines, w.edit(r, s, own)...)
		}
	}
	if len(lines) == 0 {
		lines = append(lines, line{table: 3, id: w.id(3, 0), made: true})
	}
	return lines
}

// sharedIDs of an area and a table are such that two devices make the same row.
const sharedIDs = 12

// id is that of a new row. Those that several make stand before all others.
func (w *world) id(table uint64, area int64) (id [16]byte) {
	if area > 0 && w.chance.IntN(3) == 0 {
		return [16]byte{byte(area), byte(table), byte(w.chance.IntN(sharedIDs))}
	}
	binary.BigEndian.PutUint64(id[:], w.chance.Uint64()|1<<63)
	binary.BigEndian.PutUint64(id[8:], w.chance.Uint64())
	return id
}

func (w *world) made(r *replica, table uint64, area int64) line {
	l := line{table: table, id: w.id(table, area), made: true}
	for _, no := range w.some(r, table, 5) {
		l.cells = append(l.cells, written{column: no, value: w.value(table, no)})
	}
	return l
}

// edit changes some columns of a row, from what is seen of them. Who sees what
// has lost there may decide.
func (w *world) edit(r *replica, s seen, own stamp) []line {
	l := line{table: s.table, id: s.id}
	for _, no := range w.some(r, s.table, 3) {
		c := written{column: no, value: w.value(s.table, no), base: s.base(no)}
		l.cells = append(l.cells, c)
		if w.chance.IntN(3) == 0 {
			for _, head := range s.lost[no] {
				c.base = head
				l.cells = append(l.cells, c)
			}
		}
	}
	if w.chance.IntN(4) > 0 {
		l.cells = append(l.cells, sawAll(s, l.cells)...)
	}
	lines := []line{l}
	if w.chance.IntN(10) == 0 { // the same column twice in one transaction
		no := l.cells[0].column
		lines = append(lines, line{table: s.table, id: s.id, cells: []written{{column: no, value: w.value(s.table, no), base: own}}})
	}
	return lines
}

// sawAll are the lines by which somebody who withdraws a row says what he saw.
func sawAll(s seen, cells []written) (more []written) {
	gone := slices.IndexFunc(cells, func(c written) bool { return c.column == tables[s.table].withdrawn && c.value != nil })
	if gone < 0 {
		return nil
	}
	for _, no := range slices.Sorted(maps.Keys(s.later)) {
		c := cells[gone]
		c.base = s.later[no]
		more = append(more, c)
	}
	return more
}

// some columns that the replica's program knows. Those of newer programs are
// written more often.
func (w *world) some(r *replica, table uint64, atMost int) []byte {
	numbers := columnsOf(table, r.program)
	for _, no := range numbers {
		if tables[table].columns[no].since > 0 {
			numbers = append(numbers, no)
		}
	}
	w.chance.Shuffle(len(numbers), func(i, k int) { numbers[i], numbers[k] = numbers[k], numbers[i] })
	numbers = numbers[:1+w.chance.IntN(min(atMost, len(numbers)))]
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

func (w *world) value(table uint64, no byte) any {
	c := tables[table].columns[no]
	switch c.like.(type) {
	case []byte:
		return []any{nil, []byte{1}, []byte{2, 0}}[w.chance.IntN(3)]
	case int64:
		if c.zero == nil {
			return []any{nil, int64(1), int64(2)}[w.chance.IntN(3)]
		}
		return int64(w.chance.IntN(4) * 1000)
	}
	return []string{"", "新村", "得石", "7", "撒莲"}[w.chance.IntN(5)]
}

// exchange brings change sets from one replica to another: not all, not in
// order, some twice, and now and then it breaks off in the middle.
func (w *world) exchange(from, to *replica, faults bool) {
	if from == to {
		return
	}
	changes, err := from.store.Changes(w.t.Context(), to.from[from], 1<<20)
	if err != nil {
		w.t.Fatal(err)
	}
	if faults && w.chance.IntN(3) == 0 {
		changes = changes[:w.chance.IntN(len(changes)+1)]
	}
	ctx := w.t.Context()
	stops := faults && w.chance.IntN(5) == 0
	if stops {
		ctx = breaking(ctx, w.chance.IntN(20+20*len(changes)))
	}
	sent := shuffled(w.chance, changes)
	if faults && len(sent) > 0 && w.chance.IntN(10) == 0 {
		sent = append(sent, sent[:w.chance.IntN(len(sent))]...)
	}
	switch err := to.store.Apply(ctx, sent); {
	case err == nil:
		to.from[from] += int64(len(changes))
	case !stops:
		w.t.Fatal(err)
	case errors.Is(err, ctx.Err()):
	default:
		w.t.Logf("broken off: %v", err)
	}
	to.learn(changes)
}

// learn moves the clock on: what was seen is earlier than what is written next.
func (r *replica) learn(changes []data.Change) {
	for _, c := range changes {
		r.last = max(r.last, c.HLC)
	}
}

// stream is what a device writes in an area.
type stream struct{ dev, area int64 }

// shuffled puts change sets in another order, in which each device's still
// follow each other. Now and then one device's come before all of the next.
func shuffled(chance *rand.Rand, changes []data.Change) []data.Change {
	waiting := map[stream][]data.Change{}
	var turns []stream
	for _, c := range changes {
		of := stream{c.Dev, c.Area}
		waiting[of] = append(waiting[of], c)
		turns = append(turns, of)
	}
	chance.Shuffle(len(turns), func(i, k int) { turns[i], turns[k] = turns[k], turns[i] })
	if chance.IntN(4) == 0 {
		first := map[stream]int{}
		for i, of := range slices.Backward(turns) {
			first[of] = i
		}
		slices.SortStableFunc(turns, func(a, b stream) int { return first[a] - first[b] })
	}
	out := make([]data.Change, 0, len(changes))
	for _, of := range turns {
		out = append(out, waiting[of][0])
		waiting[of] = waiting[of][1:]
	}
	return out
}

// agree lets everything arrive, while one after the other gets the newest
// program, and holds every file against the truth.
func (w *world) agree() {
	w.t.Helper()
	for _, i := range w.chance.Perm(len(w.all)) {
		if w.chance.IntN(2) == 0 {
			w.all[i].upgrade()
			w.exchange(w.all[i], w.pick(), true)
		}
	}
	for range 2 {
		for _, from := range w.all {
			for _, to := range w.all {
				w.exchange(from, to, false)
			}
		}
	}
	rows, lost := tables.truth(w.sets)
	for _, i := range w.chance.Perm(len(w.all)) {
		r := w.all[i]
		for r.program < newest {
			r.upgrade()
		}
		r.holds(rows, lost, w.bad)
	}
}

// holds compares a file with what it must hold.
func (r *replica) holds(rows, lost []string, bad int64) {
	r.t.Helper()
	gotRows, gotLost := r.held(tables)
	differ(r.t, "rows", gotRows, rows)
	differ(r.t, "losing values", gotLost, lost)
	for table, want := range map[string]int64{"sy_pending": 0, "sy_superseded": 0, "sy_quarantine": bad} {
		if n := r.count(table); n != want {
			r.t.Errorf("%d rows in %s, want %d", n, table, want)
		}
	}
}

func differ(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	t.Errorf("%d %s, want %d", len(got), what, len(want))
	shown := 0
	for _, line := range got {
		if _, found := slices.BinarySearch(want, line); !found && shown < 3 {
			shown++
			t.Errorf("has   %s", line)
		}
	}
	shown = 0
	for _, line := range want {
		if _, found := slices.BinarySearch(got, line); !found && shown < 3 {
			shown++
			t.Errorf("wants %s", line)
		}
	}
}

// TestTheOrderOfArrivalDoesNotMatter takes the same change sets into new files
// in many orders.
func TestTheOrderOfArrivalDoesNotMatter(t *testing.T) {
	w := worldOf(t, blank(t), max(*oneSeed, 1), *devices)
	w.run(*permuted)
	rows, lost := tables.truth(w.sets)
	for i := range *permutations {
		r := replicaOf(t, w.blank, int64(1+i))
		for range i % (newest + 1) {
			r.upgrade()
		}
		if err := r.store.Apply(t.Context(), shuffled(w.chance, w.sets)); err != nil {
			t.Fatal(err)
		}
		for r.program < newest {
			r.upgrade()
		}
		r.holds(rows, lost, w.bad)
		r.close()
	}
}
