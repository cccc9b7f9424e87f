package app

// QuizAttempt is somebody taking a quiz: when, for how long, how often he was interrupted, and how it ended.
type QuizAttempt struct {
	ID            QuizAttemptID
	Area          Area
	Quiz          QuizID
	Staff         StaffID
	Number        int64  // the first, the second
	StartedAt     int64  // Unix ms
	SpentMS       int64  // as the running program counted, not the clock on the wall
	SeenAt        int64  // Unix ms: the latest moment seen; a clock set back does not undo it
	AtQuestion    int64  // the place he was at
	Interruptions string // a line each; see QuizAttempt.Interrupted
	HandedAt      int64  // Unix ms; 0: not yet
	ByTime        bool   // the time was up
	Score         int64  // hundredths; holds when MarkedAt does
	MarkedAt      int64  // Unix ms when all of it was marked; 0: not yet
	Passed        bool
	Note          string
	WithdrawnAt   int64 // Unix ms; 0 while in use
	Seen          Seen
}

// QuizAttemptID names one.
type QuizAttemptID = ID[QuizAttempt]

// QuizAnswer is what was answered to one question.
type QuizAnswer struct {
	ID          QuizAnswerID
	Area        Area
	Attempt     QuizAttemptID
	Question    QuizQuestionID
	Answer      string // see BankQuestion.Right
	AnsweredAt  int64
	Points      int64   // hundredths; holds when MarkedAt does
	MarkedBy    StaffID // zero: by its key
	MarkedAt    int64
	Remark      string // of the trainer
	WithdrawnAt int64  // Unix ms; 0 while in use
	Seen        Seen
}

// QuizAnswerID names one.
type QuizAnswerID = ID[QuizAnswer]

// AttemptStand is how far somebody is: what the running program tells.
type AttemptStand struct {
	Attempt  QuizAttemptID
	SpentMS  int64          // counted since the first question, interruptions left out
	Place    int64          // the question on view
	Later    string         // the places to be looked at again, with commas
	TypedFor QuizQuestionID // whose text is being typed; zero: none
	Typed    string
}

// AttemptPulse is that stand as the device keeps it every few seconds. It does
// not travel; what travels is the attempt, with each answer.
type AttemptPulse struct {
	AttemptStand
	SeenAt   int64 // Unix ms: the latest moment seen
	BehindMS int64 // how far the clock on the wall stood behind that
}

// PulseEveryMS is how often a stand is kept beside the answers: the most time
// that is lost, to the good of the learner, when the power goes.
const PulseEveryMS = 5_000

// clockSlackMS is by how much a clock may be put right without a word.
const clockSlackMS = 10_000

// Beat goes on to another stand. now is what the clock on the wall says: where it
// went another way than the program counted, that is an interruption.
func (p AttemptPulse) Beat(now int64, to AttemptStand) (AttemptPulse, []Interruption) {
	to.SpentMS = max(to.SpentMS, p.SpentMS)
	due := p.SeenAt + to.SpentMS - p.SpentMS
	wall := due - p.BehindMS
	next := AttemptPulse{AttemptStand: to, SeenAt: max(due, now), BehindMS: max(due-now, 0)}
	switch {
	case now < wall-clockSlackMS:
		return next, []Interruption{{ClockSetBack, wall, now}}
	case now > wall+clockSlackMS:
		return next, []Interruption{{ClockRanAhead, wall, now}}
	}
	return next, nil
}

// Return takes up an attempt whose program had ended. The time between is not
// counted as spent; it is told.
func (p AttemptPulse) Return(now int64) (AttemptPulse, Interruption) {
	wall := p.SeenAt - p.BehindMS
	found := Interruption{ProgramEnded, wall, now}
	if now < wall {
		found.Kind = ClockSetBack
	}
	p.BehindMS, p.SeenAt = max(p.SeenAt-now, 0), max(p.SeenAt, now)
	return p, found
}

// With is the attempt as its pulse stands.
func (a QuizAttempt) With(p AttemptPulse, found ...Interruption) QuizAttempt {
	a.SpentMS, a.SeenAt, a.AtQuestion = p.SpentMS, p.SeenAt, p.Place
	for _, i := range found {
		if a.Interruptions != "" {
			a.Interruptions += "\n"
		}
		a.Interruptions += i.String()
	}
	return a
}

// AttemptEnd is why an attempt takes no more answers.
type AttemptEnd string

// The ends.
const (
	AttemptRuns   AttemptEnd = ""
	AttemptTimeUp AttemptEnd = "time_up"   // the time limit
	AttemptClosed AttemptEnd = "closed"    // the quiz closed
	AttemptNoMore AttemptEnd = "cancelled" // the quiz was cancelled
)

// EndOf tells whether an attempt is at its end: by the time the program counted,
// and by the closing of the quiz, for which the latest moment seen holds.
func (q Quiz) EndOf(p AttemptPulse) AttemptEnd {
	switch {
	case q.Status == QuizCancelled:
		return AttemptNoMore
	case q.LimitMinutes > 0 && p.SpentMS >= q.LimitMS():
		return AttemptTimeUp
	case q.closedAt(p.SeenAt):
		return AttemptClosed
	}
	return AttemptRuns
}

func (q Quiz) closedAt(moment int64) bool {
	return q.Status == QuizClosed || q.ClosesAt > 0 && q.ClosesAt <= moment
}

// LimitMS is the time limit in ms; 0: none.
func (q Quiz) LimitMS() int64 { return q.LimitMinutes * 60_000 }

// Left is the time that is left, in ms; false: as much as somebody likes.
func (q Quiz) Left(p AttemptPulse) (left int64, limited bool) {
	if q.LimitMinutes > 0 {
		left, limited = q.LimitMS()-p.SpentMS, true
	}
	if open := q.ClosesAt - p.SeenAt; q.ClosesAt > 0 && (!limited || open < left) {
		left, limited = open, true
	}
	return max(left, 0), limited
}

// TakesAnswer refuses an answer that comes when the attempt is over.
func (q Quiz) TakesAnswer(a QuizAttempt, p AttemptPulse) error {
	if a.HandedAt > 0 {
		return Refuse("attempt", AttemptHandedIn)
	}
	switch q.EndOf(p) {
	case AttemptTimeUp:
		return Refuse("attempt", QuizTimeUp)
	case AttemptClosed:
		return Refuse("attempt", QuizHasClosed)
	case AttemptNoMore:
		return Refuse("attempt", QuizWasCancelled)
	}
	return nil
}

// HandIn ends an attempt: by whoever takes it, or because the time was up.
func (q Quiz) HandIn(a QuizAttempt, p AttemptPulse, found ...Interruption) (QuizAttempt, error) {
	end := q.EndOf(p)
	switch {
	case a.HandedAt > 0:
		return a, Refuse("attempt", AttemptHandedIn)
	case end == AttemptNoMore:
		return a, Refuse("attempt", QuizWasCancelled)
	}
	a = a.With(p, found...)
	a.HandedAt, a.ByTime = a.SeenAt, end != AttemptRuns
	if q.LimitMinutes > 0 {
		a.SpentMS = min(a.SpentMS, q.LimitMS())
	}
	if end == AttemptClosed && q.ClosesAt > 0 {
		a.HandedAt = max(min(a.HandedAt, q.ClosesAt), a.StartedAt)
	}
	return a, nil
}

// Pulse is where an attempt stood with its last answer, for whoever has no more.
func (a QuizAttempt) Pulse() AttemptPulse {
	return AttemptPulse{AttemptStand: AttemptStand{Attempt: a.ID, SpentMS: a.SpentMS, Place: a.AtQuestion}, SeenAt: a.SeenAt}
}
