package app

import (
	"errors"
	"testing"
)

func TestWhoseAHalfDoneFormIs(t *testing.T) {
	trainer, counter, admin := Actor{Staff: StaffID{1}, Roles: []Role{Trainer}}, Actor{Staff: StaffID{2}, Roles: []Role{Counter}}, Actor{Staff: StaffID{3}, Roles: []Role{Admin}}
	tests := []struct {
		name string
		by   Actor
		id   string
		may  bool
	}{
		{"a question is its trainer's", trainer, OwnDrafts(QuestionForm, trainer.Staff) + "new", true},
		{"a question of another trainer shows its answer to nobody", trainer, OwnDrafts(QuestionForm, StaffID{9}) + "new", false},
		{"who makes no questions keeps none", counter, OwnDrafts(QuestionForm, counter.Staff) + "new", false},
		{"a quiz is its trainer's", trainer, OwnDrafts(QuizForm, trainer.Staff) + "new", true},
		{"a trainer takes results down", trainer, ClassForm + "-x", true},
		{"a trainer accepts no cases", trainer, "case-x", false},
		{"a clerk accepts cases", counter, "case-x", true},
		{"a clerk logs his own practice", counter, PracticeDrafts(counter.Staff) + "new", true},
		{"an administrator has no log", admin, PracticeDrafts(admin.Staff) + "new", false},
		{"nobody logs that of others", counter, PracticeDrafts(trainer.Staff) + "new", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if err := tt.by.MayDraft(tt.id); (err == nil) != tt.may || err != nil && !errors.Is(err, ErrNotAllowed) {
				t.Errorf("answered %v", err)
			}
		})
	}
}
