package data

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/picture"
)

// readAttachment reads what is to be attached and makes of it what is kept.
func readAttachment(ctx context.Context, d app.AttachmentDraft) (picture.Kept, error) {
	if d.Path == "" {
		return keptOf(ctx, d.Kind, bytes.NewReader(d.Content), int64(len(d.Content)))
	}
	file, err := os.Open(d.Path)
	if err != nil {
		return picture.Kept{}, unreadable(d.Path, err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	switch {
	case err != nil:
		return picture.Kept{}, unreadable(d.Path, err)
	case !info.Mode().IsRegular():
		return picture.Kept{}, app.Refuse("attachment", app.NotAPicture)
	}
	return keptOf(ctx, d.Kind, file, info.Size())
}

// unreadable names a file that was chosen, without its folder.
func unreadable(path string, err error) error {
	kind := "unreadable"
	switch {
	case errors.Is(err, fs.ErrNotExist):
		kind = "not_found"
	case errors.Is(err, fs.ErrPermission):
		kind = "forbidden"
	}
	return &app.FileProblem{Kind: kind, Name: filepath.Base(path), Err: err}
}

func keptOf(ctx context.Context, kind app.AttachmentKind, source io.ReadSeeker, size int64) (picture.Kept, error) {
	if size > app.AttachmentBytes {
		return picture.Kept{}, app.Refuse("attachment", app.FileTooLarge)
	}
	if kind == app.Photo {
		return picture.Photo(ctx, source)
	}
	if kind == app.Signature {
		content, err := io.ReadAll(source)
		if err != nil {
			return picture.Kept{}, err
		}
		return picture.Signature(ctx, content)
	}
	kept, is, err := scanned(source, size)
	if is || err != nil {
		return kept, err
	}
	kept, err = picture.Photo(ctx, source)
	if no, is := errors.AsType[*app.Refusal](err); is && no.Reason == app.NotAPicture {
		err = app.Refuse("attachment", app.NotAScan)
	}
	return kept, err
}

// scanned reads a PDF, which is kept as it is. What is none is left at its
// start.
func scanned(source io.ReadSeeker, size int64) (kept picture.Kept, is bool, err error) {
	head := make([]byte, 5)
	n, err := io.ReadFull(source, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return kept, false, err
	}
	if _, err := source.Seek(0, io.SeekStart); err != nil {
		return kept, false, err
	}
	if !picture.PDF(head[:n]) {
		return kept, false, nil
	}
	if size > app.ScanBytes {
		return kept, true, app.Refuse("attachment", app.FileTooLarge)
	}
	content, err := io.ReadAll(source)
	return picture.Kept{Content: content, MIME: app.PDF}, true, err
}
