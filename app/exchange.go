package app

// SheetView is a sheet before it is imported: what stands in it and how its
// columns were understood.
type SheetView struct {
	Path    string
	Sheets  []string
	Sheet   string
	Title   string // what stands above the header, if anything
	Header  []string
	Sample  [][]string
	Fields  []string // the fields a column may be given to, by name
	Needed  []string // the fields without which nothing can be imported
	Columns []string // the field of each column; "" for one left out
	Locked  bool     // another program has the file open
}

// ImportJob is an import as a person ordered it.
type ImportJob struct {
	Path    string
	Sheet   string
	Columns []string // the field of each column, as in SheetView
	DryRun  bool     // do it all, report, keep nothing
	// RefusedPath is where the refused rows go, with the reason behind each;
	// empty: nowhere. Say words a problem in the reader's language.
	RefusedPath string
	ReasonTitle string
	Say         func(ImportProblem) string `json:"-"`
}

// ImportProblem is why a row was refused, or what is doubtful in one.
type ImportProblem struct {
	Line   int // in the file, from 1
	Field  string
	Reason string
	Text   string // the doubtful value; may be personal, never goes to a log
	Refers int    // another line this one repeats; 0: none
}

// ImportReport is what an import did, or would do.
type ImportReport struct {
	ID        int64 // of the batch; 0 for a dry run
	DryRun    bool
	Created   int64 // accounts new in the file
	Updated   int64
	Unchanged int64
	Customers int64 // customers made
	Areas     int64 // transformer areas made
	Staff     int64 // managers taken on
	Refused   int64
	Warned    int64
	Skipped   int64            // titles, totals, signatures
	Refusals  map[string]int64 // reason → rows
	Warnings  map[string]int64 // field/reason → rows
	Problems  []ImportProblem  // the first of them, refusals first
}

// ProblemsShown is how many problems a report names; the file of refused rows
// has all.
const ProblemsShown = 200

// ImportBatch is an import that was done and may be undone.
type ImportBatch struct {
	ID        int64
	At        int64
	By        string
	File      string
	Created   int64
	Updated   int64
	Unchanged int64
	Refused   int64
	UndoneAt  int64
}

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
	XLSX Format = "xlsx"
	CSV  Format = "csv"
	JSON Format = "json"
)

// ExportJob is an export as a person ordered it.
type ExportJob struct {
	Path   string
	Format Format
	// Title words a column, Label a code of a table; both in the reader's language.
	Title func(column string) string
	Label func(list, code string) string
}
