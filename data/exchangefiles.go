package data

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"slices"
	"strconv"
	"strings"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// The files of attachments travel after the changes, in pieces, so that a stick
// pulled out costs one of these at most. Whether somebody lacks one is told by his
// vector – without its row he cannot have it – and by the list of those he waits
// for. A file is encrypted for all who carry its area, and named by them too:
// for who joins later it is laid anew.

// fileEnding is how they end in a folder.
const fileEnding = ".lampfile"

// travellingFile is the file of one attachment.
type travellingFile struct {
	hash   []byte
	mime   string
	bytes  int64
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
	if err := e.takeAwayWithdrawn(ctx); err != nil {
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
		err := r.Scan(&f.hash, &f.mime, &f.bytes, &f.area, &f.stream.Device, &seq)
		f.stream.Area, f.seq = f.area, seq.Int64
		return f, err
	}, `SELECT hash, mime, bytes, area, sy_dev, (SELECT max(seq) FROM sy_changes c WHERE c.hlc = a.sy_hlc AND +c.dev = a.sy_dev)
		FROM attachments a WHERE withdrawn_at IS NULL GROUP BY hash, area ORDER BY n`)
}

// takeAwayWithdrawn takes out of the folder what travels there no more, whoever
// laid it: files of rows that were withdrawn, as those of an erased customer are.
func (e *exchange) takeAwayWithdrawn(ctx context.Context) error {
	gone := map[string]bool{}
	_, err := collect(ctx, e.s.reader, func(r scanner) (struct{}, error) {
		var hash []byte
		err := r.Scan(&hash)
		gone[hex.EncodeToString(hash)] = true
		return struct{}{}, err
	}, "SELECT DISTINCT hash FROM attachments a WHERE "+nobodyAttaches)
	if err != nil {
		return err
	}
	for name := range e.lies {
		if hash, _, _ := strings.Cut(name, "-"); !gone[hash] || !strings.HasSuffix(name, fileEnding) {
			continue
		}
		if err := e.folder.Remove(ctx, name); err != nil {
			return err
		}
		delete(e.lies, name)
	}
	return nil
}

// wantedByPeers is what the others wait for, as they last said.
func (e *exchange) wantedByPeers(ctx context.Context) (map[app.DeviceID][][]byte, error) {
	out := map[app.DeviceID][][]byte{}
	for dev := range e.peers {
		c, _ := e.trust.CertificateOf(dev)
		have, err := e.lastWord(ctx, c)
		if err != nil {
			return nil, err
		}
		if have.Device.Device == dev {
			out[dev] = have.Wants
		}
	}
	for dev, have := range e.haves { // of this folder
		if have.At >= e.peers[dev].at {
			out[dev] = have.Wants
		}
	}
	return out, nil
}

// takeFile looks for a file in the folder. One that is not there, or is not what
// was attached, is awaited.
func (e *exchange) takeFile(ctx context.Context, f travellingFile) error {
	content, whole, err := e.gather(ctx, f)
	if err != nil {
		return err
	}
	if !whole {
		e.wants = append(e.wants, f.hash)
		return nil
	}
	if _, err := e.s.files.keep(f.hash, f.mime, content); err != nil {
		return err
	}
	e.s.files.dropParts(f.hash, piecesOf(f.bytes))
	e.result.Files.In++
	e.result.Files.InBytes += int64(len(content))
	return nil
}

// lacked tells whether somebody lacks a file, and whether somebody who knows of
// it still waits for it.
func (e *exchange) lacked(f travellingFile, carriers []app.DeviceCertificate, wanted map[app.DeviceID][][]byte) (lacking, asked bool) {
	for _, c := range carriers {
		wants, spoke := wanted[c.Device]
		if !e.isMine(c.Device) {
			lacking = lacking || !spoke || !e.has(c.Device).Covers(f.stream, f.seq)
			asked = asked || slices.ContainsFunc(wants, func(hash []byte) bool { return bytes.Equal(hash, f.hash) })
		}
	}
	return lacking, asked
}

// layFile lays a file into the folder if somebody lacks it, and takes it away
// when nobody does any more.
func (e *exchange) layFile(ctx context.Context, f travellingFile, wanted map[app.DeviceID][][]byte) error {
	carriers := e.trust.Carriers(f.area)
	lacking, asked := e.lacked(f, carriers, wanted)
	names := f.names(carriers)
	if !lacking && !asked {
		for _, name := range names {
			if e.lies[name] {
				if err := e.folder.Remove(ctx, name); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if !asked && !slices.ContainsFunc(names, func(name string) bool { return !e.lies[name] }) {
		return nil
	}
	content, err := e.s.files.read(f.hash, f.mime)
	if errors.Is(err, app.ErrFileAbsent) || errors.Is(err, app.ErrFileDamaged) {
		return nil // told where attachments are checked
	}
	if err != nil {
		return err
	}
	before := e.result.Files.OutBytes
	err = e.layPieces(ctx, f, carriers, content, asked)
	if err == nil && e.result.Files.OutBytes > before {
		e.result.Files.Out++
	}
	return err
}
