package sheet

import (
	"iter"
	"strings"
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
	}
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
	usual   usual
	known   map[string]int // the titles of the profile
	other   int            // the line of another header, whose rows these are; 0: none
	areaAt  int            // the field of the transformer area where no column has it, else -1
	area    string         // as the last line between the rows named it
}

// assigned is a column and the field it holds.
type assigned struct {
	column, field int
	unit          string // of a bare number, if the title names another than is usual
	end           string // what a bare number in a part of an address needs behind it
}

func newReading(t *Table, m Mapping) *reading {
	r := &reading{table: t, key: t.Profile.keyIndex(), keyAt: -1, known: t.Profile.byTitle(), areaAt: t.Profile.Index("transformer_area")}
	for i, column := range m.Columns {
		field := t.Profile.Index(column.Field)
		if column.Field == "" || field < 0 {
			continue
		}
		a := assigned{column: i, field: field, unit: otherUnit(t.Profile.Fields[field].Kind, column.Title)}
		if t.Profile.Fields[field].Joins {
			a.end = partEnd(column.Title)
		}
		r.columns = append(r.columns, a)
		if field == r.key {
			r.keyAt = i
		}
		if field == r.areaAt {
			r.areaAt = -1
		}
	}
	r.usual = usualOf(t, r.keyAt)
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
	if rec.Skipped = r.skip(row); rec.Skipped != "" {
		return rec
	}
	for _, a := range r.columns {
		if a.column < len(row.Cells) {
			r.cell(a, row.Cells[a.column])
		}
	}
	r.keepSecond()
	if r.areaAt >= 0 {
		rec.Values[r.areaAt] = TextValue(r.area)
	}
	if row.Hidden {
		rec.Notes = append(rec.Notes, Note{Reason: RowHidden})
	}
	if finish := r.table.Profile.finish; finish != nil {
		finish(rec, r.clean.today)
	}
	r.judge(row)
	return rec
}

func (r *reading) cell(a assigned, cell string) {
	field := &r.clean.fields[a.field]
	if a.unit != "" || a.end != "" {
		cell = withEnd(trim(cell), a.end)
		if isBareNumber(cell) {
			cell += a.unit
		}
	}
	switch v, was := r.clean.clean(field, cell), &r.record.Values[a.field]; {
	case !v.Given:
	case field.Joins && was.Given:
		was.Text += v.Text
	default:
		*was = v
	}
}

// keepSecond gives the second number of a cell its own field, if that is free;
// it says which of the two became of it.
func (r *reading) keepSecond() {
	second := r.clean.second
	if second.number == "" {
		return
	}
	r.clean.second = secondPhone{}
	if other := &r.record.Values[second.field.Second]; second.field.Second > 0 && !other.Given {
		*other = TextValue(second.number)
		r.clean.note(second.field, PhoneSecond, second.number)
		return
	}
	if second.field.Second > 0 && r.record.Values[second.field.Second].Text == second.number {
		return
	}
	r.clean.note(second.field, PhoneMore, second.number)
}

// judge refuses the rows that cannot be taken.
func (r *reading) judge(row Row) {
	rec := &r.record
	if r.other > 0 {
		rec.refuse(Note{Reason: OtherHeader, Line: r.other})
	}
	r.judgeWidth(row)
	for i := range r.clean.fields {
		if f := &r.clean.fields[i]; f.Required && !rec.Values[i].Given {
			rec.refuse(r.whyMissing(f))
		}
	}
	if r.looksShifted() {
		rec.refuse(Note{Reason: LooksShifted})
	}
	if r.table.Profile.strict {
		r.judgeReadable()
	}
	if r.key < 0 || rec.Refused.Reason != "" {
		return
	}
	r.judgeKey(rec.Values[r.key].Text)
}

// judgeReadable refuses a row with a number or a day that says nothing.
func (r *reading) judgeReadable() {
	for _, n := range r.record.Notes {
		switch n.Reason {
		case AmountUnreadable, DayUnreadable, FormulaError, LettersLost:
			r.record.refuse(n)
		}
	}
}

// judgeKey refuses what cannot be a key, and a key that stood there already.
func (r *reading) judgeKey(key string) {
	rec, field := &r.record, &r.clean.fields[r.key]
	switch {
	case !isPlainCode(key) && hasHan(key) || countDigits(key) == 0:
		rec.refuse(Note{Field: field.Key, Reason: NotACode, Text: key})
		return
	case r.usual.destroyed(key):
		rec.refuse(Note{Field: field.Key, Reason: NumberDestroyed, Text: key})
		return
	case r.usual.keyLength > 0 && len(key) != r.usual.keyLength:
		rec.Notes = append(rec.Notes, r.usual.oddLength(field, key))
	case endsInZeros(key):
		rec.Notes = append(rec.Notes, Note{Field: field.Key, Reason: EndsInZeros, Text: key})
	}
	if r.table.Profile.repeats {
		return
	}
	if first, again := r.seen.add(key, rec.Line); again {
		rec.refuse(Note{Field: field.Key, Reason: Duplicate, Text: key, Line: first})
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
