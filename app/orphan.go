package app

// Orphan is a record that refers to another which is not in this file: one of an
// area that this device does not carry, or one that has not arrived yet. It is
// told of, never refused.
type Orphan struct {
	Record  RecordRef
	Field   string // the column that refers
	Missing RecordRef
}

// Orphans are some of them, and how many there are in all.
type Orphans struct {
	Some []Orphan
	All  int64
}
