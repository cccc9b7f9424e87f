package data

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"slices"

	"lamplighter/app"
)

// FrozenForecast is what a frozen sheet says of a customer.
type FrozenForecast struct {
	Customer app.CustomerID
	Ahead    []app.MonthAhead // the months after the one that was closed, in their order
}

// frozenFormat heads every body; a body of another format is kept, not read.
const frozenFormat = 1

var errFrozen = errors.New("frozen forecast cannot be read")

// frozenNumbers are the numbers of a month in their order in the body.
func frozenNumbers(m *app.MonthAhead) [7]*int64 {
	return [...]*int64{&m.Base, &m.Point, &m.Low80, &m.High80, &m.Low95, &m.High95, &m.Adjusted}
}

// EncodeFrozen writes the body of a frozen sheet.
func EncodeFrozen(rows []FrozenForecast) []byte {
	rows = slices.Clone(rows)
	slices.SortFunc(rows, func(a, b FrozenForecast) int { return bytes.Compare(a.Customer[:], b.Customer[:]) })
	b := binary.AppendUvarint(nil, uint64(len(rows)))
	for _, r := range rows {
		b = append(b, r.Customer[:]...)
		b = binary.AppendUvarint(b, uint64(len(r.Ahead)))
		for _, m := range r.Ahead {
			b = binary.AppendUvarint(b, uint64(m.Month))
			for _, v := range frozenNumbers(&m) {
				b = binary.AppendUvarint(b, uint64(*v))
			}
			b = append(b, flag(m.HasAdjusted))
		}
	}
	return squeezer().EncodeAll(b, []byte{frozenFormat})
}

// decodeFrozen hands over what a body says of a month, customer by customer.
func decodeFrozen(body []byte, month int64, each func(app.CustomerID, app.MonthAhead)) error {
	if len(body) == 0 || body[0] != frozenFormat {
		return errFrozen
	}
	text, err := unpacker().DecodeAll(body[1:], nil)
	if err != nil {
		return errFrozen
	}
	r := &bodyReader{b: text}
	for range r.size() {
		var id app.CustomerID
		copy(id[:], r.take(len(id)))
		for range r.size() {
			m := app.MonthAhead{Month: int64(r.uvarint())}
			for _, v := range frozenNumbers(&m) {
				*v = int64(r.uvarint())
			}
			m.HasAdjusted = r.byte() == 1
			if m.Month == month && !r.bad {
				each(id, m)
			}
		}
	}
	if r.bad {
		return errFrozen
	}
	return nil
}

// frozenFor is what was forecast for a month before anybody knew it: of each
// area by the last sheet that was closed before it, of two of one month by the
// earlier. A body that a newer program wrote is passed over.
func frozenFor(ctx context.Context, q querier, month int64) (map[app.CustomerID]app.MonthAhead, error) {
	type sheet struct {
		area app.Area
		body []byte
	}
	sheets, err := collect(ctx, q, func(r scanner) (sheet, error) {
		var s sheet
		err := r.Scan(&s.area, &s.body)
		return s, err
	}, `SELECT f.area, f.body FROM forecast_sheets f WHERE f.withdrawn_at IS NULL AND f.n = (SELECT g.n FROM forecast_sheets g
		WHERE g.area = f.area AND g.withdrawn_at IS NULL AND g.month < ?1 ORDER BY g.month DESC, g.made_at, g.id LIMIT 1)`, month)
	if err != nil {
		return nil, err
	}
	out := map[app.CustomerID]app.MonthAhead{}
	for _, s := range sheets {
		_ = decodeFrozen(s.body, month, func(id app.CustomerID, m app.MonthAhead) { out[id] = m })
	}
	return out, nil
}

// judgedMonths are the months of use that something was frozen before, the
// latest first.
func judgedMonths(ctx context.Context, q querier) ([]int64, error) {
	return collect(ctx, q, scanInt, `SELECT DISTINCT s.month FROM usage_sheets s WHERE s.withdrawn_at IS NULL
		AND s.month > (SELECT min(month) FROM forecast_sheets WHERE withdrawn_at IS NULL) ORDER BY s.month DESC LIMIT ?`, judgedMost)
}

// judgedMost months back are offered.
const judgedMost = 60
