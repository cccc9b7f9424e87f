package app

import (
	"fmt"
	"strings"
	"time"
)

// ParseTimeOfDay reads a time of day as people type it: 8, 830, 0830, 8:30,
// 8：30, 8.30, 8点, 8点30, 8点半, 24:00. It answers the time since midnight.
func ParseTimeOfDay(text string) (time.Duration, error) {
	if len(text) > dayInputMax {
		return 0, Refuse("time", Malformed)
	}
	typed := plain(text)
	if typed == "" {
		return 0, Refuse("time", Missing)
	}
	hours, minutes, parted := cutTime(typed)
	if !parted {
		switch n := len(typed); {
		case n > 4:
			return 0, Refuse("time", Malformed)
		case n > 2:
			hours, minutes = typed[:n-2], typed[n-2:]
		}
	}
	h, okH := digits(hours)
	m, okM := digits(minutes)
	switch {
	case !okH || !okM || len(hours) > 2 || len(minutes) > 2:
		return 0, Refuse("time", Malformed)
	case m > 59 || h > 24 || h == 24 && m > 0:
		return 0, Refuse("time", Impossible)
	}
	return time.Duration(h)*time.Hour + time.Duration(m)*time.Minute, nil
}

// cutTime parts hours from minutes at a sign; without one all are hours.
func cutTime(typed string) (hours, minutes string, parted bool) {
	for _, sign := range []string{":", ".", "点", "时"} {
		if before, after, found := strings.Cut(typed, sign); found {
			after = strings.TrimSuffix(after, "分")
			switch after {
			case "":
				after = "0"
			case "半":
				after = "30"
			}
			return before, after, true
		}
	}
	return typed, "0", false
}

// TimeOfDay writes the time of day of a moment in China, 08:30.
func TimeOfDay(t time.Time) string {
	t = t.In(Local)
	return fmt.Sprintf("%02d:%02d", t.Hour(), t.Minute())
}
