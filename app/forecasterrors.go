package app

import (
	"cmp"
	"slices"
)

// ErrorAsk is what the errors of forecasts are asked of.
type ErrorAsk struct {
	To      int64 // YYYYMM: the last month; 0: the last one that can be judged
	Months  int   // how many up to it
	Unit    OrgUnitID
	Manager StaffID
}

// ErrorMonths is how many months are looked at unless somebody asks for more.
const ErrorMonths = 12

// JudgedForecast is what was forecast for a customer's month before it was
// known, and what came.
type JudgedForecast struct {
	Manager     StaffID
	Month       int64
	Actual      int64
	Model       int64
	Adjusted    int64 // the manager's figure; holds when HasAdjusted does
	HasAdjusted bool
}

// ErrorSums is how far off forecasts were, added up.
type ErrorSums struct {
	Customers int64 // a customer counts once for each month
	Actual    int64 // kWh
	Model     int64 // kWh off, either way
	Expected  int64 // kWh off, of the managers' figures where there are any, else of the model's
	ModelBias int64 // kWh more than came, less than 0: less
	Bias      int64 // the same of what was expected

	Adjusted       int64 // how many figures of managers came true or not
	Helped         int64 // those that were nearer than the model's
	AdjustedActual int64 // kWh that came where there was one
	AdjustedModel  int64 // kWh off, of the model, where there was one
	AdjustedOff    int64 // kWh off, of the managers
	AdjustedBias   int64 // kWh more than came
}

// Add counts a month of a customer.
func (s *ErrorSums) Add(j JudgedForecast) {
	model, expected := j.Model-j.Actual, j.Model-j.Actual
	if j.HasAdjusted {
		expected = j.Adjusted - j.Actual
		s.Adjusted++
		if magnitude(expected) < magnitude(model) {
			s.Helped++
		}
		s.AdjustedActual += j.Actual
		s.AdjustedModel += magnitude(model)
		s.AdjustedOff += magnitude(expected)
		s.AdjustedBias += expected
	}
	s.Customers++
	s.Actual += j.Actual
	s.Model += magnitude(model)
	s.Expected += magnitude(expected)
	s.ModelBias += model
	s.Bias += expected
}

// Plus is both together.
func (s ErrorSums) Plus(o ErrorSums) ErrorSums {
	return ErrorSums{
		s.Customers + o.Customers, s.Actual + o.Actual, s.Model + o.Model, s.Expected + o.Expected, s.ModelBias + o.ModelBias, s.Bias + o.Bias,
		s.Adjusted + o.Adjusted, s.Helped + o.Helped, s.AdjustedActual + o.AdjustedActual, s.AdjustedModel + o.AdjustedModel,
		s.AdjustedOff + o.AdjustedOff, s.AdjustedBias + o.AdjustedBias,
	}
}

func magnitude(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// ModelError and ExpectedError are the absolute percentage errors weighted by
// kWh, in thousandths; false where nothing was used.
func (s ErrorSums) ModelError() (int64, bool) { return Part(s.Model, s.Actual) }

// ExpectedError is ModelError with the managers' figures.
func (s ErrorSums) ExpectedError() (int64, bool) { return Part(s.Expected, s.Actual) }

// ModelOff and ExpectedOff are the bias, in thousandths of what came.
func (s ErrorSums) ModelOff() (int64, bool) { return Part(s.ModelBias, s.Actual) }

// ExpectedOff is ModelOff with the managers' figures.
func (s ErrorSums) ExpectedOff() (int64, bool) { return Part(s.Bias, s.Actual) }

// ValueAdded is 预测增值: by how much the managers' figures were nearer than the
// model's, in thousandths of what came, where there were any. Less than 0: the
// model's were nearer.
func (s ErrorSums) ValueAdded() (int64, bool) {
	return Part(s.AdjustedModel-s.AdjustedOff, s.AdjustedActual)
}

// LearnedFrom is how many figures that came true or not tell a leaning.
const LearnedFrom = 10

// Leaning is by how much the figures of a manager lie too high, or less than 0
// too low, in thousandths of what came; false while there are too few to tell.
func (s ErrorSums) Leaning() (int64, bool) {
	off, known := Part(s.AdjustedBias, s.AdjustedActual)
	return off, known && s.Adjusted >= LearnedFrom
}

// Part is a part of a whole in thousandths; false where there is no whole.
func Part(part, whole int64) (int64, bool) {
	if whole <= 0 {
		return 0, false
	}
	return int64(float64(part)*1000/float64(whole) + half(part)), true
}

// half rounds away from nought.
func half(v int64) float64 {
	if v < 0 {
		return -0.5
	}
	return 0.5
}

// ErrorLine is the errors of one manager, or of one month.
type ErrorLine struct {
	Manager StaffID
	Name    string
	Month   int64
	ErrorSums
}

// ErrorReport is the errors of forecasts by manager and by month.
type ErrorReport struct {
	Ask      ErrorAsk
	All      ErrorSums
	Managers []ErrorLine // who has most of the use first
	Months   []ErrorLine // the oldest first
	Cells    []ErrorLine // of a manager in a month
}

// NewErrorReport brings the sums of managers and months together.
func NewErrorReport(ask ErrorAsk, cells []ErrorLine) ErrorReport {
	r := ErrorReport{Ask: ask}
	managers, months := map[StaffID]*ErrorLine{}, map[int64]*ErrorLine{}
	for _, c := range cells {
		if (!ask.Manager.IsZero() && c.Manager != ask.Manager) || c.Customers == 0 {
			continue
		}
		if managers[c.Manager] == nil {
			managers[c.Manager] = &ErrorLine{Manager: c.Manager, Name: c.Name}
		}
		if months[c.Month] == nil {
			months[c.Month] = &ErrorLine{Month: c.Month}
		}
		for _, into := range []*ErrorSums{&r.All, &managers[c.Manager].ErrorSums, &months[c.Month].ErrorSums} {
			*into = into.Plus(c.ErrorSums)
		}
		r.Cells = append(r.Cells, c)
	}
	for _, l := range managers {
		r.Managers = append(r.Managers, *l)
	}
	for _, l := range months {
		r.Months = append(r.Months, *l)
	}
	slices.SortFunc(r.Managers, func(a, b ErrorLine) int {
		return cmp.Or(cmp.Compare(b.Actual, a.Actual), cmp.Compare(a.Name, b.Name), slices.Compare(a.Manager[:], b.Manager[:]))
	})
	slices.SortFunc(r.Months, func(a, b ErrorLine) int { return cmp.Compare(a.Month, b.Month) })
	slices.SortFunc(r.Cells, func(a, b ErrorLine) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), slices.Compare(a.Manager[:], b.Manager[:]), cmp.Compare(a.Month, b.Month))
	})
	return r
}
