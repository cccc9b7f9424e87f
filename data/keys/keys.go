// Package keys keeps the key of a sealed file beside it: the same random key,
// wrapped once for each person who signs in on this computer and once for each
// two of the three recovery shares. Whoever has none of these has nothing.
//
// It lies twice, as FILE.keys and FILE.keys2, so that one damaged file does not
// lose the records. It knows no record, asks nobody and seals no page.
package keys

import (
	"bytes"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"slices"
	"strings"

	"lamplighter/app"
)

// Size is that of the key of a file.
const Size = 32

// Ring is what lies beside one file.
type Ring struct {
	path string
	kept ring
}

// ring is a key file as it is written.
type ring struct {
	Generation int64     `json:"generation"` // of two copies that differ the later holds
	ID         []byte    `json:"id"`         // binds what is wrapped to this ring
	Cost       Cost      `json:"cost"`       // of new passwords, measured once
	Proof      []byte    `json:"proof"`      // told from the key: is it the one of this ring?
	Slots      []slot    `json:"slots"`
	Recovery   *recovery `json:"recovery,omitempty"` // none before shares were made
	Kept       string    `json:"kept,omitempty"`     // who asked that this computer keep the key itself
}

// slot is the key wrapped by somebody's password.
type slot struct {
	Name    string `json:"name"`
	Salt    []byte `json:"salt"`
	Cost    Cost   `json:"cost"`
	Wrapped []byte `json:"wrapped"`
	Of      []byte `json:"of,omitempty"`    // the verifier that this password was compared with last, and was right
	Right   []byte `json:"right,omitempty"` // told from the password and that verifier; see Try
}

// Errors worth telling apart.
var (
	ErrNone     = errors.New("no keys beside the file")
	ErrWrong    = errors.New("wrong password")
	ErrNoSlot   = errors.New("no slot of that name")
	ErrNoShares = errors.New("no recovery shares were made")
)

// Make begins the ring of a file under a new random key. Nothing is on the disk
// before somebody was given the key and the ring was written.
func Make(path string, cost Cost) (*Ring, []byte) {
	key, id := random(Size), random(16)
	r := &Ring{path: path, kept: ring{ID: id, Cost: cost}}
	r.kept.Proof = r.proof(key)
	return r, key
}

// Cost is what new passwords cost here.
func (r *Ring) Cost() Cost { return r.kept.Cost }

// Names are those who can open the file on this computer.
func (r *Ring) Names() []string {
	names := make([]string, len(r.kept.Slots))
	for i, s := range r.kept.Slots {
		names[i] = s.Name
	}
	return names
}

// Knows reports whether somebody can open the file on this computer.
func (r *Ring) Knows(name string) bool { return r.slot(name) >= 0 }

// HasShares reports whether two persons could recover the key.
func (r *Ring) HasShares() bool { return r.kept.Recovery != nil }

// Open answers the key to who knows the password of a slot.
func (r *Ring) Open(name, password string) ([]byte, error) {
	t, err := r.Try(name, password)
	if err == nil && t.Key == nil {
		err = ErrWrong
	}
	if err != nil {
		return nil, err
	}
	return t.Key, nil
}

// Give wraps the key for somebody, in place of what was wrapped before.
func (r *Ring) Give(key []byte, name, password string) error {
	if _, err := r.proven(key); err != nil {
		return err
	}
	name = slotName(name)
	s := slot{Name: name, Salt: random(16), Cost: r.kept.Cost}
	s.Wrapped = wrap(stretch(password, s.Salt, s.Cost), key, r.about(name))
	if at := r.slot(name); at >= 0 {
		r.kept.Slots[at] = s
		return nil
	}
	r.kept.Slots = append(r.kept.Slots, s)
	return nil
}

// Take leaves somebody without a way to open the file on this computer.
func (r *Ring) Take(name string) {
	if at := r.slot(name); at >= 0 {
		r.kept.Slots = slices.Delete(r.kept.Slots, at, at+1)
	}
}

func (r *Ring) slot(name string) int {
	name = slotName(name)
	return slices.IndexFunc(r.kept.Slots, func(s slot) bool { return s.Name == name })
}

// slotName takes a staff number as it is typed: case and blanks do not matter.
func slotName(name string) string { return strings.ToUpper(strings.TrimSpace(name)) }

// about binds a wrapped key to its place, so that none stands in for another.
func (r *Ring) about(place string) []byte { return append(bytes.Clone(r.kept.ID), place...) }

// proof tells the right key from another without a look at the file.
func (r *Ring) proof(key []byte) []byte {
	proof, err := hkdf.Key(sha256.New, key, r.kept.ID, "lamplighter key proof", 16)
	if err != nil {
		panic(err) // only of lengths that cannot be
	}
	return proof
}

func (r *Ring) proven(key []byte) ([]byte, error) {
	if subtle.ConstantTimeCompare(r.proof(key), r.kept.Proof) != 1 {
		return nil, app.ErrKeysDamaged
	}
	return key, nil
}

func random(n int) []byte {
	b := make([]byte, n)
	_, _ = rand.Read(b) // never fails
	return b
}
