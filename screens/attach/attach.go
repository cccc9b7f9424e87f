// Package attach shows what is attached to a record: photos, scanned papers
// and a signature, and lets more be added. It knows neither where the files lie
// nor how a photo is made small: it asks its Store.
package attach

import (
	"context"

	"lamplighter/app"
)

// Store is what these parts of a page ask of the records.
type Store interface {
	Attachments(ctx context.Context, by app.Actor, table string, of app.RecordID) ([]app.AttachmentRow, error)
	Attach(context.Context, app.Actor, app.AttachmentDraft) (app.Attachment, error)
	AttachmentBytes(context.Context, app.Actor, app.Attachment) ([]byte, error)
	AttachmentPath(context.Context, app.Actor, app.Attachment) (string, error)
	NoteAttachment(ctx context.Context, by app.Actor, was app.Attachment, note string) error
	WithdrawAttachment(ctx context.Context, by app.Actor, was app.Attachment) error
}
