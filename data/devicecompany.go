package data

import (
	"bytes"
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io"
	"os"
	"unicode/utf8"

	"filippo.io/age"

	"lamplighter/app"
)

// The company's key lies on its main computer only, in a file beside the
// database that a passphrase opens. It signs which computers are the company's,
// and nothing else.

// companyFile is what the passphrase opens.
type companyFile struct {
	Seed []byte `json:"seed"`
}

// passphraseRunes is the least of a passphrase that people choose.
const passphraseRunes = 10

// mainYears is how long the certificate of the main computer is good for.
const mainYears = 10

// MakeCompany makes this computer the company's main one: it makes the
// company's key, and its own certificate for all areas.
func (s *Store) MakeCompany(ctx context.Context, by app.Actor, passphrase string) error {
	if err := by.May(app.EnrolDevices); err != nil {
		return err
	}
	switch {
	case s.member.Load().company != nil:
		return app.Refuse("company_key", app.AlreadyThere)
	case utf8.RuneCountInString(passphrase) < passphraseRunes:
		return app.Refuse("passphrase", app.TooShort)
	}
	key, err := s.openCompany(passphrase)
	if no, is := errors.AsType[*app.Refusal](err); is && no.Reason == app.NotMainComputer {
		key, err = s.newCompany(passphrase)
	}
	if err != nil {
		return wrap("make company", err)
	}
	return wrap("make company", s.joinAsMain(ctx, by, key))
}

// newCompany makes the key and keeps it before anything is signed by it.
func (s *Store) newCompany(passphrase string) (ed25519.PrivateKey, error) {
	seed := make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed) // never fails
	text, err := json.Marshal(companyFile{Seed: seed})
	if err != nil {
		return nil, err
	}
	sealed, err := s.seal(passphrase, text)
	if err != nil {
		return nil, err
	}
	return ed25519.NewKeyFromSeed(seed), writeWhole(s.path+".company", sealed, 0o600)
}

func (s *Store) joinAsMain(ctx context.Context, by app.Actor, key ed25519.PrivateKey) error {
	company := key.Public().(ed25519.PublicKey)
	today := app.DayOf(s.now())
	own, err := signCertificate(app.DeviceCertificate{
		Device: s.device.id, Code: s.device.code, Name: cmp.Or(s.hostName(), s.device.code), PublicKey: s.device.key.Public().(ed25519.PublicKey),
		Recipient: s.device.age.Recipient().String(), Areas: []app.Area{app.EveryArea}, Roles: []app.Role{app.Sole}, FromOn: today, ToOn: today.AddDays(mainYears * 365), Number: 1,
	}, company, key)
	if err != nil {
		return err
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error { return x.putDeviceCertificate(ctx, own) })
	if err != nil {
		return err
	}
	return s.editDevice(func(f *deviceFile) { f.Company, f.Certificate = company, &signedText{own.Body, own.Signature} })
}

func (s *Store) hostName() string {
	kept, _ := readDeviceFile(s.path) // without one the code is the name
	return kept.Host
}

// openCompany opens the company's key.
func (s *Store) openCompany(passphrase string) (ed25519.PrivateKey, error) {
	sealed, err := os.ReadFile(s.path + ".company")
	if errors.Is(err, os.ErrNotExist) {
		return nil, app.Refuse("company_key", app.NotMainComputer)
	}
	if err != nil {
		return nil, err
	}
	text, err := unseal(passphrase, sealed)
	if err != nil {
		return nil, err
	}
	var kept companyFile
	if json.Unmarshal(text, &kept) != nil || len(kept.Seed) != ed25519.SeedSize {
		return nil, app.Refuse("company_key", app.Malformed)
	}
	key := ed25519.NewKeyFromSeed(kept.Seed)
	if company := s.member.Load().company; company != nil && !company.Equal(key.Public()) {
		return nil, app.Refuse("company_key", app.OtherCompany)
	}
	return key, nil
}

// seal encrypts a small text so that a passphrase opens it.
func (s *Store) seal(passphrase string, text []byte) ([]byte, error) {
	recipient, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, err
	}
	if s.effort > 0 {
		recipient.SetWorkFactor(s.effort)
	}
	var out bytes.Buffer
	w, err := age.Encrypt(&out, recipient)
	if err != nil {
		return nil, err
	}
	_, err = w.Write(text)
	if err := errorsFirst(err, w.Close()); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

// unsealMost is far above what these small files hold, and unsealEffort what it
// takes to open them, as a power of two: more would be a file that is meant to
// take all memory there is.
const (
	unsealMost   = 1 << 20
	unsealEffort = 18
)

// unseal opens what a passphrase opens.
func unseal(passphrase string, sealed []byte) ([]byte, error) {
	if passphrase == "" {
		return nil, app.Refuse("passphrase", app.Missing)
	}
	identity, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, err
	}
	identity.SetMaxWorkFactor(unsealEffort)
	r, err := age.Decrypt(bytes.NewReader(sealed), identity)
	if _, is := errors.AsType[*age.NoIdentityMatchError](err); is {
		return nil, app.Refuse("passphrase", app.WrongPassphrase)
	}
	if err != nil {
		return nil, app.ErrDamagedFile
	}
	text, err := io.ReadAll(io.LimitReader(r, unsealMost))
	if err != nil {
		return nil, app.ErrDamagedFile
	}
	return text, nil
}
