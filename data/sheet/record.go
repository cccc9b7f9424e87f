package sheet

import (
	"iter"
	"strings"

	"lamplighter/app"
)

// Record is one row understood. Records gives the same one again and again:
// what is kept must be copied; strings may be kept as they are.
type Record struct {
	Line    int      // where the row begins, from 1
	Cells   []string // as they stood in the file
	Values  []Value  // by the index of the profile's fields
	Notes   []Note   // what is odd about a row that is taken
	Refused Note     // why it cannot be taken; no Reason: it can
	Skipped Reason   // not empty: the row is no record
}

// Taken reports whether the row is a record and can be taken.
func (r *Record) Taken() bool { return r.Skipped == "" && r.Refused.Reason == "" }

// refuse keeps the first reason.
func (r *Record) refuse(n Note) {
	if r.Refused.Reason == "" {
		r.Refused = n
	}
}

// renameNotes moves what was noted about a field to another one.
func (r *Record) renameNotes(from, to string) {
	for i := range r.Notes {
		if r.Notes[i].Field == from {
			r.Notes[i].Field, r.Notes[i].Check.Field = to, to
		}
	}
}

// Records reads the rows below the header as the mapping understands them:
// those taken, those refused, and those passed over, in the order of the file.
// The last pair may be an error instead. Leaving the loop stops the reading;
// calling Records again begins anew, so looking and doing give the same.
func (t *Table) Records(m Mapping) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		if missing := m.Missing(t.Profile); len(missing) > 0 {
			yield(nil, &Problem{Kind: NoColumn, Path: t.book.Path, Fields: missing})
			return
		}
		reading := newReading(t, m)
		for row, err := range t.book.Rows(t.Sheet) {
			if err != nil {
				yield(nil, err)
				return
			}
			if row.Line <= t.HeaderLine || blank(row.Cells) {
				continue
			}
			if !yield(reading.read(row), nil) {
				return
			}
		}
		t.noteMerged()
	}
}

// noteMerged adds, once the whole sheet was read, how many areas are merged:
// the format lists them last.
func (t *Table) noteMerged() {
	if t.book.work == nil || t.book.work.merged == 0 {
		return
	}
	for _, n := range t.Notes {
		if n.Reason == MergedCells {
			return
		}
	}
	t.Notes = append(t.Notes, Note{Reason: MergedCells, Line: t.book.work.merged})
}

// reading is one pass through a table.
type reading struct {
	table   *Table
	record  Record
	clean   cleaner
	columns []assigned
	key     int // index of the key's field, -1 for none
	keyAt   int // its column
	seen    keys
}

// assigned is a column and the field it holds.
type assigned struct {
	column, field int
}

func newReading(t *Table, m Mapping) *reading {
	r := &reading{table: t, key: t.Profile.keyIndex(), keyAt: -1}
	for i, column := range m.Columns {
		field := t.Profile.Index(column.Field)
		if column.Field == "" || field < 0 {
			continue
		}
		r.columns = append(r.columns, assigned{i, field})
		if field == r.key {
			r.keyAt = i
		}
	}
	o := t.book.options
	r.record.Values = make([]Value, len(t.Profile.Fields))
	r.clean = cleaner{
		fields: t.Profile.Fields, lookup: o.Lookup, today: o.Today, wrapped: t.book.Format == CSV,
		known: map[knownWord]codedValue{}, record: &r.record,
	}
	return r
}

// read understands one row.
func (r *reading) read(row Row) *Record {
	rec := &r.record
	rec.Line, rec.Cells = row.Line, row.Cells
	rec.Notes, rec.Refused, rec.Skipped = rec.Notes[:0], Note{}, ""
	clear(rec.Values)
	if rec.Skipped = r.skip(row.Cells); rec.Skipped != "" {
		return rec
	}
	for _, a := range r.columns {
		if a.column >= len(row.Cells) {
			continue
		}
		field := &r.clean.fields[a.field]
		if v := r.clean.clean(field, row.Cells[a.column]); v.Given {
			rec.Values[a.field] = v
		}
		if r.clean.second != "" {
			r.keepSecond(field)
		}
	}
	if finish := r.table.Profile.finish; finish != nil {
		finish(rec)
	}
	r.judge(row)
	return rec
}

// keepSecond gives the second number of a cell its own field, if that is free.
func (r *reading) keepSecond(field *Field) {
	number := app.NormalisePhone(r.clean.second)
	r.clean.second = ""
	if second := &r.record.Values[field.Second]; field.Second > 0 && !second.Given && phoneOddity(number) == "" {
		*second = TextValue(number)
	}
}

// judge refuses the rows that cannot be taken.
func (r *reading) judge(row Row) {
	rec := &r.record
	if header := r.table.Header; r.table.book.Format == CSV && len(row.Cells) > len(header) && !blank(row.Cells[len(header):]) {
		rec.refuse(Note{Reason: ColumnsShifted, Text: strings.Join(row.Cells[len(header):], ", ")})
	}
	for i := range r.clean.fields {
		if f := &r.clean.fields[i]; f.Required && !rec.Values[i].Given {
			rec.refuse(r.whyMissing(f))
		}
	}
	if r.key < 0 || rec.Refused.Reason != "" {
		return
	}
	key := rec.Values[r.key].Text
	if !isPlainCode(key) && hasHan(key) {
		rec.refuse(Note{Field: r.clean.fields[r.key].Key, Reason: NotACode, Text: key})
		return
	}
	if first, again := r.seen.add(key, rec.Line); again {
		rec.refuse(Note{Field: r.clean.fields[r.key].Key, Reason: Duplicate, Text: key, Line: first})
	}
}

// whyMissing prefers what was noticed about the field to its mere absence.
func (r *reading) whyMissing(f *Field) Note {
	for _, n := range r.record.Notes {
		if n.Field == f.Key {
			return n
		}
	}
	return Note{Field: f.Key, Reason: Missing}
}

// keys remembers in which line a key stood first. Numbers, which nearly all
// keys are, cost no text: two million of them fit a small computer.
type keys struct {
	numbers map[uint64]uint32
	texts   map[string]uint32
}

func (k *keys) add(key string, line int) (first int, again bool) {
	if k.numbers == nil {
		k.numbers, k.texts = map[uint64]uint32{}, map[string]uint32{}
	}
	if number, ok := keyNumber(key); ok {
		if at, ok := k.numbers[number]; ok {
			return int(at), true
		}
		k.numbers[number] = uint32(line)
		return 0, false
	}
	if at, ok := k.texts[key]; ok {
		return int(at), true
	}
	k.texts[strings.Clone(key)] = uint32(line)
	return 0, false
}

// keyNumber is a key of up to 18 digits as a number; a 1 before it keeps its
// leading zeros apart.
func keyNumber(key string) (uint64, bool) {
	if len(key) > 18 {
		return 0, false
	}
	n := uint64(1)
	for i := range len(key) {
		if key[i] < '0' || key[i] > '9' {
			return 0, false
		}
		n = n*10 + uint64(key[i]-'0')
	}
	return n, true
}
