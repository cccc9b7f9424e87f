package sample

import (
	"math"
	"math/rand/v2"
	"strings"

	"lamplighter/app"
)

// mostMonths of use are invented, and of a large county fewer, so that there
// are at most mostUses of all accounts together.
const (
	mostMonths  = 60
	leastMonths = 12
	mostUses    = 1_300_000
)

// Metered is an account with the habits of who uses it.
type Metered struct {
	Account app.AccountID

	from   int64 // the month of its first use
	idle   int64 // the month from which nothing is used; 0: none
	season *[12]float64
	base   float64 // kWh of a usual month at the end
	growth float64 // a year
	rough  float64 // how far a month strays
	feast  float64 // what Spring Festival does: -1 as in a park of factories
	parts  [3]float64
	load   float64 // load factor; 0: demand is not metered
	pf     float64
	most   int64 // watts that can be drawn
}

// The seasons, January first: what a month is to the mean one.
var (
	atHome  = [12]float64{1.14, 1.06, 0.93, 0.88, 0.92, 1.02, 1.20, 1.22, 1.02, 0.86, 0.86, 1.09}
	onFarm  = [12]float64{0.50, 0.62, 1.25, 1.90, 2.15, 1.50, 0.74, 0.52, 0.50, 0.62, 0.76, 0.60}
	atWork  = [12]float64{0.98, 0.97, 1.00, 1.00, 1.01, 1.02, 1.04, 1.04, 1.01, 0.98, 0.98, 1.00}
	atDesk  = [12]float64{0.95, 0.42, 1.16, 1.18, 1.20, 1.16, 0.42, 0.36, 1.26, 1.22, 1.22, 1.22}
	inTrade = [12]float64{1.04, 1.02, 0.92, 0.92, 0.96, 1.05, 1.18, 1.18, 1.02, 0.90, 0.88, 0.96}
)

// Meter invents the habits of an account. The same account in the same county
// has the same ones.
func (c *County) Meter(a app.Account) Metered {
	c.meters++
	r := rand.New(rand.NewPCG(c.seed, uint64(c.meters)<<8|0xe1))
	m := Metered{Account: a.ID, from: app.MonthOf(a.OpenedOn), most: a.ContractedVA, growth: 0.03 + 0.03*r.NormFloat64(), rough: 0.07}
	kva := float64(a.ContractedVA) / 1000
	switch {
	case strings.HasPrefix(a.UsageCategory, "20") && a.UsageCategory != "203":
		m.season, m.base, m.feast = &atHome, 120*math.Exp(0.45*r.NormFloat64()), 0.3
		return c.fate(m, r)
	case strings.HasPrefix(a.UsageCategory, "30"):
		m.season, m.base, m.rough, m.feast = &onFarm, kva*38, 0.14, -0.3
	case a.UsageCategory == "203":
		m.season, m.base, m.feast = &atDesk, kva*70, -0.4
	case a.UsageCategory == "100":
		m.season, m.base, m.growth, m.feast = &atWork, kva*260, 0.05+0.12*r.NormFloat64(), -0.7-0.5*r.Float64()
	default:
		m.season, m.base, m.growth, m.feast = &inTrade, kva*90, 0.04+0.08*r.NormFloat64(), 0.15
	}
	m.base *= 0.5 + r.Float64()*0.7
	m.parts = [3]float64{0.05 + 0.04*r.Float64(), 0.26 + 0.14*r.Float64(), 0.16 + 0.2*r.Float64()}
	if a.ContractedVA >= 100_000 {
		m.load, m.pf = 0.28+0.4*r.Float64(), 0.84+0.14*r.Float64()
	}
	return c.fate(m, r)
}

// fate lets one in eighty stop.
func (c *County) fate(m Metered, r *rand.Rand) Metered {
	if r.IntN(80) == 0 {
		m.idle = app.AddMonths(app.MonthOf(app.DayOf(c.now)), -r.IntN(40))
	}
	m.growth = max(-0.3, min(0.4, m.growth))
	return m
}

// monthsFor is how many months of use a county of so many customers gets.
func monthsFor(customers int) int {
	return max(leastMonths, min(mostMonths, mostUses/max(1, customers)))
}

// MonthsOfUse lists the months that are read already, the oldest first.
func (c *County) MonthsOfUse() []int64 {
	var all []int64
	for i := range c.Months {
		all = append(all, app.AddMonths(app.MonthOf(app.DayOf(c.now)), i-c.Months))
	}
	return all
}

// Used invents what an account used in a month; false when nobody read it.
func (c *County) Used(m Metered, month int64) (app.MonthUse, bool) {
	chance := uint64(month) * 0x9e3779b97f4a7c15
	for _, b := range [...]uint64{c.seed, uint64(m.base * 1e6), uint64(m.most)} {
		chance = mixed(chance ^ b)
	}
	if month < m.from || chance%500 == 0 {
		return app.MonthUse{}, false
	}
	u := app.MonthUse{Month: month, ReadDay: 1 + int64(mixed(uint64(m.base*1e6))%lastReadDay), Source: app.UseMarketing}
	if m.idle != 0 && month >= m.idle {
		return u, true
	}
	years := float64(app.MonthsFrom(app.MonthOf(app.DayOf(c.now)), month)) / 12
	days := float64(app.HoursIn(app.AddMonths(month, -1))) / 24 // from one reading to the next
	kwh := m.base * m.season[month%100-1] * math.Pow(1+m.growth, years) * (days + m.feast*feastIn(month, u.ReadDay)) / 30
	kwh *= math.Exp(m.rough * bell(chance))
	u.Total = int64(kwh + 0.5)
	u.Estimated = mixed(chance)%90 == 0
	if m.parts[0] > 0 {
		u.Sharp, u.Peak, u.Valley = int64(kwh*m.parts[0]), int64(kwh*m.parts[1]), int64(kwh*m.parts[2])
		u.Flat = u.Total - u.Sharp - u.Peak - u.Valley
	}
	if m.load > 0 {
		demand := kwh / (24 * days * m.load) * 1000 * (1 + 0.06*bell(mixed(chance+1)))
		u.DemandW, u.PFPermille = min(int64(demand), m.most), int64(1000*m.pf)-int64(chance%20)
	}
	return u, true
}

// mixed turns a number into one that shows no likeness to it (SplitMix64).
func mixed(v uint64) uint64 {
	v += 0x9e3779b97f4a7c15
	v = (v ^ v>>30) * 0xbf58476d1ce4e5b9
	v = (v ^ v>>27) * 0x94d049bb133111eb
	return v ^ v>>31
}

// bell is a number around 0, mostly within 2 of it: the sum of four even ones.
func bell(chance uint64) float64 {
	sum := 0.0
	for range 4 {
		sum += float64(chance&0xffff)/0xffff - 0.5
		chance >>= 16
	}
	return sum * 1.7
}

// The years whose festivals the invented use knows of.
const firstFeast, lastFeast = 2019, 2032

// feastDays is how many full days of use a park of factories loses over Spring
// Festival in what is read for a month, by the day of the reading: eight in all.
// Its use falls from the twelfth day before the lunar new year on, is down to
// half around it and as always again on the seventeenth day of the year.
var feastDays = func() map[int64]*[lastReadDay + 1]float64 {
	const falls, rises, depth = -12, 17, 0.5
	days := map[int64]*[lastReadDay + 1]float64{}
	for month := int64(firstFeast*100 + 1); month <= lastFeast*100+12; month = app.AddMonths(month, 1) {
		days[month] = &[lastReadDay + 1]float64{}
	}
	for year := int64(firstFeast); year <= lastFeast; year++ {
		first := app.SpringFestival(year)
		for i := falls; i < rises; i++ {
			lost := depth
			if i < -1 {
				lost *= float64(i-falls+1) / (-1 - falls + 1)
			} else if i > 1 {
				lost *= float64(rises-i) / (rises - 1)
			}
			day := first.AddDays(i)
			month, of := app.MonthOf(day), int64(day.Time().Day())
			for read := int64(1); read <= lastReadDay; read++ {
				if of > read {
					days[app.AddMonths(month, 1)][read] += lost
				} else {
					days[month][read] += lost
				}
			}
		}
	}
	return days
}()

// feastIn is the same of any month; of years that nobody looked up there is none.
func feastIn(month, read int64) float64 {
	if days := feastDays[month]; days != nil {
		return days[read]
	}
	return 0
}

// lastReadDay is the last day of a month on which its meters are read.
const lastReadDay = 28
