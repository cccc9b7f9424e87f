package app

// ServiceSpan is a span of days that figures are often asked for.
type ServiceSpan string

// The usual spans. Those that are not over end today.
const (
	ThisWeek  ServiceSpan = "this_week"
	ThisMonth ServiceSpan = "this_month"
	LastMonth ServiceSpan = "last_month"
	ThisYear  ServiceSpan = "this_year"
)

// ServiceSpans lists the usual spans, the shortest first.
func ServiceSpans() []ServiceSpan { return []ServiceSpan{ThisWeek, ThisMonth, LastMonth, ThisYear} }

// Days are the first and the last day of the span. Weeks begin on Monday.
func (s ServiceSpan) Days(today Day) (from, to Day) {
	if !today.Valid() {
		return "", ""
	}
	month := today[:8] + "01"
	switch s {
	case ThisWeek:
		return today.AddDays(-sinceMonday(today.Weekday())), today
	case LastMonth:
		last := month.AddDays(-1)
		return last[:8] + "01", last
	case ThisYear:
		return today[:5] + "01-01", today
	}
	return month, today
}
