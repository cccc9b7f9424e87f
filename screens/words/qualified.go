package words

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// QualifiedStatus names how somebody stands in a qualification.
func QualifiedStatus(s app.QualifiedStatus) string {
	switch s {
	case app.QualifiedExpired:
		return lang.X("qualified.expired", "Expired")
	case app.QualifiedExpiring:
		return lang.L("Expires soon")
	case app.ReadyToRenew:
		return lang.L("Ready to renew")
	case app.ReadyToQualify:
		return lang.L("Ready to grant")
	case app.Unqualified:
		return lang.L("Not qualified")
	case app.QualifiedToday:
		return lang.L("Qualified")
	}
	return string(s)
}

// QualifiedView names a list of states.
func QualifiedView(v app.QualifiedView) string {
	switch v {
	case app.ViewReady:
		return lang.L("May be granted")
	case app.ViewWithin7:
		return lang.L("Within 7 days")
	case app.ViewWithin30:
		return lang.L("Within 30 days")
	case app.ViewWithin90:
		return lang.L("Within 90 days")
	case app.ViewExpired:
		return lang.X("qualified.expired", "Expired")
	case app.ViewUnqualified:
		return lang.L("Not qualified")
	case app.ViewQualified:
		return lang.L("Qualified")
	case app.ViewEverybody:
		return lang.X("qualified.all", "All")
	}
	return string(v)
}

// HoursPart tells how much of the hours asked for is there.
func HoursPart(h app.HoursPart) string {
	return lang.L("{{.Have}} of {{.Need}} h", map[string]any{"Have": Hours(h.Have), "Need": Hours(h.Need)})
}

// CourseStanding tells how somebody stands in a course of a qualification.
func CourseStanding(c app.CoursePart) string {
	day := map[string]any{"Day": c.UntilOn}
	switch {
	case c.Standing == app.StandingNone:
		return lang.L("not completed")
	case c.Standing == app.StandingExpired:
		return lang.L("expired on {{.Day}}", day)
	case c.UntilOn == "":
		return lang.L("valid for good")
	case !c.Met:
		return lang.L("ends on {{.Day}}, to be renewed", day)
	}
	return lang.L("valid until {{.Day}}", day)
}

// Lacking tells in a line what somebody lacks for a qualification.
func (c *Codes) Lacking(s app.QualificationState) string {
	if s.Status == app.QualifiedToday {
		return ""
	}
	var parts []string
	for _, p := range s.Lacking() {
		parts = append(parts, lang.L("{{.Course}} ({{.Standing}})", map[string]any{"Course": c.CourseName(*p.Course), "Standing": CourseStanding(p)}))
	}
	return strings.Join(append(parts, LackingHours(s.Study, s.Practice)...), lang.X("list.separator", ", "))
}

// LackingHours tells which hours are not there yet.
func LackingHours(study, practice app.HoursPart) (parts []string) {
	if !study.Met() {
		parts = append(parts, lang.L("study {{.Hours}}", map[string]any{"Hours": HoursPart(study)}))
	}
	if !practice.Met() {
		parts = append(parts, lang.L("practice {{.Hours}}", map[string]any{"Hours": HoursPart(practice)}))
	}
	return parts
}

// GrantEnds tells until when a qualification would hold, and what ends it.
func (c *Codes) GrantEnds(s app.QualificationState) string {
	if s.Until == "" {
		return lang.L("for good")
	}
	for _, p := range s.Courses {
		if p.Course.Code == s.EndsBy {
			return lang.L("until {{.Day}}, when {{.Course}} ends", map[string]any{"Day": s.Until, "Course": c.CourseName(*p.Course)})
		}
	}
	return lang.L("valid until {{.Day}}", map[string]any{"Day": s.Until})
}

// GrantSpan is how long a grant holds.
func GrantSpan(from, until app.Day) string {
	if until == "" {
		return lang.L("{{.From}}, for good", map[string]any{"From": from})
	}
	return lang.L("{{.From}} to {{.Until}}", map[string]any{"From": from, "Until": until})
}

// CertificateVerdict says what came of looking a certificate up.
func CertificateVerdict(c app.CertificateCheck) string {
	p := c.Certificate
	told := map[string]any{"Number": p.Number, "Title": p.Title, "Holder": p.Holder, "Until": p.UntilOn, "Reason": CertificateReason(c.Reason)}
	switch c.Verdict {
	case app.CertificateGenuine:
		if p.UntilOn == "" {
			return lang.L("Genuine, and valid for good: {{.Title}}, {{.Holder}}.", told)
		}
		return lang.L("Genuine, and valid until {{.Until}}: {{.Title}}, {{.Holder}}.", told)
	case app.CertificateOver:
		return lang.L("Genuine, but expired on {{.Until}}: {{.Title}}, {{.Holder}}.", told)
	case app.CertificateWithdrawn:
		return lang.L("Withdrawn, it no longer holds: {{.Title}}, {{.Holder}}. Reason: {{.Reason}}", told)
	case app.CertificateFalse:
		return lang.L("Not genuine: the code does not belong to what is kept under this number. Check both for slips of typing.")
	case app.CertificateUnknown:
		return lang.L("No certificate here has this number. Check it for slips of typing; one issued on another computer is known after the next exchange.")
	case app.CertificateUnproved:
		return lang.L("The code is the one kept here, but the key to prove it is not in this file. Ask a trainer to check it.")
	}
	return string(c.Verdict)
}

// CertificateReason says why a certificate was withdrawn.
func CertificateReason(reason string) string {
	switch reason {
	case "corrected":
		return lang.L("the results were corrected")
	case "":
		return lang.L("none given")
	}
	return reason
}

// qualifiedRefusal says what speaks against granting, freezing or certifying.
func qualifiedRefusal(reason app.Reason) string {
	switch reason {
	case app.LeftCompany:
		return lang.L("This person no longer works here.")
	case app.PartsLacking:
		return lang.L("Training, study or practice is not complete.")
	case app.RenewalNotOpen:
		return lang.L("The qualification holds. It may be renewed in its last 90 days.")
	case app.NothingToFreeze:
		return lang.L("On that day no post asked for a qualification, so there is nothing to freeze.")
	case app.NotAsFrozen:
		return lang.L("This list is no longer what was frozen. Nothing of it is shown; put a backup back.")
	case app.NotGranted:
		return lang.L("What was withdrawn or never granted has no certificate.")
	}
	return ""
}

// QualifiedLeft tells how many days a qualification holds yet, or since when it
// does not.
func QualifiedLeft(days int) string {
	switch {
	case days < 0:
		return lang.L("{{.N}} days ago", map[string]any{"N": -days})
	case days == 0:
		return lang.L("last day today")
	}
	return lang.L("{{.N}} days", map[string]any{"N": days})
}

// Seal is the beginning of a hash, to be compared by eye.
func Seal(hash []byte) string { return fmt.Sprintf("%.8X", hash) }
