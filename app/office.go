package app

import (
	"fmt"
	"strings"
	"time"
)

// OfficeSpan is a stretch of the office day, in minutes after midnight.
type OfficeSpan struct{ From, To int }

// OfficeDay is when the offices work on a working day, in order. Halls may be
// open longer; limits in working hours count these.
type OfficeDay []OfficeSpan

// DefaultOffice is the office day where nobody set another: 08:30–12:00,
// 14:00–17:30.
func DefaultOffice() OfficeDay { return OfficeDay{{8*60 + 30, 12 * 60}, {14 * 60, 17*60 + 30}} }

// ParseOffice reads an office day as people write it, "8:30-12:00 14:00-17:30".
func ParseOffice(text string) (OfficeDay, error) {
	var day OfficeDay
	text = strings.NewReplacer("–", "-", "—", "-", "～", "-", "~", "-", "：", ":", "，", " ", ",", " ", "、", " ").Replace(text)
	for _, part := range strings.Fields(text) {
		from, to, _ := strings.Cut(part, "-")
		first, okFrom := minuteOfDay(from)
		last, okTo := minuteOfDay(to)
		if !okFrom || !okTo {
			return nil, malformed("office", part)
		}
		day = append(day, OfficeSpan{first, last})
	}
	return day, day.Check()
}

func minuteOfDay(text string) (int, bool) {
	hour, minute, ok := strings.Cut(text, ":")
	h, okH := digits(hour)
	m, okM := digits(minute)
	return h*60 + m, ok && okH && okM && len(minute) == 2 && m < 60 && h*60+m <= minutesADay
}

const minutesADay = 24 * 60

// Check refuses an office day without hours, or with hours out of order.
func (o OfficeDay) Check() error {
	if len(o) == 0 {
		return Refuse("office", Missing)
	}
	before := -1
	for _, span := range o {
		switch {
		case span.To <= span.From:
			return &Refusal{Field: "office", Reason: EndsBeforeStart, Value: span.String()}
		case span.From <= before:
			return &Refusal{Field: "office", Reason: Overlaps, Value: span.String()}
		}
		before = span.To
	}
	return nil
}

// String is the office day as ParseOffice reads it.
func (o OfficeDay) String() string {
	parts := make([]string, len(o))
	for i, span := range o {
		parts[i] = span.String()
	}
	return strings.Join(parts, " ")
}

// String is the span as 08:30-12:00.
func (s OfficeSpan) String() string {
	return fmt.Sprintf("%02d:%02d-%02d:%02d", s.From/60, s.From%60, s.To/60, s.To%60)
}

// length is how long the offices work on a working day, in milliseconds.
func (o OfficeDay) length() int64 {
	var sum int64
	for _, span := range o {
		sum += int64(span.To - span.From)
	}
	return sum * msAMinute
}

// before is how much of the office day has passed at a time of the day, both
// in milliseconds.
func (o OfficeDay) before(at int64) int64 {
	var sum int64
	for _, span := range o {
		from, to := int64(span.From)*msAMinute, int64(span.To)*msAMinute
		sum += max(0, min(at, to)-from)
	}
	return sum
}

// at is the time of the day at which so much of the office day has passed:
// the end of a span rather than the start of the next.
func (o OfficeDay) at(passed int64) int64 {
	for _, span := range o {
		from, to := int64(span.From)*msAMinute, int64(span.To)*msAMinute
		if passed <= to-from {
			return from + passed
		}
		passed -= to - from
	}
	return int64(o[len(o)-1].To) * msAMinute
}

const (
	msAMinute = int64(time.Minute / time.Millisecond)
	msADay    = 24 * 60 * msAMinute
	msAhead   = 8 * 60 * msAMinute // China time before UTC
)

// dayAndTime splits a moment into its day in China and the time since its
// midnight.
func dayAndTime(ms int64) (day int, at int64) {
	ms += msAhead
	n := ms / msADay
	if ms%msADay < 0 {
		n--
	}
	return int(n), ms - n*msADay
}

// midnight is the first moment of a day in China.
func midnight(day int) int64 { return int64(day)*msADay - msAhead }

// Office is the office day of the calendar.
func (c *Calendar) Office() OfficeDay {
	if len(c.office) == 0 {
		return DefaultOffice()
	}
	return c.office
}

// WithOffice is the calendar with another office day.
func (c *Calendar) WithOffice(office OfficeDay) *Calendar {
	with := *c
	with.office = office
	return &with
}

// addOffice is the moment at which so much office time has passed since a
// moment. It lies within the office hours of a working day.
func (c *Calendar) addOffice(from, length int64) (end int64, provisional bool) {
	day, at := dayAndTime(from)
	office := c.Office()
	whole := office.length()
	switch {
	case length == 0:
		return c.nextOpen(from)
	case c.worked(day):
		length += office.before(at) // counted from the opening
	default:
		length += whole // nothing is left of a day off
	}
	if length > whole {
		days := int((length - 1) / whole)
		day = c.nthAfter(day, days)
		length -= int64(days) * whole
	}
	return midnight(day) + office.at(length), !c.published(day)
}

// nextOpen is the moment itself if the offices work, else their next opening.
func (c *Calendar) nextOpen(from int64) (open int64, provisional bool) {
	office := c.Office()
	day, at := dayAndTime(from)
	if c.worked(day) {
		for _, span := range office {
			if at <= int64(span.To)*msAMinute {
				return midnight(day) + max(at, int64(span.From)*msAMinute), !c.published(day)
			}
		}
	}
	day = c.nthAfter(day, 1)
	return midnight(day) + office.at(0), !c.published(day)
}

// officeBetween is the office time from one moment to another; 0 when the
// second is not later.
func (c *Calendar) officeBetween(from, to int64) int64 {
	if to <= from {
		return 0
	}
	office := c.Office()
	first, at := dayAndTime(from)
	last, until := dayAndTime(to)
	sum := int64(c.workingBetween(first, last)) * office.length()
	if c.worked(first) {
		sum += office.length() - office.before(at)
	}
	if c.worked(last) {
		sum -= office.length() - office.before(until)
	}
	return sum
}
