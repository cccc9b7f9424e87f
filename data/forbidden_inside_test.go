package data

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"testing"

	"filippo.io/age"

	"lamplighter/app"
)

// devThief has a computer of the company, its keys, and a program of his own.
type devThief struct {
	*devOffice
	laptop *Store
	made   app.DeviceCertificate
	second app.DeviceCertificate // a colleague's
	first  app.DeviceCertificate // his own, from before it was cut down
	known  *trust                // the hall's
}

func devThieves(t *testing.T) *devThief {
	t.Helper()
	o := devMain(t)
	laptop, made := o.laptop(o.by.Area, 77)
	th := &devThief{devOffice: o, laptop: laptop, first: made.Device, second: o.enrol(88).Device}
	var err error
	if th.made, err = o.main.RenewDevice(t.Context(), o.by, devPassphrase, made.Device.Device, o.draft(o.by.Area)); err != nil {
		t.Fatal(err)
	}
	th.known = o.trust(o.main)
	return th
}

// forge changes what a certificate says and keeps its signature.
func (th *devThief) forge(c app.DeviceCertificate, change func(*certificateBody)) app.DeviceCertificate {
	th.t.Helper()
	var b certificateBody
	if err := json.Unmarshal(c.Body, &b); err != nil {
		th.t.Fatal(err)
	}
	change(&b)
	body, err := json.Marshal(b)
	if err != nil {
		th.t.Fatal(err)
	}
	c.Body = body
	return c
}

// sign signs a certificate with keys of the thief's choice.
func (th *devThief) sign(c app.DeviceCertificate, keys ...ed25519.PrivateKey) app.DeviceCertificate {
	th.t.Helper()
	c, err := signCertificate(c, th.known.company, keys...)
	if err != nil {
		th.t.Fatal(err)
	}
	return c
}

// following is a certificate that the thief's laptop hands on.
func (th *devThief) following(from app.DeviceCertificate, change func(*app.DeviceCertificate)) app.DeviceCertificate {
	th.t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		th.t.Fatal(err)
	}
	c := from
	c.Device, c.PublicKey, c.Number, c.Follows = deviceIDOf(public), public, 0, from.Device
	change(&c)
	return th.sign(c, th.laptop.device.key, key)
}

func TestWhatADeviceMayNotDoWithItsKey(t *testing.T) {
	th := devThieves(t)
	stranger, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	own := th.laptop.device.key
	learn := func(c app.DeviceCertificate) error { return th.known.Learn(c) }
	gains := func(c app.DeviceCertificate, area app.Area) bool { // certificates that are no forgeries, and give nothing
		known := th.trust(th.main)
		_ = known.Learn(c)
		return known.Carries(c.Device, area) && known.Good(c.Device) == nil
	}
	refused := map[string]error{
		"send without a certificate":            th.known.Sender(deviceIDOf(stranger), th.by.Area, 1),
		"sign its own certificate":              learn(th.sign(th.made, own)),
		"sign one for a stranger":               learn(th.sign(app.DeviceCertificate{Device: deviceIDOf(stranger), PublicKey: stranger, Areas: []app.Area{app.EveryArea}, ToOn: "2099-01-01", Number: 1}, own)),
		"add an area":                           learn(th.forge(th.made, func(b *certificateBody) { b.Areas = append(b.Areas, 88) })),
		"add a role":                            learn(th.forge(th.made, func(b *certificateBody) { b.Roles = append(b.Roles, app.Sole) })),
		"stay longer":                           learn(th.forge(th.made, func(b *certificateBody) { b.ToOn = "2099-01-01" })),
		"pass for a later one":                  learn(th.forge(th.made, func(b *certificateBody) { b.Number = 99 })),
		"have packages encrypted for another":   learn(th.forge(th.made, func(b *certificateBody) { b.Recipient = identity.Recipient().String() })),
		"take another's name":                   learn(th.forge(th.second, func(b *certificateBody) { b.PublicKey = own.Public().(ed25519.PublicKey) })),
		"take another's number with its key":    learn(th.forge(th.made, func(b *certificateBody) { b.Device = th.second.Device })),
		"bring a company of its own":            learn(devOtherCompany(t, th.made)),
		"sign as a colleague":                   th.known.Verify(th.second.Device, []byte("x"), ed25519.Sign(own, []byte("x"))),
		"sign with a key made today":            th.known.Verify(th.made.Device, []byte("x"), ed25519.Sign(key, []byte("x"))),
		"send for an area it never carried":     th.known.Sender(th.made.Device, 88, 1),
		"send for protected cases":              th.known.Sender(th.made.Device, th.by.Area.Protected(), 1),
		"send for the trainers":                 th.known.Sender(th.made.Device, app.TrainersArea, 1),
		"hand on more areas than it had":        learn(th.following(th.made, func(c *app.DeviceCertificate) { c.Areas = []app.Area{88} })),
		"hand on every area":                    learn(th.following(th.made, func(c *app.DeviceCertificate) { c.Areas = []app.Area{app.EveryArea} })),
		"hand on more roles":                    learn(th.following(th.made, func(c *app.DeviceCertificate) { c.Roles = []app.Role{app.Sole} })),
		"hand on a longer time":                 learn(th.following(th.made, func(c *app.DeviceCertificate) { c.ToOn = "2099-01-01" })),
		"hand on under a number of the company": learn(th.following(th.made, func(c *app.DeviceCertificate) { c.Number = 5 })),
		"hand on what nobody can encrypt for":   learn(th.following(th.made, func(c *app.DeviceCertificate) { c.Recipient = "age1x" })),
		"hand on a colleague's place":           learn(th.following(th.second, func(*app.DeviceCertificate) {})),
		"put a colleague under itself": learn(th.sign(func() app.DeviceCertificate {
			c := th.second
			c.Recipient, c.Number, c.Follows, c.Areas = identity.Recipient().String(), 0, th.made.Device, th.made.Areas
			return c
		}(), own, own)),
		"write the company's units": th.known.MayWrite(th.made.Device, 0, th.main.tables["org_units"]),
		"give itself a role":        th.known.MayWrite(th.made.Device, 0, th.main.tables["staff"]),
		"change limits":             th.known.MayWrite(th.made.Device, 0, th.main.tables["limit_rules"]),
		"write into the handbook":   th.known.MayWrite(th.made.Device, 0, th.main.tables["articles"]),
	}
	for name, err := range refused {
		if err == nil {
			t.Errorf("a device may %s", name)
		}
	}
	if len(refused) < 20 {
		t.Errorf("only %d are tried", len(refused))
	}
	if gains(th.first, 77) {
		t.Error("an older certificate brings back an area")
	}
	if gains(th.following(th.first, func(*app.DeviceCertificate) {}), 77) {
		t.Error("a certificate that is handed on brings back an area")
	}
	for _, c := range th.known.Carriers(88) {
		if c.Device == th.made.Device {
			t.Error("packages of another area are encrypted for it")
		}
	}
	th.clock = th.clock.AddDate(2, 0, 0)
	late := th.trust(th.main)
	if late.Sender(th.made.Device, th.by.Area, 1) == nil || len(late.Carriers(th.by.Area)) != 1 {
		t.Error("an expired device sends or gets packages")
	}
}

// devOtherCompany is a certificate by another company's key.
func devOtherCompany(t *testing.T, c app.DeviceCertificate) app.DeviceCertificate {
	t.Helper()
	public, key, err := ed25519.GenerateKey(rand.Reader)
	if err == nil {
		c, err = signCertificate(c, public, key)
	}
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestARevokedDeviceHandsNothingOn(t *testing.T) {
	th := devThieves(t)
	if err := th.main.RevokeDevice(t.Context(), th.by, devPassphrase, th.made.Device, "遗失"); err != nil {
		t.Fatal(err)
	}
	th.known = th.trust(th.main)
	next := th.following(th.made, func(*app.DeviceCertificate) {})
	_ = th.known.Learn(next)
	if th.known.Good(next.Device) == nil || th.known.Sender(next.Device, th.by.Area, 1) == nil {
		t.Error("a stolen computer goes on under another name")
	}
	if _, err := th.main.RenewDevice(t.Context(), th.by, devPassphrase, th.made.Device, th.draft(th.by.Area)); err == nil {
		t.Error("what was revoked is renewed")
	}
}

// set makes the laptop write rows that its program would not.
func (th *devThief) set(area app.Area, rows ...changedRow) Change {
	th.t.Helper()
	head, err := th.laptop.head(th.t.Context(), th.laptop.device.id, int64(area))
	if err != nil {
		th.t.Fatal(err)
	}
	set := changeSet{dev: th.laptop.device.id, area: int64(area), seq: head.seq + 1, hlc: th.laptop.clock.next(th.clock), at: th.clock.UnixMilli(), last: true}
	body := set.bodyHead()
	for _, r := range rows {
		body = appendRow(body, r, set.dev)
	}
	return Change{Dev: set.dev, Area: set.area, Seq: set.seq, HLC: set.hlc, Body: body, PrevHash: head.hash}
}

func TestForgedRowsStayInQuarantine(t *testing.T) {
	th := devThieves(t)
	if err := th.main.RevokeDevice(t.Context(), th.by, devPassphrase, th.second.Device, "遗失"); err != nil {
		t.Fatal(err)
	}
	revocations := th.main.tables[deviceRevocations]
	ids, err := collect(t.Context(), th.main.reader, func(r scanner) ([]byte, error) {
		var id []byte
		return id, r.Scan(&id)
	}, "SELECT id FROM device_revocations")
	if err != nil || len(ids) != 1 {
		t.Fatal(len(ids), err)
	}
	is := [16]byte(ids[0])
	staff := th.main.tables["staff"]
	for name, r := range map[string]changedRow{
		"emptying a revocation":     {table: revocations.no, id: is, cells: []cell{{column: revocations.columns[0].no, value: []byte("{}")}}},
		"withdrawing a revocation":  {table: revocations.no, id: is, cells: []cell{{column: revocations.columns[2].no, value: int64(1)}}},
		"another revocation's name": {table: revocations.no, id: is, made: true, cells: []cell{{column: revocations.columns[0].no, value: []byte("{}")}}},
		"a person with every right": {table: staff.no, id: [16]byte{9}, made: true, cells: []cell{{column: staff.columns[staff.column("roles")].no, value: "sole"}}},
	} {
		if err := th.main.Apply(t.Context(), []Change{th.set(0, r)}); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		kept, err := th.main.Quarantine(t.Context(), th.by)
		if err != nil || len(kept) != 1 || kept[0].Reason != app.Unauthorised {
			t.Errorf("%s: in quarantine lie %+v: %v", name, kept, err)
		}
		// The next one starts where this one did.
		for _, table := range []string{"sy_quarantine", "sy_changes", "sy_have"} {
			if _, err := th.main.conn.ExecContext(t.Context(), "DELETE FROM "+table+" WHERE dev = ?", th.laptop.device.id); err != nil {
				t.Fatal(err)
			}
		}
	}
	if got := th.trust(th.main).state(th.second.Device); got != app.DeviceRevoked {
		t.Errorf("the revoked computer is %q", got)
	}
}

func TestWhatCameBeforeItsCertificateIsTakenWhenThatComes(t *testing.T) {
	o := devMain(t)
	laptop, _ := o.laptop(o.by.Area)
	spare := o.draft(o.by.Area)
	spare.Roles = []app.Role{app.Admin}
	made, err := o.main.EnrolDevice(t.Context(), o.by, devPassphrase, spare, devNoReport)
	if err != nil {
		t.Fatal(err)
	}
	path := o.t.TempDir() + "/admin.lamp"
	if err := Join(t.Context(), path, made.Path, made.Passphrase, devNoReport); err != nil {
		t.Fatal(err)
	}
	admin := o.open(path, "ADMIN-PC")
	if _, err := admin.SaveUnit(t.Context(), o.worker(admin), app.OrgUnit{}, app.OrgUnit{Code: "02", Name: "撒莲供电所", Kind: "station"}); err != nil {
		t.Fatal(err)
	}
	all, err := admin.Changes(t.Context(), 0, 1_000_000)
	if err != nil {
		t.Fatal(err)
	}
	own := all[:0]
	for _, c := range all {
		if c.Dev == admin.device.id {
			own = append(own, c)
		}
	}
	if err := laptop.Apply(t.Context(), own); err != nil {
		t.Fatal(err)
	}
	if kept, err := laptop.Quarantine(t.Context(), o.by); err != nil || len(kept) != 1 {
		t.Fatalf("in quarantine lie %+v: %v", kept, err)
	}
	o.exchange(o.main, laptop)
	units, err := laptop.Units(t.Context(), o.by)
	if kept, _ := laptop.Quarantine(t.Context(), o.by); err != nil || len(kept) != 0 || len(units) != 2 {
		t.Errorf("%d units, in quarantine lie %+v: %v", len(units), kept, err)
	}
}
