package questions

import (
	"encoding/json"
	"strconv"

	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// entries are the fields of text by the names that a draft has for them.
func (f *quizForm) entries() map[string]*widgets.Entry {
	all := map[string]*widgets.Entry{
		"title": f.title, "opens_time": f.opens.clock, "closes_time": f.closes.clock, "limit": f.limit, "pass": f.pass, "attempts": f.attempts,
		"each": f.each, "seed": f.seed,
	}
	for i, l := range f.draws {
		all["draw_count_"+strconv.Itoa(i)], all["draw_topic_"+strconv.Itoa(i)] = l.count, l.topic
	}
	return all
}

// drawn are the choices of what is to be drawn.
func (f *quizForm) drawn() map[string]*widgets.CodeField {
	all := map[string]*widgets.CodeField{}
	for i, l := range f.draws {
		all["draw_kind_"+strconv.Itoa(i)], all["draw_difficulty_"+strconv.Itoa(i)] = l.kind, l.difficulty
	}
	return all
}

// The fields of a draft that are neither text nor chosen in a list of their own.
const (
	draftItems   = "items"
	draftCourse  = "course"
	draftClass   = "class"
	draftOpens   = "opens_on"
	draftCloses  = "closes_on"
	draftShuffle = "shuffle"
	draftAnswers = "answers"
)

func (f *quizForm) values() map[string]string {
	items, _ := json.Marshal(f.plan.Items) // ids and numbers always marshal
	v := map[string]string{
		draftItems: string(items), draftCourse: codeOf(f.plan.Quiz.Course), draftClass: codeOf(f.plan.Quiz.Class),
		draftOpens: f.opens.day.Value(), draftCloses: f.closes.day.Value(),
		draftShuffle: strconv.FormatBool(f.shuffle.Checked), draftAnswers: strconv.FormatBool(f.answers.Checked),
	}
	for name, entry := range f.entries() {
		v[name] = entry.Text
	}
	for name, field := range f.drawn() {
		v[name] = field.Chosen().Code
	}
	return v
}

// put fills the sheet from a draft. Questions that were just picked for it stay
// those that it asks.
func (f *quizForm) put(v map[string]string) {
	for name, entry := range f.entries() {
		entry.SetText(v[name])
	}
	for name, field := range f.drawn() {
		field.SetCode(v[name])
	}
	if fresh := f.plan.Quiz.ID.IsZero() && len(f.plan.Items) > 0; !fresh {
		var items []app.QuizItem
		_ = json.Unmarshal([]byte(v[draftItems]), &items) // of another version: none come back
		f.plan.Items = items
		f.tell()
	}
	f.plan.Quiz.Course, _ = app.ParseID[app.Course](v[draftCourse])
	f.plan.Quiz.Class, _ = app.ParseID[app.Class](v[draftClass])
	f.course.SetCode(v[draftCourse])
	f.class.SetCode(v[draftClass])
	f.opens.day.SetValue(v[draftOpens])
	f.closes.day.SetValue(v[draftCloses])
	f.shuffle.SetChecked(v[draftShuffle] == strconv.FormatBool(true))
	f.answers.SetChecked(v[draftAnswers] == strconv.FormatBool(true))
	f.askClasses()
}
