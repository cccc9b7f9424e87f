package forecast

import "math"

// Customers of one area and trade are off together: by a mild winter, a holiday,
// a slump. However many they are, what they share was then seen once from each
// origin, so that its size is known no better than from that many draws.

// origin is what forecasts from one of them were off by, by bucket of months
// ahead, in units of their scales.
type origin []shock

// shock is the errors of one bucket: whole numbers, in millionths.
type shock struct{ n, sum, squares int64 }

// mostShock is a size beyond which an error is one customer's own affair.
const mostShock = 5

// from is an earlier origin, so many months ago.
func (s *errorsSeen) from(back int) *origin {
	if s.origins == nil {
		s.origins = map[int]*origin{}
	}
	o := s.origins[back]
	if o == nil {
		o = new(origin)
		s.origins[back] = o
	}
	return o
}

func (o *origin) add(ahead int, size float64) {
	bucket := ahead / monthsABucket
	for len(*o) <= bucket {
		*o = append(*o, shock{})
	}
	x := clip(size, mostShock)
	s := &(*o)[bucket]
	s.n++
	s.sum += millionths(x)
	s.squares += millionths(x * x)
}

func (o *origin) merge(from *origin) {
	for len(*o) < len(*from) {
		*o = append(*o, shock{})
	}
	for b, s := range *from {
		(*o)[b].n += s.n
		(*o)[b].sum += s.sum
		(*o)[b].squares += s.squares
	}
}

// sharing adds up what customers of each class have in common.
type sharing struct{ common, all int64 }

// take takes in the errors of a class: of their squares, those of the means from
// each origin, less what these would be by chance.
func (s *sharing) take(seen *errorsSeen) {
	for _, o := range seen.origins { // whole numbers: the order of a map is no order
		for _, e := range *o {
			customers := float64(e.n) / monthsABucket
			if customers < 2 {
				continue
			}
			mean, square := float64(e.sum)/float64(e.n)/million, float64(e.squares)/float64(e.n)/million
			s.common += millionths(float64(e.n) * (mean*mean - (square-mean*mean)/(customers-1)))
			s.all += e.squares
		}
	}
}

// part is the part of all squares that is in common.
func (s sharing) part() float64 {
	if s.all == 0 {
		return 0
	}
	return max(0, float64(s.common)/float64(s.all))
}

// stretches are the times that all months ahead were forecast and can be told
// apart: tests that overlap are off by the same months.
func (s *errorsSeen) stretches() float64 {
	return max(1, float64(s.covered)/float64(s.customers*s.ahead))
}

// unsure is by how much quantiles of 80 and 95 % must be wider, as what is
// shared is known from so few stretches: the first term by which a quantile of
// Student's t exceeds the normal one, z(z²+1)/4n (Fisher and Cornish 1960), for
// that part of the variance.
func (s *errorsSeen) unsure(shared float64) (by80, by95 float64) {
	part := shared / s.stretches() / 2
	return math.Sqrt(1 + part*(wide80*wide80+1)), math.Sqrt(1 + part*(wide95*wide95+1))
}

// rare is by how much more than its share must lie within a quantile, that it
// holds the share of what is new (Vovk, Gammerman and Shafer 2005): one of so many
// customers and stretches may be the worst yet.
func (s *errorsSeen) rare() float64 { return 1 / (float64(s.customers) * s.stretches()) }
