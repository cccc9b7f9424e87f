package words

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Permille is a share of thousandths in per cent, with its sign; "–" when it is
// not known.
func Permille(permille int64, known bool) string {
	if !known {
		return "–"
	}
	return strings.Replace(fmt.Sprintf("%+.1f%%", float64(permille)/10), "-", "−", 1)
}

// PermilleOf is the same without a sign.
func PermilleOf(permille int64, known bool) string {
	if !known {
		return "–"
	}
	return fmt.Sprintf("%.1f%%", float64(permille)/10)
}

// SignedCount is a number with its sign, grouped as Count has it.
func SignedCount(n int64) string {
	switch {
	case n > 0:
		return "+" + Count(n)
	case n < 0:
		return "−" + Count(-n)
	}
	return "0"
}

// BecauseOfUse says what a likely cause was told from.
func (c *Codes) BecauseOfUse(l app.LikelyCause) string {
	values := map[string]any{"Name": l.Name, "Month": Month(l.Month), "N": l.N, "M": l.M}
	switch l.Why {
	case app.WhyEvent:
		values["Name"] = c.Label("usage_event", l.Name)
		return lang.L("On file: {{.Name}} from {{.Month}}", values)
	case app.WhyEventEnded:
		values["Name"] = c.Label("usage_event", l.Name)
		return lang.L("On file: {{.Name}}, which ended in {{.Month}}", values)
	case app.WhyIdle:
		return lang.L("Nothing used; months so far: {{.N}}", values)
	case app.WhyAgain:
		return lang.L("Used again after {{.N}} months of nothing", values)
	case app.WhyMeter:
		return lang.L("Another meter was hung in this month")
	case app.WhyEstimated:
		return lang.L("The month was estimated, not read")
	case app.WhyCaughtUp:
		return lang.L("The month before was estimated, not read")
	case app.WhyReadLater:
		if l.N < 0 {
			values["N"] = -l.N
			return lang.L("Read {{.N}} days earlier than the month before", values)
		}
		return lang.L("Read {{.N}} days later than the month before", values)
	case app.WhyFestival:
		return lang.L("Spring Festival: {{.N}} days off in this month, {{.M}} a year before", values)
	case app.WhyOutage:
		return lang.L("{{.N}} hours without power in the transformer area", values)
	case app.WhyFactor:
		return lang.L("Market factor: {{.Name}}", values)
	case app.WhyEverybody:
		return lang.L("{{.N}} of {{.M}} customers moved the same way", values)
	case app.WhyIndustry:
		return lang.L("{{.N}} of {{.M}} customers of the industry moved the same way", values)
	}
	return lang.L("Nothing on file explains it")
}

// LeadState names a list of leads.
func LeadState(state app.LeadState) string {
	switch state {
	case app.LeadNew:
		return lang.L("Growth leads")
	case app.LeadProposed:
		return lang.L("Opportunity open")
	case app.LeadDismissed:
		return lang.L("Dismissed leads")
	case app.LeadIdle:
		return lang.L("Suspended")
	case app.LeadLost:
		return lang.L("Lost")
	}
	return string(state)
}

// LeadEvidence says in words which numbers make a customer a lead.
func LeadEvidence(l app.Lead) string {
	values := map[string]any{
		"Share": fmt.Sprintf("%.0f%%", l.Capacity.Value*100), "Capacity": KVA(l.CapacityVA), "Change": fmt.Sprintf("%+.0f%%", l.Growth.Value*100),
		"Before": Count(l.Before), "Year": Count(l.Year), "N": l.Idle, "Month": Month(l.Until),
	}
	switch {
	case l.State == app.LeadLost && l.Closed:
		return lang.L("No account is supplied any more; {{.Before}} kWh the year before", values)
	case l.State == app.LeadLost:
		return lang.L("Last read in {{.Month}}; {{.Before}} kWh the year before", values)
	case l.State == app.LeadIdle:
		return lang.L("Nothing used for {{.N}} months; {{.Before}} kWh the year before", values)
	}
	says := ""
	if l.ByCapacity {
		says = lang.L("Uses up to {{.Share}} of {{.Capacity}} within a year", values)
	}
	if l.ByGrowth {
		if says != "" {
			says += lang.X("list.semicolon", "; ")
		}
		says += lang.L("{{.Change}} in a year, from {{.Before}} to {{.Year}} kWh", values)
	}
	return says
}

// UseTaskAbout says what gave rise to a task.
func UseTaskAbout(about app.UseTaskAbout) string {
	switch about {
	case app.AboutDeviation:
		return lang.L("Deviation")
	case app.AboutLead:
		return lang.L("Growth lead")
	case app.AboutIdle:
		return lang.L("Suspended")
	case app.AboutLost:
		return lang.L("Lost")
	}
	return string(about)
}

// UseTaskView names a list of tasks.
func UseTaskView(view app.UseTaskView) string {
	switch view {
	case app.UseTasksLate:
		return lang.L("Late tasks")
	case app.UseTasksOpen:
		return lang.L("Open tasks")
	case app.UseTasksDone:
		return lang.L("Done tasks")
	}
	return string(view)
}

// UseTaskState says how a task stands.
func UseTaskState(t app.UseTask, today app.Day) string {
	switch {
	case !t.Open():
		return lang.L("Done on {{.Day}}", map[string]any{"Day": t.DoneOn})
	case t.Late(today):
		return lang.L("Late since {{.Day}}", map[string]any{"Day": t.DueOn})
	}
	return lang.L("Due {{.Day}}", map[string]any{"Day": t.DueOn})
}

// UseTasksGiven says what came of giving tasks.
func UseTasksGiven(g app.UseTasksGiven) string {
	said := lang.L("Tasks given: {{.N}}, due {{.Day}}.", map[string]any{"N": g.Given, "Day": g.DueOn})
	if g.Nobody > 0 {
		said += " " + lang.L("{{.N}} of them are yours: the customer has no manager.", map[string]any{"N": g.Nobody})
	}
	if g.Left > 0 {
		said += " " + lang.L("{{.N}} have the same task already.", map[string]any{"N": g.Left})
	}
	return said
}

// WatchRule names a rule of watching use.
func WatchRule(code app.WatchCode) string {
	switch code {
	case app.WatchCapacity:
		return lang.L("Capacity used that makes a lead")
	case app.WatchGrowth:
		return lang.L("Growth of a year that makes a lead")
	case app.WatchAdjustment:
		return lang.L("Smallest adjustment that is not warned about")
	case app.WatchCoverage:
		return lang.L("Coverage below which an industry's forecast is weak")
	}
	return string(code)
}
