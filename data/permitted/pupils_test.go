package permitted_test

import (
	"testing"

	"lamplighter/app"
	"lamplighter/data/datatest"
)

// The marks of two people who learn, of hall A and of hall B: those that stand
// in what they wrote and had written about them, and those in their names, which
// everybody reads among the people of the company.
const (
	markPupil     = "丙陆"
	markAway      = "丁柒"
	markPupilName = "学员戊捌"
	markAwayName  = "学员己玖"
)

// pupil is what was planted of somebody who learns.
type pupil struct {
	staff      app.Staff
	class      app.Class
	enrolment  app.EnrolmentID
	practice   app.Practice
	completion app.CompletionID
	quiz       app.QuizID
	course     app.Course
	qualified  app.QualificationID
	paper      app.CertificateID
}

// pupils lets somebody learn in each hall.
func (c *county) pupils(t testing.TB) {
	t.Helper()
	c.learns(t, c.hallA, "P201", markPupil, markPupilName)
	c.learns(t, c.hallB, "P202", markAway, markAwayName)
}

func (c *county) learns(t testing.TB, by app.Actor, no, mark, name string) {
	t.Helper()
	ctx := t.Context()
	const day = app.Day("2026-02-02")
	var p pupil
	p.staff = must[app.Staff](t)(c.SaveStaff(ctx, c.sole, app.Staff{}, app.Staff{
		StaffNo: no, Name: name, Post: "counter", Unit: by.Unit, Roles: []app.Role{app.Counter}, ValidFrom: "2020-01-01",
	}))
	me := app.Actor{Staff: p.staff.ID, Name: name, Unit: by.Unit, Area: by.Area, Roles: p.staff.Roles}
	for _, course := range must[[]app.Course](t)(c.Courses(ctx, c.sole)) {
		if course.Code == "service" {
			p.course = course
		}
	}
	for _, q := range must[[]app.Qualification](t)(c.Qualifications(ctx, c.sole)) {
		p.qualified = q.ID
	}
	draft := p.course.Class("2026-03-09")
	draft.Unit, draft.Note, draft.Title, draft.Place = by.Unit, mark, mark+"班", mark
	p.class = must[app.Class](t)(c.PlanClass(ctx, c.sole, draft))
	must[[]app.NotEnrolled](t)(c.EnrolMany(ctx, c.sole, p.class, []app.StaffID{p.staff.ID}))
	p.enrolment = must[app.ClassPage](t)(c.ClassPage(ctx, c.sole, p.class.ID)).Learners[0].Enrolment.ID
	p.practice = must[app.Practice](t)(c.LogPractice(ctx, me, app.PracticeDraft{Kind: app.OnTheJob, Course: p.course.ID, DoneOn: "2026-03-01", Minutes: 60, What: mark + "跟班"}))
	datatest.KnownCompletion(t, c.Store, app.Completion{Staff: p.staff.ID, Course: p.course.ID, CompletedOn: day, Way: app.ByOthers, Reason: mark, Minutes: 480, Mode: app.Central})
	for _, done := range must[[]app.CompletionRecord](t)(c.Completions(ctx, c.sole, app.CompletionFilter{Staff: p.staff.ID})) {
		p.completion = done.ID
	}
	p.paper = must[[]app.CertificateID](t)(c.IssueCertificates(ctx, c.sole, app.CertificatesOf{Completions: []app.CompletionID{p.completion}}))[0]
	datatest.FailedQuiz(t, c.Store, "QZ"+no, p.course.ID, p.staff.ID, day)
	p.quiz = datatest.Quiz(t, c.Store, app.Quiz{Class: p.class.ID, Title: mark}, app.BankQuestion{Kind: app.TrueFalse, Text: "先致歉再查明原因。" + no, Answers: "true"}).ID
	c.kits[mark] = kit{pupil: p}
}
