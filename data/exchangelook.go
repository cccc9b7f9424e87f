package data

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"slices"

	"lamplighter/app"
	"lamplighter/data/bundle"
)

// look reads what lies in the folder and is not known yet. What of it is good
// goes to keep, if that is not nil.
func (e *exchange) look(ctx context.Context, keep func(context.Context, *keptPackage, []byte) error) error {
	lying, err := e.folder.List(ctx)
	if err != nil {
		return err
	}
	slices.SortFunc(lying, func(a, b bundle.Entry) int { return cmp.Compare(a.Name, b.Name) })
	for i, f := range lying {
		e.report(app.SyncReads, int64(i), int64(len(lying)))
		e.lies[f.Name] = true
		if bundle.IsHave(f.Name) {
			err = e.lookAtHave(ctx, f)
		} else if name, is := bundle.ParseName(f.Name); is {
			err = e.lookAtPackage(ctx, f, name, keep)
		}
		if err != nil {
			return err
		}
	}
	e.report(app.SyncReads, int64(len(lying)), int64(len(lying)))
	return nil
}

func (e *exchange) lookAtPackage(ctx context.Context, f bundle.Entry, name bundle.Name, keep func(context.Context, *keptPackage, []byte) error) error {
	if _, known := e.known[f.Name]; known {
		return nil
	}
	p := &keptPackage{Package: app.Package{File: f.Name, Code: name.Code, Area: name.Area, First: name.First, Last: name.Last, Bytes: f.Bytes}, from: e.folder}
	if name.Company != bundle.CompanyDigits(bundle.Mark(e.trust.company)) {
		p.State = app.PackageForeign
		e.found = append(e.found, *p)
		return nil
	}
	content, err := e.folder.Read(ctx, f.Name, bundle.MostBytes)
	switch {
	case errors.Is(err, fs.ErrNotExist): // its writer took it away meanwhile
		return nil
	case errors.Is(err, app.ErrFolderGone), ctx.Err() != nil:
		return errorsFirst(ctx.Err(), err)
	case err != nil:
		p.State = app.PackageDamaged
	default:
		sum := sha256.Sum256(content)
		p.Hash = sum[:]
		b := e.judge(p, content)
		if p.State != app.PackageNewer && hex.EncodeToString(sum[:4]) != name.Hash {
			p.State = app.PackageDamaged
		}
		if p.State == app.PackageOwn {
			err = e.lookForFork(ctx, p, b)
		}
	}
	if keep != nil && p.good() {
		err = keep(ctx, p, content)
	}
	e.found = append(e.found, *p)
	return err
}

// judge reads a package and decides what it is to this device.
func (e *exchange) judge(p *keptPackage, content []byte) bundle.Package {
	b, err := bundle.Read(content)
	switch {
	case errors.Is(err, bundle.ErrNewer):
		p.State = app.PackageNewer
		return b
	case err != nil:
		p.State = app.PackageDamaged
		return b
	}
	p.describe(b.Header, int64(len(content)))
	p.State = e.stateOf(b.Header)
	return b
}

// describe notes what a package says of itself.
func (p *keptPackage) describe(h bundle.Header, size int64) {
	p.Device, p.Code, p.Area, p.First, p.Last = h.Author.Device, h.Author.Code, h.Area, h.First, h.Last
	p.Rows, p.Bytes, p.WrittenAt, p.readers = h.Rows, size, h.At, h.For
}

// stateOf is what a package with good signatures is. Those who made them must
// be the company's, and the author must be one whose change sets of the area
// are taken.
func (e *exchange) stateOf(h bundle.Header) app.PackageState {
	stream := bundle.Stream{Device: h.Author.Device, Area: h.Area}
	switch {
	case !bytes.Equal(h.Company, bundle.Mark(e.trust.company)):
		return app.PackageForeign
	case !e.vouched(h.Author), !e.vouched(h.Writer()):
		return app.PackageUncertain
	case h.Author.Device == e.me.Device:
		return app.PackageOwn
	case e.trust.Sender(h.Author.Device, h.Area, h.First) != nil:
		return app.PackageUncertain
	case e.have.Covers(stream, h.Last):
		return app.PackageKnown
	case !e.carries(h.Area), !slices.ContainsFunc(h.For, e.isMine):
		return app.PackageRelayed
	}
	return app.PackageNew
}

// carries reports whether this device may have an area, and takes it in by
// packages.
func (e *exchange) carries(area app.Area) bool {
	return e.trust.Carries(e.me.Device, area) && !slices.Contains(e.returning(), area)
}

// isMine reports whether a device is this one, or one that the file was before.
func (e *exchange) isMine(dev app.DeviceID) bool {
	_, is := e.keys[dev]
	return is
}

// vouched reports whether the company says that a card is what it claims to be.
func (e *exchange) vouched(c bundle.Card) bool {
	_ = e.trust.Learn(app.DeviceCertificate{Body: c.Certificate, Signature: c.Signature}) // one not learned is not known below
	known, is := e.trust.CertificateOf(c.Device)
	return is && bytes.Equal(known.PublicKey, c.Key)
}

func (e *exchange) lookAtHave(ctx context.Context, f bundle.Entry) error {
	content, err := e.folder.Read(ctx, f.Name, bundle.HaveBytes)
	if errors.Is(err, app.ErrFolderGone) || ctx.Err() != nil {
		return errorsFirst(ctx.Err(), err)
	}
	if have, good := e.readHave(content); err == nil && good && bundle.HaveName(have.Device.Code) == f.Name {
		e.haves[have.Device.Device] = readHave{have, content}
	}
	return nil
}

// readHave reads what somebody of the company says he has.
func (e *exchange) readHave(content []byte) (bundle.Have, bool) {
	have, err := bundle.ReadHave(content)
	return have, err == nil && bytes.Equal(have.Company, bundle.Mark(e.trust.company)) && e.vouched(have.Device)
}

// readHave is a have file of the folder.
type readHave struct {
	bundle.Have
	content []byte
}
