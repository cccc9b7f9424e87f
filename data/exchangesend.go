package data

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"io/fs"
	"slices"

	"filippo.io/age"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// send puts into packages what is in none yet, lays into the folder what others
// need of all that is kept, and says what is safe here.
func (e *exchange) send(ctx context.Context) error {
	if err := errorsFirst(e.sealOwn(ctx), e.sealForLate(ctx)); err != nil {
		return err
	}
	var out []keptPackage
	for _, p := range e.known {
		if p.kept && !e.lies[p.File] && e.needed(p) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b keptPackage) int { return byStream(a.Package, b.Package) })
	for i, p := range out {
		e.report(app.SyncWrites, int64(i), int64(len(out)))
		if err := e.lay(ctx, p); err != nil {
			return err
		}
	}
	e.report(app.SyncWrites, int64(len(out)), int64(len(out)))
	if err := e.noteSent(ctx); err != nil {
		return err
	}
	return errorsFirst(e.moveFiles(ctx), e.leaveHaves(ctx))
}

// lay copies a kept package into the folder.
func (e *exchange) lay(ctx context.Context, p keptPackage) error {
	content, err := e.kept.Read(ctx, p.File, bundle.MostBytes)
	if err == nil {
		_, err = bundle.Read(content)
	}
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, bundle.ErrDamaged) {
		return e.forget(ctx, p) // the disk has lost it; its change sets are in the log, here or elsewhere
	}
	if err == nil {
		err = e.folder.Write(ctx, p.File, content)
	}
	if err != nil {
		return err
	}
	e.lies[p.File] = true
	if p.own {
		e.result.Written = append(e.result.Written, p.Package)
	}
	return nil
}

// outgoing are change sets of a stream that go into one package or, if the author
// is this device, into some.
type outgoing struct {
	of          bundle.Stream
	first, last int64
	to          []app.DeviceCertificate
	hash, head  []byte // what another author signed at the last
}

// packed is how far what was written here is in packages, or needs none since
// all who may have it do, or did when it was folded or left with its area.
func (e *exchange) packed() bundle.Vector {
	out := bundle.Vector{}
	for of, to := range e.folded {
		if e.isMine(of.Device) {
			out[of] = to.seq
		}
	}
	for _, p := range e.known {
		if e.isMine(p.Device) {
			out[p.stream()] = max(out[p.stream()], p.Last)
		}
	}
	for of, last := range e.have {
		if !e.isMine(of.Device) {
			continue
		}
		others := 0
		for _, c := range e.trust.Carriers(of.Area) {
			if !e.isMine(c.Device) {
				last, others = min(last, e.has(c.Device)[of]), others+1
			}
		}
		if others > 0 {
			out[of] = max(out[of], last)
		}
	}
	return out
}

// unpackaged are the spans written here that are in no package yet and that
// another device may have.
func (e *exchange) unpackaged() []outgoing {
	packed := e.packed()
	var out []outgoing
	for of, last := range e.have {
		if e.isMine(of.Device) && e.carried(of.Area) && last > packed[of] {
			carriers := e.trust.Carriers(of.Area)
			if slices.ContainsFunc(carriers, func(c app.DeviceCertificate) bool { return !e.isMine(c.Device) }) {
				out = append(out, outgoing{of: of, first: packed[of] + 1, last: last, to: carriers})
			}
		}
	}
	slices.SortFunc(out, func(a, b outgoing) int {
		return cmp.Or(cmp.Compare(area0First(a.of.Area), area0First(b.of.Area)), cmp.Compare(a.of.Area, b.of.Area), cmp.Compare(a.of.Device, b.of.Device))
	})
	return out
}

func (e *exchange) sealOwn(ctx context.Context) error {
	for _, s := range e.unpackaged() {
		if err := e.seal(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// unsent is what an exchange would put into packages.
func (e *exchange) unsent(ctx context.Context) ([]app.Package, error) {
	var out []app.Package
	for _, s := range e.unpackaged() {
		p := app.Package{Device: e.me.Device, Code: e.me.Code, Name: e.me.Name, Area: s.of.Area, First: s.first, Last: s.last, State: app.PackageOwn}
		for first := s.first; first <= s.last; {
			read, err := e.read(ctx, s.of, first, s.last)
			if err != nil {
				return nil, err
			}
			p.Rows, p.Bytes, first = p.Rows+read.rows, p.Bytes+read.bytes, first+int64(len(read.sets))
		}
		out = append(out, p)
	}
	return out, nil
}

// sealForLate writes anew what a device lacks and no package here has for it:
// it came after it was sent, or lost what it had.
func (e *exchange) sealForLate(ctx context.Context) error {
	for dev := range e.peers {
		c, known := e.trust.CertificateOf(dev)
		if !known || e.trust.Good(dev) != nil {
			continue
		}
		for of, last := range e.have {
			if of.Device == dev || !e.trust.Carries(dev, of.Area) || !e.carried(of.Area) {
				continue
			}
			if at := e.reaches(dev, of, e.has(dev)[of]); at < last {
				if err := e.sealAnew(ctx, c, of, at, last); err != nil && !errors.Is(err, errFolded) {
					return err
				}
			}
		}
	}
	return nil
}

// reaches is how far a device can come in a stream by the packages kept here.
func (e *exchange) reaches(dev app.DeviceID, of bundle.Stream, has int64) int64 {
	var ways []keptPackage
	for _, p := range e.known {
		if p.kept && p.stream() == of && p.Last > has && p.isFor(dev) {
			ways = append(ways, p)
		}
	}
	slices.SortFunc(ways, func(a, b keptPackage) int { return cmp.Compare(a.First, b.First) })
	for _, p := range ways {
		if p.First <= has+1 {
			has = max(has, p.Last)
		}
	}
	return has
}

func (e *exchange) sealAnew(ctx context.Context, c app.DeviceCertificate, of bundle.Stream, has, last int64) error {
	if e.isMine(of.Device) {
		return e.seal(ctx, outgoing{of: of, first: has + 1, last: last, to: []app.DeviceCertificate{c}})
	}
	heads, err := collect(ctx, e.s.reader, func(r scanner) (outgoing, error) {
		s := outgoing{of: of, to: []app.DeviceCertificate{c}}
		return s, r.Scan(&s.last, &s.hash, &s.head)
	}, "SELECT seq, hash, signature FROM sy_heads WHERE dev = ? AND area = ? AND seq > ? AND seq <= ? ORDER BY seq", of.Device, int64(of.Area), has, last)
	if err != nil {
		return err
	}
	for _, s := range heads {
		s.first, has = has+1, s.last
		if err := e.seal(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// seal writes the packages of a span beside the database.
func (e *exchange) seal(ctx context.Context, s outgoing) error {
	author, known := e.trust.CertificateOf(s.of.Device)
	if !known {
		return nil
	}
	var recipients []age.Recipient
	h := bundle.Header{Company: bundle.Mark(e.trust.company), Author: bundle.CardOf(author), Area: s.of.Area, Hash: s.hash, Head: s.head, Schema: len(migrations())}
	for _, c := range s.to {
		r, err := age.ParseX25519Recipient(c.Recipient)
		if err != nil {
			return err
		}
		recipients, h.For = append(recipients, r), append(h.For, c.Device)
	}
	key, mine := e.keys[s.of.Device]
	if !mine {
		key = e.s.device.key
		me := bundle.CardOf(e.me)
		h.Sealer = &me
	}
	for h.First = s.first; h.First <= s.last; {
		read, err := e.read(ctx, s.of, h.First, s.last)
		if err != nil {
			return err
		}
		h.Prev, h.Rows, h.At = read.prev, read.rows, e.s.now().UnixMilli()
		sealed, content, err := bundle.Seal(h, read.sets, key, recipients)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(content)
		p := keptPackage{Package: app.Package{File: bundle.NameOf(sealed, content), Hash: sum[:], State: app.PackageOwn}, own: true, kept: true}
		p.describe(sealed, int64(len(content)))
		if err := e.kept.Write(ctx, p.File, content); err != nil {
			return keptFault(err)
		}
		if err := e.note(ctx, p); err != nil {
			return err
		}
		h.First = sealed.Last + 1
	}
	return nil
}

// errFolded says that the log no longer has what a device lacks. Others have it,
// or it begins anew from a snapshot.
var errFolded = errors.New("the log holds no more than the place of a change set")

// readSets are change sets of the log that go into one package.
type readSets struct {
	sets        []bundle.Set
	prev        []byte // hash of the one before the first
	rows, bytes int64
}

// read takes as many sets of a stream as fill a package.
func (e *exchange) read(ctx context.Context, of bundle.Stream, first, last int64) (readSets, error) {
	var out readSets
	rows, err := e.s.reader.QueryContext(ctx, "SELECT seq, hlc, body, prev_hash FROM sy_changes WHERE dev = ? AND area = ? AND seq BETWEEN ? AND ? ORDER BY seq", of.Device, int64(of.Area), first, last)
	if err != nil {
		return out, err
	}
	defer func() { _ = rows.Close() }()
	for out.bytes < bundle.FillBytes && rows.Next() {
		var set bundle.Set
		var prev []byte
		var seq int64
		if err := rows.Scan(&seq, &set.HLC, &set.Body, &prev); err != nil {
			return out, err
		}
		if lacks(set.Body) || seq != first+int64(len(out.sets)) {
			return out, errFolded
		}
		if len(out.sets) == 0 {
			out.prev = prev
		}
		out.sets = append(out.sets, set)
		out.rows += rowsIn(set.Body)
		out.bytes += int64(len(set.Body))
	}
	if err := rows.Err(); err != nil {
		return out, err
	}
	switch {
	case len(out.sets) > 0:
		return out, nil
	case first <= e.folded[of].seq: // it left with its area before this file began anew
		return out, errFolded
	}
	return out, app.ErrNotFound // the log does not hold what it says it has
}

// rowsIn counts the rows of a change set; none of one that cannot be read.
func rowsIn(body []byte) (n int64) {
	var c changeSet
	_ = c.decodeRows(body, func(uint64, []byte) bool { n++; return false })
	return n
}

// noteSent keeps how far what was written here lies in a folder.
func (e *exchange) noteSent(ctx context.Context) error {
	return e.s.writeAs(ctx, &tx{s: e.s, dev: e.s.device.id}, func(x *tx) error {
		for of, last := range e.packed() {
			if of.Device != e.me.Device || last == 0 {
				continue
			}
			if err := x.exec(ctx, "INSERT INTO sy_sent (area, seq) VALUES (?1, ?2) ON CONFLICT (area) DO UPDATE SET seq = ?2", int64(of.Area), last); err != nil {
				return err
			}
		}
		return nil
	})
}

// tidy takes away what was written here and has arrived at all who may have it,
// and of the rest what lies beside the database.
func (e *exchange) tidy(ctx context.Context) error {
	for _, p := range e.known {
		if p.waits() || e.needed(p) {
			continue
		}
		if p.own && e.lies[p.File] {
			if err := e.folder.Remove(ctx, p.File); err != nil {
				return err
			}
		}
		if p.kept {
			if err := e.kept.Remove(ctx, p.File); err != nil {
				return err
			}
			p.kept = false
			if err := e.note(ctx, p); err != nil {
				return err
			}
		}
	}
	return nil
}
