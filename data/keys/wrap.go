package keys

import (
	"crypto/aes"
	"crypto/cipher"
)

// wrap seals a key under another with AES-256-GCM; the nonce stands before it.
func wrap(under, key, about []byte) []byte {
	g := sealer(under)
	nonce := random(g.NonceSize())
	return g.Seal(nonce, nonce, key, about)
}

func unwrap(under, wrapped, about []byte) ([]byte, error) {
	g := sealer(under)
	if len(wrapped) < g.NonceSize() {
		return nil, ErrWrong
	}
	return g.Open(nil, wrapped[:g.NonceSize()], wrapped[g.NonceSize():], about)
}

func sealer(under []byte) cipher.AEAD {
	block, err := aes.NewCipher(under)
	if err == nil {
		var g cipher.AEAD
		if g, err = cipher.NewGCM(block); err == nil {
			return g
		}
	}
	panic(err) // only of lengths that cannot be
}
