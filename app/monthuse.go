package app

// MonthUse is 月用电量: what was used in a month. What nobody read is 0.
type MonthUse struct {
	Month      int64 // YYYYMM
	Total      int64 // kWh; the parts by time of day follow
	Sharp      int64 // 尖
	Peak       int64 // 峰
	Flat       int64 // 平
	Valley     int64 // 谷
	DemandW    int64 // 最大需量, watts
	PFPermille int64 // power factor, thousandths
	Estimated  bool  // not read but reckoned
	ReadDay    int64 // when it was read, in days from the month's first, which is 1; 0: not known
	Source     UseSource
}

// UseSource is where the use of a month is known from; empty: nobody said.
type UseSource string

// The sources.
const (
	UseMarketing UseSource = "marketing" // the marketing system
	UseRemote    UseSource = "remote"    // 采集, read from afar
	UseOnSite    UseSource = "on_site"   // 抄表, read at the meter
	UseTold      UseSource = "told"      // the customer said so
	UseCorrected UseSource = "corrected" // put right by hand
)

// MostReadDay is the last day on which a month is read: the end of the next.
const MostReadDay = 62

// ReadOn is the day of the reading; empty where it is not known.
func (u MonthUse) ReadOn() Day {
	if u.ReadDay == 0 || !ValidMonth(u.Month) {
		return ""
	}
	return MonthStart(u.Month).AddDays(int(u.ReadDay) - 1)
}

// ReadDayOf is the day of a reading as MonthUse has it; false when it lies
// before the month or long after it.
func ReadDayOf(month int64, day Day) (int64, bool) {
	on, isDay := day.number()
	first, isMonth := MonthStart(month).number()
	n := int64(on-first) + 1
	return n, isDay && isMonth && n >= 1 && n <= MostReadDay
}

// MostUse is more than any account or company uses in a month, in kWh or watts:
// whatever lies above is a slip, and sums of what lies below do not run over.
const MostUse = 1_000_000_000_000

// Check refuses numbers that cannot be.
func (u MonthUse) Check() error {
	for _, v := range []struct {
		field string
		value int64
	}{
		{"kwh", u.Total}, {"sharp_kwh", u.Sharp}, {"peak_kwh", u.Peak}, {"flat_kwh", u.Flat}, {"valley_kwh", u.Valley}, {"demand_w", u.DemandW},
	} {
		if v.value < 0 || v.value > MostUse {
			return Refuse(v.field, Impossible)
		}
	}
	if u.PFPermille < 0 || u.PFPermille > 1000 {
		return Refuse("power_factor", Impossible)
	}
	if u.ReadDay < 0 || u.ReadDay > MostReadDay {
		return Refuse("read_on", Impossible)
	}
	return nil
}

// Plus is two accounts of one customer in the same month. Their demands are
// added, though they seldom peak together, so that the sum is the most it may
// have been; the power factor is that of the energy of both, the reading the
// later one.
func (u MonthUse) Plus(v MonthUse) MonthUse {
	both := MonthUse{
		Month: max(u.Month, v.Month), Total: u.Total + v.Total, Sharp: u.Sharp + v.Sharp, Peak: u.Peak + v.Peak, Flat: u.Flat + v.Flat,
		Valley: u.Valley + v.Valley, DemandW: u.DemandW + v.DemandW, Estimated: u.Estimated || v.Estimated,
		ReadDay: max(u.ReadDay, v.ReadDay),
	}
	if u.Source == v.Source {
		both.Source = u.Source
	}
	var f energyFactor
	f.add(u)
	f.add(v)
	both.PFPermille = int64(f.value()*1000 + 0.5)
	return both
}

// energyFactor is the power factor of several months or accounts: real energy
// over apparent energy.
type energyFactor struct{ real, apparent float64 }

func (f *energyFactor) add(u MonthUse) {
	if u.PFPermille > 0 && u.Total > 0 {
		f.real += float64(u.Total)
		f.apparent += float64(u.Total) * 1000 / float64(u.PFPermille)
	}
}

// value is 0 when none of them has one.
func (f *energyFactor) value() float64 {
	if f.apparent == 0 {
		return 0
	}
	return f.real / f.apparent
}

// AccountUse is what one account used in a month.
type AccountUse struct {
	Account AccountID
	MonthUse
}

// UsageDraft is a sheet as it is handed in: what accounts used in one month.
type UsageDraft struct {
	Month  int64 // YYYYMM
	Source string
	Whole  bool // these are all accounts: nothing that was said of the month before stays
	Rows   []AccountUse
}

// Check refuses a sheet of no month, of one to come, or without rows. Wrong
// rows are no reason: they are left out and told.
func (d UsageDraft) Check(today Day) error {
	switch {
	case !ValidMonth(d.Month):
		return Refuse("month", Malformed)
	case d.Month > MonthOf(today):
		return Refuse("month", InTheFuture)
	case len(d.Rows) == 0:
		return Refuse("rows", Missing)
	}
	return nil
}

// CheckAccount refuses use of a month in which an account no longer was. closed
// is the day it was closed; empty: it is not.
func (u AccountUse) CheckAccount(closed Day) error {
	if closed != "" && u.Month > MonthOf(closed) {
		return Refuse("account", NotActive)
	}
	return nil
}

// UsageReport tells what became of the rows of a sheet.
type UsageReport struct {
	Stored  int
	Refused []RefusedUse
}

// RefusedUse is one row that was left out, and why.
type RefusedUse struct {
	Account AccountID
	Err     error
}
