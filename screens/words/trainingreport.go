package words

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// ModeWarning is the rule that decentralised training is the greater part, with
// the numbers, when it is not kept; nothing when it is.
func ModeWarning(s app.TrainingSums) string {
	if s.ModeRuleKept() {
		return ""
	}
	return lang.L("Decentralised training is to exceed centralised training, and does not: {{.Decentral}} against {{.Central}} person-hours. {{.Lacking}} hours more at work would do.", map[string]any{
		"Decentral": Hours(s.Decentral()), "Central": Hours(s.Attended.Central), "Lacking": Hours(s.Attended.Central - s.Decentral() + 6),
	})
}

// FenEach is a mean of money; of nothing there is none.
func FenEach(r app.Ratio) string {
	if !r.Known() {
		return "–"
	}
	return Money(int64(r.Value() + 0.5))
}

// QualifiedText says whether somebody holds a qualification.
func QualifiedText(p app.TrainedPerson) string {
	switch {
	case p.Qualified && p.Until == "":
		return lang.L("Qualified for good")
	case p.Qualified:
		return lang.L("Qualified until {{.Day}}", map[string]any{"Day": p.Until})
	case p.Lapsed:
		return lang.L("Lapsed {{.Day}}", map[string]any{"Day": p.Until})
	}
	return "–"
}

// PerPerson is a mean over people with two decimals.
func PerPerson(r app.Ratio) string {
	if !r.Known() {
		return "–"
	}
	return fmt.Sprintf("%.2f", r.Value())
}

// EvidenceKind names what a proposal is drawn from.
func EvidenceKind(kind app.TriggerEvidence) string {
	switch kind {
	case app.EvidenceComplaints:
		return lang.L("Complaints")
	case app.EvidenceOverruns:
		return lang.L("Limits overrun")
	case app.EvidenceLowScores:
		return lang.L("Dissatisfied customers")
	case app.EvidenceFailed:
		return lang.L("Not passed")
	}
	return string(kind)
}

// EvidenceAbout says what a piece of evidence was about: the matter of a
// complaint or else its class, the kind of a case, where an opinion was asked.
func (c *Codes) EvidenceAbout(e app.TrainingEvidence) string {
	switch {
	case e.Kind == app.EvidenceComplaints && e.Matter != "":
		return c.Label("complaint_matter", e.Matter)
	case e.Kind == app.EvidenceComplaints:
		return c.Label("complaint_class", e.Detail)
	case e.Kind == app.EvidenceOverruns:
		return c.Label("case_kind", e.Detail)
	case e.Kind == app.EvidenceLowScores:
		return SurveySource(app.SurveySource(e.Detail))
	}
	return ""
}

// EvidenceShort says in one line why somebody is proposed: "3 complaints about
// attitude in 12 months: 2026-02-02 MY1-…, …".
func (c *Codes) EvidenceShort(t app.TrainingTrigger, all []app.TrainingEvidence) string {
	values := map[string]any{"N": len(all), "Months": t.Months, "List": EvidenceNumbers(all), "About": c.triggerAbout(t)}
	switch t.Evidence {
	case app.EvidenceComplaints:
		if t.Detail == "" {
			return lang.L("{{.N}} complaints in {{.Months}} months: {{.List}}", values)
		}
		return lang.L("{{.N}} complaints about {{.About}} in {{.Months}} months: {{.List}}", values)
	case app.EvidenceOverruns:
		return lang.L("{{.N}} cases over their limit in {{.Months}} months: {{.List}}", values)
	case app.EvidenceLowScores:
		return lang.L("{{.N}} dissatisfied customers in {{.Months}} months: {{.List}}", values)
	case app.EvidenceFailed:
		return lang.L("{{.N}} times not passed in {{.Months}} months: {{.List}}", values)
	}
	return EvidenceNumbers(all)
}

// triggerAbout names the detail of a trigger on complaints: a matter, or a class.
func (c *Codes) triggerAbout(t app.TrainingTrigger) string {
	text := c.Label("complaint_matter", t.Detail)
	if text == t.Detail {
		text = c.Label("complaint_class", t.Detail)
	}
	if c.language == English {
		return strings.ToLower(text)
	}
	return text
}

// EvidenceNumbers are the days and numbers of evidence.
func EvidenceNumbers(all []app.TrainingEvidence) string {
	parts := make([]string, len(all))
	for i, e := range all {
		parts[i] = strings.TrimSpace(string(e.On) + " " + e.Number)
	}
	return strings.Join(parts, lang.X("list.separator", ", "))
}

// proposalRefusal says why proposed people cannot be put in a class.
func proposalRefusal(reason app.Reason) string {
	switch reason {
	case app.OtherCourse:
		return lang.L("This class teaches another course. Choose one of the proposed course, or plan a new one.")
	case app.TooFewSeats:
		return lang.L("This class has no seats for so many. Choose fewer people, another class, or plan a new one.")
	}
	return ""
}
