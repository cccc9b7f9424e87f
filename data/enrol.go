package data

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"

	"lamplighter/app"
	"lamplighter/data/sheet"
)

// The enrolment file holds who a new computer is: its keys, its certificate and
// the company's public key. Its passphrase is told by word of mouth. Beside it
// lies the snapshot, encrypted for that computer, which may be made again later.

const (
	enrolmentEnding = ".lampjoin"
	snapshotEnding  = ".lampsnap"
)

// joinName heads both files of a computer.
func joinName(code string) string { return "lamplighter-" + code }

type enrolmentFile struct {
	Format      int         `json:"format"`
	Seed        []byte      `json:"seed"`
	Age         string      `json:"age"`
	Company     []byte      `json:"company"`
	Certificate signedText  `json:"certificate"`
	Staff       app.StaffID `json:"staff,omitzero"`
}

const enrolmentFormat = 1

// EnrolDevice makes a computer one of the company's: its keys and certificate,
// in a file that the passphrase it answers opens, and the records it is to carry
// beside it. The company's passphrase allows it.
func (s *Store) EnrolDevice(ctx context.Context, by app.Actor, passphrase string, d app.DeviceDraft, report func(done, total int64)) (app.DeviceEnrolment, error) {
	if err := by.May(app.EnrolDevices); err != nil {
		return app.DeviceEnrolment{}, err
	}
	if err := d.Check(app.DayOf(s.now())); err != nil {
		return app.DeviceEnrolment{}, err
	}
	key, err := s.openCompany(passphrase)
	if err != nil {
		return app.DeviceEnrolment{}, wrap("enrol device", err)
	}
	made, err := s.enrol(ctx, by, key, d, report)
	return made, wrap("enrol device", plain(err))
}

func (s *Store) enrol(ctx context.Context, by app.Actor, key ed25519.PrivateKey, d app.DeviceDraft, report func(done, total int64)) (app.DeviceEnrolment, error) {
	known, err := s.trusts(ctx, s.reader)
	if err != nil {
		return app.DeviceEnrolment{}, err
	}
	kept := known.newDevice()
	identity, err := kept.device()
	if err != nil {
		return app.DeviceEnrolment{}, err
	}
	c, err := signCertificate(app.DeviceCertificate{
		Device: identity.id, Code: identity.code, Name: d.Name, PublicKey: identity.key.Public().(ed25519.PublicKey), Recipient: identity.age.Recipient().String(),
		Areas: d.Areas, Roles: d.Roles, FromOn: known.today, ToOn: d.ToOn, Number: 1,
	}, known.company, key)
	if err != nil {
		return app.DeviceEnrolment{}, err
	}
	made := app.DeviceEnrolment{Device: c, Passphrase: newPassphrase(), Fingerprint: fingerprint(c.PublicKey), Path: filepath.Join(d.Folder, joinName(c.Code)+enrolmentEnding)}
	text, err := json.Marshal(enrolmentFile{enrolmentFormat, kept.Seed, kept.Age, known.company, signedText{c.Body, c.Signature}, d.Staff})
	if err != nil {
		return made, err
	}
	if made.Sealed, err = s.seal(made.Passphrase, text); err != nil {
		return made, err
	}
	if err := sheet.WriteWhole(made.Path, made.Sealed); err != nil {
		return made, err
	}
	// The certificate is of the records before they are copied for it.
	if err := s.write(ctx, by, app.Why{}, func(x *tx) error { return x.putDeviceCertificate(ctx, c) }); err != nil {
		return made, err
	}
	if known, err = s.trusts(ctx, s.reader); err != nil {
		return made, err
	}
	made.Snapshot = strings.TrimSuffix(made.Path, enrolmentEnding) + snapshotEnding
	return made, s.writeSnapshot(ctx, known, c, made.Snapshot, report)
}

// newDevice makes an identity whose code no other computer has.
func (t *trust) newDevice() deviceFile {
	taken := map[string]bool{}
	for _, c := range t.devices {
		taken[c.Code] = true
	}
	for {
		if f := newDeviceFile(); !taken[f.Code] {
			return f
		}
	}
}

// newPassphrase is 80 bits in fours, to be read out and typed: "K7QX-2MNP-…".
func newPassphrase() string { return inFours(rand.Text()[:16]) }

func inFours(text string) string {
	return strings.Join([]string{text[:4], text[4:8], text[8:12], text[12:]}, "-")
}

// typedPassphrase forgives small letters, blanks, and digits for the letters
// they look like: there is no 0, 1 or 8 in one.
func typedPassphrase(text string) string {
	plain := strings.NewReplacer("-", "", "－", "", " ", "", "\u3000", "", "0", "O", "1", "I", "8", "B").Replace(strings.ToUpper(text))
	if len(plain) != 16 {
		return strings.TrimSpace(text)
	}
	return inFours(plain)
}

// readEnrolment opens an enrolment file.
func readEnrolment(path, passphrase string) (deviceFile, error) {
	sealed, err := os.ReadFile(path)
	if err != nil {
		return deviceFile{}, app.ErrNoFile
	}
	if !bytes.HasPrefix(sealed, []byte("age-encryption.org/")) {
		return deviceFile{}, app.ErrNotOurs
	}
	text, err := unseal(typedPassphrase(passphrase), sealed)
	if err != nil {
		return deviceFile{}, err
	}
	var e enrolmentFile
	if json.Unmarshal(text, &e) != nil || len(e.Seed) != ed25519.SeedSize || len(e.Company) != ed25519.PublicKeySize {
		return deviceFile{}, app.ErrDamagedFile
	}
	if e.Format > enrolmentFormat {
		return deviceFile{}, app.ErrNewerFile
	}
	return deviceFile{Code: deviceOf(e.Seed).code, Seed: e.Seed, Age: e.Age, Company: e.Company, Certificate: &e.Certificate, Staff: e.Staff}, nil
}
