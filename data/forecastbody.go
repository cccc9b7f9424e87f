package data

import (
	"encoding/binary"
	"errors"
	"math"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// What is forecast for the months ahead is kept as differences, which take few
// bytes: the figure, how far it lies from that without events, the adjustment,
// and for as many months as have bands, how far these reach.

var errForecast = errors.New("forecast cannot be read")

// appendAhead writes months one after the other, the first of them with bands.
func appendAhead(b []byte, months []app.MonthAhead, bands int) []byte {
	b = binary.AppendUvarint(b, uint64(len(months)))
	b = binary.AppendUvarint(b, uint64(min(bands, len(months))))
	for i, m := range months {
		b = binary.AppendUvarint(b, uint64(m.Point))
		b = binary.AppendVarint(b, m.Point-m.Base)
		adjusted := uint64(0)
		if m.HasAdjusted {
			adjusted = uint64(m.Adjusted) + 1
		}
		b = binary.AppendUvarint(b, adjusted)
		if i < bands {
			for _, width := range [...]int64{m.Point - m.Low80, m.High80 - m.Point, m.Low80 - m.Low95, m.High95 - m.High80} {
				b = binary.AppendUvarint(b, uint64(width))
			}
		}
	}
	return b
}

// readForecast reads the body of a row of forecasts: what it rested on, as a
// number, and the months.
func readForecast(body []byte, known int64) (print uint64, ahead []app.MonthAhead, err error) {
	r := bodyReader{b: body}
	if head := r.take(8); head != nil {
		print = binary.LittleEndian.Uint64(head)
	}
	ahead = r.ahead(known)
	if r.bad || len(r.b) > 0 {
		return 0, nil, errForecast
	}
	return print, ahead, nil
}

// ahead reads what appendAhead wrote; the months follow the one it knew.
func (r *bodyReader) ahead(known int64) []app.MonthAhead {
	n, bands := r.size(), int(r.uvarint())
	if n > app.MostForecastMonths {
		r.bad = true
	}
	if r.bad {
		return nil
	}
	months := make([]app.MonthAhead, n)
	for i := range months {
		months[i] = r.monthAhead(i < bands)
		months[i].Month = app.AddMonths(known, i+1)
	}
	return months
}

// monthAhead reads one month.
func (r *bodyReader) monthAhead(bands bool) (m app.MonthAhead) {
	m.Point = r.kwh()
	m.Base = m.Point - r.varint()
	if adjusted := r.kwh(); adjusted > 0 {
		m.Adjusted, m.HasAdjusted = adjusted-1, true
	}
	if bands {
		m.Low80, m.High80 = m.Point-r.kwh(), m.Point+r.kwh()
		m.Low95, m.High95 = m.Low80-r.kwh(), m.High80+r.kwh()
	}
	if m.Base < 0 || m.Base > app.MostUse || m.Low95 < 0 {
		r.bad = true
	}
	return m
}

// kwh is a figure that can be.
func (r *bodyReader) kwh() int64 {
	v := r.uvarint()
	if v > app.MostUse+1 {
		r.bad = true
		return 0
	}
	return int64(v)
}

// evidences are numbered by their place.
var evidences = [...]app.UseEvidence{app.EvidenceNone, app.EvidenceGood, app.EvidenceShort, app.EvidenceLow, app.EvidenceIdle, app.EvidenceSparse}

// restsOn says what a forecast rests on.
func restsOn(f *forecast.Forecast) app.UseEvidence {
	switch {
	case f.Evidence == forecast.Nothing || len(f.Points) == 0:
		return app.EvidenceNone
	case f.Method == forecast.Idle:
		return app.EvidenceIdle
	case f.Method == forecast.Intermittent:
		return app.EvidenceSparse
	case f.Evidence == forecast.Enough:
		return app.EvidenceGood
	case f.Evidence == forecast.Little:
		return app.EvidenceShort
	}
	return app.EvidenceLow
}

// monthsOf are the months of a forecast in whole kWh, into room: bands are
// rounded outwards.
func monthsOf(f *forecast.Forecast, known int64, room []app.MonthAhead) []app.MonthAhead {
	room = room[:0]
	for i := range f.Points {
		m := app.MonthAhead{Month: app.AddMonths(known, i+1), Point: wholeKWh(math.Round(f.Points[i]))}
		m.Base = m.Point
		if i < len(f.Calm) {
			m.Base = wholeKWh(math.Round(f.Calm[i]))
		}
		m.Low80, m.High80, m.Low95, m.High95 = m.Point, m.Point, m.Point, m.Point
		if i < len(f.Low95) {
			m.Low80, m.High80 = min(m.Point, wholeKWh(math.Floor(f.Low80[i]))), max(m.Point, wholeKWh(math.Ceil(f.High80[i])))
			m.Low95, m.High95 = min(m.Low80, wholeKWh(math.Floor(f.Low95[i]))), max(m.High80, wholeKWh(math.Ceil(f.High95[i])))
		}
		room = append(room, m)
	}
	return room
}

// wholeKWh is a figure within what anybody uses in a month.
func wholeKWh(v float64) int64 {
	if !(v > 0) {
		return 0
	}
	return int64(min(v, app.MostUse))
}
