// Package questions is the trainer's question bank and his quizzes: entering
// questions and bringing them in and out, putting a quiz together, publishing
// it, marking what its key cannot, and what came of it. How a quiz is taken is
// no matter of this package.
package questions

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"lamplighter/app"
	"lamplighter/screens/desk"
	"lamplighter/screens/widgets"
	"lamplighter/screens/witness"
)

// Store is what these screens ask of the records.
type Store interface {
	DraftStore

	Courses(context.Context, app.Actor) ([]app.Course, error)
	QuestionOrder(context.Context, app.Actor, app.BankQuestionFilter) ([]int64, error)
	QuestionsAt(context.Context, app.Actor, []int64) ([]app.BankQuestionRow, error)
	Question(context.Context, app.Actor, app.BankQuestionID) (app.BankQuestion, error)
	BankTopics(context.Context, app.Actor) ([]app.BankTopic, error)
	SaveQuestion(ctx context.Context, by app.Actor, was, now app.BankQuestion) (app.BankQuestion, error)
	witness.Store
	WithdrawQuestions(ctx context.Context, by app.Actor, ids []app.BankQuestionID, reason string) error
	ImportQuestions(context.Context, app.Actor, app.QuestionImport) (app.QuestionReport, error)
	ExportQuestions(context.Context, app.Actor, []int64, app.ExportJob, func(done, total int64)) (int, error)
	ExportGIFT(ctx context.Context, by app.Actor, rows []int64, path string) (int, error)

	Quizzes(context.Context, app.Actor, app.QuizFilter) ([]app.QuizRow, error)
	QuizPage(context.Context, app.Actor, app.QuizID) (app.QuizPage, error)
	QuizPlan(context.Context, app.Actor, app.QuizID) (app.QuizPlan, error)
	SaveQuiz(ctx context.Context, by app.Actor, was app.Quiz, plan app.QuizPlan) (app.Quiz, error)
	DrawQuestions(ctx context.Context, by app.Actor, course app.CourseID, draws []app.QuestionDraw, taken map[app.BankQuestionID]bool, seed uint64) ([]app.QuizItem, error)
	ClassesOfCourse(context.Context, app.Actor, app.CourseID) ([]app.Class, error)
	PublishQuiz(context.Context, app.Actor, app.Quiz) (app.Quiz, error)
	CloseQuiz(context.Context, app.Actor, app.Quiz) (app.Quiz, error)
	CancelQuiz(ctx context.Context, by app.Actor, was app.Quiz, reason string) (app.Quiz, error)
	ExtendQuiz(ctx context.Context, by app.Actor, was app.Quiz, closesAt int64) (app.Quiz, error)
	LetSeeAnswers(ctx context.Context, by app.Actor, was app.Quiz, may bool) (app.Quiz, error)
	OpenAnswers(context.Context, app.Actor, app.QuizID) ([]app.OpenAnswer, error)
	MarkAnswer(ctx context.Context, by app.Actor, id app.QuizAnswerID, m app.Marking) (app.QuizAnswer, error)
}

// every is the choice that narrows nothing.
const every = "all"

// codeOf is the choice that stands for a record; none for no record.
func codeOf[T any](id app.ID[T]) string {
	if id.IsZero() {
		return ""
	}
	return id.String()
}

// moment is a day with a time of day beside it, each in any shorthand.
type moment struct {
	day   *widgets.DateField
	clock *widgets.Entry
	box   *fyne.Container
}

func newMoment(d *desk.Desk, clock string) *moment {
	m := &moment{day: d.DayField(""), clock: widgets.NewEntry()}
	m.clock.SetText(clock)
	m.box = container.New(&widgets.BarLayout{Widths: []float32{0, 74}}, m.day, m.clock)
	return m
}

// set shows a moment; 0 leaves both as they are.
func (m *moment) set(ms int64) {
	if ms != 0 {
		at := time.UnixMilli(ms)
		m.day.SetValue(string(app.DayOf(at)))
		m.clock.SetText(app.TimeOfDay(at))
	}
}

// read is the moment that is typed; 0 without a day.
func (m *moment) read(field string) (int64, error) {
	day, err := desk.ReadDay(field, m.day)
	if err != nil || day == "" {
		return 0, err
	}
	at, err := app.ParseTimeOfDay(m.clock.Text)
	if err != nil {
		return 0, app.Refuse(field, app.Malformed)
	}
	return day.Time().Add(at).UnixMilli(), nil
}
