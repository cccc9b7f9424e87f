package app

// What is wrong, or odd, with the use of a month as a list hands it in. The
// words are reasons of an ImportProblem.
const (
	UseUnknownAccount = "unknown_account" // no account here has the number
	UseAhead          = "month_ahead"     // the month has not come yet
	UseTwice          = "month_twice"     // the list says the account's month twice
	UseNegative       = "use_negative"    // less than nothing
	UseBeyond         = "use_beyond"      // more than any account draws
	UseBeforeSupply   = "before_supply"   // supply had not begun
	UseAfterSupply    = "after_supply"    // supply had ended
	UseBackwards      = "register_back"   // the register ran backwards and had not come to its end

	UsePartsDiffer    = "parts_differ"     // the parts by time of day are not the whole
	UseMeterChanged   = "meter_changed"    // backwards, since the meter is another one
	UseRolled         = "register_rolled"  // backwards, since the register passed its end
	UseReadingsDiffer = "readings_differ"  // the readings say something else; the total is kept
	UseReadOutside    = "read_outside"     // the reading lies far from its month; the day is left out
	UseFactorOdd      = "factor_odd"       // no power factor; left out
	UseNameDiffers    = "use_other_name"   // the account is held under another name
	UseGap            = "use_gap"          // months before this one are missing
	UseJump           = "use_jump"         // far outside the account's own past
	UseZero           = "use_zero"         // nothing, where there never was nothing
	UseAboveCapacity  = "above_capacity"   // more than its capacity draws in a month
	UseAreaMissing    = "area_months"      // a whole area has no use in these months
	UseMarkUnreadable = "estimate_unclear" // neither read nor reckoned; taken as read
	UseSourceUnknown  = "use_source_odd"   // a word for no source that is known; left out
)

// mostOfAccount is what the largest power station makes in a month, in kWh: no
// account draws it.
const mostOfAccount = 10_000_000_000

// UsePlace is where a row of a list belongs: what is known of its account.
type UsePlace struct {
	Opened      int64 // month in which supply began; 0: not known
	Closed      int64 // month in which it ended; 0: it goes on
	CapacityVA  int64
	NewMeter    bool // a meter was put in during the month
	GivenParts  bool // the list has columns for the parts by time of day
	Registers   Registers
	HasRegister bool
}

// JudgeUse tells why the use of a month cannot be taken, and what is odd in it
// when it can. Both are looked at as the list says them; the account's past is
// UsePast's matter.
func JudgeUse(u MonthUse, at UsePlace, today Day) (refused string, odd []string) {
	switch {
	case u.Month > MonthOf(today):
		return UseAhead, nil
	case u.Total < 0 || u.Sharp < 0 || u.Peak < 0 || u.Flat < 0 || u.Valley < 0 || u.DemandW < 0:
		return UseNegative, nil
	case max(u.Total, u.Sharp, u.Peak, u.Flat, u.Valley) > mostOfAccount || u.DemandW > mostOfAccount:
		return UseBeyond, nil
	case at.Opened != 0 && u.Month < at.Opened:
		return UseBeforeSupply, nil
	case at.Closed != 0 && u.Month > at.Closed:
		return UseAfterSupply, nil
	}
	if at.HasRegister {
		if refused, odd = at.Registers.judge(u.Total, at.NewMeter); refused != "" {
			return refused, nil
		}
	}
	if at.GivenParts && !sameWithin(u.Sharp+u.Peak+u.Flat+u.Valley, u.Total) && u.Sharp+u.Peak+u.Flat+u.Valley > 0 {
		odd = append(odd, UsePartsDiffer)
	}
	if at.CapacityVA > 0 && u.Total > at.CapacityVA*HoursIn(u.Month)/1000*overload {
		odd = append(odd, UseAboveCapacity)
	}
	return "", odd
}

// overload is how many times its capacity an account may draw for a while
// before its figure is doubted.
const overload = 2

// sameWithin allows for parts that were rounded one by one.
func sameWithin(a, b int64) bool {
	differ := max(a-b, b-a)
	return differ <= 4 || differ*200 <= max(a, b)
}

// Registers are the readings at both ends of a month, in thousandths.
type Registers struct {
	Previous, Current int64
	Multiplier        int64 // thousandths; 0: one
}

// Used is what the readings say was used, in kWh. rolled is whether the register
// passed its end on the way; ok is false where it ran backwards and stood too far
// from its end for that.
func (r Registers) Used() (kwh int64, rolled, ok bool) {
	moved := r.Current - r.Previous
	if moved < 0 {
		end := turnsAt(r.Previous)
		if r.Previous >= end || r.Previous < end/10*9 || r.Current > end/10 {
			return 0, false, false
		}
		moved, rolled = moved+end, true
	}
	times := r.Multiplier
	if times == 0 {
		times = 1000
	}
	if moved > MostUse*1000/times*1000 {
		return 0, rolled, false
	}
	return (moved/1000*times + moved%1000*times/1000 + 500) / 1000, rolled, true
}

// turnsAt is where a register begins anew: meters have four to eight digits
// before the point.
func turnsAt(reading int64) int64 {
	end := int64(10_000 * 1000)
	for end <= reading && end < 100_000_000*1000 {
		end *= 10
	}
	return end
}

func (r Registers) judge(total int64, newMeter bool) (refused string, odd []string) {
	if r.Previous < 0 || r.Current < 0 || r.Multiplier < 0 {
		return UseNegative, nil
	}
	used, rolled, ok := r.Used()
	switch {
	case newMeter && r.Current < r.Previous:
		return "", []string{UseMeterChanged}
	case !ok:
		return UseBackwards, nil
	case rolled:
		odd = append(odd, UseRolled)
	}
	if !sameWithin(used, total) {
		odd = append(odd, UseReadingsDiffer)
	}
	return "", odd
}
