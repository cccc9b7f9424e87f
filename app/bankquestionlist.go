package app

// BankQuestionFilter narrows the question bank. Its zero value is all of it.
type BankQuestionFilter struct {
	Text       string // in the question or its choices
	Course     CourseID
	NoCourse   bool
	Kinds      []QuizQuestionKind
	Topic      string
	Difficulty int64 // 0: any
}

// BankQuestionRow is a question as lists show it, with how it fared.
type BankQuestionRow struct {
	BankQuestion
	Row        int64
	CourseName string
	Used       int64 // quizzes that asked it
	Answered   int64 // marked answers
	Right      int64 // of them with all points
}

// BankTopic is a topic of the bank and how many questions it has.
type BankTopic struct {
	Course CourseID
	Topic  string
	Count  int64
}

// QuestionImport is an import into the bank as a person ordered it.
type QuestionImport struct {
	Path    string
	Columns []string // the field of each column of a sheet; empty: as guessed
	Course  CourseID // of the questions that name none
	DryRun  bool     // do it all, report, keep nothing
}

// QuestionReport is what an import did, or would do.
type QuestionReport struct {
	DryRun  bool
	GIFT    bool     // else a sheet
	Header  []string // of the sheet
	Columns []string // the field of each column; "" for one left out
	Fields  []string // those a column may be given to
	Made    int64
	Kinds   map[QuizQuestionKind]int64
	There   int64           // the bank has them already
	Refused int64           // those named in Problems, and more if there are many
	Told    []ImportProblem // the first of them
}
