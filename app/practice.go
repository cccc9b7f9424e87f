package app

import (
	"cmp"
	"slices"
)

// PracticeKind is what an entry of the log was.
type PracticeKind string

// The kinds; each is a part of a qualification by itself.
const (
	OnTheJob  PracticeKind = "practice" // 岗位实践
	SelfStudy PracticeKind = "study"    // 自学
)

// Practice is an entry of the on-the-job log (岗位实践) or of self-study (自学), confirmed by a mentor.
type Practice struct {
	ID               PracticeID
	Area             Area
	Staff            StaffID
	Course           CourseID // zero: practice in general
	Kind             PracticeKind
	DoneOn           Day
	Minutes          int64
	What             string
	Case             CaseID
	Visit            VisitID
	Article          ArticleID // what was studied
	Mentor           StaffID   // who was asked to confirm
	ConfirmedBy      StaffID
	ConfirmedAt      int64 // Unix ms; 0: not yet
	ConfirmedMinutes int64 // may be fewer than claimed
	RefusedAt        int64
	Remark           string // the mentor's
	CreatedAt        int64
	WithdrawnAt      int64 // Unix ms; 0 while in use
	Seen             Seen
}

// PracticeID names one.
type PracticeID = ID[Practice]

// PractisedFor sums the confirmed minutes that count for a class, and answers
// the last day of those.
func PractisedFor(entries []Practice, had []Completion, class ClassID) (minutes int64, last Day) {
	for _, p := range practiceFor(entries, had, class) {
		minutes += p.ConfirmedMinutes
		last = p.DoneOn
	}
	return minutes, last
}

// practiceFor are the entries that count for a class, by day: those after the
// course was last completed otherwise. Once the class is completed only what
// came before it matters, so that a later renewal does not take it away.
func practiceFor(entries []Practice, had []Completion, class ClassID) []Practice {
	mine := completionOf(had, class)
	var since Day
	for _, c := range had {
		if c.WithdrawnAt == 0 && c.Class != class && (mine.ID.IsZero() || c.before(mine)) {
			since = max(since, c.CompletedOn)
		}
	}
	counted := slices.DeleteFunc(slices.Clone(entries), func(p Practice) bool { return p.DoneOn <= since })
	slices.SortStableFunc(counted, func(a, b Practice) int { return cmp.Compare(a.DoneOn, b.DoneOn) })
	return counted
}
