package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/binary"
	"encoding/json"

	"filippo.io/age"
)

// For the fuzz targets.
var (
	Pack   = pack
	Unpack = unpack
)

// SealAs is a package with any head and anything in it, signed by its author.
func SealAs(h Header, packed []byte, key ed25519.PrivateKey, to age.Recipient) ([]byte, error) {
	h.Head = ed25519.Sign(key, h.head())
	clear, err := json.Marshal(h)
	if err != nil {
		return nil, err
	}
	out := bytes.NewBufferString(magic)
	out.WriteByte(format)
	out.Write(binary.BigEndian.AppendUint32(nil, uint32(len(clear))))
	out.Write(clear)
	err = encrypt(out, packed, []age.Recipient{to})
	out.Write(sign(key, out.Bytes()))
	return out.Bytes(), err
}

// SignHave is any have file, signed.
func SignHave(text []byte, key ed25519.PrivateKey) []byte {
	content := append([]byte(haveMagic), text...)
	return append(content, sign(key, content)...)
}
