package data

import (
	"encoding/binary"
	"slices"

	"lamplighter/app"
)

// stamp is the write a column came from.
type stamp struct{ hlc, dev int64 }

// after reports whether s wins over t: the later by clock, then by device.
func (s stamp) after(t stamp) bool {
	return s.hlc > t.hlc || s.hlc == t.hlc && s.dev > t.dev
}

// laterSize is what sy_ovr holds for one column: its number and its stamp.
const laterSize = 17

// stampOf tells which write a column of a seen row came from.
func stampOf(seen app.Seen, column byte) stamp {
	for i := 0; i+laterSize <= len(seen.Later); i += laterSize {
		if seen.Later[i] == column {
			return stamp{
				hlc: int64(binary.BigEndian.Uint64([]byte(seen.Later[i+1:]))),
				dev: int64(binary.BigEndian.Uint64([]byte(seen.Later[i+9:]))),
			}
		}
	}
	return stamp{seen.HLC, seen.Device}
}

// laterStamps are the writes that changed a seen row after it was made.
func laterStamps(seen app.Seen) []stamp {
	var out []stamp
	for i := 0; i+laterSize <= len(seen.Later); i += laterSize {
		out = append(out, stampOf(seen, seen.Later[i]))
	}
	return out
}

// withStamp is seen after a column was written; columns stay in order and one
// that has the stamp of its row is not named, so that equal rows have equal
// bytes.
func withStamp(seen app.Seen, column byte, s stamp) app.Seen {
	later := []byte(seen.Later)
	at := 0
	for at < len(later) && later[at] < column {
		at += laterSize
	}
	if at < len(later) && later[at] == column {
		later = slices.Delete(later, at, at+laterSize)
	}
	if s != (stamp{seen.HLC, seen.Device}) {
		entry := make([]byte, 0, laterSize)
		entry = append(entry, column)
		entry = binary.BigEndian.AppendUint64(entry, uint64(s.hlc))
		entry = binary.BigEndian.AppendUint64(entry, uint64(s.dev))
		later = slices.Insert(later, at, entry...)
	}
	seen.Later = string(later)
	return seen
}
