package data

import (
	"cmp"
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
	"reflect"

	"filippo.io/age"

	"lamplighter/app"
	"lamplighter/data/seal"
)

// device is the computer a change was written on. Its identity lies in a file
// beside the database, not in it: a copied database that is opened elsewhere
// goes on as another device, and two copies never number their changes alike.
type device struct {
	id   int64 // 63 bits of the public key's SHA-256
	code string
	key  ed25519.PrivateKey
	age  *age.X25519Identity // opens what was encrypted for this computer
}

// membership is what the identity's file says of the company.
type membership struct {
	company     ed25519.PublicKey     // nil before this computer has joined
	certificate app.DeviceCertificate // as it joined; newer ones lie in the database
	alarm       app.DeviceAlarm
	staff       app.StaffID // who works here; none: the one user of the file
}

// seedDevice writes the records every file starts with. They are the same
// bytes on every device.
const seedDevice = 0

// deviceFile is the file beside the database.
type deviceFile struct {
	Code        string                 `json:"code"`
	Seed        []byte                 `json:"seed"`
	Age         string                 `json:"age,omitempty"`
	Company     []byte                 `json:"company,omitempty"`
	Certificate *signedText            `json:"certificate,omitempty"`
	Host        string                 `json:"host,omitempty"`  // the computer's name
	Heads       map[app.Area]savedHead `json:"heads,omitempty"` // how far its change sets had come when something last left or the file was closed
	Former      []formerKey            `json:"former,omitempty"`
	Forked      map[app.Area]int64     `json:"forked,omitempty"`  // a copy elsewhere wrote under this name, from these numbers on: go on under another when next opened
	Rewrite     map[app.Area]int64     `json:"rewrite,omitempty"` // these of the former name are still to be brought under this one
	Alarm       *app.DeviceAlarm       `json:"alarm,omitempty"`   // until somebody has seen it
	Staff       app.StaffID            `json:"staff,omitzero"`    // who works here; none: the one user of the file
}

type signedText struct {
	Body      []byte `json:"body"`
	Signature []byte `json:"signature"`
}

type savedHead struct {
	Seq  int64  `json:"seq"`
	Hash []byte `json:"hash"`
}

// takeDevice reads the identity beside the file, or makes one, and enters it
// in the list of devices.
func (s *Store) takeDevice(ctx context.Context, name string) error {
	if err := s.readDevice(ctx, name); err != nil {
		return err
	}
	if err := s.rewriteForked(ctx); err != nil {
		return err
	}
	var last int64
	if err := s.conn.QueryRowContext(ctx, "SELECT coalesce(max(hlc), 0) FROM sy_changes").Scan(&last); err != nil {
		return err
	}
	s.clock.saw(last)
	public := []byte(s.device.key.Public().(ed25519.PublicKey))
	_, err := s.conn.ExecContext(ctx, "INSERT OR IGNORE INTO sy_devices (dev, code, name, public_key, since_at) VALUES (?, ?, ?, ?, ?)",
		s.device.id, s.device.code, name, public, s.now().UnixMilli())
	return errorsFirst(err, s.handOnCertificate(ctx))
}

// readDevice takes the identity beside the file. One that cannot be read is
// replaced: the file goes on under a new one, and nothing is lost.
func (s *Store) readDevice(ctx context.Context, host string) error {
	kept, err := readDeviceFile(s.path)
	if err != nil {
		return err
	}
	was := kept
	if len(kept.Seed) != ed25519.SeedSize {
		kept = newDeviceFile()
	}
	if kept.Age == "" { // of an earlier program
		kept.Age = newAge()
	}
	if kept.Host == "" || host == "" {
		kept.Host = cmp.Or(host, kept.Host)
	}
	why, err := s.copied(ctx, kept, host)
	if err != nil {
		return err
	}
	if why != "" {
		kept = kept.another(why, cmp.Or(host, kept.Host), s.now().UnixMilli())
	}
	if s.device, err = kept.device(); err != nil {
		return err
	}
	s.member.Store(kept.member())
	if reflect.DeepEqual(was, kept) {
		return nil
	}
	return kept.write(s.path)
}

// readDeviceFile answers an empty one where there is none, or none that can be
// read.
func readDeviceFile(path string) (deviceFile, error) {
	var kept deviceFile
	text, err := readBeside(path, path+".device")
	if err != nil && !errors.Is(err, os.ErrNotExist) && !errors.Is(err, seal.ErrDamaged) {
		return kept, err
	}
	if json.Unmarshal(text, &kept) != nil {
		return deviceFile{}, nil
	}
	return kept, nil
}

func newDeviceFile() deviceFile {
	seed := make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed) // never fails
	return deviceFile{Code: deviceOf(seed).code, Seed: seed, Age: newAge()}
}

func newAge() string {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		panic(err) // only where the system has no chance
	}
	return identity.String()
}

func (f deviceFile) write(path string) error {
	text, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return writeBeside(path, path+".device", text)
}

// device is the identity as the store uses it.
func (f deviceFile) device() (device, error) {
	d := deviceOf(f.Seed)
	d.code = cmp.Or(f.Code, d.code)
	var err error
	d.age, err = age.ParseX25519Identity(f.Age)
	return d, err
}

func (f deviceFile) member() *membership {
	m := &membership{staff: f.Staff}
	if len(f.Company) == ed25519.PublicKeySize {
		m.company = f.Company
	}
	if f.Certificate != nil {
		m.certificate, _, _ = readCertificate(app.DeviceCertificate{Body: f.Certificate.Body, Signature: f.Certificate.Signature})
	}
	if f.Alarm != nil {
		m.alarm = *f.Alarm
	}
	return m
}

// editDevice changes what the identity's file says, but for who the device is.
func (s *Store) editDevice(change func(*deviceFile)) error {
	s.deviceMu.Lock()
	defer s.deviceMu.Unlock()
	kept, err := readDeviceFile(s.path)
	if err != nil {
		return err
	}
	change(&kept)
	if err := kept.write(s.path); err != nil {
		return err
	}
	s.member.Store(kept.member())
	return nil
}

func deviceOf(seed []byte) device {
	key := ed25519.NewKeyFromSeed(seed)
	public := key.Public().(ed25519.PublicKey)
	sum := sha256.Sum256(public)
	return device{
		id:   deviceIDOf(public),
		code: base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").EncodeToString(sum[8:13])[:4],
		key:  key,
	}
}

func deviceIDOf(public []byte) app.DeviceID {
	sum := sha256.Sum256(public)
	return int64(binary.BigEndian.Uint64(sum[:8]) >> 1)
}

// DeviceCode heads the numbers that this computer gives, "K7QX".
func (s *Store) DeviceCode() string { return s.device.code }

// writeWhole replaces a small file whole or not at all.
func writeWhole(path string, text []byte, mode os.FileMode) error {
	f, err := os.OpenFile(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	err = errorsFirst(err, f.Sync(), f.Close())
	if err != nil {
		removeQuietly(path + ".tmp")
		return err
	}
	return os.Rename(path+".tmp", path)
}
