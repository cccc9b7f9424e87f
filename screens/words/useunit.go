package words

import (
	"strconv"

	"fyne.io/fyne/v2/lang"
)

// UseUnit is the unit in which electricity is told.
type UseUnit struct {
	Name string
	KWh  int64 // that make one
}

// fewUnits are too few of a unit to change to it.
const fewUnits = 10

// UseUnitOf is the unit that figures up to this one are read best in: each
// language has its own large ones.
func UseUnitOf(most int64) UseUnit {
	unit := UseUnit{"kWh", 1}
	for _, larger := range []UseUnit{
		LargeUseUnit(),
		{lang.X("use.unit.huge", "GWh"), wholeNumber(lang.X("use.unit.huge.kwh", "1000000"))},
	} {
		if larger.KWh > 0 && most/fewUnits >= larger.KWh {
			unit = larger
		}
	}
	return unit
}

// LargeUseUnit is the unit in which the use of companies and of groups is told
// in columns: MWh, in Chinese ten thousand kWh.
func LargeUseUnit() UseUnit {
	return UseUnit{lang.X("use.unit.large", "MWh"), wholeNumber(lang.X("use.unit.large.kwh", "1000"))}
}

func wholeNumber(text string) int64 {
	n, _ := strconv.ParseInt(text, 10, 64) // the languages are tested
	return n
}

// Say writes a figure in the unit, without its name, with so many decimals that
// a difference of step is seen.
func (u UseUnit) Say(kwh, step int64) string {
	places := 0
	for reach := step; reach > 0 && reach < u.KWh && places < 4; reach *= 10 {
		places++
	}
	if places == 0 {
		return Count((kwh + u.KWh/2) / u.KWh)
	}
	return strconv.FormatFloat(float64(kwh)/float64(u.KWh), 'f', places, 64)
}

// UseOf writes a figure with its unit, in a unit that fits it, three digits at
// least.
func UseOf(kwh int64) string {
	u := UseUnitOf(kwh)
	return u.Say(kwh, max(1, kwh/100)) + " " + u.Name
}
