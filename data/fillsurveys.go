package data

import (
	"context"

	"lamplighter/app"
	"lamplighter/data/sample"
)

// surveys keeps what a customer answered to the yearly surveys.
func (f *filling) surveys(ctx context.Context, x *tx, c app.Customer, answers []sample.Survey) error {
	for _, a := range answers {
		err := x.putSurveyResponse(ctx, app.SurveyResponse{}, app.SurveyResponse{
			ID: newID[app.SurveyResponseID](), Area: c.Area, Customer: c.ID, Source: app.SurveyOfYear, Year: a.Year, Score: a.Score, Opinion: a.Opinion,
			Channel: "phone", AskedOn: a.AskedOn, By: x.by.Staff, CreatedAt: a.AskedOn.Time().UnixMilli(),
		})
		if err != nil {
			return err
		}
	}
	return nil
}
