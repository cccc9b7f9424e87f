package data

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/binary"
	"encoding/json"
	"errors"
	"os"
)

// device is the computer a change was written on. Its identity lies in a file
// beside the database, not in it: a copied database that is opened elsewhere
// goes on as another device, and two copies never number their changes alike.
type device struct {
	id   int64 // 63 bits of the public key's SHA-256
	code string
	key  ed25519.PrivateKey
}

// seedDevice writes the records every file starts with. They are the same
// bytes on every device.
const seedDevice = 0

type deviceFile struct {
	Code string `json:"code"`
	Seed []byte `json:"seed"`
}

// takeDevice reads the identity beside the file, or makes one, and enters it
// in the list of devices.
func (s *Store) takeDevice(ctx context.Context, name string) error {
	if err := s.readDevice(); err != nil {
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
	return err
}

func (s *Store) readDevice() error {
	path := s.path + ".device"
	text, err := os.ReadFile(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		return s.makeDevice(path)
	case err != nil:
		return err
	}
	var kept deviceFile
	if json.Unmarshal(text, &kept) != nil || len(kept.Seed) != ed25519.SeedSize {
		return s.makeDevice(path) // unreadable: go on under a new identity, nothing is lost
	}
	s.device = deviceOf(kept.Seed)
	if kept.Code != "" {
		s.device.code = kept.Code
	}
	return nil
}

func (s *Store) makeDevice(path string) error {
	seed := make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed) // never fails
	s.device = deviceOf(seed)
	text, err := json.Marshal(deviceFile{Code: s.device.code, Seed: seed})
	if err != nil {
		return err
	}
	return writeWhole(path, text, 0o600)
}

func deviceOf(seed []byte) device {
	key := ed25519.NewKeyFromSeed(seed)
	sum := sha256.Sum256(key.Public().(ed25519.PublicKey))
	return device{
		id:   int64(binary.BigEndian.Uint64(sum[:8]) >> 1),
		code: base32.NewEncoding("0123456789ABCDEFGHJKMNPQRSTVWXYZ").EncodeToString(sum[8:13])[:4],
		key:  key,
	}
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
