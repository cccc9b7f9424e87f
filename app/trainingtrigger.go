package app

import (
	"cmp"
	"slices"
)

// TriggerEvidences are the kinds of evidence, in the order they are offered.
func TriggerEvidences() []TriggerEvidence {
	return []TriggerEvidence{EvidenceComplaints, EvidenceOverruns, EvidenceLowScores, EvidenceFailed}
}

// Check refuses a trigger that could propose nothing. Only what was not passed
// needs no course: it proposes itself.
func (t TrainingTrigger) Check() error {
	switch {
	case !codeFits(t.Code):
		return codeRefused("code", t.Code)
	case !slices.Contains(TriggerEvidences(), t.Evidence):
		return Refuse("trigger_evidence", Missing)
	case t.Times < 1 || t.Times > triggerTimesMost:
		return Refuse("times", Impossible)
	case t.Months < 1 || t.Months > triggerMonthsMost:
		return Refuse("months", Impossible)
	case t.Course == "" && t.Evidence != EvidenceFailed:
		return Refuse("course", Missing)
	case t.ValidFrom != "" && !t.ValidFrom.Valid():
		return Refuse("valid_from", Malformed)
	case t.ValidTo != "" && !t.ValidTo.Valid():
		return Refuse("valid_to", Malformed)
	case t.ValidTo != "" && t.ValidTo < t.ValidFrom:
		return Refuse("valid_to", EndsBeforeStart)
	}
	return nil
}

const (
	triggerTimesMost  = 99
	triggerMonthsMost = 60
)

// NextTrainingTrigger readies a trigger as it was edited: a new one or the next
// version of its code. What was decided before stays decided.
func NextTrainingTrigger(kept []TrainingTrigger, courses []Course, now TrainingTrigger, today Day) (TrainingTrigger, error) {
	if err := now.Check(); err != nil {
		return now, err
	}
	if now.Course != "" && !slices.ContainsFunc(courses, func(c Course) bool { return c.Code == now.Course }) {
		return now, &Refusal{Field: "course", Reason: Unknown, Value: now.Course}
	}
	was, number := following(kept, now.Code)
	now.ID, now.Seen, now.Version = TrainingTriggerID{}, Seen{}, number
	same := was
	same.ID, same.Seen, same.Version, same.ValidFrom = now.ID, now.Seen, now.Version, now.ValidFrom
	if same == now {
		return now, Refuse("times", NothingToDo)
	}
	return now, checkBegin(was.ValidFrom, now.ValidFrom, today)
}

// TrainingTriggersOn is the triggers in force on a day, by evidence and code.
func TrainingTriggersOn(kept []TrainingTrigger, day Day) []TrainingTrigger {
	out := newestOn(kept, day)
	slices.SortFunc(out, func(a, b TrainingTrigger) int {
		return cmp.Or(cmp.Compare(slices.Index(TriggerEvidences(), a.Evidence), slices.Index(TriggerEvidences(), b.Evidence)), cmp.Compare(a.Code, b.Code))
	})
	return out
}

func (t TrainingTrigger) version() versionOf {
	return versionOf{of: t.Code, number: t.Version, from: t.ValidFrom, to: t.ValidTo, gone: t.WithdrawnAt != 0, id: t.ID}
}
