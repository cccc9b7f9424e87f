package data

import (
	"context"

	"lamplighter/app"
)

// keptTriggers are all versions of all triggers, withdrawn ones too.
func keptTriggers(ctx context.Context, q querier) ([]app.TrainingTrigger, error) {
	return collect(ctx, q, scanTrainingTrigger, "SELECT "+trainingTriggerColumns+" FROM training_triggers ORDER BY code, version DESC, n")
}

// TrainingTriggers lists every version of what proposes training.
func (s *Store) TrainingTriggers(ctx context.Context, by app.Actor) ([]app.TrainingTrigger, error) {
	ctx = s.within(ctx, by)
	if err := by.May(app.LearnHere); err != nil {
		return nil, err
	}
	kept, err := keptTriggers(ctx, s.reader)
	return inUseOf(kept, func(t app.TrainingTrigger) int64 { return t.WithdrawnAt }), wrap("training triggers", err)
}

// SaveTrainingTrigger keeps a trigger as the next version of its code.
func (s *Store) SaveTrainingTrigger(ctx context.Context, by app.Actor, t app.TrainingTrigger) (app.TrainingTrigger, error) {
	if err := by.May(app.ChangeTraining); err != nil {
		return app.TrainingTrigger{}, err
	}
	err := s.write(ctx, by, app.Why{Source: "training trigger", OccurredOn: t.ValidFrom}, func(x *tx) error {
		kept, err := keptTriggers(ctx, x.s.conn)
		if err != nil {
			return err
		}
		courses, err := coursesInUse(ctx, x.s.conn)
		if err != nil {
			return err
		}
		if t, err = app.NextTrainingTrigger(kept, courses, t, app.DayOf(x.now)); err != nil {
			return err
		}
		t.ID = newID[app.TrainingTriggerID]()
		err = x.putTrainingTrigger(ctx, app.TrainingTrigger{}, t)
		t.Seen = x.wrote
		return err
	})
	return t, wrap("save training trigger", err)
}
