package forecast

import "math"

// bounds are the intervals of one month.
type bounds struct{ low95, low80, high80, high95 float64 }

const (
	// What is more likely than this may well come: the bounds hold it.
	doubt80, doubt95 = 0.1, 0.025

	// The size of an event is off by this share of it, and by more the less sure
	// who wrote it down was.
	sizeOff, sizeOffUnsure = 0.1, 0.4

	// How many standard deviations the bounds are from the middle.
	wide80, wide95 = 1.2816, 1.96
)

// around moves bounds of a calm month to what events are expected to make of
// it, and widens them by what is not known of the events: whether they happen,
// and how large they are. Beyond both what would be without them and with all
// of them there is nothing.
func (b bounds) around(calm, point, sure float64) bounds {
	if change := math.Abs(sure - calm); change > 0 {
		p := clip(math.Abs(point-calm)/change, 1)
		size := change * (sizeOff + sizeOffUnsure*(1-p))
		without, with := b, b.moved(calm, sure).widened(sure, size)
		b = b.moved(calm, point).widened(point, math.Hypot(change*math.Sqrt(p*(1-p)), size*p))
		b = bounds{
			low95: max(b.low95, min(without.low95, with.low95)), low80: max(b.low80, min(without.low80, with.low80)),
			high80: min(b.high80, max(without.high80, with.high80)), high95: min(b.high95, max(without.high95, with.high95)),
		}
		if min(p, 1-p) > doubt80 {
			b.low80, b.high80 = min(b.low80, calm, sure), max(b.high80, calm, sure)
		}
		if min(p, 1-p) > doubt95 {
			b.low95, b.high95 = min(b.low95, calm, sure), max(b.high95, calm, sure)
		}
	}
	b.low80, b.high80 = max(0, min(b.low80, point)), max(b.high80, point)
	b.low95, b.high95 = max(0, min(b.low95, b.low80)), max(b.high95, b.high80)
	return b
}

// moved has the same bounds about another point, as much wider as there is more
// use.
func (b bounds) moved(from, to float64) bounds {
	by := 1.0
	if from > 0 {
		by = to / from
	}
	return bounds{
		low95: to - (from-b.low95)*by, low80: to - (from-b.low80)*by,
		high80: to + (b.high80-from)*by, high95: to + (b.high95-from)*by,
	}
}

// widened adds an uncertainty to that of the bounds about a point.
func (b bounds) widened(point, off float64) bounds {
	return bounds{
		low95: point - math.Hypot(point-b.low95, wide95*off), low80: point - math.Hypot(point-b.low80, wide80*off),
		high80: point + math.Hypot(b.high80-point, wide80*off), high95: point + math.Hypot(b.high95-point, wide95*off),
	}
}
