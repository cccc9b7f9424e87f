package forecast

import "context"

// Groups adds some of the customers of a run up to groups of their own, with what
// the run said of each: its points are whole kWh, and none of a customer of whom
// it said nothing. The bounds are what forecasts of these groups' own history
// were off by, as in RunGroups. Without pools (nil) nothing is
// borrowed from anybody.
func (p *Pools) Groups(ctx context.Context, rows Source, of Membership, said func(row int) []int64, o Options) ([]Group, error) {
	if p == nil {
		p = newPools(o.Kinds)
	}
	r, err := p.rollup(ctx, rows, of, o)
	if err != nil {
		return nil, err
	}
	var names []string
	for row := range rows.Len() {
		points := said(row)
		f := Forecast{Evidence: Nothing}
		if len(points) > 0 {
			f.Evidence = Enough
		}
		for _, kWh := range points {
			f.Points = append(f.Points, float64(kWh))
		}
		names = of(row, names[:0])
		for _, name := range names {
			r.groups.of(name).expect(&f, r.standing[row])
		}
	}
	return r.groups.settle(ctx, o)
}
