package app

import "strings"

// The forms of training, by which their drafts are told from others.
const (
	PracticeForm = "practice" // an entry of the log
	QuestionForm = "question" // of the bank, with its answer
	QuizForm     = "quiz"     // being put together
	ClassForm    = "class"    // results of a class
)

// The fields by which a half-done form says what it is about.
const (
	DraftCustomer     = "customer"      // of a case, or of a change to a customer
	DraftMadeCustomer = "made_customer" // of a sheet over a customer or a visit
	DraftVisit        = ":visit"        // of the record of a visit
)

// About is the customer or visit a half-done form is about; none: it can be gone
// on with anywhere.
func (d Draft) About() (RecordID, bool) {
	for _, name := range []string{DraftCustomer, DraftMadeCustomer, DraftVisit} {
		if id, err := ParseID[any](d.Fields[name]); err == nil {
			return id, true
		}
	}
	return RecordID{}, false
}

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
