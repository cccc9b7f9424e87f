package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// ClassStatus names where a class stands.
func ClassStatus(s app.ClassStatus) string {
	switch s {
	case app.ClassPlanned:
		return lang.X("class.planned", "Planned")
	case app.ClassEnrolling:
		return lang.X("class.enrolling", "Enrolling")
	case app.ClassRunning:
		return lang.X("class.running", "Running")
	case app.ClassAssessing:
		return lang.X("class.assessing", "Being assessed")
	case app.ClassRecognised:
		return lang.X("class.recognised", "Recognised")
	case app.ClassArchived:
		return lang.X("class.archived", "Archived")
	case app.ClassCancelled:
		return lang.X("class.cancelled", "Cancelled")
	}
	return string(s)
}

// ClassStep names the step that takes a class to a status.
func ClassStep(to app.ClassStatus) string {
	switch to {
	case app.ClassPlanned:
		return lang.L("Back to the plan")
	case app.ClassEnrolling:
		return lang.L("Open the enrolment")
	case app.ClassRunning:
		return lang.L("Begin the class")
	case app.ClassAssessing:
		return lang.L("Assess")
	case app.ClassRecognised:
		return lang.L("Tell the outcomes")
	case app.ClassArchived:
		return lang.L("Archive the class")
	case app.ClassCancelled:
		return lang.L("Cancel the class")
	}
	return string(to)
}

// Attendance says how somebody attended a class.
func Attendance(a app.Attendance) string {
	switch a {
	case app.Present:
		return lang.X("attendance.present", "Present")
	case app.Partly:
		return lang.X("attendance.partly", "Partly present")
	case app.Excused:
		return lang.X("attendance.excused", "Excused")
	case app.Absent:
		return lang.X("attendance.absent", "Absent")
	case app.TakenOff:
		return lang.X("attendance.taken_off", "Taken off")
	case app.NotNoted:
		return lang.X("attendance.not_noted", "Not noted")
	}
	return string(a)
}

// Outcome says what came of a class for somebody.
func Outcome(o app.Outcome) string {
	switch o {
	case app.OutcomeCompleted:
		return lang.X("outcome.completed", "Completed")
	case app.OutcomeFailed:
		return lang.X("outcome.failed", "Not completed")
	case app.OutcomeOpen:
		return lang.X("outcome.open", "Open")
	}
	return string(o)
}

// HeldSince says how somebody stands in a course.
func HeldSince(s app.Standing, until app.Day) string {
	day := map[string]any{"Day": until}
	switch s {
	case app.StandingNone:
		return lang.L("Never completed")
	case app.StandingExpired:
		return lang.L("Expired on {{.Day}}", day)
	case app.StandingExpiring:
		return lang.L("Expires on {{.Day}}", day)
	case app.StandingValid:
		if until == "" {
			return lang.L("Completed for good")
		}
		return lang.L("Valid until {{.Day}}", day)
	}
	return string(s)
}

// Course is the name of a course in the reader's language.
func (c *Codes) Course(name, english string) string { return c.oneOf(name, english) }

// ClassTimes is the days and hours of a class: "2026-03-01, 09:00–17:00".
func ClassTimes(c app.Class) string {
	said := string(c.BeginsOn)
	if c.EndsOn != c.BeginsOn {
		said += " – " + string(c.EndsOn)
	}
	if c.FromMinute > 0 || c.ToMinute > 0 {
		said += "  " + Minute(c.FromMinute) + "–" + Minute(c.ToMinute)
	}
	return said
}

// Minute is a time of day, from its minute: 09:30; nothing for none.
func Minute(of int64) string {
	if of == 0 {
		return ""
	}
	return two(of/60) + ":" + two(of%60)
}

func two(n int64) string { return strings.Repeat("0", 2-len(Count(n%100))) + Count(n%100) }

// ResultsGiven says how far the results of a class have come.
func ResultsGiven(r app.ClassRow) string {
	return lang.L("{{.N}} of {{.All}}", map[string]any{"N": r.Noted, "All": r.In})
}

// classRefusal says what speaks against a class or a result; "" for another
// reason.
func classRefusal(no *app.Refusal) string {
	v := map[string]any{"Value": no.Value}
	switch no.Reason {
	case app.ClassNotFromHere:
		return lang.L("The class cannot go there from where it stands. Choose one of the offered steps.")
	case app.ClassClosed:
		v["Status"] = ClassStatus(app.ClassStatus(no.Value))
		return lang.L("This class is over: {{.Status}}. It stays as it is; plan another if it is held again.", v)
	case app.ClassFull:
		return lang.L("The class has {{.Value}} seats, and that would be more people. Nobody was put in; choose fewer, or give it more seats.", v)
	case app.NotBegun:
		return lang.L("The class begins on {{.Value}}. Nothing can be noted before; what you typed is kept.", v)
	case app.NotInClass:
		if no.Value != "" {
			return lang.L("{{.Value}} is not in this class. Put the person in first, or correct the number.", v)
		}
		return lang.L("There is nobody in the class for this line. Nothing was taken from it.")
	case app.TwiceInClass:
		return lang.L("Is in this class already. A person counts once.")
	case app.PersonLeft:
		return lang.L("Does not work here on the first day of the class. Take the person off, or correct the day of leaving.")
	case app.ScoreTooHigh:
		return lang.L("The full score is {{.Value}}. Correct the points; the others are kept as you typed them.", v)
	case app.MoreThanClass:
		return lang.L("The class lasts {{.Value}} hours. Give the hours attended, above 0 and no more than that.", v)
	case app.ResultsOpen:
		return lang.L("{{.Value}} people have no result yet. Note theirs, or take them off; then tell the outcomes.", v)
	}
	return ""
}

// classFields are the labels of a class's fields.
var classFields = map[string]func() string{
	"roster":         func() string { return lang.L("People") },
	"class":          func() string { return lang.X("training.class", "Class") },
	"staff_name":     func() string { return lang.X("staff.name", "Name") },
	"class_number":   func() string { return lang.L("Class number") },
	"class_title":    func() string { return lang.L("Title") },
	"class_unit":     func() string { return lang.L("Unit") },
	"class_hours":    func() string { return lang.L("Hours") },
	"class_from":     func() string { return lang.X("class.from", "Begins at") },
	"class_to":       func() string { return lang.X("class.to", "Ends at") },
	"begins_on":      func() string { return lang.L("First day") },
	"ends_on":        func() string { return lang.L("Last day") },
	"place":          func() string { return lang.X("class.place", "Place") },
	"lecturer_kind":  func() string { return lang.L("Lecturer is") },
	"lecturer":       func() string { return lang.L("Lecturer") },
	"lecturer_unit":  func() string { return lang.L("Lecturer's unit") },
	"contract":       func() string { return lang.L("Contract") },
	"fee":            func() string { return lang.L("Cost") },
	"seats":          func() string { return lang.L("Seats") },
	"people":         func() string { return lang.L("People") },
	"completed":      func() string { return lang.L("Completed") },
	"failed":         func() string { return lang.X("outcome.failed", "Not completed") },
	"attendance":     func() string { return lang.L("Attendance") },
	"attended_hours": func() string { return lang.L("Hours attended") },
	"attended_minutes": func() string {
		return lang.L("Hours attended")
	},
	"points":         func() string { return lang.X("class.points", "Points") },
	"class_points":   func() string { return lang.X("class.points", "Points") },
	"assignment_on":  func() string { return lang.L("Assignment") },
	"mentor_on":      func() string { return lang.L("Mentor's sign-off") },
	"outcome":        func() string { return lang.L("Outcome") },
	"outcome_on":     func() string { return lang.L("Outcome on") },
	"results_on":     func() string { return lang.L("Results of") },
	"absence_reason": func() string { return lang.L("Reason of the absence") },
	"completed_on":   func() string { return lang.L("Completed on") },
}
