package words

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// MadeKind names what sort of record was made in a visit.
func MadeKind(kind app.VisitLinkKind) string {
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
		return lang.L("Changed data")
	case app.LinkUsageEvent:
		return lang.L("Usage event")
	case app.LinkReading:
		return lang.L("Meter reading")
	}
	return string(kind)
}

// CommitmentState names how a promise stands.
func CommitmentState(state app.CommitmentState) string {
	switch state {
	case app.PromiseOpen:
		return lang.X("promise.open", "Open")
	case app.PromiseDueSoon:
		return lang.L("Due soon")
	case app.PromiseOverdue:
		return lang.X("promise.overdue", "Overdue")
	case app.PromiseKept:
		return lang.X("promise.kept", "Kept")
	case app.PromiseBroken:
		return lang.X("promise.broken", "Broken")
	case app.PromiseReleased:
		return lang.X("promise.released", "Released")
	case app.PromiseRenewed:
		return lang.X("promise.renewed", "Renewed")
	}
	return string(state)
}

// CommitmentEnding says how a promise ended, late or in time.
func CommitmentEnding(c app.Commitment) string {
	late := c.DueOn < c.EndedOn
	switch c.Ending {
	case app.CommitmentKept:
		if late {
			return lang.L("Kept late")
		}
		return lang.X("promise.kept", "Kept")
	case app.CommitmentReleased:
		if late {
			return lang.L("Released late")
		}
		return lang.X("promise.released", "Released")
	case app.CommitmentRenewed:
		if late {
			return lang.L("Renewed late")
		}
		return lang.X("promise.renewed", "Renewed")
	}
	return ""
}

// CommitmentView names a list of promises.
func CommitmentView(view app.CommitmentView) string {
	switch view {
	case app.CommitmentsOpen:
		return lang.X("promises.open", "All open")
	case app.CommitmentsOverdue:
		return lang.X("promise.overdue", "Overdue")
	case app.CommitmentsWeek:
		return lang.L("Due within 7 days")
	case app.CommitmentsKept:
		return lang.X("promise.kept", "Kept")
	case app.CommitmentsBroken:
		return lang.X("promise.broken", "Broken")
	case app.CommitmentsEver:
		return lang.X("promises.ever", "All ever made")
	}
	return string(view)
}

// DaysLeft tells how many calendar days a promise has left, or how many it is
// over.
func DaysLeft(days int) string {
	switch {
	case days == -1:
		return lang.L("over since yesterday")
	case days == 1:
		return lang.L("Due tomorrow")
	case days < 0:
		return lang.L("over by {{.Span}}", map[string]any{"Span": lang.L("{{.N}} days", map[string]any{"N": -days})})
	case days == 0:
		return lang.L("Due today")
	}
	return lang.L("{{.Span}} left", map[string]any{"Span": lang.L("{{.N}} days", map[string]any{"N": days})})
}

// UsageChange says how much more or less an event makes a customer use.
func UsageChange(e app.UsageEvent) string {
	if e.ChangePermille == 0 {
		return fmt.Sprintf("%s%s kWh", sign(e.KWh), Count(max(e.KWh, -e.KWh)))
	}
	size := max(e.ChangePermille, -e.ChangePermille)
	text := fmt.Sprintf("%s%d", sign(e.ChangePermille), size/10)
	if size%10 != 0 {
		text += fmt.Sprintf(".%d", size%10)
	}
	return text + "%"
}

func sign(n int64) string {
	if n < 0 {
		return "−"
	}
	return "+"
}

// madeRefusal says what is wrong with a promise, an opportunity, a usage event
// or a reading; empty for another reason.
func madeRefusal(reason app.Reason, field map[string]any) string {
	switch reason {
	case app.DueBeforeMade:
		return lang.L("The promise would be due before it was made. Choose a later day.")
	case app.PromiseOver:
		return lang.L("This promise was ended already. Open it to see how.")
	case app.NeedsProof:
		return lang.L("Say what proves that the promise was kept: a receipt, a call, a photo.")
	case app.NeedsPromises:
		return lang.L("A promise of this case is still open. End or renew it first.")
	case app.HasPassed:
		return lang.L("{{.Field}} has passed. Choose a day from today on.", field)
	case app.NeedsSize:
		return lang.L("Say how much more or less is used: in kWh a month or in percent.")
	case app.TwoSizes:
		return lang.L("Give kWh or percent, not both.")
	case app.AgainstKind:
		return lang.L("This does not fit the kind of event: check whether more or less is used.")
	case app.MoreThanMeter:
		return lang.L("The meter has six digits before the point. Check what was typed.")
	case app.PartsDiffer:
		return lang.L("Sharp, peak, flat and valley hours do not add up to the whole. Correct one of them.")
	case app.LowerThanLast:
		return lang.L("{{.Field}} is lower than the last reading. Check it, or say that the register rolled over or the meter was changed.", field)
	case app.NoRollover:
		return lang.L("{{.Field}} was too far from its last number to have rolled over. Check it, or say that the meter was changed.", field)
	case app.BeforeLastReading:
		return lang.L("A later reading of this register is on file. Check the day.")
	case app.OthersVisit:
		return lang.L("This visit was to another customer. Nothing was stored; open the visit of this one.")
	}
	return ""
}
