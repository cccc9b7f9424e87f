package data

import (
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"filippo.io/age"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// The files of attachments travel after the changes, one by one, so that a stick
// pulled out costs one of them at most. Whether somebody lacks one is told by his
// vector – without its row he cannot have it – and by the list of those he waits
// for. A file is encrypted for all who carry its area, and named by them too:
// for who joins later it is laid anew.

// fileEnding is how they end in a folder.
const fileEnding = ".lampfile"

// mostFile is what one takes at most, encrypted.
const mostFile = app.AttachmentBytes

// travellingFile is the file of one attachment.
type travellingFile struct {
	hash   []byte
	mime   string
	area   app.Area
	stream bundle.Stream
	seq    int64 // of the change set with its row
}

// moveFiles takes in the files that are awaited here and lays those into the
// folder that others lack.
func (e *exchange) moveFiles(ctx context.Context) error {
	all, err := e.attached(ctx)
	if err != nil {
		return err
	}
	wanted, err := e.wantedByPeers(ctx)
	if err != nil {
		return err
	}
	for i, f := range all {
		e.report(app.SyncFiles, int64(i), int64(len(all)))
		if !e.carries(f.area) {
			continue
		}
		if e.s.files.absent(f.hash, f.mime) {
			err = e.takeFile(ctx, f)
		} else {
			err = e.layFile(ctx, f, wanted)
		}
		if err != nil {
			return err
		}
	}
	e.report(app.SyncFiles, int64(len(all)), int64(len(all)))
	e.result.Files.Awaited = int64(len(e.wants))
	return e.s.Set(ctx, filesAwaited, strconv.Itoa(len(e.wants)))
}

// filesAwaited is the setting that says how many are.
const filesAwaited = "sync.awaited"

func (e *exchange) attached(ctx context.Context) ([]travellingFile, error) {
	return collect(ctx, e.s.reader, func(r scanner) (travellingFile, error) {
		var f travellingFile
		var seq sql.NullInt64
		err := r.Scan(&f.hash, &f.mime, &f.area, &f.stream.Device, &seq)
		f.stream.Area, f.seq = f.area, seq.Int64
		return f, err
	}, `SELECT hash, mime, area, sy_dev, (SELECT max(seq) FROM sy_changes c WHERE c.hlc = a.sy_hlc AND +c.dev = a.sy_dev)
		FROM attachments a WHERE withdrawn_at IS NULL GROUP BY hash, area ORDER BY n`)
}

// wantedByPeers is what the others wait for, as they last said.
func (e *exchange) wantedByPeers(ctx context.Context) (map[app.DeviceID][][]byte, error) {
	out := map[app.DeviceID][][]byte{}
	for dev := range e.peers {
		c, _ := e.trust.CertificateOf(dev)
		content, err := e.kept.Read(ctx, bundle.HaveName(c.Code), bundle.HaveBytes)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, bundle.ErrDamaged) {
			continue
		}
		if err != nil {
			return nil, keptFault(err)
		}
		if have, good := e.readHave(content); good && have.Device.Device == dev {
			out[dev] = have.Wants
		}
	}
	return out, nil
}

// name is that of the file in a folder, for those who carry its area.
func (f travellingFile) name(carriers []app.DeviceCertificate) string {
	sum := sha256.New()
	for _, c := range carriers {
		_, _ = io.WriteString(sum, c.Recipient)
	}
	return hex.EncodeToString(f.hash) + "-" + hex.EncodeToString(sum.Sum(nil)[:4]) + fileEnding
}

// takeFile looks for a file in the folder. One that is not there, or is not what
// was attached, is awaited.
func (e *exchange) takeFile(ctx context.Context, f travellingFile) error {
	for name := range e.lies {
		if !strings.HasPrefix(name, hex.EncodeToString(f.hash)+"-") || !strings.HasSuffix(name, fileEnding) {
			continue
		}
		content, whole, err := e.readFile(ctx, name, f.hash)
		if err != nil {
			return err
		}
		if !whole {
			continue
		}
		if _, err := e.s.files.keep(f.hash, f.mime, content); err != nil {
			return err
		}
		e.result.Files.In++
		e.result.Files.InBytes += int64(len(content))
		return nil
	}
	e.wants = append(e.wants, f.hash)
	return nil
}

// readFile opens a file of the folder; not whole is one that is for others, or
// not what was attached.
func (e *exchange) readFile(ctx context.Context, name string, hash []byte) (content []byte, whole bool, err error) {
	sealed, err := e.folder.Read(ctx, name, mostFile)
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
	content, err = io.ReadAll(io.LimitReader(r, mostFile))
	sum := sha256.Sum256(content)
	return content, err == nil && bytes.Equal(sum[:], hash), nil
}

// layFile lays a file into the folder if somebody lacks it, and takes it away
// when nobody does any more.
func (e *exchange) layFile(ctx context.Context, f travellingFile, wanted map[app.DeviceID][][]byte) error {
	carriers := e.trust.Carriers(f.area)
	lacking, asked := false, false
	for _, c := range carriers {
		wants, spoke := wanted[c.Device]
		if !e.isMine(c.Device) {
			lacking = lacking || !spoke || !e.has(c.Device).Covers(f.stream, f.seq)
			asked = asked || slices.ContainsFunc(wants, func(hash []byte) bool { return bytes.Equal(hash, f.hash) })
		}
	}
	name := f.name(carriers)
	lies := e.lies[name]
	switch {
	case !lacking && !asked && lies:
		return e.folder.Remove(ctx, name)
	case !lacking && !asked, lies && !asked:
		return nil
	case lies: // somebody was here, and still waits for it
		if _, whole, err := e.readFile(ctx, name, f.hash); whole || err != nil {
			return err
		}
	}
	content, err := e.s.files.read(f.hash, f.mime)
	if errors.Is(err, app.ErrFileAbsent) || errors.Is(err, app.ErrFileDamaged) {
		return nil // told where attachments are checked
	}
	var sealed bytes.Buffer
	if err == nil {
		err = bundle.Encrypt(&sealed, content, carriers)
	}
	if err == nil {
		err = e.folder.Write(ctx, name, sealed.Bytes())
	}
	if err != nil {
		return err
	}
	e.lies[name] = true
	e.result.Files.Out++
	e.result.Files.OutBytes += int64(len(content))
	return nil
}
