package data

import (
	"cmp"
	"context"
	"os"
	"slices"
	"strings"

	"lamplighter/app"
)

// Devices lists the company's computers: this one first, then those in use by
// name, then those that are not.
func (s *Store) Devices(ctx context.Context, by app.Actor) ([]app.Device, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return nil, wrap("devices", err)
	}
	out := make([]app.Device, 0, len(known.devices))
	for dev, c := range known.devices {
		d := app.Device{DeviceCertificate: c, State: known.state(dev), This: dev == s.device.id}
		d.Revoked, _ = known.revocationOf(dev)
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b app.Device) int {
		return cmp.Or(-compareFlags(a.This, b.This), compareFlags(a.State.Ended(), b.State.Ended()), strings.Compare(a.Name, b.Name), cmp.Compare(a.Device, b.Device))
	})
	return out, nil
}

func compareFlags(a, b bool) int { return cmp.Compare(flagOf(a), flagOf(b)) }

// state is how a device stands today.
func (t *trust) state(dev app.DeviceID) app.DeviceState {
	if _, is := t.revocationOf(dev); is {
		return app.DeviceRevoked
	}
	for _, c := range t.devices {
		if c.Follows == dev {
			return app.DeviceReplaced
		}
	}
	return t.devices[dev].StateOn(t.today)
}

// CompanyState tells what this computer knows of its company, and how it stands
// in it.
func (s *Store) CompanyState(ctx context.Context, by app.Actor) (app.CompanyState, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return app.CompanyState{}, err
	}
	member := s.member.Load()
	state := app.CompanyState{Device: s.device.id, Code: s.device.code, Known: member.company != nil, Alarm: member.alarm}
	if !state.Known {
		return state, nil
	}
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return state, wrap("company state", err)
	}
	_, err = os.Stat(s.path + ".company")
	state.Fingerprint, state.Main = fingerprint(member.company), err == nil
	if own, there := known.CertificateOf(s.device.id); there {
		state.Certificate, state.State = own, known.state(s.device.id)
	}
	return state, nil
}

// SeeDeviceAlarm lets the alarm of a copied file go, once somebody has read it.
func (s *Store) SeeDeviceAlarm(_ context.Context, by app.Actor) error {
	if err := by.May(app.Synchronise); err != nil {
		return err
	}
	err := s.editDevice(func(f *deviceFile) { f.Alarm = nil })
	if err == nil {
		s.announce(app.Company)
	}
	return wrap("see device alarm", err)
}

// RenewDevice gives a computer its next certificate, for these areas, by these
// roles, until that day. The computer learns of it by its next exchange.
func (s *Store) RenewDevice(ctx context.Context, by app.Actor, passphrase string, dev app.DeviceID, d app.DeviceDraft) (app.DeviceCertificate, error) {
	if err := by.May(app.EnrolDevices); err != nil {
		return app.DeviceCertificate{}, err
	}
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return app.DeviceCertificate{}, wrap("renew device", err)
	}
	c, there := known.CertificateOf(dev)
	if !there {
		return c, wrap("renew device", app.ErrNotFound)
	}
	if _, is := known.revocationOf(dev); is {
		return c, app.Refuse("device", app.DeviceWasRevoked)
	}
	d.Folder = "." // nothing is written beside the records
	if err := d.Check(known.today); err != nil {
		return c, err
	}
	key, err := s.openCompany(passphrase)
	if err != nil {
		return c, wrap("renew device", err)
	}
	c.Name, c.Areas, c.Roles, c.FromOn, c.ToOn, c.Number = d.Name, d.Areas, d.Roles, known.today, d.ToOn, c.Number+1
	if c, err = signCertificate(c, known.company, key); err == nil {
		err = s.write(ctx, by, app.Why{}, func(x *tx) error { return x.putDeviceCertificate(ctx, c) })
	}
	return c, wrap("renew device", err)
}

// RevokeDevice takes a computer out of the company, and whatever its file has
// gone on as or was before. What it wrote as far as it has come here is still
// taken by everybody; nothing after.
func (s *Store) RevokeDevice(ctx context.Context, by app.Actor, passphrase string, dev app.DeviceID, reason string) error {
	if err := by.May(app.EnrolDevices); err != nil {
		return err
	}
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return wrap("revoke device", err)
	}
	family := known.family(dev)
	switch _, there := known.CertificateOf(dev); {
	case !there:
		return wrap("revoke device", app.ErrNotFound)
	case strings.TrimSpace(reason) == "":
		return app.Refuse("reason", app.Missing)
	case slices.Contains(family, s.device.id):
		return app.Refuse("device", app.ThisDevice)
	}
	key, err := s.openCompany(passphrase)
	if err != nil {
		return wrap("revoke device", err)
	}
	return wrap("revoke device", s.write(ctx, by, app.Why{}, func(x *tx) error {
		for _, one := range family {
			r := app.DeviceRevocation{Device: one, Reason: strings.TrimSpace(reason), OnDay: known.today, Number: known.revoked[one].Number + 1}
			if r.UpTo, err = s.numbersOf(ctx, one); err != nil {
				return err
			}
			if r, err = signRevocation(r, known.company, key); err != nil {
				return err
			}
			if err = x.putDeviceRevocation(ctx, r); err != nil {
				return err
			}
		}
		return nil
	}))
}

// family is a device with all that its file was before and went on as.
func (t *trust) family(dev app.DeviceID) []app.DeviceID {
	root := dev
	for steps := len(t.devices); steps > 0 && t.devices[root].Follows != 0; steps-- {
		root = t.devices[root].Follows
	}
	family := []app.DeviceID{root}
	for i := 0; i < len(family); i++ {
		for next, c := range t.devices {
			if c.Follows == family[i] && !slices.Contains(family, next) {
				family = append(family, next)
			}
		}
	}
	return family
}

// numbersOf is how far the change sets of a device have come here, by area.
func (s *Store) numbersOf(ctx context.Context, dev app.DeviceID) (map[app.Area]int64, error) {
	numbers := map[app.Area]int64{}
	_, err := collect(ctx, s.conn, func(r scanner) (struct{}, error) {
		var area app.Area
		var seq int64
		err := r.Scan(&area, &seq)
		numbers[area] = seq
		return struct{}{}, err
	}, "SELECT area, seq FROM sy_have WHERE dev = ?", dev)
	return numbers, err
}
