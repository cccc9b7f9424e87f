package app

import "slices"

// Figure is a number that may not be known.
type Figure struct {
	Value float64
	Known bool
}

// Of is a figure that is known.
func Of(value float64) Figure { return Figure{Value: value, Known: true} }

// SegmentFacts is what the rules of segments ask about a customer. The figures
// of use stay unknown where nothing was read.
type SegmentFacts struct {
	Kind            CustomerKind
	Class           string
	ImportantGrades []string // of the customer and of a sheet in force
	Industries      []string // of the customer and of accounts that differ
	Size            string
	Cares           []string // why special care is needed, in force
	Voltages        []string
	UsageCategories []string

	Accounts     int64 // in use
	ContractedVA int64 // of all of them; 0: not known
	RunningVA    int64
	PVW          int64 // 0: none
	ChargerW     int64
	StorageWh    int64

	LoadFactor       Figure // of 1
	PeakShare        Figure // of 1
	ValleyShare      Figure // of 1
	Seasonality      Figure
	Growth           Figure // percent, year on year
	CapacityUse      Figure // of 1
	Volatility       Figure
	PowerFactor      Figure // of 1
	MonthsWithoutUse Figure
}

// SetUse takes what is known of the use: shares stay shares of one, growth
// becomes percent.
func (f *SegmentFacts) SetUse(p UsageProfile) {
	figure := func(of Feature, scale float64) Figure { return Figure{Value: of.Value * scale, Known: of.Known} }
	f.LoadFactor, f.PeakShare, f.ValleyShare = figure(p.LoadFactor, 1), figure(p.PeakShare, 1), figure(p.ValleyShare, 1)
	f.Seasonality, f.Growth, f.CapacityUse = figure(p.Season, 1), figure(p.Growth, 100), figure(p.CapacityUse, 1)
	f.Volatility, f.PowerFactor = figure(p.Volatility, 1), figure(p.PowerFactor, 1)
	f.MonthsWithoutUse = Figure{Value: float64(p.Idle), Known: p.Until != 0}
}

// usageFigures are those that SetUse fills.
var usageFigures = []string{
	"load_factor", "peak_share", "valley_share", "seasonality", "growth", "capacity_use", "volatility", "power_factor", "months_without_use",
}

// unlessZero is a figure whose zero says that nobody entered it.
func unlessZero(value int64, unit float64) Figure {
	return Figure{Value: float64(value) / unit, Known: value != 0}
}

// figures are the numbers a condition may compare, by the name it is written
// with; the unit is in the name.
var figures = map[string]func(*SegmentFacts) Figure{
	"accounts":           func(f *SegmentFacts) Figure { return Of(float64(f.Accounts)) },
	"contracted_kva":     func(f *SegmentFacts) Figure { return unlessZero(f.ContractedVA, 1000) },
	"running_kva":        func(f *SegmentFacts) Figure { return unlessZero(f.RunningVA, 1000) },
	"pv_kw":              func(f *SegmentFacts) Figure { return Of(float64(f.PVW) / 1000) },
	"charger_kw":         func(f *SegmentFacts) Figure { return Of(float64(f.ChargerW) / 1000) },
	"storage_kwh":        func(f *SegmentFacts) Figure { return Of(float64(f.StorageWh) / 1000) },
	"load_factor":        func(f *SegmentFacts) Figure { return f.LoadFactor },
	"peak_share":         func(f *SegmentFacts) Figure { return f.PeakShare },
	"valley_share":       func(f *SegmentFacts) Figure { return f.ValleyShare },
	"seasonality":        func(f *SegmentFacts) Figure { return f.Seasonality },
	"growth":             func(f *SegmentFacts) Figure { return f.Growth },
	"capacity_use":       func(f *SegmentFacts) Figure { return f.CapacityUse },
	"volatility":         func(f *SegmentFacts) Figure { return f.Volatility },
	"power_factor":       func(f *SegmentFacts) Figure { return f.PowerFactor },
	"months_without_use": func(f *SegmentFacts) Figure { return f.MonthsWithoutUse },
}

// segmentWords are the codes a condition may ask for; several where a customer
// has several accounts.
var segmentWords = map[string]func(*SegmentFacts) []string{
	"kind":            func(f *SegmentFacts) []string { return given(string(f.Kind)) },
	"class":           func(f *SegmentFacts) []string { return given(f.Class) },
	"size":            func(f *SegmentFacts) []string { return given(f.Size) },
	"important_grade": func(f *SegmentFacts) []string { return f.ImportantGrades },
	"industry":        func(f *SegmentFacts) []string { return f.Industries },
	"care":            func(f *SegmentFacts) []string { return f.Cares },
	"voltage":         func(f *SegmentFacts) []string { return f.Voltages },
	"usage_category":  func(f *SegmentFacts) []string { return f.UsageCategories },
}

// WordList is the code table behind a word of a condition; "" for words that
// are no codes.
func WordList(name string) string {
	switch name {
	case "class":
		return "customer_class"
	case "kind":
		return "customer_kind"
	case "important_grade", "industry", "voltage", "usage_category":
		return name
	case "care":
		return "care_kind"
	}
	return ""
}

func given(word string) []string {
	if word == "" {
		return nil
	}
	return []string{word}
}

// ConditionNames lists the figures and the words that a condition may name, by
// name.
func ConditionNames() (numbers, codes []string) {
	for name := range figures {
		numbers = append(numbers, name)
	}
	for name := range segmentWords {
		codes = append(codes, name)
	}
	slices.Sort(numbers)
	slices.Sort(codes)
	return numbers, codes
}
