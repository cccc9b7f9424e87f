package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// attachmentFact is a file that rows name.
type attachmentFact struct {
	hash  []byte
	mime  string
	name  string
	inUse bool // by a row that is not withdrawn
}

// attachmentFacts lists the files a database names, each once; a database of
// before there were any names none.
func attachmentFacts(ctx context.Context, path string) ([]attachmentFact, error) {
	r, err := openRaw(ctx, fileURL(path, "mode=ro&_query_only=1"), readerPragmas)
	if err != nil {
		return nil, err
	}
	defer r.close()
	tables, err := one(ctx, r.conn, scanInt, "SELECT count(*) FROM sqlite_schema WHERE name = 'attachments'")
	if err != nil || tables == 0 {
		return nil, err
	}
	return collect(ctx, r.conn, func(s scanner) (attachmentFact, error) {
		var f attachmentFact
		err := s.Scan(&f.hash, &f.mime, &f.name, &f.inUse)
		return f, err
	}, "SELECT hash, mime, min(name), max(withdrawn_at IS NULL) FROM attachments GROUP BY hash, mime ORDER BY min(at), hash")
}

// CheckWhole is Check, and reads every attached file beside the database and
// compares it with its hash.
func CheckWhole(ctx context.Context, path string) (app.AttachmentCheck, error) {
	letGo, err := holdKnown(path)
	if err != nil {
		return app.AttachmentCheck{}, plain(err)
	}
	defer letGo()
	if err := Check(ctx, path); err != nil {
		return app.AttachmentCheck{}, err
	}
	files := filesOf(path)
	found, err := eachAttachment(ctx, path, func(f attachmentFact) error { return files.check(files.path(f.hash, f.mime), f.hash) })
	return found, wrap("check attachments", plain(err))
}

// copyAttachments brings the files that a copied database names to its side: as
// a second name of the same bytes where the disk can, else as a copy. Files are
// never written to again, so that a second name is as good as a copy.
func copyAttachments(ctx context.Context, copied string, from, to attachmentFiles) (app.AttachmentCheck, error) {
	return eachAttachment(ctx, copied, func(f attachmentFact) error {
		target := to.path(f.hash, f.mime)
		if to.stands(target, f.hash) {
			return nil // of an earlier copy
		}
		content, err := from.read(f.hash, f.mime)
		if err != nil {
			return err
		}
		removeQuietly(target) // a damaged one
		if path := from.path(f.hash, f.mime); to.asSealed(path) && link(path, target) == nil {
			return to.check(target, f.hash)
		}
		return errorsFirst(to.writeAnew(target, content), to.check(target, f.hash))
	})
}

// link gives a file a second name in a folder that may not be there yet.
func link(path, second string) error {
	folder := filepath.Dir(second)
	return errorsFirst(os.MkdirAll(folder, 0o700), os.Link(path, second), sheet.SyncFolder(folder))
}

// eachAttachment does something with every file a database names and counts
// what is absent or damaged. A file that only withdrawn rows name need not be
// there.
func eachAttachment(ctx context.Context, database string, do func(attachmentFact) error) (app.AttachmentCheck, error) {
	var found app.AttachmentCheck
	facts, err := attachmentFacts(ctx, database)
	if err != nil {
		return found, err
	}
	for _, f := range facts {
		if err := ctx.Err(); err != nil {
			return found, err
		}
		if f.inUse {
			found.Files++
		}
		switch err := do(f); {
		case errors.Is(err, app.ErrFileAbsent) && f.inUse:
			found.Absent = append(found.Absent, f.name)
		case errors.Is(err, app.ErrFileDamaged) && f.inUse:
			found.Damaged = append(found.Damaged, f.name)
		case errors.Is(err, app.ErrFileAbsent), errors.Is(err, app.ErrFileDamaged):
		case err != nil:
			return found, err
		}
	}
	return found, nil
}
