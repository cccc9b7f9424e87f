package data

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strconv"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// A device that is late, or to which an area was given back, says in its have
// file that it had better begin anew. A device on which somebody enrols others
// then lays a snapshot for it into the folder, and the next look there offers it.

// begunFrom is the setting that says when the snapshot was made that a file began
// with.
const begunFrom = "sync.begun_from"

// askAnew decides whether this device asks for a snapshot.
func (e *exchange) askAnew(ctx context.Context) error {
	last, err := e.s.momentOf(ctx, exchangedAt)
	if err != nil {
		return err
	}
	late := last != 0 && e.s.now().UnixMilli()-last > app.LateAfter.Milliseconds()
	e.anew = len(e.returning()) > 0 || late && len(e.result.Missing) > 0
	return nil
}

// momentOf is a setting that names a moment; 0 while there is none.
func (s *Store) momentOf(ctx context.Context, setting string) (int64, error) {
	text, err := s.Setting(ctx, setting)
	at, _ := strconv.ParseInt(text, 10, 64)
	return at, err
}

// snapshotPath is where the snapshot for a device lies in a folder.
func snapshotPath(folder, code string) string {
	return filepath.Join(folder, joinName(code)+snapshotEnding)
}

// snapshotIn finds the snapshot for this device in a folder. Whether it is whole
// is seen when it is opened.
func (e *exchange) snapshotIn(ctx context.Context, folder string) (app.SnapshotFound, error) {
	path := snapshotPath(folder, e.s.device.code)
	head, there := e.lookAtSnapshot(path)
	if !there || head.For != e.me.Device {
		return app.SnapshotFound{}, nil
	}
	begun, err := e.s.momentOf(ctx, begunFrom)
	if err != nil {
		return app.SnapshotFound{}, err
	}
	last, err := e.s.momentOf(ctx, exchangedAt)
	needed := len(e.returning()) > 0
	if err != nil || head.AtMs <= begun || head.AtMs <= last && !needed {
		return app.SnapshotFound{}, err
	}
	maker, _, _ := readCertificate(app.DeviceCertificate{Body: head.Maker.Body, Signature: head.Maker.Signature})
	return app.SnapshotFound{Path: path, At: head.AtMs, Maker: maker.Name, Needed: needed}, nil
}

func (e *exchange) lookAtSnapshot(path string) (snapshotHead, bool) {
	in, err := os.Open(path)
	if err != nil {
		return snapshotHead{}, false
	}
	defer func() { _ = in.Close() }()
	head, err := readSnapshotHead(in, e.trust.company)
	return head, err == nil
}

// layAnew makes a snapshot for each device that asked for one since the last.
func (e *exchange) layAnew(ctx context.Context, folder string) error {
	if !enrols(e.me) {
		return nil
	}
	if info, err := os.Stat(folder); err != nil || !info.IsDir() {
		return nil // packages go through something else
	}
	for dev := range e.peers {
		c, known := e.trust.CertificateOf(dev)
		have, err := e.lastWord(ctx, c)
		if err != nil {
			return err
		}
		if !known || e.trust.Good(dev) != nil || !have.Anew || !e.carriesAll(c.Areas) {
			continue
		}
		path := snapshotPath(folder, c.Code)
		if head, there := e.lookAtSnapshot(path); there && head.For == dev && head.AtMs >= have.At {
			continue
		}
		report := func(done, total int64) { e.report(app.SyncWrites, done, total) }
		if err := e.s.writeSnapshot(ctx, e.trust, c, path, report); err != nil {
			return err
		}
	}
	return nil
}

func (e *exchange) carriesAll(areas []app.Area) bool {
	for _, area := range areas {
		if !e.carries(area) {
			return false
		}
	}
	return true
}

// lastWord is what a device last said of itself, in this folder or before.
func (e *exchange) lastWord(ctx context.Context, c app.DeviceCertificate) (bundle.Have, error) {
	content, err := e.kept.Read(ctx, bundle.HaveName(c.Code), bundle.HaveBytes)
	if err != nil && (errors.Is(err, os.ErrNotExist) || errors.Is(err, bundle.ErrDamaged)) {
		return bundle.Have{}, nil
	}
	have, good := e.readHave(content)
	if err != nil || !good || have.Device.Device != c.Device {
		return bundle.Have{}, keptFault(err)
	}
	return have, nil
}
