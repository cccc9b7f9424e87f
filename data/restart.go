package data

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/sheet"
)

// Restart lets a computer that was away for too long begin anew from a snapshot
// made for it. Whatever its file holds and the snapshot does not – what was
// written here and never sent, above all – is taken in again, and a copy of the
// file as it was stays beside it. The file must be closed. Where Restart answers
// an error the file is as it was; a snapshot that is too old, which nobody else
// can use, is taken away, so that another is laid.
func Restart(ctx context.Context, path, snapshot string, o Options, report func(done, total int64)) error {
	err := restart(ctx, path, snapshot, o, report)
	if no, is := errors.AsType[*app.Refusal](err); is && no.Reason == app.OlderSnapshot {
		removeQuietly(snapshot)
	}
	return wrap("begin anew", plain(err))
}

func restart(ctx context.Context, path, snapshot string, o Options, report func(done, total int64)) error {
	o.Create = false
	if len(o.Key) > 0 {
		for _, name := range []string{path, path + ".joining"} { // for longer than either is open
			letGo, err := hold(name, o.Key)
			if err != nil {
				return err
			}
			defer letGo()
		}
	}
	late, err := Open(ctx, path, o) // brings it up to this program's schema
	if err != nil {
		return err
	}
	r := restarting{late: late, path: path, anew: path + ".joining", options: o}
	defer r.leftovers()
	company := late.member.Load().company
	if company == nil {
		return errorsFirst(app.Refuse("device", app.NotMainComputer), late.Close())
	}
	err = openSnapshot(ctx, snapshot, r.anew, company, late.device.age, report)
	if err == nil {
		err = r.carryOver(ctx)
	}
	return errorsFirst(err, late.Close(), r.swap(ctx, err))
}

type restarting struct {
	late       *Store
	path, anew string
	options    Options
}

// leftovers takes away what lies beside the new file while it is made.
func (r restarting) leftovers() {
	removeDatabase(r.anew)
	removeQuietly(r.anew + ".device")
	removeQuietly(r.anew + ".lock")
}

// carryOver brings into the new file what only the late one has.
func (r restarting) carryOver(ctx context.Context) error {
	kept, err := readDeviceFile(r.path)
	if err != nil {
		return err
	}
	kept.Heads = nil // the snapshot knows fewer of its change sets
	if err := kept.write(r.anew); err != nil {
		return err
	}
	s, err := Open(ctx, r.anew, r.options)
	if err != nil {
		return err
	}
	err = r.carryChanges(ctx, s)
	if err == nil {
		err = r.carryOwn(ctx, s)
	}
	return errorsFirst(err, s.Close())
}

// restartAtOnce change sets are read at a time.
const restartAtOnce = 1000

// carryChanges takes in the change sets that the snapshot does not have: all
// that were written here, and those of others in the areas that are carried.
func (r restarting) carryChanges(ctx context.Context, s *Store) error {
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return err
	}
	own, err := r.late.signers()
	if err != nil {
		return err
	}
	folded, err := r.carryFolded(ctx, s, own)
	if err != nil {
		return err
	}
	for after := int64(0); ; {
		sets, last, err := r.late.changesAfter(ctx, after, restartAtOnce)
		if err != nil || len(sets) == 0 {
			return err
		}
		after = last
		sets = slices.DeleteFunc(sets, func(c Change) bool {
			return lacks(c.Body) || own[c.Dev] == nil && !known.Carries(s.device.id, app.Area(c.Area)) || folded[c.stream()]
		})
		if err := s.Apply(ctx, sets); err != nil {
			return err
		}
	}
}

// carryFolded looks at the streams of which the late file lacks what was written
// at first. Those of this device must be in the snapshot, or have left with their
// area, of which only the place goes along; what others wrote comes by packages.
func (r restarting) carryFolded(ctx context.Context, s *Store, own map[app.DeviceID]ed25519.PrivateKey) (lacking map[bundle.Stream]bool, err error) {
	folded, err := r.late.folded(ctx)
	if err != nil {
		return nil, err
	}
	there, err := s.arrived(ctx)
	if err != nil {
		return nil, err
	}
	known, err := r.late.trusts(ctx, r.late.reader)
	lacking = map[bundle.Stream]bool{}
	for of, to := range folded {
		switch {
		case err != nil || there.Covers(of, to.seq):
		case own[of.Device] == nil:
			lacking[of] = true
		case to.went && !known.Carries(s.device.id, of.Area):
			err = r.carryPlace(ctx, s, of)
		default:
			err = app.Refuse("snapshot", app.OlderSnapshot)
		}
	}
	return lacking, err
}

// carryPlace keeps where the numbers of this device go on in an area that left.
func (r restarting) carryPlace(ctx context.Context, s *Store, of bundle.Stream) error {
	at, err := one(ctx, r.late.reader, func(from scanner) (chain, error) {
		c := chain{area: int64(of.Area)}
		err := from.Scan(&c.seq, &c.hash)
		return c, err
	}, "SELECT seq, hash FROM sy_folded WHERE dev = ? AND area = ?", of.Device, int64(of.Area))
	if err != nil {
		return err
	}
	return s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
		return errorsFirst(x.noteHead(ctx, of.Device, at),
			x.exec(ctx, "INSERT INTO sy_folded (dev, area, seq, hash, went) VALUES (?, ?, ?, ?, 1)", of.Device, at.area, at.seq, at.hash))
	})
}

// changesAfter is Changes with the place in the log that it came to.
func (s *Store) changesAfter(ctx context.Context, after int64, atMost int) ([]Change, int64, error) {
	last := after
	sets, err := collect(ctx, s.reader, func(r scanner) (Change, error) {
		var c Change
		err := r.Scan(&c.Dev, &c.Area, &c.Seq, &c.HLC, &c.Body, &c.PrevHash, &last)
		return c, err
	}, "SELECT dev, area, seq, hlc, body, prev_hash, ord FROM sy_changes WHERE ord > ? ORDER BY ord LIMIT ?", after, atMost)
	return sets, last, err
}

// ownTables are what a computer keeps for itself and does not begin anew.
var ownTables = []string{"settings", "drafts", "numbers", "mappings", "quiz_pulses"}

// carryOwn copies half-done forms, settings and the numbers given today.
func (r restarting) carryOwn(ctx context.Context, s *Store) error {
	if _, err := s.conn.ExecContext(ctx, "ATTACH ? AS late", fileURL(r.path, "")); err != nil {
		return err
	}
	for _, name := range ownTables {
		which := ""
		if name == "settings" {
			which = " WHERE name <> '" + begunFrom + "'" // that of the snapshot holds
		}
		if _, err := s.conn.ExecContext(ctx, "INSERT OR REPLACE INTO main."+name+" SELECT * FROM late."+name+which); err != nil {
			return err
		}
	}
	_, err := s.conn.ExecContext(ctx, "DETACH late")
	return err
}

// swap puts the new file into the place of the late one, a checked copy of which
// stays.
func (r restarting) swap(ctx context.Context, failed error) error {
	if failed != nil {
		return nil // told already; the file is as it was
	}
	now := time.Now
	if r.options.Now != nil {
		now = r.options.Now
	}
	kept := fmt.Sprintf("%s.before-%s", r.path, now().In(app.Local).Format("20060102-150405"))
	if err := copyFile(ctx, r.path, kept, nothingBeside); err != nil {
		return err
	}
	for _, ending := range []string{"-wal", "-shm"} {
		removeQuietly(r.path + ending)
	}
	return errorsFirst(os.Rename(r.anew, r.path), os.Rename(r.anew+".device", r.path+".device"), sheet.SyncFolder(filepath.Dir(r.path)))
}
