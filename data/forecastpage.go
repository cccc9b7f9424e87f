package data

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"

	"lamplighter/app"
	"lamplighter/app/forecast"
)

// mostFrozenMonths are shown beside a forecast.
const mostFrozenMonths = 36

// UseForecast is what is known of the use of a customer or a group, and what is
// to be expected. A customer whose use or events have changed since the last run
// is forecast anew; a group is what the run said, and the adjustments that have
// come since.
func (s *Store) UseForecast(ctx context.Context, by app.Actor, of app.ForecastOf) (masked app.UseForecast, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadForecasts); err != nil {
		return app.UseForecast{}, err
	}
	run, err := s.keptRun(ctx)
	if err != nil {
		return app.UseForecast{}, wrap("forecast of use", err)
	}
	page := &usePage{s: s, run: run, UseForecast: app.UseForecast{Of: of, Origin: run.Origin, MadeAt: run.MadeAt, Method: app.ForecastMethod}}
	if of.Level == app.OfCustomer {
		err = page.customer(ctx)
	} else {
		err = page.group(ctx)
	}
	if err != nil {
		return app.UseForecast{}, wrap("forecast of use", err)
	}
	return page.UseForecast, nil
}

// usePage gathers one answer.
type usePage struct {
	app.UseForecast
	s   *Store
	run keptRun
}

func (p *usePage) customer(ctx context.Context) error {
	id := p.Of.Customer
	var area app.Area
	named, err := one(ctx, p.s.reader, func(r scanner) (name string, err error) { err = r.Scan(&name, &area); return name, err },
		"SELECT name, area FROM customers WHERE id = ? AND withdrawn_at IS NULL", id[:])
	if err != nil {
		return err
	}
	p.Name = named
	if p.Used, err = p.s.usedBy(ctx, mostUseMonths, "customer_id = ?2 AND a.withdrawn_at IS NULL", id[:]); err != nil {
		return err
	}
	if p.Events, err = p.s.usageEventsOf(ctx, id); err != nil {
		return err
	}
	if err := p.expect(ctx); err != nil {
		return err
	}
	if err := p.adjust(ctx); err != nil {
		return err
	}
	frozen, elsewhere, err := p.s.frozenOf(ctx, area, id, mostFrozenMonths)
	if err != nil {
		return err
	}
	p.freeze(frozen)
	if !elsewhere {
		p.FrozenElsewhere, err = p.s.hasMoved(ctx, id)
	}
	return err
}

// expect fills what is to be expected of a customer: as the last run said, if he
// is as he was then, or anew.
func (p *usePage) expect(ctx context.Context) error {
	if len(p.Used) > 0 {
		p.Origin = max(p.run.Origin, p.Used[len(p.Used)-1].Month)
	}
	if p.Origin == 0 {
		p.Evidence = app.EvidenceNone
		return nil
	}
	book, err := p.s.readUseBook(ctx, bookOf{customer: p.Of.Customer, until: p.Origin}, nil)
	switch {
	case errors.Is(err, app.ErrNotFound): // no account
		p.Evidence = app.EvidenceNone
		return nil
	case err != nil:
		return err
	}
	if p.run.run != 0 {
		book.markLarge(p.run.large)
	}
	user := &book.users[0]
	if err := p.factors(ctx, book.trades.list[user.trade]); err != nil {
		return err
	}
	var h forecast.History
	book.At(0, &h)
	if same, err := p.kept(ctx, user.n, print(&h, p.Origin)); same || err != nil {
		return err
	}
	pools, err := p.s.poolsOf(ctx, p.run.run)
	if err != nil {
		return err
	}
	f, err := forecast.One(h, pools, forecastOptions(p.Origin, p.run.Months))
	if err != nil {
		return err
	}
	p.Ahead, p.Evidence, p.MadeAt = monthsOf(&f, p.Origin, nil), restsOn(&f), p.s.now().UnixMilli()
	return nil
}

// kept takes what the last run said of a customer, if it knew the same of him.
func (p *usePage) kept(ctx context.Context, n int64, print uint64) (same bool, err error) {
	if p.run.run == 0 || p.run.Origin != p.Origin {
		return false, nil
	}
	type said struct {
		evidence app.UseEvidence
		body     []byte
	}
	row, err := one(ctx, p.s.reader, func(r scanner) (said, error) {
		var k said
		err := r.Scan(&k.evidence, &k.body)
		return k, err
	}, "SELECT evidence, body FROM forecasts WHERE run = ? AND customer = ?", p.run.run, n)
	if errors.Is(err, app.ErrNotFound) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	was, ahead, err := readForecast(row.body, p.Origin)
	if err != nil || was != print {
		return false, nil // of another version of the program, or of what has changed since
	}
	p.Evidence, p.Ahead = row.evidence, ahead
	return true, nil
}

func (p *usePage) factors(ctx context.Context, trade string) error {
	all, err := p.s.marketFactors(ctx)
	for _, f := range all {
		if f.Bears(trade) {
			p.Factors = append(p.Factors, f)
		}
	}
	return err
}

// adjust puts the manager's figures beside the months.
func (p *usePage) adjust(ctx context.Context) error {
	rows, err := collect(ctx, p.s.reader, scanAdjustment,
		"SELECT "+adjustmentColumns+" FROM adjustments WHERE customer_id = ? AND withdrawn_at IS NULL ORDER BY made_at DESC, id DESC", p.Of.Customer[:])
	if err != nil {
		return err
	}
	p.Adjustments = rows
	stand := adjustments{}
	for i := len(rows) - 1; i >= 0; i-- {
		stand[p.Of.Customer] = append(stand[p.Of.Customer], rows[i])
	}
	stand.to(p.Of.Customer, p.Ahead)
	return nil
}

// freeze lists the months whose forecast was frozen when the one before was
// closed, the oldest first, beside what came.
func (p *usePage) freeze(frozen map[int64]FrozenForecast) {
	used := map[int64]int64{}
	for _, u := range p.Used {
		used[u.Month] = u.Total
	}
	for origin, f := range frozen {
		if len(f.Ahead) == 0 {
			continue
		}
		m := app.FrozenMonth{Month: f.Ahead[0].Month, Origin: origin, Ahead: f.Ahead[0]}
		m.Actual, m.HasActual = used[m.Month]
		p.Frozen = append(p.Frozen, m)
	}
	sortFrozen(p.Frozen)
}

// group is a group as the last run added it up.
func (p *usePage) group(ctx context.Context) error {
	g, err := p.s.keptGroup(ctx, p.run, p.Of)
	if err != nil {
		return err
	}
	p.Name, p.Ahead, p.Frozen, p.Members = g.Row.Name, g.Ahead, g.Frozen, g.Row.Members
	p.Evidence = app.EvidenceGood
	if len(p.Ahead) == 0 {
		p.Evidence = app.EvidenceNone
	}
	for i, kwh := range g.Used {
		p.Used = append(p.Used, app.MonthUse{Month: app.AddMonths(g.First, i), Total: kwh})
	}
	if p.Of.Level == app.OfSection || p.Of.Level == app.OfDivision {
		if err := p.factors(ctx, p.Of.Code); err != nil {
			return err
		}
	}
	return p.adjustGroup(ctx)
}

// adjustGroup adds how far the managers' figures lie from the model's, customer
// by customer.
func (p *usePage) adjustGroup(ctx context.Context) error {
	cond, err := p.s.membersOf(ctx, p.Of)
	if err != nil {
		return err
	}
	cond.add("a.month > ? AND a.withdrawn_at IS NULL", p.run.Origin)
	type member struct {
		app.Adjustment
		body []byte
	}
	rows, err := collect(ctx, p.s.reader, func(r scanner) (member, error) {
		var m member
		var err error
		m.Adjustment, err = scanAdjustment(behind{r, &m.body})
		return m, err
	}, "SELECT f.body, "+prefixed("a", adjustmentColumns)+" FROM adjustments a JOIN customers c ON c.id = a.customer_id JOIN forecasts f ON f.run = ? AND f.customer = c.n"+
		cond.text()+" ORDER BY a.made_at, a.id", append([]any{p.run.run}, cond.args...)...)
	if err != nil {
		return err
	}
	last := map[app.CustomerID]map[int64]member{}
	for _, m := range rows {
		if last[m.Customer] == nil {
			last[m.Customer] = map[int64]member{}
		}
		last[m.Customer][m.Month] = m
	}
	for _, months := range last {
		for month, m := range months {
			_, ahead, err := readForecast(m.body, p.run.Origin)
			if at := app.MonthsFrom(p.run.Origin, month) - 1; err == nil && at < len(ahead) && at < len(p.Ahead) {
				to := &p.Ahead[at]
				if !to.HasAdjusted {
					to.HasAdjusted, to.Adjusted = true, to.Point
				}
				to.Adjusted += m.KWh - ahead[at].Point
			}
		}
	}
	return nil
}

// membersOf are the rows of a run that belong to a group.
func (s *Store) membersOf(ctx context.Context, of app.ForecastOf) (where, error) {
	var w where
	switch of.Level {
	case app.OfSection, app.OfDivision:
		if of.Code == "" {
			least := map[app.ForecastLevel]int{app.OfSection: 1, app.OfDivision: 3}[of.Level]
			w.add("(length(f.industry) < ? OR f.industry NOT GLOB '[A-T]*')", least)
		} else {
			w.add("substr(f.industry, 1, ?) = ?", len(of.Code), of.Code)
		}
	case app.OfGroup:
		id, err := app.ParseID[app.IndustryGroup](of.Code)
		if err != nil {
			return w, app.ErrNotFound
		}
		industries, err := one(ctx, s.reader, scanText, "SELECT industries FROM industry_groups WHERE id = ? AND withdrawn_at IS NULL", id[:])
		if err != nil {
			return w, err
		}
		w.anyIndustry(industries)
	case app.OfArea:
		area, err := strconv.ParseInt(of.Code, 10, 64)
		if err != nil {
			return w, app.ErrNotFound
		}
		w.add("f.area = ?", area)
	case app.OfSegment:
		w.add("f.segment = ?", of.Code)
	}
	return w, nil
}

// keptGroup is a group of the last run, of those whom the reader reaches;
// app.ErrNotFound when it had none such.
func (s *Store) keptGroup(ctx context.Context, run keptRun, of app.ForecastOf) (keptGroup, error) {
	if all, err := s.reachesAllUse(ctx); err != nil || !all {
		groups, wrong := s.groupsWithin(ctx, run)
		at := slices.IndexFunc(groups, func(g keptGroup) bool { return g.Row.Of == of })
		if err := cmp.Or(err, wrong); err != nil || at < 0 {
			return keptGroup{}, cmp.Or(err, app.ErrNotFound)
		}
		g := groups[at]
		g.Ahead = slices.Clone(g.Ahead) // the managers' figures come to it
		return g, nil
	}
	var g keptGroup
	body, err := one(ctx, s.reader, scanText, "SELECT body FROM group_forecasts WHERE run = ? AND level = ? AND code = ?", run.run, string(of.Level), of.Code)
	if err == nil {
		err = json.Unmarshal([]byte(body), &g)
	}
	return g, err
}
