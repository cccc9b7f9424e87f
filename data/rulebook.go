package data

import (
	"context"
	"slices"

	"lamplighter/app"
)

// rulebook is what holds for cases: limits, working days and flows.
type rulebook struct {
	app.Rules
	byID  map[app.RuleID]app.LimitRule // the withdrawn ones too, which clocks still run under
	flows map[app.CaseKind][]app.Flow  // the newest version first
}

// rulebook reads the rules, the calendar and the flows once.
func (s *Store) rulebook(ctx context.Context) (*rulebook, error) {
	s.rulesMu.Lock()
	defer s.rulesMu.Unlock()
	if s.rules != nil {
		return s.rules, nil
	}
	book, err := readRulebook(ctx, s.reader)
	if err != nil {
		return nil, err
	}
	s.rules = book
	return book, nil
}

func readRulebook(ctx context.Context, q querier) (*rulebook, error) {
	rules, err := keptRules(ctx, q)
	if err != nil {
		return nil, wrap("read limit rules", err)
	}
	calendar, err := keptCalendar(ctx, q)
	if err != nil {
		return nil, wrap("read calendar", err)
	}
	flows, err := collect(ctx, q, scanFlow, "SELECT version, valid_from, body FROM flows WHERE withdrawn_at IS NULL ORDER BY version DESC, n")
	if err != nil {
		return nil, wrap("read flows", err)
	}
	book := &rulebook{Rules: app.Rules{Days: calendar}, byID: map[app.RuleID]app.LimitRule{}, flows: map[app.CaseKind][]app.Flow{}}
	for _, r := range rules {
		book.byID[r.ID] = r
		if r.WithdrawnAt == 0 {
			book.Limits = append(book.Limits, r)
		}
	}
	for _, f := range flows {
		book.flows[f.Kind] = append(book.flows[f.Kind], f)
	}
	return book, nil
}

// flowOn is the flow for a case accepted on a day; the zero Flow for a kind
// nobody knows.
func (b *rulebook) flowOn(kind app.CaseKind, day app.Day) app.Flow {
	for _, f := range b.flows[kind] {
		if f.ValidFrom <= day {
			return f
		}
	}
	return app.Flow{}
}

// flow is the flow a case was accepted under.
func (b *rulebook) flow(kind app.CaseKind, version int64) app.Flow {
	i := slices.IndexFunc(b.flows[kind], func(f app.Flow) bool { return f.Version == version })
	if i < 0 {
		return app.Flow{}
	}
	return b.flows[kind][i]
}

// Calendar is the working-day calendar in force.
func (s *Store) Calendar(ctx context.Context) (*app.Calendar, error) {
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, err
	}
	return book.Days, nil
}
