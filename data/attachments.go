package data

import (
	"cmp"
	"context"
	"crypto/sha256"

	"lamplighter/app"
	"lamplighter/data/picture"
)

// Attach attaches a file to a record: a photo in the size that is kept, a
// signature cut to its strokes, a PDF as it is. The file is on the disk before
// the row that names it. One file is unpacked at a time.
func (s *Store) Attach(ctx context.Context, by app.Actor, d app.AttachmentDraft) (masked app.Attachment, _ error) {
	defer mask(by, &masked)
	if err := mayAttach(by, d.OfTable); err != nil {
		return app.Attachment{}, err
	}
	if err := d.Check(); err != nil {
		return app.Attachment{}, err
	}
	select {
	case s.attaching <- struct{}{}:
		defer func() { <-s.attaching }()
	case <-ctx.Done():
		return app.Attachment{}, ctx.Err()
	}
	kept, err := readAttachment(ctx, d)
	if err != nil {
		return app.Attachment{}, wrap("attach", err)
	}
	a, err := s.attach(ctx, by, d, kept)
	return a, wrap("attach", err)
}

// mayAttach asks for the right to change the record.
func mayAttach(by app.Actor, table string) error {
	place, err := app.AttachmentsOf(table)
	if err != nil {
		return err
	}
	return by.May(place.Change)
}

func (s *Store) attach(ctx context.Context, by app.Actor, d app.AttachmentDraft, kept picture.Kept) (app.Attachment, error) {
	hash := sha256.Sum256(kept.Content)
	a := app.Attachment{
		ID: newID[app.AttachmentID](), OfTable: d.OfTable, Of: d.Of, Kind: d.Kind, Hash: hash[:], MIME: kept.MIME, Name: app.AttachmentName(cmp.Or(d.Path, string(d.Kind)), kept.MIME),
		Bytes: int64(len(kept.Content)), Width: int64(kept.Width), Height: int64(kept.Height), Note: d.Note, By: by.Staff,
	}
	made, err := s.files.keep(a.Hash, a.MIME, kept.Content)
	if err != nil {
		return app.Attachment{}, err
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		if a.Area, err = x.attachableArea(ctx, d.OfTable, d.Of); err != nil {
			return err
		}
		a.At = x.now.UnixMilli()
		if err := x.putAttachment(ctx, app.Attachment{}, a); err != nil {
			return err
		}
		a.Seen = x.wrote
		return nil
	})
	if err != nil && made {
		removeQuietly(s.files.path(a.Hash, a.MIME)) // no row names it
	}
	return a, err
}

// attachableArea is the area of a record that takes files: an attachment
// travels with what it belongs to.
func (x *tx) attachableArea(ctx context.Context, table string, id app.RecordID) (app.Area, error) {
	if table == "cases" {
		c, err := x.readCase(ctx, app.CaseID(id))
		if err == nil && (c.Status == app.Archived || c.WithdrawnAt != 0) {
			err = app.Refuse("attachment", app.RecordEnded)
		}
		return c.Area, err
	}
	q, err := x.reads()
	if err != nil {
		return 0, err
	}
	type place struct{ area, withdrawn int64 }
	found, err := one(ctx, q, func(r scanner) (place, error) {
		var p place
		err := r.Scan(&p.area, orZero(&p.withdrawn))
		return p, err
	}, "SELECT area, withdrawn_at FROM "+table+" WHERE id = ?", id[:])
	if err == nil && found.withdrawn != 0 {
		err = app.Refuse("attachment", app.RecordEnded)
	}
	return app.Area(found.area), err
}

// Attachments lists what is attached to a record, oldest first, and whether its
// files are here.
func (s *Store) Attachments(ctx context.Context, by app.Actor, table string, of app.RecordID) (masked []app.AttachmentRow, _ error) {
	defer mask(by, &masked)
	ctx = s.within(ctx, by)
	if err := s.mayReadOf(ctx, by, table, of); err != nil {
		return nil, wrap("attachments", err)
	}
	rows, err := collect(ctx, s.reader, scanAttachmentRow, "SELECT "+prefixed("a", attachmentColumns)+
		", coalesce(p.name, '') FROM attachments a LEFT JOIN staff p ON p.id = a.by_id WHERE a.of_id = ? AND a.of_table = ? AND a.withdrawn_at IS NULL ORDER BY a.at, a.id",
		of[:], table)
	for i := range rows {
		rows[i].Absent = s.files.absent(rows[i].Hash, rows[i].MIME)
	}
	return rows, wrap("attachments", err)
}

// mayReadOf asks for the right to read a record; a protected case is as if it
// were not there for who is not named on it.
func (s *Store) mayReadOf(ctx context.Context, by app.Actor, table string, of app.RecordID) error {
	place, err := app.AttachmentsOf(table)
	if err == nil {
		err = by.May(place.Read)
	}
	if err != nil || table != "cases" {
		return err
	}
	n, err := one(ctx, s.reader, scanInt, "SELECT count(*) FROM cases WHERE id = ? AND "+seesCases, of[:], by.Staff[:])
	if err == nil && n == 0 {
		err = app.ErrNotFound
	}
	return err
}

// AttachmentBytes reads the file of an attachment. app.ErrFileAbsent when it
// has not come to this computer, app.ErrFileDamaged when it is not what was
// attached.
func (s *Store) AttachmentBytes(ctx context.Context, by app.Actor, a app.Attachment) ([]byte, error) {
	ctx = s.within(ctx, by)
	if err := s.mayReadOf(ctx, by, a.OfTable, a.Of); err != nil {
		return nil, wrap("read attachment", err)
	}
	content, err := s.files.read(a.Hash, a.MIME)
	return content, wrap("read attachment", err)
}

// AttachmentPath is where the file of an attachment lies, for the system's own
// program to show. Of a sealed file it is a readable copy that goes when the file
// is closed.
func (s *Store) AttachmentPath(ctx context.Context, by app.Actor, a app.Attachment) (string, error) {
	ctx = s.within(ctx, by)
	if err := s.mayReadOf(ctx, by, a.OfTable, a.Of); err != nil {
		return "", wrap("find attachment", err)
	}
	path := s.files.path(a.Hash, a.MIME)
	content, err := s.files.readAt(path, a.Hash)
	if err == nil && s.files.key != nil {
		path, err = s.files.show(path, content)
	}
	return path, wrap("find attachment", err)
}

// NoteAttachment changes the words under an attachment.
func (s *Store) NoteAttachment(ctx context.Context, by app.Actor, was app.Attachment, note string) error {
	if err := mayAttach(by, was.OfTable); err != nil {
		return err
	}
	if err := app.CheckAttachmentNote(note); err != nil {
		return err
	}
	now := was
	now.Note = note
	return wrap("note attachment", s.changeAttachment(ctx, by, was, func(*tx) app.Attachment { return now }))
}

// WithdrawAttachment takes an attachment off its record. Its file stays: other
// rows may name it, and the history does.
func (s *Store) WithdrawAttachment(ctx context.Context, by app.Actor, was app.Attachment) error {
	if err := mayAttach(by, was.OfTable); err != nil {
		return err
	}
	return wrap("withdraw attachment", s.changeAttachment(ctx, by, was, func(x *tx) app.Attachment {
		now := was
		now.WithdrawnAt = x.now.UnixMilli()
		return now
	}))
}

func (s *Store) changeAttachment(ctx context.Context, by app.Actor, was app.Attachment, changed func(*tx) app.Attachment) error {
	return s.write(ctx, by, app.Why{}, func(x *tx) error {
		if _, err := x.attachableArea(ctx, was.OfTable, was.Of); err != nil {
			return err
		}
		return x.putAttachment(ctx, was, changed(x))
	})
}

func scanAttachmentRow(s scanner) (app.AttachmentRow, error) {
	var r app.AttachmentRow
	err := s.Scan(append(attachmentInto(&r.Attachment), &r.ByName)...)
	return r, err
}
