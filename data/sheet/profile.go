package sheet

import (
	"slices"

	"lamplighter/app"
)

// Field is one thing a list may tell about a record.
type Field struct {
	Key      string
	Titles   []string // what the column may be called, in both languages; the first ones are ours
	Kind     Kind
	Required bool // a row without it is refused
	IsKey    bool // tells the records of a list apart; a repetition is refused
	Joins    bool // may stand in several columns, which are read as one text
	Second   int  // for Phone: the index of the field a second number goes to, 0 for none
}

// Profile is what one kind of list may hold. Values of a Record stand in the
// order of its Fields.
type Profile struct {
	Name   string
	Fields []Field

	// repeats says that several rows may be of one key, as of the months of an
	// account.
	repeats bool

	// plain lists hold any words: no row is taken for a total, a signature or the
	// name of what follows.
	plain bool

	// strict lists refuse a row of which a number or a day cannot be read.
	strict bool

	// finish completes a record from its own values, if the list needs it.
	finish func(r *Record, today app.Day)
}

// Index is the place of a field in Fields, -1 if there is none of that key.
func (p Profile) Index(key string) int {
	return slices.IndexFunc(p.Fields, func(f Field) bool { return f.Key == key })
}

// keyIndex is the place of the key, -1 for a list without one.
func (p Profile) keyIndex() int {
	return slices.IndexFunc(p.Fields, func(f Field) bool { return f.IsKey })
}

// hasNeeded reports whether all needed fields are among those seen.
func (p Profile) hasNeeded(seen map[int]bool) bool {
	for i, f := range p.Fields {
		if f.Required && !seen[i] {
			return false
		}
	}
	return true
}

// byTitle knows every title by its normal form.
func (p Profile) byTitle() map[string]int {
	known := make(map[string]int, 8*len(p.Fields))
	for i, f := range p.Fields {
		known[titleForm(f.Key)] = i
		for _, title := range f.Titles {
			known[titleForm(title)] = i
		}
	}
	return known
}
