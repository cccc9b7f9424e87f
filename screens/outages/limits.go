package outages

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
	"lamplighter/screens/widgets"
	"lamplighter/screens/words"
)

// limitLine shows a limit on notice: whom it is about and how it stands, under
// it the last moment and where the limit comes from. While the limit runs its
// countdown comes along, for the tick.
func limitLine(limit app.NoticeLimit, now time.Time) (fyne.CanvasObject, *widgets.Countdown) {
	step := widgets.NewText(words.LimitStep(limit.Step))
	step.Shrinks = true
	source := widgets.NewMutedText(lang.L("by {{.Time}} · {{.Source}}", map[string]any{
		"Time": words.DueDay(limit.DueAt, now), "Source": limit.Source,
	}))
	source.Shrinks = true
	var left *widgets.Countdown
	var state fyne.CanvasObject
	switch limit.State(now) {
	case app.ClockMet:
		state = widgets.NewBadge(lang.L("in time"), widgets.ToneGood)
	case app.ClockBroken:
		state = widgets.NewBadge(lang.L("too late"), widgets.ToneBad)
	default:
		left = widgets.NewCountdown(limit.StartAt, limit.DueAt, now)
		state = left
	}
	return container.NewVBox(container.NewBorder(nil, nil, nil, state, step), source), left
}
