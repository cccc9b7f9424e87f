package app

// QuarantineReason is why a change set that came could not be brought into the
// records.
type QuarantineReason string

// The reasons. The set is kept in each case, and tried again by a newer program
// but for one whose stamp cannot be.
const (
	Unreadable      QuarantineReason = "unreadable"       // damaged, or of a newer format
	ImpossibleStamp QuarantineReason = "impossible_stamp" // it claims to have been written before what it follows
	ImpossibleValue QuarantineReason = "impossible_value" // a value that its field cannot hold
	Unauthorised    QuarantineReason = "unauthorised"     // nobody on that device may write this, or its signature is not what it says
)

// QuarantinedSet is a change set that is kept and not in the records.
type QuarantinedSet struct {
	Device     string // its code
	DeviceName string
	Area       Area
	Number     int64 // of the set, for its device and area
	At         int64 // when it came, Unix ms
	Reason     QuarantineReason
	Bytes      int64
}
