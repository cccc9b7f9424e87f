package data

import (
	"context"
	"errors"

	"lamplighter/app"
)

// Where an attempt stands that is taken here. It is written as drafts are: past
// the log, since nobody else has any use for it.

const pulseColumns = "attempt_id, spent_ms, seen_at, behind_ms, place, later, question_id, typed"

func scanPulse(s scanner) (app.AttemptPulse, error) {
	var p app.AttemptPulse
	err := s.Scan(idInto(&p.Attempt), &p.SpentMS, &p.SeenAt, &p.BehindMS, &p.Place, &p.Later, idInto(&p.TypedFor), &p.Typed)
	return p, err
}

// pulse reads one; an attempt without was begun on another device.
func (x *tx) pulse(ctx context.Context, id app.QuizAttemptID) (app.AttemptPulse, error) {
	p, err := one(ctx, x.s.conn, scanPulse, "SELECT "+pulseColumns+" FROM quiz_pulses WHERE attempt_id = ?", id[:])
	if errors.Is(err, app.ErrNotFound) {
		return p, app.Refuse("attempt", app.AttemptElsewhere)
	}
	return p, err
}

func (x *tx) keepPulse(ctx context.Context, p app.AttemptPulse) error {
	return x.exec(ctx, "INSERT OR REPLACE INTO quiz_pulses ("+pulseColumns+") VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		p.Attempt[:], p.SpentMS, p.SeenAt, p.BehindMS, p.Place, p.Later, idOf(p.TypedFor), p.Typed)
}

func (x *tx) dropPulse(ctx context.Context, id app.QuizAttemptID) error {
	return x.exec(ctx, "DELETE FROM quiz_pulses WHERE attempt_id = ?", id[:])
}
