package data

import (
	"cmp"
	"context"
	"database/sql"
	"math"
	"slices"
	"strconv"
	"strings"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// useGroup is a group of customers while a run adds them up: what it is told to
// use is to the kWh what they are.
type useGroup struct {
	name string // for the engine
	kept keptGroup
	firm int64 // kWh of the last year of those with a year of history and more
}

// keptGroup is what a run keeps of a group.
type keptGroup struct {
	Row    app.GroupRow
	First  int64   // YYYYMM of the first month used
	Used   []int64 // kWh
	Ahead  []app.MonthAhead
	Frozen []app.FrozenMonth
}

// groupBook finds the groups of a customer.
type groupBook struct {
	groups    []*useGroup
	byTrade   [][]int // several: section, division, own groups
	bySegment []int
	byArea    []int
	all       int
	room      []int
}

// openGroups makes the groups of all customers of a book.
func (s *Store) openGroups(ctx context.Context, b *useBook, months int) (*groupBook, error) {
	own, err := s.industryGroups(ctx)
	if err != nil {
		return nil, err
	}
	areas, err := s.areaNames(ctx)
	if err != nil {
		return nil, err
	}
	g := &groupBook{}
	no := map[app.ForecastOf]int{}
	open := func(level app.ForecastLevel, code, name string) int {
		of := app.ForecastOf{Level: level, Code: code}
		at, known := no[of]
		if !known {
			at = len(g.groups)
			no[of] = at
			g.groups = append(g.groups, newUseGroup(of, name, b, months))
		}
		return at
	}
	g.all = open(app.OfAll, "", "")
	for _, trade := range b.trades.list {
		of := []int{open(app.OfSection, app.IndustrySection(trade), ""), open(app.OfDivision, app.IndustryDivision(trade), "")}
		for _, group := range own {
			if app.IndustryIn(group.Industries, trade) {
				of = append(of, open(app.OfGroup, group.ID.String(), group.Name))
			}
		}
		g.byTrade = append(g.byTrade, of)
	}
	for _, segment := range b.segments.list {
		g.bySegment = append(g.bySegment, open(app.OfSegment, segment, ""))
	}
	for _, area := range b.areas.list {
		g.byArea = append(g.byArea, open(app.OfArea, area, areas[area]))
	}
	return g, nil
}

func newUseGroup(of app.ForecastOf, name string, b *useBook, months int) *useGroup {
	g := &useGroup{name: string(of.Level) + " " + of.Code, kept: keptGroup{
		Row: app.GroupRow{Of: of, Name: name}, First: b.first, Used: make([]int64, b.months), Ahead: make([]app.MonthAhead, months),
	}}
	for i := range g.kept.Ahead {
		g.kept.Ahead[i].Month = app.AddMonths(b.first, b.months+i)
	}
	return g
}

// of lists the groups of a user into room.
func (g *groupBook) of(u *bookUser, room []int) []int {
	room = append(room[:0], g.all, g.bySegment[u.segment], g.byArea[u.area])
	return append(room, g.byTrade[u.trade]...)
}

// toldUse is a customer as a run tells him to his groups.
type toldUse struct {
	sums     app.UseSums
	standing app.UseStanding
	evidence app.UseEvidence
	used     []int64
	ahead    []app.MonthAhead
	name     int32 // where he stands by name
}

func (g *useGroup) add(t *toldUse) {
	k := &g.kept
	for i, kwh := range t.used {
		if kwh >= 0 {
			k.Used[i] += kwh
		}
	}
	for i, m := range t.ahead {
		k.Ahead[i].Point += m.Point
		k.Ahead[i].Base += m.Base
	}
	row, who := &k.Row, &k.Row.Members
	row.Used, row.Before, row.Ahead = row.Used+t.sums.Used, row.Before+t.sums.Before, row.Ahead+t.sums.Ahead
	if t.sums.Used > 0 {
		who.Customers++
	}
	switch t.standing {
	case app.UseNew:
		who.New++
		row.NewUsed += t.sums.Used
	case app.UseLost:
		who.Lost += int(min(1, t.sums.Used+t.sums.Before)) // not who left years ago
		row.LostBefore += t.sums.Before
	case app.UseSuspended:
		who.Suspended++
	}
	if t.evidence == app.EvidenceGood || t.evidence == app.EvidenceShort || t.evidence == app.EvidenceSparse || t.evidence == app.EvidenceIdle {
		g.firm += t.sums.Used
	}
}

// close takes the bounds of the group's own history: what its customers were off
// by one by one is far more.
func (g *useGroup) close(f *forecast.Forecast) {
	row := &g.kept.Row
	if row.Used > 0 {
		row.Members.Coverage = int64(math.Round(float64(g.firm) * 1000 / float64(row.Used)))
	}
	for i := range g.kept.Ahead {
		m := &g.kept.Ahead[i]
		m.Low80, m.High80, m.Low95, m.High95 = m.Point, m.Point, m.Point, m.Point
		boundMonth(m, f, i)
	}
}

// boundMonth takes the bounds of a month, in whole kWh around its figure; of a
// group without a history there are none.
func boundMonth(m *app.MonthAhead, f *forecast.Forecast, at int) {
	if at < len(f.Low95) {
		m.Low80, m.High80 = min(m.Point, int64(math.Floor(f.Low80[at]))), max(m.Point, int64(math.Ceil(f.High80[at])))
		m.Low95, m.High95 = min(m.Low80, int64(math.Floor(f.Low95[at]))), max(m.High80, int64(math.Ceil(f.High95[at])))
	}
}

// names are the groups of a user as the engine knows them.
func (g *groupBook) names(b *useBook) forecast.Membership {
	return func(row int, into []string) []string {
		u := &b.users[row]
		into = append(into, g.groups[g.all].name, g.groups[g.bySegment[u.segment]].name, g.groups[g.byArea[u.area]].name)
		for _, no := range g.byTrade[u.trade] {
			into = append(into, g.groups[no].name)
		}
		return into
	}
}

// close finishes the groups when all customers are in.
func (g *groupBook) close(summed []forecast.Group) {
	bounds := map[string]*forecast.Forecast{}
	for i := range summed {
		bounds[summed[i].Name] = &summed[i].Forecast
	}
	for _, group := range g.groups {
		f := bounds[group.name]
		if f == nil { // of nobody
			f = &forecast.Forecast{}
		}
		group.close(f)
	}
	g.share()
}

// share tells which part of all use each group has, in thousandths. Those of a
// level add up to the whole, what is left of rounding down going to the largest
// remainders; groups of the company's own may have customers in common, so each
// is rounded by itself.
func (g *groupBook) share() {
	all := g.groups[g.all].kept.Row.Used
	if all <= 0 {
		return
	}
	const whole = 1000
	levels := map[app.ForecastLevel][]*app.GroupRow{}
	for _, group := range g.groups {
		row := &group.kept.Row
		row.Share = row.Used * whole / all
		if row.Of.Level == app.OfGroup {
			row.Share = int64(math.Round(float64(row.Used) * whole / float64(all)))
			continue
		}
		levels[row.Of.Level] = append(levels[row.Of.Level], row)
	}
	for _, rows := range levels {
		slices.SortFunc(rows, func(a, b *app.GroupRow) int {
			return cmp.Or(cmp.Compare(b.Used*whole%all, a.Used*whole%all), strings.Compare(a.Of.Code, b.Of.Code))
		})
		left := int64(whole)
		for _, row := range rows {
			left -= row.Share
		}
		for _, row := range rows[:max(0, min(left, int64(len(rows))))] {
			row.Share++
		}
	}
}

// mostFrozenOfGroups months that were frozen are added up for groups.
const mostFrozenOfGroups = 24

// addFrozen adds up for each group what was frozen of its customers. Their bands
// do not add up.
func (s *Store) addFrozen(ctx context.Context, b *useBook, g *groupBook) error {
	months, err := collect(ctx, s.reader, scanInt, "SELECT DISTINCT month FROM forecast_sheets WHERE withdrawn_at IS NULL ORDER BY month DESC LIMIT ?", mostFrozenOfGroups)
	if err != nil {
		return err
	}
	var opened int64
	return s.eachFrozenOf(ctx, months, func(closed, customer int64, m app.MonthAhead) {
		if closed != opened {
			opened = closed
			for _, group := range g.groups {
				group.openFrozen(closed)
			}
		}
		at, is := b.find(customer)
		if !is {
			return
		}
		g.room = g.of(&b.users[at], g.room)
		for _, no := range g.room {
			g.groups[no].addFrozen(m)
		}
	})
}

func (g *useGroup) openFrozen(closed int64) {
	k := &g.kept
	m := app.FrozenMonth{Month: app.AddMonths(closed, 1), Origin: closed}
	if at := app.MonthsFrom(k.First, m.Month); at >= 0 && at < len(k.Used) {
		m.Actual, m.HasActual = k.Used[at], true
	}
	m.Ahead.Month = m.Month
	k.Frozen = append(k.Frozen, m)
}

func (g *useGroup) addFrozen(m app.MonthAhead) {
	to := &g.kept.Frozen[len(g.kept.Frozen)-1].Ahead
	to.Point, to.Base = to.Point+m.Point, to.Base+m.Base
	to.Adjusted, to.HasAdjusted = to.Adjusted+m.Expected(), to.HasAdjusted || m.HasAdjusted
}

// boundFrozen tells how far off the sums of frozen months could have been, from
// each group's own history up to then.
func (g *groupBook) boundFrozen(ctx context.Context, summed []forecast.Group, o forecast.Options) error {
	byName := make(map[string]*useGroup, len(g.groups))
	for _, group := range g.groups {
		byName[group.name] = group
	}
	for at := range g.groups[g.all].kept.Frozen {
		expected := make([]int64, len(summed))
		for i := range summed {
			expected[i] = byName[summed[i].Name].kept.Frozen[at].Ahead.Point
		}
		o.Origin = g.groups[g.all].kept.Frozen[at].Origin
		then, err := forecast.GroupsThen(ctx, summed, expected, o)
		if err != nil {
			return err
		}
		for i := range then {
			boundMonth(&byName[then[i].Name].kept.Frozen[at].Ahead, &then[i].Forecast, 0)
		}
	}
	return nil
}

// eachFrozenOf hands over, month by month and by the numbers of the customers
// that are here, what was frozen for the month behind one that was closed.
func (s *Store) eachFrozenOf(ctx context.Context, months []int64, do func(closed, customer int64, m app.MonthAhead)) error {
	rows, err := s.reader.QueryContext(ctx, `SELECT f.month, c.n, f.body FROM frozen f CROSS JOIN customers c ON c.id = f.customer_id
		WHERE f.month IN (SELECT value FROM json_each(?)) ORDER BY f.month`, jsonRows(months))
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	var closed, n int64
	var body sql.RawBytes
	for rows.Next() {
		if err := rows.Scan(&closed, &n, &body); err != nil {
			return err
		}
		if m, is := nextFrozen(body, closed); is {
			do(closed, n, m)
		}
	}
	return rows.Err()
}

// industryGroups are the company's own, in use.
func (s *Store) industryGroups(ctx context.Context) ([]app.IndustryGroup, error) {
	return collect(ctx, s.reader, scanIndustryGroup, "SELECT "+industryGroupColumns+" FROM industry_groups WHERE withdrawn_at IS NULL ORDER BY name, id")
}

// areaNames are the units that keep records, by their area.
func (s *Store) areaNames(ctx context.Context) (map[string]string, error) {
	type unit struct {
		area int64
		name string
	}
	units, err := collect(ctx, s.reader, func(r scanner) (unit, error) {
		var u unit
		err := r.Scan(&u.area, &u.name)
		return u, err
	}, "SELECT keeps_area, name FROM org_units WHERE keeps_area <> 0 AND withdrawn_at IS NULL")
	names := map[string]string{}
	for _, u := range units {
		names[strconv.FormatInt(u.area, 10)] = u.name
	}
	return names, err
}
