package app

import "slices"

// RetentionKind is a kind of data that is kept for a time of its own.
type RetentionKind string

// The kinds. The first two are customers with all that belongs to them.
const (
	KeptUnsupplied    RetentionKind = "without_supply"  // customers whose accounts are all closed
	KeptNeverSupplied RetentionKind = "never_supplied"  // customers without an account
	KeptPositions     RetentionKind = "visit_positions" // where a visit was recorded
	KeptPhotos        RetentionKind = "visit_photos"    // photos and signatures of visits
	KeptScans         RetentionKind = "case_scans"      // scans of papers that a case took
	KeptCallBacks     RetentionKind = "call_back_notes" // what was said on being called back
	KeptTraining      RetentionKind = "left_training"   // what was written on the training of who left
	KeptDrafts        RetentionKind = "left_drafts"     // half-done forms that nobody went on with
	KeptAudit         RetentionKind = "audit_log"       // kept at least so long, never erased here
)

// delivered are the periods as the program comes, in their order on the page.
// The law names no number but for logs and for records of how personal data were
// handled; the shortest that the purpose needs is right.
var delivered = []RetentionRule{
	{Kind: KeptUnsupplied, Months: 36, Source: "PIPL 19; Civil Code 188: claims lapse after three years", Mark: MarkRecalled},
	{Kind: KeptNeverSupplied, Months: 12, Source: "PIPL 19; no contract came about", Mark: MarkRecalled},
	{Kind: KeptPositions, Months: 12, Source: "PIPL 19, 28; to look into a visit that year", Mark: MarkDoubtful},
	{Kind: KeptPhotos, Months: 36, Source: "PIPL 19; Civil Code 188: claims lapse after three years", Mark: MarkRecalled},
	{Kind: KeptScans, Months: 12, Source: "PIPL 6, 28; to look into a case that year", Mark: MarkDoubtful},
	{Kind: KeptCallBacks, Months: 24, Source: "PIPL 19; comparing two years", Mark: MarkDoubtful},
	{Kind: KeptTraining, Months: 36, Source: "PIPL 19; claims of who left", Mark: MarkRecalled},
	{Kind: KeptDrafts, Months: 3, Source: "PIPL 19; no record came of them", Mark: MarkDoubtful},
	{Kind: KeptAudit, Months: 36, Source: "PIPL 54, 56; Cybersecurity Law 23 (before its amendment of 2025, 21): logs six months at least", Mark: MarkRecalled},
}

// DeliveredRetention are the periods as the program comes: the first version of
// each, which holds until the company writes its own.
func DeliveredRetention() []RetentionRule {
	rules := slices.Clone(delivered)
	for i := range rules {
		rules[i].Version = 1
	}
	return rules
}

// RetentionKinds are the kinds, in their order on the page.
func RetentionKinds() []RetentionKind {
	kinds := make([]RetentionKind, len(delivered))
	for i, r := range delivered {
		kinds[i] = r.Kind
	}
	return kinds
}

// The periods a rule may have, in months.
const (
	retentionMost = 360 // thirty years; longer is no period that a purpose needs
	auditLeast    = 36  // PIPL 56: records of handling three years; Cybersecurity Law 23 (21 before 2026): logs six months
)

// OfCustomers reports whether a kind is customers with all that belongs to them.
func (k RetentionKind) OfCustomers() bool { return k == KeptUnsupplied || k == KeptNeverSupplied }

// LeastKept is the least number of months that a kind is kept: what a law asks
// for, or one.
func (k RetentionKind) LeastKept() int64 {
	if k == KeptAudit {
		return auditLeast
	}
	return 1
}

// DueKind is how much of a kind is due for deletion.
type DueKind struct {
	RetentionRule
	Records int64
	Oldest  Day // of those due
}

// BackupsHold is the last day on which a backup may still hold what was erased on
// a day: that of its month is kept for as many months as backups have.
func BackupsHold(erased Day) Day { return erased.AddMonths(backupMonths + 1) }
