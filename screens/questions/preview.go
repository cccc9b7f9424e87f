package questions

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// onLine is a text as one line of a list.
func onLine(text string) string { return strings.ReplaceAll(text, "\n", " ") }

// asLearner shows a question as whoever takes a quiz sees it.
func asLearner(kind app.QuizQuestionKind, text, choices string, points int64) []fyne.CanvasObject {
	question := widgets.NewParagraph(text)
	question.Bold = true
	out := []fyne.CanvasObject{
		widgets.NewMutedText(words.QuizQuestionKind(kind) + " · " + lang.L("{{.N}} points", map[string]any{"N": app.PointsText(points)})),
		question,
	}
	switch kind {
	case app.SingleChoice, app.MultipleChoice:
		for i, choice := range strings.Split(choices, "\n") {
			out = append(out, widgets.NewParagraph(app.ChoiceLetter(i+1)+"  "+choice))
		}
	case app.TrueFalse:
		out = append(out, widgets.NewParagraph(lang.L("Right")+"    "+lang.L("Wrong")))
	}
	return out
}

// seenBy shows a question of the bank: as a learner sees it, then its answer.
func seenBy(q app.BankQuestionRow) []fyne.CanvasObject {
	out := append([]fyne.CanvasObject{widgets.NewSectionHeader(lang.L("As a learner sees it"))}, asLearner(q.Kind, q.Text, q.Choices, q.Points)...)
	facts := widgets.NewFacts()
	for _, f := range [][2]string{
		{words.Field("right_answer"), words.RightAnswer(q.Kind, q.Answers)},
		{words.Field("explanation"), q.Explanation},
		{words.Field("course"), q.CourseName},
		{words.Field("topic"), q.Topic},
		{words.Field("question_name"), q.Name},
		{words.Field("source"), q.Source},
	} {
		if f[1] != "" {
			facts.AddWide(f[0], f[1])
		}
	}
	return append(out, widgets.NewSectionHeader(lang.L("For the trainer")), facts)
}
