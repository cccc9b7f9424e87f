package words

import (
	"fmt"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// QuizQuestionKind names how a question is answered.
func QuizQuestionKind(kind app.QuizQuestionKind) string {
	switch kind {
	case app.SingleChoice:
		return lang.L("Single choice")
	case app.MultipleChoice:
		return lang.L("Multiple choice")
	case app.TrueFalse:
		return lang.L("True or false")
	case app.FillIn:
		return lang.L("Fill in")
	case app.OpenQuestion:
		return lang.L("Open question")
	}
	return string(kind)
}

// QuizStatus names where a quiz stands; over says that its time has passed.
func QuizStatus(status app.QuizStatus, over bool) string {
	switch {
	case status == app.QuizDraft:
		return lang.L("Being put together")
	case status == app.QuizCancelled:
		return lang.L("Quiz cancelled")
	case over:
		return lang.L("Quiz over")
	}
	return lang.L("Published")
}

// RightAnswer tells the answer of a question as people say it: letters, right or
// wrong, words.
func RightAnswer(kind app.QuizQuestionKind, answer string) string {
	switch kind {
	case app.SingleChoice, app.MultipleChoice:
		return app.BankQuestion{Kind: kind, Answers: answer}.AnswerCell()
	case app.TrueFalse:
		if answer == "true" {
			return lang.L("Right")
		}
		if answer == "false" {
			return lang.L("Wrong")
		}
	case app.FillIn:
		return strings.ReplaceAll(strings.ReplaceAll(answer, "|", " / "), "\n", "; ")
	}
	return answer
}

// Spent is how long somebody took, in minutes and seconds.
func Spent(ms int64) string {
	return fmt.Sprintf("%d:%02d", ms/60_000, ms/1000%60)
}

// questionNames are the fields of questions and quizzes.
var questionNames = map[string]func() string{
	"question_kind": func() string { return lang.L("Kind of question") },
	"question_text": func() string { return lang.L("Question text") },
	"choices":       func() string { return lang.L("Choices") },
	"right_answer":  func() string { return lang.L("Right answer") },
	"points":        func() string { return lang.L("Points") },
	"difficulty":    func() string { return lang.L("Difficulty") },
	"topic":         func() string { return lang.L("Topic") },
	"explanation":   func() string { return lang.L("Explanation") },
	"question_name": func() string { return lang.L("Question name") },
	"course":        func() string { return lang.L("Course") },
	"quiz_title":    func() string { return lang.L("Quiz title") },
	"opens_at":      func() string { return lang.L("Opens") },
	"closes_at":     func() string { return lang.L("Closes") },
	"limit_minutes": func() string { return lang.L("Time limit (minutes)") },
	"answers_kept":  func() string { return lang.L("Answers after the quiz") },
	"pass_score":    func() string { return lang.L("Pass mark (points)") },
	"attempts":      func() string { return lang.L("Attempts") },
	"questions":     func() string { return lang.L("Questions") },
	"draw":          func() string { return lang.L("Draw at random") },
	"class_id":      func() string { return lang.L("Training class") },
}

// choiceName names the column of a choice; "" for another column.
func choiceName(name string) string {
	letter, is := strings.CutPrefix(name, "choice_")
	if !is {
		return ""
	}
	return lang.L("Choice {{.Letter}}", map[string]any{"Letter": letter})
}

// questionRefusal says what is wrong with a question or a quiz; "" for another
// reason.
func questionRefusal(no *app.Refusal) string {
	value := map[string]any{"Value": no.Value}
	switch no.Reason {
	case app.TooFewChoices:
		return lang.L("A choice needs at least two choices, each on a line of its own.")
	case app.ChoicesAlike:
		return lang.L("Choice {{.Value}} says the same as one before it. Change one of them.", value)
	case app.NoRightAnswer:
		return lang.L("The right answer is not among what can be answered. Write the letters of the right choices, or right or wrong.")
	case app.OneRightAnswer:
		return lang.L("A single choice has one right answer. Choose the kind multiple choice, or leave one letter.")
	case app.NoBlank:
		return lang.L("Nothing is to be filled in. Mark each blank in the text with ____ (four underscores).")
	case app.BlanksDiffer:
		blanks, answers, _ := strings.Cut(no.Value, "/")
		return lang.L("The text has {{.Blanks}} blanks and there are {{.Answers}} answers. Write a line for each blank, alternatives parted by |.", map[string]any{"Blanks": blanks, "Answers": answers})
	case app.QuestionThere:
		return lang.L("The bank has this question already. Look for it, then change it there.")
	case app.QuestionTwice:
		if _, err := strconv.Atoi(no.Value); err == nil {
			return lang.L("The same question stands in line {{.Value}} already.", value)
		}
		return lang.L("The quiz asks this question already.")
	case app.UnknownQuestionKind:
		return lang.L("“{{.Value}}” is no kind of question. Kinds are single choice, multiple choice, true or false, fill in, open question.", value)
	case app.UnknownCourse:
		return lang.L("There is no course “{{.Value}}”. Write its code or its name.", value)
	}
	if said := quizRefusal(no, value); said != "" {
		return said
	}
	return giftRefusal(no.Reason)
}

func quizRefusal(no *app.Refusal, value map[string]any) string {
	switch no.Reason {
	case app.NoQuestions:
		return lang.L("The quiz asks nothing yet. Pick questions or draw some, then publish it.")
	case app.TooFewQuestions:
		line, there, _ := strings.Cut(no.Value, ": ")
		return lang.L("Line {{.Line}} asks for more questions than the bank has of that sort: {{.There}}. Ask for fewer.", map[string]any{"Line": line, "There": there})
	case app.QuestionGone:
		return lang.L("One of the questions was withdrawn. Open the quiz, save it again, then publish it.")
	case app.PassAboveFull:
		return lang.L("The pass mark is higher than all points together. Lower it.")
	case app.ClosesBeforeOpen:
		return lang.L("The quiz would close before it opens. Check both times.")
	case app.ShorterThanLimit:
		return lang.L("The quiz is open for less than its time limit. Let it close later.")
	case app.QuizNotFromHere:
		return lang.L("The quiz no longer allows this from where it stands. Look at it again.")
	case app.QuizNotOver:
		return lang.L("The right answers are told when the quiz is over. Come back then.")
	case app.QuizAnswersKept:
		return lang.L("The trainer has not let the answers of this quiz be seen yet. Your result stands on its page.")
	case app.QuizIsOver:
		return lang.L("The quiz is over and its answers may be known. Publish a new one instead.")
	case app.QuizNotTaken:
		return lang.L("You did not take this quiz. Its answers are shown to who did.")
	case app.AnswerNotHanded:
		return lang.L("This attempt still runs. Mark it when it is handed in.")
	case app.AnswerByKey:
		return lang.L("This answer is marked by its key.")
	case app.PointsAboveFull:
		return lang.L("This question is worth {{.Value}} points at most.", value)
	}
	return ""
}

// giftRefusal says what in a GIFT text cannot be taken.
func giftRefusal(reason app.Reason) string {
	switch reason {
	case app.GIFTNoAnswer:
		return lang.L("There are no braces with an answer. A question needs { }.")
	case app.GIFTTwoAnswers:
		return lang.L("There is more than one pair of braces. Put an empty line between two questions.")
	case app.GIFTUnclosed:
		return lang.L("A brace has no other. Each { needs its }, with no empty line between.")
	case app.GIFTNumerical:
		return lang.L("Numbers with a tolerance are not taken. Make it a question to fill in.")
	case app.GIFTMatching:
		return lang.L("Pairs to be matched are not taken. Make it several questions.")
	case app.GIFTWeights:
		return lang.L("Answers that are right in part are not taken. The right ones share 100 % evenly.")
	case app.GIFTSeveralRight:
		return lang.L("More than one answer is marked with =. Several right ones are written ~%50%.")
	case app.GIFTUnreadable:
		return lang.L("What stands there follows no form of GIFT. Check the signs = ~ # % : in it.")
	case app.BarInAnswer:
		return lang.L("An answer holds |, which parts alternatives here. Write each as an answer of its own.")
	}
	return ""
}

// QuestionProblem says why a line of an import was not taken.
func QuestionProblem(p app.ImportProblem) string {
	return Refusal(&app.Refusal{Field: p.Field, Reason: app.Reason(p.Reason), Value: p.Text})
}
