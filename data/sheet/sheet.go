// Package sheet reads the lists people hand over and writes the lists they ask
// for: CSV and XLSX in, CSV, XLSX and JSON out.
//
// Reading goes in three steps. Open finds out what a file is; Table finds the
// header and guesses what its columns mean; Records cleans row after row into
// values, with what was noticed and why a row cannot be taken. Nothing is
// decided about stored records here: the package knows no SQL, no screen and
// no sentence. What goes wrong with a file is a *Problem, what is odd about a
// row is a Note; both are worded elsewhere.
package sheet

import (
	"errors"
	"fmt"
	"io/fs"
)

// ProblemKind says what is wrong with a whole file.
type ProblemKind string

// The problems of a file. Forbidden, ReadOnly and DiskFull are met in writing only.
const (
	NotASheet     ProblemKind = "not_a_sheet"    // a picture, a PDF, a program …
	OldFormat     ProblemKind = "old_format"     // .xls or .et: save it as .xlsx
	WebPage       ProblemKind = "web_page"       // a web page or XML that calls itself a sheet
	OtherFormat   ProblemKind = "other_format"   // .ods or .xlsb: save it as .xlsx
	Archive       ProblemKind = "archive"        // the list lies packed in it
	Folder        ProblemKind = "folder"         // a folder, not a file in it
	Encrypted     ProblemKind = "encrypted"      // needs a password
	Truncated     ProblemKind = "truncated"      // the end is missing: copied or sent halfway
	Damaged       ProblemKind = "damaged"        // complete, but its parts contradict
	TooBig        ProblemKind = "too_big"        // unpacks to more than is sane
	Empty         ProblemKind = "empty"          // no row at all
	NoRows        ProblemKind = "no_rows"        // column names with nothing below
	NoHeader      ProblemKind = "no_header"      // no row looks like column names
	NoColumn      ProblemKind = "no_column"      // a needed column is not there; Fields names them
	WrongEncoding ProblemKind = "wrong_encoding" // neither UTF-8 nor GB18030 nor UTF-16
	MergedTooBig  ProblemKind = "merged_too_big" // cells of several rows are merged, in a sheet too long to look ahead
	TooManyRows   ProblemKind = "too_many_rows"  // more than Options.MaxRows
	NoSuchSheet   ProblemKind = "no_such_sheet"  // the workbook has no sheet of that name
	Changed       ProblemKind = "changed"        // the file was written to since it was opened
	NotFound      ProblemKind = "not_found"      // no such file or folder
	Unreadable    ProblemKind = "unreadable"     // no right to read the file
	Forbidden     ProblemKind = "forbidden"      // no right to write there
	InUse         ProblemKind = "in_use"         // held by another program, most likely Excel
	ReadOnly      ProblemKind = "read_only"      // the target must not be written
	DiskFull      ProblemKind = "disk_full"      // nothing was changed
)

// Problem says why a file cannot be read or written.
type Problem struct {
	Kind   ProblemKind
	Path   string
	Line   int      // where it was noticed, 0 if nowhere in particular
	Limit  int64    // for TooBig and TooManyRows
	Fields []string // for NoColumn: the keys of the missing fields
	Err    error    // the cause, if there is one
}

// Error is for logs; people read words.
func (p *Problem) Error() string {
	text := "sheet " + p.Path + ": " + string(p.Kind)
	if p.Line > 0 {
		text += fmt.Sprintf(" at line %d", p.Line)
	}
	if p.Err != nil {
		text += ": " + p.Err.Error()
	}
	return text
}

// Unwrap gives the cause.
func (p *Problem) Unwrap() error { return p.Err }

// Format is what a file was found to be.
type Format string

// The formats read here.
const (
	CSV  Format = "csv" // any delimited text
	XLSX Format = "xlsx"
)

// Encoding is how the text of a CSV is stored.
type Encoding string

// The encodings read and written here.
const (
	UTF8    Encoding = "utf-8"
	GB18030 Encoding = "gb18030" // what Excel writes in China; a superset of GBK and GB2312
	UTF16   Encoding = "utf-16"  // Excel's "Unicode text"; read only
)

// Limits that no honest list of a county reaches.
const (
	maxUnpacked   = 4 << 30   // bytes of one part of a workbook
	maxStrings    = 768 << 20 // bytes of a workbook's shared texts, which are held in memory
	maxCell       = 64 << 10  // bytes of a quoted cell; a longer one is an unclosed quote
	maxLine       = 64 << 20  // bytes of one line
	maxColumns    = 16384     // as in Excel
	rowsPerSheet  = 1048576   // as in Excel
	headerWithin  = 100       // rows searched for the header
	sampleRows    = 200       // rows looked at for guessing
	detectWithin  = 1 << 20   // bytes looked at for the encoding
	delimitWithin = 64 << 10  // bytes looked at for the delimiter
)

// FileProblem is what is wrong with a file or folder at a path that this
// package did not open itself.
func FileProblem(path string, err error) error { return fileProblem(path, err) }

// fileProblem gives an error of the operating system its kind; other errors
// pass unchanged.
func fileProblem(path string, err error) error {
	var kind ProblemKind
	switch {
	case err == nil:
		return nil
	case isSharing(err):
		kind = InUse
	case isDiskFull(err):
		kind = DiskFull
	case isReadOnly(err):
		kind = ReadOnly
	case errors.Is(err, fs.ErrNotExist):
		kind = NotFound
	case errors.Is(err, fs.ErrPermission):
		kind = Forbidden
	default:
		return err
	}
	return &Problem{Kind: kind, Path: path, Err: err}
}
