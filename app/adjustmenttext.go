package app

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// AdjustedTo reads what a manager types beside the model's figure: kWh, as
// "120000", "12万" or "120 MWh", or how much more or less, as "-15%".
func AdjustedTo(text string, model int64) (int64, error) {
	t := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), r == ',', r == '，':
			return -1
		case r == '−', r == '－':
			return '-'
		case r == '％':
			return '%'
		case r == '＋':
			return '+'
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		}
		return unicode.ToLower(r)
	}, text)
	if t == "" {
		return 0, Refuse("kwh", Missing)
	}
	if share, is := strings.CutSuffix(t, "%"); is {
		percent, err := strconv.ParseFloat(share, 64)
		if err != nil {
			return 0, Refuse("kwh", Malformed)
		}
		return wholeKWh(float64(model) * (1 + percent/100))
	}
	times := 1.0
	for _, unit := range adjustmentUnits {
		if number, is := strings.CutSuffix(t, unit.name); is {
			t, times = number, unit.kwh
			break
		}
	}
	kwh, err := strconv.ParseFloat(t, 64)
	if err != nil {
		return 0, Refuse("kwh", Malformed)
	}
	return wholeKWh(kwh * times)
}

// adjustmentUnits are what a figure may be told in, the longer names first.
var adjustmentUnits = []struct {
	name string
	kwh  float64
}{
	{"亿千瓦时", 1e8}, {"万千瓦时", 1e4}, {"千瓦时", 1}, {"万度", 1e4}, {"gwh", 1e6}, {"mwh", 1e3}, {"kwh", 1}, {"亿", 1e8}, {"万", 1e4}, {"度", 1},
}

// wholeKWh is a figure in whole kWh, if it can be one.
func wholeKWh(kwh float64) (int64, error) {
	if math.IsNaN(kwh) || kwh < 0 || kwh > MostUse {
		return 0, Refuse("kwh", Impossible)
	}
	return int64(kwh + 0.5), nil
}
