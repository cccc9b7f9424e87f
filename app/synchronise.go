package app

import "time"

// MergedAs is what becomes of a record when received changes are merged.
type MergedAs string

// What can become of a record.
const (
	MergedAdded      MergedAs = "added"
	MergedChanged    MergedAs = "changed"
	MergedConflict   MergedAs = "conflict"  // a value loses and is kept for a person to decide
	MergedWithdrawn  MergedAs = "withdrawn" // nothing is erased
	MergedRefused    MergedAs = "refused"   // its change set goes to quarantine
	MergedWaiting    MergedAs = "waiting"   // for a record or a newer program
	MergedRecordsMax          = 100         // named of a table; the others are counted
)

// MergePreview is what a merge does, table by table, before it is done.
type MergePreview struct {
	Tables  []MergedTable
	Refused []QuarantinedSet // whole sets
	Rough   bool             // there are so many that those behind the first were only counted
}

// Count is how many records of all tables become so; of what is refused, whole
// sets.
func (p MergePreview) Count(as MergedAs) int64 {
	var n int64
	if as == MergedRefused {
		n = int64(len(p.Refused))
	}
	for _, t := range p.Tables {
		n += t.Counts[as]
	}
	return n
}

// MergedTable is what a merge does to the records of one table.
type MergedTable struct {
	Table   string // empty for those that only a newer program knows
	Counts  map[MergedAs]int64
	Records []MergedRecord // the first of them
}

// MergedRecord is what a merge does to one record.
type MergedRecord struct {
	Record   RecordRef
	As       MergedAs
	Of       string // what it is called: a name, a number
	Customer CustomerID
	Fields   []string // the columns written, or in conflict
	Device   DeviceID // whose change it is
	At       int64    // Unix ms by that device's clock
}

// MergedKinds are what can become of records, what needs a look first.
func MergedKinds() []MergedAs {
	return []MergedAs{MergedConflict, MergedRefused, MergedWaiting, MergedWithdrawn, MergedChanged, MergedAdded}
}

// PackageState is what a package found in a folder is to this device.
type PackageState string

// The states of packages.
const (
	PackageNew       PackageState = "new"       // it will be taken in
	PackageKnown     PackageState = "known"     // it was taken in before
	PackageOwn       PackageState = "own"       // this device wrote it
	PackageRelayed   PackageState = "relayed"   // for others: carried on unread
	PackageEarly     PackageState = "early"     // one before it is missing
	PackageDamaged   PackageState = "damaged"   // bytes are wrong or missing
	PackageForeign   PackageState = "foreign"   // of another company
	PackageUncertain PackageState = "uncertain" // its sender has no certificate that is good, or not for this area
	PackageForked    PackageState = "forked"    // its sender gave these numbers twice: a copy of its file went on elsewhere
	PackageNewer     PackageState = "newer"     // of a newer program's format
)

// Package is one package of change sets: what one device wrote in one area.
type Package struct {
	File        string // its name in the folder
	Device      DeviceID
	Code, Name  string // of the device
	Area        Area
	First, Last int64 // numbers of its change sets
	Rows, Bytes int64
	Hash        []byte // SHA-256 of the file
	WrittenAt   int64  // Unix ms
	State       PackageState
}

// MissingPackages are change sets that are known to exist and are not here:
// "packages 7 to 9 of 王工's laptop are missing".
type MissingPackages struct {
	Device      DeviceID
	Code, Name  string
	Area        Area
	First, Last int64
}

// SyncPlace is a folder that packages can go through.
type SyncPlace struct {
	Path      string
	Last      bool // the exchange before went through it
	Removable bool // a stick or another disk that is carried about
	Gone      bool // it cannot be reached now
	Free      int64
	Packages  int // that lie in it
}

// PackageEnding is that of the names of packages.
const PackageEnding = ".lampkg"

// SyncPreview is what lies in a folder and what taking it in does; nothing has
// been changed yet.
type SyncPreview struct {
	Folder   string
	Packages []Package
	Missing  []MissingPackages
	Merge    MergePreview
	Send     []Package // what this device will write, File and Hash empty
	Files    FilesMoved
	Anew     SnapshotFound
}

// SnapshotFound is a snapshot in the folder that was made for this device after it
// exchanged last; zero where there is none.
type SnapshotFound struct {
	Path   string
	At     int64  // when it was made, Unix ms
	Maker  string // the device that made it
	Needed bool   // an area that was given back comes in no other way
}

// FilesMoved counts the files of attachments that travel.
type FilesMoved struct {
	In, InBytes, Out, OutBytes int64
	Awaited                    int64 // rows whose file is nowhere yet
}

// LogKept is how long a device keeps every change, those too that were written
// over since: reviews compare a year with the one before.
const LogKept = 760 * 24 * time.Hour

// LateAfter is how long ago the last exchange is of a device that had better begin
// anew from a snapshot, should packages be missing.
const LateAfter = 60 * 24 * time.Hour

// AreaLeaving is an area that was taken from this device. Its records go once all
// that was written here has arrived at another device of the area.
type AreaLeaving struct {
	Area    Area
	Unit    string // that keeps its records; "" where none is known
	Waits   int64  // change sets that no other device of the area is known to have
	Nobody  bool   // no other device carries the area
	Records int64  // that went
}

// SyncStep is where an exchange is.
type SyncStep string

// The steps of an exchange, in their order.
const (
	SyncReads  SyncStep = "reads"
	SyncMerges SyncStep = "merges"
	SyncWrites SyncStep = "writes"
	SyncFiles  SyncStep = "files"
)

// SyncResult is what an exchange did.
type SyncResult struct {
	Taken     []Package
	Left      []Package // not taken in, each with the state that tells why
	Written   []Package
	Missing   []MissingPackages
	Files     FilesMoved
	Conflicts int64         // that are open now
	Gone      []AreaLeaving // whose records have left this device
	Leaving   []AreaLeaving // whose records are to leave it and cannot yet
}

// NothingNew reports whether an exchange would change neither this device nor
// the folder.
func (p SyncPreview) NothingNew() bool {
	return len(p.Merge.Tables) == 0 && len(p.Merge.Refused) == 0 && len(p.Send) == 0 && p.Files.In+p.Files.Out == 0
}

// SyncPartner is another device and the last exchange with it.
type SyncPartner struct {
	Device     DeviceID
	Code, Name string
	ReceivedAt int64 // when something of it was last taken in, Unix ms; 0 never
	HasOurs    bool  // it is known to have all that was written here
	Behind     int64 // change sets of this device it is not known to have
}

// SyncState is what the status bar and the page of exchanges tell.
type SyncState struct {
	Device      DeviceID
	Code        string
	Company     bool  // the company's key is known here
	Enrolled    bool  // this device has a certificate that is good today
	Until       Day   // the certificate's last day
	Unsent      int64 // change sets written here that lie in no folder for others yet
	LastAt      int64 // the last exchange, Unix ms; 0 never
	LastFolder  string
	Partners    []SyncPartner
	Missing     []MissingPackages
	Conflicts   int64
	Quarantined int64
	Awaited     int64 // files of attachments
	Leaving     []AreaLeaving
	Returning   []AreaLeaving // that had left and were given back: their records come with a snapshot
	Cloned      bool          // a copy of this device's file wrote changes of its own
}
