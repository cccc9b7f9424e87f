package app

import "strings"

// VisitEvidence is what the record of a visit shows of it.
type VisitEvidence struct {
	Channel  VisitChannel
	Asked    int64 // questions of the form that applied
	Answered int64 // of them
	Facts    int64 // found about the customer
	Purposes int64 // of the five of the visit standard
	Met      int64 // persons, by name
	Made     int64 // promises, cases, demands, opportunities, changes, events, readings
	Proof    int64 // photos and signatures
	LateDays int64 // working days too late, until it was written down
}

// Blanks are the questions left without an answer.
func (e VisitEvidence) Blanks() int64 { return max(0, e.Asked-e.Answered) }

// QualityPart is one thing a record is judged by: what it got of what it could
// get.
type QualityPart struct {
	Name    string // answers, facts, purposes, met, made, proof, timely
	Got, Of int64
}

// VisitQuality is how good the record of a visit is: what one could learn from
// it, not how the visit went.
type VisitQuality struct {
	Score int64 // 1 to 100
	Parts []QualityPart
}

// What is enough for all the points of a part. More is not better: nobody is to
// invent facts or to promise for the sake of points.
const (
	factsEnough    = 3
	purposesEnough = 2
)

// Quality judges a record. A part that does not apply – answers where nothing
// was asked, photos and signatures of a telephone call – is left out, and the
// others count for the whole.
func (e VisitEvidence) Quality() VisitQuality {
	parts := []QualityPart{
		{"answers", 30 * min(e.Answered, e.Asked) / max(1, e.Asked), 30},
		{"facts", upTo(e.Facts, factsEnough, 20), 20},
		{"purposes", upTo(e.Purposes, purposesEnough, 10), 10},
		{"met", upTo(e.Met, 1, 10), 10},
		{"made", upTo(e.Made, 1, 10), 10},
		{"proof", upTo(e.Proof, 1, 10), 10},
		{"timely", timely(e.LateDays), 10},
	}
	var q VisitQuality
	var got, of int64
	for _, p := range parts {
		if p.Name == "answers" && e.Asked == 0 || p.Name == "proof" && e.Channel != OnSite {
			continue
		}
		q.Parts = append(q.Parts, p)
		got, of = got+p.Got, of+p.Of
	}
	q.Score = max(1, (100*got+of/2)/of) // 0 is kept for a record nobody judged
	return q
}

func upTo(n, enough, points int64) int64 { return points * min(n, enough) / enough }

// timely is all for a record in time, half for one a working day late, nothing
// later.
func timely(days int64) int64 {
	switch days {
	case 0:
		return 10
	case 1:
		return 5
	}
	return 0
}

// Judge puts on a visit what its record is worth.
func (v Visit) Judge(e VisitEvidence) Visit {
	v.Asked, v.Blanks, v.Facts, v.Quality = e.Asked, e.Blanks(), e.Facts, e.Quality().Score
	return v
}

// PurposeCount and MetCount count what stands in a visit as one text.
func (v Visit) PurposeCount() int64 { return named(v.Purposes) }

// MetCount is how many persons were met.
func (v Visit) MetCount() int64 { return named(v.Met) }

func named(list string) int64 {
	return int64(len(strings.FieldsFunc(list, func(r rune) bool { return strings.ContainsRune(",，、;；\n ", r) })))
}
