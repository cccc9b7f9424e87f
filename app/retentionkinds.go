package app

// RetentionKind is a kind of data that is kept for a time of its own, whether or
// not the customer stays.
type RetentionKind string

// The kinds.
const (
	KeptPositions RetentionKind = "visit_positions" // where a visit was recorded
	KeptPhotos    RetentionKind = "visit_photos"    // photos and signatures of visits
	KeptScans     RetentionKind = "case_scans"      // scans of papers that a case took
	KeptCallBacks RetentionKind = "call_back_notes" // what was said on being called back
	KeptTraining  RetentionKind = "left_training"   // what was written on the training of who left
	KeptDrafts    RetentionKind = "left_drafts"     // half-done forms that nobody went on with
	KeptAudit     RetentionKind = "audit_log"       // kept at least so long, never erased here
)

// KindRule is how long a kind of data is kept, from which moment, and by what
// right.
type KindRule struct {
	Kind   RetentionKind
	Months int
	Source string
	Mark   string // V read in a public source, R recalled, ? doubtful
}

// RetentionKinds are the periods of the kinds, in their order on the page. The
// law names no number but for logs; the shortest that the purpose needs is right.
func RetentionKinds() []KindRule {
	return []KindRule{
		{KeptPositions, 12, "PIPL 19, 28; to look into a visit that year", "?"},
		{KeptPhotos, 36, "PIPL 19; Civil Code 188: claims lapse after three years", "R"},
		{KeptScans, 12, "PIPL 6, 28; to look into a case that year", "?"},
		{KeptCallBacks, 24, "PIPL 19; comparing two years", "?"},
		{KeptTraining, 36, "PIPL 19; claims of who left", "R"},
		{KeptDrafts, 3, "PIPL 19; no record came of them", "?"},
		{KeptAudit, 36, "PIPL 54, 56; Cybersecurity Law 21: logs six months at least", "R"},
	}
}

// RuleOf is the rule of a kind.
func RuleOf(kind RetentionKind) (KindRule, error) {
	for _, r := range RetentionKinds() {
		if r.Kind == kind {
			return r, nil
		}
	}
	return KindRule{}, Refuse("retention_kind", Unknown)
}

// Before is the last moment whose data have been kept long enough.
func (r KindRule) Before(today Day) Day { return today.AddMonths(-r.Months) }

// DueKind is how much of a kind is due for deletion.
type DueKind struct {
	KindRule
	Records int64
	Oldest  Day // of those due
}

// BackupsHold is the last day on which a backup may still hold what was erased on
// a day: that of its month is kept for as many months as backups have.
func BackupsHold(erased Day) Day { return erased.AddMonths(backupMonths + 1) }
