package app

import (
	"fmt"
	"strconv"
	"strings"
)

// ReadingTurn is why a register may show less than it did before.
type ReadingTurn string

// The reasons; empty: it may not.
const (
	RolledOver   ReadingTurn = "rolled_over"   // past its last number, back to nought
	MeterChanged ReadingTurn = "meter_changed" // another meter hangs there now
)

// RegisterDemand is the register of the highest load: it is set back each month
// and does not count up.
const RegisterDemand = "demand"

// A register has six digits before the point and two behind it; old ones have
// five.
const (
	registerEnd    = 1_000_000_00
	oldRegisterEnd = 100_000_00
)

// ParseRegister reads what a register shows, 12345.67, in hundredths.
func ParseRegister(field, text string) (int64, error) {
	whole, part, _ := strings.Cut(NormaliseCode(strings.ReplaceAll(text, ",", "")), ".")
	if whole == "" && part == "" {
		return 0, Refuse(field, Missing)
	}
	n, err := strconv.ParseUint("0"+whole, 10, 40)
	if err != nil || len(part) > 2 {
		return 0, Refuse(field, Malformed)
	}
	hundredths, err := strconv.ParseUint((part + "00")[:2], 10, 8)
	if err != nil {
		return 0, Refuse(field, Malformed)
	}
	return int64(n)*100 + int64(hundredths), nil
}

// RegisterText is what a register shows, from hundredths.
func RegisterText(hundredths int64) string {
	return fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100)
}

// Check refuses a reading that cannot be by itself.
func (r Reading) Check(today Day) error {
	switch {
	case r.Account.IsZero():
		return Refuse("account", Missing)
	case r.Register == "":
		return Refuse("register", Missing)
	case !r.ReadOn.Valid():
		return Refuse("read_on", Missing)
	case today < r.ReadOn:
		return Refuse("read_on", InTheFuture)
	case r.Hundredths < 0:
		return Refuse(r.Register, Impossible)
	case r.Hundredths >= registerEnd:
		return Refuse(r.Register, MoreThanMeter)
	}
	return nil
}

// ReadingUse is what went through a register between two readings.
type ReadingUse struct {
	Hundredths int64 // of a kWh, times the multiplier
	Days       int
}

// Since is what was used since the last reading; nothing where that cannot be
// known. It refuses a reading that is lower than the last, unless it says why.
func (r Reading) Since(last Reading, multiplier int64) (ReadingUse, error) {
	from, _ := last.ReadOn.number()
	to, _ := r.ReadOn.number()
	use := ReadingUse{Days: to - from}
	counted := r.Hundredths - last.Hundredths
	switch {
	case last.ReadOn == "":
		return ReadingUse{}, nil
	case r.ReadOn < last.ReadOn:
		return use, Refuse("read_on", BeforeLastReading)
	case r.Register == RegisterDemand, r.Turn == MeterChanged:
		return ReadingUse{}, nil
	case counted < 0 && r.Turn != RolledOver:
		return use, Refuse(r.Register, LowerThanLast)
	case counted < 0:
		end := int64(registerEnd)
		if last.Hundredths < oldRegisterEnd {
			end = oldRegisterEnd
		}
		if counted += end; counted > end/2 {
			return use, Refuse(r.Register, NoRollover)
		}
	}
	use.Hundredths = counted * max(multiplier, 1)
	return use, nil
}

// jump is how many times as much a day is told of before it is kept.
const jump = 3

// JumpsFrom reports whether far more was used a day than before: perhaps a
// digit too many.
func (u ReadingUse) JumpsFrom(before ReadingUse) bool {
	if u.Days <= 0 || before.Days <= 0 || before.Hundredths <= 0 {
		return false
	}
	return u.Hundredths*int64(before.Days) > jump*before.Hundredths*int64(u.Days)
}

// RegisterState is a register of a meter as it was read last.
type RegisterState struct {
	Account  AccountID
	Meter    MeterID
	Register string
	Last     Reading
	Use      ReadingUse // between that reading and the one before, as the meter counts
}
