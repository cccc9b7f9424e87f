package app

import (
	"math"
	"strconv"
	"strings"
)

// ParseScaled reads a figure as people type it, with or without its unit, as so
// many of its smallest parts: 12.5 % as 125 thousandths. Nothing is 0; what is
// no figure is refused under field.
func ParseScaled(field, text string, parts float64) (int64, error) {
	bare := strings.TrimRight(NormaliseCode(strings.NewReplacer(",", "", "%", "", "−", "-").Replace(text)), "kKvVaAwWhH")
	if bare == "" {
		return 0, nil
	}
	n, err := strconv.ParseFloat(bare, 64)
	if err != nil || math.IsNaN(n) || math.Abs(n) > 1e12 {
		return 0, Refuse(field, Malformed)
	}
	return int64(math.Round(n * parts)), nil
}

// FormatScaled writes so many smallest parts of a figure; nothing for 0.
func FormatScaled(n int64, parts float64) string {
	if n == 0 {
		return ""
	}
	return strconv.FormatFloat(float64(n)/parts, 'f', -1, 64)
}
