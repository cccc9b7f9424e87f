package seal

import (
	"encoding/binary"
	"errors"
	"io"
)

// Whole databases go in and out as they are read or written, so that one in
// clear never lies on the disk. There must be no write-ahead log beside them.

func pageAt(number int64) []byte {
	return binary.BigEndian.AppendUint64([]byte("D"), uint64(number))
}

// NewReader answers the database that a sealed file holds.
func (k *Key) NewReader(sealed io.Reader) io.Reader { return &pageReader{key: k, from: sealed} }

type pageReader struct {
	key  *Key
	from io.Reader
	at   int64
	rest []byte
	page [PageSize]byte
}

// Read implements io.Reader.
func (r *pageReader) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if _, err := io.ReadFull(r.from, r.page[:]); err != nil {
			if errors.Is(err, io.ErrUnexpectedEOF) {
				err = ErrDamaged // cut within a page
			}
			return 0, err
		}
		r.at++
		if !r.key.openPage(r.page[:], r.page[:], pageAt(r.at)) {
			return 0, ErrDamaged
		}
		r.rest = r.page[:]
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// NewWriter seals the database that is written to it. Close says whether it
// ended with a whole page; it closes nothing else.
func (k *Key) NewWriter(sealed io.Writer) io.WriteCloser { return &pageWriter{key: k, to: sealed} }

type pageWriter struct {
	key    *Key
	to     io.Writer
	at     int64
	filled int
	page   [PageSize]byte
	sealed [PageSize]byte
}

// Write implements io.Writer.
func (w *pageWriter) Write(p []byte) (int, error) {
	done := 0
	for len(p) > 0 {
		n := copy(w.page[w.filled:], p)
		p, done, w.filled = p[n:], done+n, w.filled+n
		if w.filled < PageSize {
			break
		}
		if err := w.flush(); err != nil {
			return done, err
		}
	}
	return done, nil
}

// withLog is how a database says that it has a write-ahead log: a sealed one
// has no other journal, so that it could not be taught to have one later.
const withLog = 2

func (w *pageWriter) flush() error {
	w.filled, w.at = 0, w.at+1
	if w.at == 1 {
		if string(w.page[:len(sqliteMagic)]) != sqliteMagic || binary.BigEndian.Uint16(w.page[16:]) != PageSize || w.page[20] != Reserve {
			return ErrDamaged // no database, or none with room for the seal
		}
		w.page[18], w.page[19] = withLog, withLog
	}
	w.key.sealPage(w.sealed[:], w.page[:], pageAt(w.at))
	_, err := w.to.Write(w.sealed[:])
	return err
}

// Close implements io.Closer.
func (w *pageWriter) Close() error {
	if w.filled != 0 || w.at == 0 {
		return ErrDamaged
	}
	return nil
}
