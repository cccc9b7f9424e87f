package data

import (
	"context"

	"lamplighter/app"
)

// memory is what is remembered of an answer that is told from records of
// customers or of training: each audience has its own.
type memory struct {
	deviated      remembered[int64, *monthDeviations]
	againstFrozen remembered[int64, *frozenMonth]
	likely        remembered[*monthDeviations, []app.LikelyCause]
	led           remembered[app.Day, *knownLeads]
	ledUse        remembered[app.Day, *knownLeads] // of everybody, before it is said whose they are
	judgedErrors  remembered[app.ErrorAsk, []app.ErrorLine]
	useSums       remembered[usersAsked, app.UsePage]
	useOrders     remembered[usersAsked, []int64]
	suspected     remembered[bool, []pairCandidate]
	groups        remembered[int64, []keptGroup] // by the run that added them up

	lackingCounts   remembered[app.Day, map[app.TrainingDue]int64]
	qualifiedCounts remembered[app.Day, map[app.QualifiedView]int64]
}

// recalls is what is remembered for whom is read. Where that cannot be told it
// is nothing, and the question that follows fails.
func (s *Store) recalls(ctx context.Context) *memory {
	a, err := s.audienceOf(ctx)
	switch {
	case err != nil:
		return &memory{}
	case a == nil:
		return &s.memory
	}
	return &a.kept
}

// deviatedBy and judgedBy are the tables of forecasts that deviations and errors
// are computed from; leadBy has those of leads. What people note beside them –
// reasons, tasks, decisions – is read at each question and makes nothing be
// computed anew.
var (
	deviatedBy = []string{"forecast_sheets", "market_factors"}
	judgedBy   = []string{"forecast_sheets", "adjustments"}
)

// forget lets deviations, leads and errors be computed anew, and lists by
// use be ordered anew, when what they are told from was written.
func (m *memory) forget(x *tx) {
	if x.kinds&app.Customers != 0 {
		m.suspected.forget()
	}
	if x.kinds&(app.Training|app.Company) != 0 {
		m.lackingCounts.forget()
		m.qualifiedCounts.forget()
	}
	if x.kinds&(app.Customers|app.Forecasts) != 0 {
		m.useSums.forget()
		m.useOrders.forget()
	}
	if x.wroteTo(heldBy...) {
		m.againstFrozen.forget()
	}
	if x.wroteTo(leadBy...) {
		m.ledUse.forget()
	}
	everything := x.kinds&(app.Usage|app.Customers|app.Company|app.Outages|app.Reference) != 0
	if everything || x.wroteTo(deviatedBy...) {
		m.deviated.forget()
		m.likely.forget()
	}
	if everything || x.wroteTo(leadBy...) {
		m.led.forget()
	}
	if everything || x.wroteTo(judgedBy...) {
		m.judgedErrors.forget()
	}
}
