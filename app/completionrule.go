package app

import (
	"slices"
	"strconv"
	"strings"
)

// CompletionRule is what completing a course takes: one of its ways, whole.
type CompletionRule []CompletionWay

// CompletionWay is needs that must all be met.
type CompletionWay struct {
	Attendance int64 // percent of the class; 0: not asked
	Score      int64 // percent of the full score; 0: not asked
	Assignment bool  // handed in and accepted
	Practice   int64 // confirmed minutes on the job; 0: not asked
	Mentor     bool  // signed off
}

// CompletionNeed is one thing a way asks for.
type CompletionNeed string

// The needs, by the words rules are written in.
const (
	NeedAttendance CompletionNeed = "attendance"
	NeedScore      CompletionNeed = "score"
	NeedAssignment CompletionNeed = "assignment"
	NeedPractice   CompletionNeed = "practice"
	NeedMentor     CompletionNeed = "mentor"
)

// CompletionNeeds are all there are, in the order they are written and asked.
var CompletionNeeds = []CompletionNeed{NeedAttendance, NeedScore, NeedAssignment, NeedPractice, NeedMentor}

// practiceMost is the most minutes on the job a rule asks for: a working year.
const practiceMost = 2000 * 60

// ParseCompletionRule reads a rule as it is kept and edited: "attendance 80 and
// score 60 or practice 8 and mentor" – percent, percent of the full score, hours.
// What cannot be is a Refusal of the field "rule" with the word.
func ParseCompletionRule(text string) (CompletionRule, error) {
	var rule CompletionRule
	for way := range strings.SplitSeq(" "+strings.Join(strings.Fields(text), " ")+" ", " or ") {
		var w CompletionWay
		for need := range strings.SplitSeq(" "+way+" ", " and ") {
			if err := w.read(strings.Fields(need)); err != nil {
				return nil, err
			}
		}
		rule = append(rule, w)
	}
	return rule, nil
}

func (w *CompletionWay) read(words []string) error {
	no := func(reason Reason) error {
		return &Refusal{Field: "rule", Reason: reason, Value: strings.Join(words, " ")}
	}
	if len(words) == 0 {
		return no(Missing)
	}
	need := CompletionNeed(words[0])
	if !slices.Contains(CompletionNeeds, need) {
		return no(Unknown)
	}
	if slices.Contains(w.asks(), need) {
		return no(AlreadyThere)
	}
	if need == NeedAssignment || need == NeedMentor {
		if len(words) != 1 {
			return no(Malformed)
		}
		w.Assignment, w.Mentor = w.Assignment || need == NeedAssignment, w.Mentor || need == NeedMentor
		return nil
	}
	if len(words) != 2 {
		return no(Malformed)
	}
	amount, err := strconv.ParseFloat(words[1], 64)
	if err != nil || !(amount > 0) { // which "NaN" is not
		return no(Malformed)
	}
	switch need {
	case NeedPractice:
		if w.Practice = int64(amount*60 + 0.5); amount > practiceMost/60 || w.Practice == 0 {
			return no(Impossible)
		}
		return nil
	case NeedAttendance:
		w.Attendance = int64(amount)
	case NeedScore:
		w.Score = int64(amount)
	}
	if amount > 100 || amount != float64(int64(amount)) {
		return no(Impossible)
	}
	return nil
}

func (w CompletionWay) asks() []CompletionNeed {
	var out []CompletionNeed
	for need, asked := range map[CompletionNeed]bool{
		NeedAttendance: w.Attendance > 0, NeedScore: w.Score > 0, NeedAssignment: w.Assignment, NeedPractice: w.Practice > 0, NeedMentor: w.Mentor,
	} {
		if asked {
			out = append(out, need)
		}
	}
	slices.SortFunc(out, func(a, b CompletionNeed) int {
		return slices.Index(CompletionNeeds, a) - slices.Index(CompletionNeeds, b)
	})
	return out
}

// Asks are the needs of a way in their order.
func (w CompletionWay) Asks() []CompletionNeed { return w.asks() }

// String is a rule as ParseCompletionRule reads it.
func (r CompletionRule) String() string {
	ways := make([]string, len(r))
	for i, w := range r {
		var needs []string
		for _, need := range w.asks() {
			text := string(need)
			switch need {
			case NeedAttendance:
				text += " " + strconv.FormatInt(w.Attendance, 10)
			case NeedScore:
				text += " " + strconv.FormatInt(w.Score, 10)
			case NeedPractice:
				text += " " + strconv.FormatFloat(float64(w.Practice)/60, 'f', -1, 64)
			}
			needs = append(needs, text)
		}
		ways[i] = strings.Join(needs, " and ")
	}
	return strings.Join(ways, " or ")
}

// Asks reports whether one of the ways has that need.
func (r CompletionRule) Asks(need CompletionNeed) bool {
	return slices.ContainsFunc(r, func(w CompletionWay) bool { return slices.Contains(w.asks(), need) })
}

// CompletionEvidence is what somebody has to show for a course.
type CompletionEvidence struct {
	AttendedMinutes int64
	ClassMinutes    int64 // of the class; 0: there is none
	Noted           bool  // who attended is noted, the absent too
	Score           int64 // hundredths of a point
	Scored          bool
	Full            int64 // hundredths; 0: 100 points
	Assignment      bool
	PracticeMinutes int64 // confirmed
	Mentor          bool
}

// Met tells whether the evidence meets one of the ways, and which; when it does
// not, what the way nearest to its end still lacks.
func (r CompletionRule) Met(e CompletionEvidence) (met bool, way CompletionWay, lacks []CompletionNeed) {
	for i, w := range r {
		missing := w.lacks(e)
		if len(missing) == 0 {
			return true, w, nil
		}
		if i == 0 || len(missing) < len(lacks) {
			way, lacks = w, missing
		}
	}
	return false, way, lacks
}

func (w CompletionWay) lacks(e CompletionEvidence) []CompletionNeed {
	return slices.DeleteFunc(w.asks(), func(need CompletionNeed) bool {
		switch need {
		case NeedAttendance:
			return e.ClassMinutes > 0 && e.AttendedMinutes*100 >= w.Attendance*e.ClassMinutes
		case NeedScore:
			return e.Scored && e.Score*100 >= w.Score*FullScore(e.Full)
		case NeedAssignment:
			return e.Assignment
		case NeedPractice:
			return e.PracticeMinutes >= w.Practice
		}
		return e.Mentor
	})
}

// Lost reports whether no more evidence of a class that is over can meet the
// rule: what it lacks was scored too low or not attended. What nobody noted yet
// is not lost.
func (r CompletionRule) Lost(e CompletionEvidence) bool {
	return !slices.ContainsFunc(r, func(w CompletionWay) bool {
		for _, need := range w.lacks(e) {
			if need == NeedAttendance && e.Noted || need == NeedScore && e.Scored {
				return false
			}
		}
		return true
	})
}

// FullScore is the full score in hundredths of a point.
func FullScore(full int64) int64 {
	if full == 0 {
		return 100 * 100
	}
	return full
}
