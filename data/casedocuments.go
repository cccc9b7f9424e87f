package data

import (
	"context"

	"lamplighter/app"
)

// ReceiveDocument enters that a document of a case came in, or with an empty
// day that it did not after all; note says what is odd about it.
func (s *Store) ReceiveDocument(ctx context.Context, by app.Actor, was app.CaseDocument, on app.Day, note string) error {
	if err := by.May(app.ChangeCases); err != nil {
		return err
	}
	switch {
	case on != "" && !on.Valid():
		return app.Refuse("received_on", app.Malformed)
	case on > app.DayOf(s.now()):
		return app.Refuse("received_on", app.InTheFuture)
	}
	now := was
	now.ReceivedOn, now.Note = on, note
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		c, err := x.readCase(ctx, was.Case)
		switch {
		case err != nil:
			return err
		case c.Status == app.Archived:
			return app.Refuse("status", app.NotFromHere)
		}
		return x.putCaseDocument(ctx, was, now)
	})
	return wrap("receive document", err)
}
