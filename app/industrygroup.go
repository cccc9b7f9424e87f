package app

import "strings"

// IndustryGroup is 自定义行业组: industries that the company looks at together.
type IndustryGroup struct {
	ID          IndustryGroupID
	Area        Area
	Name        string
	Industries  string // sections, divisions, groups or classes of GB/T 4754, with commas between
	Note        string
	By          StaffID
	MadeAt      int64 // Unix ms
	WithdrawnAt int64 // Unix ms; 0 while in use
	Seen        Seen
}

// IndustryGroupID names one.
type IndustryGroupID = ID[IndustryGroup]

// IndustryIn reports whether an industry belongs to one of a list of codes of GB/T
// 4754 with commas between: a code holds all that begin with it.
func IndustryIn(industries, code string) bool {
	for one := range strings.SplitSeq(industries, ",") {
		if one = strings.TrimSpace(one); one != "" && strings.HasPrefix(code, one) {
			return true
		}
	}
	return false
}
