package keys

import (
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/subtle"
)

// Try is a password as it was tried on somebody's slot. It keeps what the password
// was stretched to, which takes so long on purpose that once must do: what the
// company knows of the password is told from it as well.
type Try struct {
	Key       []byte // of the file; nil: the password is wrong here
	stretched []byte
	slot      slot
}

// Try tries a password on somebody's slot; ErrNoSlot, app.ErrKeysDamaged.
func (r *Ring) Try(name, password string) (*Try, error) {
	at := r.slot(name)
	if at < 0 {
		return nil, ErrNoSlot
	}
	t := &Try{slot: r.kept.Slots[at]}
	t.stretched = stretch(password, t.slot.Salt, t.slot.Cost)
	key, err := unwrap(t.stretched, t.slot.Wrapped, r.about(t.slot.Name))
	if err != nil {
		return t, nil
	}
	t.Key, err = r.proven(key)
	return t, err
}

// Right answers whether the password is the one of a verifier, if the password of
// this slot was compared with that verifier before and found to be it.
func (t *Try) Right(verifier string) (right, known bool) {
	if len(t.slot.Of) == 0 || subtle.ConstantTimeCompare(t.slot.Of, verifierMark(verifier)) != 1 {
		return false, false
	}
	return t.Key != nil && subtle.ConstantTimeCompare(t.slot.Right, t.rightBy(verifier)) == 1, true
}

// NoteRight keeps that a password which opened its slot was compared with a
// verifier and is its password too. It reports whether there is anything to be
// written.
func (r *Ring) NoteRight(t *Try, verifier string) bool {
	at := r.slot(t.slot.Name)
	if t.Key == nil || at < 0 || subtle.ConstantTimeCompare(r.kept.Slots[at].Wrapped, t.slot.Wrapped) != 1 {
		return false // another password meanwhile
	}
	r.kept.Slots[at].Of, r.kept.Slots[at].Right = verifierMark(verifier), t.rightBy(verifier)
	return true
}

// verifierMark tells verifiers apart, each of which has a salt of its own.
func verifierMark(verifier string) []byte {
	mark := sha256.Sum256([]byte("lamplighter verifier " + verifier))
	return mark[:16]
}

// rightBy can be told only by who knows the password, and of this slot alone.
func (t *Try) rightBy(verifier string) []byte {
	told, err := hkdf.Key(sha256.New, t.stretched, t.slot.Salt, "lamplighter password of "+verifier, 32)
	if err != nil {
		panic(err) // only of lengths that cannot be
	}
	return told
}
