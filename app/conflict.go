package app

// WriteID names one write of a field: when by the clock of the change log, and
// on which device.
type WriteID struct{ HLC, Device int64 }

// Conflict is a field that was changed by people who did not know of each other.
// One value holds, the others are kept until somebody decides.
type Conflict struct {
	Record       RecordRef
	Of           string // what the record is called: a name, a number
	Customer     CustomerID
	CustomerName string // whose record it is, if it is a customer's
	Field        string // the column
	Holds        ConflictValue
	Lost         []ConflictValue // newest first; none equals what holds
}

// ConflictValue is one of the values of a conflict, and whose it is.
type ConflictValue struct {
	Value  string
	Write  WriteID
	Who    StaffID
	By     string
	At     int64  // Unix ms by the clock of the device
	Device string // its code
}

// Conflicts is the inbox: some of the conflicts, and how many losing values
// there are in all.
type Conflicts struct {
	Open []Conflict
	All  int64
}

// Decision says which value of a conflict shall hold. It is good for the values
// that were seen: another that came meanwhile stays for the next decision.
type Decision struct {
	Record RecordRef
	Field  string
	Seen   []WriteID // of all values seen, the one that holds first
	Take   WriteID   // which of them; zero for Text
	Text   string    // another value, typed by hand
}

// Decide takes one of the values of a conflict.
func (c Conflict) Decide(take WriteID) Decision {
	d := Decision{Record: c.Record, Field: c.Field, Seen: []WriteID{c.Holds.Write}, Take: take}
	for _, lost := range c.Lost {
		d.Seen = append(d.Seen, lost.Write)
	}
	return d
}

// Write puts another value in the place of all of a conflict's.
func (c Conflict) Write(text string) Decision {
	d := c.Decide(WriteID{})
	d.Text = text
	return d
}

// ConflictRule decides many conflicts alike.
type ConflictRule string

// The rules for many.
const (
	KeepWhatHolds ConflictRule = "keep"   // as it is now
	TakeMine      ConflictRule = "mine"   // what I wrote, where I did
	TakeTheirs    ConflictRule = "theirs" // the newest that somebody else wrote
)

// ByRule decides the conflicts that a rule tells of; where it does not, none is
// made.
func ByRule(rule ConflictRule, me StaffID, conflicts []Conflict) []Decision {
	var out []Decision
	for _, c := range conflicts {
		for _, v := range append([]ConflictValue{c.Holds}, c.Lost...) {
			if rule == KeepWhatHolds || (rule == TakeMine) == (v.Who == me) {
				out = append(out, c.Decide(v.Write))
				break
			}
		}
	}
	return out
}
