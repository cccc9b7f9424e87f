package app

import "strings"

// PaperOut is a paper that was made. One for a customer or about one record is its
// own purpose; a list of records is an export and has one.
type PaperOut struct {
	Title   string
	Purpose string
	Rows    int // of a list; 0: no list
	PDF     []byte
}

// CheckPaper refuses a list on paper that goes out for nothing that was named. In a
// file that nobody signs in to nobody is asked.
func (a Actor) CheckPaper(p PaperOut) error {
	if p.Rows > 0 && strings.TrimSpace(p.Purpose) == "" && !a.SeesClear() {
		return Refuse("export_purpose", Missing)
	}
	return nil
}

// Reason is what the audit log says of it: which paper, and what for.
func (p PaperOut) Reason() string {
	if purpose := strings.TrimSpace(p.Purpose); purpose != "" {
		return p.Title + " · " + purpose
	}
	return p.Title
}
