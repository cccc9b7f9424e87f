package charts

import "lamplighter/app"

// usualMonths are on view unless more are asked for.
const usualMonths = 12

// Use shows the electricity used month by month as bars, the year before as a
// line over them.
type Use struct {
	Columns
	Months int // on view, 12 to 24
}

// NewUse is an empty chart of twelve months.
func NewUse() *Use {
	u := &Use{Months: usualMonths}
	u.self = u
	u.ExtendBaseWidget(u)
	return u
}

// Set shows what was used; the months before those on view are the year before.
func (u *Use) Set(used []app.MonthUse) { u.Columns.Set(OfUse(used, u.Months)) }
