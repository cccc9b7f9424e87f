package data

import (
	"context"
	"errors"
	"slices"
	"strings"

	"lamplighter/app"
)

// AssignCases gives cases to one person, in one transaction. cases are as
// their reader saw them. What cannot be given away from where it stands, or
// was changed meanwhile, stays as it is and is answered with its reason; a
// person who does not work here today gets none.
func (s *Store) AssignCases(ctx context.Context, by app.Actor, cases []app.Case, to app.StaffID, note string) (done []app.CaseID, left []app.NotAssigned, err error) {
	if err := by.May(app.ChangeCases); err != nil {
		return nil, nil, err
	}
	if to.IsZero() {
		return nil, nil, app.Refuse("owner", app.NeedsOwner)
	}
	book, err := s.rulebook(ctx)
	if err != nil {
		return nil, nil, err
	}
	err = s.write(ctx, by, app.Why{}, func(x *tx) error {
		if err := x.checkOwner(ctx, to); err != nil {
			return err
		}
		done, left = nil, nil
		for _, was := range cases {
			why := x.assignCase(ctx, was, to, strings.TrimSpace(note), book)
			switch _, refused := errors.AsType[*app.Refusal](why); {
			case why == nil:
				done = append(done, was.ID)
			case refused, errors.Is(why, app.ErrChangedMeantime), errors.Is(why, app.ErrNotFound):
				left = append(left, app.NotAssigned{Case: was.ID, Number: was.Number, Why: why})
			default:
				return why
			}
		}
		return nil
	})
	if err != nil {
		return nil, nil, wrap("assign cases", err)
	}
	return done, left, nil
}

func (x *tx) assignCase(ctx context.Context, was app.Case, to app.StaffID, note string, book *rulebook) error {
	file, err := x.caseFile(ctx, was, book)
	if err != nil {
		return err
	}
	current, err := x.readCase(ctx, was.ID)
	switch {
	case err != nil:
		return err
	case current.Owner != was.Owner:
		return app.ErrChangedMeantime
	case current.Owner == to && current.Status != app.Accepted:
		return app.Refuse("owner", app.NothingToDo)
	case current.Status == app.Assigned:
		return x.handOver(ctx, current, to, note)
	}
	move, leads := file.Assigning()
	if !leads {
		return app.Refuse("status", app.NotFromHere)
	}
	p := app.Progress{To: move.To, Owner: to, Note: note}
	if slices.Contains(move.Needs, app.NeedReason) { // taken out of somebody's hands: the note is the reason
		p.Note, p.Reason = "", note
	}
	_, err = x.moveCase(ctx, current, p, book)
	return err
}

// handOver gives a case that nobody has begun with to somebody else.
func (x *tx) handOver(ctx context.Context, was app.Case, to app.StaffID, note string) error {
	now := was
	now.Owner = to
	if err := x.putCase(ctx, was, now); err != nil {
		return err
	}
	if err := x.nameOn(ctx, now, to); err != nil {
		return err
	}
	return x.putCaseStep(ctx, app.CaseStep{
		Area: was.Area, Case: was.ID, From: was.Status, To: was.Status, FromStage: was.Stage, ToStage: was.Stage,
		By: x.by.Staff, At: x.now.UnixMilli(), Note: note, NewOwner: to,
	})
}
