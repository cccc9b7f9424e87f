package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// privacyRefusal says why personal data were not erased, sealed, changed or told;
// "" for another reason.
func privacyRefusal(no *app.Refusal) string {
	switch no.Reason {
	case app.CaseIsOpen:
		return lang.L("A case of this customer is open. Close it first; nothing was erased.")
	case app.MoneyIsOwed:
		return lang.L("This customer owes money. Settle it first, or seal the data; nothing was erased.")
	case app.StillSupplied:
		return lang.L("This customer is still supplied. Close the accounts first; nothing was erased.")
	case app.IsSealed:
		return lang.L("The data of this customer are sealed: only kept and protected. Nothing was changed or shown; a supervisor can take the seal away.")
	case app.IsErased:
		return lang.L("This customer was erased. Nothing was changed.")
	case app.KeptTooShort:
		return lang.L("An assessment is kept for three years at least. Choose a later day.")
	case app.PeriodImpossible:
		return lang.L("Data are kept for 1 to {{.N}} months. Check the number.", map[string]any{"N": no.Value})
	case app.HoldsAlready:
		return lang.L("This version holds already. Write the next one instead; nothing was changed.")
	case app.BelowTheLaw:
		return lang.L("The law asks that the audit log be kept for {{.N}} months at least: logs six months (Cybersecurity Law 23, before its amendment 21), records of how personal data were handled three years (PIPL 56). Give {{.N}} or more.",
			map[string]any{"N": no.Value})
	}
	return ""
}

// KeptName is the name of a customer with how his personal data are kept, for
// lists: as short as leaves the name room.
func KeptName(k app.Keeping, name string) string {
	switch k {
	case app.KeptSealed:
		return lang.X("keeping.sealed.named", "[Sealed] {{.Name}}", map[string]any{"Name": name})
	case app.KeptErased:
		return lang.X("keeping.erased.named", "[Erased] {{.Name}}", map[string]any{"Name": name})
	}
	return name
}

// Keeping says how the personal data of a customer are kept.
func Keeping(k app.Keeping) string {
	switch k {
	case app.KeptSealed:
		return lang.X("keeping.sealed", "Sealed")
	case app.KeptErased:
		return lang.X("keeping.erased", "Erased")
	}
	return ""
}

// Erased tells what erasing did, and what waits.
func Erased(gone app.Erased) string {
	values := map[string]any{"N": Count(gone.Records), "Waits": Count(gone.Waits)}
	if gone.Waits > 0 {
		return lang.L("Erased, {{.N}} records. {{.Waits}} entries go from the change log when all computers have it.", values)
	}
	return lang.L("Erased, {{.N}} records, from the change log too.", values)
}

// DataAsk names what a person asks about his data.
func DataAsk(kind app.DataAsk) string {
	switch kind {
	case app.AskKnow:
		return lang.L("To know")
	case app.AskCopy:
		return lang.L("A copy")
	case app.AskCorrect:
		return lang.L("To correct")
	case app.AskDelete:
		return lang.L("To delete")
	case app.AskWithdraw:
		return lang.L("Consent withdrawn")
	}
	return string(kind)
}

// DataRefusal says why a request was refused.
func DataRefusal(why string) string {
	switch why {
	case app.RefusedNeeded:
		return lang.L("What the data were taken for goes on")
	case app.RefusedByLaw:
		return lang.L("A law asks to keep them longer")
	case app.RefusedSealed:
		return lang.L("They cannot be deleted and were sealed")
	case app.RefusedNobody:
		return lang.L("Nobody of this name is known")
	case app.RefusedUnproven:
		return lang.L("Who asks could not show who he is")
	}
	return why
}

// Retention names a class of customers who are due for deletion.
func Retention(class app.RetentionClass) string {
	switch class {
	case app.WithoutSupply:
		return lang.L("No longer supplied")
	case app.NeverSupplied:
		return lang.L("Never supplied")
	case app.WrittenAfter:
		return lang.L("Written about after erasing")
	}
	return string(class)
}

// RetentionKind names a kind of data that is kept for a time of its own.
func RetentionKind(kind app.RetentionKind) string {
	switch kind {
	case app.KeptUnsupplied:
		return lang.L("Customers no longer supplied")
	case app.KeptNeverSupplied:
		return lang.L("Customers never supplied")
	case app.KeptPositions:
		return lang.L("Where visits were recorded")
	case app.KeptPhotos:
		return lang.L("Photos and signatures of visits")
	case app.KeptScans:
		return lang.L("Scans of papers of closed cases")
	case app.KeptCallBacks:
		return lang.L("Notes of calls back")
	case app.KeptTraining:
		return lang.L("Training notes of who left")
	case app.KeptDrafts:
		return lang.L("Half-done forms on this computer")
	case app.KeptAudit:
		return lang.L("Audit log")
	}
	return string(kind)
}

// RetentionBasis says for how long a kind of data is kept and by what right: the
// company's, or of a delivered period the law's and whether it is doubtful.
func RetentionBasis(rule app.RetentionRule) string {
	if rule.Mark == "" {
		return lang.L("{{.Months}} ({{.Source}})", map[string]any{"Months": Months(rule.Months), "Source": rule.Source})
	}
	basis := deliveredBasis(rule)
	if rule.Mark == app.MarkDoubtful {
		return lang.X("retention.doubtful", "? doubtful: {{.Basis}}", map[string]any{"Basis": basis})
	}
	return basis
}

func deliveredBasis(rule app.RetentionRule) string {
	months := map[string]any{"Months": Months(rule.Months)}
	switch rule.Kind {
	case app.KeptPositions, app.KeptScans:
		return lang.L("{{.Months}}, sensitive (PIPL 19, 28)", months)
	case app.KeptUnsupplied, app.KeptPhotos, app.KeptTraining:
		return lang.L("{{.Months}}, until claims lapse (PIPL 19)", months)
	case app.KeptAudit:
		return lang.L("{{.Months}} at least (PIPL 54)", months)
	case app.KeptNeverSupplied, app.KeptCallBacks, app.KeptDrafts:
	}
	return lang.L("{{.Months}} (PIPL 19)", months)
}

// Months is a length of time.
func Months(n int64) string {
	if n == 1 {
		return lang.X("amount.month", "{{.N}} month", map[string]any{"N": n})
	}
	return lang.X("amount.months", "{{.N}} months", map[string]any{"N": n})
}

// RetentionVersion says which period a version is, and from when on.
func RetentionVersion(rule app.RetentionRule) string {
	values := map[string]any{"Months": Months(rule.Months), "Version": rule.Version, "Day": string(rule.ValidFrom)}
	if rule.ValidFrom == "" {
		return lang.L("Version {{.Version}}: {{.Months}}", values)
	}
	return lang.L("Version {{.Version}}: {{.Months}}, from {{.Day}}", values)
}

// RetentionChange says what another period would make due.
func RetentionChange(c app.RetentionChange) string {
	values := map[string]any{
		"Kind": RetentionKind(c.Now.Kind), "Was": c.Was.Months, "Now": Months(c.Now.Months), "Day": Day(c.On), "More": Count(c.Then - c.Due), "Then": Count(c.Then),
		"Many": app.MassWithdrawal,
	}
	switch {
	case c.Now.Kind == app.KeptAudit:
		return lang.L("{{.Kind}}: {{.Now}} in place of {{.Was}}. Nothing of it is erased here.", values)
	case c.Then > c.Due:
		return lang.L("{{.Kind}}: {{.Now}} in place of {{.Was}}. On {{.Day}}, {{.More}} more records become due for deletion, {{.Then}} in all that are known on this computer. Nothing goes by itself: a person erases what is due, two where it is more than {{.Many}}.", values)
	}
	return lang.L("{{.Kind}}: {{.Now}} in place of {{.Was}}. On {{.Day}} no more records become due for deletion than without it.", values)
}
