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
