package bundle_test

import (
	"bytes"
	"runtime"
	"testing"

	"lamplighter/data/bundle"
)

// FuzzRead reads anything as a package: without a panic, and without more
// memory than a few times what came.
func FuzzRead(f *testing.F) {
	wang := senderOf(f, "K7QX")
	_, content := wang.seal(f, 7, 1, threeSets(), wang)
	f.Add(content)
	f.Add([]byte("LAMPPKG\x01\xff\xff\xff\xff"))
	f.Add([]byte("LAMPPKG\x02"))
	f.Fuzz(func(t *testing.T, content []byte) {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		p, err := bundle.Read(content)
		if err == nil {
			_, _ = p.Sets(wang.identity)
			return
		}
		if runtime.ReadMemStats(&after); after.TotalAlloc-before.TotalAlloc > uint64(4*len(content)+1<<20) {
			t.Errorf("%d bytes took %d of memory", len(content), after.TotalAlloc-before.TotalAlloc)
		}
	})
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
