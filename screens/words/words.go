// Package words puts values and errors into the reader's language: statuses,
// kinds, amounts, moments, refusals. Every sentence stands here or beside its
// widget; none comes from app or data. It decides nothing and draws nothing.
package words

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/assets"
)

// The languages of the interface.
const (
	Chinese = "zh"
	English = "en"
)

// Use makes a language the one every sentence is looked up in, from now on.
// Screens built before keep their words; the window builds itself anew.
func Use(language string) error {
	text, err := assets.Translations(language)
	if err != nil {
		return fmt.Errorf("use language %s: %w", language, err)
	}
	// Fyne follows the system's locale and has no switch; giving the chosen
	// words out as the system's is the way that needs none.
	return lang.AddTranslationsForLocale(text, lang.SystemLocale())
}

// Kind names a kind of case.
func Kind(kind app.CaseKind) string {
	switch kind {
	case app.Consultation:
		return lang.L("Consultation")
	case app.Fault:
		return lang.L("Fault report")
	case app.Complaint:
		return lang.L("Complaint")
	case app.LVResident:
		return lang.L("New connection, resident")
	case app.LVBusiness:
		return lang.L("New connection, low-voltage business")
	case app.ServiceRequest:
		return lang.L("Service request")
	case app.Notice:
		return lang.L("Notice or publicity")
	case app.HVOrdinary:
		return lang.L("New connection, high voltage")
	case app.HVSpecial:
		return lang.L("New connection, high voltage, special")
	case app.DER:
		return lang.L("Distributed generation, charging, storage")
	case app.ChangeOfUse:
		return lang.L("Change of electricity use")
	case app.Wrongdoing:
		return lang.L("Report of wrongdoing")
	case app.Opinion:
		return lang.L("Opinion")
	case app.Suggestion:
		return lang.L("Suggestion")
	case app.Praise:
		return lang.L("Praise")
	case app.Care:
		return lang.L("Customer care")
	case app.InternalDemand:
		return lang.L("Internal demand")
	}
	return string(kind)
}

// Status names where a case stands.
func Status(status app.CaseStatus) string {
	switch status {
	case app.Accepted:
		return lang.L("Accepted")
	case app.Assigned:
		return lang.L("Assigned")
	case app.Working:
		return lang.L("In progress")
	case app.WaitCustomer:
		return lang.L("Waiting for customer")
	case app.WaitInternal:
		return lang.L("Waiting for colleague")
	case app.WaitApproval:
		return lang.L("Waiting for approval")
	case app.Replied:
		return lang.L("Answered")
	case app.CallBack:
		return lang.L("Call-back")
	case app.Closed:
		return lang.L("Closed")
	case app.Archived:
		return lang.L("Archived")
	case app.Cancelled:
		return lang.L("Cancelled")
	case app.Linked:
		return lang.L("Linked")
	}
	return string(status)
}

// Verb names a move of a flow as a person presses it.
func Verb(verb string) string {
	switch verb {
	case "assign":
		return lang.L("Assign")
	case "begin":
		return lang.L("Begin work")
	case "return":
		return lang.L("Return")
	case "answer":
		return lang.L("Answer")
	case "wait_customer":
		return lang.L("Wait for customer")
	case "wait_internal":
		return lang.L("Wait for colleague")
	case "wait_approval":
		return lang.L("Wait for approval")
	case "pass_on":
		return lang.L("Pass on")
	case "resume":
		return lang.L("Resume")
	case "close":
		return lang.X("case.close.verb", "Close case")
	case "call_back":
		return lang.L("Plan call-back")
	case "take_up_again":
		return lang.L("Take up again")
	case "archive":
		return lang.L("Archive")
	case "reopen":
		return lang.L("Reopen")
	case "cancel":
		return lang.X("case.cancel.verb", "Cancel case")
	case "go_on":
		return lang.L("Go on")
	case "publish":
		return lang.L("Publish")
	case "connect":
		return lang.L("Energise")
	case "rectify":
		return lang.L("Send back to be put right")
	case "submit":
		return lang.L("Submit for approval")
	case "approve":
		return lang.L("Approve")
	case "reject":
		return lang.L("Send back")
	case "report":
		return lang.L("Hand in")
	case "review":
		return lang.L("Send to review")
	case "survey":
		return lang.L("Survey on site")
	case "grade":
		return lang.X("case.grade.verb", "Grade")
	case "record":
		return lang.L("Record the outcome")
	case "take_on":
		return lang.X("case.take_on.verb", "Take on")
	case "arrive":
		return lang.L("Arrive")
	case "restore":
		return lang.L("Restore supply")
	case "inform":
		return lang.L("Inform the customer")
	case "confirm":
		return lang.X("case.confirm.verb", "Confirm")
	case "escalate":
		return lang.L("Escalate to the committee")
	}
	return verb
}

// Work names a list of the start page.
func Work(work app.Work) string {
	switch work {
	case app.WorkOverdue:
		return lang.L("Overdue")
	case app.WorkToday:
		return lang.L("Due today")
	case app.WorkWeek:
		return lang.L("This week")
	case app.WorkWaitingCustomer:
		return lang.L("Waiting for customer")
	case app.WorkWaitingInternal:
		return lang.L("Waiting for colleague")
	case app.WorkCallBack:
		return lang.L("To close or call back")
	case app.WorkUnassigned:
		return lang.L("Not assigned")
	}
	return string(work)
}

// Scope says whose cases the start page counts.
func Scope(scope app.Scope) string {
	switch scope {
	case app.ScopeMine:
		return lang.X("cases.mine", "Mine")
	case app.ScopeUnit:
		return lang.L("My unit")
	case app.ScopeAll:
		return lang.X("scope.all", "All")
	}
	return string(scope)
}

// Mark says how sure a text is that came from elsewhere.
func Mark(mark string) string {
	switch mark {
	case app.MarkRead:
		return lang.L("Public source")
	case app.MarkRecalled:
		return lang.L("Experience")
	case app.MarkDoubtful:
		return lang.L("Check the rules")
	}
	return mark
}

// Day is a business day as people write it.
func Day(day app.Day) string {
	if !day.Valid() {
		return ""
	}
	return string(day) + " " + Weekday(day.Weekday())
}

// Weekday is the short name of a day of the week.
func Weekday(w time.Weekday) string {
	switch w {
	case time.Monday:
		return lang.L("Mon")
	case time.Tuesday:
		return lang.L("Tue")
	case time.Wednesday:
		return lang.L("Wed")
	case time.Thursday:
		return lang.L("Thu")
	case time.Friday:
		return lang.L("Fri")
	case time.Saturday:
		return lang.L("Sat")
	}
	return lang.L("Sun")
}

// Moment is a time of day on a day, 09-15 14:05 within this year.
func Moment(ms int64, now time.Time) string {
	if ms == 0 {
		return ""
	}
	at, today := time.UnixMilli(ms).In(app.Local), now.In(app.Local)
	switch {
	case at.Year() == today.Year() && at.YearDay() == today.YearDay():
		return at.Format("15:04")
	case at.Year() == today.Year():
		return at.Format("01-02 15:04")
	}
	return at.Format("2006-01-02 15:04")
}

// upToCity is the head of an address: province and city, where a county follows.
var upToCity = regexp.MustCompile(`^(?:[^省市县区]{2,6}(?:省|自治区))?[^省市县区]{2,7}(?:市|州|盟)([^省市县区]{1,6}(?:县|区|市|旗))`)

// Place is an address as a list shows it: without province and city, which are
// the same in every line. Addresses that begin otherwise stay whole.
func Place(address string) string { return upToCity.ReplaceAllString(address, "$1") }

// DueDay is the end of a limit: a day for those that end at midnight, else a
// time of day.
func DueDay(ms int64, now time.Time) string {
	if ms == 0 {
		return ""
	}
	at := time.UnixMilli(ms).In(app.Local)
	if at.Hour() == 0 && at.Minute() == 0 {
		day := app.DayOf(at.Add(-time.Minute))
		if day.Time().Year() == now.In(app.Local).Year() {
			return string(day)[5:] + " " + Weekday(day.Weekday())
		}
		return Day(day)
	}
	return Moment(ms, now)
}

// Left tells how long a limit has to run, or by how much it is over.
func Left(ms int64, now time.Time) string {
	if ms == 0 {
		return ""
	}
	left := time.UnixMilli(ms).Sub(now)
	if left < 0 {
		return lang.L("over by {{.Span}}", map[string]any{"Span": Span(-left)})
	}
	return lang.L("{{.Span}} left", map[string]any{"Span": Span(left)})
}

// Span is a length of time in the largest unit that fits; of a few hours the
// minutes too, which a crew on its way counts.
func Span(d time.Duration) string {
	switch {
	case d < time.Hour:
		return lang.L("{{.N}} min", map[string]any{"N": int(d.Minutes())})
	case d < 10*time.Hour && int(d.Minutes())%60 > 0:
		return lang.L("{{.H}} h {{.M}} min", map[string]any{"H": int(d.Hours()), "M": int(d.Minutes()) % 60})
	case d < 48*time.Hour:
		return lang.L("{{.N}} h", map[string]any{"N": int(d.Hours())})
	}
	return lang.L("{{.N}} days", map[string]any{"N": int(d.Hours() / 24)})
}

// Ago tells how long ago something was.
func Ago(ms int64, now time.Time) string {
	if ms == 0 {
		return lang.L("never")
	}
	d := now.Sub(time.UnixMilli(ms))
	if d < time.Minute {
		return lang.L("just now")
	}
	return lang.L("{{.Span}} ago", map[string]any{"Span": Span(d)})
}

// Money is an amount in yuan with its groups, from fen.
func Money(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "-", -fen
	}
	return fmt.Sprintf("%s¥%s.%02d", sign, Count(fen/100), fen%100)
}

// Count is a whole number with groups of three.
func Count(n int64) string {
	if n < 0 {
		return "-" + Count(-n)
	}
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s,%03d", Count(n/1000), n%1000)
}

// KVA is a capacity, from volt-amperes.
func KVA(va int64) string {
	if va == 0 {
		return ""
	}
	text := fmt.Sprintf("%.3f", float64(va)/1000)
	return strings.TrimRight(strings.TrimRight(text, "0"), ".") + " kVA"
}

// Alert is a line of the strip over a customer's page.
func Alert(a app.Alert) string {
	switch a.Kind {
	case app.AlertArrears:
		return lang.L("Arrears {{.Amount}}", map[string]any{"Amount": Money(a.Fen)})
	case app.AlertImportant:
		return lang.L("Important customer")
	case app.AlertCare:
		if a.Day != "" {
			return lang.L("Special care until {{.Day}}: {{.Text}}", map[string]any{"Text": a.Text, "Day": string(a.Day)})
		}
		return lang.L("Special care: {{.Text}}", map[string]any{"Text": a.Text})
	case app.AlertOpenComplaint:
		return lang.L("Open complaints: {{.N}}", map[string]any{"N": a.Count})
	case app.AlertOverdue:
		return lang.L("Overdue cases: {{.N}}", map[string]any{"N": a.Count})
	case app.AlertDueSoon:
		return lang.L("Cases due this week: {{.N}}", map[string]any{"N": a.Count})
	case app.AlertStale:
		return lang.L("Not confirmed since {{.Day}}", map[string]any{"Day": string(a.Day)})
	case app.AlertPromiseBroken:
		return lang.L("Promises overdue: {{.N}}", map[string]any{"N": a.Count})
	case app.AlertPromiseDue:
		return lang.L("Promises due soon: {{.N}}", map[string]any{"N": a.Count})
	case app.AlertOpenCases:
		return lang.L("Open cases: {{.N}}", map[string]any{"N": a.Count})
	case app.AlertPromises:
		return lang.L("Open promises: {{.N}}", map[string]any{"N": a.Count})
	}
	return sheetAlert(a)
}

// Suspicion says why two customers may be one.
func Suspicion(reasons []app.SuspectReason) string {
	parts := make([]string, len(reasons))
	for i, r := range reasons {
		parts[i] = suspicion(r)
	}
	return strings.Join(parts, lang.X("list.separator", ", "))
}

func suspicion(r app.SuspectReason) string {
	switch r {
	case app.SameIDNo:
		return lang.L("same ID number")
	case app.SameUSCC:
		return lang.L("same credit code")
	case app.SamePhone:
		return lang.L("same telephone")
	case app.SameAccountNo:
		return lang.L("same account number")
	case app.SameName:
		return lang.L("same name")
	case app.LikeName:
		return lang.L("similar name")
	case app.SameMeterNo:
		return lang.L("same meter")
	case app.SameAddress:
		return lang.L("same address")
	case app.SoundsAlike:
		return lang.L("name sounds alike")
	}
	return against(r)
}

// against says what speaks against two customers being one.
func against(r app.SuspectReason) string {
	switch r {
	case app.OtherIDNo:
		return lang.L("different ID numbers")
	case app.OtherUSCC:
		return lang.L("different credit codes")
	case app.OtherKind:
		return lang.L("a person and an organisation")
	case app.OtherName:
		return lang.L("different names")
	case app.OtherAddress:
		return lang.L("different addresses")
	}
	return string(r)
}
