package keys

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"

	"lamplighter/app"
)

// The two places of a ring beside its file.
const (
	suffix     = ".keys"
	suffixCopy = ".keys2"
)

// head opens a key file; the hash of what follows stands behind it, so that a
// damaged file is never taken for a wrong password.
const head = "LAMPKEYS 1 "

// mostBytes is more than the ring of any company takes.
const mostBytes = 4 << 20

// There reports whether a file has keys beside it, readable or not.
func There(path string) bool {
	for _, s := range []string{suffix, suffixCopy} {
		if _, err := os.Stat(path + s); err == nil {
			return true
		}
	}
	return false
}

// Read reads the ring of a file. Where one of its two copies is missing, damaged
// or older than the other, the other is used and that one mended.
// app.ErrKeysDamaged when neither can be read, ErrNone when there is none.
func Read(path string) (*Ring, error) {
	if !There(path) {
		return nil, ErrNone
	}
	first, firstErr := readOne(path + suffix)
	second, secondErr := readOne(path + suffixCopy)
	switch {
	case firstErr != nil && secondErr != nil:
		return nil, app.ErrKeysDamaged
	case firstErr != nil, secondErr == nil && second.Generation > first.Generation:
		r := &Ring{path: path, kept: second}
		_ = writeOne(path+suffix, encode(second)) // the next opening mends it otherwise
		return r, nil
	case secondErr != nil || second.Generation < first.Generation:
		_ = writeOne(path+suffixCopy, encode(first)) // likewise
	}
	return &Ring{path: path, kept: first}, nil
}

// Write keeps the ring: each copy is whole on the disk or as it was before.
func (r *Ring) Write() error {
	r.kept.Generation++
	text := encode(r.kept)
	if err := writeOne(r.path+suffix, text); err != nil {
		return err
	}
	return writeOne(r.path+suffixCopy, text)
}

func readOne(path string) (ring, error) {
	info, err := os.Stat(path)
	if err != nil {
		return ring{}, err
	}
	if info.Size() > mostBytes {
		return ring{}, app.ErrKeysDamaged
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return ring{}, err
	}
	return decode(text)
}

func encode(r ring) []byte {
	body, err := json.Marshal(r)
	if err != nil {
		panic(err) // bytes and numbers always marshal
	}
	sum := sha256.Sum256(body)
	return append([]byte(head+hex.EncodeToString(sum[:])+"\n"), body...)
}

func decode(text []byte) (ring, error) {
	var r ring
	line, body, cut := bytes.Cut(text, []byte("\n"))
	said, ours := bytes.CutPrefix(line, []byte(head))
	sum := sha256.Sum256(body)
	if !cut || !ours || string(said) != hex.EncodeToString(sum[:]) || json.Unmarshal(body, &r) != nil || !r.sound() {
		return ring{}, app.ErrKeysDamaged
	}
	return r, nil
}

// sound reports whether nothing in a ring would keep the computer or end the
// program when it is used.
func (r ring) sound() bool {
	for _, s := range r.Slots {
		if !s.Cost.sound() || len(s.Salt) < 8 {
			return false
		}
	}
	return r.Cost.sound() && len(r.ID) == 16 && len(r.Proof) == 16
}

// writeOne replaces a file whole or not at all.
func writeOne(path string, text []byte) error {
	f, err := os.OpenFile(path+".tmp", os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(text)
	if err == nil {
		err = f.Sync()
	}
	if shut := f.Close(); err == nil {
		err = shut
	}
	if err == nil {
		err = os.Rename(path+".tmp", path)
	}
	if err != nil {
		_ = os.Remove(path + ".tmp") // the fault before it is told
	}
	return err
}
