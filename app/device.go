package app

import (
	"math"
	"slices"
)

// DeviceID names a computer that writes changes: 63 bits of the SHA-256 of its
// public key.
type DeviceID = int64

// EveryArea in a certificate lets a computer carry whatever areas there are and
// come to be: that of the company's main computer does.
const EveryArea Area = math.MaxInt64

// DeviceCertificate says that a computer is one of the company's, what it may
// carry and until when. The company's key signs it; whoever has the company's
// public key can check it without asking anybody.
type DeviceCertificate struct {
	Device    DeviceID
	Code      string   // heads the numbers it gives, "K7QX"
	Name      string   // "王工的笔记本"
	PublicKey []byte   // ed25519, of its signatures
	Recipient string   // age, of what is encrypted for it
	Areas     []Area   // that it carries, besides area 0
	Roles     []Role   // of those who work on it
	FromOn    Day      // the day it was made
	ToOn      Day      // the last day it is good for
	Number    int64    // of this device's certificates; a later one replaces those before
	Follows   DeviceID // the device it goes on for, whose key may have signed it; 0: none
	Body      []byte   // all the above, as it was signed
	Signature []byte
}

// Carries reports whether a device may have the records of an area.
func (c DeviceCertificate) Carries(area Area) bool {
	return area == 0 || slices.Contains(c.Areas, area) || slices.Contains(c.Areas, EveryArea)
}

// Within reports whether a certificate grants nothing that another does not.
func (c DeviceCertificate) Within(other DeviceCertificate) bool {
	for _, area := range c.Areas {
		if !other.Carries(area) {
			return false
		}
	}
	for _, role := range c.Roles {
		if !slices.Contains(other.Roles, role) {
			return false
		}
	}
	return c.ToOn <= other.ToOn
}

// Actor is somebody who works on the computer, as far as rights go.
func (c DeviceCertificate) Actor() Actor { return Actor{Roles: c.Roles} }

// DeviceRevocation says that a computer is no longer one of the company's. What
// it wrote up to the numbers named is still taken, nothing after.
type DeviceRevocation struct {
	Device    DeviceID
	Reason    string
	OnDay     Day
	Number    int64 // of this device's revocations; a later one replaces those before
	UpTo      map[Area]int64
	Body      []byte // all the above, as it was signed
	Signature []byte
}

// Takes reports whether a change set of a revoked device is still taken.
func (r DeviceRevocation) Takes(area Area, number int64) bool { return number <= r.UpTo[area] }

// DeviceState is how a computer stands with the company.
type DeviceState string

// The states of devices.
const (
	DeviceGood     DeviceState = "good"
	DeviceExpiring DeviceState = "expiring" // within DeviceWarnDays
	DeviceExpired  DeviceState = "expired"
	DeviceRevoked  DeviceState = "revoked"
	DeviceReplaced DeviceState = "replaced" // it goes on under another certificate: a copy was put back
)

// Ended reports whether a computer in this state exchanges nothing any more.
func (s DeviceState) Ended() bool {
	return s == DeviceExpired || s == DeviceRevoked || s == DeviceReplaced
}

// DeviceWarnDays before its last day a certificate is told to be near its end.
const DeviceWarnDays = 30

// Device is a computer of the company in a list.
type Device struct {
	DeviceCertificate
	State   DeviceState
	This    bool // the computer at which one sits
	Revoked DeviceRevocation
}

// Left is how many days a certificate is good for after one; negative when it
// has expired.
func (c DeviceCertificate) Left(day Day) int {
	to, _ := c.ToOn.number()
	from, _ := day.number()
	return to - from
}

// StateOn is how a certificate that was not revoked stands on a day.
func (c DeviceCertificate) StateOn(day Day) DeviceState {
	switch left := c.Left(day); {
	case left < 0:
		return DeviceExpired
	case left <= DeviceWarnDays:
		return DeviceExpiring
	}
	return DeviceGood
}

// DeviceDraft is what a person says of a computer that is to join.
type DeviceDraft struct {
	Name   string
	Areas  []Area
	Roles  []Role
	Staff  StaffID // who works on it
	ToOn   Day
	Folder string // where the enrolment file and its snapshot go
}

// Check refuses an enrolment that would make no usable computer.
func (d DeviceDraft) Check(today Day) error {
	switch {
	case d.Name == "":
		return Refuse("device_name", Missing)
	case len(d.Areas) == 0:
		return Refuse("device_areas", Missing)
	case len(d.Roles) == 0:
		return Refuse("device_roles", Missing)
	case d.ToOn == "":
		return Refuse("device_to", Missing)
	case d.ToOn <= today:
		return Refuse("device_to", BeforeToday)
	case d.Folder == "":
		return Refuse("folder", Missing)
	}
	return nil
}

// DeviceEnrolment is what was made for a computer that is to join: two files side by
// side, and a passphrase that is told once.
type DeviceEnrolment struct {
	Device      DeviceCertificate
	Path        string // of the enrolment file; its snapshot lies beside it
	Snapshot    string
	Passphrase  string
	Fingerprint string
	Sealed      []byte // the enrolment file itself: small enough for a picture
}

// DeviceAlarm tells that a file went on as another device, and why.
type DeviceAlarm struct {
	Why  CloneReason
	Was  string // the code of before
	AtMs int64
}

// CloneReason is how a copy of a file was noticed.
type CloneReason string

// The reasons.
const (
	ClonedRestored CloneReason = "restored" // an older copy lies where the newer file was
	ClonedCarried  CloneReason = "carried"  // the file came from another computer, its identity with it
	ClonedForked   CloneReason = "forked"   // a copy elsewhere wrote changes under the same name
)

// CompanyState is what a file knows of its company and of its own place in it.
type CompanyState struct {
	Device      DeviceID
	Code        string
	Known       bool              // certificates of a company are here
	Main        bool              // the company's key lies here
	Fingerprint string            // of the company's public key
	Certificate DeviceCertificate // this computer's newest; zero without one
	State       DeviceState       // of it; "" without one
	Alarm       DeviceAlarm       // Why is empty while there is none
}
