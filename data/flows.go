package data

import (
	"context"

	"lamplighter/app"
)

type flowID = app.ID[app.Flow]

func scanFlow(r scanner) (app.Flow, error) {
	var version int64
	var from app.Day
	var text string
	if err := r.Scan(&version, &from, &text); err != nil {
		return app.Flow{}, err
	}
	flow, err := app.ParseFlow(text)
	flow.Version, flow.ValidFrom = version, from
	return flow, err
}

func flowFields(f app.Flow) []field {
	return []field{
		{"kind", string(f.Kind)}, {"version", f.Version}, {"valid_from", string(f.ValidFrom)}, {"body", f.Text}, {"withdrawn_at", nil},
	}
}

// Flows lists every version of every kind's flow, the newest of a kind first.
func (s *Store) Flows(ctx context.Context, by app.Actor) ([]app.Flow, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.ReadCompany); err != nil {
		return nil, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	var out []app.Flow
	for _, kind := range app.CaseKinds() {
		out = append(out, book.flows[kind]...)
	}
	return out, nil
}

// SaveFlow keeps a text as the next version of its kind's flow, for cases
// accepted from its first day on. Running cases keep the version they have.
func (s *Store) SaveFlow(ctx context.Context, by app.Actor, text string, from app.Day) (app.Flow, error) {
	if err := by.May(app.ChangeRules); err != nil {
		return app.Flow{}, err
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return app.Flow{}, err
	}
	flow, err := app.ParseFlow(text)
	if err != nil {
		return app.Flow{}, err
	}
	kept := book.flows[flow.Kind]
	switch {
	case len(kept) == 0:
		return app.Flow{}, app.Refuse("kind", app.Unknown)
	case kept[0].Text == text:
		return app.Flow{}, app.Refuse("body", app.NothingToDo)
	case !from.Valid():
		return app.Flow{}, app.Refuse("valid_from", app.Malformed)
	case from < app.DayOf(s.now()):
		return app.Flow{}, app.Refuse("valid_from", app.StartsBeforeToday)
	}
	flow.Version, flow.ValidFrom = kept[0].Version+1, from
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		return x.put(ctx, "flows", row{}, row{id: newID[flowID](), fields: flowFields(flow)})
	})
	return flow, wrap("save flow", err)
}
