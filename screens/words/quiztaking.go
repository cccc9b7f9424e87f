package words

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// quizTakingRefusal says why a quiz cannot be begun, or takes no more answers.
func quizTakingRefusal(reason app.Reason) string {
	switch reason {
	case app.QuizNotOpen:
		return lang.L("This quiz is not open yet. Come back when its time has come.")
	case app.QuizHasClosed:
		return lang.L("This quiz has closed. What was answered until then counts; setting the clock back does not open it again.")
	case app.QuizWasCancelled:
		return lang.L("This quiz was cancelled. What you answered is kept and counts for nothing; ask your trainer about a new one.")
	case app.QuizTimeUp:
		return lang.L("The time is up. What was answered until then is kept and handed in.")
	case app.AttemptHandedIn:
		return lang.L("This attempt was handed in. It takes no more answers; what you had answered counts.")
	case app.AttemptStillRuns:
		return lang.L("You have begun this quiz already. Go on with it; nothing is lost.")
	case app.AttemptElsewhere:
		return lang.L("This attempt was begun on another computer. Go on with it there.")
	case app.NoAttemptsLeft:
		return lang.L("You have taken this quiz as often as it may be taken. Ask your trainer if you need another attempt.")
	case app.QuizForOthers:
		return lang.L("This quiz is for others: for a class you are not in, or a course your post does not ask for. Ask your trainer.")
	case app.LearnerLeft:
		return lang.L("Who does not work here any more cannot take a quiz. What was answered is kept.")
	case app.QuestionsNotHere:
		return lang.L("The questions have not come to this computer yet. Take in the next package, then begin.")
	}
	return ""
}

// Interruption tells what came between somebody and his quiz.
func Interruption(i app.Interruption, now time.Time) string {
	said := map[string]any{"At": Moment(i.From, now), "Until": Moment(i.Until, now), "Lasted": Stretch(max(i.LastedMS(), -i.LastedMS()))}
	switch i.Kind {
	case app.ProgramEnded:
		return lang.L("Interrupted at {{.At}} for {{.Lasted}}", said)
	case app.ClockSetBack:
		return lang.L("Clock set back by {{.Lasted}}, from {{.At}} to {{.Until}}", said)
	case app.ClockRanAhead:
		return lang.L("Clock set forward, or the computer asleep, for {{.Lasted}} from {{.At}}", said)
	}
	return lang.L("Interrupted")
}

// Stretch words how long something took: to the minute, below an hour to the
// second.
func Stretch(ms int64) string {
	s := ms / 1000
	said := map[string]any{"H": s / 3600, "M": s / 60 % 60, "S": s % 60}
	switch {
	case s < 60:
		return lang.L("{{.S}} s", said)
	case s < 3600 && s%60 > 0:
		return lang.L("{{.M}} min {{.S}} s", said)
	case s < 3600:
		return lang.L("{{.M}} min", said)
	case s/60%60 == 0:
		return lang.L("{{.H}} h", said)
	}
	return lang.L("{{.H}} h {{.M}} min", said)
}

// QuizPoints writes hundredths of a point with as many decimals as they have.
func QuizPoints(hundredths int64) string {
	text := strconv.FormatFloat(float64(hundredths)/100, 'f', 2, 64)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".")
}

// HowAnswered says what is to be done with a question.
func HowAnswered(q app.QuizQuestion) string {
	switch q.Kind {
	case app.SingleChoice:
		return lang.L("Choose one answer")
	case app.MultipleChoice:
		return lang.L("Choose all right answers, and no other")
	case app.TrueFalse:
		return lang.L("True or false?")
	case app.FillIn:
		return lang.L("Fill in the blanks")
	}
	return lang.L("Answer in your own words; the trainer marks it")
}

// Places lists the numbers of questions.
func Places(places []int) string {
	said := make([]string, len(places))
	for i, n := range places {
		said[i] = strconv.Itoa(n)
	}
	return strings.Join(said, lang.X("list.comma", ", "))
}
