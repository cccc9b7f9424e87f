package app

// QuizFilter narrows the list of quizzes. Its zero value is all of them.
type QuizFilter struct {
	Text     string // in the title or the number
	Course   CourseID
	Class    ClassID
	Statuses []QuizStatus
}

// QuizRow is a quiz as lists show it.
type QuizRow struct {
	Quiz
	CourseName  string
	ClassNumber string
	Questions   int64
	Full        int64 // hundredths: what all questions are worth
	Taken       int64 // attempts begun
	Handed      int64 // of them handed in
	Passed      int64
	ToMark      int64 // open answers that wait for the trainer
	Mine        int64 // attempts of whoever looks
	Running     bool  // one of those is not handed in
}

// AttemptsAllowed is how often the quiz may be taken.
func (q Quiz) AttemptsAllowed() int64 { return max(q.Attempts, 1) }

// QuizPage is a quiz with all that came of it.
type QuizPage struct {
	QuizRow
	Items   []QuizPageItem // empty for whoever may not see them yet
	Results []QuizResult
}

// QuizPageItem is a question of a quiz, its key, and how it fared.
type QuizPageItem struct {
	QuizQuestion
	Key      QuizKey
	Topic    string
	Answered int64
	Marked   int64
	Right    int64 // with all points
}

// QuizResult is what came of an attempt.
type QuizResult struct {
	QuizAttempt
	StaffNo   string
	StaffName string
	UnitName  string
}

// QuizReview is what somebody may read of a quiz he took when it is over.
type QuizReview struct {
	Quiz    Quiz
	Attempt QuizAttempt // his best
	Items   []QuizReviewItem
}

// QuizReviewItem is a question with the right answer and his own.
type QuizReviewItem struct {
	QuizQuestion
	Right       string
	Explanation string
	Answer      QuizAnswer
}

// OpenAnswer is an answer that waits for its marks, without who gave it.
type OpenAnswer struct {
	QuizAnswer
	Place int64 // of the question
	Text  string
	Full  int64
	Model string // the trainer's own answer
}

// Marking is what a trainer gives for an answer.
type Marking struct {
	Points int64 // hundredths
	Remark string
}

// Mark puts the marks on an answer to a question worth full.
func (a QuizAnswer) Mark(m Marking, full int64) (QuizAnswer, error) {
	switch {
	case m.Points < 0:
		return a, Refuse("points", OutOfRange)
	case m.Points > full:
		return a, &Refusal{Field: "points", Reason: PointsAboveFull, Value: PointsText(full)}
	}
	a.Points, a.Remark = m.Points, tidyText(m.Remark)
	return a, nil
}
