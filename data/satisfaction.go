package data

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"lamplighter/app"
)

// putSatisfaction keeps what a customer said of a case or of a visit, or in the
// survey of a year: one row for each matter, changed when he says something
// else. A score of 0 takes back what was said.
func (x *tx) putSatisfaction(ctx context.Context, r app.SurveyResponse) error {
	was, err := x.saidBefore(ctx, r)
	now := was
	switch known := !errors.Is(err, app.ErrNotFound); {
	case known && err != nil:
		return err
	case !known && r.Score == 0:
		return nil
	case !known:
		now = r
		now.ID, now.CreatedAt = newID[app.SurveyResponseID](), x.now.UnixMilli()
	case r.Score == 0:
		now.WithdrawnAt = x.now.UnixMilli()
	default:
		now.Customer, now.Score, now.Topics, now.Opinion, now.Channel, now.AskedOn = r.Customer, r.Score, r.Topics, r.Opinion, r.Channel, r.AskedOn
		now.WithdrawnAt = 0
	}
	if now.AskedOn == "" {
		now.AskedOn = app.DayOf(x.now)
	}
	now.By = x.by.Staff
	return x.putSurveyResponse(ctx, was, now)
}

func (x *tx) saidBefore(ctx context.Context, r app.SurveyResponse) (app.SurveyResponse, error) {
	q, err := x.reads()
	if err != nil {
		return app.SurveyResponse{}, err
	}
	const from = "SELECT " + surveyResponseColumns + " FROM survey_responses WHERE "
	if r.Source == app.SurveyOfYear {
		return one(ctx, q, scanSurveyResponse, from+"customer_id = ? AND source = ? AND year = ? ORDER BY withdrawn_at IS NOT NULL, created_at DESC LIMIT 1", r.Customer[:], string(r.Source), r.Year)
	}
	return one(ctx, q, scanSurveyResponse, from+"source_id = ? ORDER BY withdrawn_at IS NOT NULL, created_at DESC LIMIT 1", r.Of[:])
}

// rateCase keeps the closing opinion of a case, whenever it is closed or the
// opinion is another one.
func (x *tx) rateCase(ctx context.Context, was, now app.Case, way string) error {
	if now.Opinion == was.Opinion && now.ClosedAt == was.ClosedAt || now.Opinion == "" {
		return nil
	}
	r := app.SaidOfCase(now, now.Opinion)
	r.Channel = way
	return x.putSatisfaction(ctx, r)
}

// rateCalledBack keeps what was said in a call-back, which is newer than what
// was said at closing. A call that brought no opinion leaves that alone.
func (x *tx) rateCalledBack(ctx context.Context, c app.Case, opinion string) error {
	r := app.SaidOfCase(c, opinion)
	if r.Score == 0 {
		return nil
	}
	r.Channel = "phone"
	return x.putSatisfaction(ctx, r)
}

// rateVisit keeps what was said in a visit, or in the call that followed it, on
// the day it was asked.
func (x *tx) rateVisit(ctx context.Context, v app.Visit, way string, on app.Day) error {
	r := app.SaidInVisit(v)
	r.Channel, r.AskedOn = way, on
	return x.putSatisfaction(ctx, r)
}

// AddSurvey keeps what a customer answered to the yearly survey. One who has
// answered that year already is refused with AlreadyThere, unless the new
// answer is to replace the old one, which the change log keeps.
func (s *Store) AddSurvey(ctx context.Context, by app.Actor, r app.SurveyResponse, replace bool) error {
	if err := by.May(app.ChangeVisits); err != nil {
		return err
	}
	r.Source, r.Of, r.Area, r.Opinion = app.SurveyOfYear, app.RecordID{}, by.Area, strings.TrimSpace(r.Opinion)
	if err := r.Check(app.DayOf(s.now())); err != nil {
		return err
	}
	return wrap("add survey", s.write(ctx, by, app.Why{Source: "survey", OccurredOn: r.AskedOn}, func(x *tx) error {
		before, err := x.saidBefore(ctx, r)
		if err != nil && !errors.Is(err, app.ErrNotFound) {
			return err
		}
		if err == nil && before.WithdrawnAt == 0 && !replace {
			return &app.Refusal{Field: "year", Reason: app.AlreadyThere, Value: fmt.Sprint(before.Score)}
		}
		return x.putSatisfaction(ctx, r)
	}))
}

// said is every answer of some customers or days: those kept, and the closing
// opinions of cases that were closed before answers were. A later call-back
// counts in place of the closing opinion. narrow is a condition on customer_id
// and asked_on.
func said(responses, cases string) string {
	opinion := "coalesce((SELECT b.opinion FROM call_backs b WHERE b.case_id = c.id AND b.called_at > 0 AND " + scoreOf("b.opinion") + " > 0 ORDER BY b.called_at DESC LIMIT 1), c.opinion)"
	return `SELECT id, area, sy_hlc, sy_dev, sy_ovr, customer_id, source, source_id, year, score, topics, opinion, channel, asked_on, by_id, created_at, withdrawn_at
		FROM survey_responses WHERE withdrawn_at IS NULL AND ` + responses + `
	UNION ALL SELECT c.id, c.area, 0, 0, NULL, c.customer_id, '` + string(app.SurveyOfCase) + `', c.id, 0, ` + scoreOf(opinion) + ` AS score, '', '', '', ` + dayOf("c.closed_at") + `, c.accepted_by, c.closed_at, NULL
		FROM cases c WHERE c.withdrawn_at IS NULL AND c.protected = 0 AND c.closed_at > 0 AND ` + cases + `
		AND NOT EXISTS (SELECT 1 FROM survey_responses o WHERE o.source_id = c.id) AND ` + scoreOf(opinion) + ` > 0`
}

// scoreOf puts a column of opinions on the scale, as app.ScoreOfOpinion does.
func scoreOf(column string) string {
	text := "CASE " + column
	for _, o := range app.OpinionScores() {
		text += fmt.Sprintf(" WHEN '%s' THEN %d", o.Opinion, o.Score)
	}
	return text + " ELSE 0 END"
}

// dayOf is the day in China of a column of moments.
func dayOf(column string) string { return "date(" + column + " / 1000 + 28800, 'unixepoch')" }

// SatisfactionOf is how satisfied a customer is, with every answer behind it,
// the newest first.
func (s *Store) SatisfactionOf(ctx context.Context, by app.Actor, id app.CustomerID) (masked app.CustomerSatisfaction, _ error) {
	ctx = s.within(ctx, by)
	defer mask(by, &masked)
	if err := by.May(app.ReadVisits); err != nil {
		return app.CustomerSatisfaction{}, err
	}
	all, err := collect(ctx, s.reader, scanAnswer, answersOf(said("customer_id = ?1", "c.customer_id = ?1"))+" LIMIT 500", id[:])
	if err != nil {
		return app.CustomerSatisfaction{}, wrap("satisfaction", err)
	}
	responses := make([]app.SurveyResponse, len(all))
	for i, a := range all {
		responses[i] = a.SurveyResponse
	}
	return app.CustomerSatisfaction{Satisfaction: app.NewSatisfaction(responses, app.DayOf(s.now())), Said: all}, nil
}

// answersOf names what the answers are of, the newest first.
func answersOf(said string) string {
	return "SELECT " + prefixed("r", surveyResponseColumns) + `, coalesce(k.name, ''), coalesce((SELECT number FROM cases WHERE id = r.source_id),
		(SELECT number FROM visits WHERE id = r.source_id), ''), coalesce(t.name, '')
		FROM (` + said + `) r LEFT JOIN customers k ON k.id = r.customer_id LEFT JOIN staff t ON t.id = r.by_id ORDER BY r.asked_on DESC, r.created_at DESC`
}

func scanAnswer(r scanner) (app.SurveyAnswer, error) {
	var a app.SurveyAnswer
	into := surveyResponseInto(&a.SurveyResponse)
	err := r.Scan(append(into, &a.CustomerName, &a.Number, &a.AskedBy)...)
	return a, err
}
