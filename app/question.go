package app

// QuizQuestionKind is how a question is answered.
type QuizQuestionKind string

// The kinds of questions.
const (
	SingleChoice   QuizQuestionKind = "single"     // 单选
	MultipleChoice QuizQuestionKind = "multiple"   // 多选
	TrueFalse      QuizQuestionKind = "true_false" // 判断
	FillIn         QuizQuestionKind = "fill_in"    // 填空
	OpenQuestion   QuizQuestionKind = "open"       // 简答、论述: marked by the trainer
)

// BankQuestion is 试题 of the bank, with its answer: it lies where only trainers carry it.
type BankQuestion struct {
	ID          BankQuestionID
	Area        Area
	Course      CourseID // zero: of no course
	Kind        QuizQuestionKind
	Text        string
	Choices     string // a line each
	Answers     string // see BankQuestion.Right
	Points      int64  // hundredths
	Difficulty  int64  // 1 to 5; 0: not said
	Topic       string
	Explanation string // shown when the quiz is over
	Name        string // what the file it came from calls it
	Source      string
	CreatedBy   StaffID
	CreatedAt   int64
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// BankQuestionID names one.
type BankQuestionID = ID[BankQuestion]
