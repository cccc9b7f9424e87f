package data

import (
	"cmp"
	"context"
	"slices"

	"lamplighter/app"
)

// monthDeviations is what of a month is computed once: everybody outside the
// band, most kWh off first, without what people noted beside it.
type monthDeviations struct {
	judged int
	rows   []app.Deviation
}

// deviations computes a month or answers from memory.
func (s *Store) deviations(ctx context.Context, month int64) (*monthDeviations, error) {
	return s.deviated.or(month, func() (*monthDeviations, error) { return s.findDeviations(ctx, month) })
}

func (s *Store) findDeviations(ctx context.Context, month int64) (*monthDeviations, error) {
	ahead, err := frozenFor(ctx, s.reader, month)
	if err != nil || len(ahead) == 0 {
		return &monthDeviations{}, err
	}
	used, err := s.usedIn(ctx, month)
	if err != nil {
		return nil, err
	}
	userKinds, err := s.userKinds(ctx)
	if err != nil {
		return nil, err
	}
	managers, err := s.managersToday(ctx)
	if err != nil {
		return nil, err
	}
	units, err := s.unitsOfStaff(ctx)
	if err != nil {
		return nil, err
	}
	found := &monthDeviations{}
	unitUse, moved := map[app.OrgUnitID]int64{}, movement{}
	for id, u := range used {
		unit := units[managers[id]]
		unitUse[unit] += u.kwh
		m, was := ahead[id]
		who, known := userKinds[id]
		if !was || !known {
			continue
		}
		found.judged++
		moved.add(who.industry, u.kwh, m.Point)
		if m.Outside80(u.kwh) {
			found.rows = append(found.rows, app.Deviation{Customer: id, Industry: who.industry, Manager: managers[id], Unit: unit, Actual: u.kwh, Ahead: m})
		}
	}
	for i := range found.rows {
		found.rows[i].UnitUse = unitUse[found.rows[i].Unit]
	}
	slices.SortFunc(found.rows, func(a, b app.Deviation) int {
		return cmp.Or(cmp.Compare(far(b.Off()), far(a.Off())), slices.Compare(a.Customer[:], b.Customer[:]))
	})
	return found, s.findCauses(ctx, month, found.rows, causeFacts{used: used, userKinds: userKinds, moved: moved.settle()})
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
