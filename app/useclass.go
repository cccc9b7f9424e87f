package app

import "strings"

// UseClass is whom a customer resembles in how he uses electricity: a section of
// the industries, or what his tariff says where no industry is known.
type UseClass string

// The classes besides the sections A to T of GB/T 4754.
const (
	UseAtHome  UseClass = "home"
	UseOnFarm  UseClass = "farm"
	UseInTrade UseClass = "trade" // shops and offices of which no more is known
)

// UseClassOf tells the class from the industry of GB/T 4754 and the usage
// category of the account.
func UseClassOf(industry, category string) UseClass {
	switch {
	case industry != "" && industry[0] >= 'A' && industry[0] <= 'T':
		return UseClass(industry[:1])
	case category == "203": // schools, at the tariff of households
		return "P"
	case strings.HasPrefix(category, "20"):
		return UseAtHome
	case strings.HasPrefix(category, "30"):
		return UseOnFarm
	case category == "100", category == "403":
		return "C"
	}
	return UseInTrade
}

// UseHabit is what is known of a class before anything was measured.
type UseHabit struct {
	Festival   float64 // how deep work rests over Spring Festival: 1 as in a park of factories, 0 not known
	LoadFactor float64 // mean load / capacity, to plan with until something was used
}

// UseHabits are those of all classes. The rest over Spring Festival was measured
// in industry only; the load factors are the trade's rough figures.
func UseHabits() map[UseClass]UseHabit {
	habits := map[UseClass]UseHabit{
		UseAtHome: {LoadFactor: 0.03}, UseOnFarm: {LoadFactor: 0.06}, UseInTrade: {LoadFactor: 0.15},
		"A": {LoadFactor: 0.08}, "B": {1, 0.40}, "C": {1, 0.35}, "D": {LoadFactor: 0.40}, "E": {1, 0.15}, "F": {LoadFactor: 0.20},
		"G": {LoadFactor: 0.25}, "H": {LoadFactor: 0.20}, "I": {LoadFactor: 0.45}, "P": {LoadFactor: 0.12}, "Q": {LoadFactor: 0.25},
	}
	for section := 'A'; section <= 'T'; section++ {
		if _, known := habits[UseClass(section)]; !known {
			habits[UseClass(section)] = UseHabit{LoadFactor: 0.15}
		}
	}
	return habits
}

// IndustrySection is 门类 of an industry: its letter; empty when it is not known.
func IndustrySection(industry string) string {
	if industry == "" || industry[0] < 'A' || industry[0] > 'T' {
		return ""
	}
	return industry[:1]
}

// IndustryDivision is 大类 of an industry: letter and two digits; empty when it is
// not known as far as that.
func IndustryDivision(industry string) string {
	if IndustrySection(industry) == "" || len(industry) < 3 {
		return ""
	}
	return industry[:3]
}
