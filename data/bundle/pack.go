package bundle

import (
	"encoding/binary"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// pack writes sets one behind the other and squeezes them: of each its stamp,
// as what it is later than the one before, and its body. The hashes between
// them are left out, since whoever reads them makes them anew.
func pack(sets []Set) []byte {
	var plain []byte
	last := int64(0)
	for _, s := range sets {
		plain = binary.AppendVarint(plain, s.HLC-last)
		plain = binary.AppendUvarint(plain, uint64(len(s.Body)))
		plain = append(plain, s.Body...)
		last = s.HLC
	}
	return squeezer().EncodeAll(plain, nil)
}

var squeezer = sync.OnceValue(func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedBetterCompression), zstd.WithEncoderCRC(false))
	if err != nil {
		panic(err) // of options that stand here
	}
	return e
})

// unpack reads what pack wrote. What claims to be long takes no memory until it
// is.
func unpack(squeezed io.Reader) ([]Set, error) {
	d, err := zstd.NewReader(squeezed, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(MostBytes))
	if err != nil {
		return nil, err
	}
	defer d.Close()
	plain, err := io.ReadAll(io.LimitReader(d, MostBytes+1))
	if err != nil || len(plain) > MostBytes {
		return nil, ErrDamaged
	}
	return readSets(plain)
}

func readSets(plain []byte) ([]Set, error) {
	var sets []Set
	last := int64(0)
	for len(plain) > 0 {
		later, n := binary.Varint(plain)
		if n <= 0 {
			return nil, ErrDamaged
		}
		plain = plain[n:]
		size, n := binary.Uvarint(plain)
		if n <= 0 || size > uint64(len(plain)-n) {
			return nil, ErrDamaged
		}
		last += later
		sets = append(sets, Set{HLC: last, Body: plain[n : n+int(size)]})
		plain = plain[n+int(size):]
	}
	return sets, nil
}
