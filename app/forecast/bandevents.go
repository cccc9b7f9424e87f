package forecast

import "math"

// bounds are the intervals of one month.
type bounds struct{ low95, low80, high80, high95 float64 }

const (
	// An event that is at least this unlikely, or likely, may as well not happen,
	// or happen: the bounds hold both.
	doubt80, doubt95 = 0.1, 0.025

	// The size of an event is off by this share of it, and by more the less sure
	// who wrote it down was.
	sizeOff, sizeOffUnsure = 0.1, 0.4

	// how many standard deviations the bounds are from the middle
	wide80, wide95 = 1.2816, 1.96
)

// around moves bounds of a calm month to what events are expected to make of
// it, and widens them by what is not known of the events: whether they happen,
// and how large they are.
func (b bounds) around(calm, point, sure float64) (low95, low80, high80, high95 float64) {
	change := math.Abs(sure - calm)
	if change > 0 {
		b = b.moved(calm, point)
		p := clip(math.Abs(point-calm)/change, 1)
		unsure := change * math.Sqrt(p*(1-p))
		size := change * p * (sizeOff + sizeOffUnsure*(1-p))
		off := math.Hypot(unsure, size)
		b.low80, b.high80 = point-math.Hypot(point-b.low80, wide80*off), point+math.Hypot(b.high80-point, wide80*off)
		b.low95, b.high95 = point-math.Hypot(point-b.low95, wide95*off), point+math.Hypot(b.high95-point, wide95*off)
		if min(p, 1-p) > doubt80 {
			b.low80, b.high80 = min(b.low80, calm, sure), max(b.high80, calm, sure)
		}
		if min(p, 1-p) > doubt95 {
			b.low95, b.high95 = min(b.low95, calm, sure), max(b.high95, calm, sure)
		}
	}
	low80, high80 = max(0, min(b.low80, point)), max(b.high80, point)
	return max(0, min(b.low95, low80)), low80, high80, max(b.high95, high80)
}

// moved has the same bounds about the point, as wide as the use there is.
func (b bounds) moved(calm, point float64) bounds {
	by := 1.0
	if calm > 0 {
		by = point / calm
	}
	return bounds{
		low95: point - (calm-b.low95)*by, low80: point - (calm-b.low80)*by,
		high80: point + (b.high80-calm)*by, high95: point + (b.high95-calm)*by,
	}
}
