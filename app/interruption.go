package app

import (
	"fmt"
	"strings"
)

// InterruptionKind is what came between somebody and his quiz.
type InterruptionKind string

// The kinds.
const (
	ProgramEnded  InterruptionKind = "program_ended"   // closed, killed, a power cut
	ClockSetBack  InterruptionKind = "clock_set_back"  // the clock stood before what it had shown
	ClockRanAhead InterruptionKind = "clock_ran_ahead" // it was set forward, or the computer slept
)

// Interruption is one of those, by the clock on the wall: where it stood, and
// where it stood next.
type Interruption struct {
	Kind  InterruptionKind
	From  int64 // Unix ms
	Until int64
}

// LastedMS is how long it was by the clock; below 0 for a clock set back.
func (i Interruption) LastedMS() int64 { return i.Until - i.From }

// String is an interruption as an attempt keeps it.
func (i Interruption) String() string { return fmt.Sprintf("%s %d %d", i.Kind, i.From, i.Until) }

// Interrupted are the interruptions of an attempt, the first first. A line that
// cannot be read is left out.
func (a QuizAttempt) Interrupted() []Interruption {
	var out []Interruption
	for line := range strings.SplitSeq(a.Interruptions, "\n") {
		var i Interruption
		if n, _ := fmt.Sscanf(line, "%s %d %d", &i.Kind, &i.From, &i.Until); n == 3 {
			out = append(out, i)
		}
	}
	return out
}
