package data

import (
	"context"
	"crypto/ed25519"
	"errors"
	"slices"

	"lamplighter/app"
)

// A file that was copied or put back must not number its changes as the other
// copy does. Beside the file is noted how far its change sets had come when
// something last left this computer; a file that lacks one of these, or has
// another in its place, goes on under a new name. What it holds stays, and what
// it lacks comes back from the others, as from another device.

// formerKey is that of a device the file was before. What it wrote and nobody
// has been sent yet still goes out under it.
type formerKey struct {
	Seed        []byte      `json:"seed"`
	Certificate *signedText `json:"certificate,omitempty"`
}

// copied tells by the identity beside the file whether the file is a copy that
// must not go on under its name; "" when it is not.
func (s *Store) copied(ctx context.Context, kept deviceFile, host string) (app.CloneReason, error) {
	switch {
	case len(kept.Forked) > 0:
		return app.ClonedForked, nil
	case host != "" && kept.Host != host:
		return app.ClonedCarried, nil
	}
	dev := deviceOf(kept.Seed).id
	for area, head := range kept.Heads {
		has, err := s.hasHead(ctx, dev, area, head)
		if err != nil {
			return "", err
		}
		if !has {
			return app.ClonedRestored, nil
		}
	}
	return "", nil
}

// hasHead reports whether the file holds the very change set that was noted.
func (s *Store) hasHead(ctx context.Context, dev app.DeviceID, area app.Area, noted savedHead) (bool, error) {
	now, err := s.head(ctx, dev, int64(area))
	if err != nil || now.seq <= noted.Seq {
		return err == nil && now.seq == noted.Seq && string(now.hash) == string(noted.Hash), err
	}
	after, err := collect(ctx, s.conn, func(r scanner) ([]byte, error) {
		var hash []byte
		return hash, r.Scan(&hash)
	}, "SELECT prev_hash FROM sy_changes WHERE dev = ? AND area = ? AND seq = ?", dev, int64(area), noted.Seq+1)
	return len(after) == 0 || string(after[0]) == string(noted.Hash), err
}

// another is the identity under which a copy goes on. It keeps what opens
// packages, and hands its certificate on.
func (f deviceFile) another(why app.CloneReason, host string, atMs int64) deviceFile {
	next := newDeviceFile()
	next.Age, next.Company, next.Staff, next.Host = f.Age, f.Company, f.Staff, host
	next.Rewrite = f.Forked
	next.Alarm = &app.DeviceAlarm{Why: why, Was: f.Code, AtMs: atMs}
	next.Former = append(f.Former, formerKey{Seed: f.Seed, Certificate: f.Certificate})
	return next
}

// handOnCertificate writes the certificate under which a copied file goes on:
// for no more than the device it was before, and signed by its key.
func (s *Store) handOnCertificate(ctx context.Context) error {
	kept, err := readDeviceFile(s.path)
	if err != nil || kept.Certificate != nil || len(kept.Company) == 0 {
		return err
	}
	known, err := s.trusts(ctx, s.conn)
	if err != nil {
		return err
	}
	for _, key := range slices.Backward(kept.Former) {
		if key.Certificate != nil {
			_ = known.Learn(app.DeviceCertificate{Body: key.Certificate.Body, Signature: key.Certificate.Signature}) // or it is in the file
		}
		former := deviceOf(key.Seed)
		if was, there := known.CertificateOf(former.id); there {
			return s.handOn(ctx, was, former, known.company)
		}
	}
	return nil
}

func (s *Store) handOn(ctx context.Context, was app.DeviceCertificate, former device, company ed25519.PublicKey) error {
	now := was
	now.Device, now.Code, now.PublicKey = s.device.id, s.device.code, s.device.key.Public().(ed25519.PublicKey)
	now.Recipient, now.Number, now.Follows = s.device.age.Recipient().String(), 0, was.Device
	now, err := signCertificate(now, company, former.key, s.device.key)
	if err == nil {
		err = s.write(ctx, app.Actor{}, app.Why{Source: "device"}, func(x *tx) error { return x.putDeviceCertificate(ctx, now) })
	}
	if err != nil {
		return err
	}
	return s.editDevice(func(f *deviceFile) { f.Certificate = &signedText{now.Body, now.Signature} })
}

// signers are the keys under which change sets of this file go out: its own, and
// those of the devices it was before.
func (s *Store) signers() (map[app.DeviceID]ed25519.PrivateKey, error) {
	kept, err := readDeviceFile(s.path)
	keys := map[app.DeviceID]ed25519.PrivateKey{s.device.id: s.device.key}
	for _, former := range kept.Former {
		was := deviceOf(former.Seed)
		keys[was.id] = was.key
	}
	return keys, err
}

// noteHeads keeps beside the file how far its change sets have come. Nothing
// leaves this computer before that is done.
func (s *Store) noteHeads(ctx context.Context, q querier) error {
	heads := map[app.Area]savedHead{}
	_, err := collect(ctx, q, func(r scanner) (struct{}, error) {
		var area app.Area
		var head savedHead
		err := r.Scan(&area, &head.Seq, &head.Hash)
		heads[area] = head
		return struct{}{}, err
	}, "SELECT area, seq, hash FROM sy_have WHERE dev = ?", s.device.id)
	if err != nil {
		return err
	}
	kept, err := readDeviceFile(s.path)
	if err != nil || sameHeads(kept.Heads, heads) {
		return err
	}
	return s.editDevice(func(f *deviceFile) { f.Heads = heads })
}

func sameHeads(a, b map[app.Area]savedHead) bool {
	if len(a) != len(b) {
		return false
	}
	for area, head := range a {
		if b[area].Seq != head.Seq {
			return false
		}
	}
	return true
}

// errForked says that a copy of this file wrote change sets of its own under
// the same name. It goes on under another when it is next opened.
var errForked = errors.New("a copy of this file wrote changes under the same name")

// noteFork is called by who finds change sets of this very device that it did
// not write, from a number of an area on.
func (s *Store) noteFork(area app.Area, from int64) error {
	err := s.editDevice(func(f *deviceFile) {
		if f.Forked == nil {
			f.Forked = map[app.Area]int64{}
		}
		if known, there := f.Forked[area]; !there || from < known {
			f.Forked[area] = from
		}
	})
	return errorsFirst(err, errForked)
}
