package keys

import (
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"time"

	"golang.org/x/crypto/argon2"
)

// Cost is how hard a password is to guess: the parameters of argon2id.
type Cost struct {
	Passes  uint32 `json:"passes"`
	KiB     uint32 `json:"kib"`
	Threads uint8  `json:"threads"`
}

// The least and the most that is believed of a file: what says less is no
// protection, what says more would keep a small computer for minutes.
const (
	usualKiB  = 64 << 10
	mostKiB   = 1 << 20
	mostPass  = 64
	threads   = 2
	leastPass = 3 // of what is measured
)

// aim is how long one password takes. Opening a sealed file takes one, and one
// more where what the company knows of the password is new here.
const aim = 400 * time.Millisecond

// Cheap is for tests alone.
var Cheap = Cost{Passes: 1, KiB: 8, Threads: 1}

// Measure finds what makes a password take about four tenths of a second on this
// computer. It is asked once, when the ring of a file is made.
func Measure() Cost {
	c := Cost{Passes: 1, KiB: usualKiB, Threads: threads}
	best := time.Hour
	for range 3 { // the first one also asks the system for its memory
		began := time.Now()
		stretch("lamplighter", make([]byte, 16), c)
		best = min(best, time.Since(began))
	}
	c.Passes = uint32(min(mostPass, max(leastPass, aim/max(best, time.Millisecond))))
	return c
}

func (c Cost) sound() bool {
	return c.Passes > 0 && c.Passes <= mostPass && c.KiB >= 8 && c.KiB <= mostKiB && c.Threads > 0 && c.Threads <= 16
}

func stretch(password string, salt []byte, c Cost) []byte {
	return argon2.IDKey([]byte(password), salt, c.Passes, c.KiB, c.Threads, Size)
}

// Verifier is what may lie open to compare a password with, in the form that
// argon2 itself writes.
func Verifier(password string, c Cost) string {
	salt := random(16)
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.KiB, c.Passes, c.Threads,
		base64.RawStdEncoding.EncodeToString(salt), base64.RawStdEncoding.EncodeToString(stretch(password, salt, c)))
}

// Verify reports whether a password is the one of a verifier.
func Verify(password, verifier string) bool {
	c, salt, want, ok := readVerifier(verifier)
	return ok && subtle.ConstantTimeCompare(stretch(password, salt, c), want) == 1
}

func readVerifier(text string) (c Cost, salt, hash []byte, ok bool) {
	var version int
	var rest string
	if n, err := fmt.Sscanf(text, "$argon2id$v=%d$m=%d,t=%d,p=%d$%s", &version, &c.KiB, &c.Passes, &c.Threads, &rest); err != nil || n != 5 || version != argon2.Version || !c.sound() {
		return c, nil, nil, false
	}
	var err error
	for i := range rest {
		if rest[i] != '$' {
			continue
		}
		if salt, err = base64.RawStdEncoding.DecodeString(rest[:i]); err == nil {
			hash, err = base64.RawStdEncoding.DecodeString(rest[i+1:])
		}
		return c, salt, hash, err == nil && len(salt) >= 8 && len(hash) == Size
	}
	return c, nil, nil, false
}
