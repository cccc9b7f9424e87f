package words

import (
	"math"
	"strconv"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Hours is minutes in hours, with a decimal where they are not whole: "8", "7.5".
func Hours(minutes int64) string { return app.HoursText(minutes) }

// hoursAsAsked says it as a rule asks for it: "16", "0.5".
func hoursAsAsked(minutes int64) string {
	return strconv.FormatFloat(math.Round(float64(minutes)/60*100)/100, 'f', -1, 64)
}

// Validity says how long something holds after it was completed or granted.
func Validity(months int64) string {
	if months == 0 {
		return lang.L("For good")
	}
	return lang.L("{{.N}} months", map[string]any{"N": months})
}

// ClassMode names how something is taught.
func ClassMode(m app.ClassMode) string {
	switch m {
	case app.Central:
		return lang.X("class.central", "Central")
	case app.Decentral:
		return lang.X("class.decentral", "Decentralised")
	}
	return string(m)
}

// CompletionNeed names what a rule may ask for, as the head of a column.
func CompletionNeed(n app.CompletionNeed) string {
	switch n {
	case app.NeedAttendance:
		return lang.L("Attendance")
	case app.NeedScore:
		return lang.L("Score")
	case app.NeedAssignment:
		return lang.L("Assignment")
	case app.NeedPractice:
		return lang.L("Practice")
	case app.NeedMentor:
		return lang.L("Mentor's sign-off")
	}
	return string(n)
}

// CompletionRule reads a rule out: "attended at least 80 %, and at least 60 %
// of the points; or 16 hours of confirmed practice and the mentor's sign-off".
func CompletionRule(rule app.CompletionRule) string {
	ways := make([]string, len(rule))
	for i, w := range rule {
		ways[i] = CompletionWay(w)
	}
	return strings.Join(ways, lang.X("rule.or", "; or "))
}

// CompletionWay reads one way of a rule out.
func CompletionWay(w app.CompletionWay) string {
	asked := make([]string, 0, len(app.CompletionNeeds))
	for _, need := range w.Asks() {
		asked = append(asked, needed(w, need))
	}
	return strings.Join(asked, lang.X("rule.and", ", and "))
}

func needed(w app.CompletionWay, need app.CompletionNeed) string {
	switch need {
	case app.NeedAttendance:
		return lang.L("attended at least {{.N}} %", map[string]any{"N": w.Attendance})
	case app.NeedScore:
		return lang.L("at least {{.N}} % of the points", map[string]any{"N": w.Score})
	case app.NeedAssignment:
		return lang.L("the assignment accepted")
	case app.NeedPractice:
		return lang.L("{{.N}} hours of confirmed practice", map[string]any{"N": hoursAsAsked(w.Practice)})
	}
	return lang.L("the mentor's sign-off")
}

// CompletionText is CompletionRule for a rule as it is kept; what cannot be read
// is said as it stands.
func CompletionText(text string) string {
	rule, err := app.ParseCompletionRule(text)
	if err != nil {
		return text
	}
	return CompletionRule(rule)
}

// Lacks says what is still lacking; "" for nothing.
func Lacks(needs ...app.CompletionNeed) string {
	said := make([]string, len(needs))
	for i, need := range needs {
		said[i] = lack(need)
	}
	return strings.Join(said, lang.X("list.separator", ", "))
}

func lack(need app.CompletionNeed) string {
	switch need {
	case app.NeedAttendance:
		return lang.L("attendance")
	case app.NeedScore:
		return lang.L("a sufficient score")
	case app.NeedAssignment:
		return lang.L("the assignment")
	case app.NeedPractice:
		return lang.L("confirmed practice")
	}
	return lang.L("the mentor's sign-off")
}

// ruleRefusal says what is wrong with the text of a rule, and at which word.
func ruleRefusal(no *app.Refusal) string {
	v := map[string]any{"Word": no.Value}
	switch no.Reason {
	case app.Missing:
		return lang.L("Something is lacking: write a need before and behind each “and” and “or”, such as “attendance 80” or “mentor”.")
	case app.Unknown:
		return lang.L("“{{.Word}}” is not known here. Write attendance, score, assignment, practice or mentor, joined by “and” or “or”.", v)
	case app.AlreadyThere:
		return lang.L("“{{.Word}}” asks for the same a second time. Write each need once in a way; another way begins behind “or”.", v)
	case app.Impossible:
		return lang.L("“{{.Word}}” cannot be. Attendance and score are whole percents from 1 to 100, practice is at most 2000 hours.", v)
	}
	return lang.L("“{{.Word}}” cannot be read. Behind attendance, score and practice stands one number; behind assignment and mentor nothing.", v)
}

// TriggerEvidence names what a proposal of training is drawn from.
func TriggerEvidence(e app.TriggerEvidence) string {
	switch e {
	case app.EvidenceComplaints:
		return lang.L("Complaints about a person")
	case app.EvidenceOverruns:
		return lang.L("Limits not kept")
	case app.EvidenceLowScores:
		return lang.L("Customers not satisfied")
	case app.EvidenceFailed:
		return lang.L("Classes or quizzes not passed")
	}
	return string(e)
}

// courseRefusal says what speaks against a change of the catalogue.
func courseRefusal(no *app.Refusal, field map[string]any) string {
	switch no.Reason {
	case app.CourseUsed:
		return lang.L("This course was used already, so its name stays. Give it a last day instead; then it is no longer offered.")
	case app.CourseNamed:
		return lang.L("These still name the course: {{.Names}}. Take it out there first, or give the course a last day.", map[string]any{"Names": no.Value})
	case app.CodeFixed:
		return lang.L("{{.Field}} stays as it was, because others refer to it. Make a new entry for another code.", field)
	case app.GrantedOnce:
		return lang.L("This qualification was granted already, so it stays. Give it a last day instead.")
	}
	return ""
}

// courseFields are the labels of the catalogue's fields.
var courseFields = map[string]func() string{
	"rule":                   func() string { return lang.L("Completion rule") },
	"course":                 func() string { return lang.L("Course") },
	"course_code":            func() string { return lang.L("Code") },
	"course_name":            func() string { return lang.L("Name in Chinese") },
	"name_en":                func() string { return lang.L("Name in English") },
	"course_category":        func() string { return lang.L("Category") },
	"category":               func() string { return lang.L("Category") },
	"course_subject":         func() string { return lang.L("Subject") },
	"subject":                func() string { return lang.L("Subject") },
	"course_minutes":         func() string { return lang.L("Hours") },
	"validity_months":        func() string { return lang.L("Valid for months") },
	"class_mode":             func() string { return lang.L("Mode") },
	"mode":                   func() string { return lang.L("Mode") },
	"full_score":             func() string { return lang.L("Full score") },
	"about":                  func() string { return lang.L("Contents") },
	"offered_until":          func() string { return lang.L("Offered until") },
	"within_months":          func() string { return lang.L("Within months") },
	"posts":                  func() string { return lang.L("Posts") },
	"courses":                func() string { return lang.L("Courses") },
	"qualification":          func() string { return lang.L("Qualification") },
	"qualification_code":     func() string { return lang.L("Code") },
	"qualification_name":     func() string { return lang.L("Name in Chinese") },
	"study_minutes":          func() string { return lang.L("Hours of self-study") },
	"practice_minutes":       func() string { return lang.L("Hours of practice") },
	"renew_study_minutes":    func() string { return lang.L("Self-study to renew") },
	"renew_practice_minutes": func() string { return lang.L("Practice to renew") },
	"trigger_evidence":       func() string { return lang.L("Drawn from") },
	"trigger_detail":         func() string { return lang.L("Only of the kind") },
	"times":                  func() string { return lang.L("How often") },
}

// CourseName is the name of a course that is read here.
func (c *Codes) CourseName(of app.Course) string { return c.oneOf(of.Name, of.NameEN) }

// QualificationName is the name of a qualification that is read here.
func (c *Codes) QualificationName(of app.Qualification) string { return c.oneOf(of.Name, of.NameEN) }

func (c *Codes) oneOf(zh, en string) string {
	if c.language == English && en != "" {
		return en
	}
	return zh
}
