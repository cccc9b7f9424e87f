package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strconv"
)

// mergesWithin is up to how many bytes of a sheet its merged cells are looked
// for: they are listed behind the rows, so it must be unpacked once more. A
// longer list comes out of a system, and those merge nothing.
const mergesWithin = 24 << 20

// merges are the merged areas of a sheet that matter to a list.
type merges struct {
	down   map[int][]span // by column, from 1: areas of several rows
	across map[int][]span // by row: areas of several columns
}

type span struct{ first, last int }

// end is the last row or column of the span that begins at a place.
func end(spans []span, first int) int {
	for _, s := range spans {
		if s.first == first {
			return s.last
		}
	}
	return first
}

// mergesOf reads which cells of a sheet are merged, once.
func (w *workbook) mergesOf(part string, f *zip.File) (merges, error) {
	if known, ok := w.mergedIn[part]; ok {
		return known, nil
	}
	m := merges{map[int][]span{}, map[int][]span{}}
	if f.UncompressedSize64 <= mergesWithin {
		text, err := read(f)
		if err != nil {
			return m, w.fault(f.Name, err)
		}
		if at := bytes.LastIndex(text, []byte("sheetData")); at >= 0 {
			m.read(text[at:])
		}
	}
	if w.mergedIn == nil {
		w.mergedIn = map[string]merges{}
	}
	w.mergedIn[part] = m
	return m, nil
}

func read(f *zip.File) ([]byte, error) {
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = in.Close() }() // only read from
	return io.ReadAll(&limited{in, mergesWithin + 1})
}

func (m merges) read(text []byte) {
	scan := newXMLScanner(bytes.NewReader(text))
	for {
		_, tag, err := scan.next()
		if err != nil {
			return // what is wrong with the sheet, the reading of its rows tells
		}
		if name, end := nameOf(tag); end || string(name) != "mergeCell" {
			continue
		}
		for name, value := range attributes(tag) {
			if string(name) == "ref" {
				m.add(value)
			}
		}
	}
}

// add takes one area in, as A4:C8.
func (m merges) add(ref []byte) {
	from, to, _ := bytes.Cut(ref, []byte{':'})
	left, right, top, bottom := columnOf(from), columnOf(to), rowOfRef(from), rowOfRef(to)
	if left == 0 || top == 0 {
		return
	}
	if bottom > top {
		m.down[left] = append(m.down[left], span{top, bottom})
	}
	if right > left {
		m.across[top] = append(m.across[top], span{left, right})
	}
}

// mergesRows reports whether a <mergeCell> joins several rows below any header.
func mergesRows(tag []byte) bool {
	m := merges{map[int][]span{}, map[int][]span{}}
	for name, value := range attributes(tag) {
		if string(name) == "ref" {
			m.add(value)
		}
	}
	for _, spans := range m.down {
		if spans[0].first > headerWithin {
			return true
		}
	}
	return false
}

// rowOfRef is the row in a reference like AB12; 0 if there is none.
func rowOfRef(ref []byte) int {
	n, _ := strconv.Atoi(string(bytes.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ")))
	return n
}

// filler gives each row the values of the areas that reach down into it: a
// merged cell keeps its value in its first row only, and shows it in all.
type filler struct {
	down   map[int][]span
	values map[int]held // by column
}

type held struct {
	value string
	last  int
}

func newFiller(m merges) *filler { return &filler{m.down, map[int]held{}} }

func (f *filler) fill(line int, cells []string) []string {
	for column, spans := range f.down {
		if last := end(spans, line); last > line {
			f.values[column] = held{}
			if column <= len(cells) {
				f.values[column] = held{cells[column-1], last}
			}
			continue
		}
		if h := f.values[column]; line <= h.last && h.value != "" {
			for len(cells) < column {
				cells = append(cells, "")
			}
			cells[column-1] = h.value
		}
	}
	return cells
}

// across tells which cells of each row are merged sideways.
func (b *Book) across(sheet string) map[int][]span { return b.merges(sheet).across }

// mergedDown counts the areas below the header that go over several rows.
func (b *Book) mergedDown(sheet string, header int) int {
	n := 0
	for _, spans := range b.merges(sheet).down {
		for _, s := range spans {
			if s.first > header {
				n++
			}
		}
	}
	return n
}

// merges are those of a sheet whose rows have been looked at.
func (b *Book) merges(sheet string) merges {
	if b.work == nil {
		return merges{}
	}
	s, err := b.work.sheet(sheet)
	if err != nil {
		return merges{}
	}
	return b.work.mergedIn[s.part]
}
