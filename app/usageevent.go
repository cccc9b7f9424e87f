package app

import (
	"slices"
	"strings"
)

// Bounds of what can be told of a usage event: beyond these it is a slip of the
// key.
const (
	changeMost  = 20_000 // permille: twenty times more
	kwhMost     = 1_000_000_000
	eventFuture = 10 // years ahead
)

// What each kind of event can do to the use; kinds on neither list may do both.
var (
	usesLess = []string{"reduction", "closure", "holiday", "maintenance", "efficiency", "pv", "orderly_use"}
	usesMore = []string{"expansion", "new_line"}
)

// Check refuses an event that cannot be.
func (e UsageEvent) Check(today Day) error {
	switch {
	case e.Customer.IsZero():
		return Refuse("customer", Missing)
	case e.Kind == "":
		return Refuse("usage_event", Missing)
	case e.FromMonth == 0:
		return Refuse("from_month", Missing)
	case !monthExists(e.FromMonth), e.FromMonth/100 > MonthOf(today)/100+eventFuture:
		return Refuse("from_month", Impossible)
	case e.ToMonth != 0 && !monthExists(e.ToMonth), e.ToMonth/100 > MonthOf(today)/100+eventFuture:
		return Refuse("to_month", Impossible)
	case e.ToMonth != 0 && e.ToMonth < e.FromMonth:
		return Refuse("to_month", EndsBeforeStart)
	}
	if err := e.checkSize(); err != nil {
		return err
	}
	switch {
	case e.Confidence < 0 || e.Confidence > 100:
		return Refuse("confidence", Impossible)
	case strings.TrimSpace(e.Reason) == "":
		return Refuse("reason", Missing)
	case len([]rune(e.Reason)) > ContentMax:
		return Refuse("reason", TooLong)
	}
	return nil
}

// checkSize refuses an event that tells no size or two, or one against its
// kind: no closure makes a customer use more.
func (e UsageEvent) checkSize() error {
	field, size := "kwh", e.KWh
	if e.ChangePermille != 0 {
		field, size = "change_permille", e.ChangePermille
	}
	switch {
	case size == 0:
		return Refuse("kwh", NeedsSize)
	case e.KWh != 0 && e.ChangePermille != 0:
		return Refuse("change_permille", TwoSizes)
	case e.KWh < -kwhMost || e.KWh > kwhMost:
		return Refuse("kwh", Impossible)
	case e.ChangePermille < -1000 || e.ChangePermille > changeMost:
		return Refuse("change_permille", Impossible)
	case size > 0 && slices.Contains(usesLess, e.Kind), size < 0 && slices.Contains(usesMore, e.Kind):
		return Refuse(field, AgainstKind)
	}
	return nil
}

// UsesMore says which way a kind of event goes: 1 more, -1 less, 0 either.
func UsesMore(kind string) int64 {
	switch {
	case slices.Contains(usesMore, kind):
		return 1
	case slices.Contains(usesLess, kind):
		return -1
	}
	return 0
}
