package sample

import (
	_ "embed" // for the bank
	"math/rand/v2"
	"time"

	"lamplighter/app"
)

//go:embed questions.gift
var bank string

// Bank is an invented question bank about the field.
func Bank() []app.GIFTQuestion {
	questions, _ := app.ParseGIFT(bank)
	return questions
}

// Quiz is an invented quiz: of which course and topics, how many questions, and
// when from today it opens and closes.
type Quiz struct {
	Title         string
	Course        string
	Opens, Closes int // days from today
	Draws         []app.QuestionDraw
	Taken         bool
}

// Quizzes is a quiz that is over and one that opens next week.
func Quizzes() []Quiz {
	return []Quiz{
		{
			Title: "优质服务季度测验", Course: "service", Opens: -12, Closes: -5, Taken: true,
			Draws: []app.QuestionDraw{{Count: 6, Kind: app.SingleChoice}, {Count: 2, Kind: app.TrueFalse}, {Count: 2, Kind: app.FillIn}, {Count: 1, Kind: app.OpenQuestion}},
		},
		{
			Title: "业扩时限测验", Course: "connection", Opens: 7, Closes: 9,
			Draws: []app.QuestionDraw{{Count: 3, Kind: app.SingleChoice}, {Count: 3, Kind: app.FillIn}, {Count: 2, Kind: app.TrueFalse}},
		},
	}
}

// QuizDay is a time of day some days from today.
func QuizDay(now time.Time, days, hour int) time.Time {
	return app.DayOf(now).AddDays(days).Time().Add(time.Duration(hour) * time.Hour)
}

// QuizDice are those of the quizzes, so that the rest of the county stays as it
// is.
func QuizDice() *rand.Rand { return rand.New(rand.NewPCG(0x9112, 7)) }

// OpenWords are what is answered to an open question.
func OpenWords(r *rand.Rand) string {
	return pick(r, []string{"先向客户致歉，说明停电原因和预计恢复时间，并记录其要求。", "说明原因，告知处理措施，留下联系电话。", "联系责任单位，核实后答复客户，并征求其意见。", "解释停电是计划检修，请客户谅解。"})
}
