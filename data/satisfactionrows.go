package data

import (
	"context"

	"lamplighter/app"
)

// The rows of satisfaction: for each noun its select list, its scan and its row
// for put.

const surveyResponseColumns = "id, area, sy_hlc, sy_dev, sy_ovr, customer_id, source, source_id, year, score, topics, opinion, channel, " +
	"asked_on, by_id, created_at, withdrawn_at"

func scanSurveyResponse(s scanner) (app.SurveyResponse, error) {
	var r app.SurveyResponse
	err := s.Scan(surveyResponseInto(&r)...)
	return r, err
}

func surveyResponseInto(r *app.SurveyResponse) []any {
	return []any{
		idInto(&r.ID), &r.Area, &r.Seen.HLC, &r.Seen.Device, laterInto(&r.Seen), idInto(&r.Customer), &r.Source, idInto(&r.Of),
		&r.Year, &r.Score, &r.Topics, &r.Opinion, &r.Channel, &r.AskedOn, idInto(&r.By), &r.CreatedAt, orZero(&r.WithdrawnAt),
	}
}

func surveyResponseRow(r app.SurveyResponse) row {
	return row{id: r.ID, area: r.Area, seen: r.Seen, fields: []field{
		{"customer_id", idOf(r.Customer)},
		{"source", string(r.Source)},
		{"source_id", idOf(r.Of)},
		{"year", r.Year},
		{"score", r.Score},
		{"topics", r.Topics},
		{"opinion", r.Opinion},
		{"channel", r.Channel},
		{"asked_on", string(r.AskedOn)},
		{"by_id", idOf(r.By)},
		{"created_at", r.CreatedAt},
		{"withdrawn_at", timeOf(r.WithdrawnAt)},
	}}
}

func (x *tx) putSurveyResponse(ctx context.Context, was, now app.SurveyResponse) error {
	return x.put(ctx, "survey_responses", before(was.ID.IsZero(), was, surveyResponseRow), surveyResponseRow(now))
}
