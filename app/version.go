package app

import (
	"cmp"
	"slices"
)

// versioned is a text that is never edited but followed by its next version,
// which takes its place on its first day.
type versioned interface{ version() versionOf }

// versionOf tells one version from the others of the same thing.
type versionOf struct {
	of       string // what it is a version of
	number   int64
	from, to Day
	gone     bool
	id       [16]byte
}

func (v versionOf) after(other versionOf) bool {
	return cmp.Or(cmp.Compare(v.from, other.from), cmp.Compare(v.number, other.number), slices.Compare(v.id[:], other.id[:])) > 0
}

// newestOn is of each thing the newest version that has begun by a day, unless
// it was given up before. They come in no order.
func newestOn[T versioned](kept []T, day Day) []T {
	newest := map[string]T{}
	for _, one := range kept {
		v := one.version()
		if n, has := newest[v.of]; !v.gone && v.from <= day && (!has || v.after(n.version())) {
			newest[v.of] = one
		}
	}
	var out []T
	for _, one := range newest {
		if to := one.version().to; to == "" || day <= to {
			out = append(out, one)
		}
	}
	return out
}

// following is the version that the next one of a thing takes the place of,
// zero for the first, and its number; a number is never used twice.
func following[T versioned](kept []T, of string) (was T, number int64) {
	number = 1
	for _, one := range kept {
		v := one.version()
		if v.of != of {
			continue
		}
		number = max(number, v.number+1)
		if w := was.version(); !v.gone && (w.number == 0 || v.after(w)) {
			was = one
		}
	}
	return was, number
}

// checkBegin refuses a version that begins before the one it follows, or
// before today.
func checkBegin(was, now, today Day) error {
	switch {
	case was > now:
		return Refuse("valid_from", NotLater)
	case now < today:
		return Refuse("valid_from", StartsBeforeToday)
	}
	return nil
}
