package bundle_test

import (
	"bytes"
	"encoding/json"
	"runtime"
	"strings"
	"testing"

	"lamplighter/data/bundle"
)

// FuzzRead reads anything as a package.
func FuzzRead(f *testing.F) {
	wang := senderOf(f, "K7QX")
	_, content := wang.seal(f, 7, 1, threeSets(), wang)
	f.Add(content)
	f.Add([]byte("LAMPPKG\x01\xff\xff\xff\xff"))
	f.Add([]byte("LAMPPKG\x02"))
	f.Fuzz(func(_ *testing.T, content []byte) {
		if p, err := bundle.Read(content); err == nil {
			_, _ = p.Sets(wang.identity)
		}
	})
}

// What claims to be long takes no memory until it is.
func TestALyingLengthTakesNoMemory(t *testing.T) {
	for _, lie := range []string{"LAMPPKG\x01\xff\xff\xff\xff", "LAMPPKG\x01\x00\x00\x00\x02{}", "LAMPHAVE\x01[[["} {
		content := append([]byte(lie), make([]byte, 200)...)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, _ = bundle.Read(content)
		_, _ = bundle.ReadHave(content)
		_, _ = bundle.Unpack(bytes.NewReader([]byte{0x28, 0xb5, 0x2f, 0xfd, 0xe0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}))
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > 4<<20 {
			t.Errorf("%q took %d bytes of memory", lie, after.TotalAlloc-before.TotalAlloc)
		}
	}
}

func FuzzReadHave(f *testing.F) {
	wang := senderOf(f, "K7QX")
	content, err := bundle.Have{Company: company, Device: wang.cert, Has: bundle.Vector{{Device: 1}: 2}}.Write(wang.key)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(content)
	f.Fuzz(func(_ *testing.T, content []byte) { _, _ = bundle.ReadHave(content) })
}

// FuzzReadSigned reads anything as the head of a package that its author signed,
// with anything in it.
func FuzzReadSigned(f *testing.F) {
	wang := senderOf(f, "K7QX")
	h, _ := wang.seal(f, 7, 1, threeSets(), wang)
	head, err := json.Marshal(h)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(head, bundle.Pack(threeSets()))
	f.Add([]byte(`{"First":1,"Last":9223372036854775807}`), []byte{})
	f.Fuzz(func(t *testing.T, head, packed []byte) {
		var h bundle.Header
		if json.Unmarshal(head, &h) != nil {
			return
		}
		h.Author, h.Sealer = wang.cert, nil
		content, err := bundle.SealAs(h, packed, wang.key, wang.identity.Recipient())
		if err != nil {
			t.Fatal(err)
		}
		p, err := bundle.Read(content)
		if err != nil {
			return
		}
		if n, is := bundle.ParseName(bundle.NameOf(p.Header, content)); len(p.Company) >= 4 && (!is || n.First != p.First || n.Last != p.Last || n.Area != p.Area) {
			t.Errorf("%s is read as %+v", bundle.NameOf(p.Header, content), n)
		}
		if sets, err := p.Sets(wang.identity); err == nil && int64(len(sets)) != p.Last-p.First+1 {
			t.Errorf("%d sets came out of a package from %d to %d", len(sets), p.First, p.Last)
		}
	})
}

// FuzzReadSignedHave reads anything as what a device says that it has.
func FuzzReadSignedHave(f *testing.F) {
	wang := senderOf(f, "K7QX")
	f.Add([]byte(`{"Has":[[1,-7,3]],"Wants":["AAAA"]}`))
	f.Add([]byte(`{"Has":[[1]],"At":-1}`))
	f.Fuzz(func(t *testing.T, text []byte) {
		var said map[string]json.RawMessage
		if json.Unmarshal(text, &said) != nil || said == nil {
			return
		}
		card, err := json.Marshal(wang.cert)
		if err != nil {
			t.Fatal(err)
		}
		for name := range said {
			if strings.EqualFold(name, "Device") {
				delete(said, name)
			}
		}
		said["Device"] = card
		if text, err = json.Marshal(said); err != nil {
			return
		}
		have, err := bundle.ReadHave(bundle.SignHave(text, wang.key))
		if err == nil && have.Device.Device != wang.cert.Device {
			t.Errorf("it is of %+v", have.Device)
		}
		have.Has.Covers(bundle.Stream{Device: 1}, 1)
	})
}

// FuzzUnpack reads anything as the squeezed change sets inside a package.
func FuzzUnpack(f *testing.F) {
	f.Add(bundle.Pack(threeSets()))
	f.Add([]byte{0x28, 0xb5, 0x2f, 0xfd})
	f.Fuzz(func(_ *testing.T, squeezed []byte) {
		sets, err := bundle.Unpack(bytes.NewReader(squeezed))
		if err == nil && len(bundle.Pack(sets)) == 0 && len(sets) > 0 {
			panic("sets that pack to nothing")
		}
	})
}

func FuzzParseName(f *testing.F) {
	f.Add("abcdef01-n12-K7QX-3-9-e3b0c442.lampkg")
	f.Fuzz(func(_ *testing.T, name string) { _, _ = bundle.ParseName(name) })
}
