// Package seal keeps files so that only who has their key reads them: the pages
// of a database and of its write-ahead log, by a file system of SQLite's own
// kind under the driver, and small files whole. Each page and each file is
// sealed by AES-256-GCM, so that a changed byte is noticed when it is read.
//
// It knows nothing of passwords, of records, or of what is in the files.
package seal

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"sync/atomic"
)

// KeySize is the length of a key in bytes.
const KeySize = 32

var (
	// ErrWrongKey says that what is to be opened was sealed with another key.
	ErrWrongKey = errors.New("seal: sealed with another key")
	// ErrDamaged says that what is to be opened is not what was sealed.
	ErrDamaged = errors.New("seal: not what was sealed")
	// ErrKeySize says that a key is none.
	ErrKeySize = errors.New("seal: a key has 32 bytes")
)

// What is sealed begins with a mark in clear: that it is, in which format, and
// by which key. So a wrong key is told from damage.
const (
	magic    = "LAMPSEA1"
	markSize = 16
)

// Key seals and opens. What it was made of is not kept: only the ciphers are,
// until nobody uses them.
type Key struct {
	pages cipher.AEAD
	files cipher.AEAD
	mark  [markSize]byte

	// A nonce is never used twice: each is the one before and one, from a
	// place that chance chose when the key was made ready.
	start [4]byte
	count atomic.Uint64
}

// New makes a key ready. The bytes given may be cleared afterwards.
func New(key []byte) (*Key, error) {
	if len(key) != KeySize {
		return nil, ErrKeySize
	}
	k := &Key{}
	var err error
	if k.pages, err = derived(key, "lamplighter pages"); err != nil {
		return nil, err
	}
	if k.files, err = derived(key, "lamplighter files"); err != nil {
		return nil, err
	}
	name, err := hkdf.Key(sha256.New, key, nil, "lamplighter mark", markSize-len(magic))
	if err != nil {
		return nil, err
	}
	copy(k.mark[:], magic)
	copy(k.mark[len(magic):], name)
	var begin [8]byte
	_, _ = rand.Read(k.start[:]) // never fails
	_, _ = rand.Read(begin[:])
	k.count.Store(binary.BigEndian.Uint64(begin[:]))
	return k, nil
}

func derived(key []byte, purpose string) (cipher.AEAD, error) {
	own, err := hkdf.Key(sha256.New, key, nil, purpose, KeySize)
	if err != nil {
		return nil, err
	}
	defer clear(own)
	block, err := aes.NewCipher(own)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCM(block)
}

func (k *Key) nonce(into []byte) {
	copy(into, k.start[:])
	binary.BigEndian.PutUint64(into[len(k.start):], k.count.Add(1))
}

// Is reports whether a file that begins so is sealed.
func Is(head []byte) bool { return bytes.HasPrefix(head, []byte(magic)) }

// Made reports whether what begins so was sealed with this key.
func (k *Key) Made(head []byte) bool { return bytes.HasPrefix(head, k.mark[:]) }

// Same reports whether two keys are one.
func (k *Key) Same(other *Key) bool { return k != nil && other != nil && k.mark == other.mark }
