package data_test

import (
	"errors"
	"testing"

	"lamplighter/app"
)

func (w *workbench) mentored(t *testing.T, by app.Actor) []app.Mentored {
	t.Helper()
	all, err := w.s.Mentored(t.Context(), by, app.PracticeFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// practised logs and confirms so many hours, four a day.
func (w *workbench) practised(t *testing.T, course string, hours int) app.PracticeSettled {
	t.Helper()
	var seen []app.Practice
	for i := range hours / 4 {
		d := w.draft()
		d.Course, d.Case, d.DoneOn, d.Minutes = w.courses[course].ID, app.CaseID{}, app.Day("2026-02-02").AddDays(i), 240
		seen = append(seen, w.log(t, d))
	}
	return w.settle(t, w.mentor, app.PracticeVerdict{}, seen...)
}

func TestPracticeAndTheMentorsWordCompleteADecentralClass(t *testing.T) {
	w := newWorkbench(t)
	class := w.class(t, "connection", w.learner.Staff) // practice 16 and mentor
	if told := w.practised(t, "connection", 12); told.Completed != 0 {
		t.Errorf("12 hours complete %d", told.Completed)
	}
	if all := w.mentored(t, w.mentor); len(all) != 1 || all[0].Practice != 12*60 || all[0].Needs != 16*60 || all[0].Name != "何晓燕" {
		t.Fatalf("the mentor sees %+v", all)
	}
	ask := app.SignOffAsk{Staff: w.learner.Staff, Course: class.Course, On: "2026-03-02"}
	if done, err := w.s.SignOff(t.Context(), w.mentor, ask); err != nil || done != 0 {
		t.Fatalf("signed off before the hours are full: %d, %v", done, err)
	}
	d := w.draft()
	d.Case, d.Minutes = app.CaseID{}, 240
	if told := w.settle(t, w.mentor, app.PracticeVerdict{}, w.log(t, d)); told.Completed != 1 {
		t.Errorf("the last hours complete %d", told.Completed)
	}
	mine, err := w.s.MyTraining(t.Context(), w.learner)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range mine.Courses {
		if c.Course.Code == "connection" && (c.Standing != app.StandingValid || c.Until != "2029-03-02") {
			t.Errorf("he stands %s until %s", c.Standing, c.Until)
		}
	}
	if len(mine.Classes) != 1 || mine.Classes[0].Enrolment.Outcome != app.OutcomeCompleted {
		t.Errorf("his class is %+v", mine.Classes)
	}
	if _, err := w.s.SignOff(t.Context(), w.trainer, ask); refusedFor(err) != app.NothingToSign {
		t.Errorf("of a completed course: %v", err)
	}
}

func TestASignOffThatCannotBeIsRefused(t *testing.T) {
	w := newWorkbench(t)
	w.class(t, "connection", w.learner.Staff)
	w.class(t, "policy", w.learner.Staff) // attendance and a score
	ask := app.SignOffAsk{Staff: w.learner.Staff, Course: w.courses["connection"].ID, On: "2026-03-02"}
	if _, err := w.s.SignOff(t.Context(), w.mentor, ask); !errors.Is(err, app.ErrNotAllowed) {
		t.Errorf("by a mentor whom no entry names: %v", err)
	}
	if _, err := w.s.SignOff(t.Context(), w.learner, ask); refusedFor(err) != app.OwnWork {
		t.Errorf("of himself: %v", err)
	}
	for want, change := range map[app.Reason]func(*app.SignOffAsk){
		app.InTheFuture:   func(a *app.SignOffAsk) { a.On = "2026-03-03" },
		app.Missing:       func(a *app.SignOffAsk) { a.On = "" },
		app.NothingToSign: func(a *app.SignOffAsk) { a.Course = w.courses["policy"].ID },
	} {
		bad := ask
		change(&bad)
		if _, err := w.s.SignOff(t.Context(), w.trainer, bad); refusedFor(err) != want {
			t.Errorf("want %s, got %v", want, err)
		}
	}
	if _, err := w.s.SignOff(t.Context(), w.trainer, ask); err != nil {
		t.Fatal(err)
	}
	if _, err := w.s.SignOff(t.Context(), w.trainer, ask); refusedFor(err) != app.SignedBefore {
		t.Errorf("a second time: %v", err)
	}
}

func TestMyTrainingIsOnesOwn(t *testing.T) {
	w := newWorkbench(t)
	w.class(t, "connection", w.learner.Staff)
	w.practised(t, "connection", 8)
	w.log(t, w.draft())
	mine, err := w.s.MyTraining(t.Context(), w.learner)
	if err != nil {
		t.Fatal(err)
	}
	if mine.Waiting != 1 || mine.WaitingMinutes != 120 || mine.Asked != 0 || len(mine.Classes) != 1 || len(mine.Qualifications) != 1 {
		t.Errorf("the learner reads %+v", mine)
	}
	lacks := 0
	for _, c := range mine.Courses {
		if c.Lacks() {
			lacks++
		}
		if c.Course.Code == "connection" && (c.Practice != 480 || c.Waiting != 120 || c.Needs != 960 || !c.Enrolled) {
			t.Errorf("his practice of the course is %+v", c)
		}
	}
	posts, err := w.s.CoursePosts(t.Context(), w.learner)
	asked := 0
	for _, p := range posts {
		if p.Post == "account_manager" {
			asked++
		}
	}
	if err != nil || asked == 0 || lacks != asked {
		t.Errorf("his post lacks %d courses of the %d it asks: %v", lacks, asked, err)
	}
	if q := mine.Qualifications[0]; q.Practice != 480 || q.PracticeNeeds != 2400 || q.StudyNeeds != 1200 || len(q.Lacks) != 7 || q.Ready() {
		t.Errorf("his qualification is %+v", q)
	}
	his, err := w.s.MyTraining(t.Context(), w.mentor)
	if err != nil || his.Asked != 1 || his.Waiting != 0 || len(his.Classes) != 0 {
		t.Errorf("the mentor reads %+v: %v", his, err)
	}
	if sole, err := w.s.MyTraining(t.Context(), w.by); err != nil || sole.Staff.Name != "沈丽" {
		t.Errorf("the one user of a file reads %+v: %v", sole.Staff, err)
	}
}
