package data

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"slices"

	"lamplighter/app"
)

// trust is what a file knows of the company's computers at one moment. What is
// not signed rightly, or by another company, is not in it.
type trust struct {
	company ed25519.PublicKey // nil: this computer has joined none
	today   app.Day

	devices map[app.DeviceID]app.DeviceCertificate   // the newest of each: what it may have and until when
	ever    map[app.DeviceID][]app.DeviceCertificate // all of each: what it may have written
	revoked map[app.DeviceID]app.DeviceRevocation
}

// Why something of another device is not taken. Nothing is lost by it: the
// package stays where it is, and what came in one is kept in quarantine.
var (
	errNoCompany     = errors.New("this computer has joined no company")
	errOtherCompany  = errors.New("of another company")
	errNoCertificate = errors.New("no good certificate")
	errExpired       = errors.New("the certificate has expired")
	errRevokedDevice = errors.New("the device was revoked before it wrote this")
	errOtherArea     = errors.New("the certificate does not carry this area")
	errForged        = errors.New("the signature is not the sender's")
	errUnauthorised  = errors.New("nobody who works on that device may write this")
)

func newTrust(company ed25519.PublicKey, today app.Day) *trust {
	return &trust{company: company, today: today, devices: map[app.DeviceID]app.DeviceCertificate{}, ever: map[app.DeviceID][]app.DeviceCertificate{}, revoked: map[app.DeviceID]app.DeviceRevocation{}}
}

// trusts reads who is trusted today, out of the file and the identity beside it.
func (s *Store) trusts(ctx context.Context, q querier) (*trust, error) {
	member := s.member.Load()
	t := newTrust(member.company, app.DayOf(s.now()))
	if t.company == nil {
		return t, nil
	}
	certificates, err := collect(ctx, q, func(r scanner) (app.DeviceCertificate, error) {
		var c app.DeviceCertificate
		return c, r.Scan(&c.Body, &c.Signature)
	}, "SELECT body, signature FROM device_certificates")
	if err != nil {
		return nil, err
	}
	revocations, err := collect(ctx, q, func(r scanner) (app.DeviceRevocation, error) {
		var v app.DeviceRevocation
		return v, r.Scan(&v.Body, &v.Signature)
	}, "SELECT body, signature FROM device_revocations")
	t.learnAll(append(certificates, member.certificate))
	for _, v := range revocations {
		t.learnRevocation(v)
	}
	return t, err
}

// learnAll takes certificates in any order: one that goes on for another is
// good only once that one is known.
func (t *trust) learnAll(certificates []app.DeviceCertificate) {
	for left := len(certificates) + 1; len(certificates) < left; {
		left = len(certificates)
		certificates = slices.DeleteFunc(certificates, func(c app.DeviceCertificate) bool { return t.Learn(c) == nil })
	}
}

// Learn takes a certificate that came with a package. What a certificate says
// is read from what was signed, whatever else is claimed beside it.
func (t *trust) Learn(c app.DeviceCertificate) error {
	if t.company == nil {
		return errNoCompany
	}
	read, company, ok := readCertificate(c)
	switch {
	case !ok:
		return errNoCertificate
	case !company.Equal(t.company):
		return errOtherCompany
	case !t.signedRightly(read):
		return errForged
	}
	t.ever[read.Device] = append(t.ever[read.Device], read)
	if known, there := t.devices[read.Device]; !there || later(read, known) {
		t.devices[read.Device] = read
	}
	return nil
}

// later reports whether a certificate replaces another, whatever the order they
// are read in.
func later(c, than app.DeviceCertificate) bool {
	return c.Number > than.Number || c.Number == than.Number && bytes.Compare(c.Body, than.Body) > 0
}

// signedRightly: by the company's key; or, where a file goes on under another
// name, by the key it had before and its new one, for no more than it had.
func (t *trust) signedRightly(c app.DeviceCertificate) bool {
	text := signed(signsCertificate, c.Body)
	if ed25519.Verify(t.company, text, c.Signature) {
		return true
	}
	before, known := t.devices[c.Follows]
	return known && c.Follows != c.Device && c.Number == 0 && len(c.Signature) == 2*ed25519.SignatureSize && slices.ContainsFunc(t.ever[c.Follows], c.Within) &&
		ed25519.Verify(before.PublicKey, text, c.Signature[:ed25519.SignatureSize]) &&
		ed25519.Verify(c.PublicKey, text, c.Signature[ed25519.SignatureSize:])
}

// Carries reports whether a device may have an area today. One that goes on for
// another may no more than that one still may.
func (t *trust) Carries(dev app.DeviceID, area app.Area) bool {
	for steps := len(t.devices); steps >= 0; steps-- {
		c, known := t.devices[dev]
		switch {
		case !known || !c.Carries(area):
			return false
		case c.Number > 0: // signed by the company
			return true
		}
		dev = c.Follows
	}
	return false
}

func (t *trust) learnRevocation(v app.DeviceRevocation) {
	read, company, ok := readRevocation(v)
	if !ok || !company.Equal(t.company) || !ed25519.Verify(t.company, signed(signsRevocation, v.Body), v.Signature) {
		return
	}
	if known, there := t.revoked[read.Device]; !there || read.Number > known.Number {
		t.revoked[read.Device] = read
	}
}

// CertificateOf is the newest certificate of a device, whatever its state.
func (t *trust) CertificateOf(dev app.DeviceID) (app.DeviceCertificate, bool) {
	c, known := t.devices[dev]
	return c, known
}

// revocationOf is that of a device or of one it goes on for.
func (t *trust) revocationOf(dev app.DeviceID) (app.DeviceRevocation, bool) {
	for steps := len(t.devices); dev != 0 && steps >= 0; steps-- {
		if v, is := t.revoked[dev]; is {
			return v, true
		}
		dev = t.devices[dev].Follows
	}
	return app.DeviceRevocation{}, false
}

// Good answers nil for a device that is one of the company's today.
func (t *trust) Good(dev app.DeviceID) error {
	if t.company == nil {
		return errNoCompany
	}
	c, known := t.devices[dev]
	if !known {
		return errNoCertificate
	}
	if _, is := t.revocationOf(dev); is {
		return errRevokedDevice
	}
	if c.ToOn < t.today {
		return errExpired
	}
	return nil
}

// Recipients are the age recipients of all devices that are good today and
// carry an area, in the order of the devices.
func (t *trust) Recipients(area app.Area) []string {
	var out []string
	for _, c := range t.Carriers(area) {
		out = append(out, c.Recipient)
	}
	return out
}

// Carriers are the certificates of these devices.
func (t *trust) Carriers(area app.Area) []app.DeviceCertificate {
	var out []app.DeviceCertificate
	for dev, c := range t.devices {
		if t.Carries(dev, area) && t.Good(dev) == nil {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b app.DeviceCertificate) int {
		if a.Device < b.Device {
			return -1
		}
		return 1
	})
	return out
}

// Sender answers nil when the change sets of an area up to a number may be
// taken from a device: it is one of the company's and carries the area or once
// did, since what it wrote then may arrive late; or it was revoked after them.
func (t *trust) Sender(dev app.DeviceID, area app.Area, to int64) error {
	if t.company == nil {
		return errNoCompany
	}
	c, known := t.devices[dev]
	if !known {
		return errNoCertificate
	}
	if v, is := t.revocationOf(dev); is {
		if v.Device == dev && v.Takes(area, to) {
			return nil
		}
		return errRevokedDevice
	}
	switch {
	case c.ToOn < t.today:
		return fmt.Errorf("%w on %s", errExpired, c.ToOn)
	case !slices.ContainsFunc(t.ever[dev], func(c app.DeviceCertificate) bool { return c.Carries(area) }):
		return errOtherArea
	}
	return nil
}

// Verify answers nil when a device signed a text with the key of its
// certificate.
func (t *trust) Verify(dev app.DeviceID, text, signature []byte) error {
	c, known := t.devices[dev]
	if !known {
		return errNoCertificate
	}
	if !ed25519.Verify(c.PublicKey, text, signature) {
		return errForged
	}
	return nil
}

// areaZeroRights are what it takes, one or the other, to write the tables that
// everybody reads and few write. What is not named may be written by whoever
// carries its area. Lists that come in name transformer areas and people.
var areaZeroRights = map[app.Changes][]app.Right{
	app.Company:   {app.ChangeCompany, app.ImportRecords},
	app.Reference: {app.ChangeRules},
	app.Articles:  {app.EditArticles},
}

// MayWrite answers nil when those who work on a device may write a row of a
// table in an area. Sealed tables speak for themselves.
func (t *trust) MayWrite(dev app.DeviceID, area app.Area, of *table) error {
	rights, guarded := areaZeroRights[of.kinds]
	if area != 0 || !guarded || of.sealed() {
		return nil
	}
	for _, c := range t.ever[dev] {
		by := c.Actor()
		if slices.ContainsFunc(rights, func(right app.Right) bool { return by.May(right) == nil }) {
			return nil
		}
	}
	return fmt.Errorf("%w: %s", errUnauthorised, of.name)
}

// MayMove answers nil when those who work on a device may move customers between
// some areas.
func (t *trust) MayMove(dev app.DeviceID, areas ...app.Area) error {
	for _, c := range t.ever[dev] {
		by := c.Actor()
		carries := !slices.ContainsFunc(areas, func(area app.Area) bool { return !c.Carries(area.Open()) })
		if carries && by.May(app.MoveCustomers) == nil {
			return nil
		}
	}
	return fmt.Errorf("%w: move customers", errUnauthorised)
}

// mayArrive refuses a row of a set that came when it is no rightly sealed one,
// or when its set was taken from a device and nobody there may write it.
func (x *tx) mayArrive(ctx context.Context, t *table, area app.Area, r changedRow, written stamp) error {
	if t.sealed() && !t.sealHolds(r) {
		return errForged
	}
	if x.merging.trust == nil || written.dev == seedDevice || written.dev == x.s.device.id {
		return nil
	}
	writer := written.dev
	if x.merging.carrier != 0 {
		writer = x.merging.carrier
	}
	err := x.merging.trust.MayWrite(writer, area, t)
	if err != nil && t.name == signInTable && area == 0 {
		return x.mayOwnPassword(ctx, t, r, writer)
	}
	return err
}

// trustAnew looks again at what was not taken for want of a certificate when one
// has come.
func (x *tx) trustAnew(ctx context.Context) error {
	if x.merging.trust == nil || !x.wroteTo(deviceCertificates) {
		return nil
	}
	if err := x.flush(); err != nil {
		return err
	}
	known, err := x.s.trusts(ctx, x.s.conn)
	if err != nil {
		return err
	}
	for _, all := range x.merging.trust.ever { // also those that came with packages
		known.learnAll(all)
	}
	x.merging.trust = known
	return x.retryQuarantined(ctx)
}
