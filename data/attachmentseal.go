package data

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"lamplighter/app"
	"lamplighter/data/seal"
)

// sealsAttachment is what the files of attachments are sealed for.
const sealsAttachment = "attachment"

// content reads what a file holds, sealed or plain.
func (f attachmentFiles) content(path string) ([]byte, error) {
	content, err := os.ReadFile(path)
	if err == nil && seal.Is(content) {
		content, err = f.unseal(content)
	}
	return content, err
}

func (f attachmentFiles) unseal(content []byte) ([]byte, error) {
	if f.key == nil {
		return nil, app.ErrSealed
	}
	return f.key.OpenContent(sealsAttachment, content)
}

// asSealed reports whether a file is kept as these are: sealed with their key,
// or plain.
func (f attachmentFiles) asSealed(path string) bool {
	head, err := headOf(path)
	if err != nil || f.key == nil {
		return err == nil && !seal.Is(head)
	}
	return f.key.Made(head)
}

// stands reports whether a file is what was attached, and kept as these are.
func (f attachmentFiles) stands(path string, hash []byte) bool {
	return f.asSealed(path) && f.check(path, hash) == nil
}

// sealAll seals the files that are still plain, each whole or not at all. What
// was half-written is of no use to anyone and goes.
func (f attachmentFiles) sealAll(ctx context.Context) error {
	err := filepath.WalkDir(f.folder, func(path string, entry fs.DirEntry, err error) error {
		if err = errorsFirst(err, ctx.Err()); err != nil || !entry.Type().IsRegular() {
			return err
		}
		stem, _, ours := attachmentFile(entry.Name())
		switch {
		case !ours || f.asSealed(path):
			return nil
		case stem == "":
			return os.Remove(path)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		return f.replace(path, content)
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil // nothing was attached here yet
	}
	return err
}

// replace puts the sealed file into the place of the plain one, which is there
// until then.
func (f attachmentFiles) replace(path string, content []byte) error {
	err := writeWhole(path, f.key.Content(sealsAttachment, content), 0o400)
	return attachmentFault(err)
}

// shown is where readable copies of sealed files lie while somebody looks at
// them with the system's own programs.
func (f attachmentFiles) shown() string { return f.folder + ".shown" }

func (f attachmentFiles) show(path string, content []byte) (string, error) {
	plain := attachmentFiles{folder: f.shown(), write: f.write}
	copied := filepath.Join(plain.folder, filepath.Base(path))
	return copied, plain.writeAnew(copied, content)
}

// clearShown removes them. One that a viewer holds open stays until the next
// time.
func (f attachmentFiles) clearShown() { _ = os.RemoveAll(f.shown()) }
