package app

import (
	"strconv"
	"strings"
)

// ParseMinutes reads a span of work as a hurried person types it: 90, 90m, 90分,
// 1.5h, 1.5小时, 1h30, 1小时30分, 1:30. Nothing typed is no minutes.
func ParseMinutes(text string) (int64, error) {
	no := &Refusal{Field: "minutes", Reason: Malformed, Value: text}
	typed := plain(text)
	if typed == "" {
		return 0, nil
	}
	if len(typed) > dayInputMax {
		return 0, no
	}
	typed = spanUnits.Replace(typed)
	hours, minutes, split := strings.Cut(typed, "h")
	if !split {
		hours, minutes = "", typed
	}
	minutes = strings.TrimSuffix(minutes, "m")
	var total float64
	if split {
		n, ok := amountOf(hours)
		if !ok || minutes != "" && strings.Contains(hours, ".") {
			return 0, no
		}
		total = n * 60
	}
	if minutes != "" {
		n, ok := amountOf(minutes)
		if !ok || strings.Contains(minutes, ".") || split && n >= 60 {
			return 0, no
		}
		total += n
	}
	return int64(total + 0.5), nil
}

var spanUnits = strings.NewReplacer("小时", "h", "个钟", "h", "时", "h", ":", "h", "分钟", "m", "分", "m", "hours", "h", "hour", "h", "minutes", "m", "min", "m")

// amountOf reads digits with at most one point; no sign, no exponent.
func amountOf(text string) (float64, bool) {
	if text == "" || len(text) > 6 || strings.Trim(text, "0123456789.") != "" {
		return 0, false
	}
	n, err := strconv.ParseFloat(text, 64)
	return n, err == nil
}
