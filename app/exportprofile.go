package app

import (
	"cmp"
	"fmt"
	"strings"
)

// ExportProfile names what decides what a list shows that leaves the company's
// files: one of those that are delivered and hold as they are, or one of its own.
type ExportProfile string

// The profiles, as they are delivered.
const (
	MaskedExport ExportProfile = "masked" // names, places and numbers hidden but for what tells them apart
	FieldExport  ExportProfile = "field"  // names and places for who goes there; numbers of persons masked
	FullExport   ExportProfile = "full"   // all in clear: a supervisor's or leader's, or with one of them as witness
)

// ExportProfiles are all of them, in the order a reader chooses from.
func ExportProfiles() []ExportProfile {
	return []ExportProfile{MaskedExport, FieldExport, FullExport}
}

// Mask is how a column reads in a list of this profile.
func (p ExportProfile) Mask(k FieldKind) MaskKind {
	switch p {
	case FullExport:
		return NoMask
	case FieldExport:
		return k.OnScreens()
	}
	return k.Mask
}

// ExportList is what goes out: a name for the log, and whether it is a roster of
// the company's own people rather than a list about customers.
type ExportList struct {
	Name   string
	Roster bool
	Right  Right // that takes it out; empty: ExportRecords
}

// CheckExport refuses an export that has no purpose, or a profile that the actor
// may not choose.
func (a Actor) CheckExport(list ExportList, job ExportJob, r Redaction) error {
	if a.SeesClear() {
		return nil
	}
	if right := cmp.Or(list.Right, ExportRecords); !a.mayOut(list, right) {
		return fmt.Errorf("%w: %s", ErrNotAllowed, right)
	}
	if r.Unmasks() && !a.mayOut(list, ExportInClear) && a.Witness.IsZero() {
		return Refuse("export_profile", NeedsSupervisor)
	}
	if strings.TrimSpace(job.Purpose) == "" {
		return Refuse("export_purpose", Missing)
	}
	return nil
}

// mayOut reports whether one role both lets a person export so and read what is
// exported: a trainer exports rosters and no customers.
func (a Actor) mayOut(list ExportList, right Right) bool {
	for _, role := range a.Roles {
		one := Actor{Roles: []Role{role}}
		if one.May(right) == nil && (list.Roster || one.May(ReadCustomers) == nil) {
			return true
		}
	}
	return false
}

// ProfileFor is the profile of a job: what was chosen, else masked; in a file
// that nobody signs in to all is in clear.
func (a Actor) ProfileFor(job ExportJob) ExportProfile {
	switch {
	case job.Profile != "":
		return job.Profile
	case a.SeesClear():
		return FullExport
	}
	return MaskedExport
}

// ExportMark is who took a list out, when and what for: it goes with the list,
// and into the audit log with the hash of the file.
type ExportMark struct {
	By      string
	StaffNo string
	At      int64 // Unix ms
	Purpose string
	Profile ExportProfile
	Version int64 // of a profile of the company's own; 0: one that is delivered
	List    string
	Format  Format
	Rows    int64
	Fields  string // the columns, with commas
	Hash    string // SHA-256 of the file, in hexadecimal; not within the file
}
