package data

import (
	"encoding/base64"
	"strings"
)

// The body of a frozen list of a whole company would be several times what one
// change set is to hold, so a long one lies packed in its column, which is one of
// text. Its hash is that of the list, not of how it lies.

// packedHead heads a packed body: JSON begins otherwise.
const packedHead = "zstd:"

// packFrom is from which length on a body is packed.
const packFrom = 32 << 10

func packList(body string) string {
	if len(body) < packFrom {
		return body
	}
	return packedHead + base64.StdEncoding.EncodeToString(squeezer().EncodeAll([]byte(body), nil))
}

// unpackList reads what packList wrote. What cannot be read stays as it lies, and
// is then not the list that its hash is of.
func unpackList(kept string) string {
	packed, is := strings.CutPrefix(kept, packedHead)
	if !is {
		return kept
	}
	raw, err := base64.StdEncoding.DecodeString(packed)
	if err != nil {
		return kept
	}
	body, err := unpacker().DecodeAll(raw, nil)
	if err != nil {
		return kept
	}
	return string(body)
}
