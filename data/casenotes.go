package data

import (
	"context"

	"lamplighter/app"
)

// NoteOnCase adds a note to a case's life without moving it.
func (s *Store) NoteOnCase(ctx context.Context, by app.Actor, c app.Case, note app.CaseNote) error {
	if err := by.May(app.ChangeCases); err != nil {
		return err
	}
	if note.Text == "" && note.Contact == "" {
		return app.Refuse("note", app.Missing)
	}
	err := s.write(ctx, by, app.Why{}, func(x *tx) error {
		now, err := x.readCase(ctx, c.ID)
		if err != nil {
			return err
		}
		return x.putCaseStep(ctx, app.CaseStep{
			Area: now.Area, Case: now.ID, From: now.Status, To: now.Status, FromStage: now.Stage, ToStage: now.Stage, By: by.Staff, At: x.now.UnixMilli(),
			Note: note.Text, Contact: note.Contact,
		})
	})
	return wrap("note on case", err)
}
