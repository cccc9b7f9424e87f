package forecast

import (
	"context"
	"math"
)

// Membership names the groups a row belongs to, each once: its industry, its
// area, its segment. It appends them to into, and is called from several
// goroutines.
type Membership func(row int, into []string) []string

// Standing is how a customer stands to the year before the origin.
type Standing int

// Every customer has one of these.
const (
	Steady    Standing = iota // used before that year, and lately
	New                       // first used in that year
	Suspended                 // nothing used for three months and more
	Lost                      // supply has ended, or nothing was used for a year and more
	Unread                    // nothing is known of his use
	Standings
)

// Part is the customers of a group with one standing.
type Part struct {
	Customers int
	LastYear  int64 // kWh in the twelve months up to the origin
	Ahead     int64 // kWh in the first twelve months after it
}

// Group is what customers use together, and will. All figures are sums over
// them in whole kWh.
type Group struct {
	Name    string
	First   int64   // YYYYMM of the first month of History
	History []int64 // kWh a month; what nobody read is filled in
	Parts   [Standings]Part
	Young   int // customers with less than 24 months
	Silent  int // customers without a figure

	// Points are the sums of the customers'. The bounds are what forecasts of the
	// group's own history were off by: customers err together, so that bounds
	// cannot be added up.
	Forecast
}

// Customers is how many there are.
func (g *Group) Customers() (n int) {
	for _, p := range g.Parts {
		n += p.Customers
	}
	return n
}

// Coverage is the share of customers of whom there is a figure.
func (g *Group) Coverage() float64 {
	if n := g.Customers(); n > 0 {
		return 1 - float64(g.Silent)/float64(n)
	}
	return 0
}

// RunGroups is Run, and adds customers up to groups, which come in the order of
// their names. Points are whole kWh, so that those of customers add up to those
// of their groups. Where most customers of a class have less than two seasons,
// its own history knows more than theirs together: they are scaled to it.
func RunGroups(ctx context.Context, rows Source, of Membership, o Options, each func(row int, f *Forecast)) ([]Group, *Pools, error) {
	p, err := Learn(ctx, rows, o)
	if err != nil {
		return nil, nil, err
	}
	r, err := p.rollup(ctx, rows, of, o)
	if err != nil {
		return nil, nil, err
	}
	scales, err := p.scales(ctx, rows, r.classes, o)
	if err != nil {
		return nil, nil, err
	}
	p.lifted, p.liftedAt = scales, o.Origin
	var names []string
	var h History
	err = p.Forecast(ctx, rows, o, func(row int, f *Forecast) {
		if len(scales) > 0 {
			rows.At(row, &h)
			f.scale(scales[h.Class])
		}
		f.round()
		names = of(row, names[:0])
		for _, name := range names {
			r.groups.of(name).expect(f, r.standing[row])
		}
		each(row, f)
	})
	if err != nil {
		return nil, nil, err
	}
	groups, err := r.groups.settle(ctx, o)
	return groups, p, err
}

// scales are the factors, by month, for the classes where most are young.
func (p *Pools) scales(ctx context.Context, rows Source, classes totals, o Options) (map[string][]float64, error) {
	young := totals{}
	for name, s := range classes {
		if 2*s.Young > s.Customers()-s.Parts[Unread].Customers {
			young[name] = s
		}
	}
	if len(young) == 0 {
		return nil, nil
	}
	o.NoBands = true
	var h History
	err := p.Forecast(ctx, rows, o, func(row int, f *Forecast) {
		rows.At(row, &h)
		if s := young[h.Class]; s != nil {
			f.round()
			s.expect(f, Unread)
		}
	})
	if err != nil {
		return nil, err
	}
	direct, err := young.direct(ctx, o)
	scales := map[string][]float64{}
	for i, name := range young.names() {
		scales[name] = factors(&direct[i], young[name].points)
	}
	return scales, err
}

// factors are what brings sums to a direct forecast, within reason; nil: they
// stay as they are.
func factors(direct *Forecast, sums []int64) []float64 {
	const most = 2
	if direct.Evidence != Enough && direct.Evidence != Little {
		return nil
	}
	out := make([]float64, len(sums))
	for h, sum := range sums {
		out[h] = 1
		if sum > 0 {
			out[h] = min(most, max(1.0/most, direct.Points[h]/float64(sum)))
		}
	}
	return out
}

// scale multiplies all that is said of a month.
func (f *Forecast) scale(by []float64) {
	if len(by) != len(f.Points) {
		return
	}
	for _, months := range [...][]float64{f.Points, f.Calm, f.Sure, f.Low80, f.High80, f.Low95, f.High95} {
		for h := range months {
			months[h] *= by[h]
		}
	}
}

// round makes points whole kWh, and keeps the bounds around them.
func (f *Forecast) round() {
	for h, x := range f.Points {
		f.Points[h] = math.Round(x)
		if len(f.Low80) > 0 {
			f.Low80[h], f.High80[h] = min(f.Low80[h], f.Points[h]), max(f.High80[h], f.Points[h])
			f.Low95[h], f.High95[h] = min(f.Low95[h], f.Low80[h]), max(f.High95[h], f.High80[h])
		}
	}
}
