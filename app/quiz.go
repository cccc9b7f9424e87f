package app

// QuizStatus is where a quiz stands.
type QuizStatus string

// The statuses of a quiz.
const (
	QuizDraft     QuizStatus = "draft"     // being put together
	QuizPublished QuizStatus = "published" // may be taken between its times
	QuizClosed    QuizStatus = "closed"    // over; the answers may be seen
	QuizCancelled QuizStatus = "cancelled"
)

// Quiz is 测验: questions to be answered within a time.
type Quiz struct {
	ID           QuizID
	Area         Area
	Number       string
	Course       CourseID
	Class        ClassID // zero: for whoever needs the course
	Title        string
	Status       QuizStatus
	OpensAt      int64 // Unix ms
	ClosesAt     int64 // Unix ms; what is in reach of a learner changes then
	LimitMinutes int64 // from the first question to handing in
	PassScore    int64 // hundredths of a point
	Attempts     int64 // how often; 0: once
	Shuffle      bool
	AnswersKept  bool // learners do not see the answers before the trainer allows it
	Note         string
	CreatedBy    StaffID
	CreatedAt    int64
	WithdrawnAt  int64 // Unix ms; 0 while in use
	Seen         Seen
}

// QuizID names one.
type QuizID = ID[Quiz]

// QuizQuestion is a question as a quiz asks it: without its answer.
type QuizQuestion struct {
	ID          QuizQuestionID
	Area        Area
	Quiz        QuizID
	Place       int64 // from 1
	Kind        QuizQuestionKind
	Text        string
	Choices     string
	Blanks      int64 // how many are to be filled in, or may be chosen
	Points      int64 // hundredths
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// QuizQuestionID names one.
type QuizQuestionID = ID[QuizQuestion]

// QuizKey is the answer to a question of a quiz. It lies where only trainers carry it. While the quiz is put together
// it says which question of the bank is to be asked, at which place; the question and its answer are copied when the quiz
// is published.
type QuizKey struct {
	ID          QuizKeyID
	Area        Area
	Quiz        QuizID
	Question    QuizQuestionID
	Bank        BankQuestionID
	Place       int64 // from 1
	Points      int64 // hundredths
	Answers     string
	Explanation string
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// QuizKeyID names one.
type QuizKeyID = ID[QuizKey]
