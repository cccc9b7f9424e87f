package forecast

import (
	"context"
	"maps"
	"math"
	"slices"
)

// groupSum is what the customers of a group add up to, in whole kWh, so that
// their order does not matter.
type groupSum struct {
	Group
	months  [mostMonths]int64 // up to the origin, its last
	longest int               // how many of them have use
	points  []int64
	class   string // of all customers, if they share one
	mixed   bool
}

// totals are the sums of all groups, by name.
type totals map[string]*groupSum

func (s totals) of(name string) *groupSum {
	g := s[name]
	if g == nil {
		g = &groupSum{Group: Group{Name: name}}
		s[name] = g
	}
	return g
}

func (s totals) names() []string { return slices.Sorted(maps.Keys(s)) }

// rollup is the past of all groups, and how each row stands.
type rollup struct {
	groups, classes totals
	standing        []Standing
}

// rollup adds up what customers used.
func (p *Pools) rollup(ctx context.Context, rows Source, of Membership, o Options) (*rollup, error) {
	all := &rollup{groups: totals{}, classes: totals{}, standing: make([]Standing, rows.Len())}
	o.NoCalendar = true // the past as it was
	workers := o.team(p)
	parts := make(map[*worker]*rollup, len(workers))
	for _, w := range workers {
		parts[w] = &rollup{groups: totals{}, classes: totals{}}
	}
	err := visit(ctx, rows, workers, newTicker(o, rows.Len()), func(w *worker) {
		w.prepare()
		standing := w.stands()
		all.standing[w.row] = standing
		part := parts[w]
		part.classes.of(w.h.Class).past(w, standing)
		w.names = of(w.row, w.names[:0])
		for _, name := range w.names {
			part.groups.of(name).past(w, standing)
		}
	})
	for _, w := range workers {
		all.groups.merge(parts[w].groups)
		all.classes.merge(parts[w].classes)
	}
	return all, err
}

// stands tells the standing of the prepared row.
func (w *worker) stands() Standing {
	n := len(w.used)
	switch {
	case n == 0 && w.known == 0:
		return Unread
	case w.ended() || n == 0:
		return Lost
	}
	rest := w.trailing(n) + w.lag
	switch {
	case w.trailing(n) > 0 && rest >= year:
		return Lost
	case w.trailing(n) >= idleMonths:
		return Suspended
	case n+w.lag <= year:
		return New
	}
	return Steady
}

// past takes in what the prepared row used.
func (g *groupSum) past(w *worker, standing Standing) {
	if g.Customers() == 0 {
		g.class = w.h.Class
	}
	g.mixed = g.mixed || g.class != w.h.Class
	part := &g.Parts[standing]
	part.Customers++
	n := len(w.used)
	if standing != Unread && w.known < fastMonths {
		g.Young++
	}
	if n == 0 {
		return
	}
	until := n // of what was read
	if w.lag <= year && !w.ended() {
		until += w.lag
	}
	for t := range until {
		at := mostMonths - w.lag - n + t
		if at < 0 {
			continue
		}
		kWh := w.kWh(t)
		g.months[at] += kWh
		if g.longest = max(g.longest, mostMonths-at); at >= mostMonths-year {
			part.LastYear += kWh
		}
	}
}

// kWh is what was used in a month of the prepared row, as it was read, or else
// as it was filled in; after the last month that was read, as a year before.
func (w *worker) kWh(t int) int64 {
	for n := len(w.used); t >= n; {
		if t -= year; t < 0 {
			t = n - 1
		}
	}
	v := w.used[t]
	if raw := w.value(w.first + t); wasRead(raw) {
		v = raw
	}
	return int64(math.Round(min(v, mostKWh)))
}

// mostKWh keeps sums over millions of customers from running over.
const mostKWh = 1e12

// expect takes in a forecast of whole kWh.
func (g *groupSum) expect(f *Forecast, standing Standing) {
	if f.Evidence == Nothing {
		g.Silent++
		return
	}
	if g.points == nil {
		g.points = make([]int64, len(f.Points))
	}
	for h, x := range f.Points {
		kWh := int64(min(x, mostKWh))
		if g.points[h] += kWh; h < year {
			g.Parts[standing].Ahead += kWh
		}
	}
}

func (s totals) merge(o totals) {
	for name, from := range o {
		g := s.of(name)
		if g.Customers() == 0 {
			g.class = from.class
		}
		g.mixed = g.mixed || from.mixed || g.class != from.class
		g.longest = max(g.longest, from.longest)
		g.Young += from.Young
		for i := range g.months {
			g.months[i] += from.months[i]
		}
		for i, p := range from.Parts {
			g.Parts[i].Customers += p.Customers
			g.Parts[i].LastYear += p.LastYear
		}
	}
}

// direct forecasts the histories of the groups themselves, in the order of
// their names.
func (s totals) direct(ctx context.Context, o Options) ([]Forecast, error) {
	list := make(List, 0, len(s))
	for _, name := range s.names() {
		list = append(list, s[name].summed(o.Origin))
	}
	out := make([]Forecast, len(list))
	o.Progress = nil
	_, err := Run(ctx, list, o, func(i int, f *Forecast) { out[i] = f.clone() })
	return out, err
}

// summed is the history of a group, as if it were a customer.
func (g *groupSum) summed(origin int64) History {
	h := History{Key: g.Name, Large: true, First: monthOf(monthNumber(origin) - g.longest + 1)}
	if !g.mixed {
		h.Class = g.class
	}
	for _, kWh := range g.months[mostMonths-g.longest:] {
		h.Values = append(h.Values, float32(kWh))
	}
	return h
}

func monthOf(number int) int64 { return int64(number/year*100 + number%year + 1) }

func (f *Forecast) clone() Forecast {
	out := *f
	for _, months := range [...]*[]float64{&out.Points, &out.Calm, &out.Sure, &out.Low80, &out.High80, &out.Low95, &out.High95} {
		*months = slices.Clone(*months)
	}
	return out
}

// settle gives each group its points and bounds.
func (s totals) settle(ctx context.Context, o Options) ([]Group, error) {
	direct, err := s.direct(ctx, o)
	if err != nil {
		return nil, err
	}
	out := make([]Group, len(direct))
	for i, name := range s.names() {
		g := s[name]
		h := g.summed(o.Origin)
		g.First, g.History = h.First, slices.Clone(g.months[mostMonths-g.longest:])
		g.Forecast = direct[i]
		g.reconcile()
		out[i] = g.Group
	}
	return out, nil
}

// reconcile moves the direct forecast to the sum of the customers, its bounds
// with it.
func (g *groupSum) reconcile() {
	f := &g.Forecast
	if g.points == nil {
		return
	}
	if f.Evidence == Nothing { // a figure of customers without a history
		*f = Forecast{Method: ByCapacity, Evidence: TooLittle}
		f.fresh(len(g.points))
		f.Method, f.Evidence = ByCapacity, TooLittle
	}
	for h, sum := range g.points {
		point := float64(sum)
		if len(f.Low80) > 0 {
			b := bounds{f.Low95[h], f.Low80[h], f.High80[h], f.High95[h]}.moved(f.Points[h], point)
			f.bound(h, b.around(point, point, point))
		}
		f.Points[h], f.Calm[h], f.Sure[h] = point, point, point
	}
}
