package words

import (
	"cmp"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// factNames names what is asked of a business; the questions of a visit say the
// same. Functions, as in fields.
var factNames = map[string]func() string{
	"products":          func() string { return lang.L("Main products") },
	"shifts":            func() string { return lang.L("Shifts a day") },
	"equipment":         func() string { return lang.L("Key equipment") },
	"orders":            func() string { return lang.L("Orders") },
	"output":            func() string { return lang.L("Output") },
	"employees":         func() string { return lang.L("Employees") },
	"energy_share":      func() string { return lang.L("Cost share (%)") },
	"expansion_plan":    func() string { return lang.L("Plans to expand") },
	"stop_plan":         func() string { return lang.L("Plans to stop") },
	"market_factors":    func() string { return lang.L("Market") },
	"present_need":      func() string { return lang.L("Present needs") },
	"development_need":  func() string { return lang.L("Will need more") },
	"development_va":    func() string { return lang.L("Further capacity") },
	"development_month": func() string { return lang.L("Needed by") },
	"emergency_supply":  func() string { return lang.L("Own emergency supply") },
	"satisfaction_with": func() string { return lang.L("Service that counts") },
}

// FactValue is a fact as people read it; label words a code.
func FactValue(name, value string, label func(list, code string) string) string {
	switch name {
	case "development_va", "emergency_va":
		if va, err := strconv.ParseInt(value, 10, 64); err == nil {
			return KVA(va)
		}
	case "development_need":
		return YesNo(value)
	case "emergency_supply":
		return label("emergency_source", value)
	}
	return value
}

// YesNo words what a yes-or-no question was answered with.
func YesNo(value string) string {
	switch value {
	case "yes":
		return lang.X("answer.yes", "Yes")
	case "no":
		return lang.X("answer.no", "No")
	}
	return value
}

// KW is a power, from watts; nothing for none.
func KW(w int64) string {
	if w == 0 {
		return ""
	}
	return thousandth(w) + " kW"
}

// KWh is an energy, from watt-hours; nothing for none.
func KWh(wh int64) string {
	if wh == 0 {
		return ""
	}
	return thousandth(wh) + " kWh"
}

func thousandth(n int64) string { return strconv.FormatFloat(float64(n)/1000, 'f', -1, 64) }

// sheetAlert is a line that comes from the sheets of a customer.
func sheetAlert(a app.Alert) string {
	values := map[string]any{"N": a.Count, "Day": string(a.Day)}
	switch a.Kind {
	case app.AlertCareOver:
		return lang.L("Special care ended on {{.Day}}: ask whether it goes on", values)
	case app.AlertDrill:
		if a.Day == "" {
			return lang.L("No emergency drill is known")
		}
		return lang.L("Last emergency drill {{.Day}}", values)
	case app.AlertAgreement:
		return lang.L("Agreement ends in {{.N}} days, {{.Day}}", values)
	case app.AlertAgreementOver:
		return lang.L("Agreement ended on {{.Day}}", values)
	}
	return ""
}

// AlertWith is Alert with the code it is about in words, of which grade and of
// which kind.
func AlertWith(a app.Alert, label func(list, code string) string) string {
	list := map[app.AlertKind]string{
		app.AlertImportant: "important_grade", app.AlertAgreement: "agreement_kind", app.AlertAgreementOver: "agreement_kind",
	}[a.Kind]
	if list == "" || a.Text == "" {
		return Alert(a)
	}
	return label(list, a.Text) + " · " + Alert(a)
}

// sheetWarning says what a sheet of an important user lacks.
func sheetWarning(w app.Warning) string {
	switch w.Reason {
	case app.EmergencyNeeded:
		return lang.L("A user of this grade needs an emergency supply of his own. It can be saved as it is.")
	case app.InterlockNeeded:
		return lang.L("Without an interlock the emergency supply could feed back into the grid. It can be saved as it is.")
	case app.DrillLate:
		return lang.L("The last drill is more than a year ago, or none is known. It can be saved as it is.")
	}
	return ""
}

// Ask words one thing to ask at a visit; label words a code.
func Ask(a app.Ask, label func(list, code string) string) string {
	values := map[string]any{"Text": a.Text, "Day": string(a.Day), "N": a.Days}
	switch a.Kind {
	case app.AskPromise:
		if a.Days < 0 {
			return lang.L("Promised by {{.Day}} and not done: {{.Text}}", values)
		}
		return lang.L("Promised by {{.Day}}, say how it stands: {{.Text}}", values)
	case app.AskCase:
		return lang.L("We wait for the customer: {{.Text}}", values)
	case app.AskCare:
		values["Kind"] = label("care_kind", a.Text)
		return lang.L("Special care ({{.Kind}}) until {{.Day}}: does it go on, on what basis?", values)
	case app.AskAgreement:
		values["Kind"] = label("agreement_kind", a.Text)
		if a.Days < 0 {
			return lang.L("{{.Kind}} ended on {{.Day}}: renew or end it", values)
		}
		return lang.L("{{.Kind}} ends on {{.Day}} ({{.N}} days): renew it?", values)
	case app.AskDrill:
		if a.Day == "" {
			return lang.L("No emergency drill is known: when is the next?")
		}
		return lang.L("Last emergency drill {{.Day}}: when is the next?", values)
	case app.AskProblem:
		return lang.L("Problem of the visit of {{.Day}}, is it solved: {{.Text}}", values)
	case app.AskOpportunity:
		return lang.L("Next step: {{.Text}} ({{.Day}})", values)
	case app.AskConfirm:
		return lang.L("His data were last confirmed on {{.Day}}: are they still right?", values)
	case app.AskGap:
		return askGap(a.Gap)
	}
	return ""
}

// askGap is the question about a field, with the day of the last answer.
func askGap(g app.Gap) string {
	question := cmp.Or(GapQuestion(g.Field), Field(g.Field))
	if g.KnownOn == "" {
		return question
	}
	return lang.L("{{.Question}} (known since {{.Day}})", map[string]any{"Question": question, "Day": string(g.KnownOn)})
}

// Standing says how a promise stands on a day, with the day it ended.
func Standing(c app.Commitment, today app.Day) string {
	values := map[string]any{"Day": string(c.EndedOn)}
	switch {
	case c.Ending == app.CommitmentKept && c.DueOn < c.EndedOn:
		return lang.L("done late, {{.Day}}", values)
	case c.Ending == app.CommitmentKept:
		return lang.L("kept, {{.Day}}", values)
	case c.Ending == app.CommitmentReleased:
		return lang.L("released, {{.Day}}", values)
	case c.Ending == app.CommitmentRenewed:
		return lang.L("renewed, {{.Day}}", values)
	case c.DueOn < today:
		return lang.X("promise.standing.overdue", "overdue")
	}
	return lang.X("promise.standing.open", "open")
}

// AgreementEnd says until when an agreement runs, and how long that is still.
func AgreementEnd(a app.Agreement, today app.Day) string {
	days, soon := a.Expiry(today)
	values := map[string]any{"Day": string(a.ToOn), "N": days}
	switch {
	case a.ToOn == "":
		return lang.L("without an end")
	case !soon:
		return lang.L("until {{.Day}}", values)
	case days < 0:
		return lang.L("ended {{.Day}}", values)
	}
	return lang.L("until {{.Day}}, {{.N}} days left", values)
}

// UsedInYear says what was used in the last twelve months, and how much more or
// less than in the twelve before, if those are known.
func UsedInYear(last, before int64) string {
	values := map[string]any{"KWh": Count(last)}
	if before == 0 {
		return lang.L("Used in 12 months: {{.KWh}} kWh", values)
	}
	values["Change"] = fmt.Sprintf("%+.1f %%", 100*float64(last-before)/float64(before))
	return lang.L("Used in 12 months: {{.KWh}} kWh, {{.Change}} to the year before", values)
}
