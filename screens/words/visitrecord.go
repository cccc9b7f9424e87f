package words

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// VisitChannel names how a customer was visited.
func VisitChannel(channel app.VisitChannel) string {
	switch channel {
	case app.OnSite:
		return lang.X("visit.on_site", "On site")
	case app.ByTelephone:
		return lang.X("visit.telephone", "By telephone")
	case app.Online:
		return lang.X("visit.online", "Online")
	}
	return string(channel)
}

// VisitLink names what can be made in a visit.
func VisitLink(kind app.VisitLinkKind) string {
	switch kind {
	case app.LinkCase:
		return lang.L("Case")
	case app.LinkDemand:
		return lang.L("Internal demand")
	case app.LinkCommitment:
		return lang.L("Promise")
	case app.LinkOpportunity:
		return lang.L("Opportunity")
	case app.LinkChange:
		return lang.L("Change of data")
	case app.LinkUsageEvent:
		return lang.L("Usage event")
	case app.LinkReading:
		return lang.L("Meter reading")
	}
	return string(kind)
}

// VisitScore says how satisfied a customer was in a visit, on the one scale.
func VisitScore(score int64) string {
	if score == 0 {
		return lang.L("Not asked")
	}
	return Score(score)
}

// VisitWarning says what seems odd about the record of a visit. q is the
// question it is about, the zero Question for a field every visit has.
func VisitWarning(w app.FormWarning, q app.Question) string {
	v := map[string]any{"Day": Day(app.Day(w.Bound)), "Bound": w.Bound}
	if q.Kind == app.AskKVA {
		v["Bound"] = w.Bound + " kVA"
	}
	switch w.Reason {
	case app.BelowUsual:
		return lang.L("Usually {{.Bound}} or more. Please check; it can be kept as it is.", v)
	case app.AboveUsual:
		return lang.L("Usually no more than {{.Bound}}. Please check; it can be kept as it is.", v)
	case app.BehindVisit:
		return lang.L("This had passed by the visit. Please check; it can be kept as it is.")
	case app.BeforeLast:
		return lang.L("The customer was visited later, on {{.Day}}. Please check the day; it can be kept as it is.", v)
	case app.SameDay:
		return lang.L("The customer was visited on this day already. Was it the same visit, correct that record; a second one can be kept too.")
	case app.BeforeSupply:
		return lang.L("The supply of this customer began on {{.Day}}. Please check the day; it can be kept as it is.", v)
	case app.EnteredLate:
		return lang.L("Entered late: the first working day after the visit is over. The record is marked so.")
	}
	return ""
}

// recordRefusal says what is wrong with the record of a visit; "" for another reason.
func recordRefusal(no *app.Refusal, field map[string]any) string {
	switch no.Reason {
	case app.OutOfRange:
		return lang.L("{{.Field}} can be {{.Range}}. Check the number.", map[string]any{"Field": field["Field"], "Range": no.Value})
	case app.NoPosition:
		return lang.L("A position is latitude and longitude, such as 26.91,102.12.")
	case app.VisitNotOpen:
		return lang.L("This visit was recorded or cancelled already. Your text is kept; look at its record first.")
	case app.VisitNotRecorded:
		return lang.L("Only a recorded visit can be corrected or archived. Record it first.")
	case app.NotFollowedUp:
		return lang.L("This visit waits for no call. Nothing was changed.")
	case app.MeasuresOpen:
		return lang.L("Something made in this visit is still open. Finish it, then archive the visit.")
	case app.NeedsFollowUp:
		return lang.L("The call after the measures was not made. Record it, then archive the visit.")
	}
	return ""
}

// Answer is what was answered to a question, as people read it; "" for nothing.
func Answer(q app.Question, value string, codes *Codes, unit string) string {
	switch {
	case value == "":
		return ""
	case q.Kind == app.AskCode:
		return codes.Label(q.List, value)
	case q.Kind == app.AskYes && value == app.AnswerYes:
		return lang.X("answer.yes", "Yes")
	case q.Kind == app.AskYes:
		return lang.X("answer.no", "No")
	case q.Kind == app.AskKVA:
		va, _ := strconv.ParseInt(value, 10, 64)
		return KVA(va)
	case q.Kind == app.AskDay:
		return Day(app.Day(value))
	case unit != "":
		return value + " " + unit
	}
	return value
}

// VisitTimes is when a visit began and ended, 09:30–10:15.
func VisitTimes(v app.Visit) string {
	var parts []string
	for _, ms := range []int64{v.BeganAt, v.EndedAt} {
		if ms != 0 {
			parts = append(parts, app.TimeOfDay(time.UnixMilli(ms)))
		}
	}
	return strings.Join(parts, "–")
}

// Purposes are what a visit was for.
func Purposes(codes *Codes, v app.Visit) string {
	var said []string
	for _, code := range v.PurposeCodes() {
		said = append(said, codes.Label("visit_purpose", code))
	}
	return strings.Join(said, lang.X("list.separator", ", "))
}

// QuestionKind says how a question is answered.
func QuestionKind(kind app.QuestionKind) string {
	switch kind {
	case app.AskText:
		return lang.L("a line of text")
	case app.AskLines:
		return lang.L("several lines")
	case app.AskNumber:
		return lang.L("a number")
	case app.AskMonth:
		return lang.L("a month")
	case app.AskDay:
		return lang.L("a day")
	case app.AskCode:
		return lang.L("one of a list")
	case app.AskYes:
		return lang.L("yes or no")
	case app.AskKVA:
		return lang.L("a capacity in kVA")
	}
	return string(kind)
}

// Signed says who signed for the customer, and whether on paper.
func Signed(v app.Visit) string {
	if v.SignedPaper {
		return strings.TrimSpace(v.SignedBy + "  " + lang.L("Signed on paper"))
	}
	return v.SignedBy
}
