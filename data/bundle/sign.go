package bundle

import (
	"crypto"
	"crypto/ed25519"
	"crypto/sha512"
)

// What is signed is hashed first and bound to its use, so that a signature of a
// package is none of anything else.
var signing = &ed25519.Options{Hash: crypto.SHA512, Context: "lamplighter bundle"}

func sign(key ed25519.PrivateKey, content []byte) []byte {
	sum := sha512.Sum512(content)
	signature, err := key.Sign(nil, sum[:], signing)
	if err != nil {
		panic(err) // of options that stand here
	}
	return signature
}

func signedBy(key ed25519.PublicKey, content, signature []byte) bool {
	if len(key) != ed25519.PublicKeySize {
		return false
	}
	sum := sha512.Sum512(content)
	return ed25519.VerifyWithOptions(key, sum[:], signature, signing) == nil
}
