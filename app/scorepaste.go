package app

import "strings"

// PastedScore is a line of a sheet that gives somebody a score.
type PastedScore struct {
	At    int // the place of the person among those of the class
	Score int64
}

// PastedProblem is a line that was not taken, and why.
type PastedProblem struct {
	Line int // from 1
	Text string
	Why  error
}

// ReadScores takes scores out of what was copied from a sheet: a column alone
// goes to the people from a place downwards, an empty cell leaving its person
// as he is; with more columns, the first holds staff numbers and the last scores.
// Whatever cannot be taken is answered line by line.
func ReadScores(text string, people []Learner, from int, full int64) (taken []PastedScore, left []PastedProblem) {
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r", ""), "\n"), "\n")
	read := scoreReader{people: people, full: FullScore(full), from: from, keyed: strings.Contains(strings.Trim(text, "\t\r\n"), "\t"), places: map[string]int{}, given: map[int]bool{}}
	for i, l := range people {
		read.places[NormaliseCode(l.Staff.StaffNo)] = i
	}
	for i, line := range lines {
		score, blank, why := read.line(i, line)
		switch {
		case blank:
		case why != nil:
			left = append(left, PastedProblem{Line: i + 1, Text: strings.ReplaceAll(line, "\t", " "), Why: why})
		default:
			taken = append(taken, score)
		}
	}
	return taken, left
}

type scoreReader struct {
	people []Learner
	full   int64
	from   int
	keyed  bool
	places map[string]int
	given  map[int]bool
}

// line reads one line; blank is true for one that says nothing, a header too.
func (r *scoreReader) line(i int, line string) (s PastedScore, blank bool, why error) {
	cells := strings.Split(strings.Trim(line, "\t"), "\t")
	if r.keyed {
		cells = strings.Split(strings.TrimSpace(line), "\t")
	}
	value := strings.TrimSpace(cells[len(cells)-1])
	if value == "" {
		return s, true, nil
	}
	at := r.from + i
	if r.keyed {
		no := NormaliseCode(cells[0])
		place, known := r.places[no]
		_, number := ParsePoints(value)
		switch {
		case !known && i == 0 && !number:
			return s, true, nil // the header
		case !known:
			return s, false, &Refusal{Field: "staff_no", Reason: NotInClass, Value: no}
		case len(cells) == 1:
			return s, true, nil // a number without a score
		}
		at = place
	}
	return r.score(at, value)
}

func (r *scoreReader) score(at int, value string) (s PastedScore, blank bool, why error) {
	points, ok := ParsePoints(value)
	switch {
	case at >= len(r.people):
		why = Refuse("points", NotInClass)
	case !r.people[at].In():
		why = Refuse("points", NotInClass)
	case !ok:
		why = Refuse("points", Malformed)
	case points > r.full:
		why = &Refusal{Field: "points", Reason: ScoreTooHigh, Value: PointsText(r.full)}
	case r.given[at]:
		why = &Refusal{Field: "staff_no", Reason: TwiceInClass, Value: r.people[at].Staff.StaffNo}
	default:
		r.given[at] = true
	}
	return PastedScore{At: at, Score: points}, false, why
}
