package app

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"slices"
)

// Draw is one random choice of closed cases whose customers are called back
// (rules 2.5: some halls call a third of the closed connections each week). It
// can be repeated by anybody: the same seed picks the same cases.
type Draw struct {
	ID       DrawID
	Area     Area
	At       int64
	By       StaffID
	Kinds    []CaseKind // empty: all
	From, To Day        // closed between, both included
	Percent  int64      // of the cases, rounded up
	AtLeast  int64      // but so many, if there are
	Seed     int64
	Total    int64 // cases it was drawn from
	Picked   int64
	Called   int64 // of those; filled on reading
	Seen     Seen
}

// DrawID names a draw.
type DrawID = ID[Draw]

// Check refuses a draw that could not be made.
func (d Draw) Check() error {
	switch {
	case !d.From.Valid():
		return Refuse("from_on", Missing)
	case !d.To.Valid():
		return Refuse("to_on", Missing)
	case d.To < d.From:
		return Refuse("to_on", EndsBeforeStart)
	case d.Percent < 1 || d.Percent > 100:
		return Refuse("percent", Impossible)
	case d.AtLeast < 0:
		return Refuse("at_least", Impossible)
	}
	return nil
}

// Pick chooses among cases, whatever their order: each has a place that only
// it and the seed decide, and the first places are taken.
func (d Draw) Pick(cases []CaseID) []CaseID {
	type placed struct {
		place [32]byte
		id    CaseID
	}
	all := make([]placed, len(cases))
	for i, id := range cases {
		all[i] = placed{sha256.Sum256(binary.BigEndian.AppendUint64(bytes.Clone(id[:]), uint64(d.Seed))), id}
	}
	slices.SortFunc(all, func(a, b placed) int { return bytes.Compare(a.place[:], b.place[:]) })
	want := max((int64(len(all))*d.Percent+99)/100, d.AtLeast)
	var out []CaseID
	for _, p := range all[:min(want, int64(len(all)))] {
		out = append(out, p.id)
	}
	return out
}

// CallBackOf is one case of a draw, and what its customer said.
type CallBackOf struct {
	ID       CallBackID
	Area     Area
	Draw     DrawID
	Case     CaseRow
	CalledAt int64 // 0: not yet
	By       StaffID
	Opinion  string // code list closing_opinion
	Note     string
	Seen     Seen
}

// CallBackID names a call of a draw.
type CallBackID = ID[CallBackOf]
