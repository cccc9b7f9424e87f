package app

// AttachmentKind is what an attachment is of.
type AttachmentKind string

// The kinds of attachments.
const (
	Photo     AttachmentKind = "photo"
	Signature AttachmentKind = "signature"
	Evidence  AttachmentKind = "evidence"
	Scan      AttachmentKind = "scan"
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
