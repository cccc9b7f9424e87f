package data

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"strconv"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// vector is what this file has safe: how far each stream but that of the seeds,
// which every file writes itself.
func (s *Store) vector(ctx context.Context) (bundle.Vector, error) {
	v, err := s.arrived(ctx)
	maps.DeleteFunc(v, func(of bundle.Stream, _ int64) bool { return of.Device == seedDevice })
	return v, err
}

// arrived is how far each stream is here.
func (s *Store) arrived(ctx context.Context) (bundle.Vector, error) {
	v := bundle.Vector{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var of bundle.Stream
		var last int64
		err := r.Scan(&of.Device, &of.Area, &last)
		v[of] = last
		return struct{}{}, err
	}, "SELECT dev, area, seq FROM sy_have")
	return v, err
}

// peer is another device and what it last said it has.
type peer struct {
	at  int64 // by its own clock
	has bundle.Vector
}

func (s *Store) peers(ctx context.Context) (map[app.DeviceID]peer, error) {
	out := map[app.DeviceID]peer{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.DeviceID
		p := peer{has: bundle.Vector{}}
		err := r.Scan(&id, &p.at)
		out[id] = p
		return struct{}{}, err
	}, "SELECT peer, at FROM sy_peers")
	if err != nil {
		return nil, err
	}
	_, err = collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.DeviceID
		var of bundle.Stream
		var last int64
		err := r.Scan(&id, &of.Device, &of.Area, &last)
		if p, known := out[id]; known {
			p.has[of] = last
		}
		return struct{}{}, err
	}, "SELECT peer, dev, area, seq FROM sy_receipts")
	return out, err
}

// has is what a device is known to have.
func (e *exchange) has(dev app.DeviceID) bundle.Vector { return e.said(dev).has }

// said is the last word of a device. A copied file goes on under another name;
// which of both still lives is told by who spoke last.
func (e *exchange) said(dev app.DeviceID) peer {
	last := e.peers[dev]
	for other, c := range e.trust.devices {
		if c.Follows == dev && e.peers[other].at > last.at {
			last = e.peers[other]
		}
	}
	return last
}

// learnPeers believes the have files of the folder that are newer than what is
// known.
func (e *exchange) learnPeers() (newer []readHave) {
	for dev, have := range e.haves {
		if !e.isMine(dev) && have.At > e.peers[dev].at {
			e.peers[dev] = peer{have.At, have.Has}
			newer = append(newer, have)
		}
	}
	return newer
}

// learnHaves keeps what others said they have, and their word itself, to be
// carried on.
func (e *exchange) learnHaves(ctx context.Context) error {
	for _, have := range e.learnPeers() {
		if err := e.kept.Write(ctx, bundle.HaveName(have.Device.Code), have.content); err != nil {
			return keptFault(err)
		}
		if err := e.s.noteHave(ctx, have.Have); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) noteHave(ctx context.Context, have bundle.Have) error {
	return s.writeAs(ctx, &tx{s: s, dev: s.device.id}, func(x *tx) error {
		err := errorsFirst(
			x.exec(ctx, "INSERT INTO sy_peers (peer, at, seen) VALUES (?1, ?2, ?3) ON CONFLICT (peer) DO UPDATE SET at = ?2, seen = ?3", have.Device.Device, have.At, x.now.UnixMilli()),
			x.exec(ctx, "DELETE FROM sy_receipts WHERE peer = ?", have.Device.Device))
		for of, last := range have.Has {
			if err == nil {
				err = x.exec(ctx, "INSERT INTO sy_receipts (peer, dev, area, seq) VALUES (?, ?, ?, ?)", have.Device.Device, of.Device, int64(of.Area), last)
			}
		}
		return err
	})
}

// noteGiven takes it that a device for which a snapshot was made has what is in
// it, until it says so itself: else all that was ever written would be sent.
func (s *Store) noteGiven(ctx context.Context, c app.DeviceCertificate, given bundle.Vector) error {
	known, err := s.peers(ctx)
	if _, spoke := known[c.Device]; err != nil || spoke {
		return err
	}
	return s.noteHave(ctx, bundle.Have{Device: bundle.CardOf(c), Has: given})
}

// spokeAt is the setting that says when this device last told what it has.
const spokeAt = "sync.spoke_at"

// speaksAt is the moment of a have file. Others believe the latest, so it is later
// than that of the last one though the clock was set back since.
func (e *exchange) speaksAt(ctx context.Context) (int64, error) {
	last, err := e.s.momentOf(ctx, spokeAt)
	if err != nil {
		return 0, err
	}
	at := max(e.s.now().UnixMilli(), last+1)
	return at, e.s.Set(ctx, spokeAt, strconv.FormatInt(at, 10))
}

// holds is what this device says it has: not what it wrote in an area that left,
// of which only the places are here, also where the area was given back since.
func (e *exchange) holds() bundle.Vector {
	holds := maps.Clone(e.have)
	maps.DeleteFunc(holds, func(of bundle.Stream, _ int64) bool { return e.folded[of].went })
	return holds
}

// leaveHaves says in the folder what is safe here, and carries on what others
// said of themselves.
func (e *exchange) leaveHaves(ctx context.Context) error {
	at, err := e.speaksAt(ctx)
	if err != nil {
		return err
	}
	mine := bundle.Have{Company: bundle.Mark(e.trust.company), Device: bundle.CardOf(e.me), At: at, Has: e.holds(), Wants: e.wants, Anew: e.anew}
	content, err := mine.Write(e.s.device.key)
	if err == nil {
		err = e.folder.Write(ctx, bundle.HaveName(e.me.Code), content)
	}
	if err != nil {
		return err
	}
	for dev, p := range e.peers {
		c, known := e.trust.CertificateOf(dev)
		if !known || e.haves[dev].At >= p.at {
			continue
		}
		content, err := e.kept.Read(ctx, bundle.HaveName(c.Code), bundle.HaveBytes)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, bundle.ErrDamaged) {
			continue
		}
		if have, good := e.readHave(content); err == nil && good && have.Device.Device == dev {
			err = e.folder.Write(ctx, bundle.HaveName(c.Code), content)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
