package app

import "strings"

// The forms of training, by which their drafts are told from others.
const (
	PracticeForm = "practice" // an entry of the log
	QuestionForm = "question" // of the bank, with its answer
	QuizForm     = "quiz"     // being put together
	ClassForm    = "class"    // results of a class
)

// OwnDrafts heads the ids of the drafts of a form that are somebody's alone.
func OwnDrafts(form string, by StaffID) string { return form + "-" + by.String() + "-" }

// MayDraft refuses a draft to whom its form is none: an entry of the log is its
// learner's alone, a question or quiz the trainer's who writes it, results of a
// class are of whoever takes them down, all others of who accepts cases.
func (a Actor) MayDraft(id string) error {
	form, _, _ := strings.Cut(id, "-")
	switch form {
	case PracticeForm, QuestionForm, QuizForm:
		if !strings.HasPrefix(id, OwnDrafts(form, a.Staff)) {
			return ErrNotAllowed
		}
		if form == PracticeForm {
			return a.May(StudyHere)
		}
		return a.May(ChangeTraining)
	case ClassForm:
		if a.May(ChangeTraining) == nil {
			return nil
		}
	}
	return a.May(OpenCases)
}
