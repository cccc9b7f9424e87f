package bundle

import (
	"bytes"
	"crypto/ed25519"
	"encoding/json"

	"lamplighter/app"
)

// Stream is what one device writes in one area.
type Stream struct {
	Device app.DeviceID
	Area   app.Area
}

// Vector says up to which number somebody has each stream.
type Vector map[Stream]int64

// Covers reports whether all of a stream up to a number is there.
func (v Vector) Covers(s Stream, last int64) bool { return v[s] >= last }

// Have is a device's word of what it has safe on its disk. It lies in a folder
// for the next who come: they bring only what is missing, and know what has
// arrived.
type Have struct {
	Company []byte
	Device  Card
	At      int64 // Unix ms, by its own clock; a later one replaces those before
	Has     Vector
	Wants   [][]byte // hashes of the files of attachments that it waits for
	Anew    bool     // it asks for a snapshot, to begin anew
}

// haveFile is how a Have is written down.
type haveFile struct {
	Company []byte
	Device  Card
	At      int64
	Has     [][3]int64 // device, area, number
	Wants   [][]byte   `json:",omitempty"`
	Anew    bool       `json:",omitempty"`
}

const haveMagic = "LAMPHAVE\x01"

// HaveBytes is what a have file takes at most.
const HaveBytes = 4 << 20

// Write signs what a device has.
func (h Have) Write(key ed25519.PrivateKey) ([]byte, error) {
	f := haveFile{Company: h.Company, Device: h.Device, At: h.At, Wants: h.Wants, Anew: h.Anew}
	for s, last := range h.Has {
		f.Has = append(f.Has, [3]int64{s.Device, int64(s.Area), last})
	}
	text, err := json.Marshal(f)
	if err != nil {
		return nil, err
	}
	text = append([]byte(haveMagic), text...)
	return append(text, sign(key, text)...), nil
}

// ReadHave checks that a have file is what its device signed.
func ReadHave(content []byte) (Have, error) {
	at := len(content) - ed25519.SignatureSize
	if at < len(haveMagic) || !bytes.HasPrefix(content, []byte(haveMagic)) {
		return Have{}, ErrDamaged
	}
	var f haveFile
	if json.Unmarshal(content[len(haveMagic):at], &f) != nil || !signedBy(f.Device.Key, content[:at], content[at:]) {
		return Have{}, ErrDamaged
	}
	h := Have{Company: f.Company, Device: f.Device, At: f.At, Has: Vector{}, Wants: f.Wants, Anew: f.Anew}
	for _, s := range f.Has {
		h.Has[Stream{s[0], app.Area(s[1])}] = s[2]
	}
	return h, nil
}
