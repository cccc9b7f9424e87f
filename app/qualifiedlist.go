package app

import "slices"

// QualifiedView is a list of states to choose.
type QualifiedView string

// The views. What expires within 90 days holds what does within 30.
const (
	ViewReady       QualifiedView = "ready"
	ViewWithin7     QualifiedView = "within_7"
	ViewWithin30    QualifiedView = "within_30"
	ViewWithin90    QualifiedView = "within_90"
	ViewExpired     QualifiedView = "expired"
	ViewUnqualified QualifiedView = "unqualified"
	ViewQualified   QualifiedView = "qualified" // on that day, those that expire among them
	ViewEverybody   QualifiedView = "all"
)

// QualifiedViews are the views in the order they are offered.
func QualifiedViews() []QualifiedView {
	return []QualifiedView{ViewReady, ViewWithin7, ViewWithin30, ViewWithin90, ViewExpired, ViewUnqualified, ViewQualified, ViewEverybody}
}

var within = map[QualifiedView]int{ViewWithin7: 7, ViewWithin30: 30, ViewWithin90: RenewalDays}

// Takes reports whether a view holds a state; no view holds all.
func (v QualifiedView) Takes(s QualificationState) bool {
	switch v {
	case ViewReady:
		return s.Grantable()
	case ViewWithin7, ViewWithin30, ViewWithin90:
		return s.Valid() && s.Last.UntilOn != "" && s.DaysLeft() <= within[v]
	case ViewExpired:
		return s.Status == QualifiedExpired
	case ViewUnqualified:
		return s.Status == Unqualified
	case ViewQualified:
		return s.Valid()
	}
	return true
}

// QualifiedFilter narrows the states of everybody in every qualification.
type QualifiedFilter struct {
	Qualification QualificationID
	Unit          OrgUnitID // with the units below it
	Post          string
	Text          string // part of a name or of a staff number
	View          QualifiedView
	On            Day // empty: today
}

// CountQualified says how many states each view holds.
func CountQualified(states []QualificationState) map[QualifiedView]int64 {
	counts := map[QualifiedView]int64{}
	for _, s := range states {
		for _, v := range QualifiedViews() {
			if v.Takes(s) {
				counts[v]++
			}
		}
	}
	return counts
}

// UnitsBelow is a unit with all that belong to it.
func UnitsBelow(units []OrgUnit, top OrgUnitID) []OrgUnitID {
	out := []OrgUnitID{top}
	for i := 0; i < len(out); i++ { // out grows while it is read
		for _, u := range units {
			if u.Parent == out[i] && !slices.Contains(out, u.ID) {
				out = append(out, u.ID)
			}
		}
	}
	return out
}
