package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// Matter names a row of the table of permissions.
func Matter(m app.Matter) string {
	switch m {
	case app.MatterCustomers:
		return lang.X("matter.customers", "Customers: basic data")
	case app.MatterSensitive:
		return lang.X("matter.sensitive", "Sensitive fields")
	case app.MatterMerge:
		return lang.X("matter.merge", "Merging and handing over")
	case app.MatterCases:
		return lang.X("matter.cases", "Cases")
	case app.MatterProtected:
		return lang.X("matter.protected", "Reports of wrongdoing")
	case app.MatterVisits:
		return lang.X("matter.visits", "Visits, forecasts, what is known")
	case app.MatterAgreements:
		return lang.X("matter.agreements", "Agreements and metering jobs")
	case app.MatterMarket:
		return lang.X("matter.market", "Market development")
	case app.MatterTraining:
		return lang.X("matter.training", "Courses and classes")
	case app.MatterCompletion:
		return lang.X("matter.completion", "Completions and practice")
	case app.MatterScheme:
		return lang.X("matter.scheme", "Appraisal scheme")
	case app.MatterScores:
		return lang.X("matter.scores", "Appraisal scores")
	case app.MatterIncentive:
		return lang.X("matter.incentive", "Incentive")
	case app.MatterCommittee:
		return lang.X("matter.committee", "Committee and bulletin")
	case app.MatterAnalysis:
		return lang.X("matter.analysis", "Monthly analysis")
	case app.MatterImport:
		return lang.X("matter.import", "Imports and bulk edits")
	case app.MatterExport:
		return lang.X("matter.export", "Exports")
	case app.MatterRules:
		return lang.X("matter.rules", "People, rules, codes")
	case app.MatterDevices:
		return lang.X("matter.devices", "Exchange, computers, keys")
	case app.MatterAudit:
		return lang.X("matter.audit", "Audit log")
	}
	return string(m)
}

// Extent says how far the letters of a cell reach.
func Extent(e app.Extent) string {
	switch e {
	case app.ReachAll:
		return lang.X("extent.all", "all")
	case app.ReachUnit:
		return lang.X("extent.unit", "the unit's")
	case app.ReachOwn:
		return lang.X("extent.own", "own")
	case app.ReachNamed:
		return lang.X("extent.named", "if named")
	case app.ReachLinked:
		return lang.X("extent.linked", "linked")
	case app.ReachEvidence:
		return lang.X("extent.evidence", "evidence")
	case app.ReachSummary:
		return lang.X("extent.summary", "summary")
	case app.ReachLog:
		return lang.X("extent.log", "the log only")
	case app.ReachAssigned:
		return lang.X("extent.assigned", "assigned")
	case app.ReachDemands:
		return lang.X("extent.demands", "demands")
	case app.ReachReadings:
		return lang.X("extent.readings", "readings")
	case app.ReachRosters:
		return lang.X("extent.rosters", "rosters")
	case app.ReachReceipt:
		return lang.X("extent.receipt", "receipts")
	case app.ReachSheet:
		return lang.X("extent.sheet", "sheets")
	case app.ReachMinutes:
		return lang.X("extent.minutes", "minutes")
	case app.ReachCourses:
		return lang.X("extent.courses", "course codes")
	case app.ReachTogether:
		return lang.X("extent.together", "with a second person")
	}
	return string(e)
}

// Letters says what a cell lets a role do, one after the other.
func Letters(letters string) string {
	var said []string
	for _, l := range letters {
		said = append(said, letter(app.Letter(l)))
	}
	return strings.Join(said, lang.X("letter.separator", ", "))
}

func letter(l app.Letter) string {
	switch l {
	case app.Read:
		return lang.X("letter.read", "read")
	case app.Create:
		return lang.X("letter.create", "make")
	case app.Update:
		return lang.X("letter.update", "change")
	case app.Approve:
		return lang.X("letter.approve", "approve")
	case app.Export:
		return lang.X("letter.export", "export")
	case app.Propose:
		return lang.X("letter.propose", "propose")
	case app.Clear:
		return lang.X("letter.clear", "see in clear")
	case app.Run:
		return lang.X("letter.run", "run")
	case app.Verify:
		return lang.X("letter.verify", "verify")
	}
	return string(l)
}

// Permission is a cell of the table of permissions; a dash where it is empty.
func Permission(p app.Permission) string {
	if p.Extent == "" {
		return "–"
	}
	return lang.X("permission.cell", "{{.What}} ({{.Reach}})", map[string]any{"What": Letters(p.Letters), "Reach": Extent(p.Extent)})
}
