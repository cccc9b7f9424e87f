package app

import (
	"slices"
	"strings"
)

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

// IndustryList parts codes of GB/T 4754 with commas between.
func IndustryList(industries string) []string {
	codes := []string{}
	for one := range strings.SplitSeq(industries, ",") {
		if one = strings.TrimSpace(one); one != "" {
			codes = append(codes, one)
		}
	}
	return codes
}

// IndustryIn reports whether an industry belongs to one of a list of codes of
// GB/T 4754 with commas between: a code holds all that begin with it.
func IndustryIn(industries, code string) bool {
	return slices.ContainsFunc(IndustryList(industries), func(one string) bool { return strings.HasPrefix(code, one) })
}

// Check refuses a group without a name or of no industries.
func (g IndustryGroup) Check() error {
	switch {
	case strings.TrimSpace(g.Name) == "":
		return Refuse("name", Missing)
	case len([]rune(g.Name)) > titleMax:
		return Refuse("name", TooLong)
	case len(IndustryList(g.Industries)) == 0:
		return Refuse("industries", Missing)
	case len([]rune(g.Note)) > ContentMax:
		return Refuse("note", TooLong)
	}
	return nil
}
