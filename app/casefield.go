package app

import (
	"strconv"
)

// Check refuses a value that is not of the field's type; an empty one is of
// every type. Amounts are kept as whole numbers: VA, kWh, fen.
func (f Field) Check(value string) error {
	if value == "" {
		return nil
	}
	bad := false
	switch f.Type {
	case FieldDay:
		bad = !Day(value).Valid()
	case FieldCount, FieldKVA, FieldKWh, FieldMoney:
		n, err := strconv.ParseInt(value, 10, 64)
		bad = err != nil || n < 0
	case FieldYes:
		bad = value != "1"
	case FieldStaff:
		_, err := ParseID[Staff](value)
		bad = err != nil
	}
	if bad {
		return Refuse(f.Name, Malformed)
	}
	if len([]rune(value)) > ContentMax {
		return Refuse(f.Name, TooLong)
	}
	return nil
}

// The names of bounds.
const (
	BoundNotice   = "notice_days"    // between acceptance and the first day
	BoundMin      = "min_days"       // from the first to the last day
	BoundMax      = "max_days"       // from the first to the last day
	BoundPerYear  = "per_year"       // of the same sub-kind on the account, in a calendar year
	BoundTotal    = "total_days"     // of the same sub-kind on the account, in a calendar year
	BoundFollowUp = "follow_up_days" // working days for a document that may follow
)

var boundNames = []string{BoundNotice, BoundMin, BoundMax, BoundPerYear, BoundTotal, BoundFollowUp}

// The fields that bounds look at.
const (
	FromField = "from_on"
	ToField   = "to_on"
)

// Span is a stretch of days of an earlier case of the same sub-kind.
type Span struct{ From, To Day }

// Days counts a stretch, both ends included; 0 for one without an end.
func (s Span) Days() int {
	if !s.From.Valid() || !s.To.Valid() {
		return 0
	}
	a, _ := s.From.number()
	b, _ := s.To.number()
	return b - a + 1
}

// Breach is a bound that a draft does not keep: a warning, with the number
// that was found.
type Breach struct {
	Bound Bound
	Found int64
}

// Breaches holds a draft against the bounds of its flow (domain 2.2.3). on is
// the day of acceptance, earlier the stretches of the same sub-kind of the
// account.
func (f Flow) Breaches(d CaseDraft, on Day, earlier []Span) []Breach {
	span := Span{From: Day(d.Value(FromField)), To: Day(d.Value(ToField))}
	var out []Breach
	for _, b := range f.Bounds {
		if !b.When.Holds(d.Value) {
			continue
		}
		if found, breaks := b.breaks(span, on, earlier); breaks {
			out = append(out, Breach{Bound: b, Found: found})
		}
	}
	return out
}

func (b Bound) breaks(span Span, on Day, earlier []Span) (found int64, breaks bool) {
	days := int64(span.Days())
	switch b.Name {
	case BoundNotice:
		if !span.From.Valid() {
			return 0, false
		}
		found = int64(Span{From: on, To: span.From}.Days() - 1)
		return found, found < b.Number
	case BoundMin:
		return days, days != 0 && days < b.Number
	case BoundMax:
		return days, days > b.Number
	case BoundPerYear, BoundTotal:
		found = days
		if b.Name == BoundPerYear {
			found = 1
		}
		for _, e := range earlier {
			switch {
			case !span.From.Valid() || !e.From.Valid() || e.From[:4] != span.From[:4]:
			case b.Name == BoundPerYear:
				found++
			default:
				found += int64(e.Days())
			}
		}
		return found, span.From.Valid() && found > b.Number
	}
	return 0, false
}
