package data

import (
	"fmt"
	"testing"
	"time"

	"lamplighter/app"
)

// captured makes the rows of a bench through put, in as few transactions as
// asked, and answers the time that took.
func (m *mergeBench) captured(s *Store, atOnce int) time.Duration {
	m.b.Helper()
	begun := time.Now()
	for at := 0; at < len(m.ids); at += atOnce {
		err := s.write(m.b.Context(), app.Actor{}, app.Why{}, func(x *tx) error {
			for i := at; i < min(at+atOnce, len(m.ids)); i++ {
				if err := x.put(m.b.Context(), "contacts", row{}, m.contact(i)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			m.b.Fatal(err)
		}
	}
	return time.Since(begun)
}

func (m *mergeBench) contact(i int) row {
	r := row{id: m.ids[i], area: 1, fields: make([]field, len(m.t.columns))}
	for at, c := range m.t.columns {
		r.fields[at] = field{c.name, c.zero}
	}
	id := m.ids[i]
	for name, value := range map[string]any{
		"customer_id": id[:], "name": fmt.Sprint("李晓明", i), "role": "owner", "mobile": fmt.Sprintf("100%08d", i),
		"landline": "08120000000", "email": "x@example.com", "hours": "工作日下午", "verified_on": "2026-01-10",
	} {
		r.fields[m.t.column(name)].value = value
	}
	return r
}

// singly puts rows by a prepared statement, each with a commit of its own.
func (m *mergeBench) singly(s *Store) time.Duration {
	m.b.Helper()
	begun := time.Now()
	for i := range m.ids {
		m.raw(s, "工作日下午", []int{i})
	}
	return time.Since(begun)
}

// BenchmarkCapture makes rows through the one door, with their stamps and their
// change sets, thousands at once and one by one; each as so many times the
// speed of the same rows put without either.
func BenchmarkCapture(b *testing.B) {
	for range b.N {
		s, bare := (&mergeBench{b: b}).open(), (&mergeBench{b: b}).open()
		m := &mergeBench{b: b, t: s.tables["contacts"]}
		const atOnce = mergeBenchRows / 5
		order := make([]int, atOnce)
		for i := range order {
			order[i] = i
		}
		for range mergeBenchRows {
			m.ids = append(m.ids, newID[[16]byte]())
		}
		var raw, ours time.Duration
		for some := 0; some < mergeBenchRows; some += atOnce { // turn about, so that both see the same load
			part := &mergeBench{b: b, t: m.t, ids: m.ids[some : some+atOnce]}
			raw += part.raw(bare, "工作日下午", order)
			ours += part.captured(s, atOnce)
		}
		one := &mergeBench{b: b, t: m.t}
		for range 500 {
			one.ids = append(one.ids, newID[[16]byte]())
		}
		var rawOne, oursOne time.Duration
		for some := 0; some < 500; some += 50 {
			part := &mergeBench{b: b, t: m.t, ids: one.ids[some : some+50]}
			rawOne += part.singly(bare)
			oursOne += part.captured(s, 1)
		}
		b.ReportMetric(raw.Seconds()/ours.Seconds(), "bulk-x-of-raw")
		b.ReportMetric(rawOne.Seconds()/oursOne.Seconds(), "commit-x-of-raw")
	}
}

// BenchmarkMergeMemory takes a million rows in, twenty change sets at a time, and
// tells by how much the program grew meanwhile.
func BenchmarkMergeMemory(b *testing.B) {
	const rows, atOnce = 1_000_000, 20 * setRows
	for range b.N {
		s := (&mergeBench{b: b}).open()
		before, most := Resident(), int64(0)
		prev := []byte{}
		for done := 0; done < rows; done += atOnce {
			m := &mergeBench{b: b, t: s.tables["contacts"]}
			for range atOnce {
				m.ids = append(m.ids, newID[[16]byte]())
			}
			sets := m.inserts()
			for i := range sets {
				sets[i].Seq += int64(done / setRows)
				sets[i].HLC += int64(done / setRows)
				sets[i].PrevHash = prev
				prev = setHash(changeSet{dev: 1001, area: 1, seq: sets[i].Seq, hlc: sets[i].HLC}, sets[i].Body, prev)
			}
			m.apply(s, sets)
			most = max(most, Resident())
		}
		if before > 0 {
			b.ReportMetric(float64(most-before)/(1<<20), "MiB-over-idle")
		}
	}
}
