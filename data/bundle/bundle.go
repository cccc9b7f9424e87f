// Package bundle is the form in which change sets travel between computers:
// packages of them, vectors that say who has what, and the places both lie in.
//
// A package is whole and can be judged alone: what it is stands in clear at its
// head, the change sets are encrypted for those who may have them, and its last
// bytes sign all before them. Package bundle knows no database, opens no
// certificate list and decides about nobody: who may send what is asked by
// package data.
package bundle

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"filippo.io/age"

	"lamplighter/app"
)

// What stands at the beginning of every package; one of another format is kept
// and not read.
const (
	magic  = "LAMPPKG"
	format = 1
)

// MostBytes is what a package takes at most, so that every stick can hold it,
// and what it takes unpacked.
const MostBytes = 64 << 20

// FillBytes is how many bytes of change sets are put into one package: few
// enough that a stick pulled out costs little, and memory as well.
const FillBytes = 8 << 20

// The reasons why something found in a folder is not taken.
var (
	ErrDamaged = errors.New("not what its writer signed")
	ErrNewer   = errors.New("written by a newer program")
	ErrSealed  = errors.New("encrypted for others")
)

// Set is one change set of a package; its device, area and number follow from
// the package.
type Set struct {
	HLC  int64
	Body []byte
}

// Card is how a device shows who it is: its key, and its certificate as the
// company signed it. Whether that holds is for others to say.
type Card struct {
	Device      app.DeviceID
	Code        string
	Key         []byte // ed25519
	Certificate []byte
	Signature   []byte // of the certificate
}

// CardOf is the card of a device with a certificate.
func CardOf(c app.DeviceCertificate) Card {
	return Card{c.Device, c.Code, c.PublicKey, c.Body, c.Signature}
}

// Header is what a package says of itself in clear.
type Header struct {
	Company []byte // Mark of the company's key
	Author  Card   // whose change sets these are
	Sealer  *Card  `json:",omitempty"` // another device, which wrote them anew for who came later
	Area    app.Area
	First   int64 // numbers of the change sets
	Last    int64
	Rows    int64
	Prev    []byte // the author's chain before the first set
	Hash    []byte // and after the last
	Head    []byte // the author's signature of that
	Schema  int    // of the program that wrote it
	At      int64  // Unix ms, by the clock of who wrote it
	For     []app.DeviceID
}

// Writer is the device that signed the package.
func (h Header) Writer() Card {
	if h.Sealer != nil {
		return *h.Sealer
	}
	return h.Author
}

// IsFor reports whether a device can open the package.
func (h Header) IsFor(dev app.DeviceID) bool {
	for _, d := range h.For {
		if d == dev {
			return true
		}
	}
	return false
}

// Mark is what names a company in packages: the hash of its public key.
func Mark(company ed25519.PublicKey) []byte {
	sum := sha256.Sum256(company)
	return sum[:]
}

// Chain is the hash of a change set, which covers the one before it.
func Chain(dev, area, seq, hlc int64, body, prev []byte) []byte {
	h := sha256.New()
	_, _ = h.Write(prev)
	head := make([]byte, 0, 32)
	for _, n := range []int64{dev, area, seq, hlc} {
		head = binary.BigEndian.AppendUint64(head, uint64(n))
	}
	_, _ = h.Write(head)
	_, _ = h.Write(body)
	return h.Sum(nil)
}

// Ending is how the chain goes on over sets, from a number on.
func (h Header) ending(sets []Set) []byte {
	hash := h.Prev
	for i, s := range sets {
		hash = Chain(h.Author.Device, int64(h.Area), h.First+int64(i), s.HLC, s.Body, hash)
	}
	return hash
}

// head is what the author signs: where his chain stands after the last set.
// Whoever has the sets can write them anew for others under this signature.
func (h Header) head() []byte {
	b := append([]byte("lamplighter head\x00"), h.Company...)
	for _, n := range []int64{h.Author.Device, int64(h.Area), h.Last} {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	return append(b, h.Hash...)
}

// Seal writes a package. The header comes with what is known before: Last, Hash
// and, for sets of the writer's own, Head are filled in.
func Seal(h Header, sets []Set, key ed25519.PrivateKey, recipients []age.Recipient) (Header, []byte, error) {
	h.Last = h.First + int64(len(sets)) - 1
	hash := h.ending(sets)
	if h.Sealer == nil {
		h.Hash = hash
		h.Head = ed25519.Sign(key, h.head())
	} else if !bytes.Equal(hash, h.Hash) || !h.signedHead() {
		return h, nil, fmt.Errorf("seal: %w", ErrDamaged) // the sets are not what their author signed
	}
	clear, err := json.Marshal(h)
	if err != nil {
		return h, nil, err
	}
	out := bytes.NewBufferString(magic)
	out.WriteByte(format)
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(clear))))
	out.Write(clear)
	if err := encrypt(out, pack(sets), recipients); err != nil {
		return h, nil, err
	}
	out.Write(sign(key, out.Bytes()))
	if out.Len() > MostBytes {
		return h, nil, fmt.Errorf("seal: a package of %d bytes", out.Len())
	}
	return h, out.Bytes(), nil
}

func (h Header) signedHead() bool {
	return len(h.Author.Key) == ed25519.PublicKeySize && ed25519.Verify(h.Author.Key, h.head(), h.Head)
}

// Encrypt writes something that only some devices can read.
func Encrypt(out io.Writer, plain []byte, to []app.DeviceCertificate) error {
	var recipients []age.Recipient
	for _, c := range to {
		r, err := age.ParseX25519Recipient(c.Recipient)
		if err != nil {
			return err
		}
		recipients = append(recipients, r)
	}
	return encrypt(out, plain, recipients)
}

func encrypt(out io.Writer, plain []byte, recipients []age.Recipient) error {
	w, err := age.Encrypt(out, recipients...)
	if err != nil {
		return err
	}
	if _, err := w.Write(plain); err != nil {
		return err
	}
	return w.Close()
}

// Package is a package whose signatures were found to be good. Whether those
// who made them may send it is another question.
type Package struct {
	Header
	sealed []byte
}

// Read checks that a package is what its writer signed.
func Read(content []byte) (Package, error) {
	rest, found := bytes.CutPrefix(content, []byte(magic))
	switch {
	case !found || len(rest) < 1+4+ed25519.SignatureSize || len(content) > MostBytes:
		return Package{}, ErrDamaged
	case rest[0] > format:
		return Package{}, ErrNewer
	case rest[0] != format:
		return Package{}, ErrDamaged
	}
	size := binary.BigEndian.Uint32(rest[1:])
	signed, signature := content[:len(content)-ed25519.SignatureSize], content[len(content)-ed25519.SignatureSize:]
	rest = signed[len(magic)+5:]
	if uint64(size) > uint64(len(rest)) {
		return Package{}, ErrDamaged
	}
	p := Package{sealed: rest[size:]}
	if json.Unmarshal(rest[:size], &p.Header) != nil || p.First < 1 || p.Last < p.First {
		return Package{}, ErrDamaged
	}
	if !signedBy(p.Writer().Key, signed, signature) || !p.signedHead() {
		return Package{}, ErrDamaged
	}
	return p, nil
}

// Sets opens a package. ErrSealed for one that is for others.
func (p Package) Sets(identity age.Identity) ([]Set, error) {
	r, err := age.Decrypt(bytes.NewReader(p.sealed), identity)
	var none *age.NoIdentityMatchError
	switch {
	case errors.As(err, &none):
		return nil, ErrSealed
	case err != nil:
		return nil, ErrDamaged
	}
	sets, err := unpack(r)
	if err != nil || int64(len(sets)) != p.Last-p.First+1 || !bytes.Equal(p.ending(sets), p.Hash) {
		return nil, ErrDamaged
	}
	return sets, nil
}
