package app

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"maps"
	"slices"
	"strings"
)

// AuditEntry is one line of the audit log: somebody did, or tried, what others
// must be able to look into. It is written in the transaction of the deed it
// tells of, is never changed, and never holds the value of a protected field.
type AuditEntry struct {
	ID      AuditEntryID
	Area    Area
	Device  DeviceID // that wrote it
	Number  int64    // in the device's chain of the area, from 1
	At      int64    // Unix ms
	Kind    AuditKind
	Staff   StaffID           // zero: nobody who is known, as at a failed sign-in
	Witness StaffID           // the second person of an act that needs two
	Table   string            // of the record it is about, if it is about one
	Record  RecordID          // likewise
	Reason  string            // as the person gave it
	Details map[string]string `field:"audit_entries.details"` // by name of a field, in codes and numbers
	Prev    []byte            // the hash of the entry before it; empty in the first
	Hash    []byte            // of all of the above but id and area
	Seen    Seen
}

// AuditEntryID names an entry.
type AuditEntryID = ID[AuditEntry]

// AuditKind is what an entry tells.
type AuditKind string

// The kinds of entries.
const (
	AuditSignedIn       AuditKind = "signed_in"
	AuditSignInFailed   AuditKind = "sign_in_failed"
	AuditSignedOut      AuditKind = "signed_out"
	AuditLocked         AuditKind = "locked"
	AuditPassword       AuditKind = "password" // set, changed or reset
	AuditPerson         AuditKind = "person"   // may sign in, may no longer
	AuditShares         AuditKind = "shares"   // of the recovery key
	AuditKeyKept        AuditKind = "key_kept" // by the computer itself, or no more
	AuditRecovered      AuditKind = "recovered"
	AuditWitnessed      AuditKind = "witnessed"
	AuditRevealed       AuditKind = "revealed"
	AuditExported       AuditKind = "exported"
	AuditBackedUp       AuditKind = "backed_up" // by hand, to a place of one's choice
	AuditRestored       AuditKind = "restored"  // the file, from a backup
	AuditPutBack        AuditKind = "put_back"  // a field or a record, from its history
	AuditMerged         AuditKind = "merged"    // or the two records taken apart again
	AuditMoved          AuditKind = "moved"     // customers, to another area
	AuditForced         AuditKind = "forced"
	AuditRule           AuditKind = "rule"          // a limit, the calendar, a flow, a rule of segments or of watching
	AuditImportUndone   AuditKind = "import_undone" // or a package's
	AuditDevice         AuditKind = "device"        // enrolled, renewed, revoked
	AuditSealed         AuditKind = "sealed"        // personal data of a customer
	AuditErased         AuditKind = "erased"        // likewise
	AuditDataSheet      AuditKind = "data_sheet"    // personal data told to whom it is about
	AuditPrivacy        AuditKind = "privacy"       // a register of personal data
	AuditMassWithdrawal AuditKind = "mass_withdrawal"
	AuditUnfrozen       AuditKind = "unfrozen" // the forecast of a closed month
	AuditChange         AuditKind = "change"   // no entry of the log: a change set
)

// AuditKinds are all of them, in the order a reader chooses from.
func AuditKinds() []AuditKind {
	return []AuditKind{
		AuditSignedIn, AuditSignInFailed, AuditSignedOut, AuditLocked, AuditPassword, AuditPerson, AuditShares, AuditKeyKept, AuditRecovered, AuditWitnessed,
		AuditRevealed, AuditExported, AuditBackedUp, AuditRestored, AuditPutBack, AuditMerged, AuditMoved, AuditForced, AuditRule,
		AuditImportUndone, AuditDevice, AuditSealed, AuditErased, AuditDataSheet, AuditPrivacy, AuditMassWithdrawal, AuditUnfrozen,
	}
}

// Chained is the entry with the hash that binds it to the one before it. Each
// part goes in with its length, so that no two entries run together alike.
func (e AuditEntry) Chained(prev []byte) AuditEntry {
	e.Prev = prev
	h := sha256.New()
	part := func(b []byte) {
		_, _ = h.Write(binary.BigEndian.AppendUint64(nil, uint64(len(b)))) // never fails
		_, _ = h.Write(b)
	}
	number := func(n int64) { part(binary.BigEndian.AppendUint64(nil, uint64(n))) }
	number(int64(e.Device))
	number(int64(e.Area))
	number(e.Number)
	number(e.At)
	part([]byte(e.Kind))
	part(e.Staff[:])
	part(e.Witness[:])
	part([]byte(e.Table))
	part(e.Record[:])
	part([]byte(e.Reason))
	for _, name := range slices.Sorted(maps.Keys(e.Details)) {
		part([]byte(name))
		part([]byte(e.Details[name]))
	}
	part(prev)
	e.Hash = h.Sum(nil)
	return e
}

// AuditFault is what is wrong with an entry.
type AuditFault string

// The faults of a chain.
const (
	AuditWhole     AuditFault = ""          // none
	AuditChanged   AuditFault = "changed"   // it does not say any more what it said
	AuditUnchained AuditFault = "unchained" // the entry before it is not there
	AuditMissing   AuditFault = "missing"   // the change log tells of it, and it is not there
)

// AuditVerdict is what looking through the audit log found: how many entries, in
// how many chains, and the first break.
type AuditVerdict struct {
	Entries int64
	Chains  int64
	Fault   AuditFault
	Device  string // code of the device whose chain breaks
	Area    Area
	Number  int64
	At      int64 // Unix ms; 0 when the entry is not there
}

// AuditFilter narrows the audit log.
type AuditFilter struct {
	From, To Day // both included; empty: without end
	Staff    StaffID
	Unit     OrgUnitID // of the person, and those below it; zero: any
	Kinds    []AuditKind
	Record   RecordID
	Changes  bool // what was changed, too, as the change log tells it
}

// For narrows a filter to what somebody may look into, as the table of
// permissions says: all, what his unit did, or what he did himself.
func (f AuditFilter) For(by Actor) AuditFilter {
	switch reach := by.Reach(MatterAudit); {
	case reach[ReachAll]:
	case reach[ReachUnit]:
		f.Unit = by.Unit
	default:
		f.Staff = by.Staff
	}
	return f
}

// AuditLine is an entry, or a change set, as it is read.
type AuditLine struct {
	AuditEntry
	By      string // name of the person
	Second  string // name of the witness
	Device  string // code
	Subject string // what the record is called, where that is no secret: the number of a case, the name of a colleague
	Rows    int64  // of a change set
	Tables  string // it wrote to, with commas between
}

// WrittenTables are those the line is about.
func (l AuditLine) WrittenTables() []string {
	switch {
	case l.Table != "":
		return []string{l.Table}
	case l.Tables != "":
		return strings.Split(l.Tables, ",")
	}
	return nil
}

// RecordText names the record a line is about: what it is called, else its id.
func (l AuditLine) RecordText() string {
	switch {
	case l.Subject != "":
		return l.Subject
	case !l.Record.IsZero():
		return hex.EncodeToString(l.Record[:])
	}
	return ""
}

// AuditList is the newest of the log.
type AuditList struct {
	Lines []AuditLine
	More  bool // older ones are left out
}

// AuditAtMost lines are read at once.
const AuditAtMost = 2000
