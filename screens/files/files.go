// Package files asks a person for a file or a folder, by keys alone. It lists
// folders, and opens, reads and writes nothing: what comes out is a path.
package files

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/screens/desk"
)

// Sheets are the endings of the lists that can be read.
func Sheets() []string { return []string{".xlsx", ".csv", ".txt", ".tsv"} }

// Ours are the endings of this program's own files.
func Ours() []string { return []string{".lamp", ".sqlite", ".db"} }

// Enrolments are the endings of the files by which a computer joins a company.
func Enrolments() []string { return []string{".lampjoin"} }

// Open asks for a file with one of these endings, beginning in a folder, or in
// that of a file. chosen is called unless the person thinks better of it.
func Open(d *desk.Desk, begin string, endings []string, chosen func(path string)) {
	newChooser(d, endings, chosen).show(lang.L("Choose a file"), begin)
}

// Folder asks for a folder.
func Folder(d *desk.Desk, begin string, chosen func(path string)) {
	newChooser(d, nil, chosen).show(lang.L("Choose a folder"), begin)
}
