package app

import (
	"math"
	"slices"
)

// UsePast is what is known of an account around the months that a list brings:
// by month from First on, NaN where nobody read. The list's own months are among
// them.
type UsePast struct {
	First int64 // YYYYMM
	KWh   []float64
}

// Of the checks against an account's own past.
const (
	jumpTimes   = 5  // more than so many times the usual, or less than its share, is doubted
	jumpFloor   = 30 // kWh a month under which an account idles
	jumpKnown   = 3  // months that speak for what is usual
	neverZeroOf = 6  // months without a zero make a zero odd
)

// aroundMonth are the months that a month is like: those about it and those of
// the years before and after at the same time.
var aroundMonth = []int{-25, -24, -23, -13, -12, -11, -4, -3, -2, -1, 1, 2, 11, 12, 13}

// Judge tells what is odd in a month seen from the months around it, and the
// figure that speaks for it: the usual use, or how many months are missing.
func (p UsePast) Judge(month int64) (odd string, figure int64) {
	at := MonthsFrom(p.First, month)
	if at < 0 || at >= len(p.KWh) || math.IsNaN(p.KWh[at]) {
		return "", 0
	}
	used := p.KWh[at]
	if used == 0 {
		if p.neverZero(at) {
			return UseZero, 0
		}
		return "", 0
	}
	usual, known := p.usual(at)
	if known >= jumpKnown && usual >= jumpFloor && (used > usual*jumpTimes || used*jumpTimes < usual) {
		return UseJump, int64(usual + 0.5)
	}
	return "", 0
}

// Gap is how many months before a month nobody read, after one that somebody
// read.
func (p UsePast) Gap(month int64) int64 {
	at := MonthsFrom(p.First, month)
	for i := at - 1; i >= 0 && i < len(p.KWh); i-- {
		if !math.IsNaN(p.KWh[i]) {
			return int64(at - 1 - i)
		}
	}
	return 0
}

// neverZero is whether all months known before one had use.
func (p UsePast) neverZero(at int) bool {
	known := 0
	for _, v := range p.KWh[:at] {
		switch {
		case v == 0:
			return false
		case v >= jumpFloor:
			known++
		}
	}
	return known >= neverZeroOf
}

// usual is the median of the months around one.
func (p UsePast) usual(at int) (median float64, known int) {
	var room [16]float64
	around := room[:0]
	for _, by := range aroundMonth {
		if i := at + by; i >= 0 && i < len(p.KWh) && !math.IsNaN(p.KWh[i]) {
			around = append(around, p.KWh[i])
		}
	}
	if len(around) == 0 {
		return 0, 0
	}
	slices.Sort(around)
	middle := len(around) / 2
	if len(around)%2 == 0 {
		return (around[middle-1] + around[middle]) / 2, len(around)
	}
	return around[middle], len(around)
}

// UseGiven is which figures of a month a list has columns for.
type UseGiven struct{ Parts, Demand, Factor, ReadOn, Estimated, Source bool }

// Over is a month as a list gives it over what stood: figures the list has no
// column for stay, and with another total only those that do not hang on it.
func (g UseGiven) Over(now, was MonthUse) MonthUse {
	if !g.ReadOn {
		now.ReadDay = was.ReadDay
	}
	if !g.Source {
		now.Source = was.Source
	}
	if now.Total != was.Total {
		return now
	}
	if !g.Parts {
		now.Sharp, now.Peak, now.Flat, now.Valley = was.Sharp, was.Peak, was.Flat, was.Valley
	}
	if !g.Demand {
		now.DemandW = was.DemandW
	}
	if !g.Factor {
		now.PFPermille = was.PFPermille
	}
	if !g.Estimated {
		now.Estimated = was.Estimated
	}
	return now
}
