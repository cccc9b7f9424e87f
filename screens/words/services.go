package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// ServicePlanStatus names where a service plan stands.
func ServicePlanStatus(s app.ServicePlanStatus) string {
	switch s {
	case app.PlanProposed:
		return lang.L("Proposed")
	case app.PlanRunning:
		return lang.X("plan.running", "Running")
	case app.PlanEnded:
		return lang.X("plan.ended", "Ended")
	}
	return string(s)
}

// PlanItemStatus names where an item of a service plan stands.
func PlanItemStatus(s app.PlanItemStatus) string {
	switch s {
	case app.ItemOpen:
		return lang.X("plan_item.open", "Open")
	case app.ItemDone:
		return lang.X("plan_item.done", "Done")
	case app.ItemDropped:
		return lang.X("plan_item.dropped", "Dropped")
	}
	return string(s)
}

// PlanItemView names a list of items.
func PlanItemView(v app.PlanItemView) string {
	switch v {
	case app.ItemsOverdue:
		return lang.X("visit.overdue", "Overdue")
	case app.ItemsMonth:
		return lang.L("This month")
	case app.ItemsAhead:
		return lang.L("Later")
	case app.ItemsEnded:
		return lang.L("Done and dropped")
	}
	return string(v)
}

// Named is the one of a name's two languages that is read here.
func (c *Codes) Named(text string) string {
	zh, en := app.TwoNames(text)
	if c.language == English {
		return en
	}
	return zh
}

// Segment names a segment, or says that there is none.
func (c *Codes) Segment(code string) string {
	if code == "" || code == app.NoSegment {
		return lang.L("No segment")
	}
	return c.Label("segment", code)
}

// conditionNames are the figures and words that a condition may name. Functions,
// because the language is chosen after this table is made.
var conditionNames = map[string]func() string{
	"accounts":           func() string { return lang.L("Accounts in use") },
	"contracted_kva":     func() string { return lang.L("Contracted capacity") },
	"running_kva":        func() string { return lang.L("Running capacity") },
	"pv_kw":              func() string { return lang.L("Photovoltaics") },
	"charger_kw":         func() string { return lang.L("Charger") },
	"storage_kwh":        func() string { return lang.L("Storage") },
	"load_factor":        func() string { return lang.L("Load factor") },
	"peak_share":         func() string { return lang.L("Share at peak times") },
	"valley_share":       func() string { return lang.L("Share at valley times") },
	"seasonality":        func() string { return lang.L("Seasonality") },
	"growth":             func() string { return lang.L("Growth on the year before") },
	"capacity_use":       func() string { return lang.L("Use of capacity") },
	"volatility":         func() string { return lang.L("Volatility") },
	"power_factor":       func() string { return lang.L("Power factor") },
	"months_without_use": func() string { return lang.L("Months without use") },
	"kind":               func() string { return lang.L("Kind") },
	"class":              func() string { return lang.L("Class") },
	"size":               func() string { return lang.L("Size") },
	"important_grade":    func() string { return lang.L("Important customer") },
	"industry":           func() string { return lang.L("Industry") },
	"care":               func() string { return lang.L("Special care") },
	"voltage":            func() string { return lang.L("Voltage") },
	"usage_category":     func() string { return lang.L("Usage category") },
}

// ConditionName names a figure or word of a condition; what it is not for is
// "".
func ConditionName(name string) string {
	if say, known := conditionNames[name]; known {
		return say()
	}
	return ""
}

// conditionUnit follows a figure.
func conditionUnit(name string) string {
	switch {
	case name == "growth":
		return "%"
	case strings.HasSuffix(name, "_kva"):
		return " kVA"
	case strings.HasSuffix(name, "_kwh"):
		return " kWh"
	case strings.HasSuffix(name, "_kw"):
		return " kW"
	}
	return ""
}

var signs = map[string]string{">=": "≥", "<=": "≤"}

// Held says which condition held, with the figure that was found.
func (c *Codes) Held(h app.Held) string {
	v := map[string]any{"Name": ConditionName(h.Name), "Got": c.found(h.Name, h.Got), "Want": c.found(h.Name, h.Want), "Test": h.Test}
	var said string
	switch h.Test {
	case "set":
		said = lang.L("{{.Name}} is noted", v)
		if got := c.found(h.Name, h.Got); got != "" && !h.Not {
			said = lang.L("{{.Name}}: {{.Got}}", v)
		}
	case "is":
		said = lang.L("{{.Name}}: {{.Got}}", v)
		if h.Not {
			said = lang.L("{{.Name}}: {{.Want}}", v)
		}
	case "starts":
		v["Want"] = h.Want
		said = lang.L("{{.Name}} {{.Got}} begins with {{.Want}}", v)
	default:
		if sign := signs[h.Test]; sign != "" {
			v["Test"] = sign
		}
		v["Got"], v["Want"] = h.Got+conditionUnit(h.Name), h.Want+conditionUnit(h.Name)
		said = lang.L("{{.Name}} {{.Got}} {{.Test}} {{.Want}}", v)
	}
	if h.Not {
		return lang.L("not {{.What}}", map[string]any{"What": said})
	}
	return said
}

// found words the codes that a condition names or found.
func (c *Codes) found(name, codes string) string {
	var said []string
	for code := range strings.SplitSeq(codes, ",") {
		if code == "noted" {
			continue // the words are the customer's, and stay there
		}
		said = append(said, c.Word(app.WordList(name), code))
	}
	return strings.Join(said, lang.X("list.separator", ", "))
}

// Because says why a customer is where he is: the conditions that held.
func (c *Codes) Because(held []app.Held) string {
	said := make([]string, len(held))
	for i, h := range held {
		said[i] = c.Held(h)
	}
	return strings.Join(said, lang.X("conditions.and", " and "))
}

// BecauseText is Because for a reason as it is kept; one in a person's words
// is said as it stands.
func (c *Codes) BecauseText(text string) string {
	if held, of := app.ReadHeld(text); of {
		return c.Because(held)
	}
	return text
}

// ConditionNamesOf names some figures or words.
func ConditionNamesOf(names []string) string {
	said := make([]string, len(names))
	for i, name := range names {
		said[i] = ConditionName(name)
	}
	return strings.Join(said, lang.X("list.separator", ", "))
}

// ConditionFault says what is wrong with a condition, and where.
func ConditionFault(e *app.ConditionError) string {
	v := map[string]any{"At": e.At + 1, "Word": e.Word}
	switch e.Reason {
	case app.Missing:
		return lang.L("The condition is not complete. Go on writing at character {{.At}}.", v)
	case app.Unknown:
		return lang.L("«{{.Word}}» at character {{.At}} is not known here. Choose a name of the list.", v)
	case app.TooLong:
		return lang.L("Too many brackets stand in each other at character {{.At}}. Write it more simply.", v)
	}
	return lang.L("«{{.Word}}» at character {{.At}} does not fit there. Write a name, a sign such as >= and a number, or a name, is and a word.", v)
}

// PlanFault says what is wrong with the items of a template, and in which line.
func PlanFault(e *app.PlanError) string {
	v := map[string]any{"Line": e.Line, "Word": e.Word}
	switch {
	case e.Line == 0:
		return lang.L("Write at least one item.")
	case e.Reason == app.Missing:
		return lang.L("Line {{.Line}}: «{{.Word}}» has no name. Write it behind a colon with blanks around it.", v)
	case e.Reason == app.Unknown:
		return lang.L("Line {{.Line}}: «{{.Word}}» is not known here. Write every, in, after or by.", v)
	case e.Reason == app.Impossible:
		return lang.L("Line {{.Line}}: «{{.Word}}» cannot be. Write either every and a number of months, or in and months from 1 to 12.", v)
	}
	return lang.L("Line {{.Line}}: «{{.Word}}» is not written as it should be.", v)
}

// PlanLine says when an item falls due.
func PlanLine(l app.PlanLine) string {
	var months []string
	for _, m := range l.Months {
		months = append(months, Count(m))
	}
	v := map[string]any{"N": l.Every, "First": l.After + 1, "Months": strings.Join(months, lang.X("list.separator", ", ")), "Day": l.By}
	switch {
	case l.Every > 0 && l.By > 0:
		return lang.L("every {{.N}} months from the month {{.First}} of the plan, by the day {{.Day}}", v)
	case l.Every > 0:
		return lang.L("every {{.N}} months from the month {{.First}} of the plan", v)
	case l.By > 0:
		return lang.L("in the months {{.Months}}, by the day {{.Day}}", v)
	}
	return lang.L("in the months {{.Months}}", v)
}
