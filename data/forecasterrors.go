package data

import (
	"context"

	"lamplighter/app"
)

// ForecastErrors is how far off the forecasts of some months were, the model's
// and those that managers had put beside them before the month was known.
func (s *Store) ForecastErrors(ctx context.Context, by app.Actor, ask app.ErrorAsk) (app.ErrorReport, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadForecasts); err != nil {
		return app.ErrorReport{}, err
	}
	if ask.Months <= 0 || ask.Months > judgedMost {
		ask.Months = app.ErrorMonths
	}
	months, err := judgedMonths(ctx, s.reader)
	if err != nil {
		return app.ErrorReport{}, wrap("forecast errors", err)
	}
	if ask.To == 0 && len(months) > 0 {
		ask.To = months[0]
	}
	cells, err := s.recalls(ctx).judgedErrors.or(app.ErrorAsk{To: ask.To, Months: ask.Months, Unit: ask.Unit}, func() ([]app.ErrorLine, error) {
		return s.errorCells(ctx, ask, months)
	})
	return app.NewErrorReport(ask, cells), wrap("forecast errors", err)
}

// errorCells is the errors by manager and month.
func (s *Store) errorCells(ctx context.Context, ask app.ErrorAsk, months []int64) ([]app.ErrorLine, error) {
	staff, err := collect(ctx, s.reader, scanStaff, "SELECT "+staffColumns+" FROM staff")
	if err != nil {
		return nil, err
	}
	people := make(map[app.StaffID]app.Staff, len(staff))
	for _, p := range staff {
		people[p.ID] = p
	}
	var cells []app.ErrorLine
	for _, month := range months {
		if ago := app.MonthsFrom(month, ask.To); ago < 0 || ago >= ask.Months {
			continue
		}
		sums, err := s.errorsOf(ctx, month)
		if err != nil {
			return nil, err
		}
		for who, sum := range sums {
			if ask.Unit.IsZero() || people[who].Unit == ask.Unit {
				cells = append(cells, app.ErrorLine{Manager: who, Name: people[who].Name, Month: month, ErrorSums: *sum})
			}
		}
	}
	return cells, nil
}

// errorsOf judges a month, by who was responsible at its end.
func (s *Store) errorsOf(ctx context.Context, month int64) (map[app.StaffID]*app.ErrorSums, error) {
	ahead, err := frozenFor(ctx, s.reader, month)
	if err != nil || len(ahead) == 0 {
		return nil, err
	}
	used, err := s.usedIn(ctx, month)
	if err != nil {
		return nil, err
	}
	managers, err := s.managersAt(ctx, app.MonthStart(app.AddMonths(month, 1)).AddDays(-1))
	if err != nil {
		return nil, err
	}
	adjusted, err := s.adjustedFor(ctx, month)
	if err != nil {
		return nil, err
	}
	out := map[app.StaffID]*app.ErrorSums{}
	for id, m := range ahead {
		u, read := used[id]
		if !read {
			continue
		}
		who := managers[id]
		if out[who] == nil {
			out[who] = &app.ErrorSums{}
		}
		a, has := adjusted[id]
		out[who].Add(app.JudgedForecast{Manager: who, Month: month, Actual: u.kwh, Model: m.Point, Adjusted: a, HasAdjusted: has})
	}
	return out, nil
}

// adjustedFor is the figure that was put last beside the model's for a month,
// before anybody knew it.
func (s *Store) adjustedFor(ctx context.Context, month int64) (map[app.CustomerID]int64, error) {
	out := map[app.CustomerID]int64{}
	_, err := collect(ctx, s.reader, func(r scanner) (struct{}, error) {
		var id app.CustomerID
		var kwh int64
		err := r.Scan(idInto(&id), &kwh)
		out[id] = kwh
		return struct{}{}, err
	}, "SELECT customer_id, kwh FROM adjustments WHERE month = ?1 AND known_to < ?1 AND withdrawn_at IS NULL ORDER BY made_at, id", month)
	return out, err
}
