package app

import (
	"cmp"
	"math"
	"slices"
)

// UsageProfile is 用电特征: what is particular about the electricity a customer
// uses, in a few numbers. It rests on the months before Until and on nothing
// else.
type UsageProfile struct {
	Until int64 // the last month looked at; 0: nothing is known
	Idle  int   // how many months up to then nothing was used

	LoadFactor  Feature
	PeakShare   Feature
	ValleyShare Feature
	Season      Feature
	TopMonth    Feature
	Top         int64 // the month that TopMonth is about
	Growth      Feature
	CapacityUse Feature
	Volatility  Feature
	PowerFactor Feature
}

// Feature is one number of a profile. One that is not known has too little
// history to rest on.
type Feature struct {
	Value  float64
	Known  bool
	Months int // how many it rests on, or that there were, if it is not known
}

// FeatureName names one.
type FeatureName string

// The features of a profile, in the order they are told.
const (
	LoadFactor  FeatureName = "load_factor"  // 负荷率
	PeakShare   FeatureName = "peak_share"   // 峰段占比
	ValleyShare FeatureName = "valley_share" // 谷段占比
	Season      FeatureName = "seasonality"  // 季节性
	TopMonth    FeatureName = "top_month"    // 最高月倍数
	Growth      FeatureName = "growth"       // 同比增长
	CapacityUse FeatureName = "capacity_use" // 容量利用率
	Volatility  FeatureName = "volatility"   // 波动
	PowerFactor FeatureName = "power_factor" // 功率因数
)

// Feature is one of the profile by its name.
func (p UsageProfile) Feature(name FeatureName) Feature {
	return map[FeatureName]Feature{
		LoadFactor: p.LoadFactor, PeakShare: p.PeakShare, ValleyShare: p.ValleyShare, Season: p.Season, TopMonth: p.TopMonth, Growth: p.Growth,
		CapacityUse: p.CapacityUse, Volatility: p.Volatility, PowerFactor: p.PowerFactor,
	}[name]
}

// ProfileMonths is how far a profile looks back.
const ProfileMonths = 36

// The least a feature rests on.
const (
	leastMonths = 3  // what is a share or a mean of single months
	leastOfYear = 10 // months that stand for a year
)

// ProfileOf computes the profile of the months up to the last of them, in any
// order. A month that is missing is left out, not taken for 0. capacityVA is
// what the customer may draw, 0 when nobody knows. Numbers that cannot be are
// refused.
func ProfileOf(months []MonthUse, capacityVA int64) (UsageProfile, error) {
	h, err := historyOf(months)
	if err != nil || len(h) == 0 {
		return UsageProfile{}, err
	}
	p := UsageProfile{Until: h[len(h)-1].Month, Idle: h.idle()}
	year := h.since(AddMonths(p.Until, -11))
	p.LoadFactor, p.PowerFactor = year.loadFactor(), year.powerFactor()
	p.PeakShare, p.ValleyShare = year.share(MonthUse.peak), year.share(func(u MonthUse) int64 { return u.Valley })
	p.CapacityUse = year.capacityUse(capacityVA)
	p.TopMonth, p.Top = year.top()
	p.Growth = h.growth(p.Until)
	p.Season, p.Volatility = h.season(p.Until)
	return p, nil
}

// history is months in their order.
type history []MonthUse

// historyOf puts months in their order and refuses numbers that cannot be.
func historyOf(months []MonthUse) (history, error) {
	h := history(slices.Clone(months))
	for _, u := range h {
		if err := u.Check(); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(h, func(a, b MonthUse) int { return cmp.Compare(a.Month, b.Month) })
	return h, nil
}

func (h history) since(month int64) history {
	at, _ := slices.BinarySearchFunc(h, month, func(u MonthUse, m int64) int { return cmp.Compare(u.Month, m) })
	return h[at:]
}

func (h history) idle() int {
	n := 0
	for i := len(h) - 1; i >= 0 && h[i].Total == 0; i-- {
		n++
	}
	return n
}

func (u MonthUse) peak() int64 { return u.Sharp + u.Peak }

// feature is a quotient of what so many months add up to.
func feature(over, under float64, months, least int) Feature {
	if months < least || under == 0 {
		return Feature{Months: months}
	}
	return Feature{Value: over / under, Known: true, Months: months}
}

// loadFactor is 负荷率: energy / (maximum demand × hours), each added up over the
// months of the last year that have a demand. 1 is a load that never changes.
func (h history) loadFactor() Feature {
	var used, most float64
	n := 0
	for _, u := range h {
		if u.DemandW > 0 {
			used += float64(u.Total)
			most += float64(u.DemandW) / 1000 * float64(HoursIn(u.Month))
			n++
		}
	}
	return feature(used, most, n, leastMonths)
}

// share is a part by time of day / all parts, over the months of the last year
// that were read by time of day. Sharp hours count as peak.
func (h history) share(part func(MonthUse) int64) Feature {
	var of, all float64
	n := 0
	for _, u := range h {
		if sum := u.peak() + u.Flat + u.Valley; sum > 0 {
			of, all = of+float64(part(u)), all+float64(sum)
			n++
		}
	}
	return feature(of, all, n, leastMonths)
}

// powerFactor is 功率因数: real energy / apparent energy over the months of the
// last year that have one.
func (h history) powerFactor() Feature {
	var f energyFactor
	n := 0
	for _, u := range h {
		if u.PFPermille > 0 && u.Total > 0 {
			f.add(u)
			n++
		}
	}
	return feature(f.real, f.apparent, n, leastMonths)
}

// capacityUse is 容量利用率: the highest of (maximum demand / power factor) of the
// last year / capacity. A month without a power factor counts with 1, which
// tells it too low rather than too high.
func (h history) capacityUse(capacityVA int64) Feature {
	var most float64
	n := 0
	for _, u := range h {
		if u.DemandW == 0 {
			continue
		}
		n++
		pf := 1.0
		if u.PFPermille > 0 {
			pf = float64(u.PFPermille) / 1000
		}
		most = max(most, float64(u.DemandW)/pf)
	}
	return feature(most, float64(capacityVA), n, leastMonths)
}

// top is 最高月倍数: the month of the last year with the most / the mean month.
func (h history) top() (Feature, int64) {
	var sum float64
	var most MonthUse
	for _, u := range h {
		sum += float64(u.Total)
		if u.Total > most.Total {
			most = u
		}
	}
	return feature(float64(most.Total)*float64(len(h)), sum, len(h), leastOfYear), most.Month
}

// growth is 同比增长: the last twelve months / the twelve before - 1, of those
// months only that stand in both years.
func (h history) growth(until int64) Feature {
	before := map[int64]float64{}
	var now, then float64
	n := 0
	for _, u := range h {
		before[u.Month] = float64(u.Total)
	}
	for _, u := range h.since(AddMonths(until, -11)) {
		if was, is := before[AddMonths(u.Month, -12)]; is {
			now, then = now+float64(u.Total), then+was
			n++
		}
	}
	f := feature(now, then, n, leastOfYear)
	if f.Known {
		f.Value--
	}
	return f
}

// season tells 季节性 and 波动 from the last three years. Each month is divided
// by the mean of its own twelve, counted back from the last, so that growth is
// no season. Seasonality is how much of the variance of these quotients the
// months of the year explain, as the adjusted coefficient of determination: 0
// no season, 1 each year like the other. Volatility is what they leave: the
// standard deviation after season, and since the mean is 1, its coefficient of
// variation. Two years at least.
func (h history) season(until int64) (season, volatility Feature) {
	var of [12][]float64 // by month of the year
	n := 0
	for year := range ProfileMonths / 12 {
		twelve := h.since(AddMonths(until, -11-12*year)).until(AddMonths(until, -12*year))
		mean, whole := twelve.mean()
		if !whole {
			continue
		}
		for _, u := range twelve {
			at := u.Month%100 - 1
			of[at] = append(of[at], float64(u.Total)/mean)
			n++
		}
	}
	all, within, groups := spread(of)
	if n < 2*leastOfYear || n-groups < leastOfYear {
		return Feature{Months: n}, Feature{Months: n}
	}
	left := within / float64(n-groups)
	volatility = Feature{Value: math.Sqrt(left), Known: true, Months: n}
	season = Feature{Known: true, Months: n}
	if all > 1e-12 {
		season.Value = max(0, 1-left/(all/float64(n-1)))
	}
	return season, volatility
}

func (h history) until(month int64) history { return h[:len(h)-len(h.since(AddMonths(month, 1)))] }

// mean is that of a year; false when there are too few of its months, or
// nothing was used.
func (h history) mean() (float64, bool) {
	var sum float64
	for _, u := range h {
		sum += float64(u.Total)
	}
	return sum / float64(max(1, len(h))), len(h) >= leastOfYear && sum > 0
}

// spread adds up the squares of distances: of all values from their mean, and of
// those of each group from the group's.
func spread(groups [12][]float64) (all, within float64, used int) {
	var sum, n float64
	for _, g := range groups {
		for _, v := range g {
			sum, n = sum+v, n+1
		}
	}
	for _, g := range groups {
		if len(g) == 0 {
			continue
		}
		used++
		var of float64
		for _, v := range g {
			of += v
		}
		for _, v := range g {
			all += (v - sum/n) * (v - sum/n)
			within += (v - of/float64(len(g))) * (v - of/float64(len(g)))
		}
	}
	return all, within, used
}
