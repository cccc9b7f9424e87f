package words

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"lamplighter/app"
)

// ServiceSpan names a usual span of figures.
func ServiceSpan(span app.ServiceSpan) string {
	switch span {
	case app.ThisWeek:
		return lang.X("span.this_week", "This week")
	case app.ThisMonth:
		return lang.L("This month")
	case app.LastMonth:
		return lang.L("Last month")
	case app.ThisYear:
		return lang.L("This year")
	}
	return string(span)
}

// Share is a ratio in per cent, Mean one with a decimal, MeanTime one of
// milliseconds. Of few, the number they hang on stands behind.
func Share(r app.Ratio) string { return ratio(r, fmt.Sprintf("%.1f%%", r.Value()*100)) }

// Mean is a ratio with one decimal.
func Mean(r app.Ratio) string { return ratio(r, fmt.Sprintf("%.1f", r.Value())) }

// MeanTime is a ratio of milliseconds as a span of time.
func MeanTime(r app.Ratio) string {
	return ratio(r, Elapsed(time.Duration(r.Value())*time.Millisecond))
}

func ratio(r app.Ratio, text string) string {
	switch {
	case !r.Known():
		return "–"
	case r.Few():
		return lang.X("figure.of_few", "{{.Figure}} (of {{.N}})", map[string]any{"Figure": text, "N": r.Of})
	}
	return text
}

// Approvals names who approved, the most first, with their numbers.
func Approvals(of []app.GreenApproval) string {
	parts := make([]string, len(of))
	for i, a := range of {
		parts[i] = a.Name + " " + Count(a.N)
	}
	return strings.Join(parts, lang.X("list.separator", ", "))
}
