package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// gapQuestions are what is asked of a customer about a field that is not known
// any more. Functions, because the language is chosen after this table is made.
var gapQuestions = map[string]func() string{
	app.FieldContact:  func() string { return lang.L("Whom do we call, and is the number right?") },
	app.FieldIdentity: func() string { return lang.L("Is the identity paper that we keep still valid?") },
	app.FieldUSCC:     func() string { return lang.L("What is the credit code on the licence?") },
	app.FieldLegalRep: func() string { return lang.L("Who is the legal representative now?") },
	app.FieldCapacity: func() string { return lang.L("Are contracted capacity and voltage as in the contract?") },
	app.FieldPlace:    func() string { return lang.L("Which transformer area and line feed the customer?") },
	app.FieldMeter:    func() string { return lang.L("Which number stands on the meter?") },
	app.FieldSources:  func() string { return lang.L("Is there photovoltaics, charging or storage behind the meter?") },
	app.FieldDrill:    func() string { return lang.L("When was the last drill of the emergency supply?") },
	"products":        func() string { return lang.L("What is made or offered now?") },
	"shifts":          func() string { return lang.L("Which shifts are worked now?") },
	"orders":          func() string { return lang.L("How are the orders of the next months?") },
	"output":          func() string { return lang.L("How much is made in a month?") },
	"employees":       func() string { return lang.L("How many people work here?") },
	"market_factors":  func() string { return lang.L("What in the market decides how much is made?") },
	"present_need":    func() string { return lang.L("What is needed from us now?") },
	"equipment":       func() string { return lang.L("Which machines use most electricity?") },
	"expansion_plan":  func() string { return lang.L("Is an expansion planned, and when?") },
	"stop_plan":       func() string { return lang.L("Is a stop planned, and when?") },
	"development_need": func() string {
		return lang.L("How much more capacity will be needed, and by when?")
	},
	"energy_share":     func() string { return lang.L("Which share of the costs is electricity?") },
	"emergency_supply": func() string { return lang.L("Which emergency supply is there, and does it work?") },
}

// GapQuestion is what to ask about a field; "" for one that is not asked about.
func GapQuestion(field string) string {
	if ask, known := gapQuestions[field]; known {
		return ask()
	}
	return ""
}

// GapSince says since when a field is not known any more.
func GapSince(g app.Gap) string {
	if g.KnownOn == "" {
		return lang.L("never known")
	}
	return lang.L("known {{.Day}}, every {{.N}} months", map[string]any{"Day": string(g.KnownOn), "N": g.Limit})
}
