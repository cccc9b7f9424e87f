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
	SeenAt        int64  // Unix ms when that was last kept
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
