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
// it the last moment and where the limit comes from.
func limitLine(limit app.NoticeLimit, now time.Time) fyne.CanvasObject {
	step := widgets.NewText(words.LimitStep(limit.Step))
	step.Shrinks = true
	source := widgets.NewMutedText(lang.L("by {{.Time}} · {{.Source}}", map[string]any{
		"Time": words.DueDay(limit.DueAt, now), "Source": limit.Source,
	}))
	source.Shrinks = true
	return container.NewVBox(container.NewBorder(nil, nil, nil, stateOf(limit, now), step), source)
}

func stateOf(limit app.NoticeLimit, now time.Time) fyne.CanvasObject {
	switch limit.State(now) {
	case app.ClockMet:
		return widgets.NewBadge(lang.L("in time"), widgets.ToneGood)
	case app.ClockBroken:
		return widgets.NewBadge(lang.L("too late"), widgets.ToneBad)
	}
	return widgets.NewCountdown(limit.StartAt, limit.DueAt, now)
}
