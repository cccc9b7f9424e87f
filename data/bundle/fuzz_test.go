package bundle_test

import (
	"bytes"
	"runtime"
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
