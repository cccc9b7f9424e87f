// Package paper lays the papers of the counter out and makes PDF of them, with
// our own font in it, so that they look the same in every viewer and printer:
// the receipt, the journey sheet, the reply sheet, the visit brief and lists.
//
// It writes no file and knows no printer, and it draws nothing in the window.
// What stands on a paper comes as plain values; From reads them off a case.
//
// The PDF is gopdf's work: of the three tried it alone draws characters beyond
// the first 65,536, which stand in names (fpdf, and maroto on top of it, end).
package paper

import "time"

// Size is the paper a document is laid out for.
type Size int

// The sizes in use.
const (
	A4      Size = iota // upright, for sheets
	A4Wide              // across, for lists
	A5Wide              // half a sheet of A4, for receipts
	A4Dense             // A4 in smaller type, for what must stand on one page
)

// Document is what a paper says, before it is laid out.
type Document struct {
	Title  string
	Ref    string // the number of its case; "": a list
	Number string // at the right below the title, with its name
	About  string // at the left of it
	Head   Head
	Size   Size
	Bare   bool // without head and foot: its block covers the paper
	Blocks []Block

	Fit   func(most int) []Block // in place of Blocks: of each sort so many, as one page holds
	After []Document             // of the same size, each behind it on a page of its own
}

// Head is in whose name a paper goes out, who printed it, when and what for. Two
// papers of equal content and head are equal byte by byte.
type Head struct {
	Company string
	Unit    string // "": the same
	By      string
	At      time.Time
	Purpose string // "": it has none, or goes to the person it is about
}

// Block is a part of a document: Heading, Grid, Table, Paragraph, Chart, UseChart,
// Signatures or the face of a certificate.
type Block interface{ lay(*layout) }

// Heading stands over a part.
type Heading string

// Paragraph is running text, small for notices.
type Paragraph struct {
	Text  string
	Small bool
}

// Grid is a form: names in grey, values beside them, two pairs in a row.
type Grid []Field

// Field is one pair of a grid.
type Field struct {
	Name   string
	Text   string
	Checks []Check // in place of Text
	Wide   bool    // takes a row of its own
	Lines  int     // room for at least so many lines, to be filled in by hand
}

// Check is one line of a check-list.
type Check struct {
	Text string
	Done bool
}

// Table has its header again on every page.
type Table struct {
	Columns []Column
	Rows    [][]string
}

// Column is one column of a table. Columns share the width by weight.
type Column struct {
	Title  string
	Weight float32
	Number bool // aligned to the right
	Lines  int  // cut after so many lines; 0: all are kept
}

// Signatures are lines to be signed on, side by side, the same for all.
type Signatures []string
