package forecast

import "math"

// Errors are counted by months ahead, by the scale they are told in, and by
// their size in that scale. Sizes have bins as fine as those quantiles are read
// from: were they twice as wide, every other of these would stay empty, and bounds
// lie too far out, by one in a hundred on the whole and up to one in twenty.
const (
	monthsABucket = 2
	scaleBins     = 32
	scaleBin      = 0.25 // ln
	leastLnScale  = -5.5
	sizeBins      = 160 // each side of 0
	sizeBin       = fineBin
	leastLnSize   = -4.5
	counted       = scaleBins * (2*sizeBins + 1)
)

// errorsSeen are those of a class and family.
type errorsSeen struct {
	customers    int64
	ahead        int64 // the most months ahead
	covered      int64 // months of their pasts that were forecast, by some test or other
	months       int64 // errors counted; their scale and size in ln, in millionths, and products of these:
	x, z, xx, xz int64
	counts       [][counted]uint32 // by bucket of months ahead
	origins      map[int]*origin   // by months up to today
}

type poolKey struct {
	class  string
	family family
}

// tally is what one worker counts of backtests. Counts and whole numbers only,
// so that it does not matter which worker saw which row.
type tally struct {
	seen  map[poolKey]*errorsSeen
	until [families]int // what was covered of the row in hand
}

// begin takes up the next row.
func (t *tally) begin() { t.until = [families]int{} }

// of is where the errors of a test of the row in hand are counted, that begins
// after so many months of it. Tests come in their order.
func (t *tally) of(class string, f family, months, horizon int) *errorsSeen {
	if t.seen == nil {
		t.seen = map[poolKey]*errorsSeen{}
	}
	key := poolKey{class, f}
	s := t.seen[key]
	if s == nil {
		s = new(errorsSeen)
		t.seen[key] = s
	}
	if t.until[f] == 0 {
		s.customers++
	}
	s.covered += int64(months + horizon - max(months, t.until[f]))
	t.until[f] = months + horizon
	return s
}

// add counts an error in units of a scale, of which ln is told, of a forecast
// from an earlier origin.
func (s *errorsSeen) add(from *origin, ahead int, scale, size float64) {
	from.add(ahead, size)
	bucket := ahead / monthsABucket
	for len(s.counts) <= bucket {
		s.counts = append(s.counts, [counted]uint32{})
	}
	s.counts[bucket][binOf(scale, size)]++
	// How size depends on scale is asked of what is neither next to nothing nor
	// beyond all measure.
	x, z := millionths(scale), millionths(max(-2.5, min(2, math.Log(math.Abs(size)))))
	s.months++
	s.ahead = max(s.ahead, int64(ahead)+1)
	s.x += x
	s.z += z
	s.xx += x * x / million
	s.xz += x * z / million
}

const million = 1_000_000

func millionths(v float64) int64 { return int64(math.Round(v * million)) }

func binOf(scale, size float64) int {
	at := int(min(scaleBins-1, max(0, (scale-leastLnScale)/scaleBin)))
	side := 0 // of no error to speak of
	if ln := math.Log(math.Abs(size)); ln >= leastLnSize {
		side = 1 + int(min(sizeBins-1, (ln-leastLnSize)/sizeBin))
	}
	if size < 0 {
		side = -side
	}
	return at*(2*sizeBins+1) + sizeBins + side
}

// merge adds what another worker counted.
func (s *errorsSeen) merge(o *errorsSeen) {
	s.customers += o.customers
	s.ahead = max(s.ahead, o.ahead)
	s.months += o.months
	s.x += o.x
	s.z += o.z
	s.xx += o.xx
	s.xz += o.xz
	s.covered += o.covered
	for back, from := range o.origins {
		s.from(back).merge(from)
	}
	for len(s.counts) < len(o.counts) {
		s.counts = append(s.counts, [counted]uint32{})
	}
	for b := range o.counts {
		for i, n := range o.counts[b] {
			s.counts[b][i] += n
		}
	}
}
