package data

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"
)

// mergeBench is a device that made many rows, and what it and another did to
// them, as change sets of a thousand rows.
type mergeBench struct {
	b   *testing.B
	t   *table
	ids [][16]byte
}

const mergeBenchRows = 20_000

// sets cuts rows into the change sets of a device.
func (m *mergeBench) sets(dev, hlc int64, rows []changedRow) []Change {
	var out []Change
	prev := []byte{}
	for seq := int64(1); len(rows) > 0; seq++ {
		some := rows[:min(len(rows), setRows)]
		rows = rows[len(some):]
		set := changeSet{dev: dev, area: 1, seq: seq, hlc: hlc + seq, last: true}
		body := set.bodyHead()
		for _, r := range some {
			body = appendRow(body, r, dev)
		}
		out = append(out, Change{Dev: dev, Area: 1, Seq: seq, HLC: set.hlc, Body: body, PrevHash: prev})
		prev = setHash(set, body, prev)
	}
	return out
}

func (m *mergeBench) cell(name string, value any, base stamp) cell {
	return cell{column: m.t.columns[m.t.column(name)].no, value: value, baseHLC: base.hlc, baseDev: base.dev}
}

func (m *mergeBench) inserts() []Change {
	rows := make([]changedRow, len(m.ids))
	for i, id := range m.ids {
		rows[i] = changedRow{table: m.t.no, id: id, made: true, cells: []cell{
			m.cell("customer_id", id[:], stamp{}), m.cell("name", fmt.Sprint("李晓明", i), stamp{}), m.cell("role", "owner", stamp{}),
			m.cell("mobile", fmt.Sprintf("100%08d", i), stamp{}), m.cell("landline", "08120000000", stamp{}), m.cell("email", "x@example.com", stamp{}),
			m.cell("hours", "工作日下午", stamp{}), m.cell("verified_on", "2026-01-10", stamp{}),
		}}
	}
	return m.sets(1001, 1<<30, rows)
}

// updates are of two columns, in another order than the rows were made in.
func (m *mergeBench) updates(dev, hlc int64, word string) []Change {
	rows := make([]changedRow, len(m.ids))
	for at, i := range rand.New(rand.NewPCG(7, 7)).Perm(len(m.ids)) {
		base := stamp{1<<30 + int64(i/setRows) + 1, 1001}
		rows[at] = changedRow{table: m.t.no, id: m.ids[i], cells: []cell{m.cell("hours", word, base), m.cell("verified_on", word, base)}}
	}
	return m.sets(dev, hlc, rows)
}

// raw puts the same rows by one prepared statement, a commit every thousand.
func (m *mergeBench) raw(s *Store, word string, order []int) time.Duration {
	m.b.Helper()
	ctx := m.b.Context()
	st, err := s.conn.PrepareContext(ctx, `INSERT INTO contacts (id, area, customer_id, name, role, mobile, landline, email, hours, verified_on, sy_hlc, sy_dev) VALUES (?,1,?,?,?,?,?,?,?,?,?,?)
		ON CONFLICT (id) DO UPDATE SET customer_id = excluded.customer_id, name = excluded.name, role = excluded.role, mobile = excluded.mobile, landline = excluded.landline,
		email = excluded.email, hours = excluded.hours, verified_on = excluded.verified_on, sy_hlc = excluded.sy_hlc, sy_dev = excluded.sy_dev`)
	if err != nil {
		m.b.Fatal(err)
	}
	begun := time.Now()
	for n, i := range order {
		if n%setRows == 0 {
			if n > 0 {
				_, err = s.conn.ExecContext(ctx, "COMMIT")
			}
			if err == nil {
				_, err = s.conn.ExecContext(ctx, "BEGIN IMMEDIATE")
			}
			if err != nil {
				m.b.Fatal(err)
			}
		}
		id := m.ids[i]
		if _, err := st.ExecContext(ctx, id[:], id[:], fmt.Sprint("李晓明", i), "owner", fmt.Sprintf("100%08d", i), "08120000000", "x@example.com", word, word, int64(1<<30), int64(1001)); err != nil {
			m.b.Fatal(err)
		}
	}
	if _, err := s.conn.ExecContext(ctx, "COMMIT"); err != nil {
		m.b.Fatal(err)
	}
	return time.Since(begun)
}

func (m *mergeBench) apply(s *Store, changes []Change) time.Duration {
	m.b.Helper()
	begun := time.Now()
	if err := s.Apply(m.b.Context(), changes); err != nil {
		m.b.Fatal(err)
	}
	return time.Since(begun)
}

// turns puts rows into both files turn about, so that both see the same load.
func (m *mergeBench) turns(bare, s *Store, word string, order []int, sets []Change) (raw, ours time.Duration) {
	m.b.Helper()
	for len(sets) > 0 {
		n := min(4, len(sets))
		raw += m.raw(bare, word, order[:n*setRows])
		ours += m.apply(s, sets[:n])
		order, sets = order[n*setRows:], sets[n:]
	}
	return raw, ours
}

func (m *mergeBench) open() *Store {
	m.b.Helper()
	s, err := Open(m.b.Context(), filepath.Join(m.b.TempDir(), "a.lamp"), Options{Create: true})
	if err != nil {
		m.b.Fatal(err)
	}
	m.b.Cleanup(func() { _ = s.Close() })
	return s
}

// BenchmarkMerge takes twenty thousand rows in, then a clean change of two
// columns of each in another order, then one that loses and one that wins
// against it, and all of it again; each as so many times the speed of the same
// rows put by a prepared statement without stamps and without a log.
func BenchmarkMerge(b *testing.B) {
	for range b.N {
		s, bare := (&mergeBench{b: b}).open(), (&mergeBench{b: b}).open()
		m := &mergeBench{b: b, t: s.tables["contacts"]}
		inOrder := make([]int, mergeBenchRows)
		for i := range inOrder {
			inOrder[i] = i
			m.ids = append(m.ids, newID[[16]byte]())
		}
		mixed := rand.New(rand.NewPCG(7, 7)).Perm(mergeBenchRows)
		made, clean := m.inserts(), m.updates(1001, 1<<31, "x")
		for i := range clean { // one device: its chain goes on
			clean[i].Seq += int64(len(made))
		}
		prev := setHash(changeSet{dev: 1001, area: 1, seq: int64(len(made)), hlc: made[len(made)-1].HLC}, made[len(made)-1].Body, made[len(made)-1].PrevHash)
		for i := range clean {
			clean[i].PrevHash = prev
			prev = setHash(changeSet{dev: 1001, area: 1, seq: clean[i].Seq, hlc: clean[i].HLC}, clean[i].Body, prev)
		}
		loses, wins := m.updates(1002, 1<<30+1<<20, "y"), m.updates(1003, 1<<32, "z")
		var first time.Duration
		for _, part := range []struct {
			of    string
			word  string
			order []int
			sets  []Change
		}{{"insert", "工作日下午", inOrder, made}, {"clean", "x", mixed, clean}, {"loses", "y", mixed, loses}, {"wins", "z", mixed, wins}} {
			raw, ours := m.turns(bare, s, part.word, part.order, part.sets)
			b.ReportMetric(raw.Seconds()/ours.Seconds(), part.of+"-x-of-raw")
			if first == 0 {
				first = ours
			}
		}
		b.ReportMetric(first.Seconds()/m.apply(s, made).Seconds(), "again-x-of-first")
	}
}
