package data

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// keptPackage is a package that this device knows.
type keptPackage struct {
	app.Package
	own     bool // this device wrote the file
	kept    bool // it lies beside the database
	readers []app.DeviceID
	from    bundle.Transport // where it can be read
}

func (p keptPackage) stream() bundle.Stream { return bundle.Stream{Device: p.Device, Area: p.Area} }

// good reports whether a package is one of the company's that may be kept.
func (p keptPackage) good() bool {
	switch p.State {
	case app.PackageNew, app.PackageKnown, app.PackageOwn, app.PackageRelayed, app.PackageEarly:
		return true
	}
	return false
}

// waits reports whether a package is still to be taken in.
func (p keptPackage) waits() bool { return p.State == app.PackageNew || p.State == app.PackageEarly }

func (p keptPackage) isFor(dev app.DeviceID) bool { return slices.Contains(p.readers, dev) }

// byStream orders packages so that they can be taken in one after the other:
// what all devices share comes first, since it says whom to trust.
func byStream(a, b app.Package) int {
	return cmp.Or(cmp.Compare(area0First(a.Area), area0First(b.Area)), cmp.Compare(a.Area, b.Area), cmp.Compare(a.Device, b.Device),
		cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), cmp.Compare(a.File, b.File))
}

func area0First(area app.Area) int {
	if area == 0 {
		return 0
	}
	return 1
}

// relayBytes is how much of what is for others is carried on at most. What is
// here first stays longest.
const relayBytes = 2 << 30

// keep copies a package of the folder beside the database if it is to be taken
// in or somebody still needs it, and notes it in any case.
func (e *exchange) keep(ctx context.Context, p *keptPackage, content []byte) error {
	if p.State == app.PackageNew || e.needed(*p) && e.relayed()+p.Bytes <= relayBytes {
		if err := e.kept.Write(ctx, p.File, content); err != nil {
			return keptFault(err)
		}
		p.kept, p.from = true, e.kept
	}
	return e.note(ctx, *p)
}

// relayed is how much is carried on for others.
func (e *exchange) relayed() (n int64) {
	for _, p := range e.known {
		if p.kept && !p.waits() && !p.own {
			n += p.Bytes
		}
	}
	return n
}

// needed reports whether a device that can open a package, and is still one of
// the company's, is not known to have what is in it.
func (e *exchange) needed(p keptPackage) bool {
	return slices.ContainsFunc(p.readers, func(dev app.DeviceID) bool {
		if e.isMine(dev) || dev == p.Device {
			return false
		}
		if _, known := e.trust.CertificateOf(dev); known && (e.trust.Good(dev) != nil || !e.trust.Carries(dev, p.Area)) {
			return false
		}
		return !e.has(dev).Covers(p.stream(), p.Last)
	})
}

// note keeps what is known of a package.
func (e *exchange) note(ctx context.Context, p keptPackage) error {
	readers, err := json.Marshal(p.readers)
	if err != nil {
		return err
	}
	e.known[p.File] = p
	return e.s.writeHere(ctx, 0, `INSERT INTO sy_packages (file, dev, area, first, last, own, rows, bytes, hash, readers, written_at, at, state, kept)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14) ON CONFLICT (file) DO UPDATE SET at = ?12, state = ?13, kept = ?14`,
		p.File, p.Device, int64(p.Area), p.First, p.Last, flagOf(p.own), p.Rows, p.Bytes, p.Hash, string(readers), p.WrittenAt, e.s.now().UnixMilli(), string(p.State), flagOf(p.kept))
}

// forget takes a package away that turned out to be of no use.
func (e *exchange) forget(ctx context.Context, p keptPackage) error {
	delete(e.known, p.File)
	return errorsFirst(e.kept.Remove(ctx, p.File), e.s.writeHere(ctx, 0, "DELETE FROM sy_packages WHERE file = ?", p.File))
}

// keptFault is a fault of the disk beside the database, not of the folder.
func keptFault(err error) error {
	switch {
	case errors.Is(err, app.ErrFolderFull):
		return app.ErrDiskFull
	case errors.Is(err, app.ErrFolderReadOnly), errors.Is(err, app.ErrFolderGone):
		return app.ErrReadOnlyFile
	}
	return err
}

const packageColumns = "file, dev, area, first, last, own, rows, bytes, hash, readers, written_at, state, kept"

func scanPackage(r scanner) (keptPackage, error) {
	var p keptPackage
	var own, kept int64
	var readers string
	err := r.Scan(&p.File, &p.Device, &p.Area, &p.First, &p.Last, &own, &p.Rows, &p.Bytes, &p.Hash, &readers, &p.WrittenAt, &p.State, &kept)
	p.own, p.kept = own == 1, kept == 1
	return p, errorsFirst(err, json.Unmarshal([]byte(readers), &p.readers))
}

// keptPackages reads what is known of packages, of some or all.
func (s *Store) keptPackages(ctx context.Context, where string, args ...any) ([]keptPackage, error) {
	return collect(ctx, s.reader, scanPackage, "SELECT "+packageColumns+" FROM sy_packages "+where, args...)
}
