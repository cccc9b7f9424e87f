package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/seal"
)

// A large file travels in pieces, each encrypted and whole by itself, so that
// what was copied before a stick was pulled out need not be copied again. Pieces
// that came lie beside the file's place until all are here; then its hash says
// whether they are what was attached.

// pieceBytes is what a piece holds.
const pieceBytes = 1 << 20

// pieceEnding is how pieces end that came.
const pieceEnding = ".part"

// filePiece is a part of a file, the first being number 1 of so many.
type filePiece struct{ number, of int }

func piecesOf(size int64) int { return max(1, int((size+pieceBytes-1)/pieceBytes)) }

// names are those of a file in a folder: of its pieces, or of the file itself if
// it is small.
func (f travellingFile) names(carriers []app.DeviceCertificate) []string {
	sum := sha256.New()
	for _, c := range carriers {
		_, _ = io.WriteString(sum, c.Recipient)
	}
	stem := hex.EncodeToString(f.hash) + "-" + hex.EncodeToString(sum.Sum(nil)[:4])
	of := piecesOf(f.bytes)
	if of == 1 {
		return []string{stem + fileEnding}
	}
	out := make([]string, of)
	for i := range out {
		out[i] = fmt.Sprintf("%s-%dof%d%s", stem, i+1, of, fileEnding)
	}
	return out
}

// pieceIn is which piece of a file lies under a name in a folder.
func (f travellingFile) pieceIn(name string) (filePiece, bool) {
	hash, rest, _ := strings.Cut(strings.TrimSuffix(name, fileEnding), "-")
	if hash != hex.EncodeToString(f.hash) || !strings.HasSuffix(name, fileEnding) {
		return filePiece{}, false
	}
	p := filePiece{1, 1}
	if _, numbers, cut := strings.Cut(rest, "-"); cut {
		if _, err := fmt.Sscanf(numbers, "%dof%d", &p.number, &p.of); err != nil {
			return filePiece{}, false
		}
	}
	return p, p.of == piecesOf(f.bytes) && 1 <= p.number && p.number <= p.of
}

// cut is the part of a file's bytes that a piece holds.
func (p filePiece) cut(content []byte) []byte {
	from := min((p.number-1)*pieceBytes, len(content))
	return content[from:min(from+pieceBytes, len(content))]
}

// part is where a piece lies that came.
func (f attachmentFiles) part(hash []byte, p filePiece) string {
	name := hex.EncodeToString(hash)
	return filepath.Join(f.folder, name[:2], fmt.Sprintf("%s.%dof%d%s", name, p.number, p.of, pieceEnding))
}

// gather takes the pieces of a file that lie in the folder and are not here yet,
// and makes the file of them once it has all. whole is false while some are
// awaited.
func (e *exchange) gather(ctx context.Context, f travellingFile) (content []byte, whole bool, err error) {
	of := piecesOf(f.bytes)
	for name := range e.lies {
		p, is := f.pieceIn(name)
		if !is || of > 1 && e.s.files.came(f.hash, p) {
			continue
		}
		got, good, err := e.readPiece(ctx, name)
		if err != nil {
			return nil, false, err
		}
		if !good || p.number < of && len(got) != pieceBytes {
			continue
		}
		if of == 1 {
			if isOf(f.hash, got) {
				return got, true, nil
			}
			continue
		}
		if err := e.s.files.writeAnew(e.s.files.part(f.hash, p), got); err != nil {
			return nil, false, err
		}
	}
	if of == 1 {
		return nil, false, nil
	}
	return e.s.files.join(f.hash, of)
}

func isOf(hash, content []byte) bool {
	sum := sha256.Sum256(content)
	return bytes.Equal(sum[:], hash)
}

func (f attachmentFiles) came(hash []byte, p filePiece) bool {
	_, err := os.Stat(f.part(hash, p))
	return err == nil
}

// join makes a file of its pieces. If they are not what was attached none of them
// is kept, since nobody knows which is wrong.
func (f attachmentFiles) join(hash []byte, of int) (content []byte, whole bool, err error) {
	for n := range of {
		got, err := f.content(f.part(hash, filePiece{n + 1, of}))
		if errors.Is(err, os.ErrNotExist) {
			return nil, false, nil
		}
		if errors.Is(err, seal.ErrDamaged) {
			f.dropParts(hash, of)
			return nil, false, nil
		}
		if err != nil {
			return nil, false, err
		}
		content = append(content, got...)
	}
	if isOf(hash, content) {
		return content, true, nil
	}
	f.dropParts(hash, of)
	return nil, false, nil
}

func (f attachmentFiles) dropParts(hash []byte, of int) {
	for n := range of {
		removeQuietly(f.part(hash, filePiece{n + 1, of}))
	}
}

// readPiece opens a piece of the folder; not good is one that is for others, or
// damaged.
func (e *exchange) readPiece(ctx context.Context, name string) (content []byte, good bool, err error) {
	sealed, err := e.folder.Read(ctx, name, mostPiece)
	if errors.Is(err, app.ErrFolderGone) || ctx.Err() != nil {
		return nil, false, errorsFirst(ctx.Err(), err)
	}
	if err != nil {
		return nil, false, nil
	}
	r, err := age.Decrypt(bytes.NewReader(sealed), e.s.device.age)
	if err != nil {
		return nil, false, nil
	}
	content, err = io.ReadAll(io.LimitReader(r, mostPiece))
	return content, err == nil, nil
}

// mostPiece is what a piece takes at most, encrypted for many.
const mostPiece = 2 * pieceBytes

// layPieces lays those pieces of a file into the folder that do not lie there,
// or are not what they should be where somebody still waits for them.
func (e *exchange) layPieces(ctx context.Context, f travellingFile, carriers []app.DeviceCertificate, content []byte, asked bool) error {
	names := f.names(carriers)
	for i, name := range names {
		own := filePiece{i + 1, len(names)}.cut(content)
		if e.lies[name] {
			if !asked {
				continue
			}
			if got, good, err := e.readPiece(ctx, name); err != nil {
				return err
			} else if good && bytes.Equal(got, own) {
				continue
			}
		}
		var sealed bytes.Buffer
		err := bundle.Encrypt(&sealed, own, carriers)
		if err == nil {
			err = e.folder.Write(ctx, name, sealed.Bytes())
		}
		if err != nil {
			return err
		}
		e.lies[name] = true
		e.result.Files.OutBytes += int64(len(own))
	}
	return nil
}
