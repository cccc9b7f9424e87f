package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// monthDeviations is what of a month is computed once: everybody outside the
// band, most kWh off first, without their likely causes, which are told when they
// are shown, and without what people noted beside it.
type monthDeviations struct {
	month  int64
	judged int
	rows   []app.Deviation
	facts  causeFacts
}

// deviations computes a month or answers from memory.
func (s *Store) deviations(ctx context.Context, month int64) (*monthDeviations, error) {
	return s.recalls(ctx).deviated.or(month, func() (*monthDeviations, error) { return s.findDeviations(ctx, month) })
}

// frozenMonth is what customers used in a month against what was frozen for it. It
// is kept by itself, since it takes the most to read and changes the least.
type frozenMonth struct {
	users []againstFrozen
	ahead []app.MonthAhead // of those outside their band, in the order of users
}

// againstFrozen is one of them.
type againstFrozen struct {
	customer app.CustomerID
	place    app.TransformerAreaID // of his first account
	kwh      int64
	point    int64
	judged   bool
	outside  bool
}

// heldBy are the tables that a month held against its forecast follows from.
var heldBy = []string{"usage_sheets", "forecast_sheets", "accounts"}

func (s *Store) frozenMonth(ctx context.Context, month int64) (*frozenMonth, error) {
	return s.recalls(ctx).againstFrozen.or(month, func() (*frozenMonth, error) {
		h := &frozenMonth{}
		ahead, err := frozenFor(ctx, s.reader, month)
		if err != nil || len(ahead) == 0 {
			return h, err
		}
		used, err := s.usedIn(ctx, month)
		if err != nil {
			return nil, err
		}
		h.users = make([]againstFrozen, 0, len(used))
		for id, u := range used {
			m, judged := ahead[id]
			one := againstFrozen{customer: id, place: u.area, kwh: u.kwh, point: m.Point, judged: judged, outside: judged && m.Outside80(u.kwh)}
			h.users = append(h.users, one)
			if one.outside {
				h.ahead = append(h.ahead, m)
			}
		}
		return h, nil
	})
}

func (s *Store) findDeviations(ctx context.Context, month int64) (*monthDeviations, error) {
	held, err := s.frozenMonth(ctx, month)
	if err != nil || len(held.users) == 0 {
		return &monthDeviations{month: month}, err
	}
	whose, err := s.placedCustomers(ctx)
	if err != nil {
		return nil, err
	}
	found := &monthDeviations{month: month, facts: causeFacts{of: map[app.CustomerID]causeOf{}}}
	unitUse, moved := map[app.OrgUnitID]int64{}, movement{}
	outside := held.ahead
	for _, u := range held.users {
		manager, unit := whose.of(u.customer)
		unitUse[unit] += u.kwh
		var ahead app.MonthAhead
		if u.outside {
			ahead, outside = outside[0], outside[1:]
		}
		who, known := whose.kinds[u.customer]
		if !u.judged || !known {
			continue
		}
		found.judged++
		moved.add(who.industry, u.kwh, u.point)
		if u.outside {
			found.rows = append(found.rows, app.Deviation{Customer: u.customer, Industry: who.industry, Manager: manager, Unit: unit, Actual: u.kwh, Ahead: ahead})
			found.facts.of[u.customer] = causeOf{who.kind, u.place}
		}
	}
	for i := range found.rows {
		found.rows[i].UnitUse = unitUse[found.rows[i].Unit]
	}
	slices.SortFunc(found.rows, func(a, b app.Deviation) int {
		return cmp.Or(cmp.Compare(far(b.Off()), far(a.Off())), slices.Compare(a.Customer[:], b.Customer[:]))
	})
	found.facts.moved = moved.settle()
	return found, s.readCauses(ctx, month, &found.facts)
}

func far(v int64) int64 { return max(v, -v) }

// movement is how customers used a month against their forecasts, by industry;
// under no industry everybody.
type movement map[string][]float64

// divisionOf is the division of an industry, C30 of C3011.
func divisionOf(industry string) string { return industry[:min(len(industry), 3)] }

func (m movement) add(industry string, used, point int64) {
	if point <= 0 {
		return
	}
	off := float64(used-point) / float64(point)
	m[""] = append(m[""], off)
	if d := divisionOf(industry); d != "" {
		m[d] = append(m[d], off)
	}
}

// settle sums each of them up.
func (m movement) settle() map[string]app.MovedTogether {
	out := make(map[string]app.MovedTogether, len(m))
	for division, all := range m {
		slices.Sort(all)
		more, _ := slices.BinarySearchFunc(all, 0, func(v, zero float64) int {
			if v > zero {
				return 1
			}
			return -1
		})
		middle := all[len(all)/2]
		out[division] = app.MovedTogether{Customers: int64(len(all)), More: int64(len(all) - more), Permille: int64(max(-1000, min(middle*1000, 1e6)))}
	}
	return out
}
