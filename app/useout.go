package app

// UsageOut is which use goes out as a list.
type UsageOut struct {
	From, To int64 // months, both included
	Wide     bool  // an account a row with a column for each month; else an account and a month a row
	Area     Area  // 0: all
}

// mostMonthsOut is more than any list of months needs.
const mostMonthsOut = 240

// Check refuses months that are none, reversed, or too many.
func (o UsageOut) Check() error {
	switch {
	case !ValidMonth(o.From):
		return Refuse("from_month", Malformed)
	case !ValidMonth(o.To):
		return Refuse("to_month", Malformed)
	case o.To < o.From:
		return Refuse("to_month", EndsBeforeStart)
	case MonthsFrom(o.From, o.To) >= mostMonthsOut:
		return Refuse("to_month", TooLong)
	}
	return nil
}

// Months lists them, the oldest first.
func (o UsageOut) Months() []int64 {
	var all []int64
	for month := o.From; month != 0 && month <= o.To; month = AddMonths(month, 1) {
		all = append(all, month)
	}
	return all
}
