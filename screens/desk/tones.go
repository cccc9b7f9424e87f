package desk

import (
	"lamplighter/app"
	"lamplighter/screens/widgets"
)

// ScoreTone is how a score of satisfaction is coloured, wherever it stands.
func ScoreTone(score int64) widgets.Tone {
	switch {
	case score <= app.LowScore:
		return widgets.ToneBad
	case score > app.ScoreMax-app.LowScore:
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}

// VisitTone is how the status of a visit is coloured, wherever it stands.
func VisitTone(status app.VisitStatus) widgets.Tone {
	switch status {
	case app.VisitPlanned:
		return widgets.ToneInfo
	case app.VisitAppointed, app.VisitFollowUp:
		return widgets.ToneWarn
	case app.VisitRecorded, app.VisitArchived:
		return widgets.ToneGood
	}
	return widgets.ToneNeutral
}
