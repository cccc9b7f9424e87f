package app

import (
	"maps"
	"path"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// AttachmentKind is what an attachment is of.
type AttachmentKind string

// The kinds of attachments.
const (
	Photo     AttachmentKind = "photo"
	Signature AttachmentKind = "signature"
	Evidence  AttachmentKind = "evidence"
	Scan      AttachmentKind = "scan"
)

// What an attachment may take at most, and what may be made into one.
const (
	PhotoBytes      = 400_000     // of a photo as it is kept
	PhotoSide       = 2560        // pixels of its long side
	PhotoPixels     = 100_000_000 // of a photo as it comes; a telephone takes 12 to 50 million
	PhotoMemory     = 384 << 20   // bytes that unpacking one may take
	SignatureBytes  = 60_000
	ScanBytes       = 10 << 20
	AttachmentBytes = 160 << 20 // of a file as it comes

	attachmentName = 80 // characters
	attachmentNote = 200
)

// The types of the files that are kept.
const (
	JPEG = "image/jpeg"
	PNG  = "image/png"
	PDF  = "application/pdf"
)

// Attachment is a file that belongs to a record. The bytes lie beside the database under their hash; the row tells what they are, also where they have not arrived yet.
type Attachment struct {
	ID          AttachmentID
	Area        Area
	OfTable     string
	Of          RecordID
	Kind        AttachmentKind
	Hash        []byte // SHA-256 of the bytes kept
	Name        string
	MIME        string
	Bytes       int64
	Width       int64
	Height      int64
	Note        string
	By          StaffID
	At          int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// AttachmentID names one.
type AttachmentID = ID[Attachment]

// AttachmentDraft is a file that is to be attached to a record.
type AttachmentDraft struct {
	OfTable string
	Of      RecordID
	Kind    AttachmentKind
	Path    string // of a file on this computer
	Content []byte // in place of Path: what was made here, a signature
	Note    string
}

// AttachmentRow is an attachment with who attached it and whether its file is
// here.
type AttachmentRow struct {
	Attachment
	ByName string
	Absent bool // the row has come, the file has not
}

// AttachmentCheck is what looking through the files of attachments found.
type AttachmentCheck struct {
	Files   int      // that should be there
	Absent  []string // the names of those that are not
	Damaged []string // of those that are not what was attached
}

// Whole reports whether every file is there as it was attached.
func (c AttachmentCheck) Whole() bool { return len(c.Absent)+len(c.Damaged) == 0 }

// AttachmentPlace says what may be attached to the records of a table, and the
// rights of the record that go for what is attached to it.
type AttachmentPlace struct {
	Read, Change Right
	Kinds        []AttachmentKind
}

// attachmentPlaces are the tables whose records take files. A customer's own
// page takes none: a copy of an identity card is kept only where a case asks
// for it.
var attachmentPlaces = map[string]AttachmentPlace{
	"visits":           {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Signature, Evidence, Scan}},
	"promises":         {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Evidence, Scan}},
	"opportunities":    {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Evidence, Scan}},
	"readings":         {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Evidence}},
	"usage_events":     {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Evidence, Scan}},
	"plan_items":       {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Evidence, Scan}},
	"important_users":  {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Evidence, Scan}},
	"special_cares":    {ReadVisits, ChangeVisits, []AttachmentKind{Evidence, Scan}},
	"agreements":       {ReadVisits, ChangeVisits, []AttachmentKind{Photo, Signature, Evidence, Scan}},
	"survey_responses": {ReadVisits, ChangeVisits, []AttachmentKind{Signature, Evidence, Scan}},
	"cases":            {ReadCases, ChangeCases, []AttachmentKind{Photo, Signature, Evidence, Scan}},
}

// AttachmentTables lists the tables whose records take files.
func AttachmentTables() []string { return slices.Sorted(maps.Keys(attachmentPlaces)) }

// AttachmentsOf says what the records of a table take.
func AttachmentsOf(table string) (AttachmentPlace, error) {
	place, known := attachmentPlaces[table]
	if !known {
		return place, Refuse("attachment", NotAttachable)
	}
	return place, nil
}

// Check refuses what could not be attached, before its file is looked at.
func (d AttachmentDraft) Check() error {
	place, err := AttachmentsOf(d.OfTable)
	switch {
	case err != nil:
		return err
	case !slices.Contains(place.Kinds, d.Kind):
		return Refuse("attachment", NotAttachable)
	case d.Path == "" && len(d.Content) == 0:
		return Refuse("attachment", Missing)
	}
	return CheckAttachmentNote(d.Note)
}

// CheckAttachmentNote refuses a note that no caption has room for.
func CheckAttachmentNote(note string) error {
	if utf8.RuneCountInString(note) > attachmentNote {
		return Refuse("attachment_note", TooLong)
	}
	return nil
}

// AttachmentName is what a file is called here: without its folders, without
// what cannot be seen or would name something else on another system, and with
// the ending of the type that is kept.
func AttachmentName(file, mime string) string {
	name := path.Base(strings.ReplaceAll(file, `\`, "/"))
	name = strings.TrimSuffix(name, path.Ext(name))
	name = strings.Map(func(r rune) rune {
		switch {
		case !unicode.IsGraphic(r) || r == utf8.RuneError || strings.ContainsRune(`<>:"|?*/`, r):
			return -1
		case unicode.IsSpace(r):
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(name, " .")
	if runes := []rune(name); len(runes) > attachmentName {
		name = strings.TrimRight(string(runes[:attachmentName]), " .")
	}
	if name == "" {
		name = "file"
	}
	return name + AttachmentEnding(mime)
}

// AttachmentEnding is the ending of the files of a type.
func AttachmentEnding(mime string) string {
	switch mime {
	case JPEG:
		return ".jpg"
	case PNG:
		return ".png"
	case PDF:
		return ".pdf"
	}
	return ".bin"
}
