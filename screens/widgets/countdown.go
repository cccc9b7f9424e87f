package widgets

import (
	"time"

	"fyne.io/fyne/v2/lang"
)

// Countdown is a badge that says how long something has to run, to the minute,
// or by how much it is over. It moves when it is told the time: whoever shows
// it passes on the tick of the window.
type Countdown struct {
	Badge
	from, until time.Time
}

// NewCountdown counts from one moment to another, both in Unix milliseconds.
func NewCountdown(from, until int64, now time.Time) *Countdown {
	c := &Countdown{from: time.UnixMilli(from), until: time.UnixMilli(until)}
	c.Text, c.Tone = Remaining(from, until, now)
	c.ExtendBaseWidget(c)
	return c
}

// Tick tells the countdown the time.
func (c *Countdown) Tick(now time.Time) {
	text, tone := Remaining(c.from.UnixMilli(), c.until.UnixMilli(), now)
	if text != c.Text || tone != c.Tone {
		c.Set(text, tone)
	}
}

// soonAtMost is how long before the end of a long stretch it counts as near.
const soonAtMost = 24 * time.Hour

// Remaining words how long there is until a moment, as a Countdown does, and
// gives its tone: from a quarter of the stretch, and a day at most, it warns.
func Remaining(from, until int64, now time.Time) (string, Tone) {
	left := time.UnixMilli(until).Sub(now)
	whole := time.Duration(until-from) * time.Millisecond
	switch {
	case left < 0:
		return over(-left), ToneBad
	case left <= min(soonAtMost, whole/4):
		return leftOver(left), ToneWarn
	}
	return leftOver(left), ToneInfo
}

// far is from when on nobody counts the hours.
const far = 10 * 24 * time.Hour

func leftOver(d time.Duration) string {
	said := parts(d)
	switch {
	case d < time.Minute:
		return lang.L("less than 1 min left")
	case d < time.Hour:
		return lang.L("{{.M}} min left", said)
	case d < 48*time.Hour:
		return lang.L("{{.H}} h {{.M}} min left", said)
	case d >= far:
		return lang.L("{{.D}} days left", said)
	}
	return lang.L("{{.D}} days {{.DH}} h left", said)
}

// over words an excess; the first minute counts from its first second.
func over(d time.Duration) string {
	d = d.Truncate(time.Minute) + time.Minute
	said := parts(d)
	switch {
	case d < time.Hour:
		return lang.L("over by {{.M}} min", said)
	case d < 48*time.Hour:
		return lang.L("over by {{.H}} h {{.M}} min", said)
	}
	return lang.L("over by {{.D}} days {{.DH}} h", said)
}

func parts(d time.Duration) map[string]any {
	hours := int(d.Hours())
	return map[string]any{"D": hours / 24, "DH": hours % 24, "H": hours, "M": int(d.Minutes()) % 60}
}
