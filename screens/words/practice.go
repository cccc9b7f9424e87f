package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// practiceFields are the labels of the log, by the name a refusal gives.
// Functions, because the language is chosen after this table is made.
var practiceFields = map[string]func() string{
	"practice":        func() string { return lang.L("Log entry") },
	"learner":         func() string { return lang.L("Learner") },
	"practice_kind":   func() string { return lang.L("Kind") },
	"practice_what":   func() string { return lang.L("What was done") },
	"practice_hours":  func() string { return lang.L("Hours claimed") },
	"settled_by":      func() string { return lang.X("practice.by", "Confirmed by") },
	"confirmed_hours": func() string { return lang.L("Hours confirmed") },
	"minutes":         func() string { return lang.X("practice.time", "Time spent") },
	"course":          func() string { return lang.X("practice.course", "Course") },
	"mentor":          func() string { return lang.X("practice.mentor", "Mentor") },
	"mentor_on":       func() string { return lang.L("Signed off on") },
	"remark":          func() string { return lang.L("Mentor's remark") },
	"visit":           func() string { return lang.X("practice.visit", "Visit") },
	"article":         func() string { return lang.L("Article read") },
}

// PracticeKind names what an entry of the log was.
func PracticeKind(k app.PracticeKind) string {
	switch k {
	case app.OnTheJob:
		return lang.X("practice.job", "On the job")
	case app.SelfStudy:
		return lang.X("practice.study", "Self-study")
	}
	return string(k)
}

// PracticeState names where an entry stands.
func PracticeState(s app.PracticeState) string {
	switch s {
	case app.PracticeWaiting:
		return lang.X("practice.waiting", "Waiting")
	case app.PracticeConfirmed:
		return lang.X("practice.confirmed", "Confirmed")
	case app.PracticeRefused:
		return lang.X("practice.refused", "Refused")
	}
	return string(s)
}

// PracticeView names a list of entries.
func PracticeView(v app.PracticeView) string {
	if v == app.ViewAll {
		return lang.X("practice.all", "All")
	}
	return PracticeState(app.PracticeState(v))
}

// PracticeWhose names whose entries are listed.
func PracticeWhose(w app.PracticeWhose) string {
	switch w {
	case app.PracticeOfMine:
		return lang.L("My log")
	case app.PracticeAsked:
		return lang.L("I am asked")
	case app.PracticeOfAll:
		return lang.X("practice.everybody", "Everybody")
	}
	return string(w)
}

// PracticeWarning says what is odd about an entry.
func PracticeWarning(w app.PracticeWarning) string {
	switch w {
	case app.CaseOfOthers:
		return lang.L("The case is somebody else's: the learner never owned it and took no step of it.")
	case app.VisitOfOthers:
		return lang.L("The visit was somebody else's.")
	case app.CaseAgain:
		return lang.L("The same case was logged for this course before.")
	case app.VisitAgain:
		return lang.L("The same visit was logged for this course before.")
	case app.CaseShut:
		return lang.L("The case is protected: most mentors cannot open it. Write nothing here that would tell who is meant.")
	}
	return string(w)
}

// PracticeMark is a warning in a word or two, where a list has no room.
func PracticeMark(w app.PracticeWarning) string {
	switch w {
	case app.CaseOfOthers:
		return lang.L("Case of others")
	case app.VisitOfOthers:
		return lang.L("Visit of others")
	case app.CaseAgain, app.VisitAgain:
		return lang.L("Logged before")
	case app.CaseShut:
		return lang.L("Protected")
	}
	return string(w)
}

// PracticeHours is a span of work in hours.
func PracticeHours(minutes int64) string {
	return lang.X("practice.hours", "{{.N}} h", map[string]any{"N": Hours(minutes)})
}

// PracticeOfNeeded is a sum of practice against what is asked; no need: the sum
// alone.
func PracticeOfNeeded(has, needs int64) string {
	if needs == 0 {
		return PracticeHours(has)
	}
	return lang.L("{{.Has}} of {{.Needs}}", map[string]any{"Has": PracticeHours(has), "Needs": PracticeHours(needs)})
}

// practiceRefusal says why an entry of the log is not taken or not settled; ""
// for other reasons.
func practiceRefusal(no *app.Refusal) string {
	switch no.Reason {
	case app.LongerThanADay:
		return lang.L("A day has 24 hours. Write the hours as 1.5h, the minutes as 90.")
	case app.DayIsFull:
		return lang.L("With the other entries of that day this is more than 24 hours. Check the day and the time spent.")
	case app.OwnMentor:
		return lang.L("Nobody is his own mentor. Name somebody else, or leave the field empty.")
	case app.MentorLeft:
		return lang.L("This mentor no longer works here. Name somebody else, or leave the field empty.")
	case app.NotHereThen:
		return lang.L("The learner did not work here on that day, or no longer does. Check the day.")
	case app.EntrySettled:
		return lang.L("The entry was confirmed or refused and stays as it is. Write a new entry instead.")
	case app.MoreThanClaimed:
		return lang.L("This is more than the learner claimed. Confirm what was claimed or less; he may write another entry.")
	case app.NothingToSign:
		return lang.L("This person is in no open class of the course that asks for a mentor's sign-off. Put him into one first.")
	case app.SignedBefore:
		return lang.L("The course was signed off already. Nothing was changed.")
	}
	return ""
}
