package words

import (
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// TrainingState says how a course stands with somebody.
func TrainingState(state app.TrainingState) string {
	switch state {
	case app.StateExpired:
		return lang.X("gaps.expired", "expired")
	case app.StateLacking:
		return lang.X("gaps.lacking", "lacking")
	case app.StateExpiring:
		return lang.X("gaps.expiring", "expiring")
	case app.StateEnrolled:
		return lang.X("gaps.enrolled", "enrolled")
	case app.StateValid:
		return lang.X("gaps.valid", "valid")
	case app.StateExtra:
		return lang.X("gaps.extra", "had, not required")
	case app.StateNotRequired:
		return lang.X("gaps.not_required", "not required")
	}
	return string(state)
}

// TrainingDue names the gaps that fall due then; "" are all.
func TrainingDue(due app.TrainingDue) string {
	switch due {
	case app.DueOverdue:
		return lang.X("gaps.overdue", "Overdue")
	case app.Due7:
		return lang.L("Within 7 days")
	case app.Due30:
		return lang.L("Within 30 days")
	case app.Due90:
		return lang.L("Within 90 days")
	}
	return lang.L("All gaps")
}

// trainingGapRefusal says why somebody is not in a plan of classes.
func trainingGapRefusal(no *app.Refusal) (string, bool) {
	value := map[string]any{"Value": no.Value}
	switch no.Reason {
	case app.NobodyToTrain:
		return lang.L("Nothing is marked that is lacking. Mark gaps with Space, or all of them with Ctrl+A."), true
	case app.EnrolledAlready:
		return lang.L("is in class {{.Value}} already", value), true
	case app.NothingLacking:
		return lang.L("has the course meanwhile"), true
	case app.TooManyClasses:
		return lang.L("These would be {{.Value}} classes. Mark fewer, or let more people into each.", value), true
	}
	return "", false
}
