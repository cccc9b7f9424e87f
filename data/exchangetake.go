package data

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"slices"
	"sort"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// waiting are the packages to be taken in, in their order: those of this folder,
// and those of earlier ones before which something was missing.
func (e *exchange) waiting() []keptPackage {
	var out []keptPackage
	for _, p := range e.known {
		if p.kept && p.waits() {
			p.from = e.kept
			out = append(out, p)
		}
	}
	for _, p := range e.found {
		if p.State == app.PackageNew && !p.kept {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b keptPackage) int { return byStream(a.Package, b.Package) })
	return out
}

// takeAll takes in what waits: what all share first, since it says whom to trust
// from then on.
func (e *exchange) takeAll(ctx context.Context) error {
	if err := e.claim(ctx); err != nil {
		return err
	}
	waiting := e.waiting()
	at := slices.IndexFunc(waiting, func(p keptPackage) bool { return p.Area != 0 })
	if at < 0 {
		at = len(waiting)
	}
	if err := e.takeEach(ctx, waiting[:at], 0, len(waiting)); err != nil {
		return err
	}
	if at > 0 {
		if err := e.recall(ctx); err != nil {
			return err
		}
		e.learnPeers()
		if err := e.claim(ctx); err != nil {
			return err
		}
		waiting = slices.DeleteFunc(e.waiting(), func(p keptPackage) bool { return p.Area == 0 })
		return e.takeEach(ctx, waiting, at, at+len(waiting))
	}
	return e.takeEach(ctx, waiting, 0, len(waiting))
}

// claim lets packages wait that are for this device and were passed over when
// they were seen: its certificate did not name their area, or named it before and
// the records have left since. One that lies nowhere now is looked at anew where
// it is found.
func (e *exchange) claim(ctx context.Context) error {
	for _, p := range e.known {
		passed := p.State == app.PackageRelayed || p.State == app.PackageKnown
		if !passed || p.own || !slices.ContainsFunc(p.readers, e.isMine) || !e.carries(p.Area) || e.have.Covers(p.stream(), p.Last) {
			continue
		}
		if !p.kept && !e.lies[p.File] {
			if err := e.forget(ctx, p); err != nil {
				return err
			}
			continue
		}
		p.State = app.PackageNew
		if err := e.claimOne(ctx, p); err != nil {
			return err
		}
	}
	return nil
}

func (e *exchange) claimOne(ctx context.Context, p keptPackage) error {
	if !p.kept {
		content, err := e.folder.Read(ctx, p.File, bundle.MostBytes)
		if errors.Is(err, fs.ErrNotExist) { // its writer took it away meanwhile
			return e.forget(ctx, p)
		}
		if err != nil {
			return err
		}
		if err := e.kept.Write(ctx, p.File, content); err != nil {
			return keptFault(err)
		}
		p.kept = true
	}
	return e.note(ctx, p)
}

func (e *exchange) takeEach(ctx context.Context, waiting []keptPackage, from, total int) error {
	for i, p := range waiting {
		e.report(app.SyncMerges, int64(from+i), int64(total))
		changes, b, err := e.open(ctx, &p)
		if err == nil && len(changes) > 0 {
			if err = e.s.applyFrom(ctx, changes, e.trust); err == nil {
				err = e.taken(ctx, &p, b, changes)
			}
		}
		if err != nil {
			return err
		}
		e.tell(p)
		if p.good() {
			err = e.note(ctx, p)
		} else {
			err = e.forget(ctx, p) // whoever leaves it in a folder is asked again
		}
		if err != nil {
			return err
		}
	}
	e.report(app.SyncMerges, int64(from+len(waiting)), int64(total))
	return nil
}

// tell corrects what is shown of a package.
func (e *exchange) tell(p keptPackage) {
	for i := range e.found {
		if e.found[i].File == p.File {
			e.found[i].State = p.State
		}
	}
}

// open reads a package again and answers the change sets of it that are to be
// taken in: none, and why as its state, when that cannot be.
func (e *exchange) open(ctx context.Context, p *keptPackage) ([]Change, bundle.Package, error) {
	content, err := p.from.Read(ctx, p.File, bundle.MostBytes)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, bundle.ErrDamaged) {
		p.State = app.PackageDamaged
		return nil, bundle.Package{}, nil
	}
	if err != nil {
		return nil, bundle.Package{}, err
	}
	b := e.judge(p, content)
	if p.State != app.PackageNew {
		return nil, b, nil
	}
	have := e.have[p.stream()]
	if p.First > have+1 {
		p.State = app.PackageEarly
		return nil, b, nil
	}
	sets, err := b.Sets(e.s.device.age)
	if err != nil {
		p.State = app.PackageDamaged
		if errors.Is(err, bundle.ErrSealed) {
			p.State = app.PackageUncertain // it says it is for this device, and is not
		}
		return nil, b, nil
	}
	changes := changesOf(b.Header, sets)[have-p.First+1:]
	head, err := e.head(ctx, p.stream())
	if err != nil {
		return nil, b, err
	}
	if !bytes.Equal(head, changes[0].PrevHash) {
		p.State = app.PackageForked
		return nil, b, nil
	}
	changes = changes[:e.mayTake(changes)]
	if len(changes) == 0 {
		p.State = app.PackageUncertain
	}
	return changes, b, nil
}

// mayTake is how many of the change sets are taken: a device that was revoked
// has written some before.
func (e *exchange) mayTake(changes []Change) int {
	return sort.Search(len(changes), func(i int) bool {
		return e.trust.Sender(changes[i].Dev, app.Area(changes[i].Area), changes[i].Seq) != nil
	})
}

func changesOf(h bundle.Header, sets []bundle.Set) []Change {
	out, prev := make([]Change, len(sets)), h.Prev
	for i, set := range sets {
		out[i] = Change{Dev: h.Author.Device, Area: int64(h.Area), Seq: h.First + int64(i), HLC: set.HLC, Body: set.Body, PrevHash: prev}
		prev = bundle.Chain(out[i].Dev, out[i].Area, out[i].Seq, set.HLC, set.Body, prev)
	}
	return out
}

// head is where the chain of a stream stands here.
func (e *exchange) head(ctx context.Context, of bundle.Stream) ([]byte, error) {
	if hash, known := e.heads[of]; known {
		return hash, nil
	}
	hash, err := one(ctx, e.s.reader, scanBytes, "SELECT hash FROM sy_have WHERE dev = ? AND area = ?", of.Device, int64(of.Area))
	if errors.Is(err, app.ErrNotFound) {
		return []byte{}, nil
	}
	return hash, err
}

// goOn moves the end of a stream behind change sets that were taken in, or would
// be.
func (e *exchange) goOn(of bundle.Stream, changes []Change) {
	c := changes[len(changes)-1]
	e.have[of], e.heads[of] = c.Seq, bundle.Chain(c.Dev, c.Area, c.Seq, c.HLC, c.Body, c.PrevHash)
}

func scanBytes(r scanner) ([]byte, error) {
	var b []byte
	return b, r.Scan(&b)
}

// taken notes that a package is in the records.
func (e *exchange) taken(ctx context.Context, p *keptPackage, b bundle.Package, changes []Change) error {
	e.goOn(p.stream(), changes)
	if p.State = app.PackageKnown; !e.have.Covers(p.stream(), p.Last) {
		p.State = app.PackageUncertain
		return nil
	}
	e.result.Taken = append(e.result.Taken, p.Package)
	c, _ := e.trust.CertificateOf(p.Device)
	return e.s.writeAs(ctx, &tx{s: e.s, dev: e.s.device.id}, func(x *tx) error {
		return errorsFirst(
			x.exec(ctx, "INSERT OR IGNORE INTO sy_heads (dev, area, seq, hash, signature) VALUES (?, ?, ?, ?, ?)", p.Device, int64(p.Area), p.Last, b.Hash, b.Head),
			x.exec(ctx, `INSERT INTO sy_devices (dev, code, name, public_key, since_at) VALUES (?1, ?2, ?3, ?4, ?5)
				ON CONFLICT (dev) DO UPDATE SET code = ?2, name = ?3`, c.Device, c.Code, c.Name, c.PublicKey, x.now.UnixMilli()))
	})
}

// fitting are the change sets that an exchange would take in.
func (e *exchange) fitting(ctx context.Context) ([]Change, error) {
	var all []Change
	for _, p := range e.waiting() {
		changes, _, err := e.open(ctx, &p)
		if err != nil {
			return nil, err
		}
		if len(changes) > 0 {
			e.goOn(p.stream(), changes)
		}
		e.tell(p)
		all = append(all, changes...)
	}
	return all, nil
}
