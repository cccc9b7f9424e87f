package data

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"filippo.io/age"

	"lamplighter/app"
	"lamplighter/data/bundle"
	"lamplighter/data/bundle/synctest"
)

// What comes from outside is read or refused, whatever it is: a target for each
// file and each text that is signed or sealed. Those of packages are in bundle.

// FuzzTakeIn takes anything in as the change set of another device: it is merged
// or kept in quarantine, and the file stays whole.
func FuzzTakeIn(f *testing.F) {
	s, err := Open(f.Context(), filepath.Join(f.TempDir(), "a.lamp"), Options{Create: true, WatchDoor: true})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = s.Close() })
	id := [16]byte{7}
	customers, merges := s.tables["customers"].no, s.tables["record_merges"].no
	for _, rows := range [][]changedRow{
		sampleSet().rows,
		{{table: customers, id: id, made: true, cells: []cell{{column: 3, value: "person"}, {column: 4, value: "李晓明"}}}},
		{{table: customers, id: id, cells: []cell{{column: 4, value: "李明", baseHLC: 1, baseDev: 2}}}, {table: customers, id: id, left: 77, movedAt: 5}},
		{{table: customers, id: id, made: true, carried: &carried{at: stamp{3, 4}}, movedAt: 5}},
		{{table: merges, id: id, made: true, cells: []cell{{column: 3, value: "customers"}, {column: 4, value: id[:]}, {column: 5, value: id[:]}}}},
		{{table: 120, id: id, made: true}},
	} {
		set := sampleSet()
		set.rows = rows
		f.Add(encoded(set), int64(99)<<40)
	}
	dev := int64(0)
	f.Fuzz(func(t *testing.T, body []byte, hlc int64) {
		dev++
		if err := s.Apply(t.Context(), []Change{{Dev: dev, Area: 1, Seq: 1, HLC: hlc, Body: body, PrevHash: []byte{}}}); err != nil {
			t.Fatal(err)
		}
		if n, err := one(t.Context(), s.conn, scanInt, "SELECT count(*) FROM sy_changes WHERE dev = ?", dev); err != nil || n != 1 {
			t.Errorf("it is kept %d times, %v", n, err)
		}
	})
}

// FuzzCertificates reads anything as what the company's key signed, also where
// it did.
func FuzzCertificates(f *testing.F) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	company := key.Public().(ed25519.PublicKey)
	own, err := deviceFile{Seed: make([]byte, ed25519.SeedSize), Age: newAge()}.device()
	if err != nil {
		f.Fatal(err)
	}
	c, err := signCertificate(app.DeviceCertificate{Device: own.id, Code: own.code, PublicKey: company, Recipient: own.age.Recipient().String(), Areas: []app.Area{1, app.EveryArea}, Roles: []app.Role{app.Sole}, ToOn: "2099-01-01", Number: 1}, company, key)
	if err != nil {
		f.Fatal(err)
	}
	r, err := signRevocation(app.DeviceRevocation{Device: own.id, UpTo: map[app.Area]int64{1: 5}}, company, key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(c.Body)
	f.Add(r.Body)
	f.Fuzz(func(t *testing.T, body []byte) {
		known := newTrust(company, "2026-03-02")
		for _, signature := range [][]byte{nil, ed25519.Sign(key, signed(signsCertificate, body))} {
			given := app.DeviceCertificate{Body: body, Signature: signature}
			if known.Learn(given) == nil && signature == nil {
				t.Error("what nobody signed is taken")
			}
		}
		for dev := range known.devices {
			_ = known.Sender(dev, 1, 1)
			var out bytes.Buffer
			if err := bundle.Encrypt(&out, body, known.Carriers(1)); err != nil && len(known.Carriers(1)) > 0 {
				t.Errorf("nobody can be sent anything any more: %v", err)
			}
		}
		if read, _, ok := readRevocation(app.DeviceRevocation{Body: body, Signature: ed25519.Sign(key, signed(signsRevocation, body))}); ok {
			known.learnRevocation(read)
			_ = known.Sender(read.Device, 1, 1)
		}
	})
}

// FuzzEnrolment reads anything as an enrolment file, also where the passphrase
// opens it, and what is in it as the identity beside a database.
func FuzzEnrolment(f *testing.F) {
	const passphrase = "AAAA-AAAA-AAAA-AAAA"
	kept := newDeviceFile()
	text, err := json.Marshal(enrolmentFile{enrolmentFormat, kept.Seed, kept.Age, make([]byte, 32), signedText{[]byte("{}"), nil}, app.StaffID{}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	if text, err = json.Marshal(kept); err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("age-encryption.org/v1\n-> scrypt AAAAAAAAAAAAAAAAAAAAAA 22\n"))
	s, path := &Store{effort: 1}, filepath.Join(f.TempDir(), "a.lamp")
	f.Fuzz(func(t *testing.T, text []byte) {
		sealed, err := s.seal(passphrase, text)
		if err != nil {
			t.Fatal(err)
		}
		for _, content := range [][]byte{text, sealed} {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
			if read, err := readEnrolment(path, passphrase); err == nil {
				_, _ = read.device()
				_ = read.member()
			}
		}
		if err := os.WriteFile(path+".device", text, 0o600); err != nil {
			t.Fatal(err)
		}
		if read, err := readDeviceFile(path); err == nil && len(read.Seed) == ed25519.SeedSize {
			_, _ = read.device()
			_ = read.member()
		}
	})
}

// FuzzSnapshot reads anything as the head of a snapshot, and as the body of one
// that is for this device.
func FuzzSnapshot(f *testing.F) {
	key := ed25519.NewKeyFromSeed(make([]byte, ed25519.SeedSize))
	company := key.Public().(ed25519.PublicKey)
	var head bytes.Buffer
	if err := writeSnapshotHead(&head, snapshotHead{Format: snapshotFormat, Company: company}); err != nil {
		f.Fatal(err)
	}
	f.Add(head.Bytes())
	f.Add(binary.BigEndian.AppendUint32([]byte(snapshotMagic), 1<<31))
	f.Add(squeezer().EncodeAll([]byte(sqliteMagic), nil))
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f})
	own, err := age.GenerateX25519Identity()
	if err != nil {
		f.Fatal(err)
	}
	to := filepath.Join(f.TempDir(), "to.lamp")
	f.Fuzz(func(t *testing.T, text []byte) {
		_, _ = readSnapshotHead(bytes.NewReader(text), company)
		_ = unsealInto(to, bytes.NewReader(text), own)
		var sealed bytes.Buffer
		if err := bundle.Encrypt(&sealed, text, []app.DeviceCertificate{{Recipient: own.Recipient().String()}}); err != nil {
			t.Fatal(err)
		}
		_ = unsealInto(to, &sealed, own)
	})
}

// FuzzAttachmentFile reads anything as a piece of an attachment.
func FuzzAttachmentFile(f *testing.F) {
	own, err := newDeviceFile().device()
	if err != nil {
		f.Fatal(err)
	}
	var sealed bytes.Buffer
	if err := bundle.Encrypt(&sealed, []byte("a photo"), []app.DeviceCertificate{{Recipient: own.age.Recipient().String()}}); err != nil {
		f.Fatal(err)
	}
	f.Add(sealed.Bytes())
	f.Add([]byte("age-encryption.org/v1\n"))
	s := &Store{path: filepath.Join(f.TempDir(), "a.lamp"), device: own}
	f.Fuzz(func(t *testing.T, content []byte) {
		stick := synctest.NewStick(1)
		stick.Put("x"+fileEnding, content)
		got, good, err := s.newExchange(stick.Folder("K7QX"), nil).readPiece(t.Context(), "x"+fileEnding)
		if err != nil || good && isOf(make([]byte, 32), got) {
			t.Errorf("it is answered %v, %v", good, err)
		}
		_, _ = travellingFile{hash: make([]byte, 32), bytes: 3 * pieceBytes}.pieceIn(string(content))
	})
}

// FuzzPackedList reads anything as the body of a frozen list.
func FuzzPackedList(f *testing.F) {
	f.Add(packedHead + "KLUv/Q==")
	f.Add(packList(string(make([]byte, packFrom))))
	f.Fuzz(func(_ *testing.T, kept string) { _ = unpackList(kept) })
}
