package data

import (
	"bytes"
	"encoding/binary"
	"slices"

	"lamplighter/app"
)

// The body of a frozen forecast is its customers by id, each without what his id
// has in common with the one before, and behind it what he rests on and his
// months. All of it but the format is compressed.

// frozenFormat heads every body; a body of another format is kept, not read.
const frozenFormat = 1

// frozenBands months of a frozen forecast have bands; the later ones are kept to
// be compared by their figures alone.
const frozenBands = 3

// FrozenForecast is what a frozen sheet says of a customer: what he rests on,
// and the months after the one that was closed, the first three with bands.
type FrozenForecast struct {
	Customer app.CustomerID
	Evidence app.UseEvidence
	Ahead    []app.MonthAhead
}

// appendFrozen writes one customer without his id.
func appendFrozen(b []byte, f FrozenForecast) []byte {
	b = append(b, byte(max(0, slices.Index(evidences[:], f.Evidence))))
	return appendAhead(b, f.Ahead, frozenBands)
}

// frozen reads what appendFrozen wrote.
func (r *bodyReader) frozen(known int64) (f FrozenForecast) {
	no := r.byte()
	if int(no) >= len(evidences) {
		r.bad = true
		return f
	}
	f.Evidence = evidences[no]
	f.Ahead = r.ahead(known)
	return f
}

// nextFrozen is the month behind the one that was closed; false when there is
// none.
func nextFrozen(body []byte, known int64) (app.MonthAhead, bool) {
	r := bodyReader{b: body}
	r.byte()
	n, bands := r.size(), r.uvarint()
	if r.bad || n == 0 {
		return app.MonthAhead{}, false
	}
	m := r.monthAhead(bands > 0)
	m.Month = app.AddMonths(known, 1)
	return m, !r.bad
}

// frozenRows are the customers of a sheet while it is made, each in the bytes he
// will have there.
type frozenRows struct {
	rows   []frozenRow
	bodies []byte
}

type frozenRow struct {
	customer app.CustomerID
	from, to int
}

func (f *frozenRows) add(u FrozenForecast) {
	from := len(f.bodies)
	f.bodies = appendFrozen(f.bodies, u)
	f.rows = append(f.rows, frozenRow{u.Customer, from, len(f.bodies)})
}

// EncodeFrozen writes the body of a frozen sheet.
func EncodeFrozen(rows []FrozenForecast) []byte {
	var f frozenRows
	for _, r := range rows {
		f.add(r)
	}
	return f.encode()
}

// encode writes the sheet, a customer once each; equal rows give equal bytes.
func (f *frozenRows) encode() []byte {
	slices.SortFunc(f.rows, func(a, b frozenRow) int { return bytes.Compare(a.customer[:], b.customer[:]) })
	b := binary.AppendUvarint(make([]byte, 0, len(f.bodies)+len(f.rows)*16), uint64(len(f.rows)))
	var last app.CustomerID
	for _, r := range f.rows {
		same := 0
		for same < len(last)-1 && last[same] == r.customer[same] {
			same++
		}
		b = append(append(b, byte(same)), r.customer[same:]...)
		b = append(binary.AppendUvarint(b, uint64(r.to-r.from)), f.bodies[r.from:r.to]...)
		last = r.customer
	}
	return squeezer().EncodeAll(b, []byte{frozenFormat})
}

// eachFrozen hands over the customers of a sheet, each with his bytes, which are
// checked; a damaged or unknown body is an error, never a panic and never a
// large allocation.
func eachFrozen(body []byte, do func(app.CustomerID, []byte) error) error {
	if len(body) == 0 || body[0] != frozenFormat {
		return errForecast
	}
	text, err := unpacker().DecodeAll(body[1:], nil)
	if err != nil {
		return errForecast
	}
	r := &bodyReader{b: text}
	var last app.CustomerID
	for i := range r.size() {
		was := last
		same := int(r.byte())
		if same >= len(last) {
			return errForecast
		}
		copy(last[same:], r.take(len(last)-same))
		one := r.take(r.size())
		if r.bad || i > 0 && bytes.Compare(was[:], last[:]) >= 0 {
			return errForecast
		}
		of := &bodyReader{b: one}
		if of.frozen(0); of.bad || len(of.b) > 0 {
			return errForecast
		}
		if err := do(last, one); err != nil {
			return err
		}
	}
	if r.bad || len(r.b) > 0 {
		return errForecast
	}
	return nil
}
