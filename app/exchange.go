package app

// SheetView is a sheet before it is imported: what stands in it and how its
// columns were understood.
type SheetView struct {
	Kind    ImportKind // as it was understood, or asked for
	Path    string
	Sheets  []string
	Sheet   string
	Title   string // what stands above the header, if anything
	Header  []string
	Sample  [][]string
	Fields  []string        // the fields a column may be given to, by name
	Needed  []string        // the fields without which nothing can be imported
	Columns []string        // the field of each column; "" for one left out
	Joined  []string        // the fields that may stand in several columns
	Notes   []ImportProblem // what is worth knowing about the sheet as a whole
	Locked  bool            // another program has the file open
}

// ImportJob is an import as a person ordered it.
type ImportJob struct {
	Kind    ImportKind
	Path    string
	Sheet   string
	Columns []string // the field of each column, as in SheetView
	Class   ClassID  // of ImportClassList: where the list names no class
	Replace bool     // of ImportClassList: a result that differs from the one noted takes its place
	DryRun  bool     // do it all, report, keep nothing
	// RefusedPath is where the refused rows go, with the reason behind each, and
	// DoubtsPath where all that is doubtful or passed over is told; empty:
	// nowhere. A file that is there already is not replaced. Say words a problem
	// in the reader's language.
	RefusedPath string
	ReasonTitle string
	DoubtsPath  string
	DoubtTitles [6]string                  // row, number, name, column, value, what is doubtful
	Say         func(ImportProblem) string `json:"-"`
	Column      func(field string) string  `json:"-"`
}

// Verdict is what became of a row.
type Verdict string

// The verdicts.
const (
	RowRefused Verdict = "refused"
	RowDoubted Verdict = "doubted" // taken all the same
	RowPassed  Verdict = "passed"  // no record: a title, a total, a signature
)

// ImportProblem is why a row was refused or passed over, or what is doubtful in
// one. Its texts may be personal and never go to a log.
type ImportProblem struct {
	Line    int // as a spreadsheet counts, from 1
	Account string
	Name    string
	Verdict Verdict
	Field   string
	Reason  string
	Text    string  // what stood there
	Refers  int     // another line this one repeats; 0: none
	Check   Warning // where a number looks wrong
	Month   int64   // of use: YYYYMM; 0: no month of its own
	Figure  int64   // of use: what speaks against it, the usual use or how many months are missing
}

// ImportReport is what an import did, or would do.
type ImportReport struct {
	Kind      ImportKind
	ID        int64 // of the batch; 0 for a dry run
	DryRun    bool
	Created   int64 // accounts, people in classes, completions, questions new in the file; of use, months of accounts
	Updated   int64
	Unchanged int64
	Customers int64 // customers made
	Areas     int64 // transformer areas made
	Staff     int64 // managers taken on
	From      int64 // of use: the first month, YYYYMM
	To        int64 // and the last
	Sheets    int64 // and how many sheets it made
	Classes   int64 // classes made for completions of an older system
	Refused   int64
	Warned    int64
	Skipped   int64            // titles, totals, signatures
	Refusals  map[string]int64 // reason → rows
	Warnings  map[string]int64 // field/reason → rows
	Problems  []ImportProblem  // the first of them: refusals, lines passed over, doubts

	RefusedPath string // the file of refused rows, if one was written
	DoubtsPath  string // the file of doubts, if one was written
}

// Lines is how many lines below the header were read: each was taken, refused
// or passed over. Of use it counts the months of accounts.
func (r ImportReport) Lines() int64 {
	return r.Created + r.Updated + r.Unchanged + r.Refused + r.Skipped
}

// ProblemsShown is how many problems a report names; the files have all.
const ProblemsShown = 1000

// ImportBatch is an import that was done and may be undone.
type ImportBatch struct {
	ID        int64
	Kind      ImportKind
	At        int64
	By        string
	File      string
	Created   int64
	Updated   int64
	Unchanged int64
	Refused   int64
	Warned    int64
	UndoneAt  int64
	Told      ImportTold
}

// ImportTold is what an import had to say of its rows, as it is kept.
type ImportTold struct {
	Refusals map[string]int64 `json:",omitempty"` // as in ImportReport
	Warnings map[string]int64 `json:",omitempty"`
	Problems []ImportProblem  `json:",omitempty"` // the first of them
}

// ToldKept is how many problems are kept of an import.
const ToldKept = 200

// UndoReport is what taking an import back did.
type UndoReport struct {
	Withdrawn int64
	Restored  int64
	Kept      int64 // rows that somebody changed or used since
}

// Format is a kind of file a list goes out as.
type Format string

// The formats of an export.
const (
	XLSX    Format = "xlsx"
	CSV     Format = "csv"
	JSON    Format = "json"
	Picture Format = "png"       // of a chart
	XAPI    Format = "xapi.json" // statements of the Experience API; of completions only
)

// ExportJob is an export as a person ordered it.
type ExportJob struct {
	Path   string
	Format Format
	// Title words a column, Label a code of a table; both in the reader's language.
	Title func(column string) string
	Label func(list, code string) string
	XAPI  XAPIOptions

	Purpose string        // required of whoever signs in
	Profile ExportProfile // empty: see ProfileFor
	// Mark words who took the list out, as labels and values; nil: the list says
	// nothing of it.
	Mark func(ExportMark) [][2]string
}
