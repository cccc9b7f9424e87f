package keys

import "encoding/hex"

// Mark tells this ring from others, wherever the key is kept besides.
func (r *Ring) Mark() string { return hex.EncodeToString(r.kept.ID) }

// KeptFor is who asked that the computer keep the key of the file itself; "":
// nobody did, and it is not to be asked for the key.
func (r *Ring) KeptFor() string { return r.kept.Kept }

// KeepFor notes who asked for it; "" that nobody does any more.
func (r *Ring) KeepFor(who string) { r.kept.Kept = who }

// Fits refuses a key that is not the one of this ring with app.ErrKeysDamaged.
func (r *Ring) Fits(key []byte) error {
	_, err := r.proven(key)
	return err
}
