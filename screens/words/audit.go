package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// AuditKind names what an entry of the audit log tells.
func AuditKind(kind app.AuditKind) string {
	switch kind {
	case app.AuditSignedIn:
		return lang.L("Signed in")
	case app.AuditSignInFailed:
		return lang.L("Sign-in refused")
	case app.AuditSignedOut:
		return lang.L("Signed out")
	case app.AuditLocked:
		return lang.L("Window locked")
	case app.AuditPassword:
		return lang.L("Password set")
	case app.AuditPerson:
		return lang.L("Person changed")
	case app.AuditShares:
		return lang.L("Recovery shares made")
	case app.AuditKeyKept:
		return lang.L("Kept unlocked on a computer")
	case app.AuditRecovered:
		return lang.L("Recovered by two persons")
	case app.AuditWitnessed:
		return lang.L("Second person agreed")
	case app.AuditRevealed:
		return lang.L("Protected field seen")
	case app.AuditExported:
		return lang.L("Sent out")
	case app.AuditBackedUp:
		return lang.L("Backup made by hand")
	case app.AuditRestored:
		return lang.L("File restored")
	case app.AuditPutBack:
		return lang.L("Put back from history")
	case app.AuditMerged:
		return lang.L("Records merged")
	case app.AuditMoved:
		return lang.L("Customers moved")
	case app.AuditForced:
		return lang.L("Forced step")
	case app.AuditRule:
		return lang.L("Rule changed")
	case app.AuditImportUndone:
		return lang.L("Import taken back")
	case app.AuditDevice:
		return lang.L("Computer enrolled or revoked")
	case app.AuditSealed:
		return lang.L("Personal data sealed")
	case app.AuditErased:
		return lang.L("Personal data erased")
	case app.AuditDataSheet:
		return lang.L("Personal data told")
	case app.AuditPrivacy:
		return lang.L("Register of personal data")
	case app.AuditMassWithdrawal:
		return lang.L("Many records withdrawn")
	case app.AuditUnfrozen:
		return lang.L("Closed month reopened")
	case app.AuditChange:
		return lang.L("Records changed")
	}
	return string(kind)
}

// AuditWhat says what was done to a record of a rule or a person, or in which way.
func AuditWhat(kind app.AuditKind, what string) string {
	if kind == app.AuditBackedUp && what == "sealed" {
		return lang.X("audit.encrypted", "Encrypted")
	}
	switch what {
	case "added":
		return lang.X("audit.added", "For the first time")
	case "reset":
		return lang.X("audit.reset", "By the administrator")
	case "disabled":
		return lang.X("audit.disabled", "Signs in no more")
	case "made":
		return lang.X("audit.made", "Made")
	case "changed":
		return lang.X("audit.changed", "Changed")
	case "sealed":
		return lang.X("audit.sealed", "Sealed")
	case "open":
		return lang.X("audit.open", "Not encrypted")
	case "unsealed":
		return lang.X("audit.unsealed", "Seal taken away")
	case "withdrawn":
		return lang.X("audit.withdrawn", "Withdrawn")
	case "on":
		return lang.X("audit.on", "Switched on")
	case "off":
		return lang.X("audit.off", "Switched off")
	}
	return what
}

// AuditVerdict says what looking through the audit log found.
func AuditVerdict(v app.AuditVerdict) string {
	about := map[string]any{"N": Count(v.Entries), "Chains": Count(v.Chains), "Device": v.Device, "Number": v.Number}
	switch v.Fault {
	case app.AuditWhole:
		return lang.L("The audit log is whole: {{.N}} entries in {{.Chains}} chains.", about)
	case app.AuditChanged:
		return lang.L("The audit log was tampered with: entry {{.Number}} of computer {{.Device}} does not say what it said when it was written. Keep this file as it is and tell the auditor.", about)
	case app.AuditUnchained:
		return lang.L("The audit log was tampered with: the entry before number {{.Number}} of computer {{.Device}} is not there. Keep this file as it is and tell the auditor.", about)
	case app.AuditMissing:
		return lang.L("The audit log was tampered with: entry {{.Number}} of computer {{.Device}} is not there, though the change log tells of it. Keep this file as it is and tell the auditor.", about)
	}
	return string(v.Fault)
}
